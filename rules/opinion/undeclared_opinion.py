"""A document that is opinion throughout, and nowhere says so.

**What it finds.** Documents in which marks of the writer's own voice and judgement (see `opinion/inserted-passage`) are
far above those of plain reporting from beginning to end, and whose head names no column, comment, review or the like.
Without its strongest paragraph, too, it must be more than reporting.
One finding about the document; no passages. A note: there is nothing wrong with opinion that is known to be one.

**Why it matters.** In a corpus of reporting an essay weighs as evidence what is an argument.

```flagged
⟦⟧The bridge
By Mara Lind

Let us be honest: we never needed this bridge, and you know it. Who asked for it? Not me, and not my neighbours.

We are told that it will pay for itself. I doubt it! What we ought to ask is why our leaders never listen to us.

Enough. Perhaps they think we are fools, but we should not pay for their vanity, and I for one will not be silent.
```

```clean
Opinion: The bridge
By Mara Lind

Let us be honest: we never needed this bridge, and you know it. Who asked for it? Not me, and not my neighbours.

We are told that it will pay for itself. I doubt it! What we ought to ask is why our leaders never listen to us.

Enough. Perhaps they think we are fools, but we should not pay for their vanity, and I for one will not be silent.
```

**Known misses.** Opinion in the words of reporting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.opinion import Kind
from corpus.opinion.kinds import OPINION
from rules.model import Confidence, Finding, Rule, Severity
from rules.opinion.declared import is_declared

_WITHOUT = 0.5  # how much of the stance is left without the strongest paragraph, if it is that of the whole document
_OF_MANY = (Kind.INTERVIEW, Kind.COLLECTION)  # whose opinions stand in them, they say


@dataclass(frozen=True, slots=True)
class Options:
    """From where on a document is opinion."""

    stance: float = field(
        default=OPINION, metadata={"doc": "log odds from which on a document is opinion throughout", "minimum": 0}
    )


def check(document: Document, options: Options) -> Iterator[Finding]:
    """At most one finding."""
    if document.kind in _OF_MANY or document.stance < options.stance or is_declared(document):
        return
    voices = document.blocks.own_voice[document.body_start :]
    strongest = document.body_start + voices.index(max(voices))
    if document.blocks.stance(document.body_start, range(strongest, strongest + 1)) < options.stance * _WITHOUT:
        return
    yield Finding(
        None,
        "opinion throughout, and the document does not say that it is",
        evidence={"stance": round(document.stance, 2), "kind": document.kind.value},
    )


RULE = Rule(
    id="opinion/undeclared-opinion",
    summary="opinion throughout, undeclared",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset(("en",)),
)
