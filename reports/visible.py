"""Characters that a reader cannot see, or that act on the screen they are shown on, made visible.

Every byte of a source may have been chosen by an enemy: an escape sequence rewrites a terminal, a bidirectional
override reverses the words of a report. No report shows such a character itself; all show its code point.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "HIDDEN",
    "character_name",
    "code_point",
    "not_obeyed",
    "one_line",
    "replace_hidden",
    "visible",
    "well_formed",
]

# Written out rather than asked of unicodedata, so that reports don't change with the version of Python.
_HIDDEN_RANGES = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\xad\u034f\u061c\u070f\u180e"  # soft hyphen, grapheme joiner, Arabic letter mark, and their like
    "\u0600-\u0605\u06dd\u0890\u0891\u08e2"  # Arabic signs that span what follows them
    "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5"  # letters that are blank: Hangul fillers, Khmer vowels, empty Braille
    "\u180b-\u180d\u180f\ufe00-\ufe0d"  # variation selectors, but for the two that belong to emoji
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, separators, bidirectional controls, byte-order mark
    "\ufff0-\ufffb\ufffd-\uffff\ufdd0-\ufdef"  # specials, the replacement character, non-characters
    "\ud800-\udfff"  # lone surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: no two fonts agree
    "\U000e0000-\U000e0fff"  # tags and further variation selectors, which can smuggle text
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U00013430-\U0001343f\U000110bd\U000110cd"  # format controls of scripts
)

HIDDEN = re.compile(f"[{_HIDDEN_RANGES}]|\xa0{{2,}}")
"""A character to show as its code point, or a run of no-break spaces. Not tab and line feed, which are layout."""

_HIDDEN_OR_LAYOUT = re.compile(f"[{_HIDDEN_RANGES}\t\n]|\xa0{{2,}}")
# What most texts are made of; only the rest is looked at character by character, which is five times faster.
_UNUSUAL = re.compile("[^\t\n -~\xa1-\xac\xae-\u024f\u2010-\u2027]+")
_SURROGATE = re.compile("[\ud800-\udfff]")

_COMMAND = re.compile(r"##(?=[A-Za-z]{0,20}\[)")

# unicodedata knows no names for controls; these are the ones that turn up in texts.
_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x09: "TAB",
    0x0A: "LINE FEED",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1A: "SUBSTITUTE",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
    0x9B: "CONTROL SEQUENCE INTRODUCER",
}
_CATEGORY_NAMES = {"Cc": "CONTROL CHARACTER", "Cs": "LONE SURROGATE", "Co": "PRIVATE USE", "Cn": "NOT A CHARACTER"}


def code_point(character: str) -> str:
    """``character`` as ``U+`` and at least four hexadecimal digits."""
    return f"U+{ord(character):04X}"


def character_name(character: str) -> str:
    """The name of ``character`` in the Unicode standard, or what kind of character it is."""
    name = unicodedata.name(character, "") or _CONTROL_NAMES.get(ord(character), "")
    return name or _CATEGORY_NAMES.get(unicodedata.category(character), "UNNAMED CHARACTER")


def _shown(match: re.Match[str]) -> str:
    return "".join(f"<{code_point(character)}>" for character in match[0])


def replace_hidden(text: str, shown: Callable[[re.Match[str]], str]) -> str:
    """``text`` with each hidden character, or run of no-break spaces, as ``shown`` gives it."""
    return _UNUSUAL.sub(lambda run: HIDDEN.sub(shown, run[0]), text)


def visible(text: str) -> str:
    """``text`` with each hidden character as ``<U+202E>``; tabs and line feeds stay."""
    return replace_hidden(text, _shown)


def one_line(text: str) -> str:
    """``text`` with each hidden character, tab and line feed as ``<U+000A>``, so that it cannot forge a line."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN_OR_LAYOUT.sub(_shown, text)


def not_obeyed(line: str) -> str:
    """``line`` as the runners of CI take it for text.

    GitHub's, Azure's and TeamCity's obey commands in what a step prints: ``::stop-commands::`` at the start of a line,
    after any blanks, and ``##[add-mask]``, ``##vso[…]`` anywhere in it. Documents are printed too.
    """
    line = _COMMAND.sub("#<U+0023>", line)
    blanks = len(line) - len(line.lstrip())
    return f"{line[:blanks]}<U+003A>{line[blanks + 1 :]}" if line.startswith("::", blanks) else line


def well_formed(text: str) -> str:
    """``text`` with lone surrogates alone as ``<U+D800>``, for formats whose readers refuse them even when escaped."""
    return _SURROGATE.sub(_shown, text)
