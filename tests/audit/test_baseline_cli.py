from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from audit import runner
from audit.cli import main

if TYPE_CHECKING:
    from audit.model import AuditReport

HEAD = "The bridge opens\nBy Mara Lind, Harbour Post, March 23, 2023\n\n"
TAIL = "\n\nSource: https://example.org/bridge\nLicence: CC BY 4.0\n"
BAD = HEAD + "The council met on 31 February 2023, said the mayor." + TAIL
WORSE = HEAD + "The works began on 30 February 2023, said the clerk, and the gates shut." + TAIL
CLEAN = HEAD + "The council met on Monday, said the mayor." + TAIL
DATES = ("--select", "dates")
COMPARED = ("--select", "reuse")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    Path("sources/a.txt").write_text(BAD, "utf-8")
    Path("sources/b.txt").write_text(WORSE, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def baseline(command: str, *arguments: str) -> Result:
    return run("baseline", command, *(arguments or ("sources",)), *DATES, "--baseline", "b.json")


def check(*arguments: str) -> tuple[Result, dict[str, Any]]:
    found = run("check", *arguments, *DATES, "--jobs", "1", "--report", "json=-")
    return found, json.loads(found.stdout)


def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path("b.json").read_bytes())["entries"]
    return found


def edit(**fields: object) -> None:
    """Change the first entry by hand."""
    first, *others = entries()
    Path("b.json").write_text(json.dumps({"schema_version": 1, "entries": [{**first, **fields}, *others]}), "utf-8")


def decide(entry: dict[str, Any]) -> None:
    """Put an entry into the file, in the place of one for the same finding."""
    others = [one for one in entries() if one["fingerprint"] != entry["fingerprint"]]
    Path("b.json").write_text(json.dumps({"schema_version": 1, "entries": [entry, *others]}), "utf-8")


def test_a_baseline_lets_what_was_there_pass() -> None:
    """The same check fails without it and passes with it; findings are kept, with who, when and why."""
    assert check("sources")[0].exit_code == 1

    made = baseline("create", "sources", "--reason", "as printed", "--by", "mara", "--expires", "2999-12-31")
    assert made.exit_code == 0
    assert made.stdout == ""

    result, report = check("sources", "--baseline", "b.json")
    assert result.exit_code == 0
    found = [finding for document in report["documents"] for finding in document["findings"]]
    assert {finding["status"] for finding in found} == {"dismissed"}
    assert found[0]["decision"] == {
        "state": "dismissed",
        "by": "mara",
        "at": entries()[0]["at"],
        "reason": "as printed",
        "expires": "2999-12-31",
    }
    assert report["baseline"] == {"path": "b.json", "entries": len(found), "expired": [], "unused": [], "missing": []}
    assert report["summary"]["statuses"] == {"new": 0, "confirmed": 0, "dismissed": len(found)}


def test_a_new_finding_fails_and_alone() -> None:
    """The rule that decided it is named."""
    baseline("create")
    Path("sources/c.txt").write_text(CLEAN.replace("Monday", "31 April 2023"), "utf-8")

    result, report = check("sources", "--baseline", "b.json")

    assert result.exit_code == 1
    deciding = {document["path"]: document["deciding"] for document in report["documents"] if document["deciding"]}
    assert deciding == {"sources/c.txt": [{"rule": "dates/impossible-date", "reason": "1 error"}]}


