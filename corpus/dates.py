"""Date expressions: what stands in the text, and its TIMEX3 value.

Expressions are looked for only around anchors: names of months and weekdays, figures, and words of time.
Relative expressions are resolved against the document's date and stay unresolved (``PAST_REF``, ``XXXX-XX-XX`` …)
where it has none; never against the clock.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.lexicon import folded
from corpus.spans import Span

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![a-z])"
)
_MONTH_NAME = re.compile(rf"\b(?:{_MONTH})(?![\w’']|-[A-Z])")
# What a bare "May" or "March" must stand after to be a month.
_TIME_WORD = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|last|next|this|early|late|mid|through|between|and|of|to|for)[\s-]\Z",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?"

# What may stand around a month's name. Each part is bounded, so that a search costs no more than its window.
_BEFORE_MONTH = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?"
    rf"(?:(?<![\w.,$£€:/-])(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[–—-]\s*(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
    rf"\s+(?:of\s+|day\s+of\s+)?)?\Z"
)
_AFTER_MONTH = re.compile(
    r"(?:\.?\s+(?:the\s+)?(?P<after>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s*(?:per\s?cent|million|billion|a\.m|p\.m|am\b|pm\b))"
    r"(?:\s*[–—-]\s*\d{1,2}(?:st|nd|rd|th)?\b)?)?"
    r"(?:\.?(?:,\s*|\s+|\s+of\s+)(?P<year>\d{4})(?![\d%]|[.,]\d))?"
)
_WINDOW = 40  # code points before and after a month's name

_NUMERIC = re.compile(
    r"(?<![\w./,:$£€-])(?:"
    r"(?P<year>\d{4})(?P<iso>[-/.])(?P<month>\d{1,2})(?P=iso)(?P<day>\d{1,2})(?=T\d|(?![\w%]|[-/.,]\d))"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<short>\d{4}|\d{2})(?![\w%]|[-/.,]\d)"
    r")"
)
_YEAR = re.compile(
    r"(?<![\w.,$£€#/-])(?P<year>1[5-9]\d\d|20\d\d)(?P<decade>(?:’|')?s\b)?(?![\w%°]|[.,:/]\d|-\d{3}|\s+(?:percent|per\scent"
    r"|people|men|women|troops|km|miles|metres|meters|feet|tons|tonnes|votes|jobs|homes|dollars|euros|pounds)\b)"
)
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
    rf"\b(?:earlier\s|later\s)?(?P<which>last|next|this(?:\spast|\scoming)?|past|coming)\s"
    rf"(?P<unit>week(?:end)?|month|quarter|year|decade|century|night|morning|afternoon|evening|spring|summer|autumn|fall|winter"
    rf"|(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH}))\b",
    re.IGNORECASE,
)
_NAMED_WORDS = ("last ", "next ", "this ", "past ", "coming ")
_AGO = re.compile(rf"\b{_COUNT}\s{_UNIT}\s(?P<side>ago|from\snow)\b", re.IGNORECASE)
_AGO_WORDS = (" ago", " from now")
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
_EVERY = re.compile(rf"\b(?:every|each)\s(?P<unit>day|week|month|year|{_WEEKDAY})\b", re.IGNORECASE)
_EVERY_WORDS = ("every ", "each ")
_DURATION = re.compile(rf"(?<![\w.,-]){_COUNT}[\s-]{_UNIT}\b", re.IGNORECASE)
_DURATION_WORDS = tuple(
    mark + unit for mark in " -" for unit in ("second", "minute", "hour", "day", "night", "week", "fortnight", "month",
                                              "quarter", "year", "decade", "centur")
)  # fmt: skip
_REACH = 24  # code points that an expression may begin before its anchor, or end after it

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
          "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C"}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


class Kind(StrEnum):
    """How an expression names its time."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of time. ``type`` and ``value`` are TIMEX3's; the parts are what the expression itself names.

    ``is_impossible`` is set where the calendar has no such day; ``weekday`` counts from Monday, 0.
    """

    span: Span
    type: str
    value: str
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    is_impossible: bool = False

    @property
    def date(self) -> datetime.date | None:
        """The day that is named in full, if it exists."""
        if self.year and self.month and self.day and not self.is_impossible:
            return datetime.date(self.year, self.month, self.day)
        return None


def find(text: str, anchor: datetime.date | None = None) -> tuple[DateExpression, ...]:
    """The expressions of a text in order, none inside another; relative ones resolved against ``anchor``."""
    found = [
        *_with_month(text),
        *_numeric(text),
        *_relative(text, anchor),
        *_years(text),
        *_durations(text),
    ]
    # The longer of two that overlap is the whole expression; sorting puts it first.
    found.sort(key=lambda expression: (expression.span.start, -expression.span.end))
    kept: list[DateExpression] = []
    for expression in found:
        if not kept or expression.span.start >= kept[-1].span.end:
            kept.append(expression)
    return tuple(kept)


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _weekday_number(name: str | None) -> int | None:
    if not name:
        return None
    return next(number for number, day in enumerate(WEEKDAYS) if day.startswith(name.lower().rstrip(".")[:3]))


def _is_impossible(year: int | None, month: int, day: int | None) -> bool:
    if not 1 <= month <= len(MONTHS):
        return True
    if day is None:
        return False
    # Without a year, 29 February may be right.
    longest = monthrange(year, month)[1] if year else monthrange(2000, month)[1]
    return not 1 <= day <= longest


def _explicit(span: Span, year: int | None, month: int, day: int | None, weekday: int | None = None) -> DateExpression:
    value = f"{year:04d}" if year else "XXXX"
    value += f"-{month:02d}" + (f"-{day:02d}" if day else "")
    impossible = _is_impossible(year, month, day)
    return DateExpression(span, "DATE", value, Kind.EXPLICIT, year, month, day, weekday, impossible)


def _with_month(text: str) -> Iterator[DateExpression]:
    for match in _MONTH_NAME.finditer(text):
        window = max(match.start() - _WINDOW, 0)
        window = max(window, text.rfind("\n", window, match.start()) + 1)
        before = _BEFORE_MONTH.search(text, window, match.start())
        after = _AFTER_MONTH.match(text, match.end(), match.end() + _WINDOW)
        assert before is not None and after is not None  # all their parts are optional
        day = before["last"] or before["before"] or after["after"]
        year = int(after["year"]) if after["year"] else None
        if not (day or year or before["weekday"]) and match[0].lower() in {"may", "march", "mar", "dec", "jan"}:
            if not _TIME_WORD.search(text, window, match.start()):
                continue
        if before["before"] and after["after"]:
            # "on 5 May 10 people died": the day stands before, what follows is another number.
            after = _AFTER_MONTH.match(text, match.end(), match.end())
            assert after is not None
            year = None
        span = Span(before.start(), max(after.end(), match.end()))
        yield _explicit(
            span, year, _month_number(match[0]), int(day) if day else None, _weekday_number(before["weekday"])
        )


def _numeric(text: str) -> Iterator[DateExpression]:
    ambiguous = []
    month_first = None
    for match in _NUMERIC.finditer(text):
        span = Span(*match.span())
        if match["year"]:
            year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
            # A version or a section number is no date; one with hyphens or of a plausible year is.
            if match["iso"] != "." and 1000 <= year <= 2199:  # noqa: PLR2004 (years that documents name)
                yield _explicit(span, year, month, day)
            continue
        first, second, short = int(match["first"]), int(match["second"]), match["short"]
        if len(short) == 2 and match["mark"] != "/":  # noqa: PLR2004 (digits of a year)
            continue
        if first > 12 >= second >= 1 and first <= 31:  # noqa: PLR2004 (months, days)
            month_first = False
        elif second > 12 >= first >= 1 and second <= 31:  # noqa: PLR2004
            month_first = True
        ambiguous.append((span, first, second, _full_year(short)))
    for span, first, second, year in ambiguous:
        own = first <= 12 if second > 12 else (False if first > 12 else month_first)  # noqa: PLR2004
        month, day = (first, second) if own or own is None else (second, first)
        if own is None and first != second:
            yield DateExpression(span, "DATE", f"{year:04d}-XX-XX", Kind.EXPLICIT, year)
        elif month <= 31 and day <= 31:  # noqa: PLR2004 (else it is a score, a fraction, a part number)
            yield _explicit(span, year, month, day)


def _full_year(digits: str) -> int:
    if len(digits) == 4:  # noqa: PLR2004
        return int(digits)
    return 1900 + int(digits) if int(digits) > 68 else 2000 + int(digits)  # noqa: PLR2004 (POSIX's pivot)


def _years(text: str) -> Iterator[DateExpression]:
    for match in _YEAR.finditer(text):
        year = int(match["year"])
        if match["decade"]:
            if year % 10 == 0:
                yield DateExpression(Span(*match.span()), "DATE", str(year // 10), Kind.EXPLICIT)
        else:
            yield DateExpression(Span(*match.span()), "DATE", str(year), Kind.EXPLICIT, year)


def _relative(text: str, anchor: datetime.date | None) -> Iterator[DateExpression]:
    low = folded(text)
    for match in _near(_DAY_WORD, _DAY_WORDS, text, low):
        days = {"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0)
        value = "XXXX-XX-XX" if anchor is None else _shift(anchor, days)
        night = match[0].lower() == "tonight"
        yield _of(match, "TIME" if night else "DATE", value + ("TNI" if night else ""))
    for match in _near(_NAMED, _NAMED_WORDS, text, low):
        yield _of(match, "DATE", _named(match, anchor))
    for match in _near(_AGO, _AGO_WORDS, text, low):
        yield _of(match, "DATE", _ago(match, anchor))
    for match in _near(_SPAN, _SPAN_WORDS, text, low):
        yield _of(match, "DURATION", _length(match))
    for match in _near(_VAGUE, _VAGUE_WORDS, text, low):
        yield _of(match, "DATE", "PAST_REF" if match["past"] else "PRESENT_REF")
    for match in _near(_EVERY, _EVERY_WORDS, text, low):
        unit = _UNITS.get(match["unit"].lower())
        value = f"P1{unit}" if unit else f"XXXX-WXX-{(_weekday_number(match['unit']) or 0) + 1}"
        yield DateExpression(Span(*match.span()), "SET", value, Kind.SET)


def _near(pattern: re.Pattern[str], anchors: Iterable[str], text: str, low: str) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` around the places where an anchor stands in ``low``, the folded text."""
    end = 0
    for place in sorted({start for anchor in anchors for start in _places(low, anchor)}):
        match = pattern.search(text, max(place - _REACH, end), place + _REACH)
        if match:
            end = match.end()
            yield match


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _of(match: re.Match[str], kind: str, value: str) -> DateExpression:
    return DateExpression(Span(*match.span()), kind, value, Kind.RELATIVE)


