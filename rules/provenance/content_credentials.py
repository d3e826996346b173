"""Content credentials in the text: a C2PA manifest, written in variation selectors.

**What it finds.** U+FEFF and a run of variation selectors after it that carry the signature `C2PATXT`, as the C2PA
specification has it for unstructured text (appendix on embedding manifests into text). Whether the manifest is valid is
not looked at.

**Why it matters.** The manifest says who made the text and with what. It is invisible, and cleaners that drop invisible
characters destroy it; no rule calls it a defect, and `fix` never takes it out.

```flagged
The council met on Monday.⟦\ufeff\U000e0133\U000e0122\U000e0140\U000e0131\U000e0144\U000e0148\U000e0144\
\ufe00\ufe01\ufe00\ufe00\ufe00\ufe02\ufe01\ufe02⟧
```

```clean
The council met on Monday.\ufeff And again ❤\ufe0f on Tuesday.
```

**Known misses.** A manifest whose first bytes were cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.characters import BYTE_ORDER_MARK
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_SELECTED = re.compile("\ufeff[\ufe00-\ufe0f\U000e0100-\U000e01ef]{8,}")
_MAGIC = b"C2PATXT\0"
_HEADER = len(_MAGIC) + 1 + 4  # the version and the length of the manifest
# The selectors of the bytes: sixteen of them stand apart from the others.
_FIRST, _LATER, _APART = 0xFE00, 0xE0100, 16


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each manifest."""
    if BYTE_ORDER_MARK not in document.characters:
        return
    for match in _SELECTED.finditer(document.text.text):
        data = bytes(map(_byte, match[0][1:]))
        if data.startswith(_MAGIC):
            yield _finding(Span(*match.span()), data)


def _finding(span: Span, data: bytes) -> Finding:
    version = data[len(_MAGIC)] if len(data) > len(_MAGIC) else None
    length = int.from_bytes(data[len(_MAGIC) + 1 : _HEADER])
    found = max(len(data) - _HEADER, 0)
    is_whole = len(data) - _HEADER == length
    whole = "whole" if is_whole else f"{found} of {length} bytes are there"
    return Finding(
        span,
        f"the text carries content credentials (a C2PA manifest, {whole})",
        evidence={"version": version, "bytes": found},
    )


def _byte(selector: str) -> int:
    code = ord(selector)
    return code - _FIRST if code < _LATER else code - _LATER + _APART


RULE = Rule(
    id="provenance/content-credentials",
    summary="a manifest of content credentials in the text",
    severity=Severity.NOTE,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
