"""A quotation mark that lacks its partner.

**What it finds.** Double marks, curly, straight, low and angled, that open and never close, or close what never opened.
A quotation may run over paragraphs, each of which opens with a mark. Apostrophes, elisions (’52), feet and inches and
plural possessives are no quotation marks. It is marked with the word that it hangs on.

A curly mark that has its partner but is turned round (“so“) is a warning; from the fourth in a document they are
counted in the third.

**Why it matters.** Nobody can tell where somebody's words end and the writer's begin: either words are put in a mouth,
or a quotation passes for reporting.

```flagged
It seems serious now. The tension is a ⟦harbinger,”⟧ said Artyom Lukin.
```

```flagged
⟦“It⟧ seems serious now, said Artyom Lukin. He left for home.

The mayor said nothing.
```

```flagged
The report calls it “a harbinger⟦“⟧ of worse, as he had said of “the other one.”
```

```clean
“It seems serious now,” said Artyom Lukin, who is 6'2" tall and drove a ’52 Ford of the Joneses’ to the “Sea View.”

“First,” she said, “there is the dam.

“Then there is the river.”
```

**Known misses.** Single marks, which cannot be told from apostrophes; a wrong mark of the right kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.quotations import Unpaired
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_LISTED = 3  # marks turned round in one document
_REACH = 40  # code points of a word and its punctuation
# Plain letters only: what may stand for a broken character is the matter of another rule.
_AFTER = re.compile(rf"[A-Za-z0-9]{{1,{_REACH}}}")
_BEFORE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]+[.,;:!?)\]]{0,3}\Z")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each mark without a partner."""
    for unpaired in document.quotations.unpaired:
        mark = document.prose.text[unpaired.mark.start : unpaired.mark.end]
        what = "opens a quotation that never ends" if unpaired.opens else "ends a quotation that never began"
        yield Finding(
            _with_word(document.prose.text, unpaired),
            f"{mark} {what}",
            evidence={"mark": mark, "missing": "closing" if unpaired.opens else "opening"},
            related=_likely(document, unpaired),
            confidence=Confidence.MEDIUM if mark == '"' else None,
        )
    yield from _turned(document)


def _with_word(text: str, unpaired: Unpaired) -> Span:
    """The mark with the word that it hangs on, which tells which of many marks it is."""
    if unpaired.opens:
        after = _AFTER.match(text, unpaired.mark.end)
        return Span(unpaired.mark.start, after.end() if after else unpaired.mark.end)
    before = _BEFORE.search(text, max(unpaired.mark.start - _REACH, unpaired.paragraph.start), unpaired.mark.start)
    return Span(before.start() if before else unpaired.mark.start, unpaired.mark.end)


def _turned(document: Document) -> Iterator[Finding]:
    turned = document.quotations.turned
    for number, span in enumerate(turned[:_LISTED], 1):
        mark = document.prose.text[span.start : span.end]
        other, should = ("”", "close") if mark == "“" else ("“", "open")
        left = len(turned) - number if number == _LISTED else 0
        more = f" (and {left} more in this document)" if left else ""
        yield Finding(
            span,
            f"{mark} is turned round: it should {should} a quotation{more}",
            evidence={"mark": mark, "more": left},
            suggestion=other,
            severity=Severity.WARNING,
        )


def _likely(document: Document, unpaired: Unpaired) -> tuple[Related, ...]:
    """Where the partner most likely stood: where the quotation's first sentence begins, or its last one ends."""
    if unpaired.opens:
        sentence = document.sentence_index.at(unpaired.mark.start)
        place = min(sentence.end if sentence else unpaired.likely, unpaired.likely)
        return (Related(Span(place - 1, place), "the missing mark most likely stood after this"),)
    sentence = document.sentence_index.first_from(unpaired.likely)
    place = sentence.start if sentence and sentence.start < unpaired.mark.start else unpaired.likely
    return (Related(Span(place, place + 1), "the missing mark most likely stood before this"),)


RULE = Rule(
    id="quotation/unbalanced-quotes",
    summary="a quotation mark that lacks its partner",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
