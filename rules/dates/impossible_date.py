"""A day that the calendar does not have: April 31, 2023-02-30, 29 February 2023.

**What it finds.** Dates whose day or month does not exist, written with a month's name or in figures.

**Why it matters.** One of its parts is wrong, and with it every order of events that rests on it.

```flagged
The council met on ⟦April 31, 2023⟧ and again on ⟦2023-02-30⟧.
```

```clean
The council met on April 30, 2023, on 29 February 2024 and on 30/4/2023. See section 31.4.1 and the score of 30-31.
```

**Known misses.** Dates of calendars other than the Gregorian one.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator

from corpus import dates
from corpus.dates import MONTHS, DateExpression, Resolution
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# What is said of days that the calendar does not have, on purpose.
_SPOKEN_OF = re.compile(
    r"\b(?:julian|calendars?|(?:does|do|did)\s(?:not|n't)\sexist|non-?existent|no\ssuch|invalid|impossible|misprint|typo|sic"
    r"|cannot\sexist|never\sexisted|fictional|joke|so-called|notional|testers?)\b"
)
_OF_LEAP_YEARS = re.compile(r"\b(?:leap|leaplings?|birthdays?|born)\b")  # 29 February of no year in particular
_AROUND = 200  # code points


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each date in the text, and in what is stated beside it."""
    text = document.prose.text
    for number, expression in enumerate(document.dates):
        year = _leap_less(document, number)
        if (not year and not expression.is_impossible) or not _is_meant(document, expression):
            continue
        if year:
            words = text[expression.span.start : expression.span.end]
            message = f"“{words}” is no date: February {year} has 28 days"
            yield Finding(expression.span, message, {"value": expression.value}, confidence=Confidence.MEDIUM)
        else:
            words = text[expression.span.start : expression.span.end]
            yield Finding(expression.span, _message(words, expression), evidence={"value": expression.value})
    for field in ("date", "modified"):
        for value in document.metadata[field]:
            stated = [expression for expression in dates.find(value.value) if expression.is_impossible]
            if stated and not value.is_in_text:
                # A field of a record has no place in its text: the finding is about the whole document.
                evidence = {"value": stated[0].value, "origin": value.origin}
                yield Finding(value.span, _message(value.value, stated[0]), evidence=evidence, layer=LayerName.SOURCE)


def _is_meant(document: Document, expression: DateExpression) -> bool:
    """Whether a text tells of such a day as one that was, and not as one that cannot be, or in another calendar."""
    start, end = expression.span
    paragraph = document.paragraph_index.at(start)
    if paragraph is None:
        return True
    if start > 1 and document.folded[start - 1] in "*_":
        return False  # a title is in italics: *The 35th of May*
    around = Span(max(paragraph.start, start - _AROUND), min(paragraph.end, end + _AROUND))
    return _SPOKEN_OF.search(document.folded, around.start, around.end) is None


def _leap_less(document: Document, number: int) -> int | None:
    """The common year of a 29 February: that of the document, or of a whole date before it in its paragraph."""
    expression = document.dates[number]
    if (expression.month, expression.day) != (2, 29) or expression.year:
        return None
    if expression.resolution is Resolution.DOCUMENT and expression.value:
        nearest, sentence = int(expression.value[:4]), document.sentence_index.at(expression.span.start)
        is_any = sentence is not None and _OF_LEAP_YEARS.search(document.folded, *sentence) is not None
        return None if is_any or isleap(nearest) else nearest
    if expression.earlier is None:
        return None
    before = document.dates[expression.earlier]
    paragraph = document.paragraph_index.at(expression.span.start)
    year = before.year
    is_near = paragraph is not None and paragraph.contains(before.span) and before.month is not None
    return year if year and is_near and not isleap(year) else None


def _message(words: str, expression: DateExpression) -> str:
    month, day, year = expression.month or 0, expression.day, expression.year
    if not 1 <= month <= len(MONTHS):
        return f"“{words}” is no date: there is no month {month}"
    longest = monthrange(year or 2000, month)[1]
    name = MONTHS[month - 1].capitalize() + (f" {year}" if month == 2 and year else "")  # noqa: PLR2004 (February)
    return f"“{words}” is no date: {name} has {longest} days" if day else f"“{words}” is no date"


RULE = Rule(
    id="dates/impossible-date",
    summary="a day that the calendar does not have",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
