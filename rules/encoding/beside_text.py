"""What a document says of itself beside its text, where broken characters cost a name or a title."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.metadata import Value
from corpus.spans import Span

_FIELDS = ("title", "byline", "publisher", "licence")


def stated_beside(document: Document) -> Iterator[tuple[str, Value]]:
    """The values with characters outside ASCII, each once, that markup or a field states and no reader of TEXT sees.

    Each comes with its field.
    """
    # Metadata cost more than most rules on characters, and seldom have any to look at.
    if all(one.value.isascii() and "\\u" not in one.value for one in document.statements):
        return
    seen = set()
    for field in _FIELDS:
        for value in document.metadata[field]:
            is_visible = value.is_in_text or (value.span and document.text.shown(value.span, LayerName.SOURCE))
            if not is_visible and not value.value.isascii() and value.value not in seen:
                seen.add(value.value)
                yield field, value


def place(document: Document, value: Value, words: str) -> Span | None:
    """Where ``words`` of a value stand in SOURCE: all of the statement where the markup writes them otherwise."""
    if value.span is None:
        return None
    start = document.source.text.find(words, value.span.start, value.span.end)
    return value.span if start < 0 else Span(start, start + len(words))
