"""The picture of a document's opinion: a bar for each paragraph, and the bound from which on it may be a passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.model import DocumentReport, Finding, OpinionPlace

__all__ = ["OpinionProfile", "opinion_profile"]

WIDTH, MARGIN, HEIGHT = 720, 24, 120  # units of the drawing
_BASE = 84  # units from the top to the line on which the bars stand
_DEPTH = HEIGHT - _BASE - 6  # units that bars may reach below it
_RULES = ("opinion/inserted-passage",)
_MOST = 600  # paragraphs; of more the first are drawn, and the picture says so


@dataclass(frozen=True, slots=True)
class Bar:
    """A paragraph: as wide as its share of the text, as high as its score; ``number`` is the finding that has it."""

    x: float
    y: float
    width: float
    height: float
    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class OpinionProfile:
    """All that the drawing shows. ``bound`` is the height of the line from which on a paragraph is above it."""

    bars: tuple[Bar, ...]
    base: float
    bound: float
    left_out: int
    description: str


def opinion_profile(document: DocumentReport) -> OpinionProfile | None:
    """The picture of a document's opinion, if it was measured and has three paragraphs or more."""
    drawn = document.opinions[:_MOST]
    bound = document.opinion_bound
    if len(drawn) < 3 or bound is None:  # noqa: PLR2004 (with fewer there is nothing to compare)
        return None
    found = [
        (number, finding)
        for number, finding in enumerate(document.findings, 1)
        if finding.rule in _RULES and finding.shown is not None
    ]
    high = max(bound * 1.25, *(one.score for one in drawn))
    low = min(0.0, *(one.score for one in drawn))
    end = max(drawn[-1].end, 1)
    scales = [room / reach for room, reach in ((_BASE - 8, high), (_DEPTH, -low)) if reach > 0]
    scale = min(scales, default=1.0)
    bars = tuple(_bar(one, number, end, scale, found) for number, one in enumerate(drawn, 1))
    return OpinionProfile(
        bars,
        _BASE,
        round(_BASE - bound * scale, 1),
        len(document.opinions) - len(drawn),
        _described(bars, drawn, bound),
    )


def _bar(one: OpinionPlace, number: int, end: int, scale: float, found: list[tuple[int, Finding]]) -> Bar:
    room = WIDTH - 2 * MARGIN
    height = abs(one.score) * scale
    by = next(
        (
            finding_number
            for finding_number, finding in found
            if finding.shown and finding.shown[0] < one.end and one.start < finding.shown[1]
        ),
        None,
    )
    label = f"paragraph {number}: {one.score:+.1f}" + (f", finding {by}" if by else "")
    return Bar(
        round(MARGIN + one.start / end * room, 1),
        round(_BASE - height if one.score > 0 else _BASE, 1),
        round(max((one.end - one.start) / end * room - 1, 1), 1),
        round(max(height, 0.5), 1),
        label,
        by,
    )


def _described(bars: tuple[Bar, ...], drawn: tuple[OpinionPlace, ...], bound: float) -> str:
    above = sum(one.score >= bound for one in drawn)
    flagged = sum(bar.number is not None for bar in bars)
    return (
        f"{len(drawn)} paragraphs; {above} with more opinion than the rest by {bound:g} or more; "
        f"{flagged} in passages that were found."
    )
