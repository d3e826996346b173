"""What the searches for lost spaces share: what they find, and the words that say where one ends."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from corpus.lexicon import entries
from corpus.spans import Span
from rules.model import Confidence


class Fused(NamedTuple):
    """Two words without the space between them, and what they are with it."""

    span: Span
    words: str
    confidence: Confidence


@cache
def openers() -> frozenset[str]:
    """Words that begin sentences, with their capital."""
    return frozenset(word for word, _ in entries("sentence-openers"))


@cache
def sure_openers() -> frozenset[str]:
    """Those of them that are no parts of names of brands."""
    return frozenset(word for word, weight in entries("sentence-openers") if weight >= 1)


@cache
def grammar_words() -> frozenset[str]:
    """Words of grammar that no other word begins or ends with."""
    return frozenset(word for word, weight in entries("grammar-words") if weight > 1)


@cache
def short_words() -> frozenset[str]:
    """Words of grammar that others do begin or end with."""
    return frozenset(word for word, weight in entries("grammar-words") if weight <= 1)


@cache
def loose_words() -> frozenset[str]:
    """Those of them that no new word is made with."""
    return frozenset(word for word, weight in entries("grammar-words") if weight == 1)


@cache
def grammar_pairs() -> dict[str, tuple[str, frozenset[str]]]:
    """Pairs of words of grammar of other languages than English, by what they are without the space between them.

    Beside each pair stand the words of grammar of its language, which a text in it has too.
    """
    lines = []
    for line, _ in entries("grammar-pairs"):
        first, _, behind = line.partition(":")
        language, left = first.split()
        lines.append((language, left, behind.split()))
    words: dict[str, set[str]] = {}
    for language, left, following in lines:
        words.setdefault(language, set()).update((left, *following))
    known = {language: frozenset(one) for language, one in words.items()}
    return {
        f"{left}{right}": (f"{left} {right}", known[language])
        for language, left, following in lines
        for right in following
    }
