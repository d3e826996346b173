"""From a span in a layer to the place in the source: the one function that turns findings into locations."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from audit.model import Location, Replacement
from corpus.decode import Lines
from corpus.layers import LayerName
from corpus.spans import Span

if TYPE_CHECKING:
    from corpus.document import Document
    from corpus.repair import Repair

WHOLE_DOCUMENT = Location("source", 0, 0, 1, 1, 1, 1, 0, 0)

_LONGEST_EXCERPT = 200  # code points
_MARKUP = re.compile(r"[<>\[\]\r\n*_]")
_MARKS = re.compile(r"[!-/:-@\[-`{-~\r\n]|\A\s|\d\Z")  # what may be a mark of Markdown where it comes to stand
_SPACE = re.compile(r"[^\S ]\s*| \s+")  # but one blank


class Locator:
    """Places spans of one document. Lines and bytes are counted once, when the first finding asks for them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: Lines | None = None

    def location(self, span: Span | None, layer: LayerName) -> Location:
        """Where a span of a layer stands in SOURCE; ``None`` is the whole document."""
        return WHOLE_DOCUMENT if span is None else self.place(self.in_source(span, layer))

    def place(self, span: Span) -> Location:
        """The location of a span of SOURCE."""
        if self._lines is None:
            self._lines = Lines(self._document.source.text)
        line, column = self._lines.place(span.start)
        end_line, end_column = self._lines.place(span.end)
        byte_at = self._document.decoded.byte_map.byte_at
        return Location(
            "source", span.start, span.end, line, column, end_line, end_column, byte_at(span.start), byte_at(span.end)
        )

    def in_source(self, span: Span, layer: LayerName) -> Span:
        """The span in SOURCE, never empty: what has no counterpart there is put at the character it stands before.

        Raises:
            ValueError: The span is empty or outside the text of its layer.

        """
        read = self._document.layer(layer)
        if not 0 <= span.start < span.end <= len(read.text):
            raise ValueError(f"{span} is empty or outside the text")
        place = read.to(LayerName.SOURCE, span)
        if place.start < place.end:
            return place
        start = min(place.start, len(self._document.source.text) - 1)
        return Span(start, start + 1)

    def shown(self, span: Span | None, layer: LayerName) -> tuple[int, int] | None:
        """The place in TEXT, which reports show; ``None`` if it has none there."""
        if span is None:
            return None
        if layer is not LayerName.SOURCE:
            place: Span | None = self._document.layer(layer).to(LayerName.TEXT, span)
        else:
            place = self._document.text.shown(span, layer)
        return place and (place.start, place.end)

    def replacements(self, repairs: tuple[Repair, ...], layer: LayerName) -> tuple[Replacement, ...]:
        """Repairs of a layer as replacements in SOURCE; none if markup stands inside one: that is not the text's."""
        found = []
        for repair in repairs:
            span = self.in_source(repair.span, layer)
            stretch = self._document.source.text[span.start : span.end]
            is_derived = self._document.text.offsets is not None and layer is not LayerName.SOURCE
            is_markdown = self._document.media_type == "text/markdown"
            if is_derived and (_MARKUP.search(stretch) or (is_markdown and _MARKS.search(repair.text))):
                return ()
            found.append(
                Replacement(span.start, span.end, escape(repair.text, quote=False) if is_derived else repair.text)
            )
        return tuple(found)

    def excerpt(self, location: Location) -> str:
        """The source text of a location on one line, shortened in the middle."""
        text = _SPACE.sub(" ", self._document.source.text[location.start : location.end])
        if len(text) <= _LONGEST_EXCERPT:
            return text
        half = _LONGEST_EXCERPT // 2
        return f"{text[: half + 20]} … {text[-half + 23 :]}"
