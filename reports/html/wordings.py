"""Two wordings side by side: which words are the same, and which differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Piece", "Wordings", "aligned", "compared"]

_WORD = re.compile(r"\S+\s*")
_LONGEST = 2_000  # code points of a wording that are shown
_FEWEST = 3  # words from which a difference says more than the two beside each other
# Pairs of equal words that are weighed at most: the cost of a comparison grows with them, and a text that is made of
# one word has a great many.
_MOST_PAIRS = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, and whether the other wording has others in its place."""

    text: str
    is_different: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """What stands here and what there."""

    here: tuple[Piece, ...]
    there: tuple[Piece, ...]


def compared(here: str, there: str) -> Wordings | None:
    """The difference of two texts word by word; ``None`` if they are too short, too long or too repetitive for it."""
    if max(len(here), len(there)) > _LONGEST:
        return None
    one, other = _WORD.findall(here), _WORD.findall(there)
    if min(len(one), len(other)) < _FEWEST:
        return None
    folded, others = ([word.strip().casefold() for word in words] for words in (one, other))
    counts = Counter(others)
    if sum(count * counts[word] for word, count in Counter(folded).items()) > _MOST_PAIRS:
        return None
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, folded, others, autojunk=False).get_opcodes():
        left += [Piece("".join(one[a:b]), kind != "equal")] if a < b else []
        right += [Piece("".join(other[c:d]), kind != "equal")] if c < d else []
    return Wordings(tuple(left), tuple(right))


def aligned(stretches: object) -> Wordings | None:
    """The wordings of evidence that tells them stretch by stretch: ``same``, or ``here`` and ``there``."""
    if not isinstance(stretches, Sequence) or isinstance(stretches, str) or not stretches:
        return None
    left: list[Piece] = []
    right: list[Piece] = []
    for stretch in stretches:
        if not isinstance(stretch, Mapping) or not ({*stretch} <= {"same", "here", "there"}):
            return None
        same = stretch.get("same")
        for side, words in ((left, stretch.get("here")), (right, stretch.get("there"))):
            text, is_different = (words, True) if same is None else (same, False)
            if isinstance(text, str) and text:
                side.append(Piece(f"{text} ", is_different))
    return Wordings(tuple(left), tuple(right)) if left or right else None
