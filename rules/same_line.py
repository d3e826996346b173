"""What rules on small defects share: the word, the token and the line that a defect stands in.

Several defects of one line are one finding, so that a page full of them does not flood its reviewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.spans import Span

# Words near which a tag or an escape is what the text speaks of.
SUBJECT = re.compile(
    r"\b(?:tags?|HTML|XML|markup|elements?|attributes?|entity|entities|shortcodes?|escaped?|escapes|syntax)\b"
)
_WHITE = re.compile(r"\s")


def by_line(text: str, spans: Iterable[Span]) -> Iterator[list[Span]]:
    """``spans``, which are in order, in groups that no line end parts."""
    group: list[Span] = []
    for span in spans:
        if group and not _is_one_line(text, group[-1].end, span.start):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def around(text: str, span: Span, most: int = 30) -> Span:
    """``span`` with the rest of the words at its ends, of at most so many code points each."""
    start, end = span
    while start > max(span.start - most, 0) and text[start - 1].isalnum():
        start -= 1
    while end < min(span.end + most, len(text)) and text[end].isalnum():
        end += 1
    return Span(start, end)


def token(text: str, span: Span, most: int = 100) -> Span:
    """``span`` with what stands beside it without white space, of at most so many code points on each side."""
    before, after = text[max(span.start - most, 0) : span.start], text[span.end : span.end + most]
    return Span(
        span.start - len(_WHITE.split(before)[-1]),
        span.end + len(_WHITE.split(after, maxsplit=1)[0]),
    )


def counted(number: int, what: str, more: str | None = None) -> str:
    """``a ligature`` or ``3 ligatures``: ``what`` is one with its article, ``more`` the plural."""
    return what if number == 1 else f"{number} {more or what.partition(' ')[2] + 's'}"


def _is_one_line(text: str, start: int, end: int) -> bool:
    return text.find("\n", start, end) < 0 and text.find("\r", start, end) < 0
