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
