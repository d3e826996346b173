from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model import BaselineUse, Deciding, Severity, SkippedFile, Verdict
from reports import STREAM_FORMATS, text

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written

Lines = Callable[["AuditReport"], list[str]]

_ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.fixture
def lines(written: Written) -> Lines:
    return lambda report: written(STREAM_FORMATS["text"], report).split("\n")


def test_a_finding_is_a_line_with_its_place_marked_below(build: Build, lines: Lines) -> None:
    """Path, line, column, severity, rule and message stand on one line; the words are under it, with carets."""
    words = "They met.\nThey meet on 31 February again.\n"
    shown = lines(build.report([build.document(words, [build.finding(words, "31 February")])]))
    assert shown[:3] == [
        "a.txt:2:14: error dates/impossible-date  no such day",
        "    They meet on 31 February again.",
        "                 ^^^^^^^^^^^",
    ]


def test_confidence_is_named_where_it_is_not_high(build: Build, lines: Lines) -> None:
    """A reader need not be told that a rule is sure; that it is not, stands behind the severity."""
    shown = lines(build.full())
    assert "a.txt:7:125: warning[medium] attribution/unattributed-statistic  two figures for one thing" in shown


def test_a_finding_on_the_whole_document_has_no_position(build: Build, lines: Lines) -> None:
    """What concerns the whole document names the document, and no line of it."""
    document = build.document("Text.", [build.finding("Text.", None)])
    assert lines(build.report([document]))[0] == "a.txt: error dates/impossible-date  no such day"


def test_a_place_outside_the_text_is_shown_by_its_excerpt(build: Build, lines: Lines) -> None:
    """A finding in markup, which is no part of the text, shows the source's words."""
    source = '<a href="x">Text</a>'
    finding = build.finding(source, 'href="x"', shown=None)
    assert lines(build.report([build.document("Text", [finding])]))[1:3] == ['    href="x"', "    ^^^^^^^^"]


