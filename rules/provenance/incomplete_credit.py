"""A credit line that has lost its name.

**What it finds.** A line or paragraph that is a credit and names nobody: “By”, “Photo:”, “Reporting by ; editing by Ann
Lee”, “Translated by.”, “Source:” with nothing behind it and no list under it.

**Why it matters.** The page did name somebody, in a link or a script that the converter dropped: the name can be found
there, and is due.

```flagged
The bridge opens
⟦By⟧
March 23, 2023

The bridge opened on Monday, the ministry said.

⟦Photo by:⟧
```

```flagged
The bridge opened on Monday, the ministry said.

⟦(Reporting by ; editing by Ann Lee)⟧
```

```clean
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

(Reporting by Bo Li; editing by Ann Lee)

Sources:

Harbour Post, 2 May 2021
```

**Known misses.** A name of which a part was dropped; a credit in another language than English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_BY = (
    r"(?:(?:story|words|text|written|reported|reporting|additional reporting|edited|editing|translated|translation"
    r"|compiled|posted|photo(?:graph)?s?|picture|image|video|illustration|graphic|interview|research(?:ed)?)\s)?by"
)
_LABEL = (
    r"(?:photo|image|picture|video|illustration|graphic)\s?(?:credit|source|courtesy(?:\sof)?)?"
    r"|(?:author|byline|reporter)"
)
# The whole line is a credit with nobody in it.
_EMPTY = re.compile(rf"[*_(\[\s]*(?:{_BY}\s?:?|(?:{_LABEL})\s?:)[\s.,;|/)\]*_-]*\Z", re.IGNORECASE)
# Of several credits in a line, one has nobody.
_ONE_OF = re.compile(
    r"(?i:\b(?:additional\s)?(?:reporting|editing|writing|translation|photography|graphics)\sby)\s{0,3}(?:[;:|)]|\.\s|\.\Z)"
)
_LONGEST = 300  # code points of a line of credits
_SIGNS = ("by", "photo", "image", "picture", "video", "illustration", "graphic", "author", "byline", "reporter")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each credit without a name."""
    text = document.text.text
    for line in document.lines:
        if line.end - line.start > _LONGEST:
            continue
        words = text[line.start : line.end]
        low = words.lower()
        if not any(sign in low for sign in _SIGNS):
            continue
        is_empty = len(words) < 40 and _EMPTY.match(words)  # noqa: PLR2004 (code points of a label)
        if is_empty or (_ONE_OF.search(words) and words.lstrip("(*_[ ")[:1].isupper()):
            yield Finding(
                Span(line.start, line.end),
                f"a credit that names nobody: {words[:100]}",
                evidence={"kind": "empty" if is_empty else "one of several"},
            )


RULE = Rule(
    id="provenance/incomplete-credit",
    summary="a credit line that has lost its name",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
