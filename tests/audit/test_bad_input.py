"""Hostile input is normal input: each thing that cannot be audited is named, and the rest is audited."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit.cli import main
from reports.visible import one_line

GOOD = "The council met in the old school, said the mayor.\n"
PDF = b"%PDF-1.7\n\x00\x01\x02"


def make(name: str, data: bytes = b"") -> None:
    path = os.fsencode(name) if "\udcff" not in name else name.encode("utf-8", "surrogateescape")
    with open(path, "wb") as file:  # noqa: PTH123 (a name in bytes)
        file.write(data)


def loop() -> None:
    Path("one.txt").symlink_to("two.txt")
    Path("two.txt").symlink_to("one.txt")


def folder() -> None:
    Path("folder").mkdir()
    make("folder/.hidden.txt", b"x")
    make("folder/x.pdf", PDF)


ERRORS: dict[str, tuple[str, Callable[[], object], str]] = {
    "empty": ("empty.txt", lambda: make("empty.txt"), "is empty"),
    "blank": ("blank.txt", lambda: make("blank.txt", b" \n\t"), "nothing but white space"),
    "binary": ("binary.txt", lambda: make("binary.txt", b"\x7fELF\0\0\1\2\3" * 50), "is binary"),
    "unknown-type": ("x.pdf", lambda: make("x.pdf", PDF), "unknown type '.pdf'"),
    "no-documents": ("folder", folder, "holds no document"),
    "missing": ("missing.txt", lambda: None, "does not exist"),
    "broken-link": ("link.txt", lambda: Path("link.txt").symlink_to("nowhere"), "is a broken link"),
    "link-loop": ("one.txt", loop, "leads in a circle"),
    "pipe": ("pipe.txt", lambda: os.mkfifo("pipe.txt"), "is a pipe"),
    "too-large": ("large.txt", lambda: make("large.txt", b"word " * 500), "more than the limit of 2,000"),
    "zeros": ("zeros.txt", lambda: make("zeros.txt", b"a\0\0\1b" * 100), "is binary"),
    "broken-record": ("r.jsonl", lambda: make("r.jsonl", b'{"text": "a"\n{"text": "B."}\n'), "line 1 is no JSON"),
    "wrong-type": ("r.jsonl", lambda: make("r.jsonl", b'{"id": "a", "text": 5}\n'), "“text” is a number"),
    "wrong-id": ("r.jsonl", lambda: make("r.jsonl", b'{"id": [], "text": "a"}\n'), "“id” is a list"),
    "deep-record": ("r.jsonl", lambda: make("r.jsonl", b"[" * 1900 + b"\n"), "line 1"),
    "repeated-id": ("r.jsonl", lambda: make("r.jsonl", b'{"id": "a", "text": "A"}\n' * 2), "the id 'a'"),
    "large-record": ("r.jsonl", lambda: make("r.jsonl", b'{"text": "' + b"a" * 3000 + b'"}\n'), "more than the limit"),
    "newline-in-name": ("a\nb.txt", lambda: make("a\nb.txt"), "is empty"),
    "name-not-utf-8": ("\udcff.txt", lambda: make("\udcff.txt"), "is empty"),
}  # fmt: skip
FINE: dict[str, tuple[str, bytes]] = {
    "not-utf-8": ("latin.txt", b"The caf\xe9 was full, said the mayor \x81.\n"),
    "utf-16": ("wide.txt", GOOD.encode("utf-16-le")),
    "zeros": ("zeros.txt", GOOD.encode() * 3 + b"\0\0"),
    "deep": ("deep.html", b"<div>" * 300),
    "newline-in-name": ("a\nb.txt", GOOD.encode()),
    "name-not-utf-8": ("\udcff.txt", GOOD.encode()),
    "surrogate": ("s.jsonl", b'{"text": "One \\ud800 word."}\n'),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make("good.txt", GOOD.encode())
    make("source-audit.toml", b"max-bytes = 2000\n")


def check(*arguments: str) -> tuple[int, dict[str, Any], str]:
    reports = [argument for name in ("jsonl", "sarif", "html") for argument in ("--report", f"{name}=../out.{name}")]
    runner = CliRunner()
    result = runner.invoke(
        main, ["check", *arguments, "--select", "dates", "--jobs", "1", "--report", "json=../out.json", *reports]
    )
    assert "Traceback" not in result.output
    report: dict[str, Any] = json.loads(Path("../out.json").read_text(encoding="utf-8"))
    summary = report["summary"]
    parts = ("accepted", "review", "rejected", "errors")
    assert summary["documents"] == len(report["documents"]) == sum(summary[part] for part in parts)
    return result.exit_code, report, result.stdout


@pytest.mark.parametrize("case", ERRORS)
def test_what_cannot_be_audited_is_named_and_the_rest_is_audited(case: str) -> None:
    """Exit status 2, the reason under the name of the thing, and the document after it accepted."""
    name, build, reason = ERRORS[case]
    build()

    status, report, text = check(name, "good.txt")

    assert status == 2
    failed = [one for one in report["documents"] if one["verdict"] == "error"]
    assert [one["path"].encode("utf-8", "surrogatepass") for one in failed] == [name.encode("utf-8", "surrogatepass")]
    assert reason in failed[0]["failures"][0]["error"]
    assert reason in text
    assert report["documents"][-1]["path"] == "good.txt"
    assert report["documents"][-1]["verdict"] == "accept"
    assert len(text.splitlines()) <= 10


@pytest.mark.parametrize("command", ["annotate", "fix", "provenance", "manifest create"])
@pytest.mark.parametrize("case", ERRORS)
def test_every_command_names_what_it_cannot_read(case: str, command: str) -> None:
    """Exit status 2, a line on standard error with the name and the reason, and the rest done all the same."""
    name, build, reason = ERRORS[case]
    build()

    result = CliRunner().invoke(main, [*command.split(), name, "good.txt"])

    if case == "repeated-id" and command in {"annotate", "fix"}:  # both records can be read, and neither is judged
        assert (result.exit_code, result.stderr) == (0, "")
        return
    assert result.exit_code == 2
    (line,) = [line for line in result.stderr.splitlines() if reason in line]
    assert line.startswith(f"source-audit: {one_line(name)}")
    assert "Traceback" not in result.output
    if command != "fix":  # good.txt needs no repair
        assert "good.txt" in result.stdout


@pytest.mark.parametrize("case", FINE)
def test_what_is_merely_odd_is_audited(case: str) -> None:
    """Damaged bytes, no byte-order mark, a few NULs, deep markup and strange names are read like anything else."""
    name, data = FINE[case]
    make(name, data + (b"deep enough</div>" if case == "deep" else b""))

    status, report, _ = check(name, "good.txt")

    assert status == 0
    assert [one["verdict"] for one in report["documents"]] == ["accept", "accept"]


def test_a_walk_passes_over_what_it_does_not_know() -> None:
    """Hidden, binary and unknown files of a folder stand in the report with their reason, and are no error."""
    folder()
    make("folder/binary.txt", b"\x7fELF\0\0\1\2\3" * 50)
    make("folder/good.txt", GOOD.encode())

    status, report, _ = check("folder")

    assert status == 0
    assert [one["path"] for one in report["documents"]] == ["folder/good.txt"]
    assert {one["path"]: one["reason"] for one in report["skipped"]} == {
        "folder/.hidden.txt": "hidden",
        "folder/binary.txt": "binary",
        "folder/x.pdf": "unknown type '.pdf'",
    }


def test_a_walk_names_what_is_broken_in_it() -> None:
    """A broken link, a link in a circle and an empty file are errors; none stops the walk."""
    Path("folder").mkdir()
    make("folder/good.txt", GOOD.encode())
    make("folder/empty.txt")
    Path("folder/broken.txt").symlink_to("nowhere")
    Path("folder/up").symlink_to("..")

    status, report, _ = check("folder")

    assert status == 2
    assert {one["path"]: one["verdict"] for one in report["documents"]} == {
        "folder/broken.txt": "error", "folder/empty.txt": "error", "folder/good.txt": "accept",
    }  # fmt: skip
    assert [one["path"] for one in report["skipped"]] == ["folder/up"]


def test_markup_nested_a_hundred_thousand_deep() -> None:
    """A page that overflows the stack of a careless parser is a page."""
    make("source-audit.toml", b"max-bytes = 2000000\n")
    make("deep.html", b"<div>" * 100_000 + GOOD.encode() + b"</div>" * 100_000)

    status, report, _ = check("deep.html", "good.txt")

    assert status == 0
    assert report["documents"][0]["metrics"]["words"] == 10
