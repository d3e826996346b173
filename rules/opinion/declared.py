"""Whether a document says that it is somebody's view."""

from __future__ import annotations

import re

from corpus.document import Document

_LINES = 3  # lines at least, title, author and salutation,
_HEAD = 60  # and code points of each, in which it is said
_DECLARED = re.compile(
    r"\b(?:op-?ed|opinions?|editorials?|commentary|comment|column(?:ist)?|reviews?|reviewed|essay|viewpoints?|perspectives?"
    r"|letters?|blog|diary|sermon|homily|newsletter|speech|remarks|obituary|appreciation|advice|interview|leader|debate"
    r"|analysis|personal (?:view|history)|first person|guest (?:post|essay)|dear)\b"
)


def is_declared(document: Document) -> bool:
    """Whether the head of a document, or its address, says that it is somebody's view."""
    fields = ("title", "url", "section")
    stated = " ".join(value.value for field in fields for value in document.metadata.get(field, ()))
    head = document.paragraphs[: max(document.body_start + 1, _LINES)]
    above = " ".join(document.folded[line.start : min(line.end, line.start + _HEAD)] for line in head)
    return _DECLARED.search(f"{above} {stated.lower()} {document.path.lower()}") is not None
