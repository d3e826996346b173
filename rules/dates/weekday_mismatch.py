"""A weekday that does not fit its date: Wednesday, March 5, 2024.

**What it finds.** A weekday and a full date that contradict each other. Without a year, the year is that of the
document where the day lies within sixty days of its publication.

**Why it matters.** Either the weekday or the date is wrong, and the text does not say which.

```flagged
The council met on ⟦Wednesday, March 5, 2024⟧, in the old school.
```

```clean
The council met on Tuesday, March 5, 2024, in the old school, and will meet on a Wednesday in March.
```

**Known misses.** A weekday that stands apart from its date (“Wednesday … on the 5th”); dates before 1923, when not all
countries had the Gregorian calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from corpus.dates import WEEKDAYS, DateExpression
from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_NEAR = dt.timedelta(days=60)
_ALL_GREGORIAN = 1923  # Greece was the last country of Europe to change


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each contradiction."""
    for expression in document.dates:
        if expression.weekday is None or expression.is_impossible:
            continue
        date = expression.date or _near(expression, document.anchor)
        if date is None or date.weekday() == expression.weekday or date.year < _ALL_GREGORIAN:
            continue
        words = document.prose.text[expression.span.start : expression.span.end]
        real = WEEKDAYS[date.weekday()].capitalize()
        yield Finding(
            expression.span,
            f"“{words}”: {date.day} {date:%B} {date.year} was a {real}",
            evidence={"date": date.isoformat(), "weekday": real, "stated": WEEKDAYS[expression.weekday].capitalize()},
            confidence=None if expression.year else Confidence.MEDIUM,
        )


def _near(expression: DateExpression, anchor: dt.date | None) -> dt.date | None:
    """The day without a year that lies near the document's own."""
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
