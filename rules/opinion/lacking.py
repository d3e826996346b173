"""Paragraphs that another copy of a document lacks: what was put into one was not in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.spans import Span
from rules.reuse.relation import Relation

_MOST = 0.6  # share of a paragraph's words that the other document must lack


@dataclass(frozen=True, slots=True)
class Lacking:
    """The paragraphs from number ``first`` up to the one before ``after``.

    ``follows`` is the sentence that stands before them in the other document, ``None`` if they stand before all of it.
    """

    first: int
    after: int
    span: Span
    follows: Span | None


def lacking(found: Relation) -> Iterator[Lacking]:
    """The runs of paragraphs of the copy that its source lacks, in order."""
    copy, source = found.pair.copy, found.pair.source
    counterparts = found.pair.counterparts
    lacked = bytearray(len(copy.wording))
    for change in found.changes:
        if change.copy is not None:
            lacked[change.copy.start : change.copy.stop] = b"\x01" * len(change.copy)
    for first, after in _runs(copy, lacked):
        start = copy.wording.within(copy.paragraphs[first]).start
        before = next((counterparts[word] for word in range(start - 1, -1, -1) if word in counterparts), None)
        yield Lacking(
            first,
            after,
            Span(copy.paragraphs[first].start, copy.paragraphs[after - 1].end),
            None if before is None else _sentence(source, before),
        )


def _runs(document: Document, lacked: bytearray) -> Iterator[tuple[int, int]]:
    first = None
    for number in range(document.body_start, len(document.paragraphs) + 1):
        if number < len(document.paragraphs) and _is_lacked(document, number, lacked):
            first = number if first is None else first
        elif first is not None:
            yield first, number
            first = None


def _is_lacked(document: Document, number: int, lacked: bytearray) -> bool:
    words = document.wording.within(document.paragraphs[number])
    return bool(words) and sum(lacked[words.start : words.stop]) >= _MOST * len(words)


def _sentence(document: Document, word: int) -> Span:
    span = document.wording.span(word, word + 1)
    return document.sentence_index.at(span.start) or span
