"""“Next year, in 2017”, in a document of 2023.

**What it finds.** What a document tells as now, soon or just past (this year, next spring, a few months ago, the
upcoming election, “will open in 2012”) with a year beside it that lies two years or more from the document's own; and
somebody's “a few months ago” with no day for the words, below what is told of a distant year.

**Why it matters.** The text is older than its date: it was copied, recycled or dated anew, and its news is no news.

```flagged
The canal reopens
By Ana Ruiz, 11 April 2023

The line will be extended ⟦next year, in 2017⟧.

It is an issue in ⟦the upcoming 2016⟧ election.
```

```clean
The canal reopens
By Ana Ruiz, 11 April 2016

The line will be extended next year, in 2017.

It is an issue in the upcoming 2016 election.

The novel opens in 1951, when the dam is to be finished next month.
```

**Known misses.** What stands in a paragraph with the plot of a novel or a film; years that do not stand beside the
word; persons and offices of another time (“the President, who took office last month”); somebody's words.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator

from corpus.dates import DateExpression
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.dates.ahead import ahead
from rules.dates.plots import is_plot
from rules.dates.reckoning import Passage, day, is_named, passages, told
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_UNIT = r"(?:year|month|week|spring|summer|autumn|fall|winter)"
_RELATIVE = re.compile(
    rf"(?:(?:earlier\s|later\s)?(?P<which>this|next|last)\s(?:past\s|coming\s)?{_UNIT}|(?P<ago>(?:a\sfew|several|a\scouple\sof|some|two|three)\s"
    r"(?:days|weeks|months)\sago)|(?P<now>today|yesterday|tomorrow|now|currently|at\spresent|recently|right\snow))"
)
_STEPS = {"this": 0, "next": 1, "last": -1}
_APPOSED = re.compile(r"(?:,\s|\s\(|\s[–—]\s|\s(?=in\s))(?:(?P<in>in|on)\s)?(?:the\s)?")
_CLOSED = re.compile(r"[,.;:)!?–—]|\s[–—]|\Z")
_COMING = re.compile(r"\b(?:the\s)?(?:upcoming|coming|forthcoming|soon-to-be-held|looming)\s(?:\w+\s)?\Z")
_NOW = re.compile(r"\b(?:it\sis\snow|it's\snow|now\sit\sis)\s\Z")
_OCCASION = re.compile(
    r"\s(?:[\w'-]+\s)?(?:olympics|elections?|games|world\scup|championships?|census|festival|primaries|tour)\s\Z"
)
_TAKEN = re.compile(r",\s(?:taken|held|passed|cast|signed|made|adopted|fought)\s(?:on|in)\s(?:the\s)?\Z")
_PASSAGE = 500  # code points from a date to words that may be of its time
# A text that says that it is an old one.
_REPRINTED = ("first appeared", "reprint", "originally published", "first published", "archive", "republished")
_FAR = 2  # years
_CONTEXT = 2  # years within which another date makes the text a story of that time


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each, where the document's date is known."""
    if document.anchor is None or any(words in document.folded for words in _REPRINTED):
        return
    last: Passage | None = None
    for passage in passages(document):
        is_story = last is not None and _is_next(document, last, passage) and _tells_of_the_past(last, document.anchor)
        if last is not None and _is_next(document, last, passage):
            yield from _taken(last, passage, document.anchor)
        yield from _of_old_words(passage, document.anchor)
        last = passage
        for number, expression in enumerate(passage.dates):
            if is_named(expression) and not passage.is_quoted(expression):
                found = [] if is_story else list(_checked(passage, number, document.anchor))
                found = found or list(ahead(passage, expression, document.anchor))
                if found and not is_plot(passage, expression):
                    yield from found


def _taken(last: Passage, passage: Passage, anchor: dt.date) -> Iterator[Finding]:
    """As in "Councillors agreed a few weeks ago. … The vote, taken on 11 November 2013", in a document of 2017."""
    ago = [one for one in last.dates if (match := _RELATIVE.fullmatch(last.of(one))) and match["ago"]]
    for date in passage.dates:
        is_far = is_named(date) and anchor.year - (date.year or 0) >= _FAR
        if is_far and len(last.dates) == len(ago) == 1 and passage.led_by(_TAKEN, date) and not last.is_quoted(ago[0]):
            words = last.document.prose.text[ago[0].span.start : ago[0].span.end]
            yield Finding(
                ago[0].span,
                f"“{words}” counts from {told(date)}, and the document is of {day(anchor)}",
                evidence={
                    "year": date.year,
                    "document": anchor.isoformat(),
                    "years": anchor.year - (date.year or 0),
                },
                related=(passage.related(date),),
            )