def _shift(anchor: datetime.date, days: int) -> str:
    try:
        return (anchor + datetime.timedelta(days=days)).isoformat()
    except OverflowError:
        return "XXXX-XX-XX"


def _named(match: re.Match[str], anchor: datetime.date | None) -> str:
    """The value of "last week", "this spring", "next Friday"."""
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(match["which"].lower().split()[-1], 0)
    unit = match["unit"].lower()
    if anchor is None:
        return "PAST_REF" if step < 0 else "FUTURE_REF" if step > 0 else "PRESENT_REF"
    if match["weekday"]:
        gap = ((_weekday_number(match["weekday"]) or 0) - anchor.weekday()) % 7
        return _shift(anchor, gap - 7 if step < 0 else gap or (7 if step > 0 else 0))
    if match["month"]:
        month = _month_number(match["month"])
        year = anchor.year - (step < 0 and month >= anchor.month) + (step > 0 and month <= anchor.month)
        return f"{year:04d}-{month:02d}"
    return _unit_value(unit, step, anchor)


def _unit_value(unit: str, step: int, anchor: datetime.date) -> str:
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


def _week(anchor: datetime.date, step: int) -> str:
    try:
        year, week, _ = (anchor + datetime.timedelta(weeks=step)).isocalendar()
    except OverflowError:
        return "XXXX-WXX"
    return f"{year:04d}-W{week:02d}"


def _count(match: re.Match[str]) -> int | None:
    word = match["count"].lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _length(match: re.Match[str]) -> str:
    """The TIMEX3 value of a duration; ``X`` where its number is not said."""
    unit = _UNITS[match["unit"].lower()]
    count = _count(match)
    if match["unit"].lower() == "fortnight":
        count = count * 2 if count else None
    return f"P{'T' if match['unit'].lower() in {'second', 'minute', 'hour'} else ''}{count or 'X'}{unit}"


def _ago(match: re.Match[str], anchor: datetime.date | None) -> str:
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


def _durations(text: str) -> Iterator[DateExpression]:
    for match in _near(_DURATION, _DURATION_WORDS, text, folded(text)):
        yield DateExpression(Span(*match.span()), "DURATION", _length(match), Kind.DURATION)
