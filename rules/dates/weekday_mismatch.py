"""A weekday that does not fit its date: Wednesday, March 5, 2024.

**What it finds.** A weekday and a full date that contradict each other. Without a year, the year is that of the
document where the day lies within sixty days of its publication, as in “last Friday, March 3”. Also “yesterday
(Tuesday)” where the day before the document's own was none, and two weekdays with a number of days between them that is
not theirs. Before 1923 a weekday of the Julian calendar is right too.

**Why it matters.** Either the weekday or the date is wrong, and the text does not say which.

```flagged
The council met on ⟦Wednesday, March 5, 2024⟧, in the old school.
```

```clean
The council met on Tuesday, March 5, 2024, in the old school, and will meet on a Wednesday in March.
```

**Known misses.** A weekday that stands apart from its date (“Wednesday … on the 5th”).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import WEEKDAYS, DateExpression, Kind
from corpus.dates.words import WEEKDAY_WORDS
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.dates import weekday_steps
from rules.dates.reckoning import day
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_NEAR = dt.timedelta(days=60)
_ALL_GREGORIAN = 1923  # Greece was the last country of Europe to change
_DAYS_OF = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY_AFTER = re.compile(
    r"\s?\((?:an?\s)?(?P<name>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[a-z]*\.?\)"
    rf"|(?:,\s(?:it\swas\s|which\swas\s|as\s[a-z\s]{{3,30}},\s)?|\swas\s|\sis\s|\sfalls\son\s|\sfell\son\s)an?\s(?P<told>{_DAYS_OF})\b"
    rf"|(?:[^.;\n]{{0,60}}\.)?\s(?:because\s)?(?:that|this|it)\s(?:is|was|will\sbe|falls\son|fell\son)\s(?:an?\s)?(?P<next>{_DAYS_OF})\b"
)
_THAT = frozenset(f"that {name}" for name in WEEKDAYS)
_FAR = 300  # code points between a date and "that Sunday"
_APPOSED = re.compile(r",\s(?:on\s)?|\s\(|\s[–—]\s")
_CLOSED = re.compile(r"[,.;:)]|\s[–—]|\Z")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each contradiction."""
    yield from weekday_steps.mismatches(document)
    told = None  # the year that the text named last
    for number, expression in enumerate(document.dates):
        if expression.is_impossible:
            continue
        if expression.kind is Kind.EXPLICIT and expression.year:
            told = expression.year
        if expression.weekday is None:
            yield from _of_date(document, expression)
            yield from _of_day(document, number)
            continue
        if number:
            yield from _of_that_day(document, document.dates[number - 1], expression)
        date = expression.date or _near(expression, document)
        if date:
            is_sure = expression.year is not None
            if is_sure or not _is_of(told, date, expression.weekday):
                yield from _compared(document, expression.span, date, expression.weekday, is_sure=is_sure)


def _is_of(year: int | None, date: dt.date, weekday: int) -> bool:
    """Whether the day of a date has that weekday in another year, that of which the text tells."""
    try:
        return year is not None and date.replace(year=year).weekday() == weekday
    except ValueError:  # not all years have a 29 February, and those before our era no weekday that is known
        return False


def _of_date(document: Document, expression: DateExpression) -> Iterator[Finding]:
    """As in "2022-08-09 (Wed)"; "on Nov. 9, 7 p.m. That is a Friday"."""
    date = expression.date or _near(expression, document)
    match = _WEEKDAY_AFTER.match(document.folded, expression.span.end) if date else None
    if match and date:
        weekday = WEEKDAY_WORDS[match["name"] or match["told"] or match["next"]]
        span = Span(expression.span.start, match.end())
        yield from _compared(document, span, date, weekday, is_sure=expression.year is not None)


def _of_that_day(document: Document, before: DateExpression, that: DateExpression) -> Iterator[Finding]:
    """As in "on 23 February 1966. … A diary calls that Sunday the coldest"."""
    words = document.folded[that.span.start : that.span.end]
    is_near = that.span.start - before.span.end < _FAR
    is_own = document.quoted.at(that.span.start) is None and before.weekday is None
    if before.date and is_own and is_near and words in _THAT and that.weekday is not None:
        span = Span(before.span.start, that.span.end)
        yield from _compared(document, span, before.date, that.weekday, is_sure=False)


def _of_day(document: Document, number: int) -> Iterator[Finding]:
    """As in "Yesterday (Tuesday)" and "the following day, Saturday", in the document's own words."""
    first, *rest = document.dates[number : number + 2]
    low = document.folded
    is_counted = first.kind is Kind.RELATIVE or (first.kind is Kind.CONTEXT and first.earlier is not None)
    if not rest or not is_counted or first.interval is None or document.quoted.at(first.span.start) is not None:
        return
    (last,) = rest
    apposed = _APPOSED.fullmatch(low, first.span.end, last.span.start)
    is_closed = (
        low.startswith(")", last.span.end) if apposed and "(" in apposed[0] else _CLOSED.match(low, last.span.end)
    )
    is_bare = last.weekday is not None and last.day is None and low[last.span.start : last.span.end] in WEEKDAYS
    if apposed and is_closed and is_bare and last.weekday is not None and first.interval[0] == first.interval[1]:
        end = last.span.end + ("(" in apposed[0])
        span = Span(first.span.start, end)
        yield from _compared(document, span, first.interval[0], last.weekday, is_sure=False)


def _compared(document: Document, span: Span, date: dt.date, weekday: int, *, is_sure: bool) -> Iterator[Finding]:
    if date.weekday() == weekday or (date.year < _ALL_GREGORIAN and _julian(date) == weekday):
        return
    words = document.prose.text[span.start : span.end]
    real = WEEKDAYS[date.weekday()].capitalize()
    stated = WEEKDAYS[weekday].capitalize()
    anchor = document.anchor
    by = "" if is_sure or anchor is None else f", by the document's date, {day(anchor)}"
    yield Finding(
        span,
        f"“{words}”: {day(date)} was a {real}{by}",
        evidence={"date": date.isoformat(), "weekday": real, "stated": stated},
        confidence=None if is_sure else Confidence.MEDIUM,
        severity=None if is_sure else Severity.WARNING,
    )


def _julian(date: dt.date) -> int:
    """The weekday of a date of the Julian calendar that is written with the same numbers."""
    behind = date.year // 100 - date.year // 400 - 2
    if (date.month, date.day) < (3, 1) and date.year % 100 == 0 and date.year % 400:
        behind -= 1
    return (date.weekday() + behind) % 7


def _near(expression: DateExpression, document: Document) -> dt.date | None:
    """The day without a year that lies near the document's own."""
    anchor = document.anchor
    if anchor is None or expression.month is None or expression.day is None or expression.year:
        return None
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        try:
            date = dt.date(year, expression.month, expression.day)
        except ValueError:
            continue
        if abs(date - anchor) <= _NEAR:
            return date
    return None


RULE = Rule(
    id="dates/weekday-mismatch",
    summary="a weekday that does not fit its date",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
