"""What the checks of figures read: a sentence with a letter for each of its numbers, and arithmetic with bounds.

A frame is the folded sentence with every quantity as one capital, which folded text has none of: ``N`` a count, ``M`` a
sum of money, ``P`` a percentage, ``F`` a fraction in words, ``Q`` percentage points, ``U`` a measure, ``X`` a number
that counts nothing. Patterns over frames say what stands between numbers, not what numbers look like.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

from corpus.document import Document
from corpus.lexicon import entries
from corpus.quantities import Hedge, Kind, Quantity
from corpus.spans import Span
from rules.model import Confidence, Finding, Related

_LETTERS = {
    Kind.COUNT: "N",
    Kind.MONEY: "M",
    Kind.SHARE: "P",
    Kind.FRACTION: "F",
    Kind.POINTS: "Q",
    Kind.MEASURE: "U",
    Kind.OPAQUE: "X",
}
_LONGEST = 700  # code points of a sentence, as the longest that anybody writes
_MOST = 14  # quantities of a sentence; more are a table or a list of scores
_WHITE = re.compile(r"\s+")
_ABOUT = 0.15  # share of a quantity by which "about" leaves it open
_SMALL = 1_000  # counts below it are exact; of greater ones the zeros at the end may be rounded
_SCALES = (1e3, 1e6, 1e9, 1e12)


class Bounds(NamedTuple):
    """What a quantity may be, at least and at most."""

    low: float
    high: float

    def meets(self, other: Bounds) -> bool:
        """Whether both may be the same."""
        slip = 1e-9 * max(abs(self.low), abs(other.low))  # of floating-point arithmetic
        return self.low <= other.high + slip and other.low <= self.high + slip

    def wider(self, by: float) -> Bounds:
        """With so much more on both sides."""
        return Bounds(self.low - by, self.high + by)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence as ``words``, and its quantities by their places in it."""

    document: Document
    sentence: int
    words: str
    places: Mapping[int, Quantity]

    def at(self, match: re.Match[str], name: str) -> Quantity:
        """The quantity that a group of a match stands for."""
        return self.places[match.start(name)]

    def within(self, start: int, end: int) -> list[Quantity]:
        """The quantities between two places of the frame."""
        return [one for place, one in self.places.items() if start <= place < end]

    def before(self) -> Sequence[Quantity]:
        """The quantities of the sentence before."""
        if not self.sentence:
            return ()
        quantities = self.document.quantities
        first, last = (
            bisect_left(quantities, place, key=lambda one: one.span.start)
            for place in self.document.sentences[self.sentence - 1]
        )
        return quantities[first:last]

    def said(self, quantity: Quantity) -> str:
        """A quantity as it is written."""
        return said(self.document, quantity)


class Form(NamedTuple):
    """A way of putting figures: words of which a sentence has one, a pattern over frames, and what is reckoned."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    reckon: Callable[[Frame, re.Match[str]], Iterator[Finding]]


def reckoned(frame: Frame, forms: Sequence[Form]) -> Iterator[Finding]:
    """What is found of forms that a sentence has."""
    for form in forms:
        if any(cue in frame.words for cue in form.cues):
            for match in form.pattern.finditer(frame.words):
                yield from form.reckon(frame, match)


def frames(document: Document) -> Iterator[Frame]:
    """The sentences with two numbers or more; but those that are lists."""
    index = document.sentence_index
    for number_, group in groupby(document.quantities, key=lambda one: index.number(one.span.start)):
        found = list(group)
        if number_ is not None and len(found) <= _MOST and sum(one.kind is not Kind.OPAQUE for one in found) > 1:
            span = index[number_]
            if span.end - span.start <= _LONGEST:
                yield _frame(document, number_, span, found)


def _frame(document: Document, number_: int, span: Span, found: Sequence[Quantity]) -> Frame:
    parts: list[str] = []
    places: dict[int, Quantity] = {}
    length, end = 0, span.start
    for quantity in found:
        part = _WHITE.sub(" ", document.folded[end : quantity.span.start])
        length += len(part)
        places[length] = quantity
        length += 1
        parts += (part, _LETTERS[quantity.kind])
        end = quantity.span.end
    parts.append(_WHITE.sub(" ", document.folded[end : span.end]))
    return Frame(document, number_, "".join(parts), places)


def bounds(quantity: Quantity, *, is_hedged: bool = True) -> Bounds:
    """What a quantity may be meant for, by its digits and, unless they don't count, the words before it."""
    value, slack = quantity.value, _slack(quantity)
    if not is_hedged or quantity.hedge is Hedge.NONE:
        return Bounds(value - slack, value + slack)
    if quantity.hedge is Hedge.ABOUT:
        return Bounds(value, value).wider(max(slack, value * _ABOUT))
    return Bounds(0, value + slack) if quantity.hedge is Hedge.LESS else Bounds(value - slack, float("inf"))


