"""JUnit XML, held against the schema that pytest holds its own against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audit.model import Failure, Severity, Status
from reports import STREAM_FORMATS
from reports.junit import MOST_LINES

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written

SCHEMA = Path(__file__).parents[1] / "data" / "junit-10.xsd"
Suite = Callable[["AuditReport"], Any]


@pytest.fixture(scope="module")
def suite(written: Written) -> Suite:
    """Writes a report, validates it, and gives its one suite."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))

    def write(report: AuditReport) -> Any:  # noqa: ANN401 (lxml has no types)
        root = etree.fromstring(written(STREAM_FORMATS["junit"], report).encode(), etree.XMLParser(huge_tree=True))
        schema.assertValid(root)
        (made,) = root
        return made

    return write


def test_a_document_is_a_test_case(build: Build, suite: Suite) -> None:
    """Rejected is failed, unread is an error, passed over is skipped; what is to review has passed and says why."""
    made = suite(build.full())
    assert dict(made.attrib) == {
        "name": "source-audit",
        "tests": "4",
        "failures": "1",
        "errors": "1",
        "skipped": "1",
    }
    assert [(case.get("name"), [child.tag for child in case]) for case in made] == [
        ("a.txt", ["failure"]),
        ("c.jsonl#7", ["system-out"]),
        ("gone.txt", ["error"]),
        ("b.png", ["skipped"]),
    ]


def test_a_failure_lists_what_is_not_dismissed(build: Build, suite: Suite) -> None:
    """The gravest finding first, each with its place; the message names the rules that decided."""
    failure = suite(build.full())[0][0]
    assert failure.get("type") == "dates/impossible-date"
    assert failure.get("message") == "dates/impossible-date (1 error)"
    assert failure.text.split("\n") == [
        "a.txt:9:32: error dates/impossible-date  no such day",
        "a.txt:7:125: warning[medium] attribution/unattributed-statistic  two figures for one thing",
    ]


def test_an_error_says_what_failed(build: Build, suite: Suite) -> None:
    """The rule, or that it could not be read, and why."""
    error = suite(build.full())[2][0]
    assert (error.get("type"), error.get("message")) == ("load", "Permission denied")


def test_of_many_findings_the_gravest_are_listed(build: Build, suite: Suite) -> None:
    """A document with a thousand findings does not make a page of a thousand lines."""
    some = [build.finding("x", "x", severity=Severity.NOTE)] * 200 + [build.finding("x", "x")]
    lines = suite(build.report([build.document("x", some)]))[0][0].text.split("\n")
    assert len(lines) == MOST_LINES + 1
    assert lines[0].startswith("a.txt:1:1: error ")
    assert lines[-1] == "and 101 more findings"


def test_what_is_dismissed_fails_nothing(build: Build, suite: Suite) -> None:
    """A document that is accepted because of a reviewer's decisions is a test case with nothing in it."""
    finding = build.finding("x", "x", status=Status.DISMISSED)
    made = suite(build.report([replace(build.document("x", [finding]), verdict=build.document().verdict)]))
    assert (made.get("failures"), len(made[0])) == ("0", 0)


def test_an_interrupted_run_says_so(build: Build, suite: Suite) -> None:
    """Tests that did not run are not taken for tests that passed."""
    report = build.report([])
    made = suite(replace(report, summary=replace(report.summary, interrupted=True)))
    assert "interrupted" in made.findtext("system-err")


@pytest.mark.parametrize("which", ["hostile_report", "huge"])
def test_any_report_is_valid(build: Build, suite: Suite, which: str) -> None:
    """Controls, surrogates and the ends of CDATA sections come out as text; the counts are those of the cases."""
    report = replace(getattr(build, which)(), failures=(Failure("house", build.hostile),))
    made = suite(report)
    cases = made.findall("testcase")
    missing = sum(one.kind == "missing" for one in report.manifest.differences) if report.manifest else 0
    assert len(cases) == int(made.get("tests")) == report.summary.documents + report.summary.skipped + 1 + missing
    assert made.get("errors") == str(report.summary.errors + 1)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_xml(build: Build, suite: Suite, text: str) -> None:
    """Whatever a document, its name and a message hold, a parser reads it, and no line or element is forged."""
    document = build.document("x", [build.finding("x", "x", message=text, rule=text)], path=text)
    (case,) = suite(build.report([document]))
    assert [child.tag for child in case] == ["failure"]
    assert "\n" not in case[0].text
