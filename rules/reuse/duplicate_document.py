"""The same document twice.

**What it finds.** Documents whose text is the same, code point for code point, but for white space: two captures of one
page, a file copied under another name, a record entered twice. The later one in the order of the input is the copy.

**Why it matters.** Whatever is counted, sampled or learnt from the corpus counts it double.

```flagged
The bridge opened on Monday, the ministry said.
%%
The bridge  opened on Monday,
the ministry said.
```

```clean
The bridge opened on Monday, the ministry said.
%%
The bridge opened on Tuesday, the ministry said.
```

**Known misses.** Copies with so much as a changed letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Comparison, Confidence, Fact, NoOptions, Rule, Severity


def collect(document: Document, _: NoOptions) -> Iterator[Fact]:
    """One fact: the digest of the text with its white space folded."""
    text = " ".join(document.words)
    if text:
        yield Fact(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), value=document.sha256)


def compare(facts: Sequence[Fact], _: NoOptions) -> Iterator[Comparison]:
    """Every document but the first of a group is a copy of the first."""
    for number, fact in enumerate(facts[1:], 1):
        same = fact.value == facts[0].value
        yield Comparison(
            subject=number,
            others=(0,),
            message="the same document stands in the corpus already" + ("" if same else ", with other bytes"),
            related_message="the first copy",
            evidence={"digest": fact.key, "identical_bytes": same},
        )


RULE = Rule(
    id="reuse/duplicate-document",
    summary="the same document twice",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    collect=collect,
    compare=compare,
)
