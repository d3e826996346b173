"""Date expressions: what stands in the text, and its TIMEX3 value.

Expressions are looked for only around anchors: names of months and weekdays, figures, and words of time. What they
leave open is resolved against the document's date or against an earlier expression, and stays unresolved where there
is neither; never against the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from corpus.dates.expressions import DateExpression, Kind, Resolution
from corpus.dates.join import joined
from corpus.dates.resolve import Resolver
from corpus.dates.scan import readings
from corpus.dates.words import MONTHS, WEEKDAYS
from corpus.lexicon import folded

__all__ = ["MONTHS", "WEEKDAYS", "DateExpression", "Kind", "Resolution", "find", "full"]


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=256)
def full(text: str) -> tuple[DateExpression, ...]:
    """The expressions of a line that name a whole day; asked for again and again while credits are read."""
    return tuple(expression for expression in find(text) if expression.date) if _DIGIT.search(text) else ()


def find(text: str, anchor: dt.date | None = None, low: str | None = None) -> tuple[DateExpression, ...]:
    """The expressions of a text in order, none inside another.

    Args:
        text: What they stand in.
        anchor: The day that relative ones count from.
        low: The folded text, if it is at hand.

    """
    low = folded(text) if low is None else low
    found = joined(low, readings(text, low))
    resolver = Resolver(low, anchor, found)
    return tuple(resolver.resolved(index, reading) for index, reading in enumerate(found))
