"""A byline that does not name all who signed.

**What it finds.** The byline of a text in which somebody else signed a passage: “~ Name” or “— Name” at the end of a
paragraph. It is a note: the signatures themselves are reported, gravely, by opinion/foreign-signature.

**Why it matters.** Who takes the byline for all there is takes a stranger's words for the author's.

```flagged
The bridge opens
By ⟦Mara Lind⟧

The bridge opened on Monday, the ministry said.

It will ruin us all. ~ Jon Dole
```

```clean
The bridge opens
By Mara Lind and Jon Dole

The bridge opened on Monday, the ministry said.

It will ruin us all. ~ Jon Dole
```

**Known misses.** A passage that somebody else wrote and did not sign; a text without a byline.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.metadata import preferred
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity
from rules.opinion.foreign_hand import confidence


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """At most one finding, at the byline, or about the whole document where that is not in the source."""
    signatures, byline = document.foreign_signatures, preferred(document.metadata["byline"])
    if not signatures or not byline:
        return
    named = [value.value for value in byline]
    missing = list(dict.fromkeys(signature.name for signature in signatures))
    yield Finding(
        byline[0].span,
        f"the byline names {', '.join(named)}, and not {', '.join(missing)}, who signed in the text",
        evidence={"byline": named, "missing": missing},
        related=tuple(
            Related(document.prose.to(LayerName.SOURCE, signature.span), f"signed by {signature.name}")
            for signature in signatures
        ),
        confidence=min((confidence(document, signature) for signature in signatures), key=_rank),
    )


def _rank(confidence: Confidence | None) -> int:
    return 0 if confidence is None else confidence.rank


RULE = Rule(
    id="provenance/incomplete-byline",
    summary="a byline that does not name all who signed",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
