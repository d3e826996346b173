from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import STREAM_FORMATS
from reports.csv_report import FIELDS

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written

Rows = Callable[["AuditReport"], list[dict[str, str]]]


@pytest.fixture(scope="module")
def rows(written: Written) -> Rows:
    """Writes a report and reads its rows, each of which has every column and no cell that is a formula."""

    def write(report: AuditReport) -> list[dict[str, str]]:
        shown = written(STREAM_FORMATS["csv"], report).encode().decode()
        header, *read = csv.reader(io.StringIO(shown, newline=""), strict=True)
        assert tuple(header) == FIELDS
        assert shown.count("\r\n") == shown.count("\n") == 1 + len(read)
        for row in read:
            assert len(row) == len(FIELDS)
            assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
        return [dict(zip(FIELDS, row, strict=True)) for row in read]

    return write


def test_a_finding_is_a_row(build: Build, rows: Rows) -> None:
    """Place, rule, message, decision and fingerprint; a place that is missing is empty."""
    assert rows(build.full())[0] == {
        "path": "a.txt",
        "record": "",
        "verdict": "reject",
        "line": "9",
        "column": "32",
        "end_line": "9",
        "end_column": "43",
        "start": "432",
        "end": "443",
        "rule": "dates/impossible-date",
        "severity": "error",
        "confidence": "high",
        "status": "new",
        "unchanged": "false",
        "message": "no such day",
        "excerpt": "31 February",
        "suggestion": "28 February?",
        "fingerprint": "0f" * 8,
    }
    assert [row["status"] for row in rows(build.full())] == ["new", "new", "dismissed", "new", ""]


def test_a_failure_is_a_row(build: Build, rows: Rows) -> None:
    """What could not be read is not lost among what was found."""
    row = rows(build.full())[-1]
    assert {key: value for key, value in row.items() if value} == {
        "path": "gone.txt",
        "verdict": "error",
        "rule": "load",
        "severity": "failure",
        "message": "Permission denied",
    }


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", '=HYPERLINK("x")', "\n=1"])
def test_a_formula_is_text(build: Build, rows: Rows, cell: str) -> None:
    """A spreadsheet shows what a document says; it does not compute it."""
    document = build.document("x", [build.finding("x", "x", message=cell, excerpt=cell)], path=cell)
    (row,) = rows(build.report([document]))
    for field in ("path", "message", "excerpt"):
        assert row[field].startswith(("'", "<U+"))


@pytest.mark.parametrize(("which", "number"), [("hostile_report", 5), ("huge", 52_000)])
def test_any_report_is_valid(build: Build, rows: Rows, which: str, number: int) -> None:
    """A row for each finding, failure and file that is not as listed, whatever is in them."""
    assert len(rows(getattr(build, which)())) == number


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_cell(build: Build, rows: Rows, text: str) -> None:
    """No text leaves its cell or its row."""
    (row,) = rows(build.report([build.document("x", [build.finding("x", "x", message=text)], record=text)]))
    assert row["rule"] == "dates/impossible-date"
