"""What the rules on missing metadata share."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from rules.model import Confidence, Finding

_IN_LINES = frozenset(("byline", "date"))


def absence(document: Document, field: str, noun: str) -> Iterator[Finding]:
    """A finding about the whole document if it states no value of ``field``; ``noun`` names one, with its article."""
    if not document.metadata[field]:
        # Lines of the text are read in English only: in another language it may well be stated.
        is_read = field not in _IN_LINES or document.language.code == "en"
        confidence = None if is_read else Confidence.LOW
        yield Finding(None, f"the document does not state {noun}", evidence={"field": field}, confidence=confidence)
