"""A passage by another hand: the paragraph that a foreign signature closes, and those of the same hand before it.

**What it finds.** From each signature (see `opinion/foreign-signature`) back over the unbroken run of paragraphs that
belong to it: those that are opinion in the writer's own voice, and what stands between two of them (a quotation, a
paragraph of borrowed copy) if it deals with the same matters, which the rest of the document does not mention.

**Why it matters.** A re-poster's commentary inside somebody's article is read, quoted and learnt as the article.

```flagged
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said. It is 300 metres long and took four years to build, it said.

⟦Make no mistake: this disgraceful sham was rigged by crooks, and our town must pay for their greed.

It will ruin us all, and nobody dares to say so. ~ Jon Dole⟧

The ministry expects 2,000 cars a day, said its spokeswoman.
```

```clean
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

“This disgraceful sham was rigged by crooks,” said Jon Dole, who leads the opposition.
```

**Known misses.** Passages that nobody signed. Unsigned paragraphs before a signed one that are neither opinionated nor
of the same matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.signatures import Signature
from corpus.spans import Span
from rules.model import Confidence, Finding, Json, Rule, Severity
from rules.opinion.foreign_hand import confidence


@dataclass(frozen=True, slots=True)
class Options:
    """How far a passage reaches back."""

    opinion: float = field(
        default=2.5,
        metadata={"doc": "weight of opinion cues for each 100 words from which a paragraph is opinion", "minimum": 0},
    )
    bridge: int = field(
        default=2,
        metadata={"doc": "paragraphs without opinion that may stand between two of the same hand", "minimum": 0},
    )


def check(document: Document, options: Options) -> Iterator[Finding]:
    """One finding for each passage."""
    floor = 0
    for signature in document.foreign_signatures:
        first = _first(document, signature, options, floor)
        span = Span(
            document.paragraphs[first].start, max(document.paragraphs[signature.paragraph].end, signature.span.end)
        )
        count = signature.paragraph - first + 1
        yield Finding(
            span,
            f"commentary by another hand: {_counted(count)} signed {signature.name}",
            evidence=_evidence(document, signature, first),
            confidence=confidence(document, signature),
        )
        floor = signature.paragraph + 1 + signature.is_own_line


def _counted(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


def _first(document: Document, signature: Signature, options: Options, floor: int) -> int:
    """The number of the passage's first paragraph, found by reading upwards from the signature.

    A paragraph of opinion belongs to the passage; others only if one of opinion stands above them and they are tied
    to it.
    """
    last = first = signature.paragraph
    between: list[int] = []
    for number in range(last - 1, max(floor, document.body_start) - 1, -1):
        if document.opinions[number].score < options.opinion:
            between.append(number)
            if len(between) > options.bridge:
                break
        elif all(_is_tied(document, other, range(number, last + 1)) for other in between):
            first, between = number, []
        else:
            break
    return first


def _is_tied(document: Document, number: int, passage: range) -> bool:
    """Whether a paragraph is quoted speech, or names what only the passage names too."""
    paragraph = document.paragraphs[number]
    if (
        sum(quote.end - quote.start for quote in document.quoted.touching(paragraph)) * 2
        > paragraph.end - paragraph.start
    ):
        return True
    return any(
        len(places) > 1 and number in places and all(place in passage for place in places)
        for places in document.name_places.values()
    )


def _evidence(document: Document, signature: Signature, first: int) -> dict[str, Json]:
    text = document.prose.text
    cues = [cue for number in range(first, signature.paragraph + 1) for cue in document.opinions[number].cues]
    return {
        "signature": signature.name,
        "paragraphs": signature.paragraph - first + 1,
        "opinion": [document.opinions[number].score for number in range(first, signature.paragraph + 1)],
        "words": list(dict.fromkeys(text[cue.start : cue.end] for cue in sorted(cues, key=lambda cue: -cue.weight)))[
            :12
        ],
    }


RULE = Rule(
    id="opinion/inserted-passage",
    summary="a passage of commentary by another hand",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
)
