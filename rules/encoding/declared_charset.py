"""A charset that the document declares and is not in: `<meta charset="iso-8859-7">` in a file of UTF-8.

**What it finds.** A declaration in the page, or from outside, in which the bytes would be another text than they are.
Labels that mean the same, as the WHATWG Encoding Standard has them, are no conflict, and a plain ASCII file is in them
all.

**Why it matters.** Every program that believes the declaration breaks the accents and quotation marks, and the next one
in line keeps what it broke.

```flagged
<meta charset="⟦iso-8859-7⟧"><p>The café of José García in Zürich reopened.</p>
```

```clean
<meta charset="utf-8"><p>The café of José García in Zürich reopened.</p>
```

**Known misses.** A declaration of a sister charset that differs in no byte of the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.charset import standard_name
from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """At most one finding."""
    decoded = document.decoded
    if not decoded.is_declared_falsely:
        return
    encoding = decoded.encoding
    used = standard_name(encoding.used) or encoding.used
    yield Finding(
        encoding.declaration,
        f"the document says that it is in {encoding.declared}, and is in {used}",
        evidence={"declared": encoding.declared, "used": used, "detected": encoding.detected},
        suggestion=used,
    )


RULE = Rule(
    id="encoding/declared-charset",
    summary="a declared charset that the document is not in",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
