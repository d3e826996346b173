"""Whether a character that is not ASCII could stand where it stands, in whatever language.

That tells a right reading of bytes from a wrong one: ``caf‚``, ``Ni¤o``, ``cafÐ±`` and capitals inside words are
impossible.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

_NOT_ASCII = re.compile(r"[^\0-\x7f]")
_WINDOW = 2  # neighbours on each side that count

# What a sign may not stand between. A neighbour is A (capital letter), a (other letter), 9 (digit), s (space, or the
# beginning or end) or p (anything else). What matches is out of place.
_OUT_OF_PLACE = {
    sign: re.compile(pattern)
    for signs, pattern in (
        ("“”", "[Aa9][Aa9]|ss"),
        ("„‚", "[Aa9].|.s"),
        ("‘", "[Aa9][Aa9]|ss"),
        ("’", "ss"),
        ("«»‹›", "[Aa9][Aa9]"),
        ("…", "[Aa][Aa]"),
        ("€£¥¢", "[Aa][Aasp]|[sp][Aa]|9a|[Aa]$"),
        ("§¶", "[Aa][Aa]|a[9s]|sa"),
        ("†‡", "[Aa9].|.[Aa]"),
        ("°", "[Aa][Aa]|[sp][^Aa9sp]"),
        ("±×÷¬", "[Aa][Aa]|a.|.a"),
        ("½¼¾¹", "[Aa].|.[Aa]"),
        ("²³", "[Aa][Aa9]|s."),
        ("™®", ".[Aa]"),
        ("©", "[Aa].|.a"),
        ("•", "[Aa][Aa]"),
        ("¿¡", "[Aa9].|.[9s]"),
        ("\xa0", "ss"),
        ("\xad", "[^Aa].|.[^Aa]"),
        ("´", "[^Aa].|ss"),
        ("‰", "[^9sp].|.[Aa9]"),
        ("ªº", "[^Aa9p].|.[Aa9]"),
        ("µ", "[Aa].|.[^Aa]"),
        ("¤¦¨¯¸ˆ˜ƒ\ufffd\ufeff", ""),
    )
    for sign in signs
}
# Letters that begin no word but in capitals, in any language written in Windows-1252.
_NEVER_FIRST = frozenset("ÃŸÔÒÛ")
# The letters of the press, by script; Latin without what only phoneticians write.
_SCRIPTS: tuple[tuple[str, *tuple[tuple[int, int], ...]], ...] = (
    ("LATIN", (0x41, 0x180), (0x18F, 0x190), (0x1A0, 0x1A2), (0x1AF, 0x1B1), (0x1CD, 0x1DD), (0x218, 0x21C),
     (0x259, 0x25A), (0x1E00, 0x1F00)),
    ("GREEK", (0x370, 0x400), (0x1F00, 0x2000)),
    ("CYRILLIC", (0x400, 0x460), (0x490, 0x4BC), (0x4D8, 0x4DA), (0x4E2, 0x4F4)),
    ("CJK", (0x3005, 0x3008), (0x3040, 0x3100), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0xF900, 0xFB00), (0xFF10, 0xFFA0)),
    ("ARMENIAN", (0x531, 0x590)),
    ("HEBREW", (0x591, 0x5F5)),
    ("ARABIC", (0x610, 0x700)),
    *((f"INDIC {start:X}", (start, start + 0x80)) for start in range(0x900, 0xE00, 0x80)),
    ("THAI", (0xE01, 0xE80)),
    ("LAO", (0xE81, 0xF00)),
    ("TIBETAN", (0xF00, 0x1000)),
    ("BURMESE", (0x1000, 0x10A0)),
    ("GEORGIAN", (0x10A0, 0x1100), (0x1C90, 0x1CC0)),
    ("ETHIOPIC", (0x1200, 0x13A0)),
    ("KHMER", (0x1780, 0x1800)),
)  # fmt: skip
_WORDS_OF_ONE_LETTER = ("LATIN", "GREEK", "CYRILLIC")


def faults(text: str, limit: int = 400) -> tuple[int, int]:
    """How many characters that are not ASCII are out of place, and of how many, the first ``limit`` of them."""
    found = [is_at_home(*window) for window in _windows(text, limit)]
    return found.count(False), len(found)


def is_at_home(before: str, character: str, after: str) -> bool:
    """Whether a character could stand between what is ``before`` and ``after``, of which two code points count."""
    pattern = _OUT_OF_PLACE.get(character)
    if pattern is not None:
        return not pattern.match(_kind(before[-1:]) + _kind(after[:1]))
    if character.isalpha():
        return _letter_at_home(before, character, after)
    kind = unicodedata.category(character)
    if kind.startswith("M"):
        return _mark_at_home(before[-1:], character)
    # Controls, and what is unassigned or private, are no text; boxes, shades and mathematics are no prose either.
    return kind[0] in "PNZ" or kind == "Cf" or "‰" <= character < "∀" or character >= "\u3000"


def _windows(text: str, limit: int) -> Iterator[tuple[str, str, str]]:
    for match in islice(_NOT_ASCII.finditer(text), limit):
        place = match.start()
        yield text[max(0, place - _WINDOW) : place], match[0], text[place + 1 : place + 1 + _WINDOW]


def _letter_at_home(before: str, letter: str, after: str) -> bool:
    script = _script(letter)
    if script is None:
        return False
    left, right = before[-1:], after[:1]
    beside = [_script(side) for side in (left, right) if side.isalpha() and side not in "ªº"]
    if script == "CJK":
        # Names in Latin letters stand inside Chinese; but one Chinese character does not stand inside a word.
        return not beside or script in beside
    if any(other not in (script, None) for other in beside):
        return False
    if script not in _WORDS_OF_ONE_LETTER:
        return bool(beside) or _script(left or " ") == script or _script(right or " ") == script
    return _case_at_home(before, letter, right)


def _case_at_home(before: str, letter: str, right: str) -> bool:
    """Whether a letter could be a capital, or a small one, where it stands."""
    left = before[-1:]
    if letter.isupper():
        if left.isalpha():
            return not left.islower()
        if not right.isalpha():
            return not left or left.isspace() or left in "\"'(“„«‘¿¡-–—/&"
        return not (letter in _NEVER_FIRST and right.islower())
    if left.isupper() and (right.isupper() or before[-2:-1].isupper()):
        return False
    return not left.isdigit() or right.isalpha()


def _mark_at_home(left: str, mark: str) -> bool:
    """Whether an accent or vowel sign has a letter to belong to, of its own script where it has one."""
    script = _script(mark)
    return left.isalpha() if script is None else _script(left or " ") == script


def _kind(neighbour: str) -> str:
    if not neighbour or neighbour.isspace():
        return "s"
    if neighbour.isalpha():
        return "A" if neighbour.isupper() else "a"
    return "9" if neighbour.isdigit() else "p"


@lru_cache(maxsize=4096)
def _script(letter: str) -> str | None:
    code = ord(letter)
    return next((name for name, *ranges in _SCRIPTS if any(start <= code < end for start, end in ranges)), None)
