"""What is built around a unit of time: two weeks ago, the past three days, every month, the third quarter."""

from __future__ import annotations

import re

from corpus.dates import named
from corpus.dates.expressions import Base, Form, Kind, Reading
from corpus.dates.words import (
    APPROXIMATE,
    COUNT,
    ERA,
    NUMBER_WORDS,
    ORDINAL,
    UNIT_WORDS,
    count,
    duration,
    either,
    ordinal,
)

_WINDOW = 56  # code points before a unit that may belong to its expression
_REACH = 40  # code points after it
_WHICH = either(
    "last past previous preceding prior next following coming upcoming ensuing succeeding subsequent same current"
    " present first final initial opening closing intervening remaining early late later"
)
_ADJECTIVE = either(
    "consecutive straight long full calendar working business short whole more additional extra further bloody fiscal"
    " financial other critical successive solid difficult intense"
)
_DET = either("the this that these those its his her their our")
LEFT = re.compile(
    rf"(?:(?<![\w.,$£€-])(?P<every>every|each|per)\s(?:(?P<other>other|second)\s|(?P<often>{COUNT})\s)?"
    rf"|(?:(?<![\w.,$£€-])|(?<=\bmid-))(?P<about>{APPROXIMATE}\s(?:the\s)?)?(?:(?P<det>{_DET})\s)?"
    rf"(?:(?P<very>very\s)?(?P<which>{_WHICH})\s)?(?P<about_too>{APPROXIMATE}\s)?"
    rf"(?:(?P<count>(?<![\d][.,]){COUNT})[\s-]|(?P<ordinal>{ORDINAL})[\s-])?"
    rf"(?:(?P<which_too>{_WHICH})\s)?(?:{_ADJECTIVE}[\s-])?)\Z"
)
# The words of which ``LEFT`` is made; numbers may have any sign in them. It is tried only where a row of these
# begins, for each of its trials costs as much as reading a whole row.
_LEFT_WORDS = frozenset(
    (
        *re.findall(r"[a-z]+", f"{_WHICH} {_ADJECTIVE} {_DET}"),
        *NUMBER_WORDS,
        *(
            "every each per other second the very about around approximately roughly nearly almost some circa"
            " over under more less fewer than at least most up to as many long well just barely close perhaps"
            " maybe an estimated another a and half quarter quarters of couple good great last first few"
            " several numerous countless tens dozens scores hundreds thousands number or"
        ).split(),
    )
)
_JOINT = re.compile(r"[\s-]")
_RIGHT = re.compile(
    r"[\s-](?:(?P<old>old(?!\s\w+\smen)|olds|of\sage)|(?P<ago>ago|from\snow|hence|back(?=[,.;]|\swhen))"
    r"|(?P<later>later|earlier|afterwards?|previously|beforehand|on(?=[,.])|prior(?=[,.]|\sto\sthat))"
    r"|(?P<after>before|after|thereafter)(?=\s?[,.;:)]|\s(?:that|this)[\s,.])|(?P<long>long|period|span|stretch))(?!\w)"
    r"|\s(?P<half>and\sa\shalf)(?!\w)"
    r"|\s(?P<of>in|of)\s(?:fiscal\s(?:year\s)?)?(?P<year>(?:1\d|20)\d\d)(?![\w%]|[.,]\d)"
    r"|,?\s(?P<bare>(?:1[5-9]|20)\d\d)(?![\w%]|[.,]\d)"
    r"|\s(?:of|in)\s(?P<which>that|the\ssame|this|last|next)\syear(?!\w)"
    rf"|\s(?P<era>{ERA})"
)
_MEASURED = re.compile(
    r"(?:\b(?:once|twice|thrice|times|hours|days|nights|two|three|four|five|six|ten|dollars|people|men|barrels|cents)"
    r"|\d(?:\s?(?:million|billion|percent|barrels|people|men|tons|tonnes))?)\s\Z"
)
_FRACTIONS = frozenset(("half", "quarter", "quarters"))


def read(low: str, start: int, end: int) -> Reading | None:
    """The expression around the unit at ``low[start:end]``, if there is one."""
    word = low[start:end]
    floor = max(start - _WINDOW, low.rfind("\n", max(start - _WINDOW, 0), start) + 1)
    left = LEFT.search(low, left_most(low, floor, start), start)
    right = _RIGHT.match(low, end, min(end + _REACH, len(low)))
    # The end of a longer word; the second of a row, the half of something.
    if left is None or (word in {"half", "second"} and not _is_unit(left)):
        return None
    unit = "H" if word == "half" else UNIT_WORDS[word]
    if left["every"]:
        return _set(left, unit, end)
    is_first = left["which"] == "first" and unit in {"Q", "H", "CE"}
    if (left["ordinal"] or is_first) and not left["count"]:
        return _numbered(left, right, word, unit, end)
    reading = Reading(left.start(), end, "DURATION", Form.FIXED, Kind.DURATION, unit=unit)
    reading.is_approximate = bool(left["about"] or left["about_too"])
    if left["count"]:
        is_one = left["count"] in {"a", "an", "one"} and word in {"quarter", "night", "weekend"}
        return None if is_one and not right else _counted(low, reading, left, right, word)
    is_beside = bool(right and right["after"]) and left["det"] == "the" and not left["which"]
    if right and (right["ago"] or right["later"] or is_beside):
        return _uncounted(low, reading, right)
    return named.read(low, reading, left, right)


def left_most(low: str, floor: int, start: int) -> int:
    """From where on ``LEFT`` may match up to ``start``: the row of its words that ends there, or a little before."""
    *words, last = _JOINT.split(low[floor:start])
    if last:
        return start  # a sign stands between
    begin = start
    for word in reversed(words):
        if word.isalpha() and word not in _LEFT_WORDS:
            break
        begin -= len(word) + 1
    return begin


