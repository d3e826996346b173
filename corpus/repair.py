"""Text with its mojibake repaired, and the map that leads from each repaired character to the broken ones.

ftfy decides what is broken in a line and what it was; it says nothing of places, so those are found here, line by line.
What it leaves alone is judged word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.characters import C1, LINE_ENDS
from corpus.misread import misread
from corpus.spans import OffsetMap, Piece, Span, SpanIndex

# Nothing is broken in a line of these characters alone, which most lines are: neither what ftfy takes for badness nor
# what is looked for word by word does without another one, and pictures are in neither.
_SUSPICIOUS = re.compile("[^\t\n\r\x20-\x7e\xa0‘’“”–—…\u2600-\u27bf\U0001f000-\U0001faff]")
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S{2,200}")
_RUN = re.compile(r"[^\x00-\x7f]+")
# Runs so near each other that what ftfy looks at beside one, two characters of ASCII at most, may touch the next.
_STRETCH = re.compile(r"[^\x00-\x7f](?:[\x00-\x7f]{0,8}[^\x00-\x7f])*")
_BESIDE = 4


class Repair(NamedTuple):
    """A stretch of broken text and what it was."""

    span: Span
    text: str


def repairs(text: str) -> Iterator[Repair]:
    """What is broken in ``text``, in order, each as short as it can be told."""
    checked = 0
    while suspicious := _SUSPICIOUS.search(text, checked):
        ends = (text.rfind(end, checked, suspicious.start()) for end in LINE_ENDS)
        start = max(*ends, checked - 1) + 1
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
    found = [Repair(span, text) for span, text in _by_ftfy(line) if not _is_trade_mark(line, span, text)]
    found = _read_as_mac_os(line, found)
    taken = SpanIndex(repair.span for repair in found)
    found += [Repair(span, text) for span, text in misread(line) if not taken.touching(span)]
    yield from (Repair(span.shift(offset), text) for span, text in sorted(found))


def _by_ftfy(line: str) -> Iterator[tuple[Span, str]]:
    if not looks_bad(line):
        return
    import ftfy  # noqa: PLC0415 (see below)

    fixed = ftfy.fix_encoding(line)
    if fixed != line:
        yield from _differences(line, fixed)
        return
    # What cannot be undone for the whole line, for want of one charset that fits it, can be for a word.
    for word in _WORD.finditer(line):
        if not word[0].isascii() and looks_bad(word[0]):
            for span, text in _differences(word[0], ftfy.fix_encoding(word[0])):
                yield span.shift(word.start()), text


def looks_bad(line: str) -> bool:
    """What ``ftfy.badness.is_bad`` says of a line, whose long pattern is tried only where it may match."""
    from ftfy.badness import is_bad  # noqa: PLC0415 (0.1 s; most runs on clean English never need it)

    return any(
        is_bad(line[max(stretch.start() - _BESIDE, 0) : stretch.end() + _BESIDE]) for stretch in _STRETCH.finditer(line)
    )


def _read_as_mac_os(line: str, found: list[Repair]) -> list[Repair]:
    """``found``, with the controls inside words as Mac OS has them where one of them tells that it is from there.

    ftfy takes each control for what it is in Windows-1252; a sign or a capital of that behind a small letter is a
    letter of Mac OS.
    """
    inside = {
        repair: line[repair.span.start].encode("latin-1").decode("mac_roman")
        for repair in found
        if _is_control_in_word(line, repair)
    }
    if any(letter.isalpha() and not text.islower() and text != "’" for (_, text), letter in inside.items()):
        return [Repair(repair.span, inside.get(repair, repair.text)) for repair in found]
    return found


def _is_control_in_word(line: str, repair: Repair) -> bool:
    """Whether a control stands between small letters, or at the end of a word that a capital would not end."""
    start, end = repair.span
    before, after = line[start - 1 : start], line[end : end + 1]
    is_inside = after.islower() or (repair.text.isupper() and not after.isalpha())
    return line[start:end] in C1 and before.islower() and is_inside


def _is_trade_mark(line: str, span: Span, repaired: str) -> bool:
    """Whether a capital with a sign behind it only looks like one broken letter: ``IRMÃ®``."""
    broken = line[span.start : span.end]
    return (
        len(broken) == 2  # noqa: PLR2004 (a letter and a sign)
        and broken[1] in "®™©»”’…"
        and repaired.isalpha()
        and (repaired.islower() or broken[1] in "”’…")
        and line[span.start - 1 : span.start].isupper()
        and not line[span.end : span.end + 1].isalpha()
    )


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
    """The difference of two lines whose ASCII differs, from the first word that is not the same to the last."""
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
