"""Bytes to text: which encoding, what was declared, and where every character stood in the bytes.

The order: byte-order mark, UTF-16 and UTF-32 without one, strict UTF-8, damaged UTF-8, the declared charset, chardet.
A byte that does not decode becomes one U+FFFD; the byte map keeps what it was.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIXED_WIDTH = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}

# Undecodable bytes are first decoded to U+DC00 + byte, code points that no decoder yields, so that one pass tells
# both where they stood and what they were, for every codec, with no state to share.
_ESCAPE = "corpus.decode.escape"
_ESCAPED = re.compile("[\udc00-\udcff]")


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(_ESCAPE, _escape)

# One well-formed multi-byte sequence, by the table of well-formed byte sequences in the Unicode standard (3-7).
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}"
)
_HIGH = re.compile(rb"[\x80-\xff]")

# Where a page or a stylesheet of XML says its charset; only the beginning counts, as in browsers.
_DECLARATION = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a declaration is looked for; browsers take 1,024
_SAMPLE = 65_536  # bytes that chardet sees


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes became text.

    ``used`` is Python's name of the codec, ``declared`` the charset as the document names it, ``detected`` how the
    choice was made; ``undecodable`` counts bytes.
    """

    used: str
    declared: str | None
    detected: str
    byte_order_mark: bool
    undecodable: int


