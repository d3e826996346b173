"""Passages that two texts share, exactly or nearly, aligned word by word.

Seed and extend, as sequence alignment does it: runs of three equal words are seeds; seeds that follow each other in
both texts are chained over the words between them, if these are few or partly equal too; the ends are extended over
replaced words as long as equal ones outweigh them. Time is linear in the words: a trigram that is frequent in a text
seeds nothing, and each seed is held only against the chains that ended shortly before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SEED = 3
"""Equal words in a row that begin an alignment."""
FEWEST = 5
"""Equal words of a passage that is told."""

_OFTEN = 8  # places of a trigram in a text from which on it says nothing
_ALWAYS = 4  # words between two seeds that are bridged whatever they are,
_ALWAYS_STRAIGHT = 6  # where there are as many in both texts
_WIDEST = 14  # and those that are bridged if enough of them are equal:
_SHIFT = 3  # by how many words they may differ in number then
_EQUAL = 0.3  # share that must be equal where only words were replaced
_EQUAL_SHIFTED = 0.5  # and where some were put in or left out as well
_OPEN_CHAINS = 16  # that a seed is held against
_DROP = 3  # replaced words by which an extension may fall behind before it is given up


class Match(NamedTuple):
    """A word that both texts have: its number in each."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that two texts share: its equal words, in ascending order in both texts."""

    matches: tuple[Match, ...]

    @property
    def one(self) -> range:
        """The words of the first text, replaced ones included."""
        return range(self.matches[0].one, self.matches[-1].one + 1)

    @property
    def other(self) -> range:
        """The words of the second text, replaced ones included."""
        return range(self.matches[0].other, self.matches[-1].other + 1)

    @property
    def similarity(self) -> float:
        """The share of equal words, 0 to 1: twice their number among the words of both sides (Dice)."""
        return 2 * len(self.matches) / (len(self.one) + len(self.other))


@dataclass(slots=True)
class _Run:
    """Words in a row that are equal."""

    one: int
    other: int
    length: int


@dataclass(slots=True)
class _Chain:
    """Matches so far, and the words after the last of them."""

    matches: list[Match] = field(default_factory=list)

    @property
    def one(self) -> int:
        return self.matches[-1].one + 1

    @property
    def other(self) -> int:
        return self.matches[-1].other + 1


def passages(one: Sequence[str], other: Sequence[str]) -> tuple[Passage, ...]:
    """What two texts share, in the order of the first one; no word of either is in two passages."""
    chains = _chains(one, other)
    for chain in chains:
        _extend(chain, one, other)
    chains.sort(key=lambda chain: (-len(chain.matches), chain.matches[0]))
    taken_one, taken_other = bytearray(len(one)), bytearray(len(other))
    found = []
    for chain in chains:
        for free in _free(chain.matches, taken_one, taken_other):
            if len(free) >= FEWEST:
                found.append(Passage(tuple(free)))
                for match in free:
                    taken_one[match.one] = taken_other[match.other] = 1
    return tuple(sorted(found, key=lambda passage: passage.matches[0]))


def _free(matches: Sequence[Match], taken_one: bytearray, taken_other: bytearray) -> Iterator[list[Match]]:
    """The stretches of a chain whose words no longer chain has taken."""
    free: list[Match] = []
    for match in matches:
        if taken_one[match.one] or taken_other[match.other]:
            if free:
                yield free
            free = []
        else:
            free.append(match)
    if free:
        yield free


