"""Positions: spans of code points, and maps from a derived text back to the text it was made from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points, ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same range ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


class SpanIndex:
    """Sorted spans that do not overlap, for look-ups by position in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, number: int) -> Span:
        return self._spans[number]

    def at(self, position: int) -> Span | None:
        """The span that holds ``position``, if any."""
        number = self.number(position)
        return None if number is None else self._spans[number]

    def number(self, position: int) -> int | None:
        """The index of the span that holds ``position``, if any."""
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and position < self._spans[number].end else None

    def first_from(self, position: int) -> Span | None:
        """The first span that begins at ``position`` or after it, if any."""
        number = bisect_left(self._starts, position)
        return self._spans[number] if number < len(self._spans) else None

    def touching(self, span: Span) -> Sequence[Span]:
        """The spans that share a code point with ``span``, in order."""
        if not self._spans:
            return ()
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        if first < len(self._spans) and self._spans[first].end <= span.start:
            first += 1
        return self._spans[first : bisect_left(self._starts, span.end, lo=first)]


class Piece(NamedTuple):
    """A stretch of a derived text and the stretch of its parent that it was made from.

    Of equal length, they correspond code point by code point; otherwise only as wholes (a character reference and
    its character, a line break and the space it became).
    """

    start: int
    end: int
    parent_start: int
    parent_end: int

    @property
    def is_literal(self) -> bool:
        """Whether it corresponds code point by code point."""
        return self.end - self.start == self.parent_end - self.parent_start


class OffsetMap:
    """Where each code point of a derived text stands in its parent.

    Pieces are in the order of both texts and cover the derived one without gaps; what the parent has between two
    pieces was left out. Look-ups take logarithmic time.
    """

    __slots__ = ("_parent_starts", "_starts", "pieces")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        """Take the pieces as they are.

        Raises:
            ValueError: A piece is empty, they leave a gap in the derived text, or they run backwards in the parent.

        """
        self.pieces = list(pieces)
        end = parent_end = 0
        for piece in self.pieces:
            if piece.start != end or piece.end <= piece.start:
                raise ValueError(f"pieces leave a gap or are empty at {end}")
            if piece.parent_start < parent_end or piece.parent_end < piece.parent_start:
                raise ValueError(f"pieces run backwards at {piece.parent_start}")
            end, parent_end = piece.end, piece.parent_end
        self._starts = [piece.start for piece in self.pieces]
        self._parent_starts = [piece.parent_start for piece in self.pieces]

    def to_parent(self, span: Span) -> Span:
        """The stretch of the parent from which ``span`` was made; empty only if all of it has no counterpart.

        Raises:
            ValueError: ``span`` is empty or outside the derived text.

        """
        if not 0 <= span.start < span.end or not self.pieces or span.end > self.pieces[-1].end:
            raise ValueError(f"{span} is empty or outside the text")
        first = self.pieces[bisect_right(self._starts, span.start) - 1]
        last = self.pieces[bisect_right(self._starts, span.end - 1) - 1]
        start = first.parent_start + (span.start - first.start if first.is_literal else 0)
        end = last.parent_end - (last.end - span.end if last.is_literal else 0)
        return Span(start, end)

    def through(self, earlier: OffsetMap) -> OffsetMap:
        """The map from this derived text to the parent of the text that it was made from, which ``earlier`` maps."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            for part in _parts(piece, earlier):
                last = pieces[-1] if pieces else None
                # Two parts of what only corresponds as a whole are one piece again.
                if last and part.parent_start < last.parent_end:
                    pieces[-1] = Piece(last.start, part.end, last.parent_start, max(last.parent_end, part.parent_end))
                else:
                    pieces.append(part)
        return OffsetMap(pieces)

    def within(self, span: Span) -> Sequence[Piece]:
        """The pieces that share a code point of the derived text with ``span``, in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        return self.pieces[first : bisect_left(self._starts, span.end, lo=first)]

    def from_parent(self, span: Span) -> Span | None:
        """The stretch of the derived text that was made from ``span`` of the parent; ``None`` if nothing was."""
        first = max(bisect_right(self._parent_starts, span.start) - 1, 0)
        while first < len(self.pieces) and self.pieces[first].parent_end <= span.start:
            first += 1
        after = bisect_left(self._parent_starts, span.end, lo=first)
        if after <= first:
            return None
        head, tail = self.pieces[first], self.pieces[after - 1]
        start = head.start + (max(span.start - head.parent_start, 0) if head.is_literal else 0)
        end = tail.end - (max(tail.parent_end - span.end, 0) if tail.is_literal else 0)
        return Span(start, end) if start < end else None


def _parts(piece: Piece, earlier: OffsetMap) -> Iterator[Piece]:
    """A piece, told in the parent of ``earlier``: part by part where it corresponds code point by code point."""
    middle = Span(piece.parent_start, piece.parent_end)
    if not piece.is_literal:
        yield Piece(piece.start, piece.end, *earlier.to_parent(middle))
        return
    for inner in earlier.within(middle):
        start, end = max(inner.start, middle.start), min(inner.end, middle.end)
        place = piece.start + start - middle.start
        shift = inner.parent_start - inner.start
        parent = (start + shift, end + shift) if inner.is_literal else (inner.parent_start, inner.parent_end)
        yield Piece(place, place + end - start, *parent)
