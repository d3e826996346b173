"""3/4/2021: the third of April or the fourth of March?

**What it finds.** The first date in figures that may be read with the day or with the month first, in a document that
tells its convention nowhere: by another date of the same form (13/04/2021), by a weekday beside it, by its own date, or
by saying so (DD/MM/YYYY).

**Why it matters.** Who reads it the other way is up to eleven months off.

```flagged
The waiver was signed on ⟦03/04/2021⟧ and filed on 05/04/2021.
```

```clean
The waiver was signed on 03/04/2021 and filed on 13/04/2021. It was read on 05/05/2021 and on 2021-04-03.
```

**Known misses.** Dates with dots, which are read with the day first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import DateExpression
from corpus.document import Document
from corpus.layers import LayerName
from rules.dates.reckoning import day
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_FIGURES = re.compile(r"(\d\d?)([/-])(\d\d?)\2(\d{4}|\d\d)")
_WORDS_OF_FORM = ("dd/", "mm/", "d/m", "m/d", "dd-", "mm-", "day/", "month/", "day first", "month first",
                  "american format", "us format", "british format", "european format", "american style")  # fmt: skip
_MONTHS = 12
_WEEK = dt.timedelta(days=7)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """At most one finding a document."""
    ambiguous: list[tuple[DateExpression, dt.date, dt.date]] = []
    for number, expression in enumerate(document.dates):
        match = _FIGURES.fullmatch(document.folded, *expression.span)
        if match is None or expression.year is None:
            continue
        first, second = int(match[1]), int(match[3])
        if max(first, second) > _MONTHS:
            return  # this one tells how the others are meant
        if first == second:
            continue
        readings = dt.date(expression.year, second, first), dt.date(expression.year, first, second)
        if _is_told(document, number, readings):
            return
        ambiguous.append((expression, *readings))
    if ambiguous and not any(words in document.folded for words in _WORDS_OF_FORM):
        yield _finding(document, ambiguous)


def _is_told(document: Document, number: int, readings: tuple[dt.date, dt.date]) -> bool:
    """Whether the weekday beside it, or the document's date, is right for one reading alone."""
    anchor = document.anchor
    if anchor and [abs(date - anchor) <= _WEEK for date in readings].count(True) == 1:
        return True
    expression = document.dates[number]
    weekdays = [expression.weekday]
    for other in document.dates[max(number - 1, 0) : number + 2]:
        between = document.folded[
            min(other.span.end, expression.span.end) : max(other.span.start, expression.span.start)
        ]
        weekdays.append(other.weekday if between in {" ", ", ", " (", ", a ", " (a "} else None)
    return any(
        weekday is not None and [date.weekday() == weekday for date in readings].count(True) == 1
        for weekday in weekdays
    )


def _finding(document: Document, ambiguous: list[tuple[DateExpression, dt.date, dt.date]]) -> Finding:
    expression, day_first, month_first = ambiguous[0]
    words = document.prose.text[expression.span.start : expression.span.end]
    more = f" (and {len(ambiguous) - 1} more)" if len(ambiguous) > 1 else ""
    return Finding(
        expression.span,
        f"“{words}” is {day(day_first)} or {day(month_first)}, and nothing tells which{more}",
        evidence={
            "day_first": day_first.isoformat(),
            "month_first": month_first.isoformat(),
            "ambiguous": len(ambiguous),
        },
    )


RULE = Rule(
    id="dates/ambiguous-numeric-date",
    summary="a date in figures that reads two ways",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
