"""A quotation that nobody says: no name, no pronoun and no word of saying anywhere near.

**What it finds.** Quotations of a whole sentence of eight words or more that stand in a paragraph without a source,
with none in the paragraph before or after, no name or pronoun beside them, and no line that signs them. Mottos above
the text, block quotations, headings and what is led by a colon are left alone.

**Why it matters.** Words between marks are somebody's. If nobody is named, nobody can be asked whether they were said.

```flagged
The road to the port is closed.

⟦“Nothing in this valley was ever built to last for long.”⟧

The road will be open again by the end of the week.
```

```clean
The road to the port is closed, said Bo Li.

“Nothing in this valley was ever built to last for long.”

The road is “closed to all” and will be open again by the end of the week.
```

**Known misses.** Strict on purpose: a name of anybody near the quotation is taken for the speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.listing import body
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_FEWEST = 8  # words
_PERSON = re.compile(
    r"\b(?:I|he|she|they|we|his|her|their|you|him|them|who|said|says?|ask\w*|read[s]?|sign\w*|song)\b", re.IGNORECASE
)
_ENDS = tuple(".!?…")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each quotation without a speaker."""
    text, start = document.prose.text, body(document)
    for speaker in document.speakers:
        span = speaker.quotation
        words = text[span.start + 1 : span.end - 1].strip()
        is_speech = len(words.split()) >= _FEWEST and words.endswith(_ENDS) and words[:1].isupper()
        if speaker.source is None and is_speech and span.start > start and not _is_near_somebody(document, span):
            yield Finding(span, "nobody is said to say this", evidence={"words": len(words.split())})


def _is_near_somebody(document: Document, span: Span) -> bool:
    text = document.prose.text
    home, last = document.paragraph_index.number(span.start), document.paragraph_index.number(span.end - 1)
    if home is None or last is None or document.block_quotes.at(span.start):
        return True
    around = document.paragraphs[max(home - 1, 0) : last + 2]
    if home == 0 or len(around) < 2 + last - home or text[: span.start].rstrip().endswith((":", "—")):
        return True
    stretches = (Span(around[0].start, span.start), Span(span.end, around[-1].end))
    return any(
        document.name_index.touching(stretch) or _PERSON.search(text, *stretch)
        for stretch in stretches
        if stretch.start < stretch.end
    )


RULE = Rule(
    id="quotation/quotation-without-speaker",
    summary="a quotation that nobody says",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
