"""What a date expression is, and the names of months and weekdays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import Span

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Patterns of the names as they are written, without word boundaries.
MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])"
)
WEEKDAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
    r"|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?"
)


class Kind(StrEnum):
    """How an expression names its time."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time. ``type`` and ``value`` are TIMEX3's; the parts are what the expression itself names.

    ``is_impossible`` is set where the calendar has no such day; ``weekday`` counts from Monday, 0.
    """

    span: Span
    type: str
    value: str
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    is_impossible: bool = False

    @property
    def date(self) -> dt.date | None:
        """The day that is named in full, if it exists."""
        if self.year and self.month and self.day and not self.is_impossible:
            return dt.date(self.year, self.month, self.day)
        return None


def month_number(name: str) -> int:
    """1 to 12 for a name or its abbreviation."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def weekday_number(name: str | None) -> int | None:
    """0 (Monday) to 6 for a name or its abbreviation; ``None`` for none."""
    if not name:
        return None
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name.lower().rstrip(".")[:3]))
