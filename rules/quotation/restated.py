"""One statement of one speaker that is quoted in two wordings far apart: most of the telling words are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rules.quotation.wording import Quoted, difference, small_words, surname

_FEWEST = 9  # words of each
_SHARED = 4  # telling words that both have
_SAME = 0.5  # share of the telling words of both that are the same
_LONGER = 1.6  # how many times as long one of the two may be
_SHORTEST = 3  # letters of a telling word
_ENDING = re.compile(r"(?:'\w+|ing|ed|es|s|e)\Z")


def restated(here: Quoted, before: Sequence[Quoted]) -> tuple[Quoted, list[dict[str, str]]] | None:
    """The last quotation ``before`` in which the speaker of one says the same in other words; how they differ."""
    if here.speaker is None or len(here.words) < _FEWEST:
        return None
    speaker, telling = surname(here.speaker), _telling(here.words)
    for there in reversed(before):
        short, long = sorted((len(here.words), len(there.words)))
        if not there.speaker or surname(there.speaker) != speaker or short < _FEWEST or long > _LONGER * short:
            continue
        other = _telling(there.words)
        shared = telling & other
        if len(shared) >= _SHARED and len(shared) >= _SAME * len(telling | other):
            found = difference(there.words, here.words)
            # Where no word stands for another, one only begins or ends elsewhere.
            return (there, found) if any(one["here"] and one["there"] for one in found) else None
    return None


@lru_cache(maxsize=64)  # a quotation is compared with many behind it
def _telling(words: tuple[str, ...]) -> frozenset[str]:
    """The words that are not grammar's, without their endings."""
    stems = (_ENDING.sub("", word) or word for word in words if word not in small_words())
    return frozenset(stem for stem in stems if len(stem) >= _SHORTEST)