def _is_unit(left: re.Match[str]) -> bool:
    """Whether what stands before makes "second" a unit, or "half" one of a year."""
    return bool(left["ordinal"] or left["every"] or left["which"] == "first" or (left["count"] or "")[:1].isdigit())


def _uncounted(low: str, reading: Reading, right: re.Match[str]) -> Reading:
    """As in "weeks earlier", which nobody can count; "the year-ago quarter" and "the year before" are one year off."""
    if right["after"] or low.startswith("-", reading.end):
        reading.amount, reading.part = 1, "TNI" if low.endswith("night", 0, reading.end) else ""
        side = right["ago"] or right["later"] or right["after"]
        return _shifted(reading, side, right.end(), is_from_today=bool(right["ago"]))
    is_later = right["later"] in {"later", "afterwards", "afterward"}
    kind = Kind.RELATIVE if right["ago"] else Kind.CONTEXT
    return _of(reading, right.end(), "DATE", kind, "FUTURE_REF" if is_later else "PAST_REF")


def _set(left: re.Match[str], unit: str, end: int) -> Reading:
    amount = 2 if left["other"] else count(left["often"]) if left["often"] else 1
    value = duration(amount, unit)
    return Reading(left.start(), end, "SET", Form.FIXED, Kind.SET, value, unit=unit, amount=amount)


def _of(reading: Reading, end: int, kind: str, how: Kind, value: str | None = None) -> Reading:
    reading.end, reading.type, reading.kind, reading.value = end, kind, how, value
    return reading


def _numbered(left: re.Match[str], right: re.Match[str] | None, word: str, unit: str, end: int) -> Reading | None:
    """As in "the third quarter of 2012", "the second half", "the 20th century"."""
    number = ordinal(left["ordinal"] or "first")
    start = left.start("det") if left["det"] else left.start("ordinal" if left["ordinal"] else "which")
    if number is None or word.endswith("s"):
        return None
    if unit == "CE":
        era = right["era"] if right else None
        value = f"BC{number - 1:02d}" if era and era.startswith("b") else f"{number - 1:02d}"
        return Reading(start, right.end() if right and era else end, "DATE", Form.FIXED, Kind.EXPLICIT, value)
    if unit in {"Q", "H"} and number <= (4 if unit == "Q" else 2):
        reading = Reading(start, end, "DATE", Form.DATE, Kind.CONTEXT, part=f"-{unit}{number}")
        if right and (right["year"] or right["bare"]):
            reading.end, reading.kind, reading.year = right.end(), Kind.EXPLICIT, int(right["year"] or right["bare"])
        elif right and right["which"]:
            which = right["which"]
            reading.end, reading.unit = right.end(), "Y"
            reading.step = {"last": -1, "next": 1}.get(which, 0)
            reading.base = Base.DOCUMENT if which in {"this", "last", "next"} else Base.EARLIER
        elif unit == "H":
            return None  # of a match, of a book
        return reading
    return None


def _counted(low: str, reading: Reading, left: re.Match[str], right: re.Match[str] | None, word: str) -> Reading | None:
    """As in "two weeks", "the past three days", "forty years ago", "a year later"."""
    amount = count(left["count"])
    if word.startswith("fortnight") and amount:
        amount *= 2
    unit = reading.unit or ""
    if right and right["half"] and amount:
        amount, reading.end = amount + 0.5, right.end()  # "a year and a half"
    if amount and amount % 0.5:
        amount, unit = _whole(amount, unit)  # a quarter of a century, of an hour
    reading.amount, reading.unit, reading.value = amount, unit, duration(amount, unit)
    before = low[max(left.start() - 24, 0) : left.start()]
    side = right and (right["ago"] or right["later"] or right["after"])
    if right and side and left["det"] and not left["which"]:
        reading.start = left.start("count")  # "he said this five years ago"
    if right and side:
        return _shifted(reading, side, right.end(), is_from_today=bool(right["ago"]))
    if right and (right["old"] or right["long"]):
        reading.end = right.end()
        return reading
    if left["count"] in {"a", "an"} and not left["which"] and _MEASURED.search(before):
        reading.type, reading.kind = "SET", Kind.SET  # "twice a day", "15 a year"
    elif word in _FRACTIONS and not left["which"] and not (left["count"] or "")[:1].isdigit():
        return None  # "three quarters of the vote"
    return reading


def _shifted(reading: Reading, side: str, end: int, *, is_from_today: bool) -> Reading:
    is_past = side in {"ago", "back", "earlier", "previously", "before", "beforehand", "prior"}
    kind = Kind.RELATIVE if is_from_today else Kind.CONTEXT
    if reading.amount is None:
        return _of(reading, end, "DATE", kind, "PAST_REF" if is_past else "FUTURE_REF")
    amount, unit = _whole(reading.amount, reading.unit or "")
    if amount != int(amount):
        return _of(reading, end, "DATE", kind, "PAST_REF" if is_past else "FUTURE_REF")
    whole, reading.unit = int(amount), unit
    reading.form, reading.step = Form.SHIFT, -whole if is_past else whole
    reading.base = Base.DOCUMENT if is_from_today else Base.EARLIER
    return _of(reading, end, "TIME" if reading.part else "DATE", kind)


def _whole(amount: float, unit: str) -> tuple[float, str]:
    """An amount in a smaller unit, if it is no whole one in its own: half a century is five decades."""
    smaller = {"CE": (10, "DE"), "DE": (10, "Y"), "Y": (12, "M"), "TH": (60, "TM")}
    while amount != int(amount) and unit in smaller:
        many, unit = smaller[unit]
        amount *= many
    return amount, unit
