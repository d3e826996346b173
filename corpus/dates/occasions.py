"""Holidays, ages, anniversaries, and days named by their number or their neighbour: "the 14th", "the day before"."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from corpus.dates.expressions import Base, Form, Kind, Reading
from corpus.dates.words import COUNT, ORDINAL, count, duration, phrases

_YEAR = re.compile(r",?\s(?:(?:of|in)\s)?(?P<year>(?:1[5-9]|20)\d\d)(?![\w%]|[.,]\d)")
_AGE = re.compile(rf"\s(?:of\s|at\s)?(?P<count>{COUNT})(?![\w-]|\s(?:years?|months?|weeks?|days?)(?!\w)|[.,]\d)")
_ANNIVERSARY = re.compile(rf"(?:the|its|his|her|their|our)\s(?P<number>{ORDINAL})\s(?:birth\s|wedding\s)?\Z")
_DAY_OF_MONTH = re.compile(r"(?<!\w)(?:on|until|till|by|since|from|before|after)\s(?P<the>the\s)\Z")
_ENDS = re.compile(r"[.,;:)]|\s(?:and|to|or|at|until|till|with|when|he|she|they|we|it|in)(?!\w|\s(?:the\s)?\d)|\s?\Z")
# Feasts that move: so many days after Easter, or the week of a month (-1 the last) with its weekday.
_AFTER_EASTER = {"ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "holy saturday": -1,
                 "easter": 0, "easter sunday": 0, "easter monday": 1, "whit sunday": 49, "pentecost": 49}  # fmt: skip
_WEEKDAYS = {"thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1),
             "memorial day": (5, 0, -1),
             "columbus day": (10, 0, 2), "martin luther king day": (1, 0, 3), "presidents' day": (2, 0, 3),
             "black friday": (11, 4, 4), "mother's day": (5, 6, 2), "father's day": (6, 6, 3)}  # fmt: skip
FEASTS = (*_AFTER_EASTER, *_WEEKDAYS)


def holiday(text: str, low: str, start: int, end: int) -> Reading | None:
    """As in "Christmas Eve 2013", "Bastille Day"."""
    if not text[start].isupper():
        return None
    number = int(phrases("time-holidays")[low[start:end]])
    reading = Reading(start, end, "DATE", Form.DATE, Kind.EXPLICIT, None, None, number // 100, number % 100)
    year = _YEAR.match(low, end)
    if year:
        reading.end, reading.year = year.end(), int(year["year"])
    return reading


def feast(text: str, low: str, start: int, end: int) -> Reading | None:
    """As in "Easter 2014", "Thanksgiving": its day is known once the year is."""
    if not text[start].isupper():
        return None
    name = low[start:end]
    month = _WEEKDAYS[name][0] if name in _WEEKDAYS else 4
    reading = Reading(start, end, "DATE", Form.FEAST, Kind.CONTEXT, name, month=month)
    year = _YEAR.match(low, end)
    if year:
        reading.end, reading.year, reading.kind = year.end(), int(year["year"]), Kind.EXPLICIT
    return reading


def day_of_feast(name: str, year: int) -> dt.date:
    """The day of a feast that moves, in a year of the Gregorian calendar."""
    if name in _AFTER_EASTER:
        return _easter(year) + dt.timedelta(days=_AFTER_EASTER[name])
    month, weekday, number = _WEEKDAYS[name]
    if number < 0:
        last = dt.date(year, month + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    # The Friday after the fourth Thursday is what shops mean.
    after = 1 if name == "black friday" else 0
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - after - first.weekday()) % 7 + 7 * (number - 1) + after)


@cache
def _easter(year: int) -> dt.date:
    """Easter Sunday, by the anonymous Gregorian algorithm."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def age(low: str, start: int, end: int) -> Reading | None:
    """As in "aged 22", "at the age of seventy-nine"."""
    match = _AGE.match(low, end, end + 40)
    amount = count(match["count"]) if match else None
    if match is None or amount is None or match["count"] in {"a", "an"} or not 0 < amount < 130:  # noqa: PLR2004 (years)
        return None
    return Reading(
        start, match.end(), "DURATION", Form.FIXED, Kind.DURATION, duration(amount, "Y"), unit="Y", amount=amount
    )


def anniversary(low: str, start: int, end: int) -> Reading | None:
    """As in "the 50th anniversary": a day that the text may tell, but not its words."""
    before = _ANNIVERSARY.search(low, max(start - 40, 0), start)
    if before is None:
        return None
    return Reading(before.start(), end, "DATE", Form.FIXED, Kind.CONTEXT)


def day_beside(low: str, start: int, end: int) -> Reading:
    """As in "the day before", "the day after" what was told of."""
    step = -1 if low.startswith("before", end - 6) else 1
    return Reading(start, end, "DATE", Form.SHIFT, Kind.CONTEXT, base=Base.EARLIER, unit="D", step=step)


def day_of_month(low: str, start: int, end: int) -> Reading | None:
    """As in "on the 14th": of the month that was told of."""
    number = int(low[start:end])
    before = _DAY_OF_MONTH.search(low, max(start - 14, 0), start)
    if before is None or not 1 <= number <= 31 or not _ENDS.match(low, end + 2):  # noqa: PLR2004 (days of a month)
        return None
    return Reading(before.start("the"), end + 2, "DATE", Form.DAY, Kind.CONTEXT, day=number)
