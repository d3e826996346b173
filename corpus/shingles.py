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
from collections.abc import Mapping, Sequence

ANCHOR = 8
"""Words of an anchor, k."""
WINDOW = 2
"""Anchors of which one is taken, w."""
GUARANTEED = ANCHOR + WINDOW - 1
"""Words in a row that two texts must share to have an anchor in common for certain."""
TRIGRAM = 3
"""Words of a trigram."""

_LOW = 0xFFFFFFFF


def anchors(words: Sequence[str]) -> array[int]:
    """The winnowed runs: the number of each (32 bits) above the place in the words where it first stands (32 bits)."""
    numbers = _numbers(words, ANCHOR)
    first: dict[int, int] = {numbers[0]: 0} if len(numbers) == 1 else {}
    for place in range(len(numbers) - 1):
        number = min(numbers[place], numbers[place + 1])
        if number not in first:
            first[number] = place if number == numbers[place] else place + 1
    return _packed(first)


def trigrams(words: Sequence[str]) -> array[int]:
    """All runs of three words: the number of each (32 bits) above the place where it first stands (32 bits)."""
    first: dict[int, int] = {}
    for place, number in enumerate(_numbers(words, TRIGRAM)):
        first.setdefault(number, place)
    return _packed(first)


def _packed(first: Mapping[int, int]) -> array[int]:
    return array("Q", [number << 32 | place for number, place in first.items()])


def _numbers(words: Sequence[str], length: int) -> list[int]:
    """A number for each run of ``length`` words, the same in every process, and mixed, for winnowing wants chance."""
    single = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    # A polynomial of the words' numbers, kept up to date from run to run, as Karp and Rabin do it.
    base, modulus = 0x9E3779B1, (1 << 61) - 1
    top = pow(base, length - 1, modulus)
    number = 0
    found = []
    for place, one in enumerate(single):
        number = (number * base + one) % modulus
        if place >= length - 1:
            found.append((number * 0x9E3779B97F4A7C15 >> 32) & _LOW)
            number = (number - single[place - length + 1] * top) % modulus
    return found
