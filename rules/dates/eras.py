"""Centuries, decades and ages beside a year that is not of them: in the 18th century, in 1923."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus import lexicon
from corpus.dates import DateExpression
from corpus.dates.words import DECADES
from corpus.document import Document
from corpus.spans import Span, SpanIndex, merged
from rules.dates.reckoning import Days, Passage, is_named, iso, passages, told, told_days
from rules.model import Finding, Related

_APPOSED = re.compile(
    r"(?:,\s|\s\(|\s[–—]\s|;\s)(?:(?:that\sis|namely|precisely|probably),?\s)?(?:(?P<in>in|on)\s)?(?:the\s)?"
)
_CLOSED = re.compile(r"[,.;:)!?–—]|\s[–—]|\Z")
_ERA = re.compile(r"\b(?:century|(?:\d\d)?\d0'?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\Z")
_FIRST = re.compile(r"\b(?:early|beginning|start|opening|dawn|first\s(?:half|third|quarter|decades?|years?))\b")
_LAST = re.compile(
    r"\b(?:late|end|close|closing|last\s(?:half|third|quarter|decades?|years?)|(?:second|latter)\shalf|third\squarter)\b"
)
_PART = 0.65  # the share of an era that "early" or "late" may reach over
# "A relic of the noughties", "Victorian navvies", "a twelfth-century charter": the era of a thing,
_OF = re.compile(
    r"\b(?:relic|child|piece|product|example|work|creature|survivor|one|finest|best|oldest|fashion|style|building|house"
    r"|coin|object|generation)\sof\s(?:the\s)?(?:\w+\s(?:half|third|quarter|part|years)\sof\s(?:the\s)?)?\Z"
)
_THE = re.compile(
    r"\b(?:in|during|since|until|till|from|by|through|throughout|of|to|after|before|into|like|as)\s(?:the\s)?\Z"
)
_NOUN = re.compile(r"[\s-][a-z']{3,}")
_NO_NOUN = re.compile(
    r"[\s-](?:and|or|when|where|which|that|was|were|is|are|with|for|but|the|had|has|until|after|before|when)\b"
)
# which its year must be told of as its making,
_MADE = re.compile(
    r"\b(?:built|dug|drawn|struck|given|released|launched|opened|painted|made|dated|carved|cast|erected|composed|completed"
    r"|completion|written|printed|published|founded|laid|issued|recorded|sewn|woven|installed|letter|bearing|minted|performed|acted|put\sup|inscribed|finished|poured|passed"
    r"|cut|signed|floated|hired)\b"
    r"(?:\s(?!not\b)[\w']+){0,7}\s(?:(?:in|on|for|of)\s)?(?:the\s)?\Z|\((?:released|built|made)\s\Z|(?:\A|\s)that\swas\s(?:in\s)?\Z"
)
# and eras in which something came about "when …, in 1832".
_CAME = re.compile(r"\b(?:in|some\stime\sin|at)\s(?:the\s)?\Z")
_IT_WAS = re.compile(
    r"\b(?:(?:it|that|this|ours|mine)\s(?:was|came)\s(?:in\s)?|for\sthe\sfirst\stime\s(?:in|on)\s|first\scommission.{0,60}\sin\s)\Z"
)
# A thing of one time that looks like another's.
_LIKE = re.compile(
    r"\b(?:revival|neo|mock|replica|copy|copies|reproduction|imitat\w+|inspired|style|pastiche|rebuilt|restored|revived"
    r"|reissued|reprint\w*|remake|retro|reunion|reopened|re-\w+|edition|translat\w+|converted|extended|discovered|found)\b"
)
_REACH = 240  # code points between an era and a year in another sentence
_LONGEST = 40  # code points of the name of an era
_SLACK = dt.timedelta(days=2 * 366)  # styles begin and end slowly


class _Era(NamedTuple):
    """An era of the text."""

    span: Span
    days: Days
    slack: dt.timedelta = dt.timedelta()


def mismatches(document: Document) -> Iterator[Finding]:
    """Eras whose year is not of them."""
    for passage in passages(document):
        yield from _apposed(passage)
    named = [one for one in document.dates if is_named(one) and len(one.value or "") >= 4]  # noqa: PLR2004 (a year)
    if named:
        for era in _eras(document, named):
            yield from _of_thing(document, era, named)


def _apposed(passage: Passage) -> Iterator[Finding]:
    """Eras that a year follows or leads, as another name of the same time."""
    for first, last in passage.pairs:
        apposed = _APPOSED.fullmatch(passage.between(first, last))
        if apposed is None or passage.is_quoted(first):
            continue
        is_closed = _CLOSED.match(passage.after(last, 2)) is not None
        if _is_era(passage.document, first) and is_named(last) and (is_closed or apposed["in"]):
            yield from _compared(passage.document, _Era(first.span, _days(first)), last)
        elif _is_era(passage.document, last) and is_named(first) and is_closed and apposed["in"]:
            yield from _compared(passage.document, _Era(last.span, _days(last)), first)


def _eras(document: Document, named: list[DateExpression]) -> Iterator[_Era]:
    """The centuries and decades that the grammar of dates reads, and those that have names, if a year is near."""
    read = [one for one in document.dates if _is_era(document, one)]
    taken = SpanIndex(one.span for one in read)
    yield from (_Era(one.span, _days(one)) for one in read)
    # A line end before the text serves the first word, and shifts all places by one.
    text = f"\n{document.folded}"
    far = _REACH + _LONGEST
    for stretch in merged(Span(max(year.span.start - far, 0), year.span.end + far) for year in named):
        for match in _names().finditer(text, *stretch):
            span = Span(match.start("name") - 1, match.end("name") - 1)
            if not taken.touching(span):
                first, last = _years_of(match["name"])
                yield _Era(span, (dt.date(first, 1, 1), dt.date(last, 12, 31)), _SLACK)


def _is_era(document: Document, expression: DateExpression) -> bool:
    value = expression.value or ""
    return (
        len(value) in {2, 3}
        and value.isdigit()
        and expression.interval is not None
        and _ERA.search(document.folded, *expression.span) is not None
    )


def _days(expression: DateExpression) -> Days:
    assert expression.interval is not None
    return expression.interval


@cache
def _names() -> re.Pattern[str]:
    names = lexicon.alternation([*_named(), *DECADES])
    return re.compile(lexicon.where_word_begins(rf"(?P<name>{names})\b"))


@cache
def _named() -> dict[str, tuple[int, int]]:
    """The first and the last year of each era that has a name."""
    lasts = {name: int(year) for name, year in lexicon.entries("eras-last-years")}
    return {name: (int(year), lasts[name]) for name, year in lexicon.entries("eras-first-years")}


def _years_of(name: str) -> tuple[int, int]:
    if name in DECADES:
        return 1900 + 10 * DECADES[name], 1909 + 10 * DECADES[name]
    return _named()[name]


def _of_thing(document: Document, era: _Era, named: list[DateExpression]) -> Iterator[Finding]:
    """The era of a thing, and the only year that is told of its making, in the same sentence or the next."""
    low, (start, end) = document.folded, era.span
    number = document.sentence_index.number(start)
    if number is None or document.quoted.at(start) is not None:
        return
    sentence = document.sentences[number]
    at = bisect_left(named, start, key=lambda one: one.span.start)
    year = min(named[max(at - 1, 0) : at + 1], key=lambda one: max(one.span.start - end, start - one.span.end))
    stretch = Span(min(start, year.span.start), max(end, year.span.end))
    is_far = stretch.end - stretch.start > _REACH
    if is_far or _LIKE.search(low, max(min(stretch.start, sentence.start), stretch.start - _REACH), stretch.end):
        return
    before = max(start - 40, sentence.start)
    is_attribute = (
        _NOUN.match(low, end) is not None
        and _NO_NOUN.match(low, end) is None
        and _THE.search(low, before, start) is None
        and not low[start:end].startswith("the ")
    )
    lead = low[max(year.span.start - 80, 0) : year.span.start]
    is_of = _OF.search(low, before, start) is not None or is_attribute
    if (is_of and _MADE.search(lead)) or (_CAME.search(low, before, start) and _IT_WAS.search(lead)):
        yield from _compared(document, era, year)


def _compared(document: Document, era: _Era, year: DateExpression) -> Iterator[Finding]:
    sentence = document.sentence_index.at(era.span.start) or era.span
    lead = document.folded[max(era.span.start - 30, sentence.start) : era.span.end]
    first, last = _bounds(era.days, lead.rpartition(",")[2])
    days = _days(year)
    decade = DECADES.get(document.folded[slice(*era.span)].rpartition(" ")[2])
    if decade is not None and (year.year or 0) % 100 // 10 == decade:
        return  # the seventies of another century
    # A century may end with its hundredth year.
    if first - era.slack <= days[1] and days[0] <= last + max(era.slack, dt.timedelta(days=366)):
        return
    name, shown = document.prose.text[era.span.start : era.span.end], told(year)
    yield Finding(
        Span(min(era.span.start, year.span.start), max(era.span.end, year.span.end)),
        f"“{name}” is {told_days(era.days)}, but {shown} is named for it",
        evidence={"era": iso(era.days), "date": iso(days)},
        related=(Related(era.span, told_days(era.days)), Related(year.span, shown)),
    )


def _bounds(era: Days, words: str) -> Days:
    """The years that "early" and "late" leave of an era."""
    part = int((era[1] - era[0]).days * _PART)
    if _FIRST.search(words):
        return era[0], era[0] + dt.timedelta(days=part)
    return (era[1] - dt.timedelta(days=part), era[1]) if _LAST.search(words) else era
