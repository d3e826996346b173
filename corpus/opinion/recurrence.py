"""Which words of some paragraphs stand elsewhere in the document too, told quickly for any block of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


class Recurrence:
    """The paragraphs of a document as sets of words. A block runs from number ``first`` to the one before ``after``.

    For each word of a paragraph it is known how many paragraphs above it stands first and last, so that a block's words
    are counted without being gathered.
    """

    def __init__(self, paragraphs: Sequence[frozenset[str]]) -> None:
        self._paragraphs = paragraphs
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        # For each paragraph, sorted: how far above it those of its words stand that stood before,
        self._again: list[list[int]] = []
        for number, words in enumerate(paragraphs):
            again = []
            for word in words:
                if word in self._last:
                    again.append(number - self._last[word])
                else:
                    self._first[word] = number
                self._last[word] = number
            again.sort()
            self._again.append(again)
        # and how far above it those begin that are never met again.
        self._ending: list[list[int]] = [[] for _ in paragraphs]
        for word, number in self._last.items():
            self._ending[number].append(number - self._first[word])
        for reaches in self._ending:
            reaches.sort()

    def within(self, first: int, after: int) -> tuple[int, int]:
        """How many words stand in a block and nowhere else, and how many stand in it."""
        alone = words = 0
        for number in range(first, after):
            above = number - first
            alone += bisect_right(self._ending[number], above)
            words += len(self._paragraphs[number]) - bisect_right(self._again[number], above)
        return alone, words

    def outside(self, number: int, after: int) -> set[str]:
        """The words of a paragraph that stand before it too, or from paragraph ``after`` on."""
        return {word for word in self._paragraphs[number] if self._first[word] < number or self._last[word] >= after}
