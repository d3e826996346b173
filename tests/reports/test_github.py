"""Workflow commands of GitHub Actions.

The fields, as GitHub documents them: ``::error``, ``::warning`` or ``::notice``, a blank, properties ``name=value``
with commas between them (``file``, ``line``, ``endLine``, ``col``, ``endColumn``, ``title``), ``::`` and the message.
In a message ``%``, CR and LF are escaped as ``%25``, ``%0D``, ``%0A``; in a property ``:`` and ``,`` too, as ``%3A``
and ``%2C``. Columns are given only when the finding stands on one line. A step shows ten annotations of a level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model import Failure, Location, Severity, Verdict
from reports import STREAM_FORMATS

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written

NAMES = ["file", "line", "endLine", "col", "endColumn", "title"]
COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::([^\r\n]*)")
Commands = Callable[["AuditReport"], list[tuple[str, dict[str, str], str]]]


@pytest.fixture(scope="module")
def commands(written: Written) -> Commands:
    """Writes a report and reads its commands as the fields have it; the last line is the ledger."""

    def write(report: AuditReport) -> list[tuple[str, dict[str, str], str]]:
        *lines, ledger = written(STREAM_FORMATS["github"], report).removesuffix("\n").split("\n")
        assert ledger.startswith("source-audit: ")
        made = []
        for line in lines:
            match = COMMAND.fullmatch(line)
            assert match, line
            properties = dict(one.split("=", 1) for one in match[2].split(",")) if match[2] else {}
            assert list(properties) == [name for name in NAMES if name in properties]
            assert not re.search("%(?!25|0D|0A|3A|2C)", line)
            made.append((match[1], properties, match[3]))
        return made

    return write


def test_a_finding_is_annotated_at_its_place(build: Build, commands: Commands) -> None:
    """The level, the place and the rule; what a reviewer has dismissed is left out."""
    place = {"file": "a.txt", "line": "9", "endLine": "9", "col": "32", "endColumn": "43"}
    assert commands(build.full())[:2] == [
        ("error", {"file": "gone.txt", "title": "load"}, "Permission denied"),
        ("error", {**place, "title": "dates/impossible-date"}, "no such day"),
    ]
    assert [level for level, _, _ in commands(build.full())] == ["error", "error", "warning", "notice"]


def test_what_is_older_than_the_change_is_left_out(build: Build, commands: Commands) -> None:
    """A pull request is not annotated with what it found there."""
    assert commands(build.report([build.document("x", [build.finding("x", "x", unchanged=True)])])) == []


def test_columns_of_two_lines_are_not_given(build: Build, commands: Commands) -> None:
    """GitHub refuses columns of an annotation of several lines."""
    ((_, properties, _),) = commands(build.report([build.document("a\nb", [build.finding("a\nb", "a\nb")])]))
    assert properties == {"file": "a.txt", "line": "1", "endLine": "2", "title": "dates/impossible-date"}


@pytest.mark.parametrize(("layer", "record"), [("source", "7"), ("text", None)])
def test_a_place_that_is_not_in_the_file_has_no_line(
    build: Build, commands: Commands, layer: Literal["source", "text"], record: str | None
) -> None:
    """The lines of a record, and of an extracted text, are not those of its file."""
    finding = build.finding("x", "x", location=Location(layer, 0, 1, 1, 1, 1, 2, 0, 1))
    ((_, properties, message),) = commands(build.report([build.document("x", [finding], record=record)]))
    assert properties == {"file": "a.txt", "title": "dates/impossible-date"}
    assert message == ("record 7: no such day" if record else "no such day")


def test_ten_of_a_level_are_written(build: Build, commands: Commands) -> None:
    """Ten are shown as they are; of more the gravest nine, and the tenth says how many there are."""
    text = "x" * 40
    some = [build.finding(text, (n, n + 1), severity=s) for s in Severity for n in range(10)]
    assert Counter(level for level, _, _ in commands(build.report([build.document(text, some)]))) == {
        "error": 10,
        "warning": 10,
        "notice": 10,
    }
    failed = build.document(verdict=Verdict.ERROR, failures=(Failure("load", "gone"),), path="gone.txt")
    many = build.document(text, [*some, build.finding(text, (30, 31))])
    errors = [one for one in commands(build.report([many, failed])) if one[0] == "error"]
    assert errors[0][1] == {"file": "gone.txt", "title": "load"}
    assert errors[-1] == ("error", {}, "3 more errors, less grave or later than the 9 shown")
    assert len(errors) == 10


@pytest.mark.parametrize("which", ["hostile_report", "huge"])
def test_any_report_is_valid(build: Build, commands: Commands, which: str) -> None:
    """Nothing that a document holds begins a command, ends one or adds a property; ten of a level at most."""
    levels = Counter(level for level, _, _ in commands(getattr(build, which)()))
    assert max(levels.values()) <= 10


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_no_text_is_a_command(build: Build, commands: Commands, text: str) -> None:
    """Whatever a document, its name and a message hold, there is one command with our properties."""
    document = build.document("x", [build.finding("x", "x", message=text, rule=text)], path=text)
    ((level, properties, _),) = commands(build.report([document]))
    assert (level, list(properties)) == ("error", NAMES)
