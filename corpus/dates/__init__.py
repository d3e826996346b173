"""Date expressions: what stands in the text, and its TIMEX3 value.

Expressions are looked for only around anchors: names of months and weekdays, figures, and words of time.
Relative expressions are resolved against the document's date and stay unresolved (``PAST_REF``, ``XXXX-XX-XX`` …)
where it has none; never against the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from corpus.dates.explicit import explicit
from corpus.dates.expressions import MONTHS, WEEKDAYS, DateExpression, Kind
from corpus.dates.relative import durations, relative
from corpus.lexicon import folded

__all__ = ["MONTHS", "WEEKDAYS", "DateExpression", "Kind", "find", "full"]


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=256)
def full(text: str) -> tuple[DateExpression, ...]:
    """The expressions of a line that name a whole day; asked for again and again while credits are read."""
    return tuple(expression for expression in find(text) if expression.date) if _DIGIT.search(text) else ()


def find(text: str, anchor: dt.date | None = None) -> tuple[DateExpression, ...]:
    """The expressions of a text in order, none inside another; relative ones resolved against ``anchor``."""
    low = folded(text)
    found = [*explicit(text), *relative(text, low, anchor), *durations(text, low)]
    # The longer of two that overlap is the whole expression; sorting puts it first.
    found.sort(key=lambda expression: (expression.span.start, -expression.span.end))
    kept: list[DateExpression] = []
    for expression in found:
        if not kept or expression.span.start >= kept[-1].span.end:
            kept.append(expression)
    return tuple(kept)
