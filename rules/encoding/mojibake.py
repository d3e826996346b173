"""Text that was decoded with the wrong charset: `â€™` for `’`.

**What it finds.** Runs of characters that are the bytes of UTF-8 (or of another charset) read as a Western one, as
ftfy tells them from honest text, with the characters they were; and single ones that make a word irregular (`ErdoÄŸan`,
`ItÕs`, `K÷ln`) and would not, read in the charset of Mac OS, of DOS or of Windows. Titles, names and licences that
markup or a field states are looked at too.

**Why it matters.** Words with broken characters are not found by search, not matched by names, and not quotable.

```flagged
The minister⟦â€™⟧s office did not reply.
The caf⟦Ã©⟧ reopened in May.
```

```clean
The minister’s office did not reply. The café in São Tomé reopened in May.
```

**Known misses.** A single broken character in a line of a language that uses its look-alike; a leftover whose partner
was trimmed (`encoding/stray-mojibake` looks for those).
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.characters import C1
from corpus.document import Document
from corpus.layers import LayerName
from corpus.repair import Repair, apply, repairs
from rules.encoding.beside_text import place, stated_beside
from rules.model import Confidence, Finding, NoOptions, Rule, Severity


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each broken run."""
    text = document.text.text
    for span, repaired in document.repairs:
        broken = text[span.start : span.end]
        if C1.issuperset(broken):
            continue  # encoding/control-character names it
        yield Finding(
            span,
            f"“{broken}” is a broken “{repaired}”",
            evidence={"broken": broken, "repaired": repaired},
            suggestion=repaired,
            repairs=(Repair(span, repaired),),
        )
    for field, value in stated_beside(document):
        if found := list(repairs(value.value)):
            repaired = apply(value.value, found)[0]
            yield Finding(
                place(document, value, value.value),
                f"the {field} “{value.value}” is a broken “{repaired}”",
                evidence={"broken": value.value, "repaired": repaired, "origin": value.origin},
                suggestion=repaired,
                layer=LayerName.SOURCE,
            )


RULE = Rule(
    id="encoding/mojibake",
    summary="text decoded with the wrong charset",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
