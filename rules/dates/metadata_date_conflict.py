"""Two days of publication, a week apart.

**What it finds.** Days that a document states for itself (front matter, meta tag, JSON-LD, byline, the line beside it,
“Published:”, dateline, the address of the page) and that lie more than a day apart; a day of change that lies before
the day of publication. Time zones may part two of them by a day.

**Why it matters.** All that the text tells of yesterday and last year hangs on which of them is right.

```flagged
The canal froze

Published: 9 March 2018 · Updated: ⟦2 March 2018⟧

For six days one could skate from the brewery to the prison.
```

```clean
The canal froze

Published: 2 March 2018 · Updated: 9 March 2018

For six days one could skate from the brewery to the prison.
```

**Known misses.** Dates of which only the month is told; lines that the metadata does not read as dates; dates in the
middle of a text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.metadata import Value
from corpus.spans import Span
from rules.dates.reckoning import day, gathered
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_DAY = dt.timedelta(days=1)
_IN_ADDRESS = re.compile(
    r"[/-](?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2])[/-](?P<day>0[1-9]|[12]\d|3[01])(?=[/-])"
)
# What becomes of a text, in the order in which it does.
_STAGES = (
    ("submitted", "received", "drafted"),
    ("revised",),
    ("accepted", "approved"),
    ("published", "published online"),
)
_RANK = {word: rank for rank, words in enumerate(_STAGES) for word in words}
_STAGE = re.compile(rf"\b(?P<stage>{'|'.join(sorted(_RANK, reverse=True))}):?\s(?:on\s)?\Z")
_LEAD = 30  # code points
_FEW = 5  # persons of a byline
_HEAD = 500  # code points; an address further down is that of a source
_UNNAMED = "line beside the byline"  # a day that may be that of a change
# Lines that may tell of something else, and days on which a text was begun, not published.
_UNSURE = frozenset(("line of credits", "line with a date", "line of its own", "“First published”", "time"))


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each day that differs from the surest one."""
    yield from _stages(document)
    values = document.metadata["date"]
    dated = [
        (value, value.day) for value in values if value.day and (_is_sure(value) or _is_below_byline(document, value))
    ]
    addressed = [(value, date) for value in document.metadata["url"] if _is_own(value) and (date := _of_address(value))]
    if not dated:
        return
    first, published = dated[0]
    changed = {value.day for value in document.metadata["modified"]}
    for value, date in (*dated[1:], *addressed):
        if abs(date - published) <= _DAY or (value.origin == _UNNAMED and date in changed):
            continue
        if value.is_in_text and first.span and not first.is_in_text:
            # What the page shows is what readers cite; what its head says, nobody has seen.
            yield _finding(first, published, value, date, f"not on {day(date)}, as the page shows")
        else:
            yield _finding(value, date, first, published, f"not on {day(published)}, as by {first.origin}")
    for value in document.metadata["modified"]:
        if value.day and value.day < published - _DAY:
            yield _finding(value, value.day, first, published, f"before it was published, on {day(published)}")


def _stages(document: Document) -> Iterator[Finding]:
    """As in "submitted 18 May 2010; revised 2 February 2010": what a text was, in an order that cannot be."""
    for passage in gathered(document, document.paragraph_index):
        for first, last in passage.pairs:
            before, after = (passage.led_by(_STAGE, one, _LEAD) for one in (first, last))
            if not (before and after and first.date and last.date) or _RANK[before["stage"]] >= _RANK[after["stage"]]:
                continue
            if last.date < first.date - _DAY:
                yield Finding(
                    Span(after.start(), last.span.end),
                    f"{after['stage']} on {day(last.date)}, but {before['stage']} on {day(first.date)}",
                    evidence={"first": first.date.isoformat(), "last": last.date.isoformat()},
                    related=(passage.related(first),),
                )


def _is_sure(value: Value) -> bool:
    return value.certainty < 2 and value.origin not in _UNSURE and "created" not in value.origin  # noqa: PLR2004 (a guess)


def _is_below_byline(document: Document, value: Value) -> bool:
    """Whether a date on a line of its own stands next to the byline, as that of a page's head does."""
    if value.origin != "line of its own" or value.span is None:
        return False
    names = [name.span for name in document.metadata["byline"] if name.span and name.is_in_text]
    place, *others = [_line_of(document, span) for span in (value.span, *names[:_FEW])]
    return place is not None and any(other is not None and abs(other - place) == 1 for other in others)


def _line_of(document: Document, span: Span) -> int | None:
    """The number of the paragraph of a place in SOURCE."""
    shown = document.prose.shown(span, LayerName.SOURCE)
    return document.paragraph_index.number(shown.start) if shown else None


def _is_own(value: Value) -> bool:
    return value.span is None or not value.is_in_text or value.span.start < _HEAD


def _of_address(value: Value) -> dt.date | None:
    match = _IN_ADDRESS.search(value.value)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:  # the address of the 30th of February
        return None


def _finding(value: Value, date: dt.date, first: Value, published: dt.date, against: str) -> Finding:
    origin = "its address" if "http" in value.value else value.origin
    return Finding(
        value.span,
        f"{origin} dates the document on {day(date)}, {against}",
        evidence={
            "date": date.isoformat(),
            "origin": value.origin,
            "other": published.isoformat(),
            "other_origin": first.origin,
            "days": (date - published).days,
        },
        related=(Related(first.span, f"dated {day(published)}"),) if first.span else (),
        layer=LayerName.SOURCE,
    )


RULE = Rule(
    id="dates/metadata-date-conflict",
    summary="two days of publication",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
