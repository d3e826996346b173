"""The picture of a document's dates: across, when; down, where in the text; conflicts joined by a line."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.model import DocumentReport, Finding

__all__ = ["Timeline", "timeline"]

WIDTH, MARGIN, TOP = 720, 24, 34  # units of the drawing
_ROW = 7  # units between two expressions at least
_SHORTEST, _TALLEST = 90, 360
_EDGE = 40  # units in which a name would run out of the picture
_NAME = 96  # units that the name of the middle line takes, in which no other has room
_MOST = 400  # expressions; of more the first are drawn, and the picture says so
# Days from the day that dates count from, at which there is a tick.
_TICKS = (
    *((-365_250, "1,000 years"), (-36_525, "100 years"), (-3_652, "10 years"), (-365, "1 year")),
    *((-30, "1 month"), (-7, "1 week"), (7, "1 week"), (30, "1 month"), (365, "1 year"), (3_652, "10 years")),
    (36_525, "100 years"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """An expression: a bar from its first to its last day, at the height of its place in the text."""

    x: float
    width: float
    y: float
    label: str
    is_explicit: bool
    is_in_conflict: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line down the picture with its name above."""

    x: float
    label: str

    @property
    def align(self) -> str:
        """SVG's ``text-anchor`` with which the name stays inside the picture."""
        return "start" if self.x < _EDGE else "end" if self.x > WIDTH - _EDGE else "middle"


@dataclass(frozen=True, slots=True)
class Join:
    """A line between two expressions that contradict each other, with the number of the finding that says so."""

    x1: float
    y1: float
    x2: float
    y2: float
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the drawing shows. ``anchor`` is the document's own date where it ``is_known``, else the last date."""

    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    joins: tuple[Join, ...]
    anchor: Tick
    is_known: bool
    left_out: int
    description: str


def timeline(document: DocumentReport) -> Timeline | None:
    """The picture of a document's dates, if it has two or more that stand for days."""
    dated = document.dates[:_MOST]
    if len(dated) < 2:  # noqa: PLR2004 (one date is no timeline)
        return None
    spans = [
        (dt.date.fromisoformat(one.first).toordinal(), dt.date.fromisoformat(one.last).toordinal()) for one in dated
    ]
    known = document.published is not None
    origin = (
        dt.date.fromisoformat(document.published).toordinal() if document.published else max(last for _, last in spans)
    )
    scale = _Scale(origin, min(first for first, _ in spans), max(last for _, last in spans))
    height = min(max(_SHORTEST, len(dated) * _ROW), _TALLEST)
    length = max(len(document.text), 1)
    places = [
        (round(TOP + one.start / length * height, 1), scale.x(first), scale.x(last))
        for one, (first, last) in zip(dated, spans, strict=True)
    ]
    joins = tuple(_joins(document, places))
    at_conflict = {(x, y) for join in joins for x, y in ((join.x1, join.y1), (join.x2, join.y2))}
    bars = tuple(
        Bar(
            x1,
            max(x2 - x1, 3),
            y,
            _label(one.words, one.first, one.last),
            one.is_explicit,
            (_middle(x1, x2), y) in at_conflict,
        )
        for one, (y, x1, x2) in zip(dated, places, strict=True)
    )
    name = f"{document.published}" if known else "last date"
    return Timeline(
        height + TOP + MARGIN / 2,
        bars,
        tuple(scale.ticks()),
        joins,
        Tick(scale.x(origin), name),
        known,
        len(document.dates) - len(dated),
        _described(document, len(joins)),
    )


class _Scale:
    """Days to places: equal steps are equal factors of the distance from ``origin``, so that 1648 and last week fit."""

    def __init__(self, origin: int, first: int, last: int) -> None:
        self._origin = origin
        self._low = self._place(min(first, origin))
        self._high = self._place(max(last, origin))

    def x(self, day: int) -> float:
        """The place of a day."""
        share = (self._place(day) - self._low) / ((self._high - self._low) or 1)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def ticks(self) -> Iterator[Tick]:
        """The ticks that lie in the picture."""
        for days, label in _TICKS:
            is_clear = abs(self.x(self._origin + days) - self.x(self._origin)) >= _NAME
            if is_clear and self._low <= self._place(self._origin + days) <= self._high:
                yield Tick(self.x(self._origin + days), label)

    def _place(self, day: int) -> float:
        days = day - self._origin
        return math.copysign(math.log1p(abs(days) / 3), days)


def _joins(document: DocumentReport, places: Sequence[tuple[float, float, float]]) -> Iterator[Join]:
    for number, finding in enumerate(document.findings, 1):
        ends = list(dict.fromkeys(_ends(document, finding))) if finding.family == "dates" else []
        for one, other in pairwise(ends):
            (y1, left1, right1), (y2, left2, right2) = places[one], places[other]
            yield Join(_middle(left1, right1), y1, _middle(left2, right2), y2, number)


def _ends(document: DocumentReport, finding: Finding) -> Iterator[int]:
    """The numbers of the expressions that a finding and its related places stand on."""
    here = [place.shown for place in finding.related if (place.path, place.record) == (document.path, document.record)]
    for shown in (finding.shown, *here):
        for number, one in enumerate(document.dates[:_MOST]):
            if shown and one.start < shown[1] and shown[0] < one.end:
                yield number


def _middle(left: float, right: float) -> float:
    return round((left + max(right, left + 3)) / 2, 1)


def _label(words: str, first: str, last: str) -> str:
    return f"“{words}”: {first}" + (f" to {last}" if last != first else "")


def _described(document: DocumentReport, conflicts: int) -> str:
    first, last = min(one.first for one in document.dates), max(one.last for one in document.dates)
    count = "one conflict" if conflicts == 1 else f"{conflicts} conflicts" if conflicts else "no conflict"
    own = f"the document's own date is {document.published}" if document.published else "the document names no own date"
    return f"{len(document.dates)} dates from {first} to {last}; {own}; {count}."
