"""Notes by somebody who is not the author: "[Ed. note: …]", "(Comment by …)", "Note from the editor: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.spans import Span

_WHO = (
    r"(?:ed(?:itor|itors|itorial)?(?:['’]s|s['’])?|admin|moderator|mod|publisher(?:['’]s)?|translator(?:['’]s)?|poster"
    r"|webmaster|site|our|my)"
)
_WHAT = r"(?:note|comment|commentary|remark|reply|response|addition|aside|interjection)"
_LEAD = re.compile(
    rf"(?i:(?P<bracket>[\[(])\s?(?:{_WHO}\.?:?\s{_WHAT}s?\b|(?:{_WHAT})\s(?:by|from)\b|{_WHO}\.?\s?:|{_WHAT}\s?:)"
    rf"|(?:{_WHO}\.?\s{_WHAT}|{_WHAT}\s(?:by|from)\s(?:the|our)\s{_WHO})\s?[:—–-])"
)
# "(Comment by a reader)": who wrote what stands above.
_BY = re.compile(rf"(?i:[\[(]\s?{_WHAT}\s(?:by|from)\b)")
_CLOSES = {"[": "]", "(": ")"}
_REACH = 12  # paragraphs that a note in brackets runs over, at most
_MENDING = re.compile(
    r"(?i)\b(?:correct(?:ed|ion|ions|s)?|clarif(?:y|ied|ication)|updated?|amended|revised|earlier version|originally|"
    r"this (?:article|story|post|report|piece|interview|essay|column|text|version|is part of)|edited for|condensed|"
    r"translated|in the original|(?:word|term|phrase|name|abbreviation)\b.{0,60}\b(?:means|meaning|refers|stands for)|"
    r"literally|the following|an? (?:earlier )?article|first (?:published|appeared)|reprinted|syndicated|"
    r"names? (?:has|have) been changed)\b"
)
_MARKS = "*_> \t"
_HEAD = 200  # code points of a note in which it says that it mends something


class EditorNote(NamedTuple):
    """``span`` is the note; ``first`` and ``last`` are the numbers of its paragraphs.

    ``closes`` says that it stands by itself and names who wrote what is above it; ``mends`` that it tells what was
    corrected, or where the text is from.
    """

    span: Span
    first: int
    last: int
    closes: bool
    mends: bool


def editor_notes(text: str, paragraphs: Sequence[Span]) -> Iterator[EditorNote]:
    """The notes of a text."""
    after = 0
    for number, paragraph in enumerate(paragraphs):
        if number < after:
            continue
        start = paragraph.start
        while start < paragraph.end and text[start] in _MARKS:
            start += 1
        match = _LEAD.match(text, start, paragraph.end) or _closing(text, paragraph)
        if not match:
            continue
        last, end = _end(text, paragraphs, number, match)
        if end is None:
            continue
        after = last + 1
        closes = match.start() == start and _BY.match(text, match.start()) is not None
        mends = _MENDING.search(text, match.start(), min(match.start() + _HEAD, end)) is not None
        yield EditorNote(Span(match.start(), end), number, last, closes, mends)


def _closing(text: str, paragraph: Span) -> re.Match[str] | None:
    """A note in brackets that closes a paragraph."""
    tail = text[paragraph.start : paragraph.end].rstrip(_MARKS + ".")
    if not tail.endswith((")", "]")):
        return None
    opened = tail.rfind("[" if tail.endswith("]") else "(")
    return _LEAD.match(text, paragraph.start + opened, paragraph.end) if opened >= 0 else None


def _end(text: str, paragraphs: Sequence[Span], number: int, match: re.Match[str]) -> tuple[int, int | None]:
    """The paragraph that a note ends in, and where; ``None`` if its bracket is never closed."""
    if not match["bracket"]:
        return number, paragraphs[number].end
    mark, opens = _CLOSES[match["bracket"]], match["bracket"]
    depth = 0
    for last in range(number, min(number + _REACH, len(paragraphs))):
        place = match.start() if last == number else paragraphs[last].start
        while True:
            closing = text.find(mark, place, paragraphs[last].end)
            if closing < 0:
                depth += text.count(opens, place, paragraphs[last].end)
                break
            depth += text.count(opens, place, closing) - 1
            place = closing + 1
            if depth <= 0:
                return last, place
    return number, None
