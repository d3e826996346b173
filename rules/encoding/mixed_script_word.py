"""A word of one script with look-alike letters of another: `Mоscow` with a Cyrillic `о`.

**What it finds.** Words in which Latin letters stand with Cyrillic, Greek, Armenian, Cherokee or full-width ones that
look like Latin letters (or the other way round), and in which every letter of the rarer script has such a look-alike;
and numbers with such a letter for a digit (`2О08`).

**Why it matters.** The word is not found by search, and nobody sees why. It comes from OCR, from a keyboard left in
another layout, or from somebody who evades filters.

```flagged
The ⟦Mоscow⟧ office closed in ⟦2О08⟧.
```

```clean
The Москва office sells USB-кабель and SMSки; a 5 µm film, 3 kΩ, Δt, β-carotene and the α-helix.
```

**Known misses.** A word written wholly in look-alikes; other scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import entries
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_OTHER = r"\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a"
_LATIN = r"A-Za-z\u00c0-\u024f"
# Most texts have none, and cost no more than this one look.
_FOREIGN = re.compile(f"[{_OTHER}]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
# Letters of Cyrillic and Greek that look like a digit, between digits.
_LIKE_DIGITS = "ОоЗбΟο"
_DIGITS = str.maketrans(_LIKE_DIGITS, "003600")
_MIXED_NUMBER = re.compile(rf"\b\d+[{_LIKE_DIGITS}]\d+\b")
# TNFα, NFκB, ERα: science names with a Greek letter.
_NAMED_AFTER = re.compile(r"[A-Z]{1,6}[a-z]?[α-ω][A-Z]{0,3}|[α-ω][A-Z][A-Za-z]{0,5}")
_SHORTEST = 3  # letters; shorter ones are symbols and units


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each mixed number and each mixed word."""
    text = document.prose.text
    if not _FOREIGN.search(text):
        return
    yield from _numbers(text)
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) >= _SHORTEST and _FOREIGN.search(word) and _LATIN_LETTER.search(word):
            suggestion = _unmixed(word)
            if suggestion:
                odd = {a: f"U+{ord(a):04X}" for a, b in zip(word, suggestion, strict=True) if a != b}
                yield Finding(
                    Span(*match.span()),
                    f"“{word}” mixes scripts: {', '.join(f'{letter} is {code}' for letter, code in odd.items())}",
                    evidence={"word": word, "letters": odd},
                    suggestion=suggestion,
                )


def _numbers(text: str) -> Iterator[Finding]:
    for match in _MIXED_NUMBER.finditer(text):
        yield Finding(
            Span(*match.span()),
            f"“{match[0]}” has a letter for a digit",
            evidence={"word": match[0]},
            suggestion=match[0].translate(_DIGITS),
        )


def _unmixed(word: str) -> str | None:
    """The word in the script of most of its letters, if every other one has a look-alike there."""
    to_latin, from_latin = _confusables()
    foreign = len(_FOREIGN.findall(word))
    if _NAMED_AFTER.fullmatch(word):
        return None
    # Science puts one Greek letter before a Latin word or symbol; an honest mix does not look like a word.
    table = to_latin if foreign * 2 <= len(word) else from_latin
    is_odd = _FOREIGN if table is to_latin else _LATIN_LETTER
    letters = [table.get(letter) if is_odd.match(letter) else letter for letter in word]
    return None if None in letters else "".join(letter or "" for letter in letters)


@cache
def _confusables() -> tuple[dict[str, str], dict[str, str]]:
    pairs = [entry.split("=") for entry, _ in entries("confusables")]
    # Of the letters that look like one Latin letter the first, a Cyrillic one, is meant far more often.
    return dict(pairs), {latin: letter for letter, latin in reversed(pairs)}


RULE = Rule(
    id="encoding/mixed-script-word",
    summary="a word with look-alike letters of another script",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
