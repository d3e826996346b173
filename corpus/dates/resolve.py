"""What the readings of a text denote: resolved one after the other, against the document's date or an earlier one.

News counts from its own date; a history counts from the year that it told last. A text is read as a history where most
dates that name their year lie more than a year from its own, and outnumber weekdays, yesterdays and last weeks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from corpus.dates import occasions, points
from corpus.dates.expressions import Base, DateExpression, Form, Kind, Reading, Resolution
from corpus.dates.intervals import interval
from corpus.dates.points import Point
from corpus.dates.tense import tense
from corpus.dates.words import MONTHS_OF

_NEAR = 250  # code points within which a distant year still holds
_FEWEST = 3  # dates that make a history
_MOST = 0.6  # share of them
_SAME_SENTENCE = 80  # code points within which a time belongs to a day
_CITED = 300  # code points of a citation
_FIRST = re.compile(r"(?:^|[.\n])\s*(?:in|by|during|after|(?:in\s)?the|from|since)?\s*\Z")
_QUOTE = re.compile(r'“|(?<=[\s(])"(?=\S)')
_SEASON_MONTHS = {"-SP": 4, "-SU": 7, "-FA": 10, "-WI": 1}


class Resolver:
    """The memory of one text while its readings are resolved in order."""

    def __init__(self, low: str, anchor: dt.date | None, readings: Sequence[Reading]) -> None:
        self._low = low
        self._anchor = Point(anchor.year, anchor.month, anchor.day) if anchor else None
        self._is_story = _is_story(anchor.year if anchor else None, readings)
        # The last point told, by what it names: its year, its month, its day.
        self._told: list[tuple[int, int, Point] | None] = [None, None, None]
        self._story: tuple[int, int, Point] | None = None  # the year, and perhaps the month, at which a story is
        self._how = Resolution.NONE
        self._earlier: int | None = None

    def resolved(self, index: int, reading: Reading) -> DateExpression:
        """The expression of a reading, which is the one numbered ``index``."""
        self._how, self._earlier = Resolution.EXPLICIT, None
        value: str | None = reading.value
        if reading.form is not Form.FIXED:
            point = _FORMS[reading.form](self, reading)
            value = None if point is None else point.value
            if point:
                self._tell(index, reading, point)
            else:
                self._how, self._earlier = Resolution.NONE, None
        elif value is None:
            self._how = Resolution.NONE
        elif value.endswith("_REF"):
            self._how = Resolution.NONE if self._anchor is None else Resolution.DOCUMENT
        is_duration = reading.type == "DURATION"
        return DateExpression(
            points.span(reading), reading.type, value, reading.kind, reading.year, reading.month, reading.day,
            reading.weekday, reading.is_impossible, None if reading.is_impossible else interval(value), self._how,
            self._earlier, reading.is_approximate,
            reading.amount if is_duration else None, reading.unit if is_duration else None,
        )  # fmt: skip

    def _tell(self, index: int, reading: Reading, point: Point) -> None:
        if reading.is_impossible or (reading.step < 0 and reading.unit in MONTHS_OF and reading.form is Form.SHIFT):
            return  # "a year earlier" is a glance back
        told = (index, reading.end, point)
        if point.month or point.part or self._goes_on(reading, point):
            self._story = told
        self._told[0] = told
        if point.month:
            self._told[1] = told
            if point.day:
                self._told[2] = told

    def _goes_on(self, reading: Reading, point: Point) -> bool:
        """Whether a bare year is where the story goes on, and no glance aside."""
        if self._story is None and (self._is_story or self._anchor is None):
            return True
        if self._story and self._story[2].year == point.year:
            return False  # its month is still that of the story
        return _FIRST.search(self._low, max(reading.start - 12, 0), reading.start) is not None

    def _from(self, reading: Reading, names: int) -> Point | None:
        """What a reading counts from; ``names`` is 0 if that must name a year, 1 a month, 2 a day."""
        told = self._told[names]
        if reading.base is Base.DOCUMENT and not (self._is_story and told):
            return self._of_document(reading)
        if told:
            return self._of_told(told)
        # "Ten years later" needs what it is later than; "a year earlier" in the news is earlier than now.
        return None if self._is_story or reading.step > 0 else self._of_document(reading)

    def _of_document(self, reading: Reading) -> Point | None:
        told = self._told[0]
        if told and reading.kind is Kind.RELATIVE and self._is_cited(told[1], reading.start):
            return self._of_told(told)
        self._how = Resolution.DOCUMENT
        return self._anchor

    def _is_cited(self, start: int, end: int) -> bool:
        """Whether the words from a date to ``end`` begin a quotation: "In May 2014 she said: “Next year we will …"."""
        between = self._low[start:end] if end - start < _CITED else "\n"
        opened = max((match.start() for match in _QUOTE.finditer(between)), default=-1)
        return opened > between.rfind("”") and "\n" not in between and ". " not in between[:opened]

    def _of_told(self, told: tuple[int, int, Point]) -> Point:
        self._how, self._earlier = Resolution.EARLIER, told[0]
        return told[2]

    def _date(self, reading: Reading) -> Point | None:
        if reading.year is not None:
            return Point(reading.year, reading.month, reading.day, reading.part)
        if reading.unit == "Y":
            base = self._from(reading, 0)
            return base and Point(base.year + reading.step, reading.month, reading.day, reading.part)
        if reading.unit == "S":
            return self._season(reading)
        told = self._held(reading)
        if told:
            return self._in_story(reading, self._of_told(told))
        base = self._of_document(reading)
        return base and self._in_news(reading, base)

    def _held(self, reading: Reading) -> tuple[int, int, Point] | None:
        """The year told last, where it holds: in a history, or soon after a distant one."""
        told = self._story
        if told is None or self._anchor is None or (self._is_story and reading.unit is None):
            return told
        is_distant = abs(told[2].year - self._anchor.year) > 1 and reading.kind is not Kind.RELATIVE
        near = reading.start - told[1] < _NEAR and self._low.find("\n", told[1], reading.start) < 0
        return told if is_distant and near else None

    @staticmethod
    def _in_story(reading: Reading, base: Point) -> Point:
        """Stories go on: after October comes the January of the next year."""
        month, year = reading.month, base.year
        if month and base.month and base.month - month >= 9 and year != -1:  # noqa: PLR2004 (October and January)
            year += 1
        if reading.part == "-WI" and base.month and base.month >= 11 and year != -1:  # noqa: PLR2004 (November)
            year += 1
        return Point(year, month, reading.day, reading.part)

    def _in_news(self, reading: Reading, base: Point) -> Point:
        month = reading.month or _SEASON_MONTHS.get(reading.part) or _month_of_part(reading.part)
        here = base.year * 12 + (base.month or 1)
        at = base.year * 12 + month
        if reading.unit == "M":
            year = base.year - (reading.step < 0 and at >= here) + (reading.step > 0 and at <= here)
            return Point(year, reading.month, reading.day)
        if reading.part.startswith("-Q"):
            is_over = at <= here or self._is_future(reading)
            return Point(base.year - (not is_over), None, None, reading.part)
        return Point(base.year + self._nearest(reading, at - here), reading.month, reading.day, reading.part)

    def _nearest(self, reading: Reading, months: int) -> int:
        """Which year is meant by a month so many months after the document's, in years from its own."""
        if months == 0:
            return 0
        if self._is_future(reading):
            return 1 if months < -2 else 0  # noqa: PLR2004 (a plan made two months ago may be told of)
        if months > 5:  # noqa: PLR2004 (half a year)
            return -1
        return 1 if months < -9 and tense(self._low, reading.start, reading.end) == 0 else 0  # noqa: PLR2004 (the same season again)

    def _is_future(self, reading: Reading) -> bool:
        return tense(self._low, reading.start, reading.end) > 0

    def _season(self, reading: Reading) -> Point | None:
        """As in "last summer", "next spring", "that winter"."""
        base = self._from(reading, 0)
        if base is None:
            return None
        month = _SEASON_MONTHS[reading.part]
        year = base.year
        if reading.base is Base.DOCUMENT and base.month:
            year += (
                1
                if reading.step > 0 and month <= base.month
                else -1
                if reading.step < 0 and month + 1 >= base.month
                else 0
            )
        else:
            year += reading.step
        return Point(year, None, None, reading.part)

    def _weekday(self, reading: Reading) -> Point | None:
        told = self._told[2]
        number = reading.weekday or 0
        if told and (self._is_story or reading.base is Base.EARLIER):
            base = self._of_told(told)
            gap = base.to_weekday(number)
            if gap is None:
                return None
            ahead = 7 if reading.step > 0 and not gap else 0
            return base.days(gap - 7 if reading.step < 0 else gap + ahead, reading.part)
        document = self._of_document(reading)
        gap = document.to_weekday(number) if document else None
        if document is None or gap is None:
            return None
        if reading.unit == "W":
            return document.days(number - (number - gap) % 7 + 7 * reading.step, reading.part)
        return document.days(self._weekday_gap(reading, gap), reading.part)

    def _weekday_gap(self, reading: Reading, gap: int) -> int:
        """How many days from the document's date; ``gap`` is that to the weekday on or after it."""
        if reading.step < 0:
            return gap - 7
        if reading.step > 0:
            return gap or 7
        if gap == 0 or reading.unit == "this":
            return gap
        return gap if self._is_future(reading) else gap - 7

    def _shift(self, reading: Reading) -> Point | None:
        unit = reading.unit or "D"
        if self._is_story and unit == "D" and reading.kind is Kind.RELATIVE and not reading.step and not reading.part:
            self._how = Resolution.EARLIER
            return None
        if (
            unit == "WE"
            and reading.step < 0
            and self._low.startswith("the weekend", reading.start)
            and self._is_future(reading)
        ):
            reading.step = 0
        names = {"D": 2, "W": 2, "WE": 2, "M": 1, "Q": 1}.get(unit, 0)
        base = self._from(reading, names)
        return base and base.shifted(unit, reading.step, reading.part)

    def _day(self, reading: Reading) -> Point | None:
        """As in "the 14th": of the month told last, else of the document's."""
        told = self._told[1]
        if told and (self._is_story or reading.start - told[1] < _NEAR):
            base: Point | None = self._of_told(told)
        else:
            base = None if self._is_story else self._of_document(reading)
        return base and Point(base.year, base.month, reading.day)

    def _feast(self, reading: Reading) -> Point | None:
        point = self._date(reading)
        if point is None or not 1582 < point.year < 10_000:  # noqa: PLR2004 (years of the calendar)
            return None
        day = occasions.day_of_feast(reading.value or "", point.year)
        return Point(day.year, day.month, day.day)

    def _clock(self, reading: Reading) -> Point | None:
        told = self._told[2]
        if reading.unit == "D":
            base = self._from(reading, 2)
        elif told and (self._is_story or reading.start - told[1] < _SAME_SENTENCE):
            base = self._of_told(told)
        else:
            base = None if self._is_story else self._of_document(reading)
        return base and base.days(reading.step, reading.part)


