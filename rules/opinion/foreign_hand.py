"""What the rules on passages by another hand share."""

from __future__ import annotations

from corpus.document import Document
from corpus.signatures import Signature
from rules.model import Confidence


def confidence(document: Document, signature: Signature) -> Confidence:
    """How sure it is that somebody else than the author signed.

    With no byline nothing tells who the author is; a tilde, at least, no author puts before their own name.
    """
    if document.metadata["byline"]:
        return Confidence.HIGH
    return Confidence.MEDIUM if document.prose.text[signature.span.start] == "~" else Confidence.LOW
