"""A sentence cut in two paragraphs, as by a page break: `a number of` / `participating states`.

**What it finds.** A paragraph of running text that ends without a stop, and a next one that goes on in small letters;
or one that ends in a word that no sentence ends with (`of`, `the`, `and`) and a next one of running text. Page numbers,
running heads and lines of signs between the two are skipped. Lists, verse and headings are left alone, and so is text
in which that is the rule.

**Why it matters.** Half sentences are quoted, attributed and counted as sentences, and dates and names lose their
verbs.

```flagged
The exercises of last year had an unusual ⟦number of

participating⟧ states, and the two armies used them to test their new equipment.

The ministers met again in October.
```

```clean
What the council decided

The bridge will be closed on Monday, the mayor said in a statement that the council published.

• the north bank

• the south bank
```

**Known misses.** A break before a capital (`said` / `Mayor Ruiz on Monday`), unless a word of grammar stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_LONGEST_LAST = 40  # code points, as of the first word
_LONGEST_SHOWN = 60  # code points of the last two words


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each break."""
    text = document.prose.text
    for split in document.splits:
        last, first = _last_words(text, split.before), _first_word(text, split.after)
        before, after = text[last.start : last.end], text[first.start : first.end]
        yield Finding(
            Span(last.start, first.end),
            f"a break between paragraphs stands inside a sentence: {before} … {after}",
            evidence={"before": before, "after": after},
            confidence=Confidence.HIGH if split.is_certain else Confidence.MEDIUM,
        )


def _last_words(text: str, paragraph: Span) -> Span:
    """The last two words of a paragraph."""
    floor = max(paragraph.start, paragraph.end - _LONGEST_SHOWN)
    last = text.rfind(" ", floor, paragraph.end)
    return Span(max(text.rfind(" ", floor, max(last, floor)) + 1, floor), paragraph.end)


def _first_word(text: str, paragraph: Span) -> Span:
    """The first word of a paragraph."""
    longest = min(paragraph.end, paragraph.start + _LONGEST_LAST)
    end = text.find(" ", paragraph.start, longest)
    return Span(paragraph.start, end if end > 0 else longest)


RULE = Rule(
    id="extraction/split-paragraph",
    summary="a sentence cut in two paragraphs",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
