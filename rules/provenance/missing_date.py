"""A document that does not say when it was published.

**What it finds.** A document that states a date of publication nowhere: not in front matter, `<meta>`, JSON-LD, the
fields of a record, a line with a date at either end, a dateline.

**Why it matters.** What it says of “now” and “last week” cannot be placed in time, and later knowledge cannot be
told from earlier.

```flagged
The bridge opens
By Mara Lind, Harbour Post
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
    yield from absence(document, "date", "a date of publication")


RULE = Rule(
    id="provenance/missing-date",
    summary="a date of publication is nowhere stated",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
