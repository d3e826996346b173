"""A quotation whose speaker the reader cannot know: “he said”, and nobody was named before; “one resident said”.

**What it finds.** Quotations of four words or more whose speaker is a pronoun before which the document names nobody at
all (a warning), or an indefinite person (“a resident”, “one of them”) whom no name goes with (a note). Officials and
sources are those of `attribution/anonymous-source`.

**Why it matters.** The words have a mouth, but no face: the quotation cannot be checked, and the beginning of the text,
where the speaker was introduced, may be missing.

```flagged
the dam will be closed on monday.

⟦“It will be shut for at least a week,”⟧ he said.
```

```flagged
The road is shut, the board said. ⟦“We were never told of it,”⟧ said one resident.
```

```clean
The road is shut, Bo Li said. “It will be shut for at least a week,” he said.

“We were never told of it,” said a neighbour, Ann Lee.
```

**Known misses.** A surname that the document never introduces in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_FEWEST = 4  # words
_PRONOUN = re.compile(r"(?:he|she)\Z", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:an?|one|another)\s(?:(?:local|young|old|elderly|angry|long-time|longtime|former|female|male|nearby|regular)\s){0,2}"
    r"(?:resident|neighbou?r|witness|bystander|onlooker|passer-by|local|villager|protester|demonstrator|supporter|voter|fan"
    r"|man|woman|boy|girl|student|teacher|mother|father|parent|customer|shopper|passenger|driver|commuter|user|reader"
    r"|commenter|viewer|friend|relative|colleague|worker|farmer|soldier|nurse|doctor|patient|tourist|critic|expert"
    r"|analyst|observer|attendee|participant|respondent)\Z|one\sof\s(?:them|those)\Z",
    re.IGNORECASE,
)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each quotation."""
    text = document.prose.text
    first = document.names[0].start if document.names else len(text)
    for speaker in document.speakers:
        source, span = speaker.source, speaker.quotation
        if source is None or speaker.is_carried or len(text[slice(*span)].split()) < _FEWEST:
            continue
        words = text[slice(*source)]
        if _PRONOUN.match(words) and source.start < first and span.start < first and document.body_start == 0:
            yield Finding(span, f"“{words}” says this, and nobody was named before", evidence={"speaker": words})
        elif (
            _SOMEBODY.match(words)
            and not document.name_index.touching(source)
            and not _is_named_next(document, source.end)
        ):
            yield Finding(
                span,
                f"“{words}” says this, and has no name",
                evidence={"speaker": words},
                severity=Severity.NOTE,
            )


def _is_named_next(document: Document, end: int) -> bool:
    """Whether a name follows at once, in apposition or after "named"."""
    name = document.name_index.first_from(end)
    return name is not None and name.start - end < 12 and not set(document.prose.text[end : name.start]) & set(".;")  # noqa: PLR2004 (", named ")


RULE = Rule(
    id="quotation/unidentified-speaker",
    summary="a quotation whose speaker the reader cannot know",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
