"""Numbers of notes that lost their raising and stand at the end of a word: `so it was.3 Nobody knew`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import vocabulary
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Finding

_NUMBER = re.compile(r"[.,;!?”\"’)](?P<number>[1-9]\d?)(?=\s|\Z)")
_WORD = re.compile(r"(?P<word>[^\W\d_]{3,25})[.,;!?”\"’)]{1,3}\Z")
_LONGEST = 30  # code points of a word with its marks
_ABBREVIATIONS = frozenset(
    "art arts cap chap col cols eds fig figs fol gen lev mat matt mark num para paras part pts sec sect vers vol vols"
    " nos act acts exod deut psalm rev rom cor gal eph phil thess tim heb jas pet".split()
)
_NOTE = re.compile(r"[\[(^]?(?P<number>[1-9]\d?)(?:[\]).:]|\s)")


def note_numbers(document: Document) -> Iterator[Finding]:
    """One finding for each number that a note of the text has, or that counts on from another one."""
    text = document.prose.text
    found = []
    for match in _NUMBER.finditer(text):
        word = _WORD.search(text, max(match.start("number") - _LONGEST, 0), match.start("number"))
        if word and _is_word(word["word"]):
            span = Span(word.start(), match.end())
            # A page that raises its numbers (<sup>) has something between them and the word.
            place = document.prose.to(LayerName.SOURCE, Span(span.end - len(match[0]), span.end))
            if place.end - place.start == len(match[0]):
                found.append((span, int(match["number"])))
    if not found:
        return
    notes = {int(note["number"]) for start, _ in document.paragraphs if (note := _NOTE.match(text, start))}
    last = {value: number for number, (_, value) in enumerate(found)}
    told: set[int] = set()
    for number, (span, value) in enumerate(found):
        if value in notes or value - 1 in told or last.get(value + 1, -1) > number:
            words = text[span.start : span.end]
            yield Finding(
                span,
                f"the number of a note, {value}, is run into the text: “{words}”",
                evidence={"words": words, "note": value},
            )
        told.add(value)


def _is_word(word: str) -> bool:
    """Whether a number behind it is none of its own: “Fig.3”."""
    low = word.lower()
    return low not in _ABBREVIATIONS and (vocabulary.is_word(low) or word[0].isupper())