def test_a_baseline_holds_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the audit is started makes no difference, nor does moving the folder."""
    baseline("create")

    monkeypatch.chdir("sources")
    assert check(".", "--baseline", "../b.json")[0].exit_code == 0
    assert check(str(tmp_path / "sources"), "--baseline", str(tmp_path / "b.json"))[0].exit_code == 0


def test_the_configuration_names_the_baseline(monkeypatch: pytest.MonkeyPatch) -> None:
    """From its own folder, for every command; the command line wins."""
    Path("source-audit.toml").write_text('baseline = "kept/b.json"\nselect = ["dates"]\n', "utf-8")
    Path("kept").mkdir()
    assert run("check", "sources").exit_code == 2

    assert run("baseline", "create", "sources").exit_code == 0
    assert json.loads(Path("kept/b.json").read_bytes())["entries"][0]["path"] == "../sources/a.txt"
    assert run("check", "sources").exit_code == 0
    monkeypatch.chdir("sources")
    assert run("check", ".").exit_code == 0
    assert run("check", ".", "--baseline", "other.json").exit_code == 2


def test_what_is_fixed_is_told_and_pruned() -> None:
    """Only that; the rest stays as it was, byte for byte."""
    baseline("create")
    before = entries()
    Path("sources/a.txt").write_text(CLEAN, "utf-8")

    result, report = check("sources", "--baseline", "b.json")
    assert [entry["path"] for entry in report["baseline"]["unused"]] == ["sources/a.txt"]
    assert "the entry for dates/impossible-date in sources/a.txt is for no finding any more" in result.stderr

    assert baseline("prune").exit_code == 0
    assert entries() == [entry for entry in before if entry["path"] == "sources/b.txt"]
    assert baseline("prune").stderr == ""


def test_a_document_that_is_gone_is_pruned_with_its_folder() -> None:
    """Auditing another document says nothing of it."""
    baseline("create")
    Path("sources/a.txt").unlink()

    assert baseline("prune", "sources/b.txt").stderr == ""
    assert "sources/a.txt" in baseline("prune", "sources").stderr
    assert {entry["path"] for entry in entries()} == {"sources/b.txt"}


def test_an_entry_for_a_file_that_does_not_exist_is_told() -> None:
    """Where no folder was audited that it is gone from; the gate is none the worse, and nothing is taken out."""
    baseline("create")
    Path("sources/a.txt").unlink()
    before = entries()

    result, report = check("sources/b.txt", "--baseline", "b.json")

    assert result.exit_code == 0
    assert [entry["path"] for entry in report["baseline"]["missing"]] == ["sources/a.txt"]
    assert report["baseline"]["unused"] == []
    assert "in sources/a.txt is for a file that does not exist" in result.stderr
    assert check("sources", "--baseline", "b.json")[1]["baseline"]["missing"] == []
    assert baseline("prune", "sources/b.txt").exit_code == 0
    assert entries() == before


def test_what_has_expired_fails_again() -> None:
    """It is told, and ``update`` decides anew."""
    baseline("create")
    edit(expires="2001-01-01")

    result, report = check("sources", "--baseline", "b.json")
    assert result.exit_code == 1
    assert "the entry for dates/impossible-date in sources/a.txt has expired" in result.stderr
    assert [entry["path"] for entry in report["baseline"]["expired"]] == ["sources/a.txt"]
    assert "(expired)" in run("baseline", "show", "b.json").stdout

    assert "1 entry more, 2 entries in all" in baseline("update").stderr
    assert check("sources", "--baseline", "b.json")[0].exit_code == 0


def test_update_adds_what_is_new_and_leaves_the_rest() -> None:
    """A reason that somebody gave is not lost, nor is a finding that somebody else should look at dismissed."""
    baseline("create", "sources/a.txt")
    edit(status="second-look", reason="ask the printer", by="iva")
    kept = entries()

    assert baseline("update").exit_code == 0
    assert entries()[:1] == kept
    assert [entry["path"] for entry in entries()] == ["sources/a.txt", "sources/b.txt"]
    assert check("sources", "--baseline", "b.json")[0].exit_code == 1


def test_a_confirmed_finding_rejects_still() -> None:
    """Somebody has looked, and it is one."""
    baseline("create")
    edit(status="confirmed")

    result, report = check("sources", "--baseline", "b.json")
    assert result.exit_code == 1
    assert report["documents"][0]["findings"][0]["status"] == "confirmed"


def test_findings_between_documents_are_decided_too() -> None:
    """A copy is found when all documents are read, which is after each was judged."""
    Path("sources/c.txt").write_text(BAD + BAD.replace("bridge", "tower") * 2, "utf-8")
    Path("sources/d.txt").write_text(BAD + BAD.replace("bridge", "tower") * 2, "utf-8")
    strict = (*COMPARED, "--fail-on", "note", "--confidence", "low")
    assert check("sources", *strict)[0].exit_code == 1
    baseline("create", "sources", *COMPARED)

    result, report = check("sources", "--baseline", "b.json", *strict)
    assert result.exit_code == 0
    assert report["summary"]["accepted"] == 4
    alone = check("sources/d.txt", "--baseline", "b.json", *strict)[1]["baseline"]
    assert alone["unused"] == []


def during_the_audit(monkeypatch: pytest.MonkeyPatch, what: Callable[[], object]) -> None:
    """Have something happen between the audit of a command and what it makes of it."""
    audited = runner.run

    def run(*arguments: Any, **options: Any) -> AuditReport:  # noqa: ANN401 (as it is called)
        report = audited(*arguments, **options)
        what()
        return report

    monkeypatch.setattr(runner, "run", run)


@pytest.mark.parametrize("command", ["update", "prune"])
def test_what_is_decided_during_the_audit_is_kept(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A reviewer confirms a finding that the audit saw undecided, or gone: the last word is the reviewer's."""
    baseline("create")
    confirmed = {**entries()[0], "status": "confirmed", "by": "iva"}
    if command == "prune":
        Path("sources/a.txt").write_text(CLEAN, "utf-8")
    else:
        Path("b.json").write_text(json.dumps({"schema_version": 1, "entries": entries()[1:]}), "utf-8")
    during_the_audit(monkeypatch, lambda: decide(confirmed))

    assert baseline(command).exit_code == 0
    assert [(entry["path"], entry["status"]) for entry in entries()] == [
        ("sources/a.txt", "confirmed"),
        ("sources/b.txt", "dismissed"),
    ]


