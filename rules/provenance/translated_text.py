"""Traces of a translation, most likely by machine: foreign spellings of names, foreign marks, calques.

**What it finds.** Names as another language spells them (`Poetin`, `Gorbatschow`), quotation marks, decimal commas and
spaces before marks as it has them, turns of phrase that come from it word by word (“since two years”, “it gives many”),
a perfect beside a past time (“yesterday he has said”). Only together do they say so: traces of two kinds at least, and
three in all.

**Why it matters.** What is quoted was translated too, perhaps twice: the words are not what anybody said, and a slip of
the translation can turn what a sentence says.

```flagged
The firm builds the dam since two years. Wladimir Putin saw it. It cost 3,5 million euros, according to me.
```

```clean
Vladimir Putin saw the dam two years ago; it has been built since. It cost 3.5 million euros. “It leaks,” he said.
```

**Known misses.** Fluent translations; articles that a translation dropped, and words that it took for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored, places
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_LEXICONS = {"translation-names": "spelling of a name", "translation-calques": "turn of phrase"}
_LEAST = 3.0  # weight of all traces
_KINDS = 2
_MOST_OF_A_KIND = 2.0  # what traces of one kind weigh at most: a habit of the writer is one trace, not ten
_SHOWN = 8
_NAME_WEIGHT = 2.0
# Slavic names in the transliteration of Dutch, German and French.
_SPELLING = re.compile(
    r"[A-Z]\w{0,12}(?:oe\w{0,6}(?:(?<!e)[iy]n|ov|ev|sk[iy]|ko)|[szt]?tsj\w{1,8}|itsch|schow|schew|schenko|[dijw]jew"
    r"|ouchenko|chtchev|chtchenko)\Z"
)
# Signs of one of these: what few names have.
_SPELT = ("oe", "tsj", "itsch", "schow", "schew", "schenko", "jew", "ouchenko", "chtch")
_NUMBER = re.compile(
    r"[0-9](?<!\w.)(?:[0-9]{0,2},\d{1,2}\s(?:percent|per\scent|million|billion|euros?|kilomet(?:er|re)s|degrees)\b"
    r"|[0-9]?,\d\s?%|[0-9]?h\d\d\b"
    r"|[0-9]{0,2}(?:\.\d{3})+\s(?:euros?|dollars|people|inhabitants|soldiers|kilomet(?:er|re)s)\b)"
)
_SPACED = re.compile(r"[ \u00a0\u202f][?!;:](?<=\w..)(?=\s)")
_FOREIGN = frozenset("„«»‚")
_MARKS = re.compile(r"[„«»‚](?=\w)")
_BEGINNINGS = ("Since ", "since ", "Yesterday", "yesterday", "Last ", "last ")
_TENSE = re.compile(
    r"[Ss]ince (?:two|three|four|five|six|ten|many|several|some|a few|\d{1,2}) (?:years|months|weeks|days)\b(?! ago)"
    r"|(?:[Yy]esterday|[Ll]ast (?:week|month|year|night)),? "
    r"(?:he|she|they|it|we|[A-Z]\w+|the \w+) (?:has|have) (?:\w+ed|said|been|made|taken|given|gone|seen|come)\b"
)
_DECLARED = re.compile(r"translat(?:ed|ion)\s(?:by|from|into)\b")


class _Trace(NamedTuple):
    span: Span
    kind: str
    weight: float


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding a document, with its traces as related places."""
    text = document.prose.text
    found = sorted(trace for trace in _traces(document) if document.quoted.at(trace.span.start) is None)
    distinct = list({text[slice(*trace.span)]: trace for trace in reversed(found)}.values())[::-1]
    weights: dict[str, float] = {}
    for trace in distinct:
        weights[trace.kind] = min(weights.get(trace.kind, 0.0) + trace.weight, _MOST_OF_A_KIND)
    if len(weights) < _KINDS or sum(weights.values()) < _LEAST or _DECLARED.search(document.folded):
        return
    words = [text[slice(*one.span)] for one in distinct[:_SHOWN]]
    yield Finding(
        None,
        f"{len(found)} traces of a translation that nobody declares, such as “{words[0]}” and “{words[1]}”",
        evidence={
            "traces": [{"words": word, "kind": one.kind} for word, one in zip(words, distinct, strict=False)],
            "count": len(found),
        },
        related=tuple(Related(one.span, f"{one.kind} of another language") for one in distinct[:_SHOWN]),
    )


def _traces(document: Document) -> Iterator[_Trace]:
    text = document.prose.text
    for hit in document.hits:
        kind = _LEXICONS.get(hit.lexicon)
        if kind:
            is_name = hit.lexicon == "translation-names"
            if not is_name or text[hit.start].isupper():
                yield _Trace(Span(hit.start, hit.end), kind, _NAME_WEIGHT if is_name else hit.weight)
    names = {document.name_index.at(place) for sign in _SPELT for place in places(text, sign)}
    for name in filter(None, names):
        if _SPELLING.search(text[name.start : name.end]):
            yield _Trace(name, _LEXICONS["translation-names"], _NAME_WEIGHT)
    marks = _MARKS.finditer(text) if not document.characters.isdisjoint(_FOREIGN) else ()
    for found, kind in (
        (_NUMBER.finditer(text), "number"),
        (_SPACED.finditer(text), "space"),
        (marks, "quotation mark"),
        (anchored(_TENSE, text, *_BEGINNINGS), "tense"),
    ):
        yield from (_Trace(Span(*match.span()), kind, 1.0) for match in found)


RULE = Rule(
    id="provenance/translated-text",
    summary="traces of a translation that is not declared",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
