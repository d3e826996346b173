"""Tables that lost their columns: names and rows of figures in turn (`North 41 9 14.2 South 38 11 17.9`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding

_FIGURE = r"[-–+±$€£<>~(]?(?!0\d)\d[\d.,]{0,12}(?:%|\))?"
# The figures of a row: two or more with nothing but a blank between them.
_ROW = re.compile(rf"(?<!\S){_FIGURE}(?: {_FIGURE}){{1,14}}(?!\S)")
_PAIR = re.compile(r"\d[%)]? [-–+±$€£<>~(]?\d")  # without which there is no row
_NAME = re.compile(r"[^\d.;:!?|\t]{0,60}")
_FEWEST = 3  # rows


def flat_tables(document: Document) -> Iterator[Finding]:
    """One finding for each run of rows with as many figures each and only a name between them."""
    text = document.text.text
    if _PAIR.search(text) is None:
        return
    rows: list[Span] = []
    for match in _ROW.finditer(text):
        row = Span(*match.span())
        if rows and not _follows(text, rows[-1], row):
            yield from _table(document, rows)
            rows = []
        rows.append(row)
    yield from _table(document, rows)


def _follows(text: str, last: Span, row: Span) -> bool:
    """Whether a row stands behind another, with the name of its own between them, and is as wide."""
    name = _NAME.fullmatch(text, last.end, row.start)
    return name is not None and any(map(str.isalpha, name[0])) and _width(text, last) == _width(text, row)


def _width(text: str, row: Span) -> int:
    return text.count(" ", *row)


def _table(document: Document, rows: list[Span]) -> Iterator[Finding]:
    if len(rows) < _FEWEST or not all(_is_flat(document, row) for row in rows):
        return
    text = document.text.text
    span = Span(rows[0].start, rows[-1].end)
    yield Finding(
        span,
        f"a table without its columns: {' '.join(text[span.start : span.end].split())[:80]}",
        evidence={
            "markup": text[span.start : span.end][:200],
            "kind": "a table without its columns",
            "rows": len(rows),
        },
        confidence=Confidence.MEDIUM,
    )


def _is_flat(document: Document, row: Span) -> bool:
    """Whether the markup has no cells either: what parts the figures is a blank there too."""
    place = document.text.to(LayerName.SOURCE, row)
    return document.text.offsets is None or document.source.text[slice(*place)] == document.text.text[slice(*row)]
