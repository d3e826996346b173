"""Dates that count from another day, durations and sets: last week, two years ago, forty years, every Monday."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from corpus.dates.expressions import MONTH, WEEKDAY, WEEKDAYS, DateExpression, Kind, month_number, weekday_number
from corpus.lexicon import places
from corpus.spans import Span

_COUNT = (
    r"(?P<count>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|(?:a\s)?few|several|a\scouple\sof|many|some)"
)
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie)s?"

# Relative expressions. Each is tried only where one of its anchors stands, for finding a word is a hundred times
# cheaper than trying a pattern at every place. An anchor is in lower case; a pattern may begin before it.
_DAY_WORD = re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b", re.IGNORECASE)
_DAY_WORDS = ("yesterday", "today", "tonight", "tomorrow")
_NAMED = re.compile(
    rf"\b(?P<which>last|next|this(?:\spast|\scoming)?|past|coming)\s"
    rf"(?P<unit>week(?:end)?|month|quarter|year|decade|century|night|morning|afternoon|evening|spring|summer|autumn|fall|winter"
    rf"|(?P<weekday>{WEEKDAY})|(?P<month>{MONTH}))\b",
    re.IGNORECASE,
)
_NAMED_WORDS = ("last ", "next ", "this ", "past ", "coming ")
_AGO = re.compile(rf"\b(?:{_COUNT}\s)?{_UNIT}\s(?P<side>ago|from\snow)\b", re.IGNORECASE)
_AGO_WORDS = ("ago", "from now")
_WEEKDAY_ALONE = re.compile(
    rf"\b(?P<weekday>{'|'.join(day.capitalize() for day in WEEKDAYS)})"
    r"(?:\s(?P<part>morning|afternoon|evening|night))?\b(?!\sof\b)"
)
_SPAN = re.compile(rf"\bthe\s(?:last|past|next|coming)\s{_COUNT}\s{_UNIT}\b", re.IGNORECASE)
_SPAN_WORDS = ("the last ", "the past ", "the next ", "the coming ")
_VAGUE = re.compile(
    r"\b(?:(?P<past>recently|lately|in\srecent\s(?:days|weeks|months|years|decades)|the\sother\sday)"
    r"|(?P<present>currently|nowadays|these\sdays|the\scurrent(?=\s\w)))\b",
    re.IGNORECASE,
)
_VAGUE_WORDS = (
    "recently",
    "lately",
    "in recent ",
    "the other day",
    "currently",
    "nowadays",
    "these days",
    "the current ",
)
_EVERY = re.compile(rf"\b(?:every|each)\s(?P<unit>day|week|month|year|{WEEKDAY})\b", re.IGNORECASE)
_EVERY_WORDS = ("every ", "each ")
_DURATION = re.compile(rf"(?<![\w.,-]){_COUNT}[\s-]{_UNIT}\b", re.IGNORECASE)
_DURATION_WORDS = ("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "centur")
_REACH = 24  # code points that an expression may begin before its anchor, or end after it

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W",
          "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE"}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def relative(text: str, low: str, anchor: dt.date | None) -> Iterator[DateExpression]:
    """The relative dates and sets of a text, in no order, resolved against ``anchor``; ``low`` is in lower case."""
    for match in _at(_DAY_WORD, _DAY_WORDS, text, low):
        days = {"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0)
        value = "XXXX-XX-XX" if anchor is None else _shift(anchor, days)
        night = match[0].lower() == "tonight"
        yield _of(match, "TIME" if night else "DATE", value + ("TNI" if night else ""))
    for match in _at(_NAMED, _NAMED_WORDS, text, low):
        yield _of(match, "DATE", _named(match, anchor))
    for match in _at(_WEEKDAY_ALONE, WEEKDAYS, text, low):
        yield _of(match, "TIME" if match["part"] else "DATE", _weekday_value(match, anchor))
    for match in _near(_AGO, _AGO_WORDS, text, low):
        yield _of(match, "DATE", _ago(match, anchor))
    for match in _at(_SPAN, _SPAN_WORDS, text, low):
        yield _of(match, "DURATION", _length(match))
    for match in _at(_VAGUE, _VAGUE_WORDS, text, low):
        yield _of(match, "DATE", "PAST_REF" if match["past"] else "PRESENT_REF")
    for match in _at(_EVERY, _EVERY_WORDS, text, low):
        unit = _UNITS.get(match["unit"].lower())
        value = f"P1{unit}" if unit else f"XXXX-WXX-{(weekday_number(match['unit']) or 0) + 1}"
        yield DateExpression(Span(*match.span()), "SET", value, Kind.SET)


def _at(pattern: re.Pattern[str], anchors: Iterable[str], text: str, low: str) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` that begin where an anchor stands in ``low``, the folded text."""
    for anchor in anchors:
        for place in places(low, anchor):
            match = pattern.match(text, place)
            if match:
                yield match


