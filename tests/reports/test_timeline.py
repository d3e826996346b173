import dataclasses
from collections.abc import Callable

import pytest

from audit.engine import audit_document
from audit.model import DatedPlace, DocumentReport, Finding, Place
from corpus.document import Document
from reports.html.timeline import MARGIN, TOP, WIDTH, timeline

Read = Callable[..., Document]
TEXT = "By Ann Lee, March 3, 2023\n\nIt began in 1998. Last week it ended, and on May 4, 2001 it rained in 1871.\n"


@pytest.fixture
def report(read: Read, configured: Callable[..., object]) -> DocumentReport:
    configuration = configured()
    plan = configuration.plan("a.txt")  # type: ignore[attr-defined]
    return audit_document(read(TEXT), plan).report


def test_a_report_carries_the_days_that_expressions_stand_for(report: DocumentReport) -> None:
    """In the order of the text, with what gave them their days, and the document's own day."""
    assert report.published == "2023-03-03"
    assert [(one.words, one.first, one.last, one.is_explicit) for one in report.dates] == [
        ("March 3, 2023", "2023-03-03", "2023-03-03", True),
        ("1998", "1998-01-01", "1998-12-31", True),
        ("Last week", "2023-02-20", "2023-02-26", False),
        ("May 4, 2001", "2001-05-04", "2001-05-04", True),
        ("1871", "1871-01-01", "1871-12-31", True),
    ]
    assert [TEXT[one.start : one.end] for one in report.dates] == [one.words for one in report.dates]


def test_bars_stand_by_time_across_and_by_place_down(report: DocumentReport) -> None:
    """The earlier a day, the further left; the later in the text, the lower; all inside the drawing."""
    drawn = timeline(report)
    assert drawn is not None
    by_time = sorted(zip(report.dates, drawn.bars, strict=True), key=lambda pair: pair[0].first)

    assert [bar.x for _, bar in by_time] == sorted(bar.x for bar in drawn.bars)
    assert [bar.y for bar in drawn.bars] == sorted(bar.y for bar in drawn.bars)
    assert all(MARGIN <= bar.x <= WIDTH - MARGIN and TOP <= bar.y <= drawn.height for bar in drawn.bars)
    assert drawn.anchor.label == "2023-03-03"


def test_dates_that_contradict_each_other_are_joined(report: DocumentReport) -> None:
    """A line leads from the one to the other, and both are marked."""
    one, other = report.dates[1], report.dates[3]
    model = report.findings[0]
    related = Place(report.path, report.record, model.location, "the other", (other.start, other.end))
    finding: Finding = dataclasses.replace(
        model, rule="dates/conflicting-date", shown=(one.start, one.end), related=(related,)
    )
    drawn = timeline(dataclasses.replace(report, findings=(finding,)))
    assert drawn is not None

    (join,) = drawn.joins
    assert (join.y1, join.y2, join.number) == (drawn.bars[1].y, drawn.bars[3].y, 1)
    assert [bar.is_in_conflict for bar in drawn.bars] == [False, True, False, True, False]
    assert "one conflict" in drawn.description


def test_without_a_date_of_its_own_the_last_one_is_the_measure(report: DocumentReport) -> None:
    """The text says so, for those who don't see the picture."""
    drawn = timeline(dataclasses.replace(report, published=None))
    assert drawn is not None

    assert not drawn.is_known
    assert "the document names no own date" in drawn.description


def test_fewer_than_two_dates_are_no_timeline(report: DocumentReport) -> None:
    """A picture of one date says nothing."""
    assert timeline(dataclasses.replace(report, dates=report.dates[:1])) is None


def test_of_very_many_dates_the_first_are_drawn(report: DocumentReport) -> None:
    """And how many are left out is known."""
    many = tuple(DatedPlace(n, n + 1, "1998", "1998-01-01", "1998-12-31", is_explicit=True) for n in range(1_000))
    drawn = timeline(dataclasses.replace(report, dates=many))
    assert drawn is not None

    assert len(drawn.bars) == 400
    assert drawn.left_out == 600
