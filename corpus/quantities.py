"""Quantities: what a number of the text is, its unit, and how far its digits and the words beside it leave it open.

Years, days, times, ranges, ratios, and numbers that name something are read as opaque: they count nothing, and where
one stands among others, those need not belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from corpus import lexicon
from corpus.dates.words import MONTH_WORDS, count
from corpus.spans import Span


def _either(phrases: Iterable[str]) -> str:
    """A pattern for one of some phrases, between whose words a line may end."""
    return lexicon.alternation(phrases).replace(r"\ ", r"(?:\r\n|\s)")


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", *(f"{one}teen" for one in ("thir", "four", "fif", "six", "seven", "eigh", "nine")))
_SMALL = (
    rf"(?:{lexicon.alternation(_TENS)}(?:(?:-|(?:\r\n|\s)){lexicon.alternation(_ONES)}(?![\w-]))?"
    rf"|{lexicon.alternation((*_ONES, *_TEENS))}(?!\w))"
)
_NUMBER = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,15})?|[0-9]{1,15}(?:\.[0-9]{1,15})?"
    rf"|(?:{_SMALL}|a)(?:\r\n|\s)hundred(?:(?:\r\n|\s)(?:and(?:\r\n|\s))?{_SMALL})?(?!\w)|{_SMALL}(?!\w)"
)
# Where a number may begin: behind what is no letter or figure, which the match takes in.
_CANDIDATE = re.compile(
    rf"[^a-z0-9_](?:[0-9]|(?:{lexicon.alternation((*_ONES, *_TEENS, *_TENS))}"
    r"|half|a(?:\r\n|\s)(?:hundred|half|third|quarter|fifth|tenth))(?![a-z]))"
)
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}  # percent
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_FRACTION = re.compile(
    rf"(?:(?P<times>{'|'.join(_TIMES)})(?:(?:\r\n|\s)|-))?(?P<part>{'|'.join(_PARTS)})s?(?![\w-])"
    r"(?=[,.;:)]|(?:\r\n|\s)(?:(?:of|from|to|or)\b|[–—])|\Z)"
)
# A bare "half" is a share behind these; else it may be that of a game.
_HALF = re.compile(
    r"(?:\b(?:by|than|nearly|almost|about|exactly|roughly|only|just|over|or|and)(?:\r\n|\s)|[\"“(.](?:\r\n|\s)?|\A)\Z"
)
_LOOSE = 0.16  # of a fraction: what is called a half may be .46
_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_SCALE = re.compile(r"(?:(?:\r\n|\s)|-)?(?:(thousand|million|billion|trillion|bn|tn|mn)|([mk]))(?![\w-])")
_COINS = {"cents": "$", "pence": "£"}
_MONEY_WORDS = {
    "dollars": "$", "dollar": "$", "pounds": "£", "euros": "€", "euro": "€", "yen": "¥", **_COINS,
    **{word: word for word in ("yuan", "rupees", "rubles", "francs", "kronor", "crowns", "pesos")},
}  # fmt: skip
_MEASURES = (
    "years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries", "miles", "yards", "foot",
    "feet", "ft", "inch", "inches", "metres", "meters", "kilometres", "kilometers", "centimetres", "centimeters",
    "millimetres", "millimeters", "cm", "mm", "m", "km", "kg", "kilos", "kilograms", "milligrams", "mg", "grams", "g",
    "tons", "tonnes", "lb", "lbs", "pound", "ounces", "oz", "litres", "liters", "gallons", "barrels", "degrees", "c",
    "acres", "hectares", "mph", "kph", "knots", "calories", "watts", "kilowatts", "megawatts", "mw", "gigawatts", "kw",
    "volts", "times", "fold", "points",
)  # fmt: skip
_MEASURE = lexicon.alternation({*_MEASURES, *(word.removesuffix("s") for word in _MEASURES if len(word) > 3)})  # noqa: PLR2004
_UNIT = re.compile(
    r"(?P<share>(?:\r\n|\s)?%|(?:\r\n|\s)?per(?:\r\n|\s)?cent(?!\w|(?:\r\n|\s)?points?)|(?:\r\n|\s)?pc(?!\w))"
    r"|(?P<points>(?:(?:\r\n|\s)|-)(?:percentage|per\s?cent)(?:(?:\r\n|\s)|-)points?)"
    rf"|(?:\r\n|\s)(?P<money>{lexicon.alternation(_MONEY_WORDS)})(?!\w)"
    rf"|(?:(?:\r\n|\s)|-)?(?P<measure>(?:(?:square|cubic)(?:\r\n|\s))?{_MEASURE})(?![\w-])"
)
_SIGNS = "$£€¥"
_CURRENCY = re.compile(r"(?:\b(?:us|u\.s\.|nz|hk)(?:\r\n|\s)?|\b[ac](?=\$))?\\?([$£€¥])(?:\r\n|\s)?\Z")
# What a number that counts nothing is joined to, the words that it numbers something with, and what follows it.
_JOINED = frozenset("-/:.,#'−§_–")
_NUMBERED = frozenset(
    "no nos number numbers route highway page pages p pp vol chapter section article room level channel phase flight"
    " model act proposition interstate title week day grade age ages aged apollo formula boeing airbus game episode"
    " line step area district type group lot unit class version super part figure table windows".split()
) | frozenset(MONTH_WORDS)  # fmt: skip
_OPEN_AFTER = re.compile(
    r"[a-z_]|[-/:][\w$£€]|[.,][0-9]|\s?[–—]\s?[\d$£€]|(?:\r\n|\s)(?:dozen|half)|(?:\r\n|\s)?(?:a\.m|p\.m|am\b|pm\b|o'clock)"
    rf"|(?:\r\n|\s)(?:of(?:\r\n|\s))?{lexicon.alternation(MONTH_WORDS)}(?!\w)"
)
_YEARS = range(1500, 2100)
_YEAR_DIGITS = 4
_HEDGES = {
    "about": (
        "about", "around", "approximately", "roughly", "nearly", "almost", "some", "circa", "close to", "perhaps",
        "maybe", "probably", "estimated", "an estimated", "just over", "just under", "just shy of", "as much as",
        "well over", "well under",
    ),
    "more": (
        "more than", "over", "at least", "upwards of", "no less than", "no fewer than", "above", "exceeding",
        "a minimum of",
    ),
    "less": (
        "less than", "under", "at most", "up to", "fewer than", "no more than", "not more than", "below", "as many as",
        "a maximum of",
    ),
}  # fmt: skip
_HEDGE = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{_either(phrases)})' for name, phrases in _HEDGES.items())})"
    r"(?:\r\n|\s)(?:(?:the|an?)(?:\r\n|\s))?\Z"
)
_HEDGE_ENDS = frozenset(phrase.split()[-1] for phrases in _HEDGES.values() for phrase in phrases) | {"the", "a", "an"}
_HEDGE_AFTER = re.compile(r"(?:\r\n|\s)?(?:\+|plus\b|or(?:\r\n|\s)(?:so|more|fewer|less)\b|-?odd\b|-plus\b)")
_REACH = 24  # code points before a number in which what belongs to it stands
_FROM = re.compile(r"\bfrom(?:\r\n|\s)\Z")
_JOINT = 6  # code points of " to " with line ends of Windows


class Hedge(StrEnum):
    """How the words beside a quantity leave it open."""

    NONE = ""
    ABOUT = "about"
    MORE = "more"
    LESS = "less"


class Kind(StrEnum):
    """What a quantity counts."""

    COUNT = "count"
    SHARE = "share"  # percent
    FRACTION = "fraction"  # a share in words, "two thirds"; its value is in percent
    POINTS = "points"  # percentage points
    MONEY = "money"
    MEASURE = "measure"
    OPAQUE = "opaque"


class Quantity(NamedTuple):
    """A number of the text.

    ``span`` holds the number with its currency, scale and unit, and the hedge before it. ``step`` is what its last
    digit counts: 0.1 million in "2.3 million", 1 in "400". ``unit`` is the currency or the measure. ``is_scaled`` is
    set where a word such as "million" belongs to it.
    """

    span: Span
    kind: Kind
    value: float = 0
    step: float = 1
    unit: str = ""
    hedge: Hedge = Hedge.NONE
    is_scaled: bool = False


def quantities(folded: str) -> tuple[Quantity, ...]:
    """The numbers of a folded text in order, in figures and in words."""
    found: list[Quantity] = []
    end = 0
    # A line end before the text serves a number at its beginning, and shifts all places by one.
    for candidate in _CANDIDATE.finditer(f"\n{folded}"):
        start = candidate.start()
        if start < end:
            continue
        quantity = _read(folded, start)
        if quantity is None:
            continue
        if found and end + _JOINT >= quantity.span.start and _is_range(folded, found[-1], quantity):
            found[-1] = Quantity(found[-1].span, Kind.OPAQUE)
            quantity = Quantity(quantity.span, Kind.OPAQUE)
        found.append(quantity)
        end = quantity.span.end
    return tuple(found)


def _is_range(folded: str, first: Quantity, last: Quantity) -> bool:
    """Whether two numbers are the ends of one quantity: "10 to 12 miles"; "from 10 to 12" may tell of a change."""
    joint = folded[first.span.end : last.span.start].strip()
    if joint == "or":
        return first.kind is last.kind
    if joint != "to" or first.kind not in {last.kind, Kind.COUNT}:
        return False
    return _FROM.search(folded, max(first.span.start - 6, 0), first.span.start) is None


def _read(folded: str, start: int) -> Quantity | None:
    first = folded[start]
    fraction = _FRACTION.match(folded, start) if first in "aotfh" else None
    if fraction and (fraction["times"] or _HALF.search(folded, max(start - _REACH, 0), start)):
        value = _TIMES[fraction["times"] or "one"] * _PARTS[fraction["part"]]
        hedge, begin = _hedge(folded[max(start - _REACH, 0) : start], start)
        return Quantity(Span(begin, fraction.end()), Kind.FRACTION, value, value * _LOOSE, "%", hedge)
    number = _NUMBER.match(folded, start)
    if number is None:
        return None
    words, end = number[0], number.end()
    if first.isdigit():
        value, step = float(words.replace(",", "")), 10.0 ** -len(words.partition(".")[2])
    else:
        value, step = count(" ".join(words.split())) or 0, 100.0 if words.endswith("hundred") else 1.0
    if not value or (start and folded[start - 1] in _JOINED):
        return Quantity(Span(start, end), Kind.OPAQUE)
    return _with_unit(folded, Quantity(Span(start, end), Kind.COUNT, value, step), is_year=_is_year(words, value))


def _is_year(words: str, value: float) -> bool:
    return len(words) == _YEAR_DIGITS and words.isdigit() and int(value) in _YEARS


def _with_unit(folded: str, bare: Quantity, *, is_year: bool) -> Quantity:
    """A bare number with what belongs to it before and behind it, unless that makes it opaque."""
    (start, end), value, step = bare.span, bare.value, bare.step
    before = folded[max(start - _REACH, 0) : start]
    currency = _CURRENCY.search(before) if before.rstrip().endswith(tuple(_SIGNS)) else None
    scale = _SCALE.match(folded, end)
    if scale and not scale[1] and not currency:
        scale = None  # "5m" are metres, "£5m" millions
    if scale:
        factor = _SCALES[scale[1] or scale[2]]
        value, step, end = value * factor, step * factor, scale.end()
    unit = _UNIT.match(folded, end)
    if is_year and not (unit or currency or scale):
        return Quantity(bare.span, Kind.OPAQUE)
    end = unit.end() if unit else end
    if currency:
        start, before = start - len(before) + currency.start(), before[: currency.start()]
    last = before.split()[-1] if before[-1:].isspace() and before.strip() else ""
    if last.rstrip(".") in _NUMBERED or before[-1:] in _JOINED or _OPEN_AFTER.match(folded, end):
        return Quantity(Span(start, end), Kind.OPAQUE)
    if unit and unit["money"] in _COINS:
        value, step = value / 100, step / 100
    hedge, start = _hedge(before, start) if last in _HEDGE_ENDS else (Hedge.NONE, start)
    if hedge is Hedge.NONE and _HEDGE_AFTER.match(folded, end):
        hedge = Hedge.ABOUT
    return Quantity(Span(start, end), *_kind(currency, unit, value, step), hedge, scale is not None)


def _hedge(before: str, start: int) -> tuple[Hedge, int]:
    """The hedge with which the words before a number end, and where the number begins with it."""
    led = _HEDGE.search(before)
    return (Hedge(led.lastgroup or ""), start - len(before) + led.start()) if led else (Hedge.NONE, start)


def _kind(
    currency: re.Match[str] | None, unit: re.Match[str] | None, value: float, step: float
) -> tuple[Kind, float, float, str]:
    if currency:
        return Kind.MONEY, value, step, currency[1]
    if unit is None:
        return Kind.COUNT, value, step, ""
    if unit["share"]:
        return Kind.SHARE, value, step, "%"
    if unit["points"]:
        return Kind.POINTS, value, step, "points"
    if unit["money"]:
        return Kind.MONEY, value, step, _MONEY_WORDS[unit["money"]]
    return Kind.MEASURE, value, step, " ".join(unit["measure"].split()).removesuffix("s")
