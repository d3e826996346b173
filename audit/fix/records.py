"""A line of JSON lines with its text repaired: every byte that no repair touches stays, in the text too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]  # (typeshed does not name it)

from corpus.repair import Repair

# One code point of a JSON string as it is written: a surrogate pair, an escape, or itself.
_WRITTEN = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})  # which some readers take for line ends


def with_text(line: bytes, edits: Sequence[Repair]) -> bytes:
    """A record whose field ``text``, which is a string, has been edited."""
    text = line.decode("utf-8", "surrogateescape")
    start, end = _place_of_text(text)
    is_ascii = text[start:end].isascii()
    parts, position = [text[: start + 1]], start + 1
    for edit, (first, last) in zip(edits, _places(text, start + 1, edits), strict=True):
        parts += [text[position:first], _written(edit.text, is_ascii=is_ascii)]
        position = last
    return "".join((*parts, text[position:])).encode("utf-8", "surrogateescape")


def _written(text: str, *, is_ascii: bool) -> str:
    return json.dumps(text, ensure_ascii=is_ascii)[1:-1].translate(_SEPARATORS)


def _places(line: str, start: int, edits: Sequence[Repair]) -> Iterator[tuple[int, int]]:
    """Where the stretches of the text that edits replace are written in the line; the string begins at ``start``."""
    count, position = 0, start
    for (first, last), _ in edits:
        place = [0, 0]
        for number, target in enumerate((first, last)):
            while count < target:
                written = _WRITTEN.match(line, position)
                assert written is not None  # the string has been read already
                count, position = count + 1, written.end()
            place[number] = position
        yield place[0], place[1]


def _place_of_text(line: str) -> tuple[int, int]:
    """Where the value of the field ``text`` stands, with its quotation marks; of several the last, as in reading."""
    decoder = json.JSONDecoder()
    position = line.index("{") + 1
    place = (0, 0)
    while True:
        position = _skip(line, position, " \t\r\n,")
        if line[position] == "}":
            return place
        key, position = scanstring(line, position + 1)
        position = _skip(line, position, " \t\r\n:")
        _, end = decoder.raw_decode(line, position)
        if key == "text":
            place = (position, end)
        position = end


def _skip(line: str, position: int, characters: str) -> int:
    while line[position] in characters:
        position += 1
    return position
