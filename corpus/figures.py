"""Figures that claim something: shares, sums of money, multiples and counts of people and things.

Years, dates, times, ages, measures and numbers of parts and pages claim nothing that needs a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import Span

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMERAL = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
_RANGE = rf"(?:\s?(?:[-–—]|to|and)\s?{_NUMBER})?"
_MILLIONS = r"(?:thousand|million|billion|trillion)"
_ABOUT = (
    r"(?:(?:about|around|roughly|nearly|almost|some|over|more\sthan|fewer\sthan|less\sthan|at\sleast|up\sto|an?\sestimated"
    r"|the\sestimated|estimated|close\sto|just|only)\s){0,2}"
)
_TREND = (
    r"(?:(?:rose|risen|rise|fell|fallen|fall|grew|grown|up|down|dropped|increased|decreased|climbed|jumped|soared|surged"
    r"|plunged|shrank|cut)\s(?:by\s)?)?"
)
_SHARE = re.compile(rf"\b{_TREND}{_ABOUT}{_NUMBER}{_RANGE}(?:\s?%|\s?per\s?cent\b|\spercentage\spoints?\b)")
_MONEY = re.compile(
    rf"{_ABOUT}(?:US\s?|U\.S\.\s?|A|C|NZ)?\\?[$£€¥]\s?{_NUMBER}{_RANGE}"
    rf"(?:\s?(?:{_MILLIONS}|mn|bn|tn|m)\b|(?<=\d,\d{{3}},\d{{3}}))"
    rf"|\b{_ABOUT}{_NUMBER}{_RANGE}\s(?:million|billion|trillion)\s"
    r"(?:dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|kronor|crowns)\b"
)
_TIMES = r"(?:twice|(?:three|four|five|ten|\d+)\stimes)"
_GREW = r"(?:doubled|tripled|trebled|quadrupled|halved)"
_PART = r"(?:third|quarter|fifth|tenth)s?"
_MULTIPLE = re.compile(
    rf"\b(?:(?:has|have|had)\s(?:\w+\s){{0,2}}?{_GREW}\b"
    rf"|{_GREW}\b(?=[^.;]{{0,60}}\b(?:since|in|over|between|within|last|to)\b)"
    rf"|{_TIMES}\s(?:as\s(?:many|much|often|likely|high|large)|more|higher|larger)"
    rf"|(?:{_NUMERAL}|one|\d+)\s(?:in|out\sof)\s(?:every\s)?(?:{_NUMERAL}|\d+)\s[a-z]+"
    rf"|(?:(?:nearly|almost|about|over|more\sthan|less\sthan|roughly|at\sleast)\s)?(?:an?|one|two|three)[\s-]{_PART}"
    r"\s(?:of\b|since|more|less|fewer|in\s)"
    rf"|(?<=\bby\s)an?\s(?:{_PART}|half)\b|(?:more\sthan|nearly|almost|about)\shalf\s(?:of\b|the\s|all\s))",
    re.IGNORECASE,
)
_MEASURES = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|yards?|feet|inches|metres?|meters?|kilomet\w+|km|kg"
    r"|kilos?|kilograms?|grams?|tons?|tonnes?|litres?|liters?|degrees|percent|per|cent|pages?|words|characters|points?"
    r"|dollars|euros|pounds|cents|pence|yen|yuan|watts?|volts|megawatts?|horsepower|times|st|nd|rd|th|am|pm|seats|steps"
    r"|rooms|volumes|editions?|pieces|acres|hectares|knots|calories)"
)
_COUNT = re.compile(
    rf"(?<![\w.,$£€#/-]){_ABOUT}"
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|(?!(?:1[5-9]|20)\d\d\b)\d{{3,}}|{_NUMBER}{_RANGE}\s{_MILLIONS}"
    rf"|(?:{_NUMERAL}|hundreds\sof|tens\sof|millions\sof|thousands\sof)(?:\sand\sa\shalf)?\s{_MILLIONS}s?(?:\sof)?)"
    rf"(?!\s{_MEASURES}\b)(?:\s(?!{_MEASURES}\b)[A-Za-z][\w’'-]+){{0,2}}?\s(?!{_MEASURES}\b)"
    r"(?:[A-Za-z][a-z]+(?:[^s\W]s|ies)|people|men|women|children|personnel|inmates|troops|cattle|sheep|fish|Chinese|police)\b"
)


class Kind(StrEnum):
    """What a figure says."""

    SHARE = "share"
    SUM = "sum"
    MULTIPLE = "multiple"
    COUNT = "count"


# Each with what at least one of must stand in a sentence for the pattern to be worth trying.
_PATTERNS = (
    (Kind.SHARE, _SHARE, re.compile(r"%|cent\b|percentage")),
    (Kind.SUM, _MONEY, re.compile(r"[$£€¥]|illion\s")),
    (
        Kind.MULTIPLE,
        _MULTIPLE,
        re.compile(r"(?i)times|twice|bled|halved|out of|\bin (?:every|[tfsne]|\d)|third|quarter|fif|tenth|half"),
    ),
    (Kind.COUNT, _COUNT, re.compile(r"\d{3}|illion|thousand")),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words that belong to it: "up almost 40 percent"."""

    span: Span
    kind: Kind


def figures(text: str, sentence: Span) -> Iterator[Figure]:
    """The figures of one sentence in order, none inside another."""
    words = text[sentence.start : sentence.end]
    found = [
        Figure(Span(*match.span()).shift(sentence.start), kind)
        for kind, pattern, gate in _PATTERNS
        if gate.search(words)
        for match in pattern.finditer(words)
    ]
    end = 0
    for figure in sorted(found, key=lambda figure: figure.span):
        if figure.span.start >= end:
            end = figure.span.end
            yield figure
