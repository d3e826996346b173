"""Changes that their own numbers contradict: "rose from 200 to 260, a rise of 60 percent", "fell from 40 to 60"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quantities import Hedge, Kind, Quantity
from rules.attribution.frames import Bounds, Form, Frame, are_alike, bounds, conflict, number, readings, reckoned
from rules.model import Finding

_UP = (
    r"(?P<up>rose|risen|ris(?:es?|ing)|gr[eo]wn?|grows|growing|growth|increas(?:e[sd]?|ing)|climb(?:s|ed|ing)?|soar(?:s|ed|ing)?"
    r"|jump(?:s|ed|ing)?|surg(?:e[sd]?|ing)|gain(?:s|ed)?|up|rais(?:e[sd]?|ing)|swell(?:ed|s)?|swollen|expand(?:s|ed)?"
    r"|boost(?:s|ed|ing)?|hik(?:e[sd]?|ing)|lift(?:s|ed)?|balloon(?:s|ed)|shot up|add(?:s|ed)|advanc(?:es|ed))"
)
_DOWN = (
    r"(?P<down>fell|fallen|falls?|falling|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|shr(?:ink|inks|ank|unk)"
    r"|plung(?:e[sd]?|ing)|slid|slump(?:s|ed)?|dip(?:s|ped)?|tumbl(?:e[sd]?|ing)|down|lower(?:s|ed|ing)?|reduc(?:e[sd]?|ing|tion)"
    r"|dwindl(?:e[sd]?|ing)|cut|loss|lost|loses|slash(?:ed|es)?|plummet(?:s|ed|ing)?|sank|sunk|slip(?:s|ped)?|shed)"
)
_MOVE = rf"\b(?:{_UP}|{_DOWN})\b"
_WORDS = r"(?: (?!from\b|to\b|and\b|but\b|then\b|or\b)[a-z'-]+){0,5}?"
_TAIL = r"(?: (?!to\b|from\b|and\b)[a-z'-]+){0,6}?(?: in X)?"
_FIRST = r"from (?:the |an? )?(?P<first>[NMPU])"
_FROM = rf"{_FIRST}(?P<of>{_TAIL})"
_LAST = r"to (?:the |an? |just |only )?(?P<last>[NMPU])"
_TO = rf"{_LAST}(?P<what>(?: [a-z'-]+){{0,2}})"
_AMOUNT = "(?:(?P<share>[PF])|(?P<by>[NMUQ]))"
_JOINT = r"(?:,| ?[–—]| -|,? or| \()(?: which is| that is)? ?(?:an? |or )?"
_MULTIPLY = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
_SLACK = {2.0: (1.55, 2.45), 3.0: (2.5, 3.5), 4.0: (3.3, 4.7), 0.5: (0.4, 0.62)}
_MORE = frozenset(("more than", "over"))
# Rates by the year, and what else a percentage may be of.
_OTHERWISE = re.compile(
    r"\b(?:P,? (?:a|per|each|every) (?:year|month|quarter|week|day|decade|annum)|annually|yearly|monthly|on average"
    r"|average annual|annuali[sz]ed|annual (?:rate|pace|growth)|real terms|adjusted|inflation|compounded|per capita"
    r"|forecast|than expected)\b"
)
# Places in a list, and amounts that are less when they are told as more.
_BACKWARDS = re.compile(
    r"\b(?:rank\w*|places?|positions?|spots?|seed\w*|handicap|table|league|standings|division|chart|index|list|rating"
    r"|yard|inning|lead|trail\w*|deficit|odds|ratio|margin|grade|clock|noon|hours|par|sleep\w*|gap|temperature|degrees"
    r"|minus|below|loss\w*|vote|score[sd]?|negative|no\.?|th|speed\w*|tim(?:e|es|ed)|strength|requirement|waiver"
    r"|protect\w*)\b"
)
_CUES = ("from ", "compared ", "against ", "versus ")
_RATE = re.compile(r"\b(?:an?|per|each|on the) ([a-z]+)")
_SHORT = 3  # code points; shorter words behind a number are no nouns


def conflicts(frame: Frame) -> Iterator[Finding]:
    """The changes of a sentence that its numbers contradict."""
    seen: set[Quantity] = set()
    if any(cue in frame.words for cue in _CUES):
        for pattern in _PATTERNS:
            for match in pattern.finditer(frame.words):
                first = frame.at(match, "first")
                if first not in seen and _belong(match, first, frame.at(match, "last")):
                    seen.add(first)
                    yield from _changed(frame, match)
    yield from reckoned(frame, _FORMS)


def _belong(match: re.Match[str], first: Quantity, last: Quantity) -> bool:
    """Whether both numbers count the same in the same unit."""
    one, other = match["of"].split(), match["what"].split()
    rates = [_RATE.search(match[name]) for name in ("of", "what")]
    if rates[0] and rates[1] and rates[0][1] != rates[1][1]:
        return False  # "from 20 cents on the dollar to $1.50 a gallon"
    is_same = not one or not other or one[0] == other[0] or min(len(one[0]), len(other[0])) <= _SHORT
    return is_same and are_alike(first, last)


def _changed(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """From one to another: by so much, by such a share of it, or at least in the direction that is told."""
    first, last = frame.at(match, "first"), frame.at(match, "last")
    is_up = bool(match["up"]) or (not match["down"] and last.value >= first.value)
    pairs = list(readings(first, last))
    if match["share"]:
        share = frame.at(match, "share")
        is_points = first.kind is Kind.SHARE and _differ(pairs, share, is_up=is_up)  # often called percent
        is_right = is_points or any(_fits(share, *pair, is_up=is_up) for pair in pairs)
        if not is_right and not _OTHERWISE.search(frame.words):
            yield _not_so_great(frame, first, last, share)
    elif match["by"]:
        by = frame.at(match, "by")
        is_alike = by.kind is Kind.POINTS if last.kind is Kind.SHARE else (by.kind, by.unit) == (last.kind, last.unit)
        if is_alike and not _differ(pairs, by, is_up=is_up) and not _OTHERWISE.search(frame.words):
            yield _not_so_much(frame, first, last, by)
    elif _is_other_way(pairs, is_up=is_up) and not _BACKWARDS.search(frame.words):
        yield _other_way(frame, first, last, is_up=is_up)


def _is_other_way(pairs: list[tuple[Bounds, Bounds]], *, is_up: bool) -> bool:
    return all(last.high < first.low if is_up else last.low > first.high for first, last in pairs)


def _fits(share: Quantity, first: Bounds, last: Bounds, *, is_up: bool) -> bool:
    if first.low <= 0:
        return True
    low, high = (last.low / first.high - 1) * 100, (last.high / first.low - 1) * 100
    return (Bounds(low, high) if is_up else Bounds(-high, -low)).meets(_open(share))


def _differ(pairs: list[tuple[Bounds, Bounds]], by: Quantity, *, is_up: bool) -> bool:
    """Whether the second of two quantities may be so much more, or less, than the first."""
    ends = [(last, first) if is_up else (first, last) for first, last in pairs]
    return any(Bounds(more.low - less.high, more.high - less.low).meets(_open(by)) for more, less in ends)


def _open(told: Quantity) -> Bounds:
    """What an amount may be meant for: rounded, or cut off."""
    return bounds(told).wider(told.step)


def _not_so_great(frame: Frame, first: Quantity, last: Quantity, share: Quantity) -> Finding:
    change = (last.value - first.value) / first.value * 100
    ends = f"from {frame.said(first)} to {frame.said(last)}"
    return conflict(
        frame,
        f"{ends} is {'up' if change > 0 else 'down'} {number(abs(change))} percent, not {frame.said(share)}",
        [first, last, share],
        f"({number(last.value)} - {number(first.value)}) / {number(first.value)} = {number(change)}%",
    )


def _not_so_much(frame: Frame, first: Quantity, last: Quantity, by: Quantity) -> Finding:
    change = number(last.value - first.value)
    return conflict(
        frame,
        f"from {frame.said(first)} to {frame.said(last)} is {change}, not {frame.said(by)}",
        [first, last, by],
        f"{number(last.value)} - {number(first.value)} = {change}",
    )


def _other_way(frame: Frame, first: Quantity, last: Quantity, *, is_up: bool) -> Finding:
    told, is_less = ("rise", "less") if is_up else ("fall", "more")
    return conflict(
        frame,
        f"told as a {told}, but {frame.said(last)} is {is_less} than {frame.said(first)}",
        [first, last],
        f"{number(last.value)} {'<' if is_up else '>'} {number(first.value)}",
    )


def _multiplied(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "doubled from 3 to 9"."""
    first, last = frame.at(match, "first"), frame.at(match, "last")
    factor = _MULTIPLY[match["verb"]]
    told = Bounds(*_SLACK[factor])
    if match["how"].strip() in _MORE:
        told = Bounds(factor, float("inf")) if factor > 1 else Bounds(0, factor)
    is_right = any(
        Bounds(other.low / one.high, other.high / one.low).meets(told)
        for one, other in readings(first, last)
        if one.low > 0
    )
    if not is_right and are_alike(first, last) and first.hedge is last.hedge is Hedge.NONE:
        value = f"{last.value / first.value:.3g}"
        yield conflict(
            frame,
            f"{frame.said(last)} is {value} times {frame.said(first)}, told as {factor:g} times",
            [first, last],
            f"{number(last.value)} / {number(first.value)} = {value}",
        )


