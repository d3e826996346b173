"""Amounts of time that the only two dates around them contradict: "from 1958 until 1989; in those forty-four years"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import DateExpression, Kind
from corpus.dates.words import COUNT, UNIT_WORDS, count
from corpus.document import Document
from rules.dates.chronology import Chronology, days_of
from rules.dates.reckoning import Days, Stated, elapsed, fits, is_named, mismatch, words
from rules.model import Finding

_CALENDAR = frozenset(("D", "W", "M", "Y", "DE", "CE"))
_LATER = re.compile(
    rf"(?:[\w\s]+?\s)??(?P<count>{COUNT})[\s-](?P<unit>{'|'.join(UNIT_WORDS)})"
    r"\s(?:later|afterwards?|after|on|before|earlier|thereafter)\Z"
)
_DEFINITE = re.compile(r"\b(?:the|those|these|that|this|his|her|its|their|our|whole|entire)\s(?:\w+\s)?\Z")
# What is counted from another day than those of the text, or is a kind of thing rather than a time that went by.
_ELSEWHERE_BEFORE = re.compile(
    r"\b(?:sentenced\sto|jailed\sfor|imprisoned\sfor|sentence\sof|every|each|within|up\sto|another|per|aged?(?:\sof)?|next|coming|last|past|first|final"
    r"|previous|recent|at\sleast|a\sfurther|more\sthan\sonce\sin|every\sfew|in\sless\sthan|will|would|of\sup\sto|once\sin|once\severy)"
    r"\s(?:\w+\s)?\Z"
)
_ELSEWHERE_IN = re.compile(
    r"\b(?:next|last|past|first|every|each|previous|final|another|same|coming|recent|old|age|aged|period|at\sleast)\b"
)
_ELSEWHERE_AFTER = re.compile(
    r"[\s-](?:old|olds|of\sage|and\s(?:up|over|older)|ago|away|behind|ahead|in\s(?:prison|jail)|imprisonment|probation|of\sexperience"
    r"|off\b|apart|than|or\s(?:more|older)|from\snow|to\s(?:go|live|run|serve|come))\b"
    r"|['’]?s?\s(?:in\sprison|in\sjail|probation|notice)\b"
)
_KIND = re.compile(
    r"[\s-](?:sentence|contract|lease|warranty|loan|bonds?|limit|plan|deal|guarantee|low|high|average|note|ban|mortgage"
    r"|forecast|cycle|course|degree|licen[cs]e|treasur(?:y|ies)|yields?|agreement|rate|target|programme|program|authori[sz]ation"
    r"|extension|budget|projection|periods?|anniversary|prison)\b"
)
# What lasts until the document is written.
_FOR = re.compile(r"\b(?:for|after)\s(?:(?:more\sthan|over|almost|nearly|about|some)\s)?\Z")
_HAS = re.compile(r"\b(?:has|have)\b|['’]ve\b|\b(?:it|she|he)['’]s\s")
_NOW = re.compile(
    r"(?:\s(?:of|in|on|at)\s[\w'-]+(?:\s[\w'-]+)?)?,\s(?:it\s|she\s|he\s)?"
    r"(?:is|are|has|have|supplies|employs|runs|sells|serves)\b"
)
_WAS_A_TIME = re.compile(
    r"\s(?:stoppage|closure|strike|shutdown|wait|gap|absence|siege|trial|tour|ordeal|search|walkout|break|hiatus|drought|spell|stay)\b"
)
_NAME = re.compile(r"[ -][A-Z]")  # "The Hundred Years' War"
_HOW_AFTER = 13  # code points of " to the month"
_MOST_TIMES = 6  # an amount and a time that differ by more are not meant for each other


def mismatches(document: Document, chronology: Chronology) -> Iterator[Finding]:
    """Amounts of the document's own words that no two of its dates explain."""
    if chronology.is_full or _is_adrift(document):
        return
    for one in document.dates:
        stated = _stated(document, one)
        if stated is None or document.quoted.at(one.span.start) is not None or _is_of_another_time(document, one):
            continue
        ends = chronology.around(one.span, is_definite=_is_definite(document, one))
        days = _ordered(ends) if len(ends) > 1 else _until_today(document, stated, ends)
        if days and _is_near(stated, *days) and not chronology.explains(stated.amount, stated.unit, stated.how):
            yield from mismatch(document, stated, ends, *days)


