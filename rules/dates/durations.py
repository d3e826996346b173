"""Amounts of time beside the dates that they lie between: "two decades ago, in 1972"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates import DateExpression, Kind
from corpus.dates.words import COUNT, UNIT_WORDS, count
from corpus.spans import Span
from rules.dates.reckoning import Days, Passage, Stated, is_named, iso, mismatch, words
from rules.model import Finding

_AGO = re.compile(rf"(?:[\w\s]+?\s)??(?P<count>{COUNT})[\s-](?P<unit>{'|'.join(UNIT_WORDS)})\sago\Z")
_APPOSED = re.compile(
    r"(?:,\s(?:back\s)?|\s\(|\s[–—]\s|\sto\sthe\s(?:day|month|year|week),\s|,\sto\sthe\s(?:day|month|year),\s)"
    r"(?:(?P<in>in|on|around)\s)?(?:the\s)?"
)
_LEADING = re.compile(r"(?:,\s|\s\(|\s[–—]\s)(?:only\s|just\s|exactly\s|some\s|that\sis,?\s)?(?:the\s)?")
_CLOSED = re.compile(r"[,.;:)!?–—]|\s[–—]|\Z")
_FOR = re.compile(
    r"\)?,?\s\(?(?:for|lasting|a\speriod\sof|a\stotal\sof|a\sspan\sof|which\slasted|over)\s(?:a\stotal\sof\s)?"
)
_TODAY = frozenset(("today", "this week", "this month", "this year", "this day", "yesterday", "tomorrow"))
_SINCE_BEFORE = re.compile(r"\bsince\s(?:early\s|late\s|the\s)?\Z")
_SINCE = re.compile(r",?\s\(?(?:ever\s)?since\s(?:early\s|late\s|the\s)?")
_HAS = re.compile(r"\b(?:has|have|'ve|is|are)\b")
_HAD = re.compile(r"\b(?:had|was|were)\b")
_AFTER = re.compile(r"\s(?P<how>after|before)\s(?!that\b|this\b)")
# An amount behind its two ends: "began in 2006 and ended in 2011, a period of five years"; "…, three years later".
_BETWEEN_ENDS = re.compile(r"[^;:()“”\"]{1,120}\s(?:in|on|by|until|till|to)\s(?:the\s)?(?:early\s|late\s)?")
_ENDED = re.compile(
    r"\b(?:ended|closed|lifted|finished|stopped|over|until|till|to|left|died|retired|resigned|sold|demolished|repealed|expired"
    r"|abolished|dissolved|completed|scrapped|removed|reopened|abandoned|broke\sup|divorced|released|freed|returned)\b"
)
_A_PERIOD = re.compile(r",?\s(?:[–—]\s)?\(?(?:a|that\sis,?\sa|in\sall\sa)\s(?:period|total|span|stretch|run)\sof\s")
_LATER = re.compile(rf"(?:(?:only|just|some|exactly|fully|a\sfull)\s)?(?P<count>{COUNT})\s(?P<unit>years)\slater\Z")
_SLIP = 2  # years that a count may be off by a slip of the pen; more are counted from something else
_CALENDAR = frozenset(("D", "W", "M", "Y", "DE", "CE"))


def mismatches(passage: Passage) -> Iterator[Finding]:
    """Amounts that the dates beside them contradict, in one sentence."""
    dates = passage.dates
    for number, (first, last) in enumerate(passage.pairs):
        yield from _ago(passage, first, last)
        yield from _since(passage, first, last)
        for third in dates[number + 2 : number + 3]:
            if passage.between(first, last) == " " and passage.of(last) in _TODAY:
                yield from _ago(passage, first, third)  # "fifty years ago today, on 15 April 1912"
            yield from _three(passage, first, last, third)


def _three(passage: Passage, a: DateExpression, b: DateExpression, c: DateExpression) -> Iterator[Finding]:
    """A distance and both its ends."""
    if is_named(a) and is_named(b):
        yield from _behind(passage, a, b, c)
    if _is_amount(a) and is_named(b) and is_named(c):
        yield from _after(passage, a, b, c, is_first=False)
    elif _is_amount(b) and is_named(a) and is_named(c):
        yield from _after(passage, b, c, a, is_first=True)


def _behind(passage: Passage, a: DateExpression, b: DateExpression, c: DateExpression) -> Iterator[Finding]:
    """As in "began in 2006 and ended in 2011, a period of six years"; "built in 1994, closed in 1997, four later"."""
    between, joint = passage.between(a, b), passage.between(b, c)
    is_of_both = _BETWEEN_ENDS.fullmatch(between) is not None and _ENDED.search(between) is not None
    if not is_of_both or _days(a) >= _days(b) or passage.is_quoted(c):
        return
    if _is_amount(c) and _A_PERIOD.fullmatch(joint):
        yield from _told(passage, c, (a, b), _days(a), _days(b))
    elif c.kind is Kind.CONTEXT and joint == ", " and _CLOSED.match(passage.after(c, 2)):
        yield from _later(passage, a, b, c)


def _later(passage: Passage, a: DateExpression, b: DateExpression, c: DateExpression) -> Iterator[Finding]:
    """The finding, if years are counted wrongly from one to another, of both of which only the year is known."""
    later = _LATER.fullmatch(passage.of(c))
    amount = count(later["count"]) if later else None
    if not amount or a.month or b.month:
        return
    passed = (b.year or 0) - (a.year or 0)
    # From December to January of two years it may be one less than their difference, but never more.
    if 0 < amount - passed <= _SLIP or passed - amount == _SLIP:
        yield Finding(
            Span(a.span.start, c.span.end),
            f"“{words(passage.document, c)}”: from {a.year} to {b.year} it is {passed} years",
            evidence={
                "stated": words(passage.document, c),
                "from": iso(_days(a)),
                "to": iso(_days(b)),
                "years": passed,
            },
            related=(passage.related(a), passage.related(b)),
        )


def _is_amount(expression: DateExpression) -> bool:
    return expression.kind is Kind.DURATION and bool(expression.amount) and expression.unit in _CALENDAR


def _ago(passage: Passage, first: DateExpression, last: DateExpression) -> Iterator[Finding]:
    """As in "Two decades ago, in 1972"; "in 1972, two decades ago"."""
    anchor = passage.document.anchor
    ago, date = (first, last) if first.kind is Kind.RELATIVE else (last, first)
    found = _AGO.fullmatch(passage.of(ago)) if ago.kind is Kind.RELATIVE and is_named(date) else None
    if anchor is None or found is None or passage.is_quoted(ago):
        return
    between = passage.between(first, last)
    is_closed = _CLOSED.match(passage.after(last, 2)) is not None
    apposed = _APPOSED.fullmatch(between) if ago is first else _LEADING.fullmatch(between) if is_closed else None
    if apposed is None or (ago is first and not apposed["in"] and not is_closed):
        return
    amount, unit = count(found["count"]), UNIT_WORDS[found["unit"]]
    if found["unit"].startswith("fortnight") and amount:
        amount *= 2
    if amount and unit in _CALENDAR:
        how = passage.before(ago, 14) + passage.of(ago)
        yield from mismatch(passage.document, Stated(ago, amount, unit, how), (date,), _days(date), (anchor, anchor))


def _since(passage: Passage, amount: DateExpression, date: DateExpression) -> Iterator[Finding]:
    """As in "has been dark for fourteen months, since March 2020"."""
    anchor = passage.document.anchor
    if anchor is None or passage.is_quoted(amount):
        return
    if _is_amount(date) and is_named(amount) and _FOR.fullmatch(passage.between(amount, date)):
        amount, date = date, amount
        is_since = _SINCE_BEFORE.search(passage.before(date)) is not None
        before = passage.before(date, 80)
    else:
        is_since = _is_amount(amount) and is_named(date) and _SINCE.fullmatch(passage.between(amount, date)) is not None
        before = passage.before(amount, 80)
        is_since = is_since and before.endswith("for ")
    has, had = (max((match.end() for match in verb.finditer(before)), default=-1) for verb in (_HAS, _HAD))
    if is_since and has > had:
        yield from _told(passage, amount, (date,), _days(date), (anchor, anchor))


def _after(
    passage: Passage, amount: DateExpression, start: DateExpression, end: DateExpression, *, is_first: bool
) -> Iterator[Finding]:
    """As in "Twenty years after the war ended in 1945, in 1955"; ``is_first``: "in 1955, twenty years after 1945"."""
    between = passage.between(amount, start)
    how = _AFTER.match(between)
    if how is None or "," in between or ";" in between:
        return
    joint = passage.between(end, amount) if is_first else passage.between(start, end)
    apposed = _LEADING.fullmatch(joint) if is_first else _APPOSED.fullmatch(joint)
    if apposed is None or (not is_first and not apposed["in"]):
        return
    first, last = (start, end) if how["how"] == "after" else (end, start)
    yield from _told(passage, amount, (start, end), _days(first), _days(last))


def _days(expression: DateExpression) -> Days:
    assert expression.interval is not None
    return expression.interval


def _told(
    passage: Passage, amount: DateExpression, dates: tuple[DateExpression, ...], first: Days, last: Days
) -> Iterator[Finding]:
    assert amount.amount is not None
    assert amount.unit is not None
    how = passage.before(amount, 14) + passage.of(amount)
    yield from mismatch(passage.document, Stated(amount, amount.amount, amount.unit, how), dates, first, last)
