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

import sys
import zlib
from array import array
from collections.abc import Collection, Sequence
from itertools import count
from operator import add, gt

ANCHOR = 8
"""Words of an anchor, k."""
WINDOW = 2
"""Anchors of which one is taken, w."""
GUARANTEED = ANCHOR + WINDOW - 1
"""Words in a row that two texts must share to have an anchor in common for certain."""
TRIGRAM = 3
"""Words of a trigram."""

_LOW = 0xFFFFFFFF
# Where the lower and the upper halves of numbers of 64 bits stand among numbers of 32.
_EVEN, _ODD = slice(0, None, 2), slice(1, None, 2)
_LOWER, _UPPER = (_EVEN, _ODD) if sys.byteorder == "little" else (_ODD, _EVEN)


def numbered(words: Sequence[str]) -> array[int]:
    """A number of 32 bits for each word, the same in every process."""
    return array("I", [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words])


def trigrams(numbers: Sequence[int]) -> array[int]:
    """All runs of three words: the number of each (32 bits) above the place where it first stands (32 bits)."""
    return _first_places(_triples(numbers))


def anchors(numbers: Sequence[int]) -> array[int]:
    """The winnowed runs: the number of each (32 bits) above its place in the words (32 bits).

    Where one repeats between the same two words, only its first place is told: the others lead to nothing else.
    """
    return _winnowed(numbers, _triples(numbers))


def both(numbers: Sequence[int]) -> tuple[array[int], array[int]]:
    """``anchors`` and ``trigrams``, which are made of the same."""
    triples = _triples(numbers)
    return _winnowed(numbers, triples), _first_places(triples)


def _first_places(triples: Sequence[int]) -> array[int]:
    # Read from the end, so that of equal ones the first place stays.
    first = dict(zip(reversed(triples), range(len(triples) - 1, -1, -1), strict=True))
    return _above(first, first.values())


def _winnowed(numbers: Sequence[int], triples: Sequence[int]) -> array[int]:
    # The triples at the places 0, 3 and 5 hold eight words together.
    runs = _mixed(triples, triples[3:], triples[5:])
    # Of two neighbours the second is taken if it is the lower one.
    taken = sorted(set(map(add, count(), map(gt, runs, runs[1:])))) or list(range(len(runs)))
    found = [runs[place] for place in taken]
    if len(set(found)) < len(found):
        between = [0, *numbers, 0]
        first = {
            (run, between[place], between[place + ANCHOR + 1]): place
            for run, place in zip(reversed(found), reversed(taken), strict=True)
        }
        found, taken = [run for run, _, _ in first], list(first.values())
    return _above(found, taken)


def _above(runs: Collection[int], places: Collection[int]) -> array[int]:
    """Each run above its place, as ``run << 32 | place``, put together without a step of Python for each."""
    halves = array("I", bytes(8 * len(runs)))
    halves[_UPPER] = array("I", runs)
    halves[_LOWER] = array("I", places)
    return array("Q", halves.tobytes())


def _triples(numbers: Sequence[int]) -> list[int]:
    return _mixed(numbers, numbers[1:], numbers[2:])


def _mixed(first: Sequence[int], second: Sequence[int], third: Sequence[int]) -> list[int]:
    """One number of 32 bits for each three, in their order: what Python hashes them to, the same in every process."""
    return [number & _LOW for number in map(hash, zip(first, second, third, strict=False))]
