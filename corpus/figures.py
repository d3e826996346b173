"""Figures that claim something: shares, sums of money, multiples and counts of people and things.

Years, dates, times, ages, measures and numbers of parts and pages claim nothing that needs a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.lexicon import places
from corpus.spans import Span

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMERAL = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
_RANGE = rf"(?:\s?(?:[-–—]|to|and)\s?{_NUMBER})?"
_MILLIONS = r"(?:thousand|million|billion|trillion)"
# What belongs to a figure before it: "up almost", "an estimated". Looked for only where a figure stands, for a pattern
# that may begin with any of these words costs ten times as much as one that begins with a digit.
_BEFORE = re.compile(
    r"\b(?<!made )(?<!make )(?<!makes )(?<!making )"
    r"(?:(?:rose|risen|rise|fell|fallen|fall|grew|grown|up|down|dropped|increased|decreased|climbed|jumped|soared|surged"
    r"|plunged|shrank|cut)\s(?:by\s)?)?"
    r"(?:(?:about|around|roughly|nearly|almost|some|over|more\sthan|fewer\sthan|less\sthan|at\sleast|up\sto|an?\sestimated"
    r"|the\sestimated|estimated|close\sto|just|only)\s){0,2}\Z"
)
_REACH = 40  # code points

_SHARE = re.compile(rf"{_NUMBER}{_RANGE}(?:\s?%|\s?per\s?cent\b|\spercentage\spoints?\b)")
_CURRENCY = re.compile(rf"[$£€¥]\s?{_NUMBER}{_RANGE}(?:\s?(?:{_MILLIONS}|mn|bn|tn|m)\b|(?<=\d,\d{{3}},\d{{3}}))")
_CURRENCY_BEFORE = re.compile(r"(?:\b(?:US|U\.S\.|A|C|NZ)\s?)?\\?\Z")
_MONEY = re.compile(
    rf"{_NUMBER}{_RANGE}\s(?:million|billion|trillion)\s"
    r"(?:dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|kronor|crowns)\b"
)
_MEASURES = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|yards?|feet|inches|metres?|meters?|kilomet\w+|km|kg"
    r"|kilos?|kilograms?|grams?|tons?|tonnes?|litres?|liters?|degrees|percent|per|cent|pages?|words|characters|points?"
    r"|dollars|euros|pounds|cents|pence|yen|yuan|watts?|volts|megawatts?|horsepower|times|st|nd|rd|th|am|pm|seats|steps"
    r"|rooms|volumes|editions?|pieces|acres|hectares|knots|calories)"
)
_COUNTED = (
    rf"(?!\s{_MEASURES}\b)(?:\s(?!{_MEASURES}\b)[A-Za-z][\w’'-]+){{0,2}}?\s(?!{_MEASURES}\b)"
    r"(?:[A-Za-z][a-z]+(?:[^s\W]s|ies)|people|men|women|children|personnel|inmates|troops|cattle|sheep|fish|[Cc]hinese|police)\b"
)
_COUNT = re.compile(
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|(?!(?:1[5-9]|20)\d\d\b)\d{{3,}}|{_NUMBER}{_RANGE}\s{_MILLIONS}){_COUNTED}"
)
_CHANGE = re.compile(rf"{_NUMBER}\s{_MILLIONS}\sto\s{_NUMBER}\s{_MILLIONS}\b")
_SPELLED = re.compile(
    rf"\b(?:{_NUMERAL}|hundreds\sof|tens\sof|millions\sof|thousands\sof)(?:\sand\sa\shalf)?\s{_MILLIONS}s?(?:\sof)?{_COUNTED}"
)
_TIMES = r"(?:twice|(?:three|four|five|ten|\d+)\stimes)"
_GREW = r"(?:doubled|tripled|trebled|quadrupled|halved)"
_PART = r"(?:third|quarter|fifth|tenth)s?"
_MULTIPLE = re.compile(
    rf"\b(?:(?:has|have|had)\s(?:\w+\s){{0,2}}?{_GREW}\b(?!\sdown)"
    rf"|{_GREW}\b(?!\sdown)(?=[^.;]{{0,60}}\b(?:since|in|over|between|within|last|to)\b)"
    rf"|{_TIMES}\s(?:as\s(?:many|much|often|likely|high|large)|more|higher|larger)"
    rf"|(?:{_NUMERAL}|one|\d+)\s(?:in|out\sof)\s(?:every\s)?(?:{_NUMERAL}|\d+)\s[a-z]+"
    rf"|(?:{_NUMERAL}|one|\d+)\s(?:[a-z]{{2,20}}s|people|men|women|children)\sout\sof\s(?:every\s)?(?:{_NUMERAL}|\d+)\b"
    rf"|(?:(?:nearly|almost|about|over|more\sthan|less\sthan|roughly|at\sleast)\s)?(?:an?|one|two|three)[\s-]{_PART}"
    r"\s(?:of\b|since|more|less|fewer|in\s)"
    rf"|(?<=\bby\s)an?\s(?:{_PART}|half)\b|(?:more\sthan|nearly|almost|about)\shalf\s(?:of\b|the\s|all\s))"
)
_DIGITS = re.compile(r"[0-9$£€¥](?:(?<=[0-9])[0-9]*)?")  # a run of digits, or one sign
# Of these, one stands in every match: finding a word is a hundred times cheaper than trying a pattern everywhere.
_MULTIPLE_WORDS = ("times ", "twice ", "bled", "halved", "out of", "third", "quarter", "fifth", "tenth", " half ")
_BEFORE_IN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *"0123456789")
_SPELLED_WORDS = ("thousand", "illion")
_AROUND = 80  # code points on either side of such a word


class Kind(StrEnum):
    """What a figure says."""

    SHARE = "share"
    SUM = "sum"
    MULTIPLE = "multiple"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words that belong to it: "up almost 40 percent"."""

    span: Span
    kind: Kind


