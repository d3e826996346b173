"""What each command writes where, and how it ends: reports to standard output, all else to standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from audit.cli import main
from audit.parameters import FORMATS

ROOT = Path(__file__).parents[2]
# What many programs take for a wish for colours; a pipe is a pipe all the same.
WISHES = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "PY_COLORS": "1", "TERM": "xterm-256color"}
BAD = "The council met on 31 February 2023, said the mayor.\nThe mayorâ€™s plan for 40 per cent failed.\n"
STREAMS = [name for name in FORMATS if name != "html"]


def paths(group: click.Group, *above: str) -> Iterator[list[str]]:
    """Every command there is, groups included."""
    for name, command in group.commands.items():
        yield [*above, name]
        if isinstance(command, click.Group):
            yield from paths(command, *above, name)


def named(value: object) -> str:
    """The name of a test: its command line, and its status."""
    return " ".join(value) if isinstance(value, list) else str(value)


COMMANDS = [[], *paths(main)]
# Command lines that write to standard output, with their exit status.
WRITING = [
    *[(["check", "bad.txt", "--jobs", "1", "--report", f"{name}=-"], 1) for name in STREAMS],
    (["check", "good.txt", "--jobs", "1", "--select", "dates"], 0),
    (["check", "bad.txt", "gone.txt", "--jobs", "1"], 2),
    (["annotate", "bad.txt"], 0),
    (["annotate", "bad.txt", "gone.txt"], 2),
    (["fix", "bad.txt"], 0),
    (["fix", "bad.txt", "gone.txt"], 2),
    (["provenance", "bad.txt"], 0),
    (["provenance", "bad.txt", "gone.txt"], 2),
    (["manifest", "create", "bad.txt"], 0),
    (["manifest", "create", "bad.txt", "gone.txt"], 2),
    (["baseline", "show", "entries.json"], 0),
    (["cache", "info"], 0),
    (["rules"], 0),
    (["rules", "--markdown"], 0),
    (["explain", "dates/impossible-date"], 0),
    (["schema", "report"], 0),
    (["schema", "config"], 0),
    (["schema", "config", "--markdown"], 0),
    (["--help"], 0),
    (["--version"], 0),
    (["check", "--help"], 0),
]
# One of each command, for what hangs on how it writes.
ONCE = [
    next(one for one in WRITING if one[0][:2] == start) for start in {one[0][0]: one[0][:2] for one in WRITING}.values()
]
# Command lines that have nothing to report, or end before there is anything.
SILENT = [
    (["fix", "good.txt"], 0),
    (["fix", "bad.txt", "--write", "--output", "fixed.txt"], 0),
    (["manifest", "create", "good.txt", "--output", "m.json"], 0),
    (["manifest", "verify", "listed.json"], 0),
    (["manifest", "verify", "listed.json", "."], 1),
    (["manifest", "verify", "bad.txt"], 2),
    (["provenance", "bad.txt", "--output", "p.jsonl"], 0),
    (["provenance", "bad.txt", "--output", "no/folder"], 2),
    (["baseline", "create", "bad.txt", "--select", "dates"], 0),
    (["baseline", "create", "bad.txt", "gone.txt", "--select", "dates"], 2),
    (["baseline", "create", "bad.txt", "--baseline", "entries.json"], 2),
    (["baseline", "update", "bad.txt", "--select", "dates", "--baseline", "entries.json"], 0),
    (["baseline", "prune", "bad.txt", "--select", "dates", "--baseline", "entries.json"], 0),
    (["baseline", "show", "broken.toml"], 2),
    (["check", "bad.txt", "--jobs", "1", "--baseline", "broken.toml"], 2),
    (["check", "bad.txt", "--jobs", "1", "--diff-base", "HEAD"], 2),
    (["cache", "clear"], 0),
    (["init"], 0),
    (["init", "gone"], 2),
    (["check"], 2),
    (["check", "good.txt", "--jobs", "1", "--config", "broken.toml"], 2),
    (["check", "good.txt", "--select", "no-such-rule"], 2),
    (["check", "good.txt", "--report", "pdf=x"], 2),
    (["annotate"], 2),
    (["explain", "no-such-rule"], 2),
    (["schema", "no-such-schema"], 2),
    (["no-such-command"], 2),
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_AUDIT_CACHE", str(tmp_path / "kept"))
    Path("bad.txt").write_text(BAD, encoding="utf-8")
    Path("good.txt").write_text("It rained in the town.\n", encoding="utf-8")
    Path("broken.toml").write_text("fail-on = 5\n", encoding="utf-8")
    Path("entries.json").write_text(json.dumps({"schema_version": 1, "entries": []}), encoding="utf-8")
    Path("listed.json").write_text(json.dumps({"manifest_version": 1, "files": []}), encoding="utf-8")


def ran(arguments: list[str], output: int | str = subprocess.PIPE) -> tuple[int, str, str]:
    """The exit status of a process of its own, with what it wrote to standard output and standard error."""
    out = os.open(output, os.O_WRONLY) if isinstance(output, str) else output
    try:
        done = subprocess.run(
            [sys.executable, "-m", "audit", *arguments],
            env={**os.environ, **WISHES, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    finally:
        if out != subprocess.PIPE:
            os.close(out)
    return done.returncode, (done.stdout or b"").decode(), done.stderr.decode()


def is_said(stderr: str) -> bool:
    """Whether all lines are messages of ours, or a mistake in the command line as click tells it."""
    lines = stderr.splitlines()
    return all(line.startswith("source-audit: ") for line in lines) or lines[0].startswith("Usage: ")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_helps_on_standard_output(command: list[str]) -> None:
    """Help is what was asked for; it ends well and says nothing else."""
    done = CliRunner().invoke(main, [*command, "--help"])

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_tells_a_mistake_on_standard_error(command: list[str]) -> None:
    """An option that does not exist is no verdict: status 2, and nothing that could pass for a report."""
    done = CliRunner().invoke(main, [*command, "--no-such-option"])

    assert (done.exit_code, done.stdout) == (2, "")
    assert "--no-such-option" in done.stderr


@pytest.mark.parametrize(("arguments", "status"), WRITING, ids=named)
def test_what_was_asked_for_goes_to_standard_output(arguments: list[str], status: int) -> None:
    """In a pipe: a report and nothing but it, no colour in either stream whatever the environment wishes."""
    done = CliRunner().invoke(main, arguments, env=WISHES)

    assert done.exit_code == status
    assert done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    assert is_said(done.stderr)
    assert bool(done.stderr) == (arguments[0] == "fix" or (status == 2 and arguments[0] != "check"))


@pytest.mark.parametrize(("arguments", "status"), SILENT, ids=named)
def test_without_a_report_standard_output_is_empty(arguments: list[str], status: int) -> None:
    """What went wrong, or what was done, is said on standard error, without colours."""
    done = CliRunner().invoke(main, arguments, env=WISHES)

    assert (done.exit_code, done.stdout) == (status, "")
    assert "\x1b" not in done.stderr
    assert is_said(done.stderr)
    assert done.stderr or status == 0


@pytest.mark.parametrize(("arguments", "status"), ONCE, ids=named)
def test_a_reader_that_is_gone_is_no_failure(arguments: list[str], status: int) -> None:
    """A pipe that nobody reads makes no noise, and changes no exit status."""
    reading, writing = os.pipe()
    os.close(reading)

    ended, _, stderr = ran(arguments, writing)

    assert ended == status
    assert "pipe" not in stderr.lower()
    assert is_said(stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(("arguments", "status"), ONCE, ids=named)
def test_a_full_disk_is_said(arguments: list[str], status: int) -> None:
    """What could not be written was not done as asked, and a line says why."""
    ended, _, stderr = ran(arguments, "/dev/full")

    assert ended == 2 >= status
    assert "No space left on device" in stderr
    assert is_said(stderr)


def test_several_reports_leave_standard_output_to_the_text() -> None:
    """Every format at once to files: each is there and whole, and findings go to standard output as text."""
    reports = [argument for name in FORMATS for argument in ("--report", f"{name}=out.{name}")]

    ended, stdout, stderr = ran(["check", "bad.txt", "--jobs", "1", *reports])

    assert ended == 1
    assert "dates/impossible-date" in stdout
    assert stderr == "source-audit: HTML report: out.html/index.html\n"
    assert all(Path(f"out.{name}").exists() for name in FORMATS)
    assert not list(Path().glob(".*part"))
