"""Quotation marks of more than one style: “curly” ones in one part, "straight" ones in another.

**What it finds.** Stretches in which double quotation marks are of another style (curly, straight, low, angled) than
most of the document's; quotations that open in one style and close in another; and apostrophes, in one place, of
another style than three of four marks of the document. Marks inside a quotation, and the signs of inches and
seconds, count as none. A style must stand twice to be that of the document.

**Why it matters.** One hand, or one system, writes one style. Where it switches, text came in from elsewhere.

```flagged
“We are ready,” she said. “The bridge is safe,” he added.

“It opens on Monday,” the mayor said.

The ⟦"China card" is a myth, and so is the "Russia card"⟧, he wrote.
```

```clean
"We are ready," she said. "The bridge is safe," he added. The board is 6" wide and 3' 10" long.
```

```flagged
The keeper’s house is to let, the keeper’s boat is for sale, the society’s rules and the owner⟦'⟧s are not.
```

**Known misses.** Apostrophes of the other style in several places, or where they are more than a quarter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored, places
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# An opening mark: after a space or a bracket, before a word. What closes it ends the look for another one.
_OPENING = re.compile(r"[\"“„«»](?:(?<=[\s(\[—–*_].)|(?<=\A.))(?=[\w$£€‘'(\[.…*_])|«(?<!\S.)(?=\s?\w)")
_CLOSING = {"straight": '"', "curly": "”", "low": "“”", "angled": "»«"}
_STYLES = {'"': "straight", "“": "curly", "„": "low", "«": "angled", "»": "angled"}
# A quotation of one line, with no other mark in it, that opens curly and closes straight, or the other way round.
_INSIDE = r"[^“”\"„«»\r\n]{2,1000}"
_MIXED = re.compile(rf"“{_INSIDE}\"(?!\w)|\"(?<![^\s(\[].)(?=\w){_INSIDE}”")
_INSIDE_SINGLE = r"[^‘’'“”\"\r\n]{2,300}"
_MIXED_SINGLE = re.compile(
    rf"‘(?<![^\s(\[—].)(?=\w){_INSIDE_SINGLE}(?<!\s)'(?!\w)|'(?<![^\s(\[—].)(?=\w){_INSIDE_SINGLE}(?<!\s)’(?!\w)"
)
_APOSTROPHES = {"straight": "'", "curly": "’"}
_FEW = 3  # times as many marks have the usual style
_INCHES = re.compile(r"\d\"\Z")
_LONGEST = 3000  # code points in which the closing mark is looked for
_FEWEST = 2  # styles that make a mix, and quotations that make a style


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each quotation of two styles, and for each stretch in a style that is not the document's."""
    text = document.text.text
    has_single = "'" in document.characters and not document.characters.isdisjoint("‘’")
    if has_single:
        yield from _mixed_single(text)
    if len(document.characters & _STYLES.keys()) < _FEWEST and not has_single:
        return
    quotations = list(_quotations(text))
    if has_single:
        yield from _apostrophes(text, Counter(style for _, style in quotations))
    yield from _mixed(text)
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
            yield _of_two(match)


def _of_two(match: re.Match[str]) -> Finding:
    opens, closes = match[0][0], match[0][-1]
    return Finding(
        Span(*match.span()),
        f"this quotation opens with {opens} and closes with {closes}",
        evidence={"opens": opens, "closes": closes},
    )


def _mixed_single(text: str) -> Iterator[Finding]:
    """Quotations between single marks, of which one is curly and one straight."""
    for match in anchored(_MIXED_SINGLE, text, "‘", "'"):
        yield _of_two(match)


def _apostrophes(text: str, quotations: Counter[str]) -> Iterator[Finding]:
    """The stretches of apostrophes in the style that few of the apostrophes and quotation marks have."""
    found = sorted((place, style) for style, mark in _APOSTROPHES.items() for place in _between_letters(text, mark))
    counts = Counter(style for _, style in found)
    for style, other in (("straight", "curly"), ("curly", "straight")):
        if counts[other] and (counts[style] + quotations[style]) * _FEW <= counts[other] + quotations[other]:
            stretches = [[*members] for one, members in groupby(found, key=itemgetter(1)) if one == style]
            # More are the habit of whoever wrote it.
            for stretch in stretches if len(stretches) == 1 else ():
                yield Finding(
                    Span(stretch[0][0], stretch[-1][0] + 1),
                    f"apostrophes are {style} here; most of this document’s marks are {other}",
                    evidence={"here": len(stretch), style: counts[style], other: counts[other]},
                )


def _between_letters(text: str, mark: str) -> Iterator[int]:
    return (
        place
        for place in places(text, mark)
        if text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()
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
