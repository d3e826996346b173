"""How findings on shared wording tell what is the same and what is not: evidence as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.alignment import Match
from corpus.document import Document
from corpus.pair import Pair
from rules.model import Json

_MOST_STRETCHES = 60
_LONGEST = 200  # code points of an excerpt


def dates(pair: Pair) -> dict[str, Json]:
    """The days on which the two were published, and what tells which of them is likely the source."""
    one, other = pair.copy.published, pair.source.published
    by = "reference corpus" if pair.is_reference else "date" if pair.is_dated else "order of the input"
    return {
        "published": one.isoformat() if one else None,
        "other_published": other.isoformat() if other else None,
        "source_by": by,
    }


def likely_source(pair: Pair) -> str:
    """How a message says that the other document is the source; empty where the dates don't tell."""
    if not pair.is_dated or pair.copy.published is None or pair.source.published is None:
        return ""
    if pair.source.published > pair.copy.published:
        return f", though that is dated later ({pair.source.published.isoformat()})"
    return f", which is dated earlier ({pair.source.published.isoformat()}) and likely the source"


def alignment(pair: Pair, matches: Sequence[Match]) -> list[Json]:
    """Both places word by word: stretches of equal words, and between them what stands here and what there."""
    here, there = pair.copy, pair.source
    found: list[Json] = []
    start = 0
    for number in range(1, len(matches) + 1):
        last = matches[number - 1]
        following = matches[number] if number < len(matches) else None
        if following == (last.one + 1, last.other + 1):
            continue
        found.append({"same": text(here, range(matches[start].one, last.one + 1))})
        if following is not None:
            found.append(
                {
                    "here": text(here, range(last.one + 1, following.one)),
                    "there": text(there, range(last.other + 1, following.other)),
                }
            )
        start = number
    return found[:_MOST_STRETCHES]


def text(document: Document, words: range) -> str:
    """The text of some words, with white space folded, shortened in the middle when long."""
    if not words:
        return ""
    span = document.wording.span(words.start, words.stop)
    folded = " ".join(document.prose.text[span.start : span.end].split())
    if len(folded) <= _LONGEST:
        return folded
    half = _LONGEST // 2
    return f"{folded[:half]} … {folded[-half:]}"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