@pytest.mark.parametrize(
    ("words", "marked", "line", "caret"),
    [
        ("a\tb 31", "31", "a b 31", "    ^^"),
        ("漢字 31", "31", "漢字 31", "     ^^"),
        ("e\N{COMBINING ACUTE ACCENT} 31", "31", "e\N{COMBINING ACUTE ACCENT} 31", "  ^^"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b 31", "31", "a<U+202E>b 31", "           ^^"),
        ("a\N{ZERO WIDTH SPACE}b", "\N{ZERO WIDTH SPACE}", "a<U+200B>b", " ^^^^^^^^"),
        ("one\ntwo three\nfour", "three\nfour", "two three…", "    ^^^^^^"),
        ("one\r\ntwo", "\r\n", "one<U+000D><U+000A>two", "   ^^^^^^^^^^^^^^^^"),
    ],
    ids=["tab", "wide", "combining", "bidi", "zero-width", "two lines", "line end"],
)
def test_the_caret_stands_under_the_words(  # a case is its columns
    build: Build, lines: Lines, words: str, marked: str, line: str, caret: str
) -> None:
    """Carets count the columns of a terminal, whatever width the characters before them have."""
    shown = lines(build.report([build.document(words, [build.finding(words, marked)])]))
    assert shown[1:3] == [f"    {line}", f"    {caret}"]


def test_a_long_line_is_shown_around_the_place(build: Build, lines: Lines) -> None:
    """Of a line of many megabytes a window is shown, with the place in it and marked."""
    words = "x" * 5000 + " 31 February " + "y" * 5000
    line, caret = lines(build.report([build.document(words, [build.finding(words, "31 February")])]))[1:3]
    assert line.startswith("    …xxx")
    assert line.endswith("yyy…")
    assert len(line) <= 4 + text.WIDTH
    assert line[caret.index("^") : caret.rindex("^") + 1] == "31 February"


def test_related_places_and_suggestions_follow(build: Build, lines: Lines) -> None:
    """What the finding rests on and what to do about it stand below it."""
    shown = lines(build.full())
    assert "    see a.txt:7:46  the other figure" in shown
    assert "    try 28 February?" in shown


def test_dismissed_findings_are_counted_not_listed(build: Build, lines: Lines) -> None:
    """What a reviewer has settled is no news, but it is not hidden either."""
    shown = "\n".join(lines(build.full()))
    assert "no licence is stated" not in shown
    assert "1 of them dismissed by a reviewer" in shown


def test_what_is_older_than_a_change_is_counted_not_listed(build: Build, lines: Lines) -> None:
    """It is nothing that the change brought."""
    finding = build.finding(build.article, "31 February", unchanged=True)
    shown = lines(build.report([build.document(build.article, [finding], verdict=Verdict.ACCEPT)]))

    assert not [line for line in shown if "impossible-date" in line]
    assert "findings: 1 error, 0 warnings, 0 notes, 1 of them older than the change" in shown


def test_what_a_document_was_rejected_for_is_told(build: Build, lines: Lines) -> None:
    """A limit of the gate has no finding that would show it."""
    limits = (Deciding("gate/required", "no date"), Deciding("dates/impossible-date", "2 errors"))
    shown = lines(build.report([build.document(verdict=Verdict.REJECT, deciding=limits)]))

    assert shown[0] == "a.txt: rejected for gate/required (no date), dates/impossible-date (2 errors)"


def test_the_use_of_a_baseline_is_counted(build: Build, lines: Lines) -> None:
    """How many entries there are, and which need somebody's hand."""
    use = BaselineUse("baseline.json", 3, (build.entry(),), (build.entry(), build.entry(record="1")))
    missing = replace(use, missing=(build.entry(),))

    said = "baseline: 3 entries, 1 expired, 2 unused"
    assert said in lines(build.report([], baseline=use))
    assert f"{said}, 1 for files that do not exist" in lines(build.report([], baseline=missing))


def test_the_end_is_the_ledger_and_the_verdict(build: Build, lines: Lines) -> None:
    """The sum of documents, the findings by severity, and what becomes of the run close the report."""
    assert lines(build.full())[-7:] == [
        "passed over: 1 file",
        "    b.png: binary",
        "",
        "3 documents: 0 accepted, 1 to review, 1 rejected, 1 error",
        "findings: 1 error, 1 warning, 2 notes, 1 of them dismissed by a reviewer",
        "verdict: error",
        "",
    ]


def test_a_failure_names_its_document(build: Build, lines: Lines) -> None:
    """What could not be done is said as plainly as what was found."""
    assert "gone.txt: failure load  Permission denied" in lines(build.full())


def test_many_files_passed_over_are_counted_by_reason(build: Build, lines: Lines) -> None:
    """A folder of a thousand pictures does not push the findings off the screen."""
    skipped = tuple(SkippedFile(f"{n}.png", "binary" if n % 3 else "hidden") for n in range(12))
    assert lines(build.report([], skipped=skipped))[1:4] == [
        "passed over: 12 files",
        "    8 × binary",
        "    4 × hidden",
    ]


def test_colour_only_if_asked(build: Build) -> None:
    """Escape sequences are written on request alone, and then they are ours."""
    plain, coloured = io.StringIO(), io.StringIO()
    text.write(build.full(), plain)
    text.write(build.full(), coloured, colour=True)
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[31merror\x1b[0m" in coloured.getvalue()
    assert re.sub(r"\x1b\[\d+m", "", coloured.getvalue()) == plain.getvalue()


def _harmless(shown: str) -> bool:
    return all(c == "\n" or (unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}) for c in shown)


def test_a_hostile_report_is_harmless(build: Build, written: Written) -> None:
    """No control, format or surrogate character of any field reaches the terminal."""
    assert _harmless(written(STREAM_FORMATS["text"], build.hostile_report()))


def test_a_document_gives_no_orders_to_a_ci(build: Build, written: Written) -> None:
    """Lines that the runners of GitHub, Azure and TeamCity would obey are shown so that they don't."""
    words = "One.\n ::add-mask::e\n"
    some = [
        build.finding(words, "add", message="##[add-mask]a ##vso[task.setvariable]b ##teamcity[c] ## [d]"),
        build.finding(words, "::"),
    ]
    shown = written(STREAM_FORMATS["text"], build.report([build.document(words, some, path="::error::x")]))
    assert not re.search(r"^\s*::|##[a-z]*\[", shown, re.MULTILINE)
    assert "     <U+003A>:add-mask::e\n" in shown
    assert "## [d]" in shown


@given(words=_ANY_TEXT.filter(bool), message=_ANY_TEXT, path=_ANY_TEXT, ends=st.tuples(st.integers(0), st.integers(1)))
def test_no_character_of_a_source_acts_on_the_terminal(
    build: Build, words: str, message: str, path: str, ends: tuple[int, int]
) -> None:
    """Whatever a document, its path and a message hold, lines are ours and characters are printable."""
    start = ends[0] % len(words)
    span = (start, min(len(words), start + ends[1]))
    finding = build.finding(words, span, message=message, severity=Severity.NOTE)
    stream = io.StringIO()
    text.write(build.report([build.document(words, [finding], path=path)]), stream)
    assert _harmless(stream.getvalue())
    assert stream.getvalue().count("\n") == 7
    stream.getvalue().encode("utf-8")
