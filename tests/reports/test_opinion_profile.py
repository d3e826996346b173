import dataclasses
from collections.abc import Callable

import pytest

from audit.engine import audit_document
from audit.model import DocumentReport, OpinionPlace
from corpus.document import Document
from reports.html.opinion_profile import MARGIN, WIDTH, opinion_profile

Read = Callable[..., Document]
RANT = "Wake up, dear reader! Who are these shameless crooks, I ask you? We must never trust such arrogant liars again."
PARAGRAPHS = (
    "The channel",
    "By Ann Lee",
    "The board will dredge the channel in May, its chairman, Aldo Venn, said on Tuesday in the town of Varnholt.",
    "The work will cost 4.2 million crowns and take eleven weeks, Venn said. Two firms have bid for it so far.",
    RANT,
    "Venn told reporters that the board would pay 300 crowns a day to each of the boats that stays in port.",
    "The ministry confirmed that it had received the plans. It will decide by April 3, a spokeswoman said.",
)
TEXT = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def report(read: Read, configured: Callable[..., object]) -> DocumentReport:
    configuration = configured()
    plan = configuration.plan("a.txt")  # type: ignore[attr-defined]
    return audit_document(read(TEXT), plan).report


def test_a_report_carries_how_much_opinion_each_paragraph_is(report: DocumentReport) -> None:
    """Of the body, at its places, highest where somebody speaks out."""
    assert [TEXT[one.start : one.end] for one in report.opinions] == TEXT.split("\n\n")[2:]
    assert max(report.opinions, key=lambda one: one.score) == report.opinions[2]
    assert report.opinion_bound is not None
    assert report.opinions[2].score > report.opinion_bound


def test_a_bar_stands_for_each_paragraph(report: DocumentReport) -> None:
    """In the order of the text, and the one that was found leads to its finding."""
    drawn = opinion_profile(report)
    assert drawn is not None

    assert [bar.x for bar in drawn.bars] == sorted(bar.x for bar in drawn.bars)
    assert all(MARGIN <= bar.x <= bar.x + bar.width <= WIDTH - MARGIN + 1 for bar in drawn.bars)
    assert all(bar.y >= 0 and bar.height > 0 for bar in drawn.bars)
    found = [bar.number for bar in drawn.bars]
    assert found[2] is not None
    assert report.findings[found[2] - 1].rule == "opinion/inserted-passage"
    assert found.count(None) == len(found) - 1
    assert drawn.bars[2].y < drawn.bound < drawn.base
    assert drawn.description.startswith("5 paragraphs; 1 with more opinion")


def test_nothing_is_drawn_where_nothing_was_measured(report: DocumentReport) -> None:
    """A rule that was not asked for, or a text of two paragraphs."""
    assert opinion_profile(dataclasses.replace(report, opinion_bound=None)) is None
    assert opinion_profile(dataclasses.replace(report, opinions=report.opinions[:2])) is None


def test_no_picture_has_endless_bars(report: DocumentReport) -> None:
    """What is left out is said."""
    many = tuple(OpinionPlace(n, n + 1, 0.5) for n in range(2_000))
    drawn = opinion_profile(dataclasses.replace(report, opinions=many))
    assert drawn is not None

    assert len(drawn.bars) + drawn.left_out == 2_000
    assert drawn.left_out > 0
