"""One event, two dates: born on 6 May 1912, and born on 16 May 1912.

**What it finds.** What happens once (a birth, an opening, a verdict, a collapse) told with one day, and again, in a
clause that leads back to it (“since the wall gave way on …”), with a day that differs in one of day, month and year; a
birth or death whose day in the brackets after a name is not that of the text below; a work whose year in brackets is
not the year in which it is said to have appeared; what was founded in one year, and “its foundation” in another; a
quotation that two sentences place on two days.

**Why it matters.** One of the two is wrong, and both will be cited.

```flagged
Teodora Vasić (6 May 1912 – 2 October 1987) was a Serbian seismologist. She was born in Kragujevac on ⟦16 May 1912⟧.
```

```flagged
The quay wall collapsed on 8 December 1909. Nobody has moored there since the wall gave way on ⟦18 December 1909⟧.
```

```clean
The quay wall collapsed on 8 December 1909, and a second time on 18 December 1909. Teodora Vasić (6 May 1912 – 2 October
1987) was a Serbian seismologist. She was born in Kragujevac on 6 May 1912.
```

**Known misses.** Most events: that two sentences tell of the same one is certain only in these forms. Years alone, but
in the last three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.dates import DateExpression
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.dates import mentions
from rules.dates.chronology import days_of
from rules.dates.reckoning import is_named, iso
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]{1,20}\s\((?:born\s|b\.\s)?\Z")
_DASH = re.compile(r"\s?[–—-]\s?(?:d(?:ied|\.)\s)?")
_FORMS = {
    "born": re.compile(r"\b(?:she|he)\swas\sborn(?:\s(?:in|at|near)\s[\w\s,'-]{2,40}?)?\s(?:on|in)\s\Z"),
    "died": re.compile(r"\b(?:she|he)\sdied(?:\s(?:in|at|of)\s[\w\s,'-]{2,40}?)?\s(?:on|in)\s\Z"),
}
_TITLE_BEFORE = re.compile(r"(?P<mark>[*_]{1,2})(?P<title>[^*_\n]{3,60})(?P=mark)\s\(\Z")
_APPEARED = re.compile(
    r"(?P<mark>[*_]{1,2})(?P<title>[^*_\n]{3,60})(?P=mark)\s(?:first\s)?(?:appeared|came\sout|was\s(?:first\s)?(?:published|printed|issued))\sin\s\Z"
)
# What explains a second date.
_EXPLAINED = re.compile(
    r"\b(?:according|register|gravestone|some\ssources|other\ssources|old\sstyle|new\sstyle|o\.s\.|n\.s\.|julian|or|wrongly|baptis\w+"
    r"|baptiz\w+|disputed|again|repeated|also|translation|edition|english|revised)\b"
)
_FOUNDED = re.compile(r"\b(?:founded|established)(?:\sby\s(?P<by>[\w\s.'-]{3,60}?))?\s(?:in|on)\s(?:the\s)?\Z")
_FOUNDATION = re.compile(
    r"\b(?:its\s(?:foundation|founding|establishment)|since\sit\swas\s(?:founded|established))\s(?:in|on)\s(?:the\s)?\Z"
)
_BEFORE = 80  # code points
_SHORTEST = 5  # words of a quotation that nobody says twice by chance
_ON = re.compile(r"\bon\s(?:\w+,\s)?\Z")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each second date."""
    for first, second, _event in mentions.of_one_event(document):
        yield from _compared(document, first, second)
    yield from _lives(document)
    yield from _works(document)
    yield from _beginnings(document)
    yield from _quotations(document)


