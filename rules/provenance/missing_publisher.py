"""A document that does not say who published it.

**What it finds.** A document that states a publisher nowhere: not in front matter, `og:site_name`, JSON-LD, the
fields of a record, a “Publisher:” or © line, a byline’s affiliation, a dateline’s agency.

**Why it matters.** Who edited and checked a text is half of what it is worth.

```flagged
The bridge opens
By Mara Lind, March 23, 2023
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
    yield from absence(document, "publisher", "a publisher")


RULE = Rule(
    id="provenance/missing-publisher",
    summary="a publisher is nowhere stated",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