def _of_old_words(passage: Passage, anchor: dt.date) -> Iterator[Finding]:
    """As in "Wood said, “just a few months ago we …”", in 2023, below a sentence on 2021, with no day for the words."""
    document = passage.document
    for one in passage.dates:
        match = _RELATIVE.fullmatch(passage.of(one))
        if not (match and match["ago"] and passage.is_quoted(one)) or any(map(is_named, passage.dates)):
            continue
        number = bisect_left(document.dates, passage.span.start, key=lambda date: date.span.start)
        before = next((date for date in reversed(document.dates[max(number - 5, 0) : number]) if is_named(date)), None)
        if before and passage.span.start - before.span.end < _PASSAGE and anchor.year - (before.year or 0) >= _FAR:
            words = document.prose.text[one.span.start : one.span.end]
            yield Finding(
                one.span,
                f"“{words}” is said of a time near {told(before)}, and the document is of {day(anchor)}: when "
                "it was said is left out",
                evidence={"year": before.year, "document": anchor.isoformat()},
                related=(passage.related(before),),
                confidence=Confidence.LOW,
            )


def _is_next(document: Document, last: Passage, passage: Passage) -> bool:
    """Whether a sentence stands in the paragraph of another."""
    return document.paragraph_index.at(last.span.start) == document.paragraph_index.at(passage.span.start)


def _tells_of_the_past(passage: Passage, anchor: dt.date) -> bool:
    """Whether a sentence names a year long past, so that "next year" in the following one may be the year after it."""
    return any(is_named(one) and anchor.year - (one.year or 0) >= _FAR for one in passage.dates)


def _checked(passage: Passage, number: int, anchor: dt.date) -> Iterator[Finding]:
    """What a named date says of the document's own."""
    date = passage.dates[number]
    before = passage.dates[number - 1] if number else None
    after = passage.dates[number + 1] if number + 1 < len(passage.dates) else None
    year = date.year or 0
    coming = passage.led_by(_COMING, date) or passage.led_by(_NOW, date)
    if coming:
        start = coming.start()
        is_stale = abs(year - anchor.year) >= _FAR if "now" in coming[0] else anchor.year - year >= 1
    else:
        relative = _beside(passage, before, date, after)
        if relative is None:
            return
        start = min(relative.span.start, date.span.start)
        is_stale = _is_far(passage.of(relative), year, anchor)
    if is_stale and not _is_story(passage, date):
        end = max(date.span.end, after.span.end if after and not coming and start == date.span.start else 0)
        words = passage.document.prose.text[start:end]
        yield Finding(
            Span(start, end),
            f"“{words}” counts from {told(date)}, and the document is of {day(anchor)}",
            evidence={"year": year, "document": anchor.isoformat(), "years": anchor.year - year},
            related=(passage.related(date),),
        )


def _beside(
    passage: Passage, before: DateExpression | None, date: DateExpression, after: DateExpression | None
) -> DateExpression | None:
    """The relative expression that a year is another name of."""
    if before and _RELATIVE.fullmatch(passage.of(before)):
        apposed = _APPOSED.fullmatch(passage.between(before, date))
        if apposed and (apposed["in"] or _CLOSED.match(passage.after(date, 2))):
            return before
    if after and _RELATIVE.fullmatch(passage.of(after)) and _OCCASION.fullmatch(passage.between(date, after)):
        return after if passage.before(date).endswith("the ") else None
    return None


def _is_far(words: str, year: int, anchor: dt.date) -> bool:
    match = _RELATIVE.fullmatch(words)
    assert match is not None
    return abs(year - anchor.year - _STEPS.get(match["which"] or "", 0)) >= _FAR


def _is_story(passage: Passage, date: DateExpression) -> bool:
    """Whether the sentence tells of that time at large: "In 2011 the park was closed; next year, in 2012, …"."""
    return any(
        one is not date and one.year is not None and abs(one.year - (date.year or 0)) <= _CONTEXT
        for one in passage.dates
    )


RULE = Rule(
    id="dates/stale-relative-date",
    summary="“next year” with a year long past",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
