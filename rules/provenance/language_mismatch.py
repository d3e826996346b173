"""A language that the document does not declare, or a paragraph in another one.

**What it finds.** A declared language (`<html lang>`, `og:locale`, JSON-LD, front matter, a record) that is not the one
that the text is in; and, in a text in English, a paragraph of at least twelve words that holds hardly any common
English word and that a language model takes for another language. Quotations and verse are let be.

**Why it matters.** Tools read a text by its declared language; a foreign paragraph is a remainder of another page, or
of the original that somebody translated and left behind.

```flagged
The bridge opens

The bridge over the river opened on Monday, and the ministry said that it had cost more than was planned for it.

⟦Die Brücke über den Fluss wurde am Montag eröffnet, und das Ministerium sagte, sie habe mehr gekostet als geplant.⟧

It took four years, and nobody on the council could say why the work had been so slow, or who would pay for it.
```

```clean
The bridge opens

The bridge over the river opened on Monday, and the ministry said that it had cost more than was planned for it.

“Die Brücke über den Fluss wurde am Montag eröffnet, und sie hat mehr gekostet als geplant”, said the mayor of the town.

It took four years, and nobody on the council could say why the work had been so slow, or who would pay for it.
```

**Known misses.** Languages written like their neighbours; a foreign sentence inside a paragraph; short paragraphs; a
foreign paragraph in a text that is not in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import language
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_CODE = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:[-_][\w-]{1,20})?\Z")
_SURE = 0.99  # probability by profile
_FEW_WORDS = 12  # of a paragraph whose language can be told
_ENOUGH_WORDS = 30  # of a document whose declared language can be held against it
_MOST_ENGLISH = 0.08  # share of common English words in a foreign paragraph; German and Dutch share a few
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PARAGRAPHS = 40  # that are asked about: a profile takes a hundred times as long as a count
# Declared by one name, detected by another, or told apart by nobody.
_SAME = {"nb": "no", "nn": "no", "zho": "zh", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr"}


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """Declared languages first, then paragraphs."""
    detected = document.language
    if detected.code == "und":
        return
    if detected.probability >= _SURE and len(document.words) >= _ENOUGH_WORDS:
        yield from _declared(document, detected.code.partition("-")[0])
    if detected.code == "en":
        yield from _paragraphs(document)


def _declared(document: Document, detected: str) -> Iterator[Finding]:
    declared = [(value, code) for value in document.metadata["language"] if (code := _of(value.value))]
    for value, code in declared:
        if code != detected:
            yield Finding(
                value.span,
                f"{value.origin} declares the language {value.value}; the text is in {detected}",
                evidence={"declared": value.value, "detected": detected},
                layer=LayerName.SOURCE,
            )


def _of(declared: str) -> str | None:
    match = _CODE.match(declared.strip())
    code = match["code"].lower() if match else None
    code = _SAME.get(code, code) if code else None
    # No language that could be detected: a profile would take it for a neighbour.
    return code if code in language.CODES else None


def _paragraphs(document: Document) -> Iterator[Finding]:
    text, asked = document.prose.text, 0
    for paragraph in document.paragraphs:
        stretch = text[paragraph.start : paragraph.end]
        # Most paragraphs hold a word that no other language has, and a look for it costs nearly nothing.
        if " the " in stretch or stretch.count(" ") < _FEW_WORDS - 1 or asked >= _MOST_PARAGRAPHS:
            continue
        words = _WORD.findall(stretch.lower())
        if len(words) < _FEW_WORDS or language.share_of_english(words) > _MOST_ENGLISH:
            continue
        if document.quoted.touching(paragraph) or document.block_quotes.at(paragraph.start) is not None:
            continue
        asked += 1
        found = language.detect(stretch)
        if found.code not in {"en", "und"} and found.probability >= _SURE:
            yield Finding(
                Span(paragraph.start, paragraph.end),
                f"a paragraph in another language ({found.code}) in a text in English",
                evidence={"language": found.code, "probability": found.probability},
            )


RULE = Rule(
    id="provenance/language-mismatch",
    summary="a language other than the declared one, or a foreign paragraph",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
