"""Where expressions may be: one search for all words of time, and what reads around each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from corpus import lexicon
from corpus.dates import days, months, occasions, units
from corpus.dates.expressions import Form, Kind, Reading
from corpus.dates.numerals import Figures
from corpus.dates.words import DAY_PARTS, DECADES, MONTH_WORDS, SEASONS, SETS, UNIT_WORDS, WEEKDAY_WORDS, phrases

_REFERENCES = {"time-present": "PRESENT_REF", "time-past": "PAST_REF", "time-future": "FUTURE_REF"}
_STOP = re.compile(r"\s?(?:[.,;:)]|\Z)|\s(?:and|that)\s")
Reader = Callable[[str, str, int, int], "Reading | None"]


def readings(text: str, low: str) -> list[Reading]:
    """The readings of a text in order, none inside another; ``low`` is the folded text."""
    found = list(_all(text, low))
    # The longer of two that overlap is the whole expression; sorting puts it first.
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
        elif _is_vague(kept[-1]) and not _is_vague(reading):
            kept[-1] = reading  # "in the past two weeks" is no "in the past"
        elif kept[-1].form is Form.WEEKDAY and reading.weekday is not None and reading.end > kept[-1].end:
            reading.start = kept[-1].start  # "last Friday, March 3"
            kept[-1] = reading
    return kept


def _is_vague(reading: Reading) -> bool:
    return (reading.value or "").endswith("_REF") and reading.unit is None


def _all(text: str, low: str) -> Iterator[Reading]:
    pattern, readers = _compiled()
    figures = Figures(text, low)
    # A word is looked for only after what is no letter, which its match takes in: a line end before the text serves
    # the first one, and shifts all places by one.
    for match in pattern.finditer(f"\n{low}"):
        start, end = match.start(), match.end() - 1
        word = low[start:end]
        if word[0].isdigit():
            yield from figures.read(start, end)
            continue
        if start and low[start - 1].isalnum():
            continue
        for reader in readers[word]:
            if reader is _month:
                yield from months.read(text, low, start, end)
            else:
                reading = reader(text, low, start, end)
                if reading:
                    yield reading
    yield from figures.decided()


def _month(_text: str, _low: str, _start: int, _end: int) -> Reading | None:
    """Stands for :func:`months.read`, which may find two."""
    raise NotImplementedError


def _day_beside(low: str, start: int, end: int) -> Reading | None:
    # "The day before yesterday", "the day after the vote" are other days.
    return occasions.day_beside(low, start, end) if _STOP.match(low, end) else None


def _phrase(_text: str, low: str, start: int, end: int) -> Reading | None:
    value, is_relative = _references()[low[start:end]]
    if low.startswith((" of ", "-"), end) and value != "PAST_REF":
        return None
    return Reading(start, end, "DATE", Form.FIXED, Kind.RELATIVE if is_relative else Kind.VAGUE, value)


@cache
def _references() -> dict[str, tuple[str, bool]]:
    return {
        phrase: (value, bool(number)) for name, value in _REFERENCES.items() for phrase, number in phrases(name).items()
    }


@cache
def _compiled() -> tuple[re.Pattern[str], dict[str, list[Reader]]]:
    readers: dict[str, list[Reader]] = {}
    tables: list[tuple[Reader, list[str]]] = [
        (_month, list(MONTH_WORDS)),
        (days.weekday, [*WEEKDAY_WORDS, *(f"{name}s" for name in WEEKDAY_WORDS if len(name) > 5)]),  # noqa: PLR2004
        (_without_text(units.read), [*UNIT_WORDS, "half"]),
        (_without_text(days.season), list(SEASONS)),
        (_without_text(days.day_part), list(DAY_PARTS)),
        (_without_text(days.day_word), ["yesterday", "today", "tonight", "tomorrow"]),
        (days.often, list(SETS)),
        (_without_text(days.decade), list(DECADES)),
        (_without_text(days.fiscal), ["fiscal", "fy"]),
        (days.quarter, ["q1", "q2", "q3", "q4"]),
        (_phrase, list(_references())),
        (occasions.holiday, list(phrases("time-holidays"))),
        (occasions.feast, list(occasions.FEASTS)),
        (_without_text(occasions.age), ["age", "aged"]),
        (_without_text(occasions.anniversary), ["anniversary"]),
        (_without_text(_day_beside), ["the day before", "the day after", "the day following"]),
    ]
    for reader, words in tables:
        for word in words:
            readers.setdefault(word, []).append(reader)
    return re.compile(rf"[^a-z0-9](?:{lexicon.alternation(readers)}(?!\w)|fy(?=[0-9])|[0-9]+)"), readers


def _without_text(reader: Callable[[str, int, int], Reading | None]) -> Reader:
    def read(_text: str, low: str, start: int, end: int) -> Reading | None:
        return reader(low, start, end)

    return read
