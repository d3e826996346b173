"""The same words in two mouths: one quotation given to two speakers.

**What it finds.** Two quotations of the same six words or more, in one document or in two of a corpus, beside each of
which another person is named as the speaker. A pronoun, a role and a speaker who is only carried over from another
quotation name nobody.

**Why it matters.** At most one of them said it first, and the reader is told of both that they did.

```flagged
“The dam was never meant to hold,” said Bo Li.

⟦“The dam was never meant to hold,”⟧ said Ann Lee.
```

```flagged
“The dam was never meant to hold,” said Bo Li.
%%
⟦“The dam was never meant to hold,”⟧ said Ann Lee.
```

```clean
“The dam was never meant to hold,” said Bo Li.

“The dam was never meant to hold,” Li said. “The dam was never meant to hold,” she repeated.
```

**Known misses.** The same words said by two, as a slogan is; with other words it is `quotation/altered-quotation`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Comparison, Confidence, Fact, NoOptions, Rule, Severity
from rules.quotation.wording import Quoted, quoted, surname

_FEWEST = 6  # words


def _named(document: Document) -> Iterator[Quoted]:
    """The quotations beside which somebody is named."""
    carried = {
        speaker.quotation for speaker in document.speakers if speaker.is_carried or speaker.name != speaker.source
    }
    for quotation in quoted(document, _FEWEST):
        if quotation.speaker and quotation.span not in carried:
            yield quotation


def collect(document: Document, _: NoOptions) -> Iterator[Fact]:
    """One fact for each quotation with a named speaker, under the digest of its words."""
    for quotation in _named(document):
        yield Fact(hashlib.sha256(" ".join(quotation.words).encode()).hexdigest(), quotation.span, quotation.speaker)


def compare(facts: Sequence[Fact], _: NoOptions) -> Iterator[Comparison]:
    """Each quotation beside the first of its words, in this document or another."""
    for number, fact in enumerate(facts[1:], 1):
        if surname(str(fact.value)) != surname(str(facts[0].value)):
            yield Comparison(
                subject=number,
                others=(0,),
                message=f"{fact.value} says here what {facts[0].value} says in another place",
                related_message=f"said by {facts[0].value}",
                evidence={"speakers": [facts[0].value, fact.value]},
            )


RULE = Rule(
    id="quotation/attribution-conflict",
    summary="one quotation given to two speakers",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    collect=collect,
    compare=compare,
)
