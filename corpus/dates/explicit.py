"""Dates that name their year, month or day: March 23, 2023; 23.3.2023; in 1998; the 1990s."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from corpus.dates.expressions import MONTH, MONTHS, WEEKDAY, DateExpression, Kind, month_number, weekday_number
from corpus.spans import Span

# A pattern that begins with one of a few letters is looked for five times as fast as one that begins with a boundary.
_MONTH_ANCHOR = re.compile(r"[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC)")
_MONTH_NAME = re.compile(rf"(?:{MONTH})(?![\w’']|-[A-Z])")
_WORDS_TOO = frozenset(("dec", "jan", "mar", "march", "may"))
# What a bare "May" or "March" must stand after to be a month.
_TIME_WORD = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|last|next|this|early|late|mid|through|between|and|of|to|for)[\s-]\Z",
    re.IGNORECASE,
)
# What may stand around a month's name. Each part is bounded, so that a search costs no more than its window.
_BEFORE_MONTH = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?"
    rf"(?:(?<![\w.,$£€:/-])(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[–—-]\s*(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
    rf"\s+(?:of\s+|day\s+of\s+)?)?\Z"
)
_AFTER_MONTH = re.compile(
    r"(?:\.?\s+(?:the\s+)?(?P<after>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s*(?:per\s?cent|million|billion|a\.m|p\.m|am\b|pm\b))"
    r"(?:\s*[–—-]\s*\d{1,2}(?:st|nd|rd|th)?\b)?)?"
    r"(?:\.?(?:,\s*|\s+|\s+of\s+)(?P<year>\d{4})(?![\d%]|[.,]\d))?"
)
_COUNTED = re.compile(
    r"\s(?:of\s|(?!(?:at|in|on|and|to|when|for|or|by|with|from|until|as|after|before|was|is|is|has|had|the)\b)[a-z])"
)
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{WEEKDAY}),?\s(?:the\s)?\Z")
_LIKELY_YEARS = range(1000, 2200)
_LONGEST_MONTH = 31  # days
_WINDOW = 40  # code points before and after a month's name

_DIGITS = re.compile(r"[0-9]+")
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


def explicit(text: str) -> Iterator[DateExpression]:
    """The explicit dates of a text, in no order."""
    yield from _with_month(text)
    digits = [match.start() for match in _DIGITS.finditer(text)]
    yield from _numeric(text, digits)
    yield from _years(text, digits)


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
    for anchor in _MONTH_ANCHOR.finditer(text):
        match = _MONTH_NAME.match(text, anchor.start())
        if match is None or text[match.start() - 1 : match.start()].isalnum():
            continue
        window = max(match.start() - _WINDOW, 0)
        window = max(window, text.rfind("\n", window, match.start()) + 1)
        before = _BEFORE_MONTH.search(text, window, match.start())
        after = _AFTER_MONTH.match(text, match.end(), match.end() + _WINDOW)
        assert before is not None  # all its parts are optional
        assert after is not None
        day = before["last"] or before["before"] or after["after"]
        year = int(after["year"]) if after["year"] else None
        is_bare = not (day or year or before["weekday"])
        if is_bare and match[0].lower() in _WORDS_TOO and not _TIME_WORD.search(text, window, match.start()):
            continue
        if before["before"] and after["after"]:
            # "on 5 May 10 people died": the day stands before, what follows is another number.
            after = _AFTER_MONTH.match(text, match.end(), match.end())
            assert after is not None
            year = None
        month, weekday = month_number(match[0]), weekday_number(before["weekday"])
        is_counted = bool(after["after"]) and _COUNTED.match(text, after.end()) is not None
        if is_counted and year is None and weekday is None and _is_impossible(None, month, int(day)):
            continue  # "in April 31 schools were closed": a number of things, not a day
        span = Span(before.start(), max(after.end(), match.end()))
        yield _explicit(span, year, month, int(day) if day else None, weekday)


def _numeric(text: str, digits: list[int]) -> Iterator[DateExpression]:
    undecided = []
    month_first = None
    for match in filter(None, (_NUMERIC.match(text, start) for start in digits)):
        span = Span(*match.span())
        if match["year"]:
            year = int(match["year"])
            # 2014.3.2 is a version or a section; what names no likely year is a part number.
            if match["iso"] != "." and year in _LIKELY_YEARS:
                yield _with_weekday(text, span, year, int(match["month"]), int(match["day"]))
        elif len(match["short"]) == 4 or match["mark"] == "/":  # noqa: PLR2004 (3/23/23 is a date, 3.23.23 seldom)
            first, second = int(match["first"]), int(match["second"])
            if _is_month_first(first, second) is not None:
                month_first = _is_month_first(first, second)
            undecided.append((span, first, second, _full_year(match["short"])))
    for span, first, second, year in undecided:
        own = _is_month_first(first, second)
        order = month_first if own is None else own
        if order is None and first != second:
            yield DateExpression(span, "DATE", f"{year:04d}-XX-XX", Kind.EXPLICIT, year)
        elif max(first, second) <= _LONGEST_MONTH:  # else it is a score, a fraction, a part number
            month, day = (second, first) if order is False else (first, second)
            yield _with_weekday(text, span, year, month, day)


def _is_month_first(first: int, second: int) -> bool | None:
    """Whether one of two numbers can only be the day; ``None`` if both can be either, or neither is a date's."""
    if not (1 <= first <= _LONGEST_MONTH and 1 <= second <= _LONGEST_MONTH):
        return None
    if first > len(MONTHS) >= second:
        return False
    return True if second > len(MONTHS) >= first else None


def _with_weekday(text: str, span: Span, year: int, month: int, day: int) -> DateExpression:
    before = _WEEKDAY_BEFORE.search(text, max(span.start - 14, 0), span.start)
    if before:
        return _explicit(Span(before.start(), span.end), year, month, day, weekday_number(before["weekday"]))
    return _explicit(span, year, month, day)


def _full_year(digits: str) -> int:
    if len(digits) == 4:  # noqa: PLR2004
        return int(digits)
    return 1900 + int(digits) if int(digits) > 68 else 2000 + int(digits)  # noqa: PLR2004 (POSIX's pivot)


def _years(text: str, digits: list[int]) -> Iterator[DateExpression]:
    for start in digits:
        match = _YEAR.match(text, start)
        if match is None:
            continue
        year = int(match["year"])
        if match["decade"]:
            if year % 10 == 0:
                yield DateExpression(Span(*match.span()), "DATE", str(year // 10), Kind.EXPLICIT)
        else:
            yield DateExpression(Span(*match.span()), "DATE", str(year), Kind.EXPLICIT, year)
