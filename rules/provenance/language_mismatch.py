"""A language that the document does not declare, or a passage in another one.

**What it finds.** A declared language (`<html lang>`, `og:locale`, JSON-LD, front matter, a record) that is not the one
that the text is in; and, in a text in English, a paragraph or sentences of at least eight words that hold hardly any
word of English alone, are no English by the dictionary, and are of another language by a language model. Quotations,
verse, tables and lists of sources are let be.

**Why it matters.** Tools read a text by its declared language; a foreign paragraph is a remainder of another page, or
of the original that somebody translated and left behind.

```flagged
The bridge opens

The bridge over the river opened on Monday, and the ministry said that it had cost more than was planned for it.

⟦Die Brücke über den Fluss wurde am Montag eröffnet, und das Ministerium sagte, sie habe mehr gekostet als geplant.⟧

It took four years, and nobody on the council could say why the work had been so slow, or who would pay for it.
```

```flagged
The bridge opens

The bridge over the river opened on Monday, and the ministry said that it had cost more than was planned for it. ⟦Nadie\
 del ayuntamiento supo decir por qué las obras habían sido tan lentas.⟧ It took four years, and the council was silent.
```

```clean
The bridge opens

The bridge over the river opened on Monday, and the ministry said that it had cost more than was planned for it.

“Die Brücke über den Fluss wurde am Montag eröffnet, und sie hat mehr gekostet als geplant”, said the mayor of the town.

It took four years, and nobody on the council could say why the work had been so slow, or who would pay for it.
```

**Known misses.** Languages written like their neighbours; short sentences; a foreign paragraph in a text that is not in
English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import language
from corpus.document import Document
from corpus.foreign import SURE
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_CODE = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:[-_][\w-]{1,20})?\Z")
_ENOUGH_WORDS = 30  # of a document whose declared language can be held against it
# Declared by one name, detected by another, or told apart by nobody.
_SAME = {"nb": "no", "nn": "no", "zho": "zh", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr"}


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """Declared languages first, then paragraphs."""
    detected = document.language
    if detected.code == "und":
        return
    if detected.probability >= SURE and len(document.words) >= _ENOUGH_WORDS:
        yield from _declared(document, detected.code.partition("-")[0])
    if detected.code == "en":
        for passage, found in document.foreign_passages:
            yield Finding(
                passage,
                f"a passage in another language ({found.code}) in a text in English",
                evidence={"language": found.code, "probability": found.probability},
            )


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


RULE = Rule(
    id="provenance/language-mismatch",
    summary="a language other than the declared one, or a foreign passage",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
