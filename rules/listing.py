"""How many findings of one kind are listed: so many in a paragraph and in a document, with the rest counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.document import Document
from corpus.spans import Span


def listed(
    document: Document, spans: Iterable[Span], per_paragraph: int, per_document: int
) -> Iterator[tuple[int, int]]:
    """The number of each span that is listed, and how many more the last one before them stands for.

    Spans that are not listed are counted with the last one listed, first of their paragraph, then of the document.
    """
    kept: list[int] = []
    left: Counter[int] = Counter()
    by_paragraph: Counter[int | None] = Counter()
    for number, span in enumerate(spans):
        home = document.paragraph_index.number(span.start)
        by_paragraph[home] += 1
        if by_paragraph[home] <= per_paragraph and len(kept) < per_document:
            kept.append(number)
        elif kept:
            left[kept[-1]] += 1
    for number in kept:
        yield number, left[number]


def more(left: int) -> str:
    """What a message says of those that are not listed."""
    return f" (and {left} more like it, not listed)" if left else ""


def body(document: Document) -> int:
    """Where the text proper begins, after the lines that name title, author and date."""
    paragraphs: Sequence[Span] = document.paragraphs[document.body_start :]
    return paragraphs[0].start if paragraphs else len(document.prose.text)
