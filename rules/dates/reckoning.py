"""What the rules on dates share: passages with their dates, what stands between two of them, and the time between."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.dates import DateExpression
from corpus.document import Document
from corpus.spans import Span, SpanIndex
from rules.model import Finding, Related

Days = tuple[dt.date, dt.date]
_MOST_DATES = 12  # of a sentence; more are a table or a list, where nothing belongs to its neighbour
_LONGEST = 900  # code points of a sentence, as the longest that anybody writes
_DAYS_OF = {"D": 1.0, "W": 7.0, "M": 30.437, "Y": 365.2425, "DE": 3652.425, "CE": 36524.25}
UNIT_NAMES = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "DE": "decades", "CE": "centuries"}
# How far an amount may be off: a part of the unit, for counting may begin and end inside it, and a share of the amount.
_SLACK = {"D": 1.0, "W": 0.75, "M": 0.75, "Y": 0.75, "DE": 0.7}
_SHARE, _SHARE_OF_ABOUT = 0.1, 0.25
MORE = re.compile(r"\b(?:more\sthan|over|at\sleast|well\sover)\b")
EXACT = re.compile(r"\b(?:exactly|precisely|to\sthe\s(?:day|month|year|week))\b")
LESS = re.compile(r"\b(?:less\sthan|under|at\smost|up\sto|not\syet|fewer\sthan|barely)\b")
ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|some|circa|close\sto|perhaps|maybe|or\sso)\b"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and its dates, in order."""

    document: Document
    span: Span
    low: str
    """The folded text of the whole document."""
    dates: tuple[DateExpression, ...]

    @property
    def words(self) -> str:
        """The folded sentence."""
        return self.low[self.span.start : self.span.end]

    @property
    def is_list(self) -> bool:
        """Whether it has too many dates, or words, to be one statement."""
        return len(self.dates) > _MOST_DATES or self.span.end - self.span.start > _LONGEST

    @property
    def pairs(self) -> Iterator[tuple[DateExpression, DateExpression]]:
        """Each expression and the next."""
        yield from zip(self.dates, self.dates[1:], strict=False)

    def of(self, one: DateExpression) -> str:
        """The folded words of an expression."""
        return self.low[one.span.start : one.span.end]

    def between(self, one: DateExpression, other: DateExpression) -> str:
        """The folded words between two expressions."""
        return self.low[one.span.end : other.span.start]

    def before(self, one: DateExpression, most: int = 40) -> str:
        """The folded words before an expression, in its sentence."""
        return self.low[max(self.span.start, one.span.start - most) : one.span.start]

    def after(self, one: DateExpression, most: int = 40) -> str:
        """The folded words after an expression, in its sentence."""
        return self.low[one.span.end : min(self.span.end, one.span.end + most)]

    def led_by(self, pattern: re.Pattern[str], one: DateExpression, most: int = 40) -> re.Match[str] | None:
        """What ``pattern`` finds in the folded words before an expression, with its place in the document."""
        return pattern.search(self.low, max(self.span.start, one.span.start - most), one.span.start)

    def is_quoted(self, one: DateExpression) -> bool:
        """Whether an expression is of somebody's words, which may be older than the document."""
        return self.document.quoted.at(one.span.start) is not None

    def related(self, one: DateExpression) -> Related:
        """Another expression, with the days it denotes."""
        return Related(one.span, told(one))


class Stated(NamedTuple):
    """An amount of time as the text has it; ``how`` are the words that say how exactly it is meant."""

    expression: DateExpression
    amount: float
    unit: str
    how: str


def passages(document: Document) -> Iterator[Passage]:
    """The sentences that have dates; but those that are lists."""
    yield from (passage for passage in gathered(document, document.sentence_index) if not passage.is_list)


@lru_cache(maxsize=2)  # half a dozen rules ask about the same document
def gathered(document: Document, index: SpanIndex) -> tuple[Passage, ...]:
    """The sentences, or the paragraphs, that have dates."""
    found: dict[Span, list[DateExpression]] = {}
    for expression in document.dates:
        span = index.at(expression.span.start)
        if span is not None:
            found.setdefault(span, []).append(expression)
    return tuple(Passage(document, span, document.folded, tuple(those)) for span, those in found.items())


def words(document: Document, expression: DateExpression) -> str:
    """An expression as it is written."""
    return document.prose.text[expression.span.start : expression.span.end]


def day(date: dt.date) -> str:
    """As in "5 March 2024"."""
    return f"{date.day} {date:%B} {date.year}"


def told(expression: DateExpression) -> str:
    """The days that an expression denotes, as a reader would say them."""
    return told_days(expression.interval) if expression.interval else "no day that is known"


def told_days(days: Days) -> str:
    """As in "1998", "March 1998", "5 March 1998", "1700 to 1799"."""
    first, last = days
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    is_month = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    if is_month and last.day == monthrange(last.year, last.month)[1]:
        return f"{first:%B} {first.year}"
    return f"{day(first)} to {day(last)}"


def iso(days: Days) -> list[str]:
    """For evidence."""
    return [days[0].isoformat(), days[1].isoformat()]


def is_named(expression: DateExpression) -> bool:
    """Whether an expression names its own year, and days are known of it."""
    return expression.interval is not None and expression.year is not None and not expression.is_impossible


def elapsed(earlier: Days, later: Days, unit: str) -> tuple[float, float]:
    """The least and the most time from one to the other, in units."""
    length = _DAYS_OF[unit]
    return (later[0] - earlier[1]).days / length, (later[1] - earlier[0]).days / length


def fits(amount: float, unit: str, least: float, most: float, how: str = "") -> bool:
    """Whether an amount that is led by the words ``how`` may be meant for a time between ``least`` and ``most``."""
    if unit == "CE":
        amount, unit, least, most = amount * 100, "Y", least * 100, most * 100
    share = 0 if EXACT.search(how) else _SHARE_OF_ABOUT if ABOUT.search(how) else _SHARE
    slack = max(_SLACK[unit], amount * share)
    is_long_enough = most + slack >= amount or LESS.search(how) is not None
    is_short_enough = least - slack <= amount or MORE.search(how) is not None
    return is_long_enough and is_short_enough


def mismatch(
    document: Document, stated: Stated, dates: Sequence[DateExpression], first: Days, last: Days
) -> Iterator[Finding]:
    """The finding, if an amount does not fit the time from ``first`` to ``last``, which ``dates`` name."""
    expression, amount, unit, how = stated
    least, most = elapsed(first, last, unit)
    if most < 0 or fits(amount, unit, least, most, how):
        return
    if unit in {"DE", "CE"}:
        least, most, unit = *elapsed(first, last, "Y"), "Y"
    ends, text = (expression, *dates), words(document, expression)
    yield Finding(
        Span(min(one.span.start for one in ends), max(one.span.end for one in ends)),
        f"“{text}”: from {told_days(first)} to {told_days(last)} it is {shown(least, most, unit)}",
        evidence={
            "stated": text,
            "from": iso(first),
            "to": iso(last),
            "least": round(least, 1),
            "most": round(most, 1),
        },
        related=tuple(Related(one.span, told(one)) for one in dates),
    )


def shown(least: float, most: float, unit: str) -> str:
    """A time between two bounds: "10 years", "14 to 16 years", "9 days"."""
    low, high = max(int(least + 0.05), 0), int(most + 0.05)
    name = UNIT_NAMES[unit]
    if high == low:
        return f"{low} {name[:-1] if low == 1 and unit != 'CE' else name}"
    return f"{low} to {high} {name}"
