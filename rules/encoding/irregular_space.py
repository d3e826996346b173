"""Spaces that are none of the usual: clusters of no-break spaces, doubled ones, letters set apart.

**What it finds.** No-break and typographic spaces between ordinary words, where three or more of them stand in the
text; one of them beside another space; three plain spaces or more between two words; and words of which every letter
stands apart (`T h e`). No-break spaces that belong there (before a unit, after a number, between initials, in French
punctuation) count as none.

**Why it matters.** People don't type them: they are the trace of text that was pasted from a web page, a chat or a word
processor, and show where a passage came in from elsewhere. Words on both sides are one word to many programs.

```flagged
He⟦\u00a0said that they\u00a0⟧would come.
The chair⟦\u00a0⟧agreed.
```

```flagged
The council met⟦ \u00a0⟧again. ⟦T h e  M i n i s t e r⟧ spoke.
```

```clean
It costs 5\u00a0€ or 12\u00a0000\u00a0francs. «\u00a0Non\u00a0!\u00a0»
J.\u00a0R.\u00a0Smith and Dr.\u00a0Lee. One\u00a0space is none.
```

**Known misses.** Two plain spaces; a single no-break space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from corpus.characters import LINE_ENDS, SPACES, described
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored, places
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import by_line, counted

_ANY = f"[ {''.join(sorted(SPACES))}]"
_RUN = re.compile(f"[{''.join(sorted(SPACES))}]{_ANY}*")
_WIDE = re.compile(r"(?<=[a-z,]) {3,12}(?=[a-z])")
_NO_BREAK = "\u00a0\u202f"
_FEWEST = 3  # code points of odd spaces that are no accident
# Neighbours beside which typographers, or the French, have a space that does not break.
_BEFORE_MARKS = frozenset(":;!?»%‰€$£¥°§–—…+=×-/|·•")
_AFTER_MARKS = frozenset("«§№#–—…+=×-/|·•€$£¥")
_EAST_ASIAN = "\u2e80"  # scripts from here on have a wide space
_WORD_BEFORE = re.compile(r"[\w.’']{1,12}\Z")
_TITLES = frozenset(
    "mr mrs ms dr st no nr fig vol p pp art sec ch prof gen col lt sgt rev hon sir mme mlle vs ca".split()
)
_LONGEST_ABBREVIATION = 3

_LETTER = r"[^\W\d_]"
_FURTHER = f"(?: {{2,3}}(?:{_LETTER} ){{2,}}{_LETTER})"  # a word of three letters or more after a wider gap
_APART = re.compile(
    r"(?<!\S)(?:"
    f"(?:{_LETTER}\\.?[ \u00a0\u2009\u200a\u202f]){{3,}}{_LETTER}{_FURTHER}*"  # four letters or more
    f"|(?:{_LETTER} ){{2}}{_LETTER}{_FURTHER}+"  # three, if more words are set so
    r"|(?:\d ){1,4}[,.](?: \d){3,}"  # 1 , 0 0 0
    r")(?=[\s.,;:!?]|\Z)"
)
_LONE = re.compile(rf"{_LETTER}|[,.]")
# Somebody spells a word, or speaks of letters.
_SPELT = re.compile(
    r"\b(?:spel\w+|letters?|keys?|row|reads?|initials?|alphabet|code|notes?|answers?|vitamins?)\b[^.!?\r\n]*\Z",
    re.IGNORECASE,
)
_SPELT_BEFORE = 60  # code points
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ALONE = frozenset("aAIO0123456789-–—&|•·*/+=:;!?…\"'“”‘’()[]#$%€£§~>")
_FEWEST_LETTERS = 3  # different ones; a row of one letter or two is a pattern
_GAP = re.compile(" {2,}")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each wide gap, each line with odd spaces between words, and each run of letters set apart."""
    text = document.text.text
    for match in anchored(_WIDE, text, "   "):
        width = len(match[0])
        yield Finding(Span(*match.span()), f"{width} spaces between two words", evidence={"spaces": width})
    if not document.characters.isdisjoint(SPACES):
        yield from _between_words(text, document.characters & SPACES)
    yield from _apart(document)


