"""Code points of a decoded text to the bytes they were read from."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterator, Mapping

# Undecodable bytes are first decoded to U+DC00 + byte, code points that no decoder yields, so that one pass tells
# both where they stood and what they were, for every codec, with no state to share.
ESCAPE = "corpus.decode.escape"
_FIXED_WIDTH = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(ESCAPE, _escape)


class ByteMap:
    """The byte offset of each code point of a decoded text.

    For UTF-8 only every 128th offset is kept; the rest is counted on demand.
    """

    _STEP = 128

    def __init__(self, text: str, data: bytes, encoding: str, undecodable: Mapping[int, int]) -> None:
        self._text = text
        self._size = len(data)
        self._encoding = encoding
        self._bad = sorted(undecodable)
        self._offsets: list[int] | None = None
        if self._encoding not in ("utf-8", *_FIXED_WIDTH) and len(text) != len(data):
            self._offsets = list(_offsets(data, encoding))
        self._is_single = self._offsets is None and len(text) == len(data)
        self._marks = [0]
        if not self._is_single and self._offsets is None:
            for start in range(0, len(text), self._STEP):
                self._marks.append(self._marks[-1] + self._width(start, min(start + self._STEP, len(text))))

    def byte_at(self, position: int) -> int:
        """The offset in bytes of the code point at ``position``, or of the end of the data."""
        if self._is_single:
            return position
        if self._offsets is not None:
            return self._offsets[position] if position < len(self._offsets) else self._size
        chunk = min(position // self._STEP, len(self._marks) - 1)
        return self._marks[chunk] + self._width(chunk * self._STEP, position)

    def _width(self, start: int, end: int) -> int:
        stretch = self._text[start:end]
        if stretch.isascii() and self._encoding == "utf-8":
            return len(stretch)
        size = len(stretch.encode(self._encoding, "surrogatepass"))
        if not self._bad:
            return size
        bad = bisect_left(self._bad, end) - bisect_left(self._bad, start)
        return size - bad * (len("\ufffd".encode(self._encoding)) - 1)


def _offsets(data: bytes, encoding: str) -> Iterator[int]:
    """The byte offset of each code point, found by decoding byte by byte: for the few encodings that are left.

    Several code points come at once where a byte shows that those before it are undecodable, one byte each. What the
    decoder holds back belongs to the next.
    """
    decoder = codecs.getincrementaldecoder(encoding)(ESCAPE)
    start = 0
    for number in range(len(data)):
        text = decoder.decode(data[number : number + 1], final=number + 1 == len(data))
        if text:
            end = number + 1 - len(decoder.getstate()[0])
            yield from (min(start + place, end - 1) for place in range(len(text)))
            start = end
