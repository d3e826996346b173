"""Amounts of time beside the dates that they lie between: "two decades ago, in 1972"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates import DateExpression, Kind
from corpus.dates.words import COUNT, UNIT_WORDS, count
from corpus.spans import Span
from rules.dates.reckoning import Days, Passage, elapsed, fits, is_named, iso, shown, told, told_days
from rules.model import Finding, Related

_AGO = re.compile(rf"(?:[\w\s]+?\s)??(?P<count>{COUNT})[\s-](?P<unit>{'|'.join(UNIT_WORDS)})\sago\Z")
_APPOSED = re.compile(
    r"(?:,\s(?:back\s)?|\s\(|\s[–—]\s|\sto\sthe\s(?:day|month|year|week),\s|,\sto\sthe\s(?:day|month|year),\s)"
    r"(?:(?P<in>in|on|around)\s)?(?:the\s)?"
)
_LEADING = re.compile(r"(?:,\s|\s\(|\s[–—]\s)(?:only\s|just\s|exactly\s|some\s|that\sis,?\s)?(?:the\s)?")
_CLOSED = re.compile(r"[,.;:)!?–—]|\s[–—]|\Z")
_TO = re.compile(r"\s?[-–—]\s?|,?\s(?:to|until|till|through)\s(?:the\s)?|\sand\s(?:the\s)?")
_RANGE_BEFORE = re.compile(r"(?:\b(?:from|between)\s(?:the\s)?|\()\Z")
_FOR = re.compile(
    r"\)?,?\s\(?(?:for|lasting|a\speriod\sof|a\stotal\sof|a\sspan\sof|which\slasted|over)\s(?:a\stotal\sof\s)?"
)
_NAMED_RANGE = re.compile(
    r"'?(?:\s(?!of\b|in\b|later\b|earlier\b|after\b|before\b|ago\b)[\w'-]+){0,3}(?:\s\((?:from\s)?|,\s(?:from|between)\s|\sfrom\s)(?:the\s)?"
)
_TODAY = frozenset(("today", "this week", "this month", "this year", "this day", "yesterday", "tomorrow"))
_SINCE_BEFORE = re.compile(r"\bsince\s(?:early\s|late\s|the\s)?\Z")
_SINCE = re.compile(r",?\s\(?(?:ever\s)?since\s(?:early\s|late\s|the\s)?")
_HAS = re.compile(r"\b(?:has|have|'ve|is|are)\b")
_HAD = re.compile(r"\b(?:had|was|were)\b")
_AFTER = re.compile(r"\s(?P<how>after|before)\s(?!that\b|this\b)")
_LASTED = re.compile(r"\blast(?:ed|ing)\s(?:for\s)?\Z")
_BEGAN = re.compile(r"\b(?:began|begun|started|opened|broke\sout)\b(?:\s[\w'-]+){0,3}\s\Z")
_ENDED = re.compile(r"\b(?:ended|finished|closed|called\soff|concluded|over|stopped)\b(?:\s[\w'-]+){0,3}\s\Z")
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
    """A range and how long it is, or a distance and both its ends."""
    if _is_range(passage, a, b) and _is_amount(c) and _FOR.fullmatch(passage.between(b, c)):
        yield from _span(passage, c, a, b)
    elif _is_amount(a) and _is_range(passage, b, c) and _NAMED_RANGE.fullmatch(passage.between(a, b)):
        if not _is_name(passage, a):
            yield from _span(passage, a, b, c)
    elif _is_amount(c) and is_named(a) and _is_begun_and_ended(passage, a, b, c):
        yield from _span(passage, c, a, b)
    elif _is_amount(a) and is_named(b) and is_named(c):
        yield from _after(passage, a, b, c, is_first=False)
    elif _is_amount(b) and is_named(a) and is_named(c):
        yield from _after(passage, b, c, a, is_first=True)


def _is_amount(expression: DateExpression) -> bool:
    return expression.kind is Kind.DURATION and bool(expression.amount) and expression.unit in _CALENDAR


def _is_name(passage: Passage, expression: DateExpression) -> bool:
    """Whether an amount is part of a name, which need not count well: the Hundred Years' War."""
    return passage.document.prose.text[expression.span.end - 5 : expression.span.end].strip()[:1].isupper() or any(
        word[:1].isupper()
        for word in passage.document.prose.text[expression.span.start : expression.span.end]
        .replace("-", " ")
        .split()[1:]
    )


def _is_range(passage: Passage, first: DateExpression, last: DateExpression) -> bool:
    return (
        is_named(first)
        and is_named(last)
        and _TO.fullmatch(passage.between(first, last)) is not None
        and _RANGE_BEFORE.search(passage.before(first)) is not None
    )


def _is_begun_and_ended(passage: Passage, a: DateExpression, b: DateExpression, c: DateExpression) -> bool:
    return (
        b.interval is not None
        and _BEGAN.search(passage.before(a)) is not None
        and _ENDED.search(passage.between(a, b)) is not None
        and _LASTED.search(passage.between(b, c)) is not None
    )


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
        yield from _against(passage, (ago, amount, unit, how), (date,), _days(date), (anchor, anchor))


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


def _span(passage: Passage, amount: DateExpression, first: DateExpression, last: DateExpression) -> Iterator[Finding]:
    yield from _told(passage, amount, (first, last), _days(first), _days(last))


def _days(expression: DateExpression) -> Days:
    assert expression.interval is not None
    return expression.interval


def _told(
    passage: Passage, amount: DateExpression, dates: tuple[DateExpression, ...], first: Days, last: Days
) -> Iterator[Finding]:
    assert amount.amount is not None
    assert amount.unit is not None
    how = passage.before(amount, 14) + passage.of(amount)
    yield from _against(passage, (amount, amount.amount, amount.unit, how), dates, first, last)


def _against(
    passage: Passage,
    stated: tuple[DateExpression, float, str, str],
    dates: tuple[DateExpression, ...],
    first: Days,
    last: Days,
) -> Iterator[Finding]:
    """The finding, if the amount does not fit the time from ``first`` to ``last``."""
    expression, amount, unit, how = stated
    least, most = elapsed(first, last, unit)
    if most < 0 or fits(amount, unit, least, most, how):
        return
    if unit in {"DE", "CE"}:
        least, most, unit = *elapsed(first, last, "Y"), "Y"
    words = passage.document.prose.text[expression.span.start : expression.span.end]
    ends = (expression, *dates)
    anchored = () if len(dates) > 1 else (Related(dates[0].span, told(dates[0])),)
    yield Finding(
        Span(min(one.span.start for one in ends), max(one.span.end for one in ends)),
        f"“{words}”: from {told_days(first)} to {told_days(last)} it is {shown(least, most, unit)}",
        evidence={
            "stated": words,
            "from": iso(first),
            "to": iso(last),
            "least": round(least, 1),
            "most": round(most, 1),
        },
        related=anchored or tuple(passage.related(one) for one in dates),
    )
