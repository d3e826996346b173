"""What a date expression is, and what the grammar hands to the resolver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import Span


class Kind(StrEnum):
    """How an expression names its time."""

    EXPLICIT = "explicit"  # by the calendar, with or without its year
    RELATIVE = "relative"  # from the day of writing
    CONTEXT = "context"  # from what the text said before: "the following day", "noon", "the summer"
    VAGUE = "vague"  # now, the past, the future
    DURATION = "duration"
    SET = "set"


class Resolution(StrEnum):
    """What gave an expression its value."""

    EXPLICIT = "explicit"  # the expression itself
    DOCUMENT = "document date"
    EARLIER = "earlier expression"
    NONE = "none"  # nothing: it has no value


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time. ``type`` and ``value`` are TIMEX3's.

    ``value`` is ``None`` where the text does not tell it. ``year`` (negative before Christ), ``month``, ``day`` and
    ``weekday`` (from Monday, 0) are what the expression itself names. ``interval`` is the first and the last day that
    it denotes; neither durations nor sets have one, nor days before the year 1. ``earlier`` is the index of the
    expression that it counts from. A duration has ``amount`` (``None`` if not said) of ``unit`` (TIMEX3's letters,
    ``TH``, ``TM`` and ``TS`` for hours, minutes and seconds). ``is_impossible`` is set where the calendar has no such
    day.
    """

    span: Span
    type: str
    value: str | None
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    is_impossible: bool = False
    interval: tuple[dt.date, dt.date] | None = None
    resolution: Resolution = Resolution.EXPLICIT
    earlier: int | None = None
    is_approximate: bool = False
    amount: float | None = None
    unit: str | None = None

    @property
    def date(self) -> dt.date | None:
        """The day that is named in full, if it exists."""
        if self.year and self.year > 0 and self.month and self.day and not self.is_impossible:
            return dt.date(self.year, self.month, self.day)
        return None


class Form(StrEnum):
    """What a reading still needs to have a value."""

    FIXED = "fixed"  # nothing
    DATE = "date"  # a year, if it has none; a month, if it has a day alone
    WEEKDAY = "weekday"  # a day near which it lies
    SHIFT = "shift"  # a day to count from
    CLOCK = "clock"  # a day
    DAY = "day"  # a month
    FEAST = "feast"  # a year, for a day that moves


class Base(StrEnum):
    """What a reading counts from."""

    DOCUMENT = "document"
    EARLIER = "earlier"


@dataclass(slots=True)
class Reading:
    """An expression as the grammar reads it, before it is resolved.

    ``step`` counts units of ``unit`` from the base; 0 is the same one. ``part`` is what follows the date in its value:
    a time of the day (``TMO``, ``T14:00``), a season (``-SP``), a quarter (``-Q3``) or a half of a year (``-H1``).
    """

    start: int
    end: int
    type: str
    form: Form
    kind: Kind
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    base: Base = Base.DOCUMENT
    unit: str | None = None
    step: int = 0
    amount: float | None = None
    part: str = ""
    is_approximate: bool = False
    is_impossible: bool = False
