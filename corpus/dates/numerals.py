"""Dates in figures: 2023-03-23, 3/23/2023, 23.3.2023."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates.clock import time_of_day
from corpus.dates.expressions import Form, Kind, Reading
from corpus.dates.months import is_impossible
from corpus.dates.occasions import day_of_month
from corpus.dates.words import MONTHS, WEEKDAY, WEEKDAY_WORDS
from corpus.dates.years import full_year, short_years, years

_NUMERIC = re.compile(
    r"(?<![\w./,:$£€-])(?:"
    r"(?P<year>\d{4})(?P<iso>[-/.])(?P<month>\d{1,2})(?P=iso)(?P<day>\d{1,2})(?=t\d|(?![\w%]|[-/.,]\d))"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<short>\d{4}|\d{2})(?![\w%]|[-/.,]\d)"
    r")"
)
_ISO_TIME = re.compile(r"t(?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?(?!\w)")
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{WEEKDAY}),?\s(?:the\s)?\Z")
# "Page 2012", "section 1.2.2012"
_NUMBERED = re.compile(
    r"\b(?:pages?|sections?|rooms?|chapters?|flights?|models?|routes?|highways?|rules?|versions?|no\.|numbers?|suite|boeing"
    r"|windows|article|v\.?|figures?|tables?)\s\Z"
)
_YEAR_DIGITS = 4
_MARKS = frozenset("-/.")
_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_LIKELY_YEARS = range(1000, 2200)
_LONGEST_MONTH = 31  # days
_HIGHEST_SLIP = 39  # "32/1/2020" and "2/39/2020" are misprints; higher numbers are those of something else
_IN_FULL = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d")


class Figures:
    """The dates in figures of one text; day-first or month-first is decided by its unambiguous ones."""

    def __init__(self, text: str, low: str) -> None:
        self._text, self._low = text, low
        self._undecided: list[tuple[Reading, int, int]] = []
        self._is_month_first: bool | None = None

    def read(self, start: int, end: int) -> Iterator[Reading]:
        """What begins with the digits at ``low[start:end]``; dates of undecided order come with :meth:`decided`."""
        low, length = self._low, end - start
        after = low[end : end + 1]
        if (after == "." or length == _YEAR_DIGITS) and _NUMBERED.search(low, max(start - 12, 0), start):
            return
        if length < _YEAR_DIGITS and self._text.endswith("AD ", 0, start):
            yield Reading(start - 3, end, "DATE", Form.DATE, Kind.EXPLICIT, None, int(low[start:end]))
            return
        match = _NUMERIC.match(low, start) if after in _MARKS else None
        if match:
            yield from self._numeric(match)
        elif length == _YEAR_DIGITS:
            yield from years(low, start)
        elif length < _YEAR_DIGITS:
            is_day = low[end : end + 2] in _ENDINGS
            found = day_of_month(low, start, end) if is_day else time_of_day(low, start)
            yield from [found] if found else short_years(low, start)

    def decided(self) -> Iterator[Reading]:
        """The dates whose order the whole text decides, in order."""
        for reading, first, second in self._undecided:
            own = _is_month_first(first, second)
            order = self._is_month_first if own is None else own
            if max(first, second) > _LONGEST_MONTH or min(first, second) > len(MONTHS):
                # A score, a fraction, a part number; or a misprint.
                if max(first, second) <= _HIGHEST_SLIP and _IN_FULL.fullmatch(self._low, reading.start, reading.end):
                    reading.is_impossible, reading.month, reading.day = True, *sorted((first, second))
                    yield reading
                continue
            if order is None and first != second:
                reading.form, reading.value = Form.FIXED, f"{reading.year:04d}-XX-XX"
                yield reading
            else:
                month, day = (second, first) if order is False else (first, second)
                yield self._with_weekday(reading, month, day)

    def _numeric(self, match: re.Match[str]) -> Iterator[Reading]:
        reading = Reading(match.start(), match.end(), "DATE", Form.DATE, Kind.EXPLICIT)
        if match["year"]:
            reading.year = int(match["year"])
            # 2014.3.2 is a version or a section; what names no likely year is a part number.
            if match["iso"] == "." or reading.year not in _LIKELY_YEARS:
                return
            time = _ISO_TIME.match(self._low, match.end())
            if time:
                reading.end, reading.part, reading.type = time.end(), f"T{time['time']}", "TIME"
            yield self._with_weekday(reading, int(match["month"]), int(match["day"]))
            return
        first, second = int(match["first"]), int(match["second"])
        own = _is_month_first(first, second)
        # 3.23.23 is a date only if it can be nothing but month, day and year; 1.2.10 is a section, 1-2-10 a score.
        is_date = match["mark"] == "." and len(match["second"]) == 2 and own is not None  # noqa: PLR2004
        if len(match["short"]) == 2 and match["mark"] != "/" and not is_date:  # noqa: PLR2004
            return
        if own is not None:
            self._is_month_first = own
        reading.year = full_year(match["short"])
        self._undecided.append((reading, first, second))

    def _with_weekday(self, reading: Reading, month: int, day: int) -> Reading:
        before = _WEEKDAY_BEFORE.search(self._low, max(reading.start - 14, 0), reading.start)
        if before:
            reading.start, reading.weekday = before.start(), WEEKDAY_WORDS[before["weekday"].rstrip(".")]
        reading.month, reading.day = month, day
        reading.is_impossible = is_impossible(reading.year, month, day)
        return reading


def _is_month_first(first: int, second: int) -> bool | None:
    """Whether one of two numbers can only be the day; ``None`` if both can be either, or neither is a date's."""
    if not (1 <= first <= _LONGEST_MONTH and 1 <= second <= _LONGEST_MONTH):
        return None
    if first > len(MONTHS) >= second:
        return False
    return True if second > len(MONTHS) >= first else None
