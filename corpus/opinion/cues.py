"""The words that opinion is made of: one pass over the words of a paragraph counts them by class.

A class is a lexicon, ``corpus/lexicons/opinion-*.txt``: terms of one or several words, each with its weight. Looking
words up in a dictionary costs a fifth of what an alternation of all terms does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from corpus.lexicon import entries
from corpus.spans import Span

CLASSES = (
    "address", "argument", "disclaimers", "grave", "insinuation", "intensifiers", "invective", "irony", "judgement",
    "learned", "meta", "nation", "nostalgia", "obligation", "piety", "plural", "praise", "promotion", "reporting",
    "singular", "statement",
)  # fmt: skip
_PAIR = 2  # words of a term that needs no more comparing when two are known
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")

_Weights = tuple[tuple[int, float], ...]  # class, by its number, and weight


class Cue(NamedTuple):
    """A term in a text, with the class that it is of and its weight there; code points."""

    span: Span
    kind: str
    weight: float


class _Terms(NamedTuple):
    """The terms of all classes, by their first words, which are ``known``, and ``longer`` ones by the second too.

    Of these the longest come first, each with its length.
    """

    known: frozenset[str]
    single: dict[str, _Weights]
    longer: dict[str, dict[str, list[tuple[list[str], int, _Weights]]]]


def words(folded: str) -> list[str]:
    """The words of a folded text."""
    return _WORD.findall(folded)


def tally(found: Sequence[str]) -> list[float]:
    """The weight of each class in the words of a text."""
    counts = [0.0] * len(CLASSES)
    for _, _, weights in _terms_in(found):
        for number, weight in weights:
            counts[number] += weight
    return counts


def cues(folded: str, span: Span) -> Iterator[Cue]:
    """The terms in a stretch of a folded text, in order."""
    places = [match.span() for match in _WORD.finditer(folded, *span)]
    found = [folded[start:end] for start, end in places]
    for first, after, weights in _terms_in(found):
        place = Span(places[first][0], places[after - 1][1])
        for number, weight in weights:
            yield Cue(place, CLASSES[number], weight)


def _terms_in(found: Sequence[str]) -> Iterator[tuple[int, int, _Weights]]:
    """Where terms stand among words, of several at one place the longest."""
    known, single, longer = _terms()
    end = 0
    last = len(found) - 1
    for number, word in enumerate(found):
        if word not in known or number < end:
            continue
        terms = longer[word].get(found[number + 1], ()) if number < last and word in longer else ()
        for term, length, weights in terms:
            if length == _PAIR or found[number : number + length] == term:
                end = number + length
                yield number, end, weights
                break
        else:
            if word in single:
                yield number, number + 1, single[word]


@cache
def _terms() -> _Terms:
    found: dict[tuple[str, ...], dict[int, float]] = {}
    for number, kind in enumerate(CLASSES):
        for phrase, weight in entries(f"opinion-{kind}"):
            found.setdefault(tuple(words(phrase)), {})[number] = weight
    single = {term[0]: tuple(weights.items()) for term, weights in found.items() if len(term) == 1}
    longer: dict[str, dict[str, list[tuple[list[str], int, _Weights]]]] = {}
    for term in sorted(found, key=len, reverse=True):
        if len(term) > 1:
            weights = tuple(found[term].items())
            longer.setdefault(term[0], {}).setdefault(term[1], []).append((list(term), len(term), weights))
    return _Terms(frozenset(single) | frozenset(longer), single, longer)
