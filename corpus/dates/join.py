"""Readings that make one expression with a neighbour, and the words that belong before one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.dates.expressions import Form, Reading
from corpus.dates.months import is_impossible

_LINK = 14  # code points: more than any that may stand between two
_WINDOW = 40  # code points before an expression
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<about>about|around|approximately|roughly|nearly|almost|circa|c\.|ca\.|sometime\sin|at\sleast)\s)?"
    r"(?:the\s)?"
    r"(?:(?:very\s)?(?:(?:early|late|mid|later|earlier)[\s-](?:in\s|on\s|that\s)?(?:the\s)?"
    r"|(?:end|beginning|start|middle|close|onset|rest|remainder|eve|latter\spart|early\spart|latter\shalf|first\shalf"
    r"|second\shalf|last\spart|outset|height|turn|course)\sof\s(?:the\s)?(?:year\s)?))?\Z"
)
_TO = re.compile(r"\s?[–—-]\s?|\s(?:to|until|till|through|and)\s(?:the\s)?")
_DATE_AFTER = frozenset((" ", ", ", " on ", " of ", ", on ", " (", " on the ", " of the "))
_CLOCK_AFTER = frozenset((" ", ", ", " at ", ", at ", " in ", " around ", " at around ", " at about ", " about "))


def joined(low: str, readings: Sequence[Reading]) -> list[Reading]:
    """A time of the day and its day as one, and each with the words before it: "about", "early", "the end of"."""
    found: list[Reading] = []
    for reading in readings:
        before = found[-1] if found else None
        if before and reading.start - before.end < _LINK and _join(before, reading, low[before.end : reading.start]):
            found[-1] = reading
        else:
            found.append(reading)
            _extend(low, reading, before.end if before else 0)
    for first, last in pairwise(found):
        _share_year(low, first, last)
    return found


def _share_year(low: str, first: Reading, last: Reading) -> None:
    """As in "from 31 May to 1 June 1916": what the last day of a range names holds for the first one."""
    is_range = first.form is last.form is Form.DATE and _TO.fullmatch(
        low, first.end, min(last.start, first.end + _LINK)
    )
    is_open = first.year is None and first.unit is None and last.unit is None
    if is_range and is_open and first.day and first.month and last.day and last.month and last.year:
        first.year = last.year - (first.month > last.month)
        first.is_impossible = is_impossible(first.year, first.month, first.day)


def _join(before: Reading, after: Reading, between: str) -> bool:
    """Let ``after`` take ``before`` in, if they are one."""
    if _is_clock(before) and _is_day(after) and between in _DATE_AFTER:
        after.part = before.part
    elif _is_day(before) and _is_clock(after) and between in _CLOCK_AFTER and not before.part:
        part, end = after.part, after.end
        for name in before.__slots__:
            setattr(after, name, getattr(before, name))
        after.part, after.end = part, end
    elif _is_clock(before) and _is_clock(after) and before.part[1:2].isdigit() and between in {" in ", " at "}:
        after.part = _half(before.part, after.part)
    else:
        return False
    after.start, after.type = before.start, "TIME"
    return True


def _half(clock: str, part: str) -> str:
    hour = int(clock[1:3])
    later = part in {"TAF", "TEV"} or (part == "TNI" and hour > 5)  # noqa: PLR2004 (after five)
    return f"T{hour + 12:02d}{clock[3:]}" if later and hour < 12 else clock  # noqa: PLR2004 (noon)


def _is_clock(reading: Reading) -> bool:
    return reading.form is Form.CLOCK and reading.unit is None


def _is_day(reading: Reading) -> bool:
    if reading.part or reading.type != "DATE":
        return False
    if reading.form is Form.DATE:
        return reading.day is not None
    return reading.form is Form.WEEKDAY or (reading.form is Form.SHIFT and reading.unit == "D")


def _extend(low: str, reading: Reading, floor: int) -> None:
    if reading.form is Form.FIXED and (reading.type != "DATE" or (reading.value or "").endswith("_REF")):
        return
    floor = max(floor, reading.start - _WINDOW, low.rfind("\n", max(reading.start - _WINDOW, 0), reading.start) + 1)
    match = _BEFORE.search(low, floor, reading.start)
    if match and match[0].strip():
        if match[0] == "the " and low[reading.start : reading.end].isdigit():
            return  # "the 2012 election"
        reading.start = match.start()
        reading.is_approximate = reading.is_approximate or bool(match["about"])
        if reading.form is Form.DATE and reading.year and not reading.month and not reading.part:
            if "second half" in match[0] or "latter half" in match[0]:
                reading.part = "-H2"
            elif "first half" in match[0]:
                reading.part = "-H1"
