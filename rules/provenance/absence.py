"""What the rules on missing metadata share."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from rules.model import Finding


def absence(document: Document, field: str, noun: str) -> Iterator[Finding]:
    """A finding about the whole document if it states no value of ``field``; ``noun`` names one, with its article."""
    if not document.metadata[field]:
        yield Finding(None, f"the document does not state {noun}", evidence={"field": field})
