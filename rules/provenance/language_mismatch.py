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

import html
import re
from collections.abc import Iterator
from itertools import islice

from corpus import language
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from corpus.vocabulary import is_word
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_CODE = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:[-_][\w-]{1,20})?\Z")
_SURE = 0.99  # probability by profile
_FEW_WORDS = 8  # of a paragraph or sentence whose language can be told
_ENOUGH_WORDS = 30  # of a document whose declared language can be held against it
_MOST_ENGLISH = 0.05  # share of words of English alone in a foreign passage; a name may hold one
_MOST_KNOWN = (
    0.5  # share of its words in small letters that the English dictionary has, small words of most languages among them
)
_FEWEST_SMALL = 0.4  # share of its words in small letters; a table of names has fewer
_PLAIN = (" the ", " of the", " and ", " that ", " with ")  # most sentences hold one, and a look for it costs nothing
_SOURCE = re.compile(r"\W{0,3}\d{1,3}[\].)]\s|[^\n]{0,200}(?:\((?:19|20)\d\d|\bpp?\.\s\d)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PASSAGES = 40  # that are asked about: a profile takes a hundred times as long as a count
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
        yield from _passages(document)


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


def _passages(document: Document) -> Iterator[Finding]:
    """The foreign paragraphs, and the runs of foreign sentences in others."""
    text = document.prose.text
    for passage in islice(_odd(document), _MOST_PASSAGES):
        found = language.detect(html.unescape(text[slice(*passage)]))
        if found.code not in {"en", "und"} and found.probability >= _SURE:
            yield Finding(
                passage,
                f"a passage in another language ({found.code}) in a text in English",
                evidence={"language": found.code, "probability": found.probability},
            )


def _odd(document: Document) -> Iterator[Span]:
    """What may be foreign: sentences without a word of English alone, those that follow each other as one."""
    text, run = document.prose.text, Span(0, 0)
    for sentence in document.sentences:
        if not _is_odd(text[slice(*sentence)]) or document.quoted.touching(sentence):
            continue
        paragraph = document.paragraph_index.at(sentence.start)
        if document.block_quotes.at(sentence.start) is not None or (paragraph and _SOURCE.match(text, *paragraph)):
            continue
        if paragraph and paragraph.start <= run.start and not text[run.end : sentence.start].strip():
            run = Span(run.start, sentence.end)
            continue
        if run.end:
            yield run
        run = sentence
    if run.end:
        yield run


def _is_odd(sentence: str) -> bool:
    if sentence.count(" ") < _FEW_WORDS - 1 or any(plain in sentence for plain in _PLAIN):
        return False
    words = _WORD.findall(html.unescape(sentence) if "&" in sentence else sentence)
    small = [word for word in words if word[0].islower()]
    if len(words) < _FEW_WORDS or len(small) < len(words) * _FEWEST_SMALL:
        return False
    return (
        language.share_of_only_english(small) <= _MOST_ENGLISH and sum(map(is_word, small)) <= len(small) * _MOST_KNOWN
    )


RULE = Rule(
    id="provenance/language-mismatch",
    summary="a language other than the declared one, or a foreign passage",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
