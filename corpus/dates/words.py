"""The words of time: names, numbers, units, and the patterns that they make. All patterns read folded text."""

from __future__ import annotations

import re
from functools import cache

from corpus import lexicon

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_WORDS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1) if name != "may"},
    "sept": 9,
}
WEEKDAY_WORDS = {
    **{name: number for number, name in enumerate(WEEKDAYS)},
    **{name[:3]: number for number, name in enumerate(WEEKDAYS)},
    **dict.fromkeys(("tues", "thur", "thurs"), 3),
    "tues": 1,
}
SEASONS = {"spring": "-SP", "springtime": "-SP", "summer": "-SU", "summertime": "-SU", "autumn": "-FA", "fall": "-FA",
           "winter": "-WI", "wintertime": "-WI"}  # fmt: skip
DAY_PARTS = {"morning": "TMO", "mornings": "TMO", "afternoon": "TAF", "evening": "TEV", "evenings": "TEV",
             "night": "TNI", "overnight": "TNI", "noon": "T12:00", "midday": "TMI", "midnight": "T24:00", "dawn": "TMO",
             "dusk": "TEV", "daybreak": "TMO"}  # fmt: skip

# TIMEX3's letters; those of less than a day begin with T.
UNITS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
         "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}  # fmt: skip
UNIT_WORDS = {
    **UNITS,
    **{f"{word}s": letters for word, letters in UNITS.items() if word != "century"},
    "centuries": "CE",
    "min": "TM",
    "mins": "TM",
    "hrs": "TH",
}
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}  # how many months a unit has
_HALVES = {"TM": "PT30S", "TH": "PT30M", "D": "PT12H", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)},
}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
             "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
             "twentieth")  # fmt: skip
_ORDINAL_NUMBERS = {
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)},
    **{f"twenty {word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)},
    "thirtieth": 30,
    "thirty-first": 31,
}
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
           "nineties": 9}  # fmt: skip
SETS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
        "hourly": "PT1H", "nightly": "P1D", "everyday": "P1D", "biennially": "P2Y"}  # fmt: skip


def either(words: str) -> str:
    """A pattern for one of the words, which stand between white space."""
    return f"(?:{'|'.join(words.split())})"


NUMBER_WORDS = frozenset(
    part for word in (*_NUMBERS, *_TIMES, *_ORDINAL_NUMBERS) for part in word.replace("-", " ").split()
)
_NUMBER_WORD = lexicon.alternation([*_NUMBERS, *_TIMES])
ORDINAL = rf"(?:{lexicon.alternation(_ORDINAL_NUMBERS)}|\d{{1,2}}(?:st|nd|rd|th))"
# "Half a", "two and a half", "twelve to eighteen", "a few", "22.8".
COUNT = (
    rf"(?:(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?)(?:\s?(?:-|–|to|or)\s?\d{{1,4}})?"
    rf"|an?\s(?:hundred|thousand|dozen)(?:\sand\s{_NUMBER_WORD})?"
    rf"|{_NUMBER_WORD}(?:(?:\s(?:and|or|to)\s|[\s-]){_NUMBER_WORD}){{0,3}})(?:\sand\sa\shalf|-and-a-half|\s?½|[\s-]1/2)?"
    r"|half\san|half\sa|half|(?:a\squarter|three\squarters)\sof\san?|(?:a\s)?quarter|a\scouple(?:\sof)?|a\sgood\smany|a\sgreat\smany|(?:a|the\slast|the\sfirst)\sfew|very\sfew|few"
    r"|several|numerous|countless|(?<!\bas\s)many|(?:tens|dozens|scores|hundreds|thousands)\sof|a\snumber\sof|an|a)"
)
APPROXIMATE = (
    r"(?:about|around|approximately|roughly|nearly|almost|some|circa|c\.|ca\.|over(?!\s(?:the|its|his|her|their)\s)|under"
    r"|more\sthan|less\sthan|fewer\sthan"
    r"|at\sleast|at\smost|up\sto|as\smany\sas|as\slong\sas|well\sover|just\sover|just\sunder|barely|close\sto|perhaps"
    r"|maybe|an\sestimated|another)"
)
WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues?\b\.?|(?:mon|wed|thurs?|thu|fri|sat|sun)\b\.?)"
)
ERA = r"(?:b\.\s?c\.(?:\s?e\.)?|bce?|a\.\s?d\.|ad|c\.\s?e\.|ce)(?!\w)"


def ordinal(word: str) -> int | None:
    """1 for "first" and for "1st"; ``None`` if it is none."""
    return int(word[:-2]) if word[:1].isdigit() else _ORDINAL_NUMBERS.get(word)


def count(words: str) -> float | None:
    """The number that folded words name; ``None`` for "several" and its like."""
    words = words.removesuffix(" of")
    if words in {"a", "an"}:
        return 1
    if words.startswith("half"):
        return 0.5
    if "quarter" in words:
        return 0.75 if words.startswith("three") else 0.25
    if words == "a couple":
        return 2
    halved = re.sub(r"\sand\sa\shalf|-and-a-half|\s?½|[\s-]1/2", "", words)
    number = _number(halved)
    return None if number is None else number + (0.5 if halved != words else 0)


def _number(words: str) -> float | None:
    if words[:1].isdigit():
        plain = words.replace(",", "")
        try:
            return float(plain) if "." in plain else int(plain)
        except ValueError:
            return None  # "two to three", "10-12": not one number
    total = current = 0
    for word in re.split(r"[\s-]", words):
        if word in _NUMBERS:
            current += _NUMBERS[word]
        elif word in _TIMES:
            current = max(current, 1) * _TIMES[word]
        elif word not in {"and", "a", "an"}:
            return None
    return total + current or None


def amount_text(amount: float | None) -> str:
    """An amount as TIMEX3 writes it: ``X`` where it is not said."""
    return "X" if amount is None else f"{amount:g}"


def duration(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration."""
    if amount == 0.5 and unit in _HALVES:  # noqa: PLR2004 (half an hour)
        return _HALVES[unit]
    return f"P{unit[0] if unit[0] == 'T' else ''}{amount_text(amount)}{unit.lstrip('T')}"


@cache
def phrases(name: str) -> dict[str, float]:
    """The phrases of a lexicon with their numbers."""
    return dict(lexicon.entries(name))
