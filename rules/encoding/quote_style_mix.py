"""Quotation marks of more than one style: “curly” ones in one part, "straight" ones in another.

**What it finds.** Stretches in which double quotation marks are of another style (curly, straight, low, angled) than
most of the document's, and quotations that open in one style and close in another. Marks inside a quotation, and the
signs of inches and seconds, count as none. A style must stand twice to be that of the document.

**Why it matters.** One hand, or one system, writes one style. Where it switches, text came in from elsewhere.

```flagged
“We are ready,” she said. “The bridge is safe,” he added.

“It opens on Monday,” the mayor said.

The ⟦"China card" is a myth, and so is the "Russia card"⟧, he wrote.
```

```clean
"We are ready," she said. "The bridge is safe," he added. The board is 6" wide and 3' 10" long.
```

**Known misses.** Single marks and apostrophes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# An opening mark: after a space or a bracket, before a word. What closes it ends the look for another one.
_OPENING = re.compile(r"[\"“„«»](?:(?<=[\s(\[—–*_].)|(?<=\A.))(?=[\w$£€‘'(\[.…*_])|«(?<!\S.)(?=\s?\w)")
_CLOSING = {"straight": '"', "curly": "”", "low": "“”", "angled": "»«"}
_STYLES = {'"': "straight", "“": "curly", "„": "low", "«": "angled", "»": "angled"}
# A quotation of one line, with no other mark in it, that opens curly and closes straight, or the other way round.
_INSIDE = r"[^“”\"„«»\r\n]{2,1000}"
_MIXED = re.compile(rf"“{_INSIDE}\"(?!\w)|\"(?<![^\s(\[].)(?=\w){_INSIDE}”")
_INCHES = re.compile(r"\d\"\Z")
_LONGEST = 3000  # code points in which the closing mark is looked for
_FEWEST = 2  # styles that make a mix, and quotations that make a style


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each quotation of two styles, and for each stretch in a style that is not the document's."""
    text = document.text.text
    if len(document.characters & _STYLES.keys()) < _FEWEST:
        return
    yield from _mixed(text)
    quotations = list(_quotations(text))
    counts = Counter(style for _, style in quotations)
    usual, most = counts.most_common(1)[0] if counts else ("", 0)
    if len(counts) >= _FEWEST and most >= _FEWEST:
        for style, members in groupby(quotations, key=lambda quotation: quotation[1]):
            if style != usual:
                yield _finding([span for span, _ in members], style, usual, counts)


def _finding(stretch: list[Span], style: str, usual: str, counts: Counter[str]) -> Finding:
    return Finding(
        Span(stretch[0].start, stretch[-1].end),
        f"quotation marks switch to the {style} style here; most of this document’s are {usual}",
        evidence={"here": len(stretch), **{name: counts[name] for name in sorted(counts)}},
    )


def _mixed(text: str) -> Iterator[Finding]:
    """Quotations that open in one style and close in another."""
    for match in anchored(_MIXED, text, "“", '"'):
        if not _INCHES.search(match[0]):
            yield Finding(
                Span(*match.span()),
                f"this quotation opens with {match[0][0]} and closes with {match[0][-1]}",
                evidence={"opens": match[0][0], "closes": match[0][-1]},
            )


def _quotations(text: str) -> Iterator[tuple[Span, str]]:
    """Quotations that are not inside another one, with their style; of those that nothing closes, the mark."""
    places = _Places(text)
    end = 0
    for match in anchored(_OPENING, text, *_STYLES):
        if match.start() < end:
            continue
        style = _STYLES[match[0]]
        limit = min(places.next("\n", match.end()), match.end() + _LONGEST)
        closing = min(places.next(mark, match.end()) for mark in _CLOSING[style])
        is_closed = closing < limit
        end = closing + 1 if is_closed else match.end()
        if is_closed or style != "straight":
            yield Span(match.start(), end), style


class _Places:
    """Where a character stands next, asked for from ascending positions: no stretch is searched twice for one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, int] = {}

    def next(self, character: str, start: int) -> int:
        """The first place from ``start``, or the length of the text."""
        if self._found.get(character, -1) < start:
            place = self._text.find(character, start)
            self._found[character] = len(self._text) if place < 0 else place
        return self._found[character]


RULE = Rule(
    id="encoding/quote-style-mix",
    summary="quotation marks of more than one style",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
