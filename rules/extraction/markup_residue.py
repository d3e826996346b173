r"""Markup that a converter left in the text: `<sup>nd</sup>`, `\$400`, `[caption id=2]`.

**What it finds.** HTML tags and the ends of broken ones, Markdown escapes of signs that need none, shortcodes, wiki
links and placeholders, tables, those too that lost their columns, and code of pages. In an HTML page or a Markdown
document only what a reader would see counts.

**Why it matters.** Tags end up inside words and figures (`21<sup>st</sup>`), and code is counted and searched as if
somebody had said it.

```flagged
The 21⟦<sup>⟧st⟦</sup>⟧ century began badly.
The deal is worth ⟦\$⟧400 million.
```

```flagged
Village Wells Depth
North Quay ⟦41 14.2
Old Mill 38 17.9
South Quay 55 36.0⟧
```

```clean
If a < b and b > c, then use List<int>; write to <a.ruiz@example.org>. I <3 trams. C:\Temp costs $400.
```

**Known misses.** Emphasis marks (`*so*`) in plain text, which many write on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.document import Document
from corpus.layers import LayerName
from corpus.repair import Repair, apply
from corpus.spans import OffsetMap, Span, SpanIndex
from rules.extraction.flat_tables import flat_tables
from rules.extraction.markup_patterns import ESCAPES, KINDS, SHORTCODES, TABLES, TAGS, Kind
from rules.extraction.markup_repairs import propose
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import SUBJECT

_BEFORE, _AFTER = 60, 40  # code points in which a word says that the text speaks of markup
_MARKUP = re.compile(r"[<>\\\[\]{}*_`&/]")  # near which taking something out may put other markup together
_LETTER = 3  # code points of “[i]”
_CLOSED = 300  # code points in which “[/i]” would follow


class _Piece(NamedTuple):
    """A piece of markup."""

    span: Span
    kind: Kind


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each piece of markup; what lies inside another is part of it."""
    text = document.text.text
    pieces = _pieces(document, text)
    mended = _mended(document, pieces)
    for span, kind in pieces:
        markup = text[span.start : span.end]
        yield Finding(
            span,
            f"{kind.name} is left in the text: {markup[:60]}",
            evidence={"markup": markup[:200], "kind": kind.name},
            severity=kind.severity,
            repairs=(mended[span],) if span in mended else (),
        )
    yield from flat_tables(document)


def _kinds(document: Document) -> list[Kind]:
    """The kinds of markup that may stand in this document, and that it is not written with on purpose."""
    text = document.text.text
    is_tex = "TeX" in text or "\\begin{" in text  # in which a backslash is no escape
    is_markdown = document.media_type == "text/markdown"  # in which a table is one
    kinds = (kind for kind in KINDS if not (kind.needs and kind.needs.isdisjoint(document.characters)))
    return [kind for kind in kinds if not (is_tex and kind is ESCAPES) and not (is_markdown and kind is TABLES)]


def _pieces(document: Document, text: str, offsets: OffsetMap | None = None) -> list[_Piece]:
    """The markup in a text that is not quoted as code, outermost only, in order.

    The text is that of the document, or one that was made from it, with its map.
    """
    found: list[_Piece] = []
    for kind in _kinds(document):
        pieces = (_Piece(_trimmed(text, *match.span()), kind) for match in kind.matches(text, document.characters))
        found += [piece for piece in pieces if not _is_meant(text, piece)]
    if len(document.code):
        origins = [offsets.to_parent(piece.span) if offsets else piece.span for piece in found]
        found = [piece for piece, origin in zip(found, origins, strict=True) if not document.code.at(origin.start)]
    kept: list[_Piece] = []
    for piece in sorted(found, key=lambda piece: (piece.span.start, -piece.span.end)):
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
    return kept


def _mended(document: Document, pieces: list[_Piece]) -> dict[Span, Repair]:
    """The repairs of plain text by their pieces, without those that would put other markup together: ``<<b>b>``."""
    text = document.text.text
    proposed = propose(text, [piece.span for piece in pieces]) if document.text.offsets is None else {}
    if not any(
        _MARKUP.search(text[max(start - 3, 0) : start] + text[end : end + 3]) for (start, end), _ in proposed.values()
    ):
        return proposed
    repaired, offsets = apply(text, list(proposed.values()))
    known = {piece.span for piece in pieces}
    made = [offsets.to_parent(piece.span) for piece in _pieces(document, repaired, offsets)]
    places = SpanIndex(repair.span for repair in proposed.values())
    bad = {place for span in made if span not in known for place in places.touching(Span(span.start - 1, span.end + 1))}
    return {span: repair for span, repair in proposed.items() if repair.span not in bad}


def _is_meant(text: str, piece: _Piece) -> bool:
    """Whether the text speaks of markup, or the signs are those of something else."""
    (start, end), kind = piece
    if kind is TAGS or kind is SHORTCODES:
        # “[i]t” is an editor's letter, unless a “[/i]” follows.
        is_letter = end - start == _LETTER and text[start] == "["
        is_meant = is_letter and f"[/{text[start + 1]}]" not in text[end : end + _CLOSED]
        return is_meant or SUBJECT.search(text, max(start - _BEFORE, 0), end + _AFTER) is not None
    return kind is ESCAPES and text[start + 1] in "()[]" and text[start - 1 : start].isalnum()


def _trimmed(text: str, start: int, end: int) -> Span:
    """A match without the line end that it needed."""
    return Span(start, end - 1 if text[end - 1] == "\n" else end)


RULE = Rule(
    id="extraction/markup-residue",
    summary="markup left in the text",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