@dataclass(frozen=True)
class Decoded:
    """A text with the place of each of its code points in the bytes it was read from."""

    text: str
    encoding: Encoding
    data: bytes = field(repr=False)
    undecodable: dict[int, int] = field(repr=False, default_factory=dict)
    """The code-point position of each undecodable byte, and its value."""

    @cached_property
    def byte_map(self) -> ByteMap:
        """The byte offset of each code point."""
        return ByteMap(self)


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode a whole file.

    Args:
        data: The bytes, byte-order mark included; it is kept in the text as U+FEFF.
        declared: A charset named from outside, by an HTTP header say; else one is looked for in the bytes.

    """
    name = declared or _declared(data)
    used, detected, marked = _choose(data, _codec(name) if name else None)
    return _decoded(data, used, name, detected, marked=marked)


def decode_utf8(data: bytes) -> Decoded:
    """Decode what can be in no other encoding."""
    return _decoded(data, "utf-8", None, "UTF-8 by definition", marked=data.startswith(codecs.BOM_UTF8))


def _decoded(data: bytes, used: str, declared: str | None, detected: str, *, marked: bool) -> Decoded:
    text = data.decode(used, _ESCAPE)
    undecodable = {}
    if _ESCAPED.search(text):
        undecodable = {match.start(): ord(match[0]) - 0xDC00 for match in _ESCAPED.finditer(text)}
        text = _ESCAPED.sub("\ufffd", text)
    return Decoded(text, Encoding(used, declared, detected, marked, len(undecodable)), data, undecodable)


def decoded_text(text: str, *, undecodable: int = 0) -> Decoded:
    """A text that was never bytes of its own, such as a field of a JSON record: its bytes are those of UTF-8.

    ``undecodable`` counts the bytes of the record that did not decode; they are U+FFFD in the text already.
    """
    return Decoded(
        text,
        Encoding("utf-8", None, "valid", text.startswith("\ufeff"), undecodable),
        text.encode("utf-8", "surrogatepass"),
    )


def _choose(data: bytes, declared: str | None) -> tuple[str, str, bool]:
    """The codec to use, how it was found, and whether a byte-order mark said so."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name, "byte-order mark", True
    wide = _wide(data)
    if wide:
        return wide, "zero bytes", False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", "valid", False
    if _is_damaged_utf8(data):
        return "utf-8", "damaged", False
    # A declared UTF-8 that does not decode as such is a false declaration, not a reason to lose every accent.
    if declared and not declared.startswith("utf-"):
        return declared, "declared", False
    return _detect(data), "chardet", False


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: Latin letters leave zero bytes at every second place, or three in four."""
    head = data[:_HEAD]
    if b"\0" not in head or len(head) < 4:  # noqa: PLR2004 (the widest unit)
        return None
    zeros = [head[place::4].count(0) * 4 / len(head) for place in range(4)]
    often, seldom = 0.5, 0.1
    if min(zeros[1:]) > often and zeros[0] < seldom:
        return "utf-32-le"
    if min(zeros[:3]) > often and zeros[3] < seldom:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > often and even < seldom:
        return "utf-16-le"
    if even > often and odd < seldom:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether well-formed multi-byte sequences clearly outnumber the stray bytes.

    In a single-byte encoding an accented letter seldom stands before the characters at 80–BF, so that sequences are
    rare there; in UTF-8 with a lost byte each loss leaves at most three strays.
    """
    sequences = in_sequences = 0
    for match in _MULTIBYTE.finditer(data):
        sequences += 1
        in_sequences += len(match[0])
    stray = sum(1 for _ in _HIGH.finditer(data)) - in_sequences
    return sequences > 0 and stray <= max(3, sequences // 2) and sequences >= (stray + 2) // 3


def _detect(data: bytes) -> str:
    import chardet  # noqa: PLC0415 (needed for few files)

    high = _HIGH.search(data)
    start = max(0, (high.start() if high else 0) - _SAMPLE // 2)
    found = chardet.detect(data[start : start + _SAMPLE])["encoding"]
    name = _codec(found) if isinstance(found, str) else None
    # Every byte is a character of Windows-1252 to a browser; ASCII and Latin-1 are read as it by the same standard.
    if name is None or name.startswith("utf-"):
        return "cp1252"
    return name


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD]
    match = _DECLARATION.search(head) if b"<" in head else None
    return (match[1] or match[2]).decode("ascii") if match else None


def _codec(name: str) -> str | None:
    """Python's name for a charset that decodes bytes to text, or ``None``."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in _NOT_CHARSETS:  # noqa: SLF001 (there is no public way to ask)
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


# Text encodings of Python's own that no document is written in; some of them execute nothing but read as they please.
_NOT_CHARSETS = frozenset(
    "idna punycode raw-unicode-escape unicode-escape undefined utf-7 mbcs oem hz iso2022_jp_1 iso2022_jp_2 "
    "iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext iso2022_kr".split()
)


class ByteMap:
    """The byte offset of each code point of a decoded text.

    For UTF-8 only every 512th offset is kept; the rest is counted on demand.
    """

    _STEP = 512

    def __init__(self, decoded: Decoded) -> None:
        self._decoded = decoded
        self._encoding = decoded.encoding.used
        self._bad = sorted(decoded.undecodable)
        self._offsets: list[int] | None = None
        if self._encoding not in ("utf-8", *_FIXED_WIDTH) and len(decoded.text) != len(decoded.data):
            self._offsets = list(_offsets(decoded))
        text = decoded.text
        self._is_single = self._offsets is None and len(text) == len(decoded.data)
        self._marks = [0]
        if not self._is_single and self._offsets is None:
            for start in range(0, len(text), self._STEP):
                self._marks.append(self._marks[-1] + self._width(start, min(start + self._STEP, len(text))))

    def byte_at(self, position: int) -> int:
        """The offset in bytes of the code point at ``position``, or of the end of the data."""
        if self._is_single:
            return position
        if self._offsets is not None:
            return self._offsets[position] if position < len(self._offsets) else len(self._decoded.data)
        chunk = min(position // self._STEP, len(self._marks) - 1)
        return self._marks[chunk] + self._width(chunk * self._STEP, position)

    def _width(self, start: int, end: int) -> int:
        stretch = self._decoded.text[start:end]
        if stretch.isascii() and self._encoding == "utf-8":
            return len(stretch)
        bad = bisect_left(self._bad, end) - bisect_left(self._bad, start)
        width = len("\ufffd".encode(self._encoding))
        return len(stretch.encode(self._encoding, "surrogatepass")) - bad * (width - 1)


def _offsets(decoded: Decoded) -> Iterator[int]:
    """The byte offset of each code point, found by decoding byte by byte: for the few encodings that are left.

    Several code points come at once where a byte shows that those before it are undecodable, one byte each. What the
    decoder holds back belongs to the next.
    """
    decoder = codecs.getincrementaldecoder(decoded.encoding.used)(_ESCAPE)
    start = 0
    for number in range(len(decoded.data)):
        text = decoder.decode(decoded.data[number : number + 1], final=number + 1 == len(decoded.data))
        if text:
            end = number + 1 - len(decoder.getstate()[0])
            yield from (min(start + place, end - 1) for place in range(len(text)))
            start = end


class Lines:
    """Where lines begin: they end at LF, CR LF and CR, not at form feeds or U+2028."""

    _END = re.compile(r"\r\n?|\n")

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in self._END.finditer(text))]

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1; columns count code points."""
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
