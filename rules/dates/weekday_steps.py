"""Two weekdays and the days between them: on Monday, three days after Wednesday."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates import WEEKDAYS, DateExpression
from corpus.dates.words import COUNT, count
from corpus.document import Document
from corpus.spans import Span
from rules.dates.reckoning import Passage, passages, words
from rules.model import Confidence, Finding, Severity

_STEP = re.compile(
    rf"\b(?:(?P<count>{COUNT})\sdays?\s(?P<side>after|later|before|earlier)|the\s(?:day|morning|night)\s(?P<next>after|before))\b"
)
_WEEK = 7
_MOST = 6  # days; more may be any weekday of another week


def mismatches(document: Document) -> Iterator[Finding]:
    """One finding for each sentence with two weekdays that are not so many days apart, in neither direction."""
    for passage in passages(document):
        days = [one for one in passage.dates if one.weekday is not None and one.day is None and one.type != "SET"]
        steps = list(_STEP.finditer(passage.words)) if len(days) == 2 else []  # noqa: PLR2004 (from one to the other)
        if len(steps) == 1 and not any(passage.is_quoted(one) for one in days):
            yield from _compared(passage, days, steps[0])


def _compared(passage: Passage, days: list[DateExpression], step: re.Match[str]) -> Iterator[Finding]:
    many = count(step["count"]) if step["count"] else 1
    first, last = (one.weekday or 0 for one in days)
    apart = (last - first) % _WEEK
    if not many or not 0 < many <= _MOST or many in {apart, _WEEK - apart}:
        return
    start = passage.span.start
    places = [Span(start + step.start(), start + step.end()), *(one.span for one in days)]
    shown = [words(passage.document, one) for one in days]
    names = " and ".join(WEEKDAYS[number].capitalize() for number in (first, last))
    yield Finding(
        Span(min(place.start for place in places), max(place.end for place in places)),
        f"“{step[0]}”: {names} are {apart} or {_WEEK - apart} days apart",
        evidence={"days": many, "weekdays": shown, "apart": [apart, _WEEK - apart]},
        related=tuple(passage.related(one) for one in days),
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
    )