def _between_words(text: str, odd: frozenset[str]) -> Iterator[Finding]:
    found = [span for span in _runs(text, odd) if _is_odd(text, span)]
    doubled = [span for span in found if span.end - span.start > 1 or text[span.start] not in _NO_BREAK]
    kept = found if sum(end - start for start, end in found) >= _FEWEST else doubled
    for group in by_line(text, kept):
        spaces = {space for span in group for space in text[span.start : span.end]} & SPACES
        names = sorted(map(described, spaces))
        what = counted(len(group), "an odd space", "odd spaces")
        yield Finding(
            Span(group[0].start, group[-1].end),
            f"{what} between words, as in pasted text: {', '.join(names)[:120]}",
            evidence={"spaces": len(group), "of the document": len(kept), "characters": [*names]},
        )


def _runs(text: str, odd: frozenset[str]) -> Iterator[Span]:
    """Spaces with an odd one among them, with the plain ones before it."""
    end = 0
    for match in anchored(_RUN, text, *sorted(odd)):
        start = match.start()
        while start > end and text[start - 1] == " ":
            start -= 1
        end = match.end()
        yield Span(start, end)


def _is_odd(text: str, span: Span) -> bool:
    """Whether a run stands where a typist would have put a plain space."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if before in LINE_ENDS or after in LINE_ENDS:
        return False  # an indentation, or the tail of a line
    if before.isdigit() or after.isdigit() or after in _BEFORE_MARKS or before in _AFTER_MARKS:
        return False
    if before >= _EAST_ASIAN or after >= _EAST_ASIAN or (before.isupper() and after.isupper()):
        return False
    return span.end - span.start > 1 or not _is_bound(text, span.start)


def _is_bound(text: str, end: int) -> bool:
    """Whether a letter or an abbreviation stands before ``end``: ``J.``, ``Mr``, ``No.``, ``p.``."""
    word = _WORD_BEFORE.search(text, max(end - 12, 0), end)
    if word is None:
        return False
    is_short = word[0].endswith(".") and word[0][0].isupper() and len(word[0]) <= _LONGEST_ABBREVIATION
    return len(word[0]) == 1 or is_short or word[0].rstrip(".").lower() in _TITLES


def _lines_with_letters(document: Document) -> Iterator[Span]:
    """The lines in which letters that are no words stand between spaces, as those of any word set apart do."""
    text = document.text.text
    letters = set(filter(_LONE.match, document.characters & document.distinct_words)) - _ALONE
    gaps = (" ", *sorted(document.characters & SPACES))
    found = {
        document.line_index.at(place + 1)
        for letter in letters
        for gap in gaps
        for place in places(text, f"{gap}{letter}{gap}")
    }
    return iter(sorted(line for line in found if line))


def _apart(document: Document) -> Iterator[Finding]:
    text = document.text.text
    for match in chain.from_iterable(_APART.finditer(text, *line) for line in _lines_with_letters(document)):
        words = ["".join(word.split()) for word in _GAP.split(match[0])]
        is_alphabet = len(words) == 1 and words[0].lower() in _ALPHABET
        is_spelt = _SPELT.search(text, max(match.start() - _SPELT_BEFORE, 0), match.start())
        if not is_alphabet and not is_spelt and len(set("".join(words))) >= _FEWEST_LETTERS:
            yield Finding(
                Span(*match.span()),
                f"letters are set apart: {match[0][:60]}",
                evidence={"letters": match[0][:200]},
                suggestion=" ".join(words)[:200],
                severity=Severity.WARNING,
                confidence=Confidence.MEDIUM,
            )


RULE = Rule(
    id="encoding/irregular-space",
    summary="odd spaces, the trace of pasted text",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
