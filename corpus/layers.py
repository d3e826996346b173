"""The three texts of a document: as read, as a reader sees it, and with its broken characters repaired."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.spans import OffsetMap, Span


class LayerName(StrEnum):
    """Which text a position counts in."""

    SOURCE = "source"
    TEXT = "text"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Layer:
    """One text and where it came from; with no map it is the same text as its parent's."""

    name: LayerName
    text: str
    parent: Layer | None = None
    offsets: OffsetMap | None = None

    def to(self, target: LayerName, span: Span) -> Span:
        """``span`` of this layer as a span of ``target``, which is this layer or one that it was made from.

        Raises:
            ValueError: ``target`` is not among them, or ``span`` is empty or outside the text.

        """
        layer = self
        while layer.name is not target:
            if layer.parent is None:
                raise ValueError(f"{self.name} was not made from {target}")
            if layer.offsets is not None:
                span = layer.offsets.to_parent(span)
            layer = layer.parent
        return span

    def shown(self, span: Span, origin: LayerName) -> Span | None:
        """Where ``span`` of ``origin`` stands in this layer, which was made from it; ``None`` where nothing was.

        Raises:
            ValueError: ``origin`` is not among them.

        """
        if self.name is origin:
            return span
        if self.parent is None:
            raise ValueError(f"{self.name} was not made from {origin}")
        above = self.parent.shown(span, origin)
        return above if above is None or self.offsets is None else self.offsets.from_parent(above)
