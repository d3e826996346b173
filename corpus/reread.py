"""Undecodable bytes in an otherwise good text, read again: lines that came from somewhere else, or what damage left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.decode import Decoded
from corpus.plausible import is_at_home
from corpus.spans import Span

_AROUND = 2  # code points on each side that tell
# Two bytes of the three of a dash or quotation mark in UTF-8; as Windows-1252 they would be ``â€``, ``â™`` and ``€™``.
_BROKEN = re.compile(rb"\xe2\x80|\xe2[\x90-\xa6]|\x80[\x90-\xa6]")
# The first byte of Latin letters in UTF-8; as Windows-1252 these are capitals that begin next to no word.
_LEADS = (b"\xc2", b"\xc3")


def reread(decoded: Decoded) -> Iterator[tuple[Span, bytes, str | None]]:
    """Each run of undecodable bytes: where its U+FFFD stand in the text, the bytes, and what they seem to be.

    The third is the run in Windows-1252 where that is text: letters that fit the word they are in, a quotation mark
    where one could stand, a price's pound sign. It is ``None`` where the bytes are no such thing but the rest of a
    broken UTF-8 sequence, say, and what they were is lost. In UTF-16 and UTF-32 it always is.
    """
    positions = sorted(decoded.undecodable)
    start = 0
    for number, position in enumerate(positions, 1):
        if number < len(positions) and positions[number] == position + 1:
            continue
        span = Span(positions[start], position + 1)
        data = bytes(decoded.undecodable[place] for place in positions[start:number])
        yield span, data, None if decoded.encoding.used.startswith(("utf-16", "utf-32")) else _read(decoded, span, data)
        start = number


def _read(decoded: Decoded, span: Span, data: bytes) -> str | None:
    if _BROKEN.fullmatch(data):
        return None
    try:
        found = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    before, after = decoded.text[max(0, span.start - _AROUND) : span.start], decoded.text[span.end : span.end + _AROUND]
    if data in _LEADS and not (before[-1:].isupper() or after[:1].isupper()):
        return None
    whole = before + found + after
    places = range(len(before), len(before) + len(found))
    at_home = (is_at_home(whole[max(0, place - _AROUND) : place], whole[place], whole[place + 1 :]) for place in places)
    return found if all(at_home) else None
