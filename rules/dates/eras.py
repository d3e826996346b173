"""Centuries and decades beside a year that is not of them: "in the 18th century, in 1923"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import DateExpression
from corpus.spans import Span
from rules.dates.reckoning import Days, Passage, is_named, iso, told, told_days
from rules.model import Finding

_APPOSED = re.compile(
    r"(?:,\s|\s\(|\s[–—]\s|;\s)(?:(?:that\sis|namely|precisely|probably),?\s)?(?:(?P<in>in|on)\s)?(?:the\s)?"
)
# "An eighteenth-century mill, built in 1923".
_OBJECT = re.compile(
    r"\s(?:[\w'-]+\s){0,2}[\w'-]+(?:,?\s(?:built|painted|made|carved|written|cast|erected|composed|completed|dating\sfrom|dated|of)"
    r"\s(?:in\s)?|\s\((?:built\sin\s|of\s)?)"
)
_CLOSED = re.compile(r"[,.;:)!?–—]|\s[–—]|\Z")
_ERA = re.compile(r"\b(?:century|(?:\d\d)?\d0'?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\Z")
_FIRST = re.compile(r"\b(?:early|beginning|start|opening|dawn|first\s(?:half|decades?|years?))\b")
_LAST = re.compile(r"\b(?:late|end|close|closing|last\s(?:half|decades?|years?)|second\shalf|latter\shalf)\b")
_PART = 0.65  # the share of an era that "early" or "late" may reach over


def mismatches(passage: Passage) -> Iterator[Finding]:
    """Eras that a year follows or leads, as another name of the same time."""
    for first, last in passage.pairs:
        apposed = _APPOSED.fullmatch(passage.between(first, last))
        is_closed = _CLOSED.match(passage.after(last, 2)) is not None
        if passage.is_quoted(first):
            continue
        if apposed is None:
            if "-century" in passage.of(first) and is_closed and _OBJECT.fullmatch(passage.between(first, last)):
                yield from _compared(passage, first, last) if _is_era(passage, first) and is_named(last) else ()
            continue
        if _is_era(passage, first) and is_named(last) and (is_closed or apposed["in"]):
            yield from _compared(passage, first, last)
        elif _is_era(passage, last) and is_named(first) and is_closed and apposed["in"]:
            yield from _compared(passage, last, first)


def _is_era(passage: Passage, expression: DateExpression) -> bool:
    value = expression.value or ""
    return (
        len(value) in {2, 3}
        and value.isdigit()
        and expression.interval is not None
        and _ERA.search(passage.of(expression)) is not None
    )


def _compared(passage: Passage, era: DateExpression, year: DateExpression) -> Iterator[Finding]:
    assert era.interval is not None
    assert year.interval is not None
    words = passage.before(era, 30).rpartition(",")[2] + passage.of(era)
    first, last = _bounds(era.interval, words)
    # A century may end with its hundredth year.
    if first <= year.interval[1] and year.interval[0] <= last + dt.timedelta(days=366):
        return
    name, shown = passage.document.prose.text[era.span.start : era.span.end], told(year)
    yield Finding(
        Span(min(era.span.start, year.span.start), max(era.span.end, year.span.end)),
        f"“{name}” is {told_days(era.interval)}, but {shown} is named for it",
        evidence={"era": iso(era.interval), "date": iso(year.interval)},
        related=(passage.related(era), passage.related(year)),
    )


def _bounds(era: Days, words: str) -> Days:
    """The years that "early" and "late" leave of an era."""
    part = int((era[1] - era[0]).days * _PART)
    if _FIRST.search(words):
        return era[0] - dt.timedelta(days=part // 10), era[0] + dt.timedelta(days=part)
    return (era[1] - dt.timedelta(days=part), era[1]) if _LAST.search(words) else era
