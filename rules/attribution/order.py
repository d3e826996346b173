"""Bounds in the wrong order: "between 40 and 20", "from a low of 30 to a high of 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quantities import Hedge, Kind
from rules.attribution.frames import Form, Frame, are_alike, conflict, number, readings, reckoned
from rules.model import Finding

# What lies between two that have no order: hours, differences, moves, games, places on a road.
_NO_ORDER = re.compile(
    r"\b(?:difference|gap|ratio|distinction|choice|choos\w+|relation\w*|spread|split|balance|alternat\w+|oscillat\w+"
    r"|swing\w*|distance|space|match|games?|scores?|vote|correlation|comparison|margin|divided?|border|open|opens|hours"
    r"|clock|night|evening|morning|afternoon|road|street|exits?|miles?|mileposts?|highway|interstate|channel|floors?"
    r"|caught|torn|convert\w*|moves?|moved|switch\w*|toggle\w*|stops?|round|contest|deal|talks|conflict|war|fight\w*"
    r"|middle|ground|room|halfway|compromise|somewhere|sweet|discrepancy|contrast|crossover|connection|numbers?|rows?"
    r"|pages?|verses?|lines?|par)\b"
)
_CLOCK = 12


def conflicts(frame: Frame) -> Iterator[Finding]:
    """The bounds of a sentence of which the lower is greater."""
    yield from reckoned(frame, _FORMS)


def _between(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    first, last = frame.at(match, "first"), frame.at(match, "last")
    is_clock = first.kind is last.kind is Kind.COUNT and max(first.value, last.value) <= _CLOCK
    before = frame.words[max(match.start() - 40, 0) : match.start()]
    if not is_clock and not _NO_ORDER.search(before):
        yield from _ordered(frame, match)


def _least(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "at least 60 and at most 35"."""
    if (frame.at(match, "first").hedge, frame.at(match, "last").hedge) == (Hedge.MORE, Hedge.LESS):
        yield from _ordered(frame, match)


def _ordered(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    first, last = frame.at(match, "first"), frame.at(match, "last")
    pairs = readings(first, last, is_hedged=False)
    if are_alike(first, last) and all(one.low > other.high for one, other in pairs):
        yield conflict(
            frame,
            f"the lower bound {frame.said(first)} is greater than the upper one {frame.said(last)}",
            [first, last],
            f"{number(first.value)} > {number(last.value)}",
        )


_FIRST, _LAST = "(?P<first>[NMPU])", "(?P<last>[NMPU])"
_LOW, _HIGH = r"(?:lows?|minimum|trough|floor)", r"(?:highs?|maximum|peak|ceiling)"
_ENDS = (" low", "minimum of", "trough of", "floor of")  # of which one stands beside its counterpart
_TO = r"[^A-Z.;:]{0,40}? (?:to|and) (?:an? |the )?(?:[a-z-]+ )?"
_FORMS = (
    Form(("between ",), re.compile(rf"\bbetween (?:the )?{_FIRST} and (?:the )?{_LAST}(?!-)"), _between),
    Form(_ENDS, re.compile(rf"\b{_LOW} of {_FIRST}{_TO}{_HIGH} of {_LAST}"), _ordered),
    Form(_ENDS, re.compile(rf"\b{_HIGH} of {_LAST}{_TO}{_LOW} of {_FIRST}"), _ordered),
    Form((" and ", " but "), re.compile(rf"{_FIRST},? (?:and|but) {_LAST}"), _least),
)