def _closed(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "fell 120 points, or 2 percent, to 5,880": the amount, its share of what was before, and what is left."""
    by, share, last = (frame.at(match, name) for name in ("by", "share", "last"))
    # An index is told in points, and then as a bare number.
    is_alike = by.unit == "point" or (by.kind, by.unit) == (last.kind, last.unit)
    if not is_alike or last.value <= by.value or _OTHERWISE.search(frame.words):
        return
    sign = -1 if match["up"] else 1
    ends = [part / (rest + sign * part) * 100 for part in bounds(by) for rest in bounds(last) if rest > part > 0]
    if ends and not Bounds(min(ends), max(ends)).meets(_open(share)):
        value = f"{by.value / (last.value + sign * by.value) * 100:.3g}"
        yield conflict(
            frame,
            f"{frame.said(by)} to {frame.said(last)} is {value} percent, not {frame.said(share)}",
            [by, share, last],
            f"{number(by.value)} / ({number(last.value)} {'-' if sign < 0 else '+'} {number(by.value)}) = {value}%",
        )


# From one to another, with the share or the amount before or behind it, if there is one. The first that reads a number
# counts.
_PATTERNS = (
    re.compile(rf"{_FROM},? {_TO}{_TAIL}{_JOINT}(?:[a-z'-]+ )?{_MOVE} (?:of|by) {_AMOUNT}"),
    re.compile(rf"{_FROM},? {_TO}{_TAIL}{_JOINT}(?P<share>P)(?P<by>) (?:[a-z'-]+ )?{_MOVE}"),
    re.compile(rf"{_FROM},? {_TO}(?:, or | \()(?P<up>)(?P<down>)(?P<by>)(?P<share>P)(?=[,.;)]|\Z)"),
    re.compile(rf"{_MOVE}{_WORDS} (?:by )?{_AMOUNT},? {_LAST}(?P<of>{_TAIL}),? {_FIRST}(?P<what>(?: [a-z'-]+){{0,2}})"),
    re.compile(
        rf"{_MOVE}{_WORDS} (?:by )?{_AMOUNT},? {_LAST}(?P<of>{_TAIL}),? (?:compared (?:with|to)|against|versus) "
        r"(?:the |an? )?(?P<first>[NMU])(?P<what>(?: [a-z'-]+){0,2})"
    ),
    re.compile(
        rf"(?P<last>[NMU])(?P<of>{_TAIL}),? (?:an? (?:[a-z'-]+ )?)?{_MOVE} (?:of |by )?(?P<share>P)(?P<by>) "
        r"(?:from|on) (?:the |an? )?(?P<first>[NMU])(?P<what>(?: [a-z'-]+){0,2})"
    ),
    re.compile(rf"{_MOVE}{_WORDS}(?: (?:of |by )?{_AMOUNT})?,? {_FROM},? {_TO}"),
)
_TIMES = r"(?P<how>\b(?:more than |over )?)(?P<verb>doubl|tripl|trebl|quadrupl|halv)(?:ed|es|ing|e)\b"
_STEMS = tuple(_MULTIPLY)
_BY, _OR = rf"{_MOVE}{_WORDS} (?:by )?", r"(?:,? or |, | \()"
_LEFT = (
    r"\)?,? to (?:(?:close|end|finish|settle|stand|reach|trade)[a-z]* (?:[a-z]+ [a-z]+ )?(?:at )?)?(?P<last>[NMU])"
    r"(?= ?[.,;)]|\Z| (?!mark|month|year)[a-z])"
)
_FORMS = (
    Form(_STEMS, re.compile(rf"{_TIMES}{_WORDS},? {_FROM},? {_TO}"), _multiplied),
    Form(_STEMS, re.compile(rf"{_TIMES}{_WORDS},? {_LAST}{_TAIL},? {_FIRST}"), _multiplied),
    Form(
        ("P to ", "P, to", "P) to"), re.compile(rf"{_BY}(?P<by>[NMU])(?: [a-z'-]+)?{_OR}(?P<share>P){_LEFT}"), _closed
    ),
    Form(("P or ", "P, ", "P ("), re.compile(rf"{_BY}(?P<share>P){_OR}(?P<by>[NMU])(?: [a-z'-]+)?{_LEFT}"), _closed),
)
