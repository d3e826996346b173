"""Passives that say whose view it is of nobody: "it is said", "is widely seen as", "are believed to"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.lexicon import alternation, entries
from corpus.spans import Span

_LOOK_BACK = 40  # code points
# Participles of other verbs too, which report only before a clause.
_BARE = re.compile(
    r"(?:argued|held|seen|known|cited|quoted|described|viewed|mentioned|credited|read|considered|accepted)\Z"
)
_THAT = re.compile(r"\s(?:that|how|whether)\b")
_PASSIVE_GATE = re.compile(r"(?:is|are|was|were|been|being|it's)\s")  # begins with letters, to be quick
_IMPERSONAL = re.compile(r"\bit\s(?:has\s|had\s)?\Z")
_AGENT = re.compile(r"\s(?:\w+\s){0,2}by\s(?!(?:many|some|most|all|several|others)\b)")
_CONDITION = re.compile(r"\b(?:if|unless|whether)\s(?:[\w’'-]+\s){0,4}\Z")


def passives(document: Document) -> Iterator[tuple[Span, str]]:
    """As in "it is said", "is widely seen", "are believed to" – unless it goes on to say by whom."""
    low, patterns = document.folded, _pattern()
    for gate in _PASSIVE_GATE.finditer(low):
        if low[gate.start() - 1 : gate.start()].isalnum():
            continue
        match = patterns.match(low, gate.start())
        if match and not _AGENT.match(low, match.end()) and not _is_plain(low, gate.start(), match):
            is_short = gate[0].startswith("it's")
            lead = gate if is_short else _IMPERSONAL.search(low, max(gate.start() - 8, 0), gate.start())
            if match[0].endswith("told") and not (lead and _THAT.match(low, match.end())):
                continue  # "he is often told"
            if lead and not match["adverb"] and not match["to"] and _BARE.search(match[0]):
                lead = _THAT.match(low, match.end()) and lead  # not "it was held on the roof"
            is_being = gate[0].startswith("being") and match["to"]
            if (lead or match["adverb"] or match["to"]) and not is_being:
                yield Span(lead.start() if lead else gate.start(), match.end()), "passive"


def _is_plain(low: str, start: int, match: re.Match[str]) -> bool:
    """Whether a passive tells a name or a supposition, not an opinion: "is now known as", "if it is seen as"."""
    is_naming = match[0].endswith("known") and low.startswith(" as ", match.end())
    is_corrected = match[0].endswith("reported") and match["adverb"] in {"initially ", "originally "}
    return is_naming or is_corrected or _CONDITION.search(low, max(start - _LOOK_BACK, 0), start) is not None


@cache
def _pattern() -> re.Pattern[str]:
    participle = alternation(phrase for phrase, _ in entries("vague-participles"))
    adverb = (
        r"(?P<adverb>(?:widely|generally|commonly|often|frequently|universally|increasingly|broadly|routinely|long|still"
        r"|now|sometimes|originally|initially|once)\s)?"
    )
    return re.compile(
        rf"(?:is|are|was|were|been|being|it's)\s{adverb}(?:been\s)?"
        r"(?:(?P<to>(?:believed|said|thought|rumou?red|reputed|understood|presumed|feared|alleged)\sto\b"
        r"|(?:seen|viewed|regarded|perceived|hailed|derided|dismissed|billed|touted|thought\sof)\sas\b"
        r"|considered\s(?:an?|the|one|among|to\sbe)\b|credited\swith\b)"
        rf"|(?:{participle})\b)"
    )
