"""Passages: the blocks of a document that together have the highest odds of not being the reporting's own.

A semi-Markov segmentation (Sarawagi and Cohen, "Semi-Markov conditional random fields for information extraction",
2004): what counts is a block as a whole, not its paragraphs one by one, and of all ways to lay blocks over the
document the best is found by dynamic programming, in time linear in the number of paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.opinion.blocks import LONGEST, Blocks

_NEARLY = 1.0  # how much less voice a paragraph may have than the passage that is looked for around it
_LINE = 12  # words of a line of verse or of a list, at most,
_LED = 6  # paragraphs that a colon leads in
_LINES = 3  # of which so many stand together


class Passage(NamedTuple):
    """The paragraphs from number ``first`` up to the one before ``after``; ``odds`` are voice and strangeness."""

    first: int
    after: int
    voice: float
    odds: float


class Bounds(NamedTuple):
    """What a passage must have at least: of its own voice, for strangeness alone makes none, and of both together."""

    voice: float
    odds: float


def passages(blocks: Blocks, bounds: Bounds, start: int = 0, taken: Sequence[range] = ()) -> tuple[Passage, ...]:
    """The passages from paragraph ``start`` on, those next to each other joined; none has a paragraph that is taken."""
    count = len(blocks)
    found = _candidates(blocks, bounds, start, frozenset(number for one in taken for number in one))
    if not found:
        return ()
    best = [0.0] * (count + 1)
    chosen: list[Passage | None] = [None] * (count + 1)
    for end in range(start + 1, count + 1):
        best[end] = best[end - 1]
        for one in found.get(end, ()):
            odds = best[one.first] + one.odds - bounds.odds
            if odds > best[end]:
                best[end], chosen[end] = odds, one
    return _joined(blocks, _traced(chosen))


def _candidates(blocks: Blocks, bounds: Bounds, start: int, taken: frozenset[int]) -> dict[int, list[Passage]]:
    """The blocks that may be passages, by where they end.

    Each holds a paragraph that has nearly enough voice by itself, which in most documents there is none of.
    """
    seeds = [
        number
        for number in range(start, len(blocks))
        if blocks.own_voice[number] >= bounds.voice - _NEARLY
        and number not in taken
        and not (_is_listed(blocks, number, start) or _is_led(blocks, number, start))
    ]
    found: dict[int, list[Passage]] = {}
    tried: set[tuple[int, int]] = set()
    for seed in seeds:
        for first in range(max(seed - LONGEST + 1, start), seed + 1):
            for after in range(seed + 1, min(first + LONGEST, len(blocks)) + 1):
                if (first, after) not in tried and taken.isdisjoint(range(first, after)):
                    tried.add((first, after))
                    voice = blocks.voice(first, after)
                    odds = voice + blocks.strangeness(first, after) if voice >= bounds.voice else bounds.odds - 1
                    if odds >= bounds.odds:
                        found.setdefault(after, []).append(Passage(first, after, voice, odds))
    return found


def _is_listed(blocks: Blocks, number: int, start: int) -> bool:
    """Whether a paragraph is one of several short ones: verse, or a list."""
    if blocks.paragraphs[number].length >= _LINE:
        return False
    first = after = number
    while first > max(start, number - _LINES) and blocks.paragraphs[first - 1].length < _LINE:
        first -= 1
    while after + 1 < min(len(blocks), number + _LINES) and blocks.paragraphs[after + 1].length < _LINE:
        after += 1
    return after - first + 1 >= _LINES


def _is_led(blocks: Blocks, number: int, start: int) -> bool:
    """Whether a paragraph leads something in, or belongs to what one above leads in, with no quotation in between."""
    if blocks.paragraphs[number].leads:
        return True
    for above in range(number - 1, max(start, number - _LED) - 1, -1):
        if blocks.paragraphs[above].leads:
            return True
        if blocks.paragraphs[above].words < blocks.paragraphs[above].length:
            return False
    return False


def _traced(chosen: Sequence[Passage | None]) -> Iterable[Passage]:
    """The blocks of the best way to lay them, in order."""
    found = []
    end = len(chosen) - 1
    while end > 0:
        one = chosen[end]
        if one:
            found.append(one)
            end = one.first
        else:
            end -= 1
    return reversed(found)


def _joined(blocks: Blocks, found: Iterable[Passage]) -> tuple[Passage, ...]:
    joined: list[Passage] = []
    for one in found:
        if joined and joined[-1].after == one.first:
            last = joined.pop()
            joined.append(Passage(last.first, one.after, blocks.voice(last.first, one.after), max(last.odds, one.odds)))
        else:
            joined.append(one)
    return tuple(joined)
