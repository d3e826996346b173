"""An event told as past that lies after the document's own date.

**What it finds.** A named day, month or year later than the document's, beside a verb that tells of something as done:
“the court ruled on 14 May 2021”, in a document of 10 May. Plans, forecasts, deadlines and what somebody says are left
alone, and so are fiscal years, seasons and stories.

**Why it matters.** The date is wrong, the document's own date is, or the text was changed after it was dated.

```flagged
The dunes
By Ana Ruiz, 10 May 2021

The court ⟦ruled on 14 May 2021⟧ that the dunes were common land.
```

```clean
The dunes
By Ana Ruiz, 10 May 2021

The court will rule on 14 May 2021. It ruled on 5 May 2021 that the lease, which ran until 2023, was void.
```

**Known misses.** Days without a year, but those of the month after the document; events that no verb beside the date
tells as past.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus import lexicon
from corpus.dates import DateExpression, Kind, Resolution
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.dates.reckoning import Days, Passage, day, is_named, iso, passages, told_days
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_DONE = lexicon.alternation(phrase for phrase, _ in lexicon.entries("completed-events"))
_ANY_DONE = rf"(?:{_DONE}|(?:was|were|had\sbeen)\s[a-z]{{2,}}(?:ed|en|lt|it|ung)|[a-z]{{3,}}ed|received)"
_VERB_BEFORE = re.compile(
    rf"\b(?P<verb>{_ANY_DONE})\s(?:(?!(?:for|to(?!\s(?:the\spublic|visitors|traffic|passengers))|until|till|of"
    r"|about|that|which|who|the\sday)\b)[\w'&-]+\s){0,6}?"
    r"(?:[\w'&-]+,\s[^,.;:]{3,40},\s)?(?:in|on|from)\s(?:the\s)?(?:early\s|late\s)?\Z"
    r"|\b(?P<seen>accessed|retrieved|visited):?\s\Z"
    # An event by its noun, which is told of after its date: "turnout in the election of May 2007 was …".
    r"|\b(?P<noun>elections?|vote|ballot|sale|storms?|floods?|fire|strike|summit|final|earthquake|battle|referendum|match|crash)"
    r"\s(?:of|in)\s\Z"
)
_TOLD_AFTER = re.compile(r"\s(?:was|were|drew|killed|ended|left|brought|saw|cost|had)\b")
_DURING = re.compile(r"\b(?:in|during|after|since|by)\sthe\s(?:[\w-]+\s){0,2}\Z")
_PICTURED = re.compile(r"\b(?:caption|photo(?:graph(?:ed)?)?|pictured?)\b")
_LATE = re.compile(r"\b(?:late|end\sof)\b")
_RANGE = re.compile(r"\s?[–-]\s?|\s(?:to|through|until)\s")
_VERB_AFTER = re.compile(
    rf",?\s(?:it|he|she|they|we|(?:the|a|an|its|his|her|their)\s[\w'-]+(?:\s[\w'-]+)?)\s(?:was\s|were\s)?{_ANY_DONE}\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did)\b|\b[a-z]{2,}ed\b")
_PRESENT = re.compile(r"\b(?:is|are|has|have|am|do|does|says)\b|['’](?:s|re|ve|m)\s")
_INSERTED_BEFORE = re.compile(r",\s(?:in|on)\s\Z")
_INSERTED_AFTER = re.compile(rf",\s{_ANY_DONE}\b")
_OPENING = re.compile(r"(?:\A|\s)(?:in|on)\s(?:early\s|late\s)?\Z")
_NOT_YET = re.compile(
    r"\b(?:will|won't|would|wouldn't|shall|should|could|may|might|can|must|to\sbe|be|been\sscheduled|plan(?:s|ned|ning)\s(?:to|for|on)|expect\w*|schedul\w*|due"
    r"|forecast\w*|target\w*|goals?|aim\w*|hop(?:e|es|ed|ing)|intend\w*|propos\w*|promis\w*|pledg\w*|vow\w*|project(?:ed|ions?|s)"
    r"|predict\w*|estimat\w*|budget\w*|contracts?|reserv\w*|book(?:ed|ings?)|postpon\w*|delay\w*|set\sto|fiscal|fy\s?\d*"
    r"|season|upcoming|future|deadline\w*|expir\w*|valid|going\sto|were\sto|was\sto|bid|candida\w+|rights|host\w*|if|were\s\w+\sto"
    r"|novel|film|fiction\w*|movie|book|game|imagin\w*|simulat\w*|scenario|series|model|dystopi\w*|story|rescheduled"
    r"|moved\s(?:from|to)|brought\sforward|effective|starting|eve|term|warrant\w*|bonds?|lease|ahead|before|until|by\sthe\send)\b|'ll\b"
)
_SOON = dt.timedelta(days=30)
_REACH = 80  # code points between a verb and its date
_LEAD = 12  # code points of "in early"
_DAY = dt.timedelta(days=1)  # the document may be dated in another zone


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each date."""
    anchor = document.anchor
    if anchor is None:
        return
    latest = max((anchor, *(value.day for value in document.metadata["modified"] if value.day)))
    for passage in passages(document):
        late = {
            number: days
            for number, one in enumerate(passage.dates)
            if not passage.is_quoted(one) and (days := _late(passage, one, latest))
        }
        if late and not _NOT_YET.search(_without_dates(passage)):
            for number, days in late.items():
                start = _start_of_event(passage, number)
                if start is not None:
                    yield _finding(passage, passage.dates[number], start, days, latest)