def _slack(quantity: Quantity) -> float:
    """Half of what the last digit that says something is worth; a small count says what it counts."""
    value, step = quantity.value, quantity.step
    if quantity.kind in {Kind.COUNT, Kind.MONEY} and value < _SMALL and step == 1:
        return 0.0
    if quantity.is_scaled and value < step * 10:
        return step / 4  # "2 million" is hardly what 1.5 million is called
    while step >= 1 and value >= step * 100 and not value % (step * 10):
        step *= 10
    return step / 2


def total(quantities: Sequence[Quantity]) -> Bounds:
    """What the sum of some quantities may be."""
    found = [bounds(one) for one in quantities]
    return Bounds(sum(one.low for one in found), sum(one.high for one in found))


def readings(first: Quantity, last: Quantity, *, is_hedged: bool = True) -> Iterator[tuple[Bounds, Bounds]]:
    """What two quantities may be that are joined: in "1.2 to 1.5 billion" the scale is that of both."""
    one, other = (bounds(quantity, is_hedged=is_hedged) for quantity in (first, last))
    yield one, other
    if last.is_scaled and not first.is_scaled:
        for scale in _SCALES:
            if last.value >= scale:
                yield Bounds(one.low * scale, one.high * scale), other


def are_alike(first: Quantity, last: Quantity) -> bool:
    """Whether two quantities are of one kind and unit; a bare number takes the unit of the one that it is joined to."""
    is_bare = first.kind is Kind.COUNT and last.kind in {Kind.SHARE, Kind.MEASURE, Kind.MONEY}
    return is_bare or (first.kind is last.kind and first.unit == last.unit)


@cache
def counted_persons() -> frozenset[str]:
    """Words for persons who are counted, as in "12 miners"."""
    return frozenset(word for word, _ in entries("counted-persons"))


def is_near(value: float, stated: float) -> bool:
    """Whether a sum is near what is stated, as a slip is; what is further off is no sum of it."""
    return stated > 0 and 0.55 <= value / stated <= 1.8  # noqa: PLR2004 (about half, and about twice)


def number(value: float) -> str:
    """As in "1,234", "25.8": as many digits as a reader needs."""
    return f"{value:,.0f}" if value == round(value) or abs(value) >= _SMALL else f"{value:,.1f}"


def said(document: Document, quantity: Quantity) -> str:
    """A quantity as it is written."""
    return _WHITE.sub(" ", document.prose.text[slice(*quantity.span)])


def conflict(
    frame: Frame,
    message: str,
    quantities: Sequence[Quantity],
    computation: str,
    confidence: Confidence | None = None,
) -> Finding:
    """The finding for quantities of a sentence that cannot all be true."""
    spans = [one.span for one in quantities]
    return Finding(
        Span(min(span.start for span in spans), max(span.end for span in spans)),
        message,
        evidence={"figures": [frame.said(one) for one in quantities], "computation": computation},
        related=tuple(Related(one.span, frame.said(one)) for one in quantities),
        confidence=confidence,
    )
