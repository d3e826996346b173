"""A document that does not say what may be done with it.

**What it finds.** A document that states a licence or rights statement nowhere: not in front matter, `<link
rel=license>`, `<meta>`, JSON-LD, the fields of a record, a line that names a licence or rights.

**Why it matters.** Nobody may use what nobody has licensed.

```flagged
The bridge opens
By Mara Lind, Harbour Post, March 23, 2023
The bridge opened on Monday, the ministry said.
Source: https://example.org/bridge
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
    yield from absence(document, "licence", "a licence or rights statement")


RULE = Rule(
    id="provenance/missing-licence",
    summary="a licence or rights statement is nowhere stated",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
