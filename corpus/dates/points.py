"""Points of time as TIMEX3 writes them, and how to count from one to another."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from corpus.dates.expressions import Reading
from corpus.dates.words import MONTHS_OF
from corpus.spans import Span

_LAST_YEAR = 9999


def span(reading: Reading) -> Span:
    """Where a reading stands."""
    return Span(reading.start, reading.end)


def year_text(year: int) -> str:
    """A year in four digits, with BC where it is negative."""
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


class Point(NamedTuple):
    """A year (negative before Christ), a month, a day, or what ``part`` makes of it: ``-SP``, ``-Q3``, ``TMO``.

    ``whole`` is a value that is none of these: a week, a decade, a century; year, month and day are then its first.
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: str = ""
    whole: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.whole:
            return self.whole
        month = f"-{self.month:02d}" if self.month else ""
        return year_text(self.year) + month + (f"-{self.day:02d}" if self.day else "") + self.part

    @property
    def date(self) -> dt.date | None:
        """The day, if it is one and ``datetime`` has it."""
        if not (self.month and self.day and 0 < self.year <= _LAST_YEAR):
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def to_weekday(self, number: int) -> int | None:
        """How many days on the next such weekday is, 0 to 6."""
        return None if self.date is None else (number - self.date.weekday()) % 7

    def days(self, step: int, part: str = "") -> Point | None:
        """The day so many days on."""
        if step == 0:
            return self._replace(part=part, whole="") if self.day else None
        try:
            moved = self.date and self.date + dt.timedelta(days=step)
        except OverflowError:
            return None
        return Point(moved.year, moved.month, moved.day, part) if moved else None

    def shifted(self, unit: str, step: int, part: str = "") -> Point | None:
        """What lies so many units on, no finer than the unit: of years a year, of months a month."""
        if unit == "D":
            return self.days(step, part)
        if unit in {"W", "WE"}:
            return self._weeks(step, "-WE" if unit == "WE" else "")
        if unit not in MONTHS_OF:
            return None
        if unit in {"M", "Q"} and not self.month:
            return None
        months = self.year * 12 + (self.month or 1) - 1 + step * MONTHS_OF[unit]
        year, month = divmod(months, 12)
        if not -_LAST_YEAR <= year <= _LAST_YEAR or year * self.year <= 0:
            return None  # there is no year 0, and few who count across it
        return _coarse(unit, year, month + 1)

    def _weeks(self, step: int, end: str) -> Point | None:
        moved = self.days(7 * step) if step else self
        if moved is None or moved.date is None:
            return None
        year, week, _ = moved.date.isocalendar()
        return moved._replace(part="", whole=f"{year:04d}-W{week:02d}{end}", day=None)


def _coarse(unit: str, year: int, month: int) -> Point:
    if unit == "M":
        return Point(year, month)
    if unit == "Q":
        return Point(year, None, None, f"-Q{(month - 1) // 3 + 1}")
    if unit == "Y":
        return Point(year)
    digits = 3 if unit == "DE" else 2
    sign = "BC" if year < 0 else ""
    return Point(year, whole=sign + f"{abs(year):04d}"[:digits])
