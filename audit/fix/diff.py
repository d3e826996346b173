"""A unified diff from edits that are known, in linear time: nothing is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.repair import Repair

_CONTEXT = 3  # lines
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_NO_END = "\\ No newline at end of file"


@dataclass(slots=True)
class _Block:
    """Lines ``first`` to ``last`` (half open, from 0) that become ``text``."""

    first: int
    last: int
    text: str


def diff(path: str, before: str, edits: Sequence[Repair]) -> Iterator[str]:
    """The lines of a unified diff, without their ends; none if there are no edits.

    Args:
        path: The name of both sides.
        before: The text as read.
        edits: What is changed in it, in order.

    """
    if not edits:
        return
    lines = [match[0] for match in _LINE.finditer(before)]
    yield f"--- {path}"
    yield f"+++ {path} (repaired)"
    shift = 0
    for hunk in _hunks(_blocks(lines, before, edits)):
        first = max(hunk[0].first - _CONTEXT, 0)
        last = min(hunk[-1].last + _CONTEXT, len(lines))
        body = list(_body(lines, hunk, first, last))
        added = sum(line[0] in "+ " for line in body if line != _NO_END)
        removed = last - first
        yield f"@@ -{_range(first, removed)} +{_range(first + shift, added)} @@"
        yield from body
        shift += added - removed


def _range(first: int, count: int) -> str:
    return f"{first + (count > 0)},{count}"


def _blocks(lines: Sequence[str], before: str, edits: Iterable[Repair]) -> Iterator[_Block]:
    """The lines that edits touch, with what becomes of them; edits of one line are one block."""
    starts, ends = [], []
    length = 0
    for line in lines:
        starts.append(length)
        length += len(line)
        ends.append(length)
    number = 0
    block: _Block | None = None
    done = 0  # the position up to which ``block`` has taken over the text
    for (start, end), text in edits:
        while ends[number] <= start and number < len(lines) - 1:
            number += 1
        if block is not None and number >= block.last:
            yield _Block(block.first, block.last, block.text + before[done : ends[block.last - 1]])
            block = None
        if block is None:
            block = _Block(number, number + 1, "")
            done = starts[number]
        block.text += before[done:start] + text
        done = end
        while ends[block.last - 1] < end:
            block.last += 1
        # A line whose end is taken away goes on in the next one.
        if end == ends[block.last - 1] and block.last < len(lines) and not text.endswith(("\n", "\r")) and start < end:
            block.last += 1
    if block is not None:
        yield _Block(block.first, block.last, block.text + before[done : ends[block.last - 1]])


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Blocks whose context would meet are one hunk."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].last > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _body(lines: Sequence[str], hunk: Sequence[_Block], first: int, last: int) -> Iterator[str]:
    position = first
    for block in hunk:
        yield from _marked(" ", lines[position : block.first])
        yield from _marked("-", lines[block.first : block.last])
        yield from _marked("+", [match[0] for match in _LINE.finditer(block.text)])
        position = block.last
    yield from _marked(" ", lines[position:last])


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.rstrip("\r\n")
        if not line.endswith(("\n", "\r")):
            yield _NO_END
