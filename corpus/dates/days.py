"""Weekdays, seasons, times of the day, holidays and single words of time."""

from __future__ import annotations

import re

from corpus.dates.expressions import Base, Form, Kind, Reading
from corpus.dates.words import DAY_PARTS, DECADES, SEASONS, SETS, WEEKDAY_WORDS

_WINDOW = 28  # code points before the word
_WHICH = re.compile(
    r"(?<!\w)(?:(?P<every>every|each)(?:\sother)?|(?P<det>the|this|that)?(?:(?<=\w)\s)?"
    r"(?P<which>last|past|next|coming|previous|preceding|following|same)?)\s(?:early\s|late\s)?\Z"
)
_PART = r"(?:(?P<early>early|late|mid)[\s-])?(?P<part>morning|afternoon|evening|night)(?P<many>s)?(?!\w)"
_PART_AFTER = re.compile(rf"\s{_PART}")
_AFTER_DAY = re.compile(rf"(?:'s)?\s{_PART}|\s(?:of\s)?(?P<week>last|this|next)\sweek(?!\w)")
_OF_YEAR = re.compile(
    r"(?:,?\s(?:of\s|in\s)?(?P<year>(?:1[0-9]|20)\d\d)(?![\w%]|[.,]\d)(?:[-–/](?P<last>\d\d)(?!\w))?"
    r"|\s(?:of\s|in\s)?(?P<bc>\d{1,4})\s?(?:b\.\s?c\.(?:\s?e\.)?|bce?)(?!\w)"
    r"|\s(?:of\s)?(?P<which>that|the\ssame|this|last|next|the\sfollowing|the\sprevious)\syear(?!\w))"
)
_SEASON_LEAD = re.compile(
    r"\b(?:in|by|during|since|until|from|over|throughout|through|before|after|and|or|mid|early|late|of|to|every|each|all|for)[\s-]\Z"
)
_DAY_LEAD = re.compile(r"\b(?:at|by|during|until|before|around|from|of|after|till|all|since|in\sthe|about|past)\s\Z")
_STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1}
_SAME_DAY = re.compile(r"\sof\sthe\s(?:same|next|following|previous)\sday")
# Days with names of their own, and newspapers: "Bloody Sunday", "The Sunday Times".
_NAMED_DAYS = ("super ", "bloody ", "black ", "ash ", "palm ", "shrove ", "maundy ", "cyber ", "giving ")
_NAMED_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Mail|Post|Herald|Express|Tribune|Independent|Star|Record|People|Mercury|Business|Review"
    r"|Night\sLive|Evening\sPost)\b"
)
_DAY_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NAMED_DECADE = re.compile(r"\bthe\s(?:early\s|late\s|mid-?\s?)?(?:(?P<century>nineteen|eighteen)[\s-])?\Z")
_FISCAL = re.compile(r"(?:[\s-]year)?\s?(?:'?(?P<year>20\d\d|19\d\d|\d\d))(?![\w%]|[.,]\d)")
_QUARTER = re.compile(r"(?:\sof)?[\s-](?:fy\s?)?(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d)")


def weekday(text: str, low: str, start: int, end: int) -> Reading | None:
    """The expression around a weekday: "last Friday", "Thursday night", "every Monday", "Tuesday of last week"."""
    if not text[start].isupper() or (end - start < 6 and not low.startswith(".", end)):  # noqa: PLR2004 ("Sun", "Sat" are words)
        return None
    name = low[start:end]
    if low.endswith(_NAMED_DAYS, 0, start) or _NAMED_AFTER.match(text, end):
        return None
    plural = name.endswith("s") and name not in WEEKDAY_WORDS
    number = WEEKDAY_WORDS[name.rstrip("s") if plural else name]
    reading = Reading(start, end, "DATE", Form.WEEKDAY, Kind.RELATIVE, weekday=number)
    which = _before(low, start)
    if plural or (which and which["every"]):
        reading.start = which.start() if which and which["every"] else start
        return _repeated(reading, f"XXXX-WXX-{number + 1}")
    if which and (which["which"] or which["det"] in {"this", "that"}):
        _place(reading, which)
    after = _AFTER_DAY.match(low, end)
    if after:
        reading.end = after.end()
        if after["week"]:
            reading.unit, reading.step = "W", _STEPS.get(after["week"], 0)
        elif after["part"]:
            reading.type, reading.part = "TIME", DAY_PARTS[after["part"]]
            return _repeated(reading, f"XXXX-WXX-{number + 1}{reading.part}") if after["many"] else reading
    return reading


def _place(reading: Reading, which: re.Match[str]) -> None:
    """Which one of many is meant, by the words before it."""
    reading.start = which.start()
    reading.step = _STEPS.get(which["which"] or "", 0)
    reading.unit = "this" if which["det"] == "this" else None
    if which["which"] in {"following", "previous", "preceding", "same"} or which["det"] == "that":
        reading.base, reading.kind = Base.EARLIER, Kind.CONTEXT


def _repeated(reading: Reading, value: str) -> Reading:
    reading.type, reading.form, reading.kind, reading.value = "SET", Form.FIXED, Kind.SET, value
    return reading


def _before(low: str, start: int) -> re.Match[str] | None:
    match = _WHICH.search(low, max(start - _WINDOW, 0), start)
    return match if match and match[0].strip() else None


