"""The gravest of very many, in bounded memory: what a reader with little room gets to see."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from reports.wording import is_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audit.model import Finding

__all__ = ["Gravity", "Worst", "gravity"]

Gravity = tuple[int, int, int]
"""What is sorted by; the smallest comes first."""


def gravity(finding: Finding) -> Gravity:
    """The order in which findings deserve to be read: those that count, then grave, then sure ones first."""
    return is_settled(finding), finding.severity.rank, finding.confidence.rank


class Worst:
    """Keeps the gravest texts of all that are added; equally grave ones in the order in which they came.

    ``most`` limits their number, ``most_bytes``, if given, their size together as UTF-8, which is how they are kept.
    """

    def __init__(self, most: int, most_bytes: int | None = None) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._bytes = 0
        self._heap: list[tuple[tuple[int, ...], bytes]] = []  # the mildest on top, hence keys with their signs turned
        self._limit: tuple[int, ...] | None = None  # what was given up; anything milder would take its place unfairly
        self.added = 0
        """How many were added; those that were given up count."""

    def __len__(self) -> int:
        return len(self._heap)

    def __iter__(self) -> Iterator[str]:
        return (text.decode() for _, text in sorted(self._heap, reverse=True))

    def add(self, key: Gravity, make: Callable[[], str]) -> None:
        """Add a text, which is made only if it is grave enough to be kept."""
        self.added += 1
        place = tuple(-part for part in (*key, self.added))
        if self._limit is not None and place < self._limit:
            return
        text = make().encode()
        heapq.heappush(self._heap, (place, text))
        self._bytes += len(text)
        while len(self._heap) > self._most or self._bytes > (self._most_bytes or self._bytes):
            self._limit, text = heapq.heappop(self._heap)
            self._bytes -= len(text)
