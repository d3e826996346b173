"""The words of a text as they are compared with those of other texts: folded, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from corpus.spans import Span

# An address is one word, and so are "don't", "mid-May", "11.4" and each character of a script that puts no blanks
# between words.
_WORD = re.compile(
    r"https?://\S+|www\.\S+|[\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:(?:['’-]|(?<=\d)[.,](?=\d))[^\W_\u3040-\u30ff\u3400-\u9fff]+)*"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text: case and the form of apostrophes don't count, nor does what stands between words.

    ``starts`` and ``ends`` are the places of each word, in code points of PROSE, half open.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, after: int) -> Span:
        """From the word number ``first`` up to the one before number ``after``."""
        return Span(self.starts[first], self.ends[after - 1])

    def within(self, span: Span) -> range:
        """The numbers of the words that begin in ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def wording(text: str) -> Wording:
    """The words of ``text``."""
    found = [(match[0], *match.span()) for match in _WORD.finditer(text)]
    words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Wording(tuple(word.casefold().replace("’", "'") for word in words), starts, ends)
