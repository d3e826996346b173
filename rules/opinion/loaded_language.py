"""Loaded words in the writer's own voice: abuse, mockery, what presses a judgement.

**What it finds.** Sentences in which the writer, not a source, uses a term that reporting hardly ever has, or several
that tell together: the place runs from the first of them to the last, and the evidence has them by class. In a document
that is opinion throughout nothing is marked, for there they are the matter. Always a note: a word is no defect.

**Why it matters.** Where the words judge, a reader should know whose judgement it is.

```flagged
The bridge opened on Monday, the ministry said. It is three hundred metres long and took four years to build.

The opening was a ⟦farce, and the shameless⟧ crowd of guests went home early.
```

```clean
“The opening was a farce, and the guests were shameless,” said Jon Dole, who leads the opposition.

Dole said that the opening was a farce and that the ministry was shameless.
```

**Known misses.** Irony; words that are loaded in one context only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.opinion import Cue, Kind, cues
from corpus.opinion.measures import COUNTED, is_reported
from corpus.spans import Span
from rules.model import Confidence, Finding, Rule, Severity

_LOADED = frozenset(("invective", "intensifiers", "disclaimers", "irony", "insinuation"))
_COLUMNS = tuple(number for number, name in enumerate(COUNTED) if name in _LOADED)
_TELLING = 2.0  # weight of a term that counts


@dataclass(frozen=True, slots=True)
class Options:
    """How loaded a sentence must be."""

    weight: float = field(
        default=4.0, metadata={"doc": "weight of the loaded terms of a sentence, each of 2 or 3", "minimum": 0}
    )


def check(document: Document, options: Options) -> Iterator[Finding]:
    """One finding for each sentence."""
    if document.kind is Kind.OPINION:
        return
    for number, paragraph in enumerate(document.paragraphs):
        if document.blocks.loaded(number, _COLUMNS) < options.weight:
            continue
        for sentence in document.sentence_index.touching(paragraph):
            found = _terms(document, sentence)
            if sum(cue.weight for cue in found) >= options.weight:
                yield _finding(document, found)


def _terms(document: Document, sentence: Span) -> list[Cue]:
    folded = document.folded
    if is_reported(folded[sentence.start : sentence.end]):
        return []
    return [
        cue
        for cue in cues(folded, sentence)
        if cue.kind in _LOADED and cue.weight >= _TELLING and document.quoted.at(cue.span.start) is None
    ]


def _finding(document: Document, found: list[Cue]) -> Finding:
    text = document.prose.text
    terms: dict[str, list[str]] = {}
    for cue in found:
        terms.setdefault(cue.kind, []).append(text[slice(*cue.span)])
    words = list(dict.fromkeys(word for kind in terms.values() for word in kind))
    return Finding(
        Span(found[0].span.start, found[-1].span.end),
        f"loaded words in the writer's own voice: {', '.join(f'“{word}”' for word in words[:6])}",
        evidence={"terms": terms, "weight": sum(cue.weight for cue in found)},
    )


RULE = Rule(
    id="opinion/loaded-language",
    summary="loaded words in the writer's own voice",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset(("en",)),
)
