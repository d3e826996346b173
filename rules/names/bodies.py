"""The long names of bodies (“Ministry of Water and Rural Works”), and those that differ in one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.lexicon import entries
from corpus.spans import Span
from corpus.vocabulary import is_word

_FEWEST, _MOST = 4, 12  # words with a capital, the one that says what body it is among them
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"\s(?:and|for|on|in|of|to|against|&)(?:\sthe)?\s\Z")
_LONGEST_JOINT = 12  # code points
# One of these is another body beside the other: “Institute for Higher Secondary Education”.
_CONTRASTS = frozenset(
    "north south east west northern southern eastern western upper lower inner outer greater first second third "
    "primary secondary higher men women boys girls federal state national regional local internal external foreign "
    "domestic public private".split()
)


def alike(document: Document) -> Iterator[tuple[Span, Span]]:
    """Two places at which bodies are named in the same words but for one; the later is what differs."""
    text = document.prose.text
    named: dict[tuple[str, ...], Span] = {}
    for span in _runs(document):
        words = tuple(word for word in _WORD.findall(text, *span) if word[0].isupper())
        if _FEWEST <= len(words) <= _MOST:
            named.setdefault(words, span)
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for words, span in named.items():
        for place in range(1, len(words)):
            other = seen.setdefault((*words[:place], "", *words[place + 1 :]), words)
            if other is not words and _is_slip(words[place], other[place]):
                yield named[other], span
                break


def _runs(document: Document) -> Iterator[Span]:
    """Names that begin as those of bodies do, with all that small words join to them."""
    text, heads, run = document.prose.text, _heads(), None
    for name in document.names:
        if run and name.start - run.end <= _LONGEST_JOINT and _JOINT.match(text, run.end, name.start):
            run = Span(run.start, name.end)
            continue
        if run:
            yield run
        head = _WORD.match(text, name.start, name.end)
        run = name if head and head[0].lower() in heads else None
    if run:
        yield run


def _is_slip(one: str, other: str) -> bool:
    """Whether two nouns may stand for each other by mistake: “Waters” for “Works”, and not “Paris” for “Rome”."""
    one, other = one.lower(), other.lower()
    return one[0] == other[0] and not {one, other} & _CONTRASTS and is_word(one) and is_word(other)


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for word, _ in entries("body-heads"))