_FORMS: dict[Form, Callable[[Resolver, Reading], Point | None]] = {
    Form.DATE: Resolver._date,  # noqa: SLF001
    Form.WEEKDAY: Resolver._weekday,  # noqa: SLF001
    Form.SHIFT: Resolver._shift,  # noqa: SLF001
    Form.CLOCK: Resolver._clock,  # noqa: SLF001
    Form.DAY: Resolver._day,  # noqa: SLF001
    Form.FEAST: Resolver._feast,  # noqa: SLF001
}


def _month_of_part(part: str) -> int:
    """The month in which a quarter or a half ends."""
    number = int(part[2]) if part[1:2] in {"Q", "H"} else 0
    return number * (3 if part[1:2] == "Q" else 6) or 1


def _is_story(year: int | None, readings: Sequence[Reading]) -> bool:
    """Whether a text of that year tells of others, or one without a year at least does not count from its own day."""
    far = near = 0.0
    for reading in readings:
        if reading.kind is Kind.RELATIVE and (reading.form is Form.WEEKDAY or reading.unit in {"D", "W"}):
            near += 1  # histories have no weekdays, and no yesterday
        elif reading.year is not None:
            weight = 1.0 if reading.month else 0.5
            if year is None or abs(reading.year - year) > 1:
                far += weight
            else:
                near += weight
    return far >= _FEWEST and far > _MOST * (far + near)
