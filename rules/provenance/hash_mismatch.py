"""A stated digest that is not that of the bytes, nor of the text.

**What it finds.** A digest that a record, front matter or a meta element states for the document (`sha256`, `sha1`,
`md5`, `checksum` …), in hexadecimal, with or without the name of its algorithm, that is neither the digest of the bytes
nor that of the text as UTF-8, with or without the white space around it, nor that of the text after front matter.

**Why it matters.** The text is not the one that somebody vouched for: it was changed after the digest was taken, or the
digest is another document's.

```flagged
---
sha1: ⟦a9993e364706816aba3e25717850c26c9cd0d89d⟧
---

The bridge opened on Monday.
```

```clean
---
sha1: a9993e36 (shortened)
---

The bridge opened on Monday.
```

**Known misses.** Digests in other spellings than hexadecimal; digests of a file that the text was taken from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_STATED = re.compile(
    r"(?:(?P<name>md5|sha-?1|sha-?256|sha-?512)\s?[:=-]\s?)?(?P<digest>[0-9a-fA-F]{32,128})\Z", re.IGNORECASE
)
_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}  # digits


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each digest that nothing here has."""
    for value in document.metadata["hash"]:
        match = _STATED.match(value.value.strip())
        algorithm = _BY_LENGTH.get(len(match["digest"])) if match else None
        if match is None or algorithm is None:
            continue
        found = [hashlib.new(algorithm, data, usedforsecurity=False).hexdigest() for data in _candidates(document)]
        if match["digest"].lower() not in found:
            yield Finding(
                value.span,
                f"{value.origin} states the {algorithm} {match['digest'][:16]}…, but the bytes have {found[0][:16]}…",
                evidence={"algorithm": algorithm, "stated": match["digest"].lower(), "bytes": found[0]},
            )


def _candidates(document: Document) -> Iterator[bytes]:
    """What a digest may have been taken of; the bytes first."""
    yield document.decoded.data
    for text in (document.source.text, document.text.text):
        for form in (text, text.strip(), text.strip() + "\n"):
            yield form.encode("utf-8", "surrogatepass")


RULE = Rule(
    id="provenance/hash-mismatch",
    summary="a stated digest that is not that of the text",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
