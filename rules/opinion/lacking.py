"""Paragraphs that another copy of a document lacks: what was put into one was not in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.spans import Span
from rules.reuse.relation import Relation, sentence_of

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
    before, reached = None, 0
    for first, after in _runs(copy, lacked):
        start = copy.wording.within(copy.paragraphs[first]).start
        for word in range(reached, start):
            before = counterparts.get(word, before)
        reached = start
        yield Lacking(
            first,
            after,
            Span(copy.paragraphs[first].start, copy.paragraphs[after - 1].end),
            None if before is None else sentence_of(source, before),
        )


def _runs(document: Document, lacked: bytearray) -> Iterator[tuple[int, int]]:
    first, last = None, 0
    for number in range(document.body_start, len(document.paragraphs) + 1):
        words = document.wording.within(document.paragraphs[number]) if number < len(document.paragraphs) else None
        if words is not None and not words:
            continue  # a line of asterisks is of whoever wrote what is around it
        if words and sum(lacked[words.start : words.stop]) >= _MOST * len(words):
            first, last = number if first is None else first, number
        elif first is not None:
            yield first, last + 1
            first = None