def figures(text: str, folded: str) -> tuple[Figure, ...]:
    """The figures of a text in order, none inside another. ``folded`` is ``text`` in lower case."""
    found = [*_in_digits(text), *_multiples(folded), *_spelled(folded)]
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda figure: figure.span):
        if not kept or figure.span.start >= kept[-1].span.end:
            kept.append(figure)
    return tuple(kept)


def _in_digits(text: str) -> Iterator[Figure]:
    for digit in _DIGITS.finditer(text):
        start = digit.start()
        before = text[start - 1 : start]
        if digit[0].isdecimal():
            if before.isalnum() or (before and before in "_.,$£€#/-"):
                continue
            for kind, pattern in (
                (Kind.SHARE, _SHARE),
                (Kind.SUM, _MONEY),
                (Kind.COUNT, _COUNT),
                (Kind.COUNT, _CHANGE),
            ):
                match = pattern.match(text, start)
                if match:
                    yield Figure(Span(_begin(text, start), match.end()), kind)
                    break
        else:
            match = _CURRENCY.match(text, start)
            if match:
                prefix = _CURRENCY_BEFORE.search(text, max(start - 6, 0), start)
                yield Figure(Span(_begin(text, prefix.start() if prefix else start), match.end()), Kind.SUM)


def _begin(text: str, start: int) -> int:
    """Where the words that belong to the figure at ``start`` begin."""
    before = _BEFORE.search(text, max(start - _REACH, 0), start)
    return before.start() if before else start


def _multiples(folded: str) -> Iterator[Figure]:
    found = [place for word in _MULTIPLE_WORDS for place in places(folded, word)]
    found += [place for place in places(folded, " in ") if folded.endswith(_BEFORE_IN, max(place - 5, 0), place)]
    return _around(_MULTIPLE, Kind.MULTIPLE, folded, found)


def _spelled(folded: str) -> Iterator[Figure]:
    found = [place for word in _SPELLED_WORDS for place in places(folded, word)]
    return _around(_SPELLED, Kind.COUNT, folded, found)


def _around(pattern: re.Pattern[str], kind: Kind, folded: str, found: list[int]) -> Iterator[Figure]:
    """The matches of ``pattern`` around the places that were found, in order."""
    end = 0
    for place in sorted(found):
        match = pattern.search(folded, max(place - _AROUND, end), place + _AROUND)
        if match:
            end = match.end()
            yield Figure(Span(*match.span()), kind)