def _lives(document: Document) -> Iterator[Finding]:
    """The days in the brackets after a name, and those told of the only person who has such brackets."""
    dates, text, low = document.dates, document.prose.text, document.folded
    lives = [
        (first, last)
        for first, last in pairwise(dates)
        if is_named(first) and is_named(last) and text.startswith(")", last.span.end)
        and _DASH.fullmatch(low, first.span.end, last.span.start)
        and _NAME.search(text, max(first.span.start - 40, 0), first.span.start)
    ]  # fmt: skip
    if len(lives) != 1:
        return
    for one in dates:
        for form, of_life in zip(_FORMS.values(), lives[0], strict=True):
            start = max(one.span.start - _BEFORE, 0)
            if one.span.start > of_life.span.start and is_named(one) and form.search(low, start, one.span.start):
                yield from _compared(document, of_life, one)


def _works(document: Document) -> Iterator[Finding]:
    """Titles in italics with a year in brackets, and the year in which they appeared."""
    text, years = document.prose.text, dict[str, DateExpression]()
    for one in document.dates:
        start = max(one.span.start - _BEFORE, 0)
        if not is_named(one):
            continue
        entitled = _TITLE_BEFORE.search(text, start, one.span.start)
        if entitled and text.startswith(")", one.span.end):
            years.setdefault(entitled["title"], one)
        appeared = _APPEARED.search(text, start, one.span.start)
        if appeared and appeared["title"] in years:
            yield from _compared(document, years[appeared["title"]], one)


def _beginnings(document: Document) -> Iterator[Finding]:
    """What the first paragraph with a date says was founded, and the date of "its foundation"."""
    low, first, founders = document.folded, None, dict[str, DateExpression]()
    paragraph = document.paragraph_index.at(document.dates[0].span.start) if document.dates else None
    for one in document.dates:
        start = max(one.span.start - _BEFORE, 0)
        if not is_named(one) or document.quoted.at(one.span.start) is not None:
            continue
        founded = _FOUNDED.search(low, start, one.span.start)
        if founded and founded["by"] and founded["by"] in founders:
            yield from _compared(document, founders[founded["by"]], one)
        elif founded and founded["by"]:
            founders[founded["by"]] = one
        if first is None and paragraph and paragraph.contains(one.span):
            first = one if founded else None
        elif first is not None and _FOUNDATION.search(low, start, one.span.start):
            yield from _compared(document, first, one)


def _quotations(document: Document) -> Iterator[Finding]:
    """The same words said on two days."""
    said: dict[str, DateExpression] = {}
    dated = {}
    for one in document.dates:
        sentence = document.sentence_index.at(one.span.start)
        on = _ON.search(document.folded, max(one.span.start - 20, 0), one.span.start)
        if sentence and on and one.date and document.quoted.at(one.span.start) is None:
            dated[sentence] = None if sentence in dated else one
    for span in document.quotations.spans:
        sentence = document.sentence_index.at(span.start)
        day = dated.get(sentence) if sentence else None
        words = re.findall(r"\w+", document.folded[span.start : span.end]) if day else ()
        if day and len(words) > _SHORTEST:
            first = said.setdefault(" ".join(words), day)
            yield from _compared(document, first, day)


def _compared(document: Document, first: DateExpression, second: DateExpression) -> Iterator[Finding]:
    earlier, later = days_of(first), days_of(second)
    if earlier is None or later is None or first.is_approximate or second.is_approximate:
        return
    is_same = earlier[0] <= later[1] and later[0] <= earlier[1]
    if is_same or _is_explained(document, second):
        return
    text = document.prose.text
    one, other = text[slice(*first.span)], text[slice(*second.span)]
    yield Finding(
        second.span,
        f"{other} here, {one} above for the same",
        evidence={"first": iso(earlier), "second": iso(later), "days": abs((later[0] - earlier[0]).days)},
        related=(Related(first.span, one),),
    )


def _is_explained(document: Document, date: DateExpression) -> bool:
    sentence = document.sentence_index.at(date.span.start) or Span(date.span.start, date.span.end)
    end = min(sentence.end, date.span.end + 2 * _BEFORE)
    return _EXPLAINED.search(document.folded, max(sentence.start, date.span.start - 2 * _BEFORE), end) is not None


RULE = Rule(
    id="dates/conflicting-date",
    summary="one event with two dates",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
