"""A credit line that has lost its name.

**What it finds.** A line or paragraph that is a credit and names nobody: “By”, “Photo:”, “Reporting by ; editing by Ann
Lee”, “Translated by.”, “By , staff writer”; the credit at the end of a caption that does (“(Photo by )”, “Photo by
/AP”); and one that still waits for its name (“By [author name]”, “Photo: TK”).

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

```flagged
The bridge opens
⟦By , staff writer⟧

The bridge opened on Monday, the ministry said.

The bridge, seen from the south on Monday. ⟦(Photo by )⟧
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
# "By , staff writer", "By and Bo Li": a byline that begins with what stands behind a name.
_HEADLESS = re.compile(
    r"[*_(\[\s]*(?i:(?:story|words|text|written|reported|report|photos?)\s)?[Bb]y(?:\s{0,3}[|·/]\s?[A-Za-z]|\s{1,3},\s|\s{1,3}(?:and|&)\s[A-Z][\w.’'-]{0,20}\s[A-Z])"
)
_OF_PICTURE = (
    r"(?i:(?:photo(?:graph)?s?|picture|image|illustration|graphic|video)(?:\s?:|\s(?:by|credit|courtesy\sof)\s?:?))"
    r"\s{0,3}(?:[/|]\s?[A-Z][\w .]{0,40})?"
)
# Behind a caption: "on Monday (photo by )", "on Monday. Photo by/Reuters"; not "On Monday, see this picture:".
_BEHIND = re.compile(
    rf"[(\[]{_OF_PICTURE}[)\]]?[\s.*_]*\Z|[.!?…”\"’')|–—·]\s(?=[A-Z])(?P<bare>{_OF_PICTURE})[\s.*_]*\Z"
)
# What an editor writes where the name is to go.
_PLACEHOLDER = re.compile(
    rf"[*_(\[\s]*(?i:{_BY}|(?:{_LABEL})\s?:|by:?)\s{{0,3}}[\[(<{{]{{0,2}}"
    r"(?:TK{1,4}|TKTK|XX+|N\.N\.|TB[ACD]|\?{2,}"
    r"|(?i:(?:your|author|reporter|writer|photographer|first)(?:['’]s)?\s?name(?:\slast\s?name)?"
    r"|name\s(?:here|surname|to come)|insert\sname|firstname\slastname))[\])>}]{0,2}[\s.*_)]*\Z"
)
_LONGEST = 300  # code points of a line of credits
_SHORT = 40  # code points of a label
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
        kind = _kind(words)
        behind = _BEHIND.search(words, max(len(words) - _SHORT * 2, 0)) if kind is None else None
        if kind or behind:
            start = line.start + (behind.start("bare" if behind["bare"] else 0) if behind else 0)
            credit = text[start : line.end]
            evidence = {"kind": kind or "behind a caption"}
            yield Finding(Span(start, line.end), f"a credit that names nobody: {credit[:100]}", evidence=evidence)


def _kind(words: str) -> str | None:
    """How the name of a line of credits is missing; ``None`` if it is not, or the line is none."""
    if len(words) <= _SHORT and _EMPTY.match(words):
        return "empty"
    if len(words) <= _SHORT * 2 and _PLACEHOLDER.match(words):
        return "placeholder"
    if len(words) <= _SHORT * 2 and _HEADLESS.match(words) and not words.endswith((".", "?", "!")):
        return "headless"
    return "one of several" if _ONE_OF.search(words) and words.lstrip("(*_[ ")[:1].isupper() else None


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
