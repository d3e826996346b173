"""A document that does not say who wrote it.

**What it finds.** A document that states an author nowhere: not in front matter, `<meta>`, JSON-LD, the fields of a
record, a “By …” line, a line of names, a note on the author.

**Why it matters.** Nobody answers for the text, and nobody can be asked.

```flagged
The bridge opens
Publisher: Harbour Post
Published on: March 23, 2023
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
    yield from absence(document, "byline", "an author")


RULE = Rule(
    id="provenance/missing-byline",
    summary="an author is nowhere stated",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
