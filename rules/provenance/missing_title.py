"""A document that does not say what it is called.

**What it finds.** A document that states a title nowhere: not in front matter, `<title>`, headings, JSON-LD,
OpenGraph, the fields of a record, nor a first line that can be one.

**Why it matters.** A document without a title cannot be cited, and its first sentence is taken for one.

```flagged
By Mara Lind, Harbour Post, March 23, 2023
The bridge opened on Monday, the ministry said.
Source: https://example.org/bridge
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
    yield from absence(document, "title", "a title")


RULE = Rule(
    id="provenance/missing-title",
    summary="a title is nowhere stated",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
