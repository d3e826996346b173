"""Dates with the name of a month: March 23, 2023; the 14th of May; 9-11 April; October 1998; 480 BC's August."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from corpus.dates.expressions import Base, Form, Kind, Reading
from corpus.dates.words import ERA, MONTH_WORDS, MONTHS, ORDINAL, WEEKDAY, WEEKDAY_WORDS, ordinal

_LONGEST_MONTH = 31  # days
_WINDOW = 48  # code points before and after a month's name
# "May", "march", "mar" and "sun" are words too: a bare one must stand after what leads to a time.
_WORDS_TOO = frozenset(("dec", "jan", "mar", "march", "may"))
_NAMES_TOO = frozenset(("april", "june", "august"))
_JOINING = ("and ", "or ", "of ", "to ", "for ", "with ")
_TIME_WORD = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|last|next|this|early|late|mid|through|between|and|of|to|for|and"
    r"|or|on|around|about|every|each|beginning|end)[\s-]\Z"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?!\w)|{ORDINAL}(?!\w))"
# "31 May-1 June"; but "Covid-19".
_AFTER_MONTH = rf"(?:{'|'.join(f'(?<={name[-3:]}[-–])' for name in MONTHS)})"
_BEFORE = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?"
    rf"(?:(?:(?<![\w.,$£€:/-])|{_AFTER_MONTH})(?:(?P<first>{_DAY})(?P<link>\s*[–—-]\s*|\s+(?:and|to|or|until|till)\s+(?:the\s)?))?(?P<day>{_DAY})"
    r"(?P<of>\s+(?:day\s+)?of\s+|-|\s+))?\Z"
)
_AFTER = re.compile(
    rf"(?:\.?\s+(?:the\s+)?(?P<day>{_DAY})(?![:%]|[.,]\d|\s*(?:per\s?cent|million|billion|a\.m|p\.m|am\b|pm\b))"
    rf"(?:(?P<link>\s*(?:[–—-]|/)\s*|\s+(?:and|to|or|until|till|through)\s+(?:the\s)?)(?P<last>{_DAY})(?![:%]|[.,]\d"
    rf"|\s*(?:per\s?cent|percent|million|billion|a\.m|p\.m|am\b|pm\b)|\s(?:{'|'.join(MONTHS)})))?)?"
    rf"(?:\.?(?:,\s*|-|\s+of\s+|,?\s+)(?:the\s+year\s+)?(?P<year>\d{{4}}(?!\s?{ERA})|\d{{1,4}}(?=\s?{ERA}))(?![\d%]|[.,]\d)"
    rf"(?:\s?(?P<era>{ERA}))?"
    r"|,?\s(?:of\s)?(?P<which>that|this|last|next|the\s(?:same|following|previous|preceding|next))\syear(?!\w))?"
)
_COUNTED = re.compile(
    r"\s(?:of\s|(?!(?:at|in|on|and|to|when|for|or|by|with|from|until|as|after|before|was|is|has|had|the)\b)[a-z])"
)
_QUALIFIED = re.compile(r"\b(?:(?P<which>last|next|this|that|the\ssame|the\sfollowing|the\sprevious)|every|each)\s\Z")
_STEPS = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1}


def read(text: str, low: str, start: int, end: int) -> Iterator[Reading]:
    """The date around the month's name at ``low[start:end]``: two where it names two days."""
    name = low[start:end]
    if name in _WORDS_TOO and text[start].islower():
        return
    if not text[start].isupper() and name not in MONTHS:
        return  # "dec" and "jun" in small letters are nothing
    if text.startswith("-", end) and text[end + 1 : end + 2].isupper() and low[end + 1 : end + 4] not in MONTH_WORDS:
        return
    floor = max(start - _WINDOW, text.rfind("\n", max(start - _WINDOW, 0), start) + 1)
    before, after = _BEFORE.search(low, floor, start), _AFTER.match(low, end, _ceiling(low, end, name))
    assert before is not None  # all its parts are optional
    assert after is not None
    if after["day"] and after["day"].isalpha() and text[after.start("day")].isupper():
        after = _AFTER.match(low, end, end)  # "by the end of May the Second Army"
        assert after is not None
    if before["day"] and after["day"] and (before["of"] or "").startswith("-"):
        before = _BEFORE.search(low, start, start)  # "March 19-April 30"
        assert before is not None
    if before["day"] and after["day"]:
        # "On 5 May 10 people died": the day stands before, what follows is another number.
        after = _AFTER.match(low, end, end)
        assert after is not None
    day = before["day"] or after["day"]
    is_bare = not (day or after["year"] or before["weekday"])
    is_name = name in _NAMES_TOO and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    if is_name and is_bare and low.endswith(_JOINING, 0, start):
        return  # "April Smith and June Jones"
    if is_bare and (is_name or name in _WORDS_TOO) and not _TIME_WORD.search(low, floor, start):
        return  # "May" at the head of a sentence is a verb or a name
    yield from _readings(low, Names(name, start, end, floor), before, after)


