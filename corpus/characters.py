"""Kinds of characters by what they do in a text, and their names."""

from __future__ import annotations

import re
import unicodedata

LINE_ENDS = "\n\r"
C0 = frozenset(map(chr, [*range(0x20), 0x7F])) - frozenset("\t\n\r")
C1 = frozenset(map(chr, range(0x80, 0xA0)))
SOFT_HYPHEN = "\u00ad"
BYTE_ORDER_MARK = "\ufeff"
JOINERS = frozenset("\u200c\u200d")
# They take no room and mean nothing between Latin letters; the last ones are the fillers of Hangul and a separator of
# Mongolian.
ZERO_WIDTH = frozenset(
    "\u200b\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb\u034f"
    "\u115f\u1160\u3164\uffa0\u180e"
)
BIDI_MARKS = frozenset("\u200e\u200f\u061c")
# Embeddings, overrides, isolates and what ends them.
BIDI_SPANS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TAGS = frozenset(map(chr, range(0xE0000, 0xE0080)))
SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
REPLACEMENT = "\ufffd"
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))  # of ASCII
_OTHER = re.compile(r"[^\x20-\x7e]")


def distinct(text: str) -> frozenset[str]:
    """The characters of a text, each once.

    Looking for each of ASCII by itself is quicker than putting every character of the text in a set.
    """
    return frozenset(_OTHER.findall(text)).union(filter(text.__contains__, _PRINTABLE))


def is_right_to_left(character: str) -> bool:
    """Whether a character is a letter that is written from right to left."""
    return character.isalpha() and unicodedata.bidirectional(character) in {"R", "AL"}


def described(character: str) -> str:
    """Code point and name: ``U+200B ZERO WIDTH SPACE``."""
    name = unicodedata.name(character, "") or _CONTROLS.get(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


# Unicode gives control characters no names; these are its aliases for the ones that are met.
_CONTROLS = {
    "\0": "NULL",
    "\a": "BELL",
    "\b": "BACKSPACE",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\x0e": "SHIFT OUT",
    "\x0f": "SHIFT IN",
    "\x1a": "SUBSTITUTE",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}


def unmarked(word: str) -> str:
    """A word without the marks on its letters: “Calderón” as “Calderon”."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
