"""Ages that a day of birth contradicts: born in 1950, he died in 2001 at 45."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import DateExpression
from corpus.dates.words import count
from corpus.document import Document
from corpus.spans import Span
from rules.dates.reckoning import Days, is_named, iso, told, told_days, words
from rules.model import Finding, Related

_NUMBER = r"(?P<{}>\d{{1,3}}|an?\shundred|[a-z]{{3,9}}(?:-[a-z]{{3,5}})?)"
_BORN = re.compile(
    r"\b(?:born|b\.|birth\s(?:as|is|was))(?=[\s,])(?:[\s,]+[\w'.-]+){0,5}?[\s,]+(?:about\s)?(?:on\s|in\s)?(?:the\s)?\Z"
    r"|\bb\.\s\Z|\bborn\s\Z"
)
_AGE = re.compile(
    rf"\b(?:(?:aged|age\sof|at\sage|lived\sto\sbe|lived\sto|a\s(?:lad|boy|girl|man|woman)\sof)\s{_NUMBER.format('plain')}"
    rf"|(?:died|dead|killed|drowned|fell|perished|crowned|retired)(?:\s[\w',]+){{0,8}}?\sat\s{_NUMBER.format('died')}(?=[,.;:)]|\Z)"
    rf"|(?:was|he\swas|she\swas|turned)\s{_NUMBER.format('was')}"
    r"(?=[,.;:)]|\Z|\s(?:when|on|in|and)\b|\syears\sold\b))(?!\s?%|\w|\s(?:days|months|weeks|hours|feet|per)\b)"
)
# An age that is somebody else's, or counted otherwise, or a guess.
_OTHER = re.compile(
    r"\b(?:wife|husband|brothers?|sisters?|mother|father|sons?|daughters?|uncle|aunt|coach|teacher|child|children|baby|parents"
    r"|friend|widow|widower|partner|cousin|nephew|niece|grandfather|grandmother|korean|would|about|around|almost|nearly"
    r"|over|believed|claimed|thought|year)\b"
)
_AT = re.compile(rf"[.,;]\sat\s{_NUMBER.format('at')}\s(?:she|he)\swas\b")
_NOW = re.compile(rf",\s{_NUMBER.format('now')},\s(?:and\s|who\s)?(?:was\s)?born\s(?:(?:in|on)\s(?:the\s)?)?\Z")
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ'-]{1,12}\s\(\Z")
_DEATH = re.compile(r"\s?[–—-]\s?(?:d(?:ied|\.)\s)?")
_SUBJECT = re.compile(r"\b(?:he|she)\b")
_IS_DEATH = re.compile(r"lived|died|dead|killed|drowned|perished")
_REACH = 60  # code points between an age and the day of it
_FAR = 300  # code points of a sentence before an age that are read
_OLDEST = 125


def mismatches(document: Document) -> Iterator[Finding]:
    """Ages in the paragraph of a birth that fit no reading of the dates beside them."""
    dates = document.dates
    births = [
        number
        for number, one in enumerate(dates)
        if is_named(one) and (_is_birth(document, one) or _is_life(document, number))
    ]
    for number, place in enumerate(births):
        birth = dates[place]
        yield from _now(document, birth)
        until = dates[births[number + 1]].span.start if number + 1 < len(births) else len(document.folded)
        paragraph = document.paragraph_index.at(birth.span.start)
        if paragraph:
            sentence = document.sentence_index.at(birth.span.start) or paragraph
            floor = dates[births[number - 1]].span.end if number else 0
            yield from _in_region(document, place, Span(max(sentence.start, floor), min(paragraph.end, until)))
    if len(births) == 1:
        yield from _of_pronoun(document, births[0])


def _is_birth(document: Document, expression: DateExpression) -> bool:
    start = expression.span.start
    sentence = document.sentence_index.at(start)
    before = document.folded[max(start - 60, sentence.start if sentence else 0) : start]
    return _BORN.search(before[max(before.rfind("born"), before.rfind("birth"), before.rfind("b."), 0) :]) is not None


def _is_life(document: Document, number: int) -> bool:
    """Whether an expression is the first of two in brackets after a name: "Agathe Lenz (1901–1987)"."""
    first, *rest = document.dates[number : number + 2]
    text = document.prose.text
    if not rest or not _NAME.search(text, max(first.span.start - 20, 0), first.span.start):
        return False
    last = rest[0]
    is_closed = text.startswith(")", last.span.end) and last.interval is not None
    return is_closed and _DEATH.fullmatch(document.folded, first.span.end, last.span.start) is not None


def _now(document: Document, birth: DateExpression) -> Iterator[Finding]:
    """As in "Arden, 74, who was born in 1931", in a document of 2014."""
    anchor = document.anchor
    found = _NOW.search(document.folded, max(birth.span.start - 50, 0), birth.span.start)
    if found and anchor and document.quoted.at(birth.span.start) is None:
        at = Span(*found.span("now"))
        yield from _compared(document, at, found["now"], birth, (anchor, anchor), ())


def _in_region(document: Document, place: int, region: Span) -> Iterator[Finding]:
    birth = document.dates[place]
    for match in _AGE.finditer(document.folded, region.start, region.end):
        name = match.lastgroup or "plain"
        at = Span(*match.span(name))
        sentence = document.sentence_index.at(at.start)
        if sentence is None or _OTHER.search(
            document.folded, max(sentence.start, birth.span.end, at.start - _FAR), match.end()
        ):
            continue
        if not sentence.contains(birth.span) and not _SUBJECT.search(
            document.folded, max(sentence.start, at.start - _FAR), at.start
        ):
            continue
        event = _event(document, place, at, sentence, is_death=_IS_DEATH.match(match[0]) is not None)
        if event and event.interval and document.quoted.at(at.start) is None:
            yield from _compared(document, at, match[name], birth, event.interval, (event,))


def _of_pronoun(document: Document, place: int) -> Iterator[Finding]:
    """As in "In June 1903 the faculty voted. At twenty-eight she …", in a text that names one birth."""
    birth = document.dates[place]
    paragraph = document.paragraph_index.at(birth.span.start) or birth.span
    for date, after in zip(document.dates[place + 1 :], (*document.dates[place + 2 :], None), strict=False):
        own = document.paragraph_index.at(date.span.start)
        if own is None or own == paragraph or not is_named(date) or date.interval is None:
            continue
        end = min(own.end, date.span.end + 2 * _REACH, after.span.start if after else own.end)
        match = _AT.search(document.folded, date.span.end, end)
        if match and not _OTHER.search(document.folded, date.span.end, match.end()):
            yield from _compared(document, Span(*match.span("at")), match["at"], birth, date.interval, (date,))


def _event(document: Document, place: int, at: Span, sentence: Span, *, is_death: bool) -> DateExpression | None:
    """The one date that an age is told of: the nearest named one in its sentence, but the birth."""
    near = [
        one
        for number, one in enumerate(document.dates[max(place - 4, 0) : place + 8], max(place - 4, 0))
        if number != place
        and is_named(one)
        and sentence.contains(one.span)
        and (at.start - one.span.end if one.span.end <= at.start else one.span.start - at.end) <= _REACH
    ]
    if len(near) == 1:
        return near[0]
    birth = document.dates[place]
    after = document.dates[place + 1] if place + 1 < len(document.dates) else None
    is_life = after is not None and _DEATH.fullmatch(document.folded, birth.span.end, after.span.start)
    return after if is_life and is_death and not near else None


def _compared(
    document: Document, at: Span, number: str, birth: DateExpression, event: Days, related: tuple[DateExpression, ...]
) -> Iterator[Finding]:
    age = count(number)
    assert birth.interval is not None
    least, most = _years(birth.interval[1], event[0]), _years(birth.interval[0], event[1])
    is_exact = birth.interval[0] == birth.interval[1] and event[0] == event[1]
    slack = 0 if is_exact else 1
    if age is None or not 0 < age <= _OLDEST or most < 0 or least - slack <= age <= most + slack:
        return
    own = f"{least}" if least == most else f"{max(least, 0)} or {most}"
    yield Finding(
        at,
        f"the age of {number} does not fit: from {told(birth)} to {told_days(event)} it is {own}",
        evidence={"age": age, "birth": iso(birth.interval), "event": iso(event), "least": least, "most": most},
        related=tuple(Related(one.span, f"“{words(document, one)}”: {told(one)}") for one in (birth, *related)),
    )


def _years(birth: dt.date, day: dt.date) -> int:
    """Full years of life."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
