"""Names: runs of capitalised words, with the particles and initials that hold them together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from corpus.lexicon import entries
from corpus.spans import Span

# Words are bounded, so that no run of capitals costs more than its length.
_WORD = r"(?:[A-Z]\.(?:[A-Z]\.){0,4}|[A-ZÀ-ÖØ-Þ][\w’'-]{0,40}\w)"
_PARTICLE = r"(?:of|de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|y)"
NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,5}}"
# The same, from what is no part of a word on; that is asked behind the first letter, for a pattern that begins with a
# look behind is tried at every character.
_FIRST = r"[A-ZÀ-ÖØ-Þ](?<![\w’'].)(?:(?<=[A-Z])\.(?:[A-Z]\.){0,4}|[\w’'-]{0,40}\w)"
_NAME = re.compile(rf"{_FIRST}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{0,5}}")
# Capitalised because a sentence begins, not because they are names.
_COMMON = frozenset(
    "A After All Although An And Another As At Because Before Both But By During Each Even Every For From Furthermore "
    "Given He Her Here His How However I If In Indeed Instead It Its Last Leaving Many Meanwhile Moreover Most Mr My "
    "Nevertheless Next No Not Now Of On One Only Or Our Over Putting She Since So Some Still Such That The Their Then "
    "There These They This Those Though Three Through Thus To Today Two Under Until We Were What When Where Whether "
    "Which While Who Why With Without Yesterday Yet You Your".split()
)


def is_body(name: str) -> bool:
    """Whether a name is a publication's or an agency's, by the words in it, not a person's."""
    words = name.lower().split()
    return words[0] == "the" or any(word.strip(".,'’") in _body_words() for word in words)


@cache
def _body_words() -> frozenset[str]:
    return frozenset(word for word, _ in entries("publication-words"))


def names(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The names of a text in order. A run begins after words that are only capitalised because a sentence begins."""
    found = []
    for paragraph in paragraphs:
        for match in _NAME.finditer(text, paragraph.start, paragraph.end):
            start = match.start()
            if match[0].split(None, 1)[0] not in _COMMON:
                found.append(Span(start, match.end()))
                continue
            for word in match[0].split():
                if word not in _COMMON:
                    break
                start += len(word) + 1
            if start < match.end():
                found.append(Span(start, match.end()))
    return tuple(found)
