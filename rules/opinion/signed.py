"""Passages that somebody signed: where each begins, and who the signature says it is by."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document
from corpus.opinion import start_of
from corpus.spans import Span
from rules.model import Confidence
from rules.opinion.foreign_hand import confidence

_MOST = 12  # paragraphs that a signature may close


@dataclass(frozen=True, slots=True)
class Signed:
    """The paragraphs from number ``first`` up to the one before ``after``; ``span`` is the signature or the note."""

    first: int
    after: int
    span: Span
    name: str | None
    how: str
    confidence: Confidence


def signed(document: Document) -> list[Signed]:
    """The passages that a foreign signature or a note in brackets closes, in order."""
    ends: list[tuple[int, int, Span, str | None, str, Confidence]] = [
        (one.paragraph, one.paragraph, one.span, one.name, f"signed {one.name}", confidence(document, one))
        for one in document.foreign_signatures
    ]
    ends += [
        (one.first, one.last, one.span, None, "in an editor's note", Confidence.HIGH)
        for one in document.editor_notes
        if not one.mends and not one.closes and one.first >= document.body_start
    ]
    ends += [
        (one.first - 1, one.last, one.span, "another", "with a note on who wrote it", Confidence.HIGH)
        for one in document.editor_notes
        if one.closes and one.first > document.body_start
    ]
    found: list[Signed] = []
    floor = document.body_start
    for first, last, span, name, how, sure in sorted(ends, key=lambda end: end[:2]):
        if last < floor:
            continue
        begin = max(first, floor) if name is None else start_of(document.blocks, floor, max(first, floor), _MOST)
        found.append(Signed(begin, last + 1, span, name, how, sure))
        floor = last + 1
    return found
