"""Paragraphs: by blank lines where lines are wrapped by hand, else every line is one."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.spans import Span

_LINE = re.compile(r"[^\r\n]+")
_END = r"(?:\r\n|\r(?!\n)|\n)"
_BREAK = re.compile(rf"{_END}[ \t]*{_END}\s*")
_LINE_ENDS = ("\n", "\r\n", "\r")
_WRAP_WIDTH = range(40, 101)  # code points; narrower is verse, wider is no line anybody wraps at
_SENTENCE_END = ".!?:;”\"'’)…"


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text``, without the white space around them."""
    if not is_hard_wrapped(text):
        return lines(text)
    spans, start = [], 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip():
            spans.append(_strip(text, start, end))
        start = match.end() if match else end
    return tuple(spans)


def lines(text: str) -> tuple[Span, ...]:
    """The lines of ``text`` that are not blank, without the white space around them."""
    return tuple(_strip(text, *match.span()) for match in _LINE.finditer(text) if match[0].strip())


@lru_cache(maxsize=2)  # segmentation and fingerprints ask about the same text
def is_hard_wrapped(text: str) -> bool:
    """Whether sentences run over line ends: most lines that another follows fill the line and end mid-sentence."""
    full = running = 0
    previous = None
    for match in _LINE.finditer(text):
        if previous is not None and text[previous.end() : match.start()] in _LINE_ENDS:
            line = previous[0].rstrip()
            full += 1
            running += len(line) in _WRAP_WIDTH and line[-1:] not in _SENTENCE_END
        previous = match
    return full >= 3 and running > full / 2  # noqa: PLR2004 (fewer lines show no habit)


def _strip(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    return Span(start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip()))