def test_a_file_that_was_made_during_the_audit_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file takes nobody's place."""
    theirs = json.dumps({"schema_version": 1, "entries": []})
    during_the_audit(monkeypatch, lambda: Path("b.json").write_text(theirs, "utf-8"))

    result = baseline("create")

    assert (result.exit_code, Path("b.json").read_text("utf-8")) == (2, theirs)
    assert "b.json exists" in result.stderr


def test_show_lists_entries() -> None:
    """Two lines each, harmless at a terminal."""
    baseline("create", "sources", "--reason", "known\x1b[2J", "--by", "mara")

    shown = run("baseline", "show", "b.json").stdout
    first, second, *_, last = shown.splitlines()
    assert first.startswith("sources/a.txt: dismissed dates/impossible-date  ")
    assert second.startswith("    by mara at 20")
    assert last == f"{len(entries())} entries"
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("baseline", "update", "sources", "--baseline", "none.json"), "none.json: cannot be read"),
        (("baseline", "prune", "sources", "--baseline", "sources"), "sources: cannot be read: not a regular file"),
        (("baseline", "show", "sources/a.txt"), "sources/a.txt: line 1, column 1: is not JSON"),
        (("check", "sources", "--baseline", "sources/a.txt"), "sources/a.txt: line 1, column 1: is not JSON"),
        (("baseline", "create", "-"), "standard input is no file"),
        (("baseline", "create", "sources", "--baseline", "sources/a.txt"), "sources/a.txt exists"),
        (("baseline", "create", "sources", "--baseline", "none/b.json"), "baseline: No such file or directory"),
        (("baseline", "create", "gone.txt"), "gone.txt: load: does not exist"),
        (("baseline", "create", "sources", "--expires", "soon"), "'soon' is no date"),
        (("baseline", "create", "sources", "--expires", "2001-01-01"), "2001-01-01 is past"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], said: str) -> None:
    """The status says so too, and nothing is written over."""
    before = Path("sources/a.txt").read_bytes()

    result = run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert Path("sources/a.txt").read_bytes() == before
