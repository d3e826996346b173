"""Making a text out of another one, piece by piece, with the map back."""

from __future__ import annotations

from corpus.spans import OffsetMap, Piece


class Deriver:
    """Collects the pieces of a derived text in reading order."""

    def __init__(self, parent: str) -> None:
        self._parent = parent
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._gap: str | None = None

    @property
    def length(self) -> int:
        """How long the derived text is so far, a separator that waits included."""
        return self._length + len(self._gap or "")

    def keep(self, start: int, end: int) -> None:
        """Take over ``parent[start:end]`` as it stands."""
        self._add(self._parent[start:end], start, end)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put ``text`` for ``parent[start:end]``."""
        self._add(text, start, end)

    def separate(self, by: str) -> None:
        """Put ``by`` between what was taken over and what comes next; the longest of several separators counts.

        Nothing is put before the first or after the last piece.
        """
        if self._pieces and (self._gap is None or len(by) > len(self._gap) or self._gap == " " != by):
            self._gap = by

    def finish(self) -> tuple[str, OffsetMap]:
        """The derived text and its map."""
        return "".join(self._texts), OffsetMap(self._pieces)

    def _add(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        if self._gap is not None:
            gap, self._gap = self._gap, None
            self._put(gap, self._pieces[-1].parent_end, start)
        self._put(text, start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        literal = len(text) == end - start
        last = self._pieces[-1] if self._pieces else None
        piece = Piece(self._length, self._length + len(text), start, end)
        if literal and last and last.is_literal and last.parent_end == start:
            self._pieces[-1] = Piece(last.start, piece.end, last.parent_start, end)
        else:
            self._pieces.append(piece)
        self._texts.append(text)
        self._length = piece.end