def _ceiling(low: str, end: int, name: str) -> int:
    """How far a date may go on: not beyond a blank line, nor beyond a full stop that ends no abbreviation."""
    if low.startswith(".", end) and name in MONTHS:
        return end
    blank = low.find("\n\n", end, end + _WINDOW)
    return blank if blank >= 0 else min(end + _WINDOW, len(low))


class Names:
    """A month's name and where it stands; nothing is looked for before ``floor``."""

    __slots__ = ("end", "floor", "month", "start")

    def __init__(self, name: str, start: int, end: int, floor: int) -> None:
        self.month = MONTH_WORDS[name]
        self.start, self.end, self.floor = start, end, floor


def _readings(low: str, names: Names, before: re.Match[str], after: re.Match[str]) -> Iterator[Reading]:
    day = _day(before["day"] or after["day"])
    year = year_number(after["year"], after["era"]) if after["year"] else None
    weekday = WEEKDAY_WORDS[before["weekday"].rstrip(".")] if before["weekday"] else None
    impossible = is_impossible(year, names.month, day)
    if impossible and year is None and low[names.start : names.end] in _WORDS_TOO and (day or 0) > _LONGEST_MONTH:
        return  # "the 41st March for Life"
    if after["day"] and year is None and weekday is None and impossible and _COUNTED.match(low, after.end()):
        return  # "in April 31 schools were closed": a number of things, not a day
    reading = Reading(
        before.start(), after.end(), "DATE", Form.DATE, Kind.EXPLICIT, None, year, names.month, day, weekday
    )
    reading.is_impossible = impossible
    if after["which"]:
        _of_year(reading, after["which"])
    elif year is None and day is None:
        _qualify(low, names, reading)
    first, second = _day(before["first"]), _day(after["last"])
    if before["day"] and first:
        other = Reading(
            before.start("first"), before.end("first"), "DATE", Form.DATE, Kind.EXPLICIT, None, year, names.month, first
        )
        other.is_impossible = is_impossible(year, names.month, first)
        reading.start = before.start("day")
        yield other
    elif after["day"] and second:
        other = Reading(
            after.start("last"), after.end(), "DATE", Form.DATE, Kind.EXPLICIT, None, year, names.month, second
        )
        other.is_impossible = is_impossible(year, names.month, second)
        reading.end = after.end("day")
        yield reading
        yield other
        return
    yield reading


def _of_year(reading: Reading, which: str) -> None:
    """As in "May 14 of that year": the year of an earlier expression, or one beside it."""
    word = which.rsplit(maxsplit=1)[-1]
    reading.unit, reading.step = "Y", _STEPS.get(word, 0)
    reading.base = Base.DOCUMENT if which in {"this", "last", "next"} else Base.EARLIER


def _qualify(low: str, names: Names, reading: Reading) -> None:
    """As in "last May", "that same June", "every March"."""
    found = _QUALIFIED.search(low, names.floor, names.start)
    if found is None:
        return
    reading.start = found.start()
    which = found["which"]
    if which is None:
        reading.type, reading.form, reading.kind, reading.value = "SET", Form.FIXED, Kind.SET, f"XXXX-{names.month:02d}"
    elif which in {"last", "next"}:
        reading.kind, reading.unit, reading.step = Kind.RELATIVE, "M", _STEPS[which]
    elif which == "this":
        reading.kind = Kind.RELATIVE


def _day(words: str | None) -> int | None:
    if not words:
        return None
    return int(words) if words.isdigit() else ordinal(words)


def year_number(digits: str, era: str | None) -> int:
    """The year, negative before Christ."""
    return -int(digits) if era and era.startswith("b") else int(digits)


def is_impossible(year: int | None, month: int, day: int | None) -> bool:
    """Whether the calendar has no such month or day."""
    if not 1 <= month <= len(MONTHS):
        return True
    if day is None:
        return False
    # Without a year, 29 February may be right.
    longest = monthrange(year, month)[1] if year and 0 < year < 10_000 else monthrange(2000, month)[1]  # noqa: PLR2004
    return not 1 <= day <= longest
