"""A paragraph that somebody else than the author signed: “~ Name” or “— Name” at its end.

**What it finds.** A name after a tilde or a dash that closes a paragraph, or stands alone under one, where the byline
does not name that person. A name under a quotation tells who said it and is no signature; nor is an agency's credit.

**Why it matters.** A second hand wrote that passage. Taken for the author's words, it puts opinions in the mouth of
somebody who never held them.

```flagged
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

It will ruin us all. ⟦~ Jon Dole⟧
```

```clean
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

“A bridge is a promise.” — Ana Ruiz

The town has one mayor — Jon Dole — and two bridges. — Mara Lind
```

**Known misses.** A bare name on its own line; initials in brackets; somebody with the same surname as the author.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.opinion.foreign_hand import confidence


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each signature that is not the author's."""
    byline = list(dict.fromkeys(value.value for value in document.metadata["byline"]))
    for signature in document.foreign_signatures:
        message = f"signed by {signature.name}, who is not in the byline ({', '.join(byline) or 'there is none'})"
        yield Finding(
            signature.span,
            message,
            evidence={"name": signature.name, "byline": byline},
            confidence=confidence(document, signature),
        )


RULE = Rule(
    id="opinion/foreign-signature",
    summary="a passage signed by somebody who is not in the byline",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