def season(low: str, start: int, end: int) -> Reading | None:
    """As in "spring 2014", "last summer", "the winter"."""
    name = low[start:end]
    reading = Reading(start, end, "DATE", Form.DATE, Kind.CONTEXT, part=SEASONS[name])
    which, after = _before(low, start), _OF_YEAR.match(low, end)
    if which:
        reading.start = which.start()
    if after:
        reading.end = after.end()
        if after["year"] or after["bc"]:
            reading.year, reading.kind = int(after["year"] or f"-{after['bc']}"), Kind.EXPLICIT
        else:
            reading.unit, reading.step = "Y", _STEPS.get(after["which"].split()[-1], 0)
            reading.base = Base.DOCUMENT if after["which"] in {"this", "last", "next"} else Base.EARLIER
        return reading
    if which and which["every"]:
        return _repeated(reading, f"XXXX{SEASONS[name]}")
    if which and (which["which"] or which["det"] in {"this", "that"}):
        return _qualified_season(reading, which)
    is_led = _SEASON_LEAD.search(low, max(reading.start - 12, 0), reading.start) is not None
    if name in {"fall", "spring", "winter", "summer", "autumn"} and low.startswith(("-", "'s ", "s ", " of "), end):
        return None
    if name == "fall":
        return reading if which and is_led and low.startswith((",", ".", " and "), end) else None
    return reading if is_led or which else None


def _qualified_season(reading: Reading, which: re.Match[str]) -> Reading:
    word = which["which"] or which["det"]
    reading.unit, reading.step = "S", _STEPS.get(word, 0)
    is_from_text = word in {"that", "same", "previous", "preceding", "following"} or (
        word == "next" and which["det"] == "the"
    )
    reading.base = Base.EARLIER if is_from_text else Base.DOCUMENT
    reading.kind = Kind.CONTEXT if is_from_text else Kind.RELATIVE
    return reading


def day_part(low: str, start: int, end: int) -> Reading | None:
    """As in "this morning", "that night", "noon", "in the evening"."""
    name = low[start:end]
    reading = Reading(start, end, "TIME", Form.CLOCK, Kind.CONTEXT, part=DAY_PARTS[name])
    if name in {"mornings", "evenings"} or (name in {"dawn", "dusk"} and low.startswith(" of ", end)):
        return None
    if low.startswith(" hours", end):
        reading.end += 6
    if name == "night" and low.endswith(("at ", "by ", "all "), 0, start):
        reading.form, reading.value = Form.FIXED, "XXXX-XX-XXTNI"  # any night
        return reading
    which = _before(low, start)
    if which and which["every"]:
        reading.start = which.start()
        return _repeated(reading, f"XXXX-XX-XX{DAY_PARTS[name]}")
    if which:
        return _qualified_part(low, reading, which)
    is_led = name == "overnight" or _DAY_LEAD.search(low, max(start - 10, 0), start) is not None
    return reading if is_led else None


def _qualified_part(low: str, reading: Reading, which: re.Match[str]) -> Reading | None:
    word = which["which"] or which["det"]
    if word == "the" and low.startswith((" of the ", "-"), reading.end) and not _SAME_DAY.match(low, reading.end):
        return None
    reading.start, reading.step = which.start(), _STEPS.get(word or "", 0)
    if word == "this" or (word == "last" and not which["det"]):
        reading.base, reading.kind, reading.unit = Base.DOCUMENT, Kind.RELATIVE, "D"
    else:
        reading.base, reading.unit = Base.EARLIER, None if word in {"the", None} else "D"
    return reading


def day_word(low: str, start: int, end: int) -> Reading:
    """As in "yesterday", "tonight", "tomorrow morning"."""
    name = low[start:end]
    reading = Reading(start, end, "DATE", Form.SHIFT, Kind.RELATIVE, unit="D", step=_DAY_WORDS[name])
    if low.endswith("the day before ", 0, start):
        reading.start, reading.step = start - 15, reading.step - 1
    elif low.endswith("the day after ", 0, start):
        reading.start, reading.step = start - 14, reading.step + 1
    after = _PART_AFTER.match(low, end)
    if name == "tonight":
        reading.type, reading.part = "TIME", "TNI"
    elif after:
        reading.end, reading.type, reading.part = after.end(), "TIME", DAY_PARTS[after["part"]]
    return reading


def often(text: str, low: str, start: int, end: int) -> Reading | None:
    """As in "daily", "annually"."""
    if text[start].isupper() and start > 1 and text[start - 2].isalpha():
        return None  # "the China Daily"
    value = SETS[low[start:end]]
    return Reading(start, end, "SET", Form.FIXED, Kind.SET, value, unit=value[2:], amount=1)


def decade(low: str, start: int, end: int) -> Reading | None:
    """As in "the early seventies"."""
    before = _NAMED_DECADE.search(low, max(start - 28, 0), start)
    if before is None or low.startswith((" of ", "-"), end):
        return None
    century = 18 if before["century"] == "eighteen" else 19
    return Reading(start, end, "DATE", Form.FIXED, Kind.EXPLICIT, f"{century}{DECADES[low[start:end]]}")


def fiscal(low: str, start: int, end: int) -> Reading | None:
    """As in "fiscal 2019", "FY19"."""
    match = _FISCAL.match(low, end)
    if match is None:
        return None
    year = int(match["year"])
    year = year if year > 99 else 2000 + year  # noqa: PLR2004
    return Reading(start, match.end(), "DATE", Form.DATE, Kind.EXPLICIT, None, year)


def quarter(text: str, low: str, start: int, end: int) -> Reading | None:
    """As in "Q3 2018"."""
    if not text[start].isupper():
        return None
    reading = Reading(start, end, "DATE", Form.DATE, Kind.CONTEXT, part=f"-Q{low[end - 1]}")
    match = _QUARTER.match(low, end)
    if match:
        reading.end, reading.kind, reading.year = match.end(), Kind.EXPLICIT, int(match["year"])
    return reading
