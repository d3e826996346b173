"""A name that lost a part: its apostrophe (“Kings College”), or what it is of (“the University of, said”).

**What it finds.** Names of bodies and days that are written with an apostrophe and have none, from a list; and a body
whose name breaks off after “of”, before punctuation or a verb.

**Why it matters.** A name that is written wrong is not found, and shows that nobody, or a converter, handled the text.

```flagged
She teaches at ⟦Kings College⟧ in London.
He studied at the ⟦University of⟧, and left the ⟦Ministry of⟧ in May.
```

```clean
She teaches at King’s College and at Queens College. He studied at the University of Lund. What is it a university of?
```

**Known misses.** Names that are not in the list, and apostrophes at a wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_LEXICONS = ("mangled-names", "bodies-of")
# What stands behind "of" where the name has broken off.
_BROKEN = re.compile(r"[,.;:)]|\s(?:in|on|and|said|says|has|had|was|is|will|that|which|who)\b")
_GENITIVE = re.compile(r"s(?= )")
_APOSTROPHES = frozenset("’'")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each name."""
    text = document.prose.text
    for hit in document.hits:
        if hit.lexicon not in _LEXICONS:
            continue
        span = Span(hit.start, hit.end)
        if hit.lexicon == "mangled-names":
            words = text[slice(*span)]
            if words.istitle() and text[span.end : span.end + 1] not in _APOSTROPHES:
                right = _GENITIVE.sub(f"{_apostrophe(text)}s", words, count=1)
                yield Finding(span, f"“{words}” is written “{right}”", {"name": words}, suggestion=right)
        elif text[span.start].isupper() and _BROKEN.match(text, span.end):
            words = text[slice(*span)]
            yield Finding(span, f"“{words}”: of what, has been lost", {"name": words})


def _apostrophe(text: str) -> str:
    return "'" if "’" not in text and "'" in text else "’"


RULE = Rule(
    id="names/mangled-name",
    summary="a name that lost a part",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
