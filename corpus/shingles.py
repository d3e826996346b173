"""Shingles: numbers for runs of words, by which documents that share wording find each other.

Two kinds, for two promises.

*Anchors* are runs of eight words, winnowed with a window of two (S. Schleimer, D. S. Wilkerson, A. Aiken, "Winnowing:
Local Algorithms for Document Fingerprinting", SIGMOD 2003): of each two neighbouring runs the one with the lower number
is taken. Winnowing runs of k words with a window of w takes at least one run out of every k + w - 1 words, and which
one depends on these words alone: two texts that share nine words in a row have an anchor in common, always.

*Trigrams* are all runs of three words, unwinnowed. A passage with a word in five replaced keeps a run of nine words
hardly ever, but some of its trigrams, at the same distance from each other.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from itertools import pairwise

ANCHOR = 8
"""Words of an anchor, k."""
WINDOW = 2
"""Anchors of which one is taken, w."""
GUARANTEED = ANCHOR + WINDOW - 1
"""Words in a row that two texts must share to have an anchor in common for certain."""
TRIGRAM = 3
"""Words of a trigram."""

_LOW = 0xFFFFFFFF


def numbered(words: Sequence[str]) -> array[int]:
    """A number of 32 bits for each word, the same in every process."""
    return array("I", [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words])


def trigrams(numbers: Sequence[int]) -> array[int]:
    """All runs of three words: the number of each (32 bits) above the place where it first stands (32 bits)."""
    triples = _triples(numbers)
    # Read from the end, so that of equal ones the first place stays.
    first = dict(zip(reversed(triples), range(len(triples) - 1, -1, -1), strict=True))
    return array("Q", [run << 32 | place for run, place in first.items()])


def anchors(numbers: Sequence[int]) -> array[int]:
    """The winnowed runs: the number of each (32 bits) above its place in the words (32 bits).

    Where one repeats between the same two words, only its first place is told: the others lead to nothing else.
    """
    triples = _triples(numbers)
    # The triples at the places 0, 3 and 5 hold eight words together.
    runs = _mixed(triples, triples[3:], triples[5:])
    taken = [place + (one > two) for place, (one, two) in enumerate(pairwise(runs))] or list(range(len(runs)))
    between = [0, *numbers, 0]
    first = {(runs[place], between[place], between[place + ANCHOR + 1]): place for place in reversed(taken)}
    return array("Q", [run << 32 | place for (run, _, _), place in first.items()])


def _triples(numbers: Sequence[int]) -> list[int]:
    return _mixed(numbers, numbers[1:], numbers[2:])


def _mixed(first: Sequence[int], second: Sequence[int], third: Sequence[int]) -> list[int]:
    """One number of 32 bits for each three, in their order: what Python hashes them to, the same in every process."""
    return [number & _LOW for number in map(hash, zip(first, second, third, strict=False))]
