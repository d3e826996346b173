"""The words of quotations, to be compared: without marks, brackets, punctuation and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from corpus.characters import unmarked
from corpus.document import Document
from corpus.lexicon import entries
from corpus.spans import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 400  # words of a quotation that are compared


class Quoted(NamedTuple):
    """A quotation, its words, and who speaks, as far as they are named."""

    span: Span
    words: tuple[str, ...]
    speaker: str | None


_KNOWN: WeakKeyDictionary[Document, tuple[Quoted, ...]] = WeakKeyDictionary()  # of documents that are still read


def quoted(document: Document, fewest: int) -> Iterator[Quoted]:
    """The quotations of at least ``fewest`` words."""
    # Two rules ask about the same document, one of them twice.
    found = _KNOWN.get(document)
    if found is None:
        found = _KNOWN[document] = _quoted(document)
    return (one for one in found if len(one.words) >= fewest)


def _quoted(document: Document) -> tuple[Quoted, ...]:
    text = document.prose.text
    return tuple(
        Quoted(one.quotation, words(text[slice(*one.quotation)]), one.name and text[slice(*one.name)])
        for one in document.speakers
    )


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in small letters with straight apostrophes."""
    found = "\n".join(_WORD.findall(text[: _LONGEST * 12])[:_LONGEST])
    return tuple(found.lower().replace("’", "'").split("\n")) if found else ()


def surname(name: str) -> str:
    """The last word of a name, in small letters without marks: “Calderón” and “Calderon” are one."""
    found = words(unmarked(name))
    return found[-1].removesuffix("'s") if found else ""


def difference(first: Sequence[str], second: Sequence[str]) -> list[dict[str, str]]:
    """Where two wordings differ: what each has there."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [
        {"here": " ".join(second[c:d]), "there": " ".join(first[a:b])}
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def part(longer: Sequence[str], shorter: Sequence[str]) -> Sequence[str]:
    """The part of a longer wording that a shorter one gives, with what they begin and end with as long as there."""
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size > 1]
    if not runs:
        return longer
    begin = max(runs[0].a - runs[0].b, 0)
    return longer[begin : runs[-1].a + len(shorter) - runs[-1].b]


def is_exchange(here: str, there: str) -> bool:
    """Whether one word stands for another form of it, or one small word for another: "has" for "had"."""
    if not here or not there or " " in here + there:
        return False
    half = (max(len(here), len(there)) + 1) // 2
    return here[:half] == there[:half] or {here, there} <= small_words()


@cache
def small_words() -> frozenset[str]:
    """The words of grammar."""
    return frozenset(word for word, _ in entries("grammar-words"))
