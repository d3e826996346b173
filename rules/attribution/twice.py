"""One thing told twice with two numbers: digits that changed places, fourteen and forty, the dead counted anew."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from corpus import lexicon
from corpus.dates.words import MONTHS, WEEKDAYS
from corpus.document import Document
from corpus.quantities import Hedge, Kind, Quantity
from rules.attribution.frames import counted_persons, number, said
from rules.model import Finding, Related

_BEFORE, _AFTER = 110, 70  # code points around a number in which the words stand that say what it is of
_WORD = re.compile(r"[a-z][a-z'-]{3,}")
_COMMON = frozenset(
    "that this with from have which were been their they would more than over after before about when there will"
    " into said says also only some most other what while where between under during each such because could should"
    " them then these those being year years month months week days time percent million billion thousand people"
    " according".split()
)
# The second place leads back to the first: "the $3.2 million fine", "the 16 workers".
_BACK = re.compile(
    r"\b(?:the|that|this|those|these|all|its|his|her|their|whose)\s(?:same\s|entire\s|whole\s|full\s|combined\s|total\s)?\Z"
)
# Another thing of the same kind, another state or another account of it.
_OTHER = re.compile(
    r"\b(?:another|others?|second|third|first|(?:last|next)(?!\s(?:week|month|year|night|spring|summer|autumn|winter|[a-z]+day))"
    r"|previous\w*|earlier|later|original\w*|initial\w*|former\w*|new|revised|additional|extra|more|further|separate\w*|rival|different"
    r"|increase\w*|raise\w*|rose|risen|grew|grown|reduce\w*|cut|lower\w*|fell|fallen|(?:up|down)\sfrom|estimate\w*|expected"
    r"|forecast|projected|now|currently|since|so\sfar|remain\w*|instead|compared|while|per|each|every|average|if|limit"
    r"|again|also|both|or|toll|reported|update\w*|correct\w*|wrong\w*|mis\w+|not|never|rather|versus|than|annual\w*"
    r"|settled|proposed|offer\w*|sought|asked|wanted|plans?|out\sof|half|part)\b"
)
# The same behind a number, where "new" and "first" may be said of something else: "a $5 million grant for a new roof".
_CHANGED = re.compile(
    r"\b(?:increase\w*|raise\w*|rose|risen|grew|grown|reduce\w*|cut|lower\w*|fell|fallen|(?:up|down)\sfrom|per|each|every"
    r"|average|since|so\sfar|again|also|more|later|earlier|remain\w*|reported|estimate\w*|expected|annual\w*|others?|another|rival"
    r"|different|former\w*|previous\w*)\b"
)
_SEASONS = ("spring", "summer", "autumn", "winter")
_WHEN = re.compile(rf"\b(?:(?:1[5-9]|20)[0-9]{{2}}|{lexicon.alternation((*MONTHS, *WEEKDAYS, *_SEASONS))})\b")
_KILLED = re.compile(r"\b(?:kill(?:ed|ing|s)|claimed\sthe\slives\sof|deaths?\sof)\s\Z")
_DEAD = re.compile(r"\s(?:[a-z]{3,}\s)?(?:who\s)?(?:were\s|had\s)?(?:killed|died|dead|deaths|victims|fatalities)\b")
# The noun behind a number, with nothing behind it that says which: "the $3.2 million grant", not "… grant for schools".
_NOUN = re.compile(r"[\s-]([a-z]{3,})")
_WHICH = re.compile(r"[\s-][a-z]{3,}\s(?:for|of|to|from|by|at|in|on|that|which|who)\b")
_ANY_DEAD = frozenset("people deaths dead victims fatalities".split())
_LEAST = 10
_FAR = 11  # times that one of two numbers with a slip is the other, at most
_FEWEST, _FEWEST_ANEW = 2, 4  # words that both places share, if the second leads back to the first or not
_MOST = 6  # earlier numbers that one is held against


class _Mention(NamedTuple):
    """A number with the words around it."""

    quantity: Quantity
    sentence: int
    words: frozenset[str]
    when: frozenset[str]
    when_behind: frozenset[str]
    noun: str
    is_bare: bool
    is_back: bool
    is_other: bool


def conflicts(document: Document) -> Iterator[Finding]:
    """The numbers that are told again with a slip, and the dead of one event that are counted twice."""
    exact = [
        one
        for one in document.quantities
        if one.value >= _LEAST and one.hedge is Hedge.NONE and one.kind not in {Kind.OPAQUE, Kind.POINTS, Kind.FRACTION}
    ]
    by_slip: dict[tuple[str, ...], list[Quantity]] = defaultdict(list)
    for quantity in exact:
        for key in _keys(quantity):
            by_slip[quantity.kind, quantity.unit, key].append(quantity)
    told: set[Quantity] = set()
    for group in by_slip.values():
        if len({one.value for one in group}) > 1:
            yield from _pairs(document, group, _is_slip, told)
    dead = [one for one in exact if one.kind is Kind.COUNT and _is_of_dead(document, one)]
    if len({one.value for one in dead}) > 1:
        values = frozenset(one.value for one in document.quantities)
        yield from _pairs(document, dead, lambda one, other: _is_recount(values, one, other), told)


def _keys(quantity: Quantity) -> Iterator[str]:
    """Under what numbers with the same digits meet, and those that sound alike."""
    digits = f"{quantity.value:.3f}".replace(".", "").lstrip("0")
    yield "".join(sorted(digits))
    bare = digits.rstrip("0")
    if bare in {"3", "4", "5", "6", "7", "8", "9"}:
        yield f"sound {bare} {len(digits)}"  # forty
    elif len(bare) == 2 and bare[0] == "1" and bare[1] >= "3":  # noqa: PLR2004
        yield f"sound {bare[1]} {len(digits)}"  # fourteen


def _pairs(
    document: Document,
    group: Sequence[Quantity],
    is_conflict: Callable[[_Mention, _Mention], bool],
    told: set[Quantity],
) -> Iterator[Finding]:
    """The conflicts of a group; ``told`` are the numbers that have one already."""
    mentions: list[_Mention] = []
    for quantity in group:
        mention = _mention(document, quantity)
        if mention is None or mention.is_other:
            continue
        before = mentions[-_MOST:]
        mentions.append(mention)
        # If the number has been told before, the text knows of two.
        if all(one.quantity.value != quantity.value for one in before):
            first = next((one for one in before if _may_be_one(one, mention) and is_conflict(one, mention)), None)
            if first and quantity not in told:
                told.add(quantity)
                yield _finding(document, first, mention)


def _mention(document: Document, quantity: Quantity) -> _Mention | None:
    index, text = document.sentence_index, document.folded
    home = index.number(quantity.span.start)
    if home is None:
        return None
    before = text[max(index[home].start, quantity.span.start - _BEFORE) : quantity.span.start]
    after = text[quantity.span.end : min(index[home].end, quantity.span.end + _AFTER)]
    words = frozenset(word[:6] for word in _WORD.findall(f"{before} {quantity.unit} {after}") if word not in _COMMON)
    noun = _NOUN.match(after)
    is_other = _OTHER.search(before[-60:]) is not None or _CHANGED.search(after[:25]) is not None
    return _Mention(
        quantity,
        home,
        words,
        frozenset(_WHEN.findall(f"{before} {after}")),
        frozenset(_WHEN.findall(after)),
        noun[1] if noun else "",
        _WHICH.match(after) is None,
        _BACK.search(before) is not None,
        is_other,
    )


def _is_of_dead(document: Document, quantity: Quantity) -> bool:
    start, end = quantity.span
    return bool(
        _KILLED.search(document.folded, max(start - 24, 0), start) or _DEAD.match(document.folded, end, end + 40)
    )


def _may_be_one(first: _Mention, second: _Mention) -> bool:
    """Whether two numbers may be of one thing: not told side by side, nor of another time."""
    return first.sentence != second.sentence and second.when_behind <= first.when


def _is_slip(first: _Mention, second: _Mention) -> bool:
    one, other = first.quantity.value, second.quantity.value
    if not 1 / _FAR < one / other < _FAR:
        return False
    shared = first.words & second.words
    is_of_it = second.is_back and second.is_bare and second.noun[:6] in shared
    return is_of_it or len(shared) >= (_FEWEST if second.is_back else _FEWEST_ANEW)


def _is_recount(values: frozenset[float], first: _Mention, second: _Mention) -> bool:
    is_of_them = second.noun == first.noun or second.noun in _ANY_DEAD
    if not second.is_back or first.noun not in _ANY_DEAD | counted_persons() or not is_of_them:
        return False
    # 14 killed at once, and two who died later, are 16.
    return abs(first.quantity.value - second.quantity.value) not in values


def _finding(document: Document, first: _Mention, second: _Mention) -> Finding:
    one, other = said(document, first.quantity), said(document, second.quantity)
    return Finding(
        second.quantity.span,
        f"“{other}”: the same was given as “{one}” before",
        evidence={
            "figures": [one, other],
            "computation": f"{number(first.quantity.value)} ≠ {number(second.quantity.value)}",
            "shared": sorted(first.words & second.words),
        },
        related=(Related(first.quantity.span, one),),
    )
