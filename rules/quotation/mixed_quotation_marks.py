"""Speech in single marks where the document quotes in double ones.

**What it finds.** Quotations of whole clauses, of eight words or more, in single marks, where more are in double ones.
Words and titles in single marks, headlines, and quotations inside quotations are left alone. Curly against straight
marks are the matter of `encoding/quote-style-mix`.

**Why it matters.** One hand, or one system, quotes in one way. Where it changes, text came in from elsewhere, or a
quotation inside a quotation has lost what was around it.

```flagged
“The dam is old and it will certainly leak,” said Bo Li. “Nobody at all has looked at it for years,” he said.

⟦‘We have looked at it every single week. It holds.’⟧ the board said.
```

```clean
“The dam is old and it will certainly leak,” said Bo Li. “They call it ‘the old lady of the hills,’ and laugh.”

The film ‘The Lady of the Valley’ was shown, and the boys’ school was closed.
```

**Known misses.** The other way round: British documents set quotations inside quotations in double marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.listing import listed, more
from rules.model import Confidence, Finding, Rule, Severity

_FEWEST = 8  # words of speech
_SINGLE = "‘’'"
_DOUBLED = frozenset(("''", "‘‘"))
_SENTENCE_END = re.compile(r"[.!?…](?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    per_document: int = field(default=5, metadata={"doc": "quotations listed in one document", "minimum": 1})


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first quotations in the other kind of mark; the rest are counted in the last of them."""
    text = document.prose.text
    single: list[Span] = []
    double = 0
    # In a paragraph with a mark that lacks its partner, it may stand inside a broken quotation.
    index = document.paragraph_index
    broken = frozenset(index.number(unpaired.mark.start) for unpaired in document.quotations.unpaired)
    for span in document.quotations.spans:
        words = text[slice(*span)]
        if len(words.split()) < _FEWEST:
            continue
        if words[0] not in _SINGLE or words[:2] in _DOUBLED:
            double += 1
        elif _is_speech(document, span, broken):
            single.append(span)
    if len(single) < double:
        for number, left in listed(document, single, options.per_document, options.per_document):
            yield Finding(
                single[number],
                f"a quotation in single marks, where the document quotes in double ones{more(left)}",
                evidence={"single": len(single), "double": double, "more": left},
            )


def _is_speech(document: Document, span: Span, broken: frozenset[int | None]) -> bool:
    """Whether a quotation is a clause that ends, not a title or a phrase, and stands in no headline."""
    text = document.prose.text
    home = document.paragraph_index.number(span.start)
    inside = text[span.start + 1 : span.end - 1]
    words = inside.split()
    is_title = sum(word[:1].isupper() for word in words) * 2 > len(words)
    is_headline = home is None or home <= max(document.body_start - 1, 0)
    is_whole = home not in broken and not set(inside) & set('“”"')
    return is_whole and not is_title and not is_headline and _SENTENCE_END.search(inside) is not None


RULE = Rule(
    id="quotation/mixed-quotation-marks",
    summary="speech in single marks where the document quotes in double ones",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
)
