"""Text with its mojibake repaired, and the map that leads from each repaired character to the broken ones.

ftfy decides what is broken and what it was; it says nothing of places, so those are found here, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.spans import OffsetMap, Piece, Span

# ftfy has nothing to repair in a line of these characters alone, which most lines are; found by trying every short
# string of suspicious characters.
_SUSPICIOUS = re.compile("[^\t\n\r\x20-\x7e‘’“”–—…]")
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S{2,200}")
_RUN = re.compile(r"[^\x00-\x7f]+")


class Repair(NamedTuple):
    """A stretch of broken text and what it was."""

    span: Span
    text: str


def repairs(text: str) -> Iterator[Repair]:
    """What ftfy would repair in ``text``, in order, each as short as it can be told."""
    checked = 0
    while suspicious := _SUSPICIOUS.search(text, checked):
        start = max(text.rfind("\n", 0, suspicious.start()), text.rfind("\r", 0, suspicious.start())) + 1
        match = _LINE.match(text, start)
        assert match is not None  # the suspicious character stands in it
        yield from _line_repairs(match[0], start)
        checked = match.end()


def apply(text: str, found: list[Repair]) -> tuple[str, OffsetMap]:
    """The repaired text and its map to ``text``."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = position = 0
    for span, repaired in found:
        for part, start, end in ((text[position : span.start], position, span.start), (repaired, span.start, span.end)):
            if part:
                parts.append(part)
                pieces.append(Piece(length, length + len(part), start, end))
                length += len(part)
        position = span.end
    if position < len(text):
        parts.append(text[position:])
        pieces.append(Piece(length, length + len(text) - position, position, len(text)))
    return "".join(parts), OffsetMap(pieces)


def _line_repairs(line: str, offset: int) -> Iterator[Repair]:
    from ftfy.badness import is_bad  # noqa: PLC0415 (0.1 s; most runs on clean English never need it)

    if not is_bad(line):
        return
    import ftfy  # noqa: PLC0415 (see above)

    fixed = ftfy.fix_encoding(line)
    if fixed != line:
        for span, text in _differences(line, fixed):
            yield Repair(span.shift(offset), text)
        return
    # What cannot be undone for the whole line, for want of one charset that fits it, can be for a word.
    for word in _WORD.finditer(line):
        if not word[0].isascii() and is_bad(word[0]):
            for span, text in _differences(word[0], ftfy.fix_encoding(word[0])):
                yield Repair(span.shift(offset + word.start()), text)


def _differences(broken: str, fixed: str) -> Iterator[tuple[Span, str]]:
    """Where the two differ.

    Repairs turn runs of non-ASCII characters into others and leave the ASCII between them alone, so runs correspond
    one to one; where they don't (a repair that swallowed a space), all from the first to the last difference is one.
    """
    if _RUN.sub("\0", broken) == _RUN.sub("\0", fixed):
        for before, after in zip(_RUN.finditer(broken), _RUN.finditer(fixed), strict=True):
            if before[0] != after[0]:
                yield from _trimmed(before[0], after[0], before.start())
    else:
        yield from _by_words(broken, fixed)


def _by_words(broken: str, fixed: str) -> Iterator[tuple[Span, str]]:
    """Differences of two lines whose ASCII differs: word by word while the words correspond, else as one."""
    start = 0
    words, others = broken.split(" "), fixed.split(" ")
    first = next(
        (n for n, (a, b) in enumerate(zip(words, others, strict=False)) if a != b), min(len(words), len(others))
    )
    limit = min(len(words), len(others)) - first
    last = next((n for n in range(limit) if words[-1 - n] != others[-1 - n]), limit)
    start = sum(len(word) + 1 for word in words[:first])
    before = " ".join(words[first : len(words) - last])
    after = " ".join(others[first : len(others) - last])
    yield from _trimmed(before, after, start)


def _trimmed(before: str, after: str, offset: int) -> Iterator[tuple[Span, str]]:
    """The difference without what both begin and end with."""
    shortest = min(len(before), len(after))
    head = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    tail = next((n for n in range(shortest - head) if before[-1 - n] != after[-1 - n]), shortest - head)
    if head < len(before) - tail:
        yield Span(offset + head, offset + len(before) - tail), after[head : len(after) - tail]
    elif before != after:  # characters were only put in: name a neighbour, for a span is never empty
        head = max(head - 1, 0)
        end = min(head + 1, len(before))
        yield Span(offset + head, offset + end), after[head : len(after) - (len(before) - end)]
