"""A period by its place: last year, that month, the following day, over the past decade, for weeks."""

from __future__ import annotations

import re

from corpus.dates.expressions import Base, Form, Kind, Reading
from corpus.dates.words import duration

_DURING = re.compile(r"\b(?:for|in|over|within|during|throughout|through|spanning|lasted)\s\Z")
_LENGTHS = re.compile(
    r"\b(?:for|in|within|after|over|of|took|lasted|lasting|by|the|few|last|past|during|hours|and|or|until|only|spent|mere"
    r"|just|long)\s(?:the\s|long\s|only\s)?\Z"
)
_BACK = frozenset(("last", "past", "previous", "preceding", "prior"))
_ON = frozenset(("next", "following", "coming", "upcoming", "ensuing", "succeeding", "subsequent"))
_EARLIER = frozenset(("previous", "preceding", "prior", "following", "ensuing", "succeeding", "subsequent", "same"))
_PARTS_OF_DAY = ("morning ", "evening ", "afternoon ", "night ")
# "The year" is one that was told of only after these words.
_LED_YEAR = re.compile(r"\b(?:of|in|during|for)\s\Z")
_LED_MONTH = re.compile(r"\b(?:end|middle|beginning|start|later|earlier|half|rest|remainder)\s(?:of|in)\s\Z")
_TOLD = (" of ", " that ", " when ", " in which ", "-", "'s ", " he ", " she ")
_SAME = frozenset(("same", "current", "present"))
_LENGTHS_OF_ONE = frozenset(("past", "last", "coming", "next"))


def read(low: str, reading: Reading, left: re.Match[str], right: re.Match[str] | None) -> Reading | None:
    """A period without a number, by what stands before and after its unit."""
    which = left["which"] or left["which_too"]
    if low[reading.end - 1] == "s":
        return _several(low, reading, left, which)
    # "Last night" is a time of the day.
    return None if low.endswith("night", 0, reading.end) else _one(low, reading, left, right, which)


def _several(low: str, reading: Reading, left: re.Match[str], which: str | None) -> Reading | None:
    """As in "the past years", "for weeks"."""
    unit, det, end = reading.unit or "", left["det"], reading.end
    if unit == "WE" or (unit == "Q" and not which) or (unit == "D" and det == "the" and not which):
        return None
    if (det not in {None, "the"} and not which) or low[end : end + 2].strip().isdigit():
        return None
    is_verb = not det and which in {"last", "first", "final", "same"}  # "may last months"
    if is_verb or which in {"early", "late", "later"} or low.endswith(_PARTS_OF_DAY, 0, end - len(left[0])):
        return None  # "the early hours", "the morning hours"
    is_led = _LENGTHS.search(low, max(left.start() - 14, 0), left.start()) is not None
    if not (which or is_led or low.startswith((" of ", " later", " long"), end)):
        return None
    reading.value = duration(None, unit)
    return reading


def _one(
    low: str, reading: Reading, left: re.Match[str], right: re.Match[str] | None, which: str | None
) -> Reading | None:
    """As in "last year", "that month", "the following day", "the year"."""
    det, unit = left["det"], reading.unit or ""
    if unit[0] == "T":
        return _length_of_one(reading) if which else None
    reading.form, reading.type = Form.SHIFT, "DATE"
    if which in _BACK or which in _ON:
        if low.startswith(" of the ", reading.end) or (which in {"last", "past"} and right and right["of"]):
            return None  # "the last week of 2015"
        return _beside(low, reading, left, which)
    if which in _SAME or (which is None and det in {"this", "that"}):
        return _based(reading, is_from_text=which == "same" or det == "that")
    # "The year 2012" is a year by its number.
    return None if which or (unit == "Y" and right and right["bare"]) else _plain(low, reading, left)


def _plain(low: str, reading: Reading, left: re.Match[str]) -> Reading | None:
    """As in "over the weekend", "the end of the month", "by year-end"."""
    start = left.start()
    if reading.unit == "Y" and low.startswith(("'s end", "-end", " end"), reading.end):
        reading.end = low.index("end", reading.end) + 3
        reading.kind = Kind.CONTEXT
        return reading
    if left["det"] != "the":
        return None
    if reading.unit == "WE":
        reading.step = -1
        return _based(reading, is_from_text=False)
    return _based(reading, is_from_text=True) if _is_told(low, start, reading) else None


def _beside(low: str, reading: Reading, left: re.Match[str], which: str | None) -> Reading:
    """The one before or after; "over the past year" is as long as one."""
    det = left["det"]
    if reading.unit != "Q" and det in {"the", "this"} and which in _LENGTHS_OF_ONE:
        is_during = _DURING.search(low, max(left.start() - 12, 0), left.start()) is not None
        if is_during or (which == "past" and det == "the"):
            return _length_of_one(reading)
    reading.step = -1 if which in _BACK else 1
    is_from_text = which in _EARLIER or (det == "the" and which == "next") or det == "that"
    return _based(reading, is_from_text=is_from_text)


def _is_told(low: str, start: int, reading: Reading) -> bool:
    """Whether "the year" is one that was told of: "in the year," but not "in the year of the dragon"."""
    if reading.unit not in {"Y", "M", "Q", "W", "DE"} or low.startswith(_TOLD, reading.end):
        return False
    leads = _LED_YEAR if reading.unit in {"Y", "Q"} else _LED_MONTH
    return leads.search(low, max(start - 16, 0), start) is not None


def _based(reading: Reading, *, is_from_text: bool) -> Reading:
    reading.base = Base.EARLIER if is_from_text else Base.DOCUMENT
    reading.kind = Kind.CONTEXT if is_from_text else Kind.RELATIVE
    return reading


def _length_of_one(reading: Reading) -> Reading:
    reading.form, reading.type, reading.kind, reading.amount = Form.FIXED, "DURATION", Kind.DURATION, 1
    reading.value = duration(1, reading.unit or "")
    return reading