def _is_adrift(document: Document) -> bool:
    """Whether a time of the text may be any: "last Friday", where nothing tells the day of writing."""
    return document.anchor is None and any(one.kind is Kind.RELATIVE and one.interval is None for one in document.dates)


def _stated(document: Document, one: DateExpression) -> Stated | None:
    """What an expression says of an amount, with the words that say how exactly it is meant."""
    low = document.folded
    amount, unit = one.amount, one.unit
    if one.kind is Kind.CONTEXT:
        later = _LATER.fullmatch(low, *one.span)
        amount, unit = (count(later["count"]), UNIT_WORDS[later["unit"]]) if later else (None, None)
    elif one.kind is not Kind.DURATION:
        return None
    if not amount or unit not in _CALENDAR:
        return None
    return Stated(one, amount, unit, low[max(one.span.start - 14, 0) : one.span.end + _HOW_AFTER])


def _is_definite(document: Document, one: DateExpression) -> bool:
    """Whether the text has spoken of the time before: "those eight months"."""
    return _DEFINITE.search(document.folded, max(one.span.start - 20, 0), one.span.start) is not None or words(
        document, one
    ).partition(" ")[0].lower() in {"the", "those", "these", "that", "this"}


def _is_of_another_time(document: Document, one: DateExpression) -> bool:
    """Whether the words around an amount say that it is not the time between two dates of the text."""
    low, (start, end) = document.folded, one.span
    is_time = one.unit in {"M", "Y", "DE"} or _WAS_A_TIME.match(low, end) is not None
    is_adjective = "-" in low[start:end] and not (_is_definite(document, one) and is_time)
    return (
        is_adjective
        or _NAME.search(document.prose.text, start, end) is not None
        or _ELSEWHERE_IN.search(low, start, end) is not None
        or _ELSEWHERE_BEFORE.search(low, max(start - 30, 0), start) is not None
        or _ELSEWHERE_AFTER.match(low, end) is not None
        or _KIND.match(low, end) is not None
    )


def _until_today(document: Document, stated: Stated, ends: list[DateExpression]) -> tuple[Days, Days] | None:
    """The days of the only date around an amount that goes on, and the day of the document."""
    start, end = stated.expression.span
    sentence = document.sentence_index.at(start)
    if document.anchor is None or sentence is None or not ends or not is_named(ends[0]):
        return None
    goes_on = _FOR.search(document.folded, max(start - 20, sentence.start), start) and (
        _HAS.search(document.folded, sentence.start, start) or _NOW.match(document.folded, end)
    )
    days = days_of(ends[0])
    return (days, (document.anchor, document.anchor)) if goes_on and days else None


def _ordered(ends: list[DateExpression]) -> tuple[Days, Days] | None:
    """The days of two dates, the earlier one first; what has no year is of the year of the other."""
    one, other = (days_of(end) for end in ends)
    assert one is not None
    assert other is not None
    if (ends[0].interval is None) != (ends[1].interval is None):
        year = (other if ends[0].interval is None else one)[0].year
        one, other = _in_year(one, ends[0], year), _in_year(other, ends[1], year)
    return (one, other) if one <= other else (other, one)


def _in_year(days: Days, end: DateExpression, year: int) -> Days:
    if end.interval is not None:
        return days
    try:
        day = days[0].replace(year=year)
    except ValueError:  # 29 February
        day = dt.date(year, 2, 28)
    return day, day


def _is_near(stated: Stated, first: Days, last: Days) -> bool:
    least, most = elapsed(first, last, stated.unit)
    is_of_size = most > 0 and stated.amount <= most * _MOST_TIMES and least <= stated.amount * _MOST_TIMES
    return is_of_size and not fits(stated.amount, stated.unit, least, most, stated.how)
