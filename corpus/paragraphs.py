"""Paragraphs: by blank lines where lines are wrapped by hand, else every line is one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from corpus.spans import Span

_END = r"(?:\r\n|\r(?!\n)|\n)"
_BREAK = re.compile(rf"{_END}[ \t]*{_END}\s*")
_WRAP_WIDTH = range(40, 101)  # code points; narrower is verse, wider is no line anybody wraps at
_SENTENCE_END = ".!?:;”\"'’)…"


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``, without the white space around them."""
    if not is_hard_wrapped(text):
        return lines(text)
    spans, start = [], 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        stretch = text[start:end]
        if stripped := stretch.strip():
            spans.append(_within(stretch, stripped, start))
        start = match.end() if match else end
    return tuple(spans)


def lines(text: str) -> tuple[Span, ...]:
    """The lines of ``text`` that are not blank, without the white space around them."""
    spans, start = [], 0
    for line in text.replace("\r", "\n").split("\n"):
        if stripped := line.strip():
            spans.append(_within(line, stripped, start))
        start += len(line) + 1
    return tuple(spans)


@lru_cache(maxsize=2)  # segmentation and fingerprints ask about the same text
def is_hard_wrapped(text: str) -> bool:
    """Whether sentences run over line ends: most lines that another follows fill the line and end mid-sentence."""
    every = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    followed = [line.rstrip() for line, following in pairwise(every) if line and following]
    running = sum(len(line) in _WRAP_WIDTH and line[-1] not in _SENTENCE_END for line in followed)
    return len(followed) >= 3 and running > len(followed) / 2  # noqa: PLR2004 (fewer lines show no habit)


def _within(stretch: str, stripped: str, start: int) -> Span:
    """Where ``stripped`` stands, which is ``stretch``, from ``start``, without the white space around it."""
    first = start + stretch.index(stripped[0])
    return Span(first, first + len(stripped))
