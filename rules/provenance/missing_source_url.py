"""A document that does not say where it was taken from.

**What it finds.** A document that states the address it was taken from nowhere: not in front matter, a canonical
link, `og:url`, JSON-LD, the fields of a record, a “Source:” line.

**Why it matters.** Without it the text cannot be compared with its original.

```flagged
The bridge opens
By Mara Lind, Harbour Post, March 23, 2023
The bridge opened on Monday, the ministry said.
Licence: CC BY 4.0
```

```clean
The bridge opens
By Mara Lind, Harbour Post, March 23, 2023
The bridge opened on Monday, the ministry said.
Source: https://example.org/bridge
Licence: CC BY 4.0
```

**Known misses.** A value that is there, but wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.provenance.absence import absence


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """At most one finding, about the whole document."""
    yield from absence(document, "url", "the address it was taken from")


RULE = Rule(
    id="provenance/missing-source-url",
    summary="the address it was taken from is nowhere stated",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
