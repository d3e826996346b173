"""Which strings of small letters are English words, and which tokens of a text are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from corpus.lexicon import entries
from corpus.sieve import Sieve
from corpus.spans import Span

_EDGES = ".,;:!?…\"'“”‘’()[]*_–—-"
_LONGEST = 100  # code points of a token that is looked for; longer ones are no words, whatever they are


class Unknown(NamedTuple):
    """A token of small letters that is no English word, without the marks at its ends."""

    span: Span
    word: str


@cache
def common() -> frozenset[str]:
    """The words that every newspaper uses."""
    return frozenset(word for word, _ in entries("english-common"))


@cache
def everyday() -> frozenset[str]:
    """The words that everybody uses every day."""
    return frozenset(word for word, weight in entries("english-common") if weight > 1)


@cache
def names() -> frozenset[str]:
    """Names of places, peoples and persons, each one word with its capital."""
    return frozenset(name for name, _ in entries("english-names"))


@cache
def _rare() -> frozenset[str]:
    return frozenset(word for word, _ in entries("english-rare"))


def is_word(letters: str) -> bool:
    """Whether small letters are an English word."""
    return letters in common() or letters in _rare()


def unknown(text: str, tokens: Sequence[str], distinct: frozenset[str]) -> tuple[Unknown, ...]:
    """The tokens of two ASCII letters or more, all small, that are no English words, in order.

    Names have capitals, so what is left is foreign, new, misspelt or broken.

    Args:
        text: The text.
        tokens: What stands between its white space, in order.
        distinct: The same, each once.

    """
    odd = _SIEVE.sift(distinct)
    found, end = [], 0
    for token in filter(odd.__contains__, tokens) if odd else ():
        word = odd[token]
        start = _standing(text, token, end)
        end = start + len(token)
        start += token.index(word)
        found.append(Unknown(Span(start, start + len(word)), word))
    return tuple(found)


def _odd(token: str) -> str | None:
    """What a token holds between the marks at its ends, if that is letters and no word."""
    if len(token) > _LONGEST:
        return None
    word = token.strip(_EDGES)
    is_small = len(word) > 1 and word.isascii() and word.isalpha() and word.islower()
    return word if is_small and not is_word(word) else None


_SIEVE = Sieve(_odd)


def _standing(text: str, token: str, start: int) -> int:
    """Where ``token`` stands with white space around it, at ``start`` or after it, where it does."""
    place = text.index(token, start)
    while not (_is_blank(text[place - 1 : place]) and _is_blank(text[place + len(token) : place + len(token) + 1])):
        place = text.index(token, place + 1)
    return place


def _is_blank(neighbour: str) -> bool:
    return not neighbour or neighbour.isspace()
