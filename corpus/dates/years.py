"""Years in figures: 1998, 1914-18, the 1990s, the '60s, 480 BC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import lexicon
from corpus.dates.expressions import Form, Kind, Reading
from corpus.dates.months import year_number
from corpus.dates.words import ERA

_ISO_MONTH = re.compile(r"(?<![\w./,:$£€-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\w%]|[-/.,:]\d)")
_NOUNS = "|".join(re.escape(noun) for noun, _ in lexicon.entries("counted-nouns"))
_YEAR = re.compile(
    r"(?<![\w.,$£€#/:@+])(?:(?<=\bmid-)|(?<!\w-))(?P<year>1[0-9]\d\d|20\d\d)(?P<decade>'?s(?!\w))?"
    rf"(?:\s?[-–—/]\s?(?P<last>(?:1[0-9]|20)\d\d|\d\d)(?![\w%]|[.,:/-]\d|-\d))?"
    rf"(?![\w%°]|[.,:/]\d|[-–]\d|-[a-z]{{3}}|\s+(?:{_NOUNS})\b)"
)
# What leads to a year, where the number could well be another one.
_LEADS = (
    r"in|since|by|until|till|from|of|during|before|after|to|between|year|late|early|and|circa|around|about|spring|summer"
    r"|winter|autumn|fall|through|for|or|the|mid"
)
_LED_YEAR = re.compile(rf"(?:\b(?:{_LEADS})[\s-]|\bca?\.\s|\()\Z")
_LED = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|before|after|to)\s(?:about\s|around\s|early\s|late\s)?\Z"
)
_DECADE = re.compile(r"'?(?P<digits>[2-9]0)'?s(?!\w)")
_LED_DECADE = re.compile(
    r"(?:\bthe\s(?:early\s|late\s|mid-?\s?)?|\b(?:of|in|from|since)\s'|\b(?:early|late|mid)[\s-]')\Z"
)
_SHORT = re.compile(r"(?<=')(?P<digits>\d\d)(?!\w|['%]|[.,:/-]\d)")
_ERA = re.compile(
    rf"(?<![\w.,$£€/:])(?:(?P<first>\d{{1,4}})(?:\s?[–—-]\s?|\s(?:to|and|or)\s))?(?P<year>\d{{1,4}})(?P<decade>s)?\s?(?P<era>{ERA})"
)


def years(low: str, start: int) -> Iterator[Reading]:
    """What begins with the four digits at ``low[start]``: a month of a year, a decade, a year, two years."""
    month = _ISO_MONTH.match(low, start)
    if month and int(month["month"]) != int(month["year"][2:]) + 1:  # 2007-08 is a season
        year, number = int(month["year"]), int(month["month"])
        yield Reading(start, month.end(), "DATE", Form.DATE, Kind.EXPLICIT, None, year, number)
        return
    era, match = _ERA.match(low, start), _YEAR.match(low, start)
    if era:
        yield from _of_era(era)
    elif match and match["decade"]:
        yield from _decade(low, match)
    elif match:
        yield from _plain(low, match)


def _decade(low: str, match: re.Match[str]) -> Iterator[Reading]:
    """As in "the 1990s"; but "1998's" and "1990's budget" are of a year."""
    year = int(match["year"])
    if match["decade"] == "'s" and not low.endswith(("the ", "early ", "late ", "mid "), 0, match.start()):
        yield _year(match.start(), match.end("year"), year)
    elif year % 10 == 0:
        yield Reading(match.start(), match.end(), "DATE", Form.FIXED, Kind.EXPLICIT, str(year // 10))


def _plain(low: str, match: re.Match[str]) -> Iterator[Reading]:
    start, year, last = match.start(), int(match["year"]), match["last"]
    if (year < 1500 or year % 100 == 0) and not _LED_YEAR.search(low, max(start - 12, 0), start):  # noqa: PLR2004
        return  # such a number is a number more often than a year
    end = year if last is None else int(last) if len(last) == 4 else year // 100 * 100 + int(last)  # noqa: PLR2004
    if end < year and len(last) == 2:  # noqa: PLR2004
        return  # no month, no range: a part number
    yield _year(start, match.end("year"), year)
    if end > year or (end < year and _LED.search(low, max(start - 24, 0), start)):  # the latter is a slip, and reported
        yield _year(match.start("last"), match.end("last"), end)


def short_years(low: str, start: int) -> Iterator[Reading]:
    """What begins with the one to three digits at ``low[start]``: the 60s, '98, 480 BC."""
    decade, short, era = _DECADE.match(low, start), _SHORT.match(low, start), _ERA.match(low, start)
    if decade:
        # "In his 30s" is an age.
        if _LED_DECADE.search(low, max(start - 16, 0), start) or low.endswith((" '", " ‘"), 0, start):
            begin = start - 1 if low[start - 1] in "'‘" else start
            yield Reading(begin, decade.end(), "DATE", Form.FIXED, Kind.EXPLICIT, f"19{decade['digits'][0]}")
    elif era:
        yield from _of_era(era)
    elif short and _LED.search(low, max(start - 14, 0), start - 1):
        yield _year(start - 1, short.end(), full_year(short["digits"]))


def _of_era(match: re.Match[str]) -> Iterator[Reading]:
    year = year_number(match["year"], match["era"])
    if match["first"]:
        yield _year(match.start("first"), match.end("first"), year_number(match["first"], match["era"]))
    start = match.start("year")
    if match["decade"]:
        value = f"BC{-year // 10:03d}" if year < 0 else f"{year // 10:03d}"
        yield Reading(start, match.end(), "DATE", Form.FIXED, Kind.EXPLICIT, value)
    elif year:
        yield _year(start, match.end(), year)


def _year(start: int, end: int, year: int) -> Reading:
    return Reading(start, end, "DATE", Form.DATE, Kind.EXPLICIT, None, year)


def full_year(digits: str) -> int:
    """The year of two digits or four."""
    if len(digits) == 4:  # noqa: PLR2004
        return int(digits)
    return 1900 + int(digits) if int(digits) > 68 else 2000 + int(digits)  # noqa: PLR2004 (POSIX's pivot)
