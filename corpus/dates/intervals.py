"""The days that a TIMEX3 value denotes."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_YEARS = re.compile(r"(\d{2,4})(?:-XX-XX)?")
# The first month of a part of a year, and how many months it has. A winter ends in the year after its own.
_PARTS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3),
          "Q4": (10, 3),
          "H1": (1, 6), "H2": (7, 6)}  # fmt: skip


def interval(value: str | None) -> tuple[dt.date, dt.date] | None:
    """The first and the last day; ``None`` for what names no days, or none that ``datetime`` has."""
    if value is None or not value[:2].isdigit():
        return None
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> tuple[dt.date, dt.date] | None:
    if match := _DAY.fullmatch(value):
        day = dt.date(*map(int, match.groups()))
        return day, day
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _WEEK.fullmatch(value):
        first = dt.date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return first, first + dt.timedelta(days=1 if match[3] else 6)
    if match := _PART.fullmatch(value):
        return _months(int(match[1]), *_PARTS[match[2]])
    if match := _YEARS.fullmatch(value):
        years = 10 ** (4 - len(match[1]))
        first_year = int(match[1]) * years
        return dt.date(max(first_year, 1), 1, 1), dt.date(first_year + years - 1, 12, 31)
    return None


def _months(year: int, month: int, many: int) -> tuple[dt.date, dt.date]:
    last_year, last = divmod(year * 12 + month - 1 + many - 1, 12)
    return dt.date(year, month, 1), dt.date(last_year, last + 1, monthrange(last_year, last + 1)[1])
