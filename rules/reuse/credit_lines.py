"""The lines in which a document says where it comes from: that two have these in common is no reuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span, SpanIndex

_LONGEST = 25  # words; a paragraph of the text may begin with a place and a date


def credit_lines(document: Document, *, with_title: bool = False) -> SpanIndex:
    """The short paragraphs of PROSE that state a byline, a date, a publisher, an address, a licence, or the title."""
    stated = SpanIndex(
        _apart(
            value.span
            for field, values in document.metadata.items()
            for value in values
            if value.span and (with_title or field != "title")
        )
    )
    return SpanIndex(
        paragraph
        for paragraph in document.paragraphs
        if stated.touching(document.prose.to(LayerName.SOURCE, paragraph))
        and len(document.wording.within(paragraph)) <= _LONGEST
    )


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The same places as spans that do not overlap."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
