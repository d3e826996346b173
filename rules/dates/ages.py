"""Ages that a day of birth, or another age, contradicts: born in 1950, he died in 2001 at 45."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus import lexicon
from corpus.dates import DateExpression
from corpus.dates.words import count
from corpus.document import Document
from corpus.spans import Span
from rules.dates.reckoning import Days, is_named, iso, told, told_days, words
from rules.model import Finding, Related

_BORN = re.compile(
    r"\b(?:born|foaled|b\.|birth\s(?:as|is|was)|birth\scertificate:?|year\sof\sbirth)(?=[\s,])"
    r"(?:(?:[\s,]+[\w'.-]+){0,5}?|(?:\s[\w'.-]+){6,9})[\s,]+(?:about\s)?(?:on\s|in\s)?(?:the\s)?\Z"
    r"|\bb\.\s\Z|\b(?:born|foaled)\s\Z"
)
# What follows is never a letter or a figure: a shorter match need not be tried.
_NUMBER = r"\d{1,3}+|a\shundred|[a-z]{3,9}+(?:-[a-z]{3,9}+){0,2}"
_NTH = r"\d{1,3}+(?:st|nd|rd|th)|[a-z]{3,9}+(?:-[a-z]{3,9}+)?"
_ENDS = r"(?=[,.;:!?)]|\s[–—]|\s(?:when|on|in|and|at|by|he|she|one|it|i|they|with|after)\b|\Z)"
# Most alternatives begin with a word of their own; the one that does not, with the first letters of numbers.
_AGE = re.compile(
    lexicon.where_word_begins(
        rf"(?:aged|age\sof|at\sage|lived\sto\sbe|lived\sto|an?\s(?:[\w-]+\s)?(?:lad|boy|girl|child|man|woman|youth)\sof)\s(?P<plain>{_NUMBER})(?!\w|-year|\sin\b)"
        rf"|(?=[0-9aefhnost])(?P<old>{_NUMBER})(?:\syears?\sold|\syears\sof\sage|-years?-old)\b(?!\s\w+\sold)"
        rf"|(?:he|she|i|who|they)\s(?:was|were|turned|is|am)\s(?:only\s|just\s|then\s|now\s|already\s|about\sto\sturn\s)?(?P<was>{_NUMBER}){_ENDS}"
        rf"|(?:was|is|turned)\s(?:only\s|just\s|then\s|now\s|already\s)?(?P<is>{_NUMBER})(?=[,.;:!?)]|\s(?:when|at\s(?:his|her|the)\s|and\sfresh|(?:on|in)\s(?:[a-z]{{3,9}}\s)?\d)|\Z)"
        rf"|i'm\s(?:only\s|just\s)?(?P<am>{_NUMBER})\b(?=[,.;:!?”\"])"
        rf"|at\s(?:only\s|just\s|the\sage\sof\s)?(?P<at>{_NUMBER})(?=[,;:)]|\.(?!\d)|\s(?:he|she|i|one)\b|\Z)"
        rf"|in\s(?:the|his|her)\s(?P<year_of>{_NTH})\syear\sof\s(?:his|her)\sage\b"
        rf"|(?:reach(?:es|ed)|turns|will\sbe|became|becomes)\s(?P<turns>{_NUMBER})(?=[,.;:!?)]|\s(?:that|this|next|in|on)\b|\Z)"
        rf"|(?:his|her|my|whose)\s(?P<nth>{_NTH})\sbirthday\b"
    )
)
# An age that is somebody else's, or counted otherwise, or a guess.
_OTHER = re.compile(
    r"\b(?:wife|husband|brothers?|sisters?|mother|father|sons?|daughters?|uncle|aunt|child|children|baby|parents|widow"
    r"|widower|cousin|nephew|niece|grandfather|grandmother|half-brother|korean|would|about|around|almost|nearly|average"
    r"|over|believed|claimed|thought|official|officially|leap|rings|sapling|some|perhaps|under)\b|\b29\sfebruary\b"
    r"|\b(?:his|her|their|the|'s)\s(?:coach|teacher|friend|partner|girlfriend|boyfriend|captain|keeper)\b"
)
_ITS_SUBJECT = re.compile(r",?\s(?:he|she|i)\b")
_TELLS = re.compile(r"lived|died|dead|death|killed|drowned|perished|passed\saway")
_NOW = re.compile(rf",\s(?P<now>{_NUMBER}),\s(?:and\s|who\s)?(?:was\s)?born\s(?:(?:in|on)\s(?:the\s)?)?\Z")
_LISTED = re.compile(rf"(?P<listed>{_NUMBER}),\s[\w\s-]{{3,40}}\.\s(?:he\swas\s|she\swas\s)?born\s(?:in|on)\s\Z")
_WHO = re.compile(r"\b(?P<name>[A-Z][\w'’-]{2,20}),?\s(?:who\s)?was\sborn\s(?:in|on)\s\Z")
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ'-]{1,12}\s\(\Z")
_DEATH = re.compile(r"\s?[–—-]\s?(?:d(?:ied|\.)\s)?")
_OLDEST, _YOUNGEST = 125, 4  # years; lower numbers count other things
_IS_NOW = re.compile(r"\b(?:is|am|['’]s)\s(?:now|today|currently)\s\Z|,\s(?:who\s)?(?:is\s)?now\s(?:aged\s)?\Z")
_LEAD = 20  # code points
_SLACK = 1  # years between two ages of one person: birthdays lie before and after the dates
_MOST = 40  # dates, or ages; more are a list of persons
_BIRTHS = 3  # persons
_BESIDE = 16  # code points behind an age: "the 79-year-old half-brother"
_REACH = 300  # code points between two ages of one person
_NEVER = (dt.date.max, dt.date.max)


class _Age(NamedTuple):
    """An age, and the date that it is told of, if the text has one beside it; else it may be that of today.

    ``is_of_today`` says that it can be no other: "is now 54".
    """

    span: Span
    years: int
    date: DateExpression | None
    may_be_today: bool = True
    is_of_person: bool = True
    is_of_today: bool = False


def mismatches(document: Document) -> Iterator[Finding]:
    """Ages that no date of the text explains, by the birth of the person or by another age of his."""
    dates = document.dates
    births = [
        number
        for number, one in enumerate(dates)
        if is_named(one) and (_is_birth(document, one) or _is_life(document, number))
    ]
    if len(dates) > _MOST or len(births) > _BIRTHS:
        births = []
    for number, place in enumerate(births):
        birth = dates[place]
        found = _stated_with_birth(document, birth)
        until = dates[births[number + 1]].span.start if number + 1 < len(births) else len(document.folded)
        sentence = document.sentence_index.at(birth.span.start) or birth.span
        floor = dates[births[number - 1]].span.end if number else 0
        region = Span(floor if len(births) == 1 else max(sentence.start, floor), until)
        for age in (*found, *_ages(document, region, birth)):
            yield from _by_birth(document, age, birth)
    if not births and 1 < len(dates) <= _MOST and _has_two_days(document):
        yield from _by_age(document, list(_ages(document, Span(0, len(document.folded)), None)))


def _has_two_days(document: Document) -> bool:
    """Whether there is more than one day that an age may be told of."""
    named = {one.interval for one in document.dates if is_named(one)}
    return len(named) + (document.anchor is not None and (document.anchor, document.anchor) not in named) > 1


def _is_birth(document: Document, expression: DateExpression) -> bool:
    start = expression.span.start
    sentence = document.sentence_index.at(start)
    before = document.folded[max(start - 90, sentence.start if sentence else 0) : start]
    begin = max(before.rfind(word) for word in ("born", "birth", "b.", "foaled"))
    return _BORN.search(before[max(begin, 0) :]) is not None


def _is_life(document: Document, number: int) -> bool:
    """Whether an expression is the first of two in brackets after a name: "Agathe Lenz (1901–1987)"."""
    first, *rest = document.dates[number : number + 2]
    text = document.prose.text
    if not rest or not _NAME.search(text, max(first.span.start - 20, 0), first.span.start):
        return False
    last = rest[0]
    is_closed = text.startswith(")", last.span.end) and last.interval is not None
    return is_closed and _DEATH.fullmatch(document.folded, first.span.end, last.span.start) is not None


def _stated_with_birth(document: Document, birth: DateExpression) -> Iterator[_Age]:
    """As in "Arden, 74, who was born in 1931"; "Tomás Sandoval, 52, director. Born in 1950"."""
    for pattern in (_NOW, _LISTED):
        found = pattern.search(document.folded, max(birth.span.start - 80, 0), birth.span.start)
        years = found and _years_of(found[1])
        if found and years and document.quoted.at(birth.span.start) is None:
            yield _Age(Span(*found.span(1)), years, None)
    text = document.prose.text
    who = _WHO.search(text, max(birth.span.start - 60, 0), birth.span.start)
    listed = who and re.compile(rf"\b{re.escape(who['name'])},\s(?P<age>\d\d),").search(text)
    if listed:
        yield _Age(Span(*listed.span("age")), int(listed["age"]), None)


def _ages(document: Document, region: Span, birth: DateExpression | None) -> Iterator[_Age]:
    """The ages of the one person whom a region tells of."""
    low = document.folded
    # A line end before the text serves the first word, and shifts all places by one.
    for match in _AGE.finditer(f"\n{low}", region.start, region.end + 1):
        name = match.lastgroup or "plain"
        years, at = _years_of(match[name]), Span(match.start(name) - 1, match.end(name) - 1)
        sentence = document.sentence_index.at(at.start)
        if years is None or sentence is None:
            continue
        years -= name == "year_of"
        own = birth is not None and sentence.contains(birth.span)
        start = max(sentence.start, birth.span.end) if own and birth and birth.span.end <= at.start else sentence.start
        is_own = match["was"] is not None or _ITS_SUBJECT.match(low, at.end) is not None
        if (is_own or not _OTHER.search(low, start, match.end() - 1 + _BESIDE)) and _is_free(low, at):
            is_death = _TELLS.search(low, sentence.start, at.end) is not None
            date = _date_of(document, sentence, at, birth, is_death=is_death)
            is_now = _IS_NOW.search(low, max(sentence.start, at.start - _LEAD), at.start) is not None
            yield _Age(
                at,
                years,
                date,
                may_be_today=name not in {"at", "nth"},
                is_of_person=name not in {"is", "old"},
                is_of_today=is_now and document.quoted.at(at.start) is None,
            )


def _is_free(low: str, at: Span) -> bool:
    """Whether a number is no part of a price, a time, a score or a list of years."""
    is_other = low.startswith(("%", " percent", " per cent", ":", " a.m", " p.m", "th ", " days"), at.end)
    return not is_other and not low.endswith(("$", "£", "€", "-", "–", ":", " to "), 0, at.start)


def _years_of(number: str) -> int | None:
    words_of = number.removesuffix("th").removesuffix("st").removesuffix("nd").removesuffix("rd")
    years = count(words_of) if words_of.isdigit() else _ordinal_or_count(number)
    return int(years) if years and _YOUNGEST <= years <= _OLDEST else None


def _ordinal_or_count(number: str) -> float | None:
    ones, _, tens = number.partition("-and-")
    if tens:  # "one-and-twenty"
        small, large = count(ones), count(tens)
        return small + large if small and large else None
    if number.endswith("ieth"):
        return count(number.removesuffix("ieth") + "y")
    return count(number)


def _date_of(
    document: Document, sentence: Span, at: Span, birth: DateExpression | None, *, is_death: bool
) -> DateExpression | None:
    """The date that an age is told of: the nearest named one in its sentence but the birth, or else the one before."""
    named = [one for one in document.dates if is_named(one) and one is not birth]
    own = [one for one in named if sentence.contains(one.span)]
    if own:
        return min(own, key=lambda one: min(abs(one.span.start - at.end), abs(at.start - one.span.end)))
    before = [one for one in named if one.span.end <= at.start]
    if is_death or (birth and len(named) == 1):
        return before[-1] if before else None
    number = document.sentence_index.number(at.start) or 0
    is_near = bool(before) and (document.sentence_index.number(before[-1].span.start) or 0) >= number - 1
    return before[-1] if is_near else None


def _by_birth(document: Document, age: _Age, birth: DateExpression) -> Iterator[Finding]:
    """The finding, if a person of that birth had that age on none of the days that the text names."""
    assert birth.interval is not None
    anchor = document.anchor
    today = (anchor, anchor) if anchor and age.may_be_today else None
    if age.is_of_today and today:
        yield from _by_today(document, age, birth, today)
        return
    event = age.date.interval if age.date else today
    named = [one.interval for one in document.dates if one is not birth and one.interval and (one.year or one.month)]
    known = [*named, *([today] if today else [])]
    if event is None or any(_fits(age.years, birth.interval, days) for days in known):
        return
    yield from _misfit(document, age, birth, event)


def _by_today(document: Document, age: _Age, birth: DateExpression, today: Days) -> Iterator[Finding]:
    """The finding, if somebody of that birth is not as old today as the text says that he is now."""
    assert birth.interval is not None
    if not _fits(age.years, birth.interval, today):
        yield from _misfit(document, age._replace(date=None), birth, today)


def _misfit(document: Document, age: _Age, birth: DateExpression, event: Days) -> Iterator[Finding]:
    assert birth.interval is not None
    least, most = _years(birth.interval[1], event[0]), _years(birth.interval[0], event[1])
    if most < 0:
        return
    own = f"{least}" if least == most else f"{max(least, 0)} or {most}"
    number = document.prose.text[age.span.start : age.span.end]
    yield Finding(
        age.span,
        f"the age of {number} does not fit: from {told(birth)} to {told_days(event)} it is {own}",
        evidence={"age": age.years, "birth": iso(birth.interval), "event": iso(event), "least": least, "most": most},
        related=_related(document, [birth, *([age.date] if age.date else [])]),
    )


def _by_age(document: Document, ages: list[_Age]) -> Iterator[Finding]:
    """The finding, if the only two ages of a text, each with a day of its own, are not of one life."""
    ages = [age for age in ages if age.is_of_person]
    if len(ages) != 2 or ages[1].span.start - ages[0].span.end > _REACH:  # noqa: PLR2004 (two ages)
        return
    ages = _each_its_own(ages)
    days = [age.date.interval if age.date else _today(document, ages) for age in ages]
    (first, then), (second, later) = sorted(zip(ages, days, strict=True), key=lambda told_of: told_of[1] or _NEVER)
    if then is None or later is None or then[1] >= later[0]:
        return
    passed = later[0].year - then[0].year
    if abs(second.years - first.years - passed) <= _SLACK + 1:
        return
    yield Finding(
        second.span,
        f"the age of {document.prose.text[second.span.start : second.span.end]} does not fit: it was {first.years} in "
        f"{told_days(then)}, and from then to {told_days(later)} it is {passed} years",
        evidence={"age": second.years, "earlier": first.years, "then": iso(then), "later": iso(later)},
        related=(
            Related(first.span, str(first.years)),
            *_related(document, [age.date for age in (first, second) if age.date]),
        ),
    )


def _each_its_own(ages: list[_Age]) -> list[_Age]:
    """Two ages of which only the nearer keeps a date that both stand beside."""
    if ages[0].date is None or ages[0].date is not ages[1].date:
        return ages
    date = ages[0].date.span
    apart = [max(date.start - age.span.end, age.span.start - date.end) for age in ages]
    return [age._replace(date=age.date if far == min(apart) else None) for age, far in zip(ages, apart, strict=True)]


def _today(document: Document, ages: list[_Age]) -> Days | None:
    """The day of the document, or the only date of it that no age is told of, as that of a letter."""
    if document.anchor:
        return document.anchor, document.anchor
    left = [one.interval for one in document.dates if is_named(one) and all(one is not age.date for age in ages)]
    return left[0] if len(left) == 1 else None


def _related(document: Document, dates: Sequence[DateExpression]) -> tuple[Related, ...]:
    return tuple(Related(one.span, f"“{words(document, one)}”: {told(one)}") for one in dates)


def _fits(age: int, birth: Days, event: Days) -> bool:
    """Whether somebody born in ``birth`` may have been that old in ``event``."""
    is_exact = birth[0] == birth[1] and event[0] == event[1]
    slack = 0 if is_exact else 1
    return _years(birth[1], event[0]) - slack <= age <= _years(birth[0], event[1]) + slack


def _years(birth: dt.date, event: dt.date) -> int:
    """Full years of life."""
    return event.year - birth.year - ((event.month, event.day) < (birth.month, birth.day))
