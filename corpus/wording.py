"""The words of a text as they are compared with those of other texts: folded, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from corpus.lexicon import folded
from corpus.spans import Span

# An address is one word, and so are "don't", "mid-May" and "11.4".
_ADDRESS = r"https?://\S+|www\.\S+"
_BETWEEN = r"['.,-](?:(?<=['-])|(?<=\d.)(?=\d))"
_WORD = re.compile(rf"\w++(?:{_BETWEEN}\w++)*+")
_WORD_OR_ADDRESS = re.compile(rf"{_ADDRESS}|{_WORD.pattern}")
# In scripts that put no blanks between words each character is one. Most texts have none, and are read faster.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SPACED = r"[^\W\u3040-\u30ff\u3400-\u9fff]+"
_WORD_OR_CHARACTER = re.compile(rf"{_ADDRESS}|[\u3040-\u30ff\u3400-\u9fff]|{_SPACED}(?:{_BETWEEN}{_SPACED})*")


class Wording:
    """The words of a text: case and the form of apostrophes don't count, nor does what stands between words.

    Positions are code points of PROSE. Only what is compared and found to be shared needs them, so they come later.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, folded."""
        return tuple(self._pattern.findall(self._folded))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins."""
        return tuple(match.start() for match in self._pattern.finditer(self._folded))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return tuple(match.end() for match in self._pattern.finditer(self._folded))

    def span(self, first: int, after: int) -> Span:
        """From the word number ``first`` up to the one before number ``after``."""
        return Span(self.starts[first], self.ends[after - 1])

    def within(self, span: Span) -> range:
        """The numbers of the words that begin in ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    @property
    def _folded(self) -> str:
        # An underscore is emphasis, not a letter.
        return folded(self._text).replace("_", " ")

    @property
    def _pattern(self) -> re.Pattern[str]:
        if _UNSPACED.search(self._text):
            return _WORD_OR_CHARACTER
        # Addresses are tried at every place, where there may be one.
        return _WORD_OR_ADDRESS if "://" in self._text or "www." in self._text.lower() else _WORD
