"""Characters that take no room: zero-width spaces, soft hyphens, bidirectional controls, hidden tags.

**What it finds.** Zero-width characters, joiners, soft hyphens and byte-order marks inside words or between them where
the script does not need them; bidirectional controls in text that runs from left to right, and overrides anywhere; tag
characters and variation selectors that carry a hidden text. Those of one kind on one line are one finding.

**Why it matters.** A word with an invisible character is not found by search and counted as another word. Bidirectional
controls show a text in another order than it is in; tags hide a text from readers and show it to programs.

```flagged
The ⟦min\u200bister⟧ met the ⟦del\u00ade\u00adgates⟧.
The account ⟦\u202e321\u202c⟧ was closed.
```

```clean
The family 👨‍👩‍👧 waved a 🏴󠁧󠁢󠁳󠁣󠁴󠁿 flag ❤️. می‌خواهم. שלום \u200f(שלום) עולם. क्‍ष
```

**Known misses.** Invisible characters in scripts that use them, but in the wrong place.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.characters import (
    BIDI_MARKS,
    BIDI_SPANS,
    BYTE_ORDER_MARK,
    JOINERS,
    SELECTORS,
    SOFT_HYPHEN,
    TAGS,
    ZERO_WIDTH,
    described,
    is_right_to_left,
)
from corpus.document import Document
from corpus.layers import LayerName
from corpus.repair import Repair
from corpus.spans import Span
from corpus.vocabulary import is_word
from rules.model import Confidence, Finding, Json, NoOptions, Rule, Severity
from rules.same_line import around, by_line, counted

_PARAGRAPH = 2000  # code points on each side in which letters that run from right to left excuse a control
# Scripts from here on (Hebrew, Arabic, Indic, Thai …) may need joiners, and some have no spaces between words.
_NEEDS_JOINERS = "\u0590"
_JOINING = frozenset(("Lo", "Lm", "Mn", "Mc", "So", "Sk"))  # categories of their letters, of accents and of emoji
_FLAG = "\U0001f3f4"
_OVERRIDES = frozenset("\u202d\u202e")
_FIRST_TAG = 0xE0000

# Whether the script or the picture that a run of invisible characters stands in needs it.
IsNeeded = Callable[[str, Span], bool]


def _is_in_script(text: str, run: Span) -> bool:
    """Whether zero-width characters join or part what needs that, or begin a text or a manifest of C2PA."""
    if run.start == 0 and text[0] == BYTE_ORDER_MARK:
        return True
    before, after = text[max(run.start - 1, 0) : run.start], text[run.end : run.end + 1]
    return (text[run.end - 1] == BYTE_ORDER_MARK and after in SELECTORS) or _joins(before) or _joins(after)


def _joins(neighbour: str) -> bool:
    """Whether a zero-width character next to this one has a purpose: in scripts that join, and in emoji."""
    return neighbour >= _NEEDS_JOINERS and unicodedata.category(neighbour) in _JOINING


def _is_in_flag(text: str, run: Span) -> bool:
    return text[max(run.start - 1, 0) : run.start] == _FLAG


def _is_in_picture(text: str, run: Span) -> bool:
    """Whether there is one selector, of how the character before it looks; Latin letters have one look."""
    before = text[max(run.start - 1, 0) : run.start]
    return run.end - run.start == 1 and before not in {"", " "} and not (before.isascii() and before.isalpha())


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of invisible characters, with its name for one of them and for more.

    ``is_dropped``: whether a text without them says the same. ``is_needed`` is ``None`` for the controls of direction,
    of which the letters around them tell.
    """

    characters: frozenset[str]
    name: str
    names: str
    severity: Severity = Severity.ERROR
    is_dropped: bool = False
    is_needed: IsNeeded | None = None

    def pattern(self) -> re.Pattern[str]:
        return re.compile(f"[{''.join(map(re.escape, sorted(self.characters)))}]+")


_TAGS = _Kind(TAGS, "a hidden tag character", "hidden tag characters", is_needed=_is_in_flag)
_KINDS = tuple(
    (kind, kind.pattern())
    for kind in (
        _Kind(
            frozenset(SOFT_HYPHEN),
            "a soft hyphen",
            "soft hyphens",
            Severity.WARNING,
            is_dropped=True,
            is_needed=lambda _text, _run: False,
        ),
        _Kind(
            ZERO_WIDTH | JOINERS | {BYTE_ORDER_MARK},
            "a zero-width character",
            "zero-width characters",
            Severity.WARNING,
            is_dropped=True,
            is_needed=_is_in_script,
        ),
        _Kind(BIDI_MARKS, "a mark of direction", "marks of direction", is_dropped=True),
        _Kind(
            BIDI_SPANS,
            "a control that changes the order of what is shown",
            "controls that change the order of what is shown",
        ),
        _TAGS,
        _Kind(
            SELECTORS,
            "a hidden variation selector",
            "hidden variation selectors",
            Severity.WARNING,
            is_needed=_is_in_picture,
        ),
    )
)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each line and kind."""
    text = document.text.text
    for kind, pattern in _KINDS:
        if document.characters.isdisjoint(kind.characters):
            continue
        is_needed = kind.is_needed or _directed(document)
        runs = (Span(*match.span()) for match in pattern.finditer(text))
        for group in by_line(text, (run for run in runs if not is_needed(text, run))):
            yield _finding(text, group, kind)


def _directed(document: Document) -> IsNeeded:
    """Whether letters that run from right to left stand near a control of direction that is no override."""
    letters = frozenset(filter(is_right_to_left, document.characters))
    places = [place for place, character in enumerate(document.text.text) if character in letters] if letters else []

    def is_needed(text: str, run: Span) -> bool:
        nearest = bisect_left(places, run.start - _PARAGRAPH)
        is_near = nearest < len(places) and places[nearest] < run.end + _PARAGRAPH
        return is_near and _OVERRIDES.isdisjoint(text[run.start : run.end])

    return is_needed


def _finding(text: str, group: list[Span], kind: _Kind) -> Finding:
    characters = "".join(text[run.start : run.end] for run in group)
    first, last = around(text, group[0]), around(text, group[-1])
    visible = "".join(character for character in text[first.start : last.end] if character not in kind.characters)
    names = sorted({described(character) for character in characters})
    evidence: dict[str, Json] = {"characters": [*names]}
    more = f" ({', '.join(names[:3])})" + (f" in “{visible[:60]}”" if visible else "")
    if kind is _TAGS:
        hidden = "".join(chr(ord(tag) - _FIRST_TAG) for tag in characters)
        evidence["hidden"] = hidden[:200]
        more = f": “{hidden[:80]}”"
    repairs = tuple(Repair(run, "") for run in group if _may_drop(text, run)) if kind.is_dropped else ()
    return Finding(
        Span(first.start, last.end),
        counted(len(characters), kind.name, kind.names) + more,
        evidence=evidence,
        severity=kind.severity,
        suggestion=visible[:200] if visible and len(repairs) == len(group) else None,
        repairs=repairs,
    )


def _may_drop(text: str, run: Span) -> bool:
    """Whether nothing is lost without the run: one that is all there is between two words is their space."""
    word = around(text, run)
    left, right = text[word.start : run.start].lower(), text[run.end : word.end].lower()
    if text[run.start] == SOFT_HYPHEN or not left or not right:
        return True
    return is_word(left + right) or not (is_word(left) and is_word(right))


RULE = Rule(
    id="encoding/invisible-character",
    summary="a character that nobody sees",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
