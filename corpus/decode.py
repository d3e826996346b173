"""Bytes to text: which encoding, what was declared, and where every character stood in the bytes.

The order: byte-order mark, UTF-16 and UTF-32 without one, ISO-2022-JP, strict UTF-8, damaged UTF-8, the declared
charset, what is likeliest. A byte that does not decode becomes one U+FFFD; the byte map keeps what it was.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpus import charset, charset_guess
from corpus.byte_map import ESCAPE, ByteMap
from corpus.spans import Span

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16", "utf-32")
_ESCAPED = re.compile("[\udc00-\udcff]")
_HEAD = 65_536  # bytes
_FEW = 2  # undecodable bytes with which a declared charset is still believed,
_AMONG = 200  # and the characters for which it may be one more


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes became text.

    ``used`` is Python's name of the codec, ``declared`` the charset as the document names it, ``detected`` how the
    choice was made; ``undecodable`` counts bytes; ``declaration`` is where in the text the charset is named.
    """

    used: str
    declared: str | None
    detected: str
    byte_order_mark: bool
    undecodable: int
    declaration: Span | None = None


@dataclass(frozen=True)
class Decoded:
    """A text with the place of each of its code points in the bytes it was read from."""

    text: str
    encoding: Encoding
    data: bytes = field(repr=False)
    undecodable: dict[int, int] = field(repr=False, default_factory=dict)
    """The code-point position of each undecodable byte, and its value."""

    @cached_property
    def is_declared_falsely(self) -> bool:
        """Whether the document declares a charset that would give it another text.

        Labels that stand for one charset are no contradiction, nor is any charset for bytes that it reads alike, such
        as those of ASCII. A label that stands for none says nothing true or false: ``charset.standard_name`` tells.
        """
        declared = charset.codec(self.encoding.declared) if self.encoding.declared else None
        if declared is None or self.encoding.detected == "UTF-8 by definition":
            return False
        used = self.encoding.used
        if declared.startswith(_WIDE):
            if used.startswith(declared[:6]):
                return False  # the label names no byte order
            declared = "utf-8"  # what can be read as ASCII so far as to see the label is not UTF-16, to browsers either
        if declared == used or (used == "utf-8" and self.data.isascii()):
            return False
        return self.data.decode(declared, "replace").lstrip("\ufeff") != self.text.lstrip("\ufeff")

    @cached_property
    def byte_map(self) -> ByteMap:
        """The byte offset of each code point."""
        return ByteMap(self.text, self.data, self.encoding.used, self.undecodable)


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode a whole file.

    Args:
        data: The bytes, byte-order mark included; it is kept in the text as U+FEFF.
        declared: A charset named from outside, by an HTTP header say; else one is looked for in the bytes.

    """
    found = None if declared else charset.declaration(data[: charset.HEAD])
    label = declared or (found.label if found else None)
    used, detected, text = _choose(data, label)
    if text is None:
        text = data.decode(used, ESCAPE)
    span = None
    if used.startswith(_WIDE) and not declared:
        found = charset.declaration(text[: charset.HEAD].encode("ascii", "replace"))
        label, span = (found.label, Span(found.start, found.end)) if found else (None, None)
    elif found:
        start = len(data[: found.start].decode(used, ESCAPE))
        span = Span(start, start + len(found.label))
    return _decoded(data, text, Encoding(used, label, detected, detected == "byte-order mark", 0, span))


def decode_utf8(data: bytes) -> Decoded:
    """Decode what can be in no other encoding."""
    marked = data.startswith(codecs.BOM_UTF8)
    return _decoded(data, data.decode("utf-8", ESCAPE), Encoding("utf-8", None, "UTF-8 by definition", marked, 0))


def _decoded(data: bytes, text: str, encoding: Encoding) -> Decoded:
    """A text in which undecodable bytes are escaped, with them told apart."""
    if encoding.detected == "valid" or not _ESCAPED.search(text):
        return Decoded(text, encoding, data)
    undecodable = {match.start(): ord(match[0]) - 0xDC00 for match in _ESCAPED.finditer(text)}
    encoding = replace(encoding, undecodable=len(undecodable))
    return Decoded(_ESCAPED.sub("\ufffd", text), encoding, data, undecodable)


def decoded_text(text: str, *, undecodable: int = 0) -> Decoded:
    """A text that was never bytes of its own, such as a field of a JSON record: its bytes are those of UTF-8.

    ``undecodable`` counts the bytes of the record that did not decode; they are U+FFFD in the text already.
    """
    return Decoded(
        text,
        Encoding("utf-8", None, "valid", text.startswith("\ufeff"), undecodable),
        text.encode("utf-8", "surrogatepass"),
    )


def _choose(data: bytes, label: str | None) -> tuple[str, str, str | None]:
    """The codec to use, how it was found, and the text where it is known already."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name, "byte-order mark", None
    wide = charset_guess.wide(data)
    if wide:
        return wide, "zero bytes", None
    japanese = charset_guess.iso_2022_jp(data)
    if japanese is not None:
        return "iso2022_jp", "escape sequences", japanese
    try:
        return "utf-8", "valid", data.decode("utf-8")
    except UnicodeDecodeError:
        return _choose_by_letters(data, charset.codec(label) if label else None)


def _choose_by_letters(data: bytes, declared: str | None) -> tuple[str, str, str | None]:
    """As ``_choose``, of what is not ASCII, and not UTF-8 or damaged."""
    if charset_guess.is_damaged_utf8(data):
        return "utf-8", "damaged", None
    # A declared UTF-8 that does not decode as such is a false declaration, not a reason to lose every accent.
    if declared and not declared.startswith("utf-") and _is_mostly(declared, data):
        return declared, "declared", None
    return *charset_guess.guess(data), None


def _is_mostly(name: str, data: bytes) -> bool:
    """Whether bytes can be in a charset: few do not decode, and what they are then is not clearly wrong."""
    for part in (data[:_HEAD], data):  # most that are not in it show that soon
        text = part.decode(name, "replace")
        if text.count("\ufffd") > _FEW + len(text) // _AMONG:
            return False
    return not charset_guess.contradicts(data, name)


class Lines:
    """Where lines begin: they end at LF, CR LF and CR, not at form feeds or U+2028."""

    _END = re.compile(r"\r\n?|\n")

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in self._END.finditer(text))]

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1; columns count code points."""
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
