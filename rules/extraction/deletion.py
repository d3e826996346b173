"""What to delete so that a piece of junk is gone and nothing shows where it stood."""

from __future__ import annotations

import re

from corpus.spans import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


def lines(text: str, span: Span) -> Span:
    """The lines that ``span`` fills, with the white space on one of their two sides; what it stands behind stays.

    Of the two the one with fewer line ends goes, so that paragraphs before and after stay parted as they were. At the
    end of a line that begins with something else, only the space before ``span`` goes with it.
    """
    start, end = _margins(text, span)
    before = [match.span() for match in _LINE_END.finditer(text, start, span.start)]
    after = [match.span() for match in _LINE_END.finditer(text, span.end, end)]
    if start > 0 and not before:
        return Span(start, span.end)
    if end == len(text):
        return Span(start, after[0][0] if after else end)
    if start == 0 or len(before) >= len(after):
        return Span(before[-1][1] if before else 0, after[-1][1] if after else span.end)
    return Span(before[0][0], after[0][0])


def fills_lines(text: str, span: Span) -> bool:
    """Whether nothing else stands in the first and the last line of ``span``."""
    start, end = _margins(text, span)
    return (start == 0 or _LINE_END.search(text, start, span.start) is not None) and (
        end == len(text) or _LINE_END.search(text, span.end, end) is not None
    )


def _margins(text: str, span: Span) -> Span:
    """``span`` with the white space around it."""
    start, end = span
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return Span(start, end)