def _near(pattern: re.Pattern[str], anchors: Iterable[str], text: str, low: str) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` around the places where an anchor stands in ``low``, the folded text."""
    end = 0
    for place in sorted({start for anchor in anchors for start in places(low, anchor)}):
        match = pattern.search(text, max(place - _REACH, end), place + _REACH)
        if match:
            end = match.end()
            yield match


def _of(match: re.Match[str], kind: str, value: str) -> DateExpression:
    return DateExpression(Span(*match.span()), kind, value, Kind.RELATIVE)


def _shift(anchor: dt.date, days: int) -> str:
    try:
        return (anchor + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return "XXXX-XX-XX"


def _named(match: re.Match[str], anchor: dt.date | None) -> str:
    """The value of "last week", "this spring", "next Friday"."""
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(match["which"].lower().split()[-1], 0)
    unit = match["unit"].lower()
    if anchor is None:
        return "PAST_REF" if step < 0 else "FUTURE_REF" if step > 0 else "PRESENT_REF"
    if match["weekday"]:
        gap = ((weekday_number(match["weekday"]) or 0) - anchor.weekday()) % 7
        return _shift(anchor, gap - 7 if step < 0 else gap or (7 if step > 0 else 0))
    if match["month"]:
        month = month_number(match["month"])
        year = anchor.year - (step < 0 and month >= anchor.month) + (step > 0 and month <= anchor.month)
        return f"{year:04d}-{month:02d}"
    return _unit_value(unit, step, anchor)


def _weekday_value(match: re.Match[str], anchor: dt.date | None) -> str:
    """The value of a bare weekday: the last one before the anchor, as news has it; the anchor itself counts."""
    number = weekday_number(match["weekday"]) or 0
    part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(match["part"] or "", "")
    if anchor is None:
        return f"XXXX-WXX-{number + 1}{part}"
    return _shift(anchor, -((anchor.weekday() - number) % 7)) + part


def _unit_value(unit: str, step: int, anchor: dt.date) -> str:
    if unit in _SEASONS:
        return f"{anchor.year + step:04d}-{_SEASONS[unit]}"
    months = anchor.year * 12 + anchor.month - 1 + step
    values: dict[str, Callable[[], str]] = {
        "week": lambda: _week(anchor, step),
        "weekend": lambda: _week(anchor, step) + "-WE",
        "month": lambda: f"{months // 12:04d}-{months % 12 + 1:02d}",
        "quarter": lambda: (
            f"{anchor.year + ((anchor.month - 1) // 3 + step) // 4:04d}-Q{((anchor.month - 1) // 3 + step) % 4 + 1}"
        ),
        "year": lambda: f"{anchor.year + step:04d}",
        "decade": lambda: f"{anchor.year // 10 + step:03d}",
        "century": lambda: f"{anchor.year // 100 + step:02d}",
        "night": lambda: _shift(anchor, step) + "TNI",
        "morning": lambda: _shift(anchor, step) + "TMO",
        "afternoon": lambda: _shift(anchor, step) + "TAF",
        "evening": lambda: _shift(anchor, step) + "TEV",
    }
    return values[unit]()


def _week(anchor: dt.date, step: int) -> str:
    try:
        year, week, _ = (anchor + dt.timedelta(weeks=step)).isocalendar()
    except OverflowError:
        return "XXXX-WXX"
    return f"{year:04d}-W{week:02d}"


def _count(match: re.Match[str]) -> int | None:
    word = (match["count"] or "").lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _length(match: re.Match[str]) -> str:
    """The TIMEX3 value of a duration; ``X`` where its number is not said."""
    unit = _UNITS[match["unit"].lower()]
    count = _count(match)
    if match["unit"].lower() == "fortnight":
        count = count * 2 if count else None
    return f"P{'T' if match['unit'].lower() in {'second', 'minute', 'hour'} else ''}{count or 'X'}{unit}"


def _ago(match: re.Match[str], anchor: dt.date | None) -> str:
    count = _count(match)
    past = match["side"].lower() == "ago"
    unit = match["unit"].lower()
    if anchor is None or count is None:
        return "PAST_REF" if past else "FUTURE_REF"
    step = -count if past else count
    if unit in {"day", "night"}:
        return _shift(anchor, step)
    if unit == "fortnight":
        return _week(anchor, step * 2)
    if unit in {"week", "month", "quarter", "year", "decade"} and abs(step) < 1500:  # noqa: PLR2004 (keeps years positive)
        return _unit_value(unit, step, anchor) if unit != "decade" else f"{anchor.year + 10 * step:04d}"[:3]
    return "PAST_REF" if past else "FUTURE_REF"


def durations(text: str, low: str) -> Iterator[DateExpression]:
    """The durations of a text, in order; ``low`` is the text in lower case."""
    for match in _near(_DURATION, _DURATION_WORDS, text, low):
        yield DateExpression(Span(*match.span()), "DURATION", _length(match), Kind.DURATION)
