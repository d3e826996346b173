"""A superlative or an absolute that nobody answers for: “has never been so explicit”, “without precedent”.

**What it finds.** Words that claim something of all cases, all times or all the world, in a sentence of the writer's
own that has no source in it. A note each. Where the whole text is analysis or opinion (`attribution/low-attribution`)
none is listed, for there they are the manner of the text.

**Why it matters.** One counter-example makes it wrong, and who would know it is not named.

```flagged
The river ⟦has never been⟧ so low.
This is ⟦without precedent⟧ in the valley.
```

```clean
The river has never been so low, the harbour board said.
“The river has never been so low,” said Bo Li. We have never been there.
```

**Known misses.** Superlatives of any adjective; a claim whose source stands in the sentence before is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.attribution.low_attribution import is_low
from rules.attribution.sourcing import is_claim
from rules.listing import listed, more
from rules.model import Confidence, Finding, Rule, Severity

# The writer of himself, a definition, a question, a condition.
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us|[Ii]f|unless|defined|means)\b|\?[”\"]?\Z")


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    per_paragraph: int = field(default=1, metadata={"doc": "claims listed in one paragraph", "minimum": 1})
    per_document: int = field(default=5, metadata={"doc": "claims listed in one document", "minimum": 1})


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first claims of each paragraph; the rest are counted in the last of them."""
    hits = [hit for hit in document.hits if hit.lexicon == "absolute-claims"]
    if not hits or is_low(document):
        return
    spans = [Span(hit.start, hit.end) for hit in hits if document.quoted.at(hit.start) is None]
    spans = [span for span in spans if _is_own(document, span)]
    for number, left in listed(document, spans, options.per_paragraph, options.per_document):
        words = document.prose.text[slice(*spans[number])]
        yield Finding(
            spans[number],
            f"“{words}”: nobody answers for so wide a claim{more(left)}",
            evidence={"words": words, "more": left},
        )


def _is_own(document: Document, span: Span) -> bool:
    number = document.sentence_index.number(span.start)
    if number is None or _OWN.search(document.prose.text, *document.sentences[number]):
        return False
    return is_claim(document, number, is_beside_enough=False)


RULE = Rule(
    id="attribution/unattributed-claim",
    summary="a superlative or an absolute that nobody answers for",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset({"en"}),
)
