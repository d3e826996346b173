"""What reading a format yields: the text a reader sees, the map back, and what the document says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.spans import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a document says of itself outside its text.

    ``kind`` is the kind of markup (``front matter``, ``meta``, ``json-ld`` …), ``key`` the property it names, if any;
    ``span`` is its place in the markup, ``None`` where it stands outside it, as the fields of a JSON record do.
    """

    kind: str
    key: str
    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a document, its map to the markup (``None``: it is the markup), and the statements in order."""

    text: str
    offsets: OffsetMap | None
    statements: tuple[Statement, ...] = ()
    block_quotes: tuple[Span, ...] = ()
    """The parts of the text that the markup sets off as quotations."""
