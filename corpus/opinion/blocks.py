"""How far a block of neighbouring paragraphs is opinion, and how far it does not belong: each with its reasons.

*Voice* compares what is counted in the block with the rest of the same document, so that a document that is opinion
throughout has no passages. *Strangeness* compares words and names: what the rest of the document has nowhere, and a
thread that runs from the paragraph before to the paragraph after as if the block were not there. Both are sums of
weighted differences (``weights.txt``), in units of log odds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from math import log1p, sqrt
from operator import add, sub
from typing import NamedTuple

from corpus.opinion.measures import COUNTED, Measures
from corpus.opinion.recurrence import Recurrence
from corpus.opinion.weights import weights

KINDS: Mapping[str, tuple[str, ...]] = {
    "voice": (
        "plural", "singular", "address", "questions", "exclamations", "commands", "fragments", "openers",
    ),
    "judgement": ("invective", "grave", "praise", "judgement", "intensifiers", "disclaimers", "catchwords"),
    "argument": ("argument", "obligation", "statement", "learned"),
    "manner": ("irony", "insinuation", "meta", "promotion", "piety", "nostalgia", "nation"),
    "sources": ("reporting", "names", "quoted"),
    "matter": ("novel", "strange", "tie before", "tie after", "thread", "bridge"),
}  # fmt: skip
"""The kinds of evidence, and what each is made of."""

LONGEST = 6
"""Paragraphs of a block; a longer passage is several."""

_REPORTING = 2 + COUNTED.index("reporting")  # behind words and length

_BLOCK = 60  # words of the rest of the document that every block is taken to have besides its own,
_REST = 150  # and words of usual reporting that the rest of every document is
_FULL = 45  # words of a block from which on its words tell whether it is strange
_UNIT = 10  # rates are for each hundred words, and square roots of them are compared


class Evidence(NamedTuple):
    """A kind of evidence, and what it adds to the log odds."""

    kind: str
    score: float


class Blocks:
    """The blocks of one document, to be asked about; what all of them need is summed up once."""

    def __init__(self, paragraphs: Sequence[Measures]) -> None:
        self.paragraphs = paragraphs
        rows = [(one.words, one.length, *one.counts) for one in paragraphs]
        zero = (0.0,) * (len(COUNTED) + 2)
        self._sums = list(accumulate(rows, lambda one, other: tuple(map(add, one, other)), initial=zero))
        table = weights()
        self._present: list[tuple[int, float, float, float]] = []  # column, count, weight, what is lost without it
        self._lost = 0.0  # what a block loses, but for a factor, that has none of what is counted
        for number, (count, usual, weight) in enumerate(
            zip(self._sums[-1][2:], table.usual, table.voice, strict=True), 2
        ):
            all_ = count + _REST * usual
            lost = _UNIT * weight * sqrt(all_)
            self._lost += lost
            if count and weight:
                self._present.append((number, all_, _UNIT * weight, lost))
        self._voices: dict[tuple[int, int], float] = {}
        self._strange: dict[tuple[int, int], float] = {}

    @cached_property
    def _stems(self) -> Recurrence:
        return Recurrence([one.stems for one in self.paragraphs])

    @cached_property
    def _names(self) -> Recurrence:
        return Recurrence([one.names for one in self.paragraphs])

    def __len__(self) -> int:
        return len(self.paragraphs)

    def words(self, first: int, after: int) -> float:
        """The writer's words in a block."""
        return self._sums[after][0] - self._sums[first][0]

    def differences(self, first: int, after: int) -> list[float]:
        """For each of ``COUNTED``, and for words of sources, how much more of it the block has than the rest."""
        low, high, total = self._sums[first], self._sums[after], self._sums[-1]
        words = high[0] - low[0]
        rest_words = total[0] - words
        found = []
        for a, b, all_, usual in zip(low[2:], high[2:], total[2:], weights().usual, strict=True):
            count = b - a
            rest = (all_ - count + _REST * usual) / (rest_words + _REST)
            found.append(_UNIT * (sqrt((count + _BLOCK * rest) / (words + _BLOCK)) - sqrt(rest)))
        length = high[1] - low[1]
        rest_length = total[1] - length
        quoted = 1 - words / length if length else 0.0
        rest_quoted = 1 - rest_words / rest_length if rest_length else 0.0
        found.append(quoted - 0.5 * rest_quoted)
        return found

    def voice(self, first: int, after: int) -> float:
        """How far a block is opinion: log odds, which are 0 where it is what the rest of the document is.

        The weighted sum of ``differences``, reckoned quickly, for this is asked of many blocks: first as if the block
        had nothing of what is counted, and then what it has makes up for.
        """
        known = self._voices.get((first, after))
        if known is None:
            known = self._voices[first, after] = self._voice(first, after)
        return known

    def _voice(self, first: int, after: int) -> float:
        low, high, whole = self._sums[first], self._sums[after], self._sums[-1]
        words, length = high[0] - low[0], high[1] - low[1]
        rest_words, rest_length = whole[0] - words, whole[1] - length
        block, remainder = words + _BLOCK, rest_words + _REST
        loss = (sqrt(_BLOCK / block) - 1) / sqrt(remainder)
        total = self._lost * loss
        for number, all_, weight, lost in self._present:
            count = high[number] - low[number]
            if count:
                rest = (all_ - count) / remainder
                total += weight * (sqrt((count + _BLOCK * rest) / block) - sqrt(rest)) - lost * loss
        quoted = 1 - words / length if length else 0.0
        rest_quoted = 1 - rest_words / rest_length if rest_length else 0.0
        return total + weights().quoted * (quoted - 0.5 * rest_quoted)

    def traits(self, first: int, after: int) -> dict[str, float]:
        """What tells whether a block is strange in its document."""
        novel, stems = self._stems.within(first, after)
        new_names, names = self._names.within(first, after)
        length = self._sums[after][1] - self._sums[first][1]
        whole = self._sums[-1][1]
        full = min(length / _FULL, 1)
        through = self._around(first, after)
        inside = sum(any(name in one.names for one in self.paragraphs[first:after]) for name in through)
        bridge = log1p(len(through) - inside) - log1p(inside)
        return {
            "novel": full * novel / max(stems, 1),
            "strange": full * (new_names + 1) / (names + 2),
            "tie before": self.tie(first - 1, first),
            "tie after": self.tie(after, after - 1),
            "thread": bridge,
            "bridge": log1p(inside),
            "opening": float(first == 0),
            "second": float(first == 1),
            "last": float(after == len(self.paragraphs)),
            "share": length / max(whole, 1),
            "paragraphs": float(after - first > 3),  # noqa: PLR2004 (few passages are so long)
        }

    def strangeness(self, first: int, after: int) -> float:
        """How far a block does not belong: log odds, from which the rarity of passages is taken off."""
        known = self._strange.get((first, after))
        if known is None:
            table = weights().strange
            traits = self.traits(first, after)
            known = sum(table[name] * value for name, value in traits.items()) + table["constant"]
            self._strange[first, after] = known
        return known

    def stance(self, first: int = 0, without: range = range(0)) -> float:
        """How far all from paragraph ``first`` on is opinion, ``without`` a block, beside plain reporting."""
        table = weights()
        low, high = self._sums[first], self._sums[-1]
        if without:
            left_out = map(sub, self._sums[without.stop], self._sums[without.start])
            high = tuple(map(sub, high, left_out))
        words = max(high[0] - low[0], 1)
        return sum(
            weight * _UNIT * (sqrt((b - a + _REST * usual) / (words + _REST)) - sqrt(usual))
            for a, b, weight, usual in zip(low[2:], high[2:], table.voice, table.usual, strict=True)
        )

    def loaded(self, number: int, classes: Iterable[int]) -> float:
        """The weight of some classes of cues, by their places in ``COUNTED``, in a paragraph."""
        counts = self.paragraphs[number].counts
        return sum(counts[one] for one in classes)

    def reporting(self, first: int, after: int) -> tuple[float, float]:
        """The words of reporting in each hundred of the writer's words, in a block and in the rest of the document."""
        low, high, whole = self._sums[first], self._sums[after], self._sums[-1]
        count, words = high[_REPORTING] - low[_REPORTING], high[0] - low[0]
        rest = (whole[_REPORTING] - count) / max(whole[0] - words, 1)
        return round(100 * count / max(words, 1), 1), round(100 * rest, 1)

    @cached_property
    def own_voice(self) -> tuple[float, ...]:
        """The voice of each paragraph by itself."""
        return tuple(self.voice(number, number + 1) for number in range(len(self)))

    def evidence(self, first: int, after: int) -> tuple[Evidence, ...]:
        """What each kind of evidence adds, that of voice and that of strangeness."""
        table = weights()
        found = self.differences(first, after)
        parts = {name: value * weight for name, value, weight in zip(COUNTED, found[:-1], table.voice, strict=True)}
        parts["quoted"] = found[-1] * table.quoted
        parts |= {name: table.strange[name] * value for name, value in self.traits(first, after).items()}
        return tuple(Evidence(kind, round(sum(parts[name] for name in names), 2)) for kind, names in KINDS.items())

    def familiar(self, number: int, after: int) -> tuple[set[str], set[str]]:
        """The words and the names of a paragraph that stand before it too, or from paragraph ``after`` on."""
        return self._stems.outside(number, after), self._names.outside(number, after)

    def _around(self, first: int, after: int) -> frozenset[str]:
        """The names that stand both in the two paragraphs before a block and in the two behind it."""
        before = frozenset().union(*(one.names for one in self.paragraphs[max(first - 2, 0) : first]))
        return before.intersection(chain.from_iterable(one.names for one in self.paragraphs[after : after + 2]))

    def tie(self, outside: int, inside: int) -> float:
        """The share of words that a paragraph of a block has in common with the one next to it outside."""
        if not 0 <= outside < len(self.paragraphs):
            return 0.15  # as much as neighbours mostly have
        one, other = self.paragraphs[outside].stems, self.paragraphs[inside].stems
        return len(one & other) / max(min(len(one), len(other)), 1)