def _late(passage: Passage, one: DateExpression, latest: dt.date) -> Days | None:
    """The days of a date after the document's; without a year, it is that of the document if it comes soon after."""
    if is_named(one) and one.interval:
        first, last = one.interval
        if one.month is None and _LATE.search(passage.of(one)):
            first += (last - first) * 2 // 3
        # In December the coming year is told of as if it had begun: budgets, seasons.
        return (first, last) if first - latest > (_DAY if one.month else _SOON * 2) else None
    day = _this_year(one, latest)
    has_year = any((other.year and other.date != latest) or "year" in passage.of(other) for other in passage.dates)
    return (day, day) if day and _DAY < day - latest <= _SOON and not has_year else None


def _this_year(one: DateExpression, latest: dt.date) -> dt.date | None:
    if one.resolution is not Resolution.DOCUMENT or one.kind is not Kind.EXPLICIT or not one.month or not one.day:
        return None
    try:
        return dt.date(latest.year, one.month, one.day)
    except ValueError:
        return None


def _without_dates(passage: Passage) -> str:
    """The sentence without its dates, for May is a month and may is none."""
    parts, start = [], passage.span.start
    for one in passage.dates:
        parts.append(passage.low[start : one.span.start])
        start = max(one.span.end, start)
    return "…".join((*parts, passage.low[start : passage.span.end]))


def _start_of_event(passage: Passage, number: int) -> int | None:
    """Where the verb that tells of a date as past begins, or the date if the verb follows it."""
    date = passage.dates[number]
    verb = passage.led_by(_VERB_BEFORE, date, _REACH)
    if verb and (_is_told_of(passage, date, verb) if verb["noun"] else _is_closed(passage, date)):
        return verb.start()
    if _PICTURED.search(passage.words):
        return date.span.start
    if number and _RANGE.fullmatch(passage.between(passage.dates[number - 1], date)):
        verb = passage.led_by(_VERB_BEFORE, passage.dates[number - 1], _REACH)
        if verb:
            return verb.start()
    if date.date and _PAST.search(passage.words) and not _PRESENT.search(passage.words):
        return date.span.start
    is_inserted = _INSERTED_BEFORE.search(passage.before(date)) and _INSERTED_AFTER.match(passage.after(date))
    if is_inserted:
        return date.span.start
    is_opening = _OPENING.search(passage.before(date)) is not None and date.span.start - passage.span.start < _LEAD
    return date.span.start if is_opening and _VERB_AFTER.match(passage.after(date, 60)) else None


def _is_told_of(passage: Passage, date: DateExpression, noun: re.Match[str]) -> bool:
    """Whether something is told of an event behind its date, or befell somebody "in the storm of May 2019"."""
    if _TOLD_AFTER.match(passage.after(date)):
        return True
    befell = _DURING.search(passage.low, max(passage.span.start, noun.start() - _LEAD * 2), noun.start())
    return befell is not None and _PAST.search(passage.words) is not None and _PRESENT.search(passage.words) is None


def _is_closed(passage: Passage, date: DateExpression) -> bool:
    """Whether a date is no part of a name that follows it: "voted in 2024 primaries"."""
    after = passage.after(date, 12)
    return (
        date.month is not None
        or re.match(r"\s?[,.;:)–—]|\s(?:and|after|that|when|with|at|in|for|as|to)\b|\Z", after) is not None
    )


def _finding(passage: Passage, date: DateExpression, start: int, days: Days, latest: dt.date) -> Finding:
    text = passage.document.prose.text[start : date.span.end]
    gap = (days[0] - latest).days
    return Finding(
        Span(start, date.span.end),
        f"“{text}” is told as past, but {told_days(days)} is {gap} days after the document, {day(latest)}",
        evidence={"date": iso(days), "document": latest.isoformat(), "days": gap},
        related=(Related(date.span, told_days(days)),),
        confidence=None if is_named(date) else Confidence.LOW,
    )


RULE = Rule(
    id="dates/after-publication",
    summary="a past event later than the document",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
