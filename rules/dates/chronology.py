"""The named days of a document, to be asked whether two of them lie so far apart, and which belong to a place."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from corpus.dates import DateExpression, Kind
from corpus.document import Document
from corpus.spans import Span
from rules.dates.reckoning import Days, elapsed, fits

_LONGEST = 366  # days of a date that an amount may be counted from; a decade is no end of one
_MOST = 60  # dates; a table or a calendar has everything in it
_SOME_YEAR = 2000  # stands for the year of days without one: a leap year
_DENIED = re.compile(r"\b(?:not|instead\sof|rather\sthan)\s(?:(?:in|on)\s)?(?:the\s)?\Z")
_LEAD = 24  # code points
_BACK = (3, 6)  # sentences before an amount, and before a definite one, in which its dates are looked for


class Chronology:
    """The dates of one document by place and by day."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.by_sentence: dict[int, list[DateExpression]] = {}
        for one in document.dates:
            number = document.sentence_index.number(one.span.start)
            if number is not None and days_of(one) and not self._is_denied(one):
                self.by_sentence.setdefault(number, []).append(one)

    def _is_denied(self, one: DateExpression) -> bool:
        """Whether the text says that it was not then: "in 1908 and not in 1918"."""
        start = one.span.start
        return _DENIED.search(self._document.folded, max(start - _LEAD, 0), start) is not None

    @cached_property
    def _days(self) -> list[Days]:
        """All days, those of the document too; none if they are too many to tell anything."""
        found = {days for those in self.by_sentence.values() for one in those if (days := days_of(one))}
        if self._document.anchor:
            found.add((self._document.anchor, self._document.anchor))
        return sorted(found) if len(found) <= _MOST else []

    @property
    def is_full(self) -> bool:
        """Whether the document has too many dates to say which belong together."""
        return not self._days

    def explains(self, amount: float, unit: str, how: str) -> bool:
        """Whether any two dates of the document are so far apart, so that the amount may be counted between them."""
        return any(
            fits(amount, unit, *elapsed(first, last, unit), how)
            for number, first in enumerate(self._days)
            for last in self._days[number + 1 :]
        )

    def around(self, place: Span, *, is_definite: bool, is_open: bool = False) -> list[DateExpression]:
        """The two dates that what stands at ``place`` can only be meant for; one, or none, if there are no more.

        They are the only two of its sentence, or the only one and the last one before it, or the last two before it:
        in its paragraph or, where it is definite ("those eight years"), before that; or the days of the next one;
        where it is open ("to mark the jubilee"), any date of that or of the one behind it.
        """
        number = self._document.sentence_index.number(place.start)
        paragraph = self._document.paragraph_index.at(place.start)
        if number is None or paragraph is None:
            return []
        own = self.by_sentence.get(number, [])
        if len(own) > 2:  # noqa: PLR2004 (two ends)
            return []
        before: list[DateExpression] = []
        for earlier in range(number - 1, max(number - 1 - _BACK[is_definite], -1), -1):
            if len(own) + len(before) >= 2 or not (  # noqa: PLR2004 (two ends)
                is_definite or self._document.sentences[earlier].start >= paragraph.start
            ):
                break
            before = [*self.by_sentence.get(earlier, []), *before]
        found = [*before, *own]
        if is_open and len(found) < 2:  # noqa: PLR2004 (two ends)
            found += self.by_sentence.get(number + 1) or self.by_sentence.get(number + 2, [])
        found = found or self._two_days(number + 1)
        if len(found) == len(own) == 1 and own[0].month:
            found += self._only(number + 1)
        return found if len(found) <= 2 else []  # noqa: PLR2004 (two ends)

    def _only(self, number: int) -> list[DateExpression]:
        """The date of a sentence, if it is one, with month and year."""
        found = self.by_sentence.get(number, [])
        return found if len(found) == 1 and found[0].year and found[0].month else []

    def _two_days(self, number: int) -> list[DateExpression]:
        """The two dates of a sentence, if they are whole days."""
        found = self.by_sentence.get(number, [])
        return found if len(found) == 2 and all(one.date for one in found) else []  # noqa: PLR2004 (two ends)


def days_of(one: DateExpression) -> Days | None:
    """The days that an amount may be counted from or to, those of some year where the text does not name it."""
    if one.kind not in {Kind.EXPLICIT, Kind.CONTEXT} or one.is_impossible:
        return None
    if one.interval:
        is_short = (one.interval[1] - one.interval[0]).days <= _LONGEST
        return one.interval if is_short and (one.year or one.month or one.day) else None
    if one.year is None and one.month and one.day:
        day = dt.date(_SOME_YEAR, one.month, one.day)
        return day, day
    return None
