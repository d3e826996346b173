"""Whether documents share words because both quote them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corpus.attribution import Kind
from corpus.document import Document
from corpus.spans import Span

_BEFORE = 2  # paragraphs before a quotation in which a speaker may be named to whom a "she said" beside it points back


def is_quoted(document: Document, words: Sequence[int], fewest: int) -> bool:
    """Whether ``words`` (numbers, ascending) are a quotation but for less than ``fewest`` in a row outside one."""
    outside = 0
    for number in words:
        start = document.wording.starts[number]
        outside = 0 if document.quoted.at(start) or document.block_quotes.at(start) else outside + 1
        if outside >= fewest:
            return False
    return True


def speakers(document: Document, span: Span) -> frozenset[str]:
    """Words of the names of those who may be the speakers of what is quoted in ``span``, folded.

    Empty if nobody is named in the paragraphs of the quotation, outside its marks, nor in those before it where a
    sentence of it has a reporting cue, or the paragraph before it ends in a colon.
    """
    home = _home(document, span)
    found = _named(document, home)
    if not found:
        first = document.paragraph_index.number(home.start) or 0
        if is_attributed(document, span):
            found = _named(document, Span(document.paragraphs[max(first - _BEFORE, 0)].start, home.end))
        elif first and document.prose.text[document.paragraphs[first - 1].end - 1] == ":":
            found = _named(document, Span(document.paragraphs[first - 1].start, home.end))
    return found


def is_attributed(document: Document, span: Span) -> bool:
    """Whether a sentence of the paragraphs of ``span`` has a reporting cue or another source, beside the quotation."""
    sentences = document.attributions[_within(document.sentences, _home(document, span))]
    return any(cue.kind is not Kind.QUOTATION for found in sentences for cue in found.cues)


def _home(document: Document, span: Span) -> Span:
    """The paragraphs of ``span``."""
    paragraphs = document.paragraph_index.touching(span)
    return Span(paragraphs[0].start, paragraphs[-1].end) if paragraphs else span


def _named(document: Document, home: Span) -> frozenset[str]:
    names = document.names[_within(document.names, home)]
    words = (
        document.wording.words[number].removesuffix("'s")
        for name in names
        if not document.quoted.at(name.start)
        for number in document.wording.within(name)
    )
    return frozenset(word for word in words if len(word) > 2)  # noqa: PLR2004 (initials and particles are no names)


def _within(spans: Sequence[Span], home: Span) -> slice:
    """Which of some spans, in order, begin in ``home``."""
    return slice(bisect_left(spans, (home.start,)), bisect_left(spans, (home.end,)))
