"""Anniversaries that fall in another year: the 150th anniversary of Waterloo (1815), in 2015."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from corpus import lexicon
from corpus.dates import DateExpression, Resolution
from corpus.dates.words import ordinal
from corpus.document import Document
from corpus.spans import Span
from rules.dates.chronology import Chronology
from rules.dates.reckoning import Passage, is_named, iso, passages
from rules.model import Finding, Related

_STEMS = ("anniversary", "centenary", "centennial", "jubilee", "wedding", "edition", "birthday")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = {"hundredth": 100, "one hundredth": 100, "two hundredth": 200, "three hundredth": 300, "four hundredth": 400,
          "five hundredth": 500, "thousandth": 1000}  # fmt: skip
_TENTHS = {f"{word[:-1]}ieth": number for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
_NTH = re.compile(r"(?P<nth>\d{1,4}(?:st|nd|rd|th)|[a-z]+(?:[\s-][a-z]+)?)\s(?:wedding\s|annual\s)?\Z")
_HUNDREDS = re.compile(r"(?P<lead>bi|sesqui|ter|tri|quater|quin|)(?:-)?\Z")
_OF_HUNDREDS = {"": 100, "bi": 200, "sesqui": 150, "ter": 300, "tri": 300, "quater": 400, "quin": 500}
_METALS = {"silver": 25, "ruby": 40, "golden": 50, "diamond": 60, "platinum": 70}
_OF = re.compile(r"\sof\s[^.;]*\Z")
_LINK = re.compile(r"(?:\b(?:of|in|on)\s(?:the\s)?|\(|\sthe\s)\Z")
_IN = re.compile(r"\s(?:in|on)\s(?:the\s)?\Z")
_BEGAN = re.compile(
    r"\b(?:founded|opened|opens|began|started|established|formed|launched|created|built|married|since|wed|unveiled|consecrated"
    r"|born|inaugurated)\b[^.;]{0,30}\Z"
)
_BORN = re.compile(r"\bborn\b[^.;]{0,30}\Z")
_NOW = re.compile(r"\b(?:is|are|will|may|today|marks?|marking|this\s(?:morning|week|year|month|evening))\b")
_YEARLY = re.compile(r"\b(?:every\syear|each\syear|annual(?:ly)?|yearly)\b")
_KEPT = re.compile(r"\)?,?\s(?:in|on)\s(?:the\s)?")
# "The history printed for its centenary", as a source of what is told of another day.
_OF_THING = re.compile(
    r"\b(?:printed|published|written|compiled|issued|produced|edited)\s(?:for|on|to\smark)\s(?:its|his|her|their|the)\s\Z"
)
_LEAD = 40  # code points
_FAR = 120  # code points between an anniversary and what it is of
_MOST_TIMES = 3  # two years that are so much nearer to each other are not those of the anniversary
_TOLERANCE = 1  # years: feasts are kept early and late


def mismatches(document: Document, chronology: Chronology) -> Iterator[Finding]:
    """Anniversaries with the year that they are of, and the year in which they are kept."""
    places = sorted(place for stem in _STEMS for place in lexicon.places(document.folded, stem))
    if places:
        years = frozenset(one.year for one in document.dates if one.year)
        by_sentence = {passage.span: passage for passage in passages(document)}
        for place in places:
            sentence = document.sentence_index.at(place)
            many = _years(document.folded, place) if sentence else None
            if sentence and many:
                passage = by_sentence.get(sentence) or Passage(document, sentence, document.folded, ())
                found = list(_checked(passage, place, *many, years))
                yield from found or _between(passage, place, *many, chronology)


def _years(low: str, place: int) -> tuple[int, int] | None:
    """How many years, and where their words begin."""
    before = low[max(place - 30, 0) : place]
    if low.startswith("centen", place):
        lead = _HUNDREDS.search(before)
        return (_OF_HUNDREDS[lead["lead"]], place - len(lead[0])) if lead else None
    found = _NTH.search(before)
    if found is None:
        return None
    *_, last = found["nth"].split()
    metal = _METALS.get(last)
    if metal and low.startswith(("wedding", "jubilee"), place):
        return metal, place - len(before) + found.end("nth") - len(last)
    if low.startswith("wedding", place):
        return None
    for words in (found["nth"], last):
        number = _ordinal(words)
        if number:
            return number, place - len(before) + found.end("nth") - len(words)
    return None


def _ordinal(words: str) -> int | None:
    if words[:1].isdigit():
        return int(words[:-2])
    if words in _LARGE:
        return _LARGE[words]
    tens, _, ones = words.replace(" ", "-").partition("-")
    if tens in _TENS and ones:
        one = ordinal(ones)
        return (_TENS.index(tens) + 2) * 10 + one if one and one < 10 else None  # noqa: PLR2004 (digits)
    return _TENTHS.get(words) or ordinal(words)


def _checked(passage: Passage, place: int, many: int, start: int, years: frozenset[int]) -> Iterator[Finding]:
    named = [one for one in passage.dates if is_named(one)]
    before = [one for one in named if one.span.end <= start]
    after = [one for one in named if one.span.start > place]
    low, document = passage.low, passage.document
    words = Span(start, place + len(next(stem for stem in _STEMS if low.startswith(stem, place))))
    is_edition = low.startswith("edition", place)
    first = after[0] if after and after[0].span.start - place < _FAR else None
    lead = low[place : first.span.start] if first else ""
    if first and not is_edition and _OF.search(lead) and _LINK.search(lead):
        kept = [*before[-1:], *(one for one in after[1:2] if _KEPT.fullmatch(passage.between(first, one)))]
        if len(kept) == 1:
            yield from _compared(passage, words, many, first, kept[0])
        elif not kept and _is_of_today(passage, first, many, years):
            yield from _compared(passage, words, many, first, None)
    elif first and _IN.search(lead) and len(lead.split()) <= 2:  # noqa: PLR2004 ("centenary in")
        is_birth = low.startswith("birthday", place)
        began = [one for one in before if (_BORN if is_birth else _BEGAN).search(passage.before(one, 50))]
        if not before and low.startswith("wedding", place):
            began = _weddings(document, start)
        if len(began) == 1 and (not is_edition or _YEARLY.search(passage.words)):
            yield from _compared(passage, words, many - is_edition, began[0], first)


def _between(passage: Passage, place: int, many: int, start: int, chronology: Chronology) -> Iterator[Finding]:
    """As in "The school opened in 1935. … For the diamond jubilee in 1990 …": the only two dates around."""
    low, words = passage.low, Span(start, place)
    is_of_thing = _OF_THING.search(low, max(start - _LEAD, passage.span.start), start) is not None
    if is_of_thing or low.startswith(("edition", "birthday"), place) or passage.document.quoted.at(place) is not None:
        return
    ends = [one for one in chronology.around(words, is_definite=True, is_open=True) if is_named(one)]
    if not ends or chronology.is_full or _explained(passage.document, many):
        return
    anchor = passage.document.anchor
    first = min(ends, key=lambda one: one.year or 0)
    kept: DateExpression | None = max(ends, key=lambda one: one.year or 0)
    if anchor and kept and kept.year in {first.year, anchor.year}:
        kept = None  # as the document is written
    year = kept.year if kept else anchor.year if anchor else None
    if (year or 0) - (first.year or 0) > many / _MOST_TIMES:
        end = place + len(next(stem for stem in _STEMS if low.startswith(stem, place)))
        yield from _compared(passage, Span(start, end), many, first, kept)


def _explained(document: Document, many: int) -> bool:
    """Whether any two years that the text names, or its own, are so far apart."""
    years = {one.year for one in document.dates if one.year} | ({document.anchor.year} if document.anchor else set())
    return any(not years.isdisjoint(range(year + many - _TOLERANCE, year + many + _TOLERANCE + 1)) for year in years)


def _weddings(document: Document, until: int) -> list[DateExpression]:
    """The days of marriage that the text names before a place, if they are few."""
    found = []
    for place in islice(lexicon.places(document.folded, "married"), 3):
        sentence = document.sentence_index.at(place)
        first = bisect_left(document.dates, place, key=lambda one: one.span.start)
        after = document.dates[first] if sentence and place < until and first < len(document.dates) else None
        if sentence and after and sentence.contains(after.span) and is_named(after):
            found.append(after)
    return found


def _is_of_today(passage: Passage, base: DateExpression, many: int, years: frozenset[int]) -> bool:
    """Whether the anniversary is kept as the document is written, and nothing in it names another day for it."""
    document = passage.document
    if document.anchor is None or passage.is_quoted(base) or base.interval is None:
        return False
    kept = base.interval[0].year + many
    if not years.isdisjoint(range(kept - _TOLERANCE, kept + _TOLERANCE + 1)):
        return False
    near = any(one.resolution is Resolution.DOCUMENT for one in passage.dates)
    return near or _NOW.search(passage.words) is not None


def _compared(
    passage: Passage, words: Span, many: int, base: DateExpression, kept: DateExpression | None
) -> Iterator[Finding]:
    document = passage.document
    day = kept.interval if kept else (document.anchor, document.anchor)
    assert base.interval is not None
    assert day is not None
    assert day[0] is not None
    assert day[1] is not None
    first, year = base.interval[0].year, day[0].year
    if year <= first or abs(year - first - many) <= _TOLERANCE:
        return
    beside = (Related(kept.span, str(year)),) if kept else ()
    name = document.prose.text[words.start : words.end]
    yield Finding(
        words,
        f"“{name}”: from {first} to {year} it is {year - first} years, not {many}",
        evidence={"years": many, "of": iso(base.interval), "kept": [day[0].isoformat(), day[1].isoformat()]},
        related=(Related(base.span, str(first)), *beside),
    )