def _runs(one: Sequence[str], other: Sequence[str]) -> list[_Run]:
    """The longest runs of at least three equal words, in the order of the first text."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(other) - SEED + 1):
        places.setdefault(tuple(other[place : place + SEED]), []).append(place)
    found = []
    latest: dict[int, _Run] = {}  # by diagonal
    for place in range(len(one) - SEED + 1):
        there = places.get(tuple(one[place : place + SEED]), ())
        for elsewhere in there if len(there) <= _OFTEN else ():
            run = latest.get(place - elsewhere)
            if run is not None and run.one + run.length == place + SEED - 1:
                run.length += 1
            else:
                run = latest[place - elsewhere] = _Run(place, elsewhere, SEED)
                found.append(run)
    return found


def _chains(one: Sequence[str], other: Sequence[str]) -> list[_Chain]:
    done: list[_Chain] = []
    open_chains: list[_Chain] = []
    for run in _runs(one, other):
        near = [chain for chain in open_chains if chain.one + _WIDEST >= run.one]
        done += [chain for chain in open_chains if chain.one + _WIDEST < run.one]
        joined = False
        # The one whose tail lies straightest before the seed.
        for chain in sorted(near, key=lambda chain: abs((run.one - chain.one) - (run.other - chain.other))):
            if _bridge(chain, run, one, other):
                joined = True
                break
        if not joined:
            near.append(_Chain([Match(run.one + step, run.other + step) for step in range(run.length)]))
        done += near[:-_OPEN_CHAINS]
        open_chains = near[-_OPEN_CHAINS:]
    return done + open_chains


def _bridge(chain: _Chain, run: _Run, one: Sequence[str], other: Sequence[str]) -> bool:
    """Put ``run`` at the end of ``chain`` if what lies between allows it."""
    # Where words repeat, a run may begin inside the one before it.
    cut = max(0, chain.one - run.one, chain.other - run.other)
    if cut >= run.length or cut >= SEED:
        return False
    start = Match(run.one + cut, run.other + cut)
    gap = (start.one - chain.one, start.other - chain.other)
    if max(gap) > _WIDEST:
        return False
    between = _equal(one, other, chain, start) if min(gap) else []
    if max(gap) > (_ALWAYS_STRAIGHT if gap[0] == gap[1] else _ALWAYS):
        if abs(gap[0] - gap[1]) > _SHIFT:
            return False
        if len(between) < (_EQUAL if gap[0] == gap[1] else _EQUAL_SHIFTED) * max(gap):
            return False
    chain.matches += between
    chain.matches += [Match(run.one + step, run.other + step) for step in range(cut, run.length)]
    return True


def _equal(one: Sequence[str], other: Sequence[str], chain: _Chain, end: Match) -> list[Match]:
    """Equal words between the tail of a chain and a seed: pairwise if both sides have as many, else the most."""
    width, height = end.one - chain.one, end.other - chain.other
    if width == height:
        steps = range(width)
        return [Match(chain.one + s, chain.other + s) for s in steps if one[chain.one + s] == other[chain.other + s]]
    return _longest_common(one, other, Match(chain.one, chain.other), end)


def _longest_common(one: Sequence[str], other: Sequence[str], start: Match, end: Match) -> list[Match]:
    """The longest common subsequence of two stretches of some ten words."""
    width, height = end.one - start.one, end.other - start.other
    best = [[0] * (height + 1) for _ in range(width + 1)]
    for i in range(width - 1, -1, -1):
        for j in range(height - 1, -1, -1):
            if one[start.one + i] == other[start.other + j]:
                best[i][j] = best[i + 1][j + 1] + 1
            else:
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < width and j < height:
        if one[start.one + i] == other[start.other + j]:
            found.append(Match(start.one + i, start.other + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _extend(chain: _Chain, one: Sequence[str], other: Sequence[str]) -> None:
    """Extend both ends over replaced words, as long as the equal ones outweigh them."""
    after = _extension(one, other, Match(chain.one, chain.other), 1)
    before = _extension(one, other, Match(chain.matches[0].one - 1, chain.matches[0].other - 1), -1)
    chain.matches[:0] = reversed(before)
    chain.matches += after


def _extension(one: Sequence[str], other: Sequence[str], start: Match, step: int) -> list[Match]:
    found: list[Match] = []
    kept = score = best = 0
    place = start
    while 0 <= place.one < len(one) and 0 <= place.other < len(other) and score > best - _DROP:
        if one[place.one] == other[place.other]:
            found.append(place)
            score += 1
            if score > best:
                best, kept = score, len(found)
        else:
            score -= 1
        place = Match(place.one + step, place.other + step)
    return found[:kept]
