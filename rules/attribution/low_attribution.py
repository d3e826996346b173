"""A text that says of little who says so: it is analysis or opinion, whatever it is called.

**What it finds.** Documents in which the share of sentences with a source is lower than in nineteen of twenty pieces of
hard news (whose shares are .16, .30, .43, .56 and .75 at 5, 25, 50, 75 and 95 percent). One note for the document.

**Why it matters.** It is to be read, and sorted, as what its author thinks. Listing every claim in it would say the
same a hundred times.

```flagged
The dam is old. The dam is grey. The river is low. The town is dry. The board is idle. The mayor is away. The road is
long. The summer is hot. The wells are deep. The pumps are loud. The fields are brown. The bread is dear. The night is
short. The moon is full. The dog is asleep. The clock is slow.
```

```clean
The dam is old, Bo Li said. The dam is grey, he said. The river is low, the mayor said. The town is dry. The wells are
deep. The pumps are loud. The fields are brown, said Ann Lee. The bread is dear. The night is short, she said. The moon
is full. The dog is asleep. The clock is slow, according to the mayor. The road is long. The summer is hot. It rains.
```

**Known misses.** Short documents. What is told first hand, as an eyewitness tells it, has no other source and is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, Rule, Severity

_LOW = 0.16  # the rate below which one of twenty pieces of hard news lies
_FEWEST = 15  # sentences; in fewer a rate says little


@dataclass(frozen=True, slots=True)
class Options:
    """From which rate on."""

    rate: float = field(
        default=_LOW, metadata={"doc": "share of sentences with a source below which a text is noted", "minimum": 0}
    )


def is_low(document: Document, threshold: float = _LOW) -> bool:
    """Whether a document is long enough to have a rate, and that is low."""
    return len(document.sentences) >= _FEWEST and document.sourced_share < threshold


def check(document: Document, options: Options) -> Iterator[Finding]:
    """One finding for the document."""
    if is_low(document, options.rate):
        share = round(document.sourced_share, 3)
        yield Finding(
            None,
            f"{share:.0%} of the sentences have a source, fewer than in 95 percent of hard news: analysis or opinion",
            evidence={"rate": share, "sentences": len(document.sentences), "percentile": 5},
        )


RULE = Rule(
    id="attribution/low-attribution",
    summary="a text that says of little who says so",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset({"en"}),
)
