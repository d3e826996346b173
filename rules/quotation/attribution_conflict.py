"""The same words in two mouths: one quotation given to two speakers.

**What it finds.** Two quotations of the same six words or more, in one document or in two of a corpus, beside each of
which another person is named as the speaker. A pronoun and a speaker who is only carried over from another quotation
name nobody; a role (“the councillor”) does where one person alone bears it before the name.

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

```flagged
Councillor Bo Li voted no. “The dam was never meant to hold,” said Ann Lee.

⟦“The dam was never meant to hold,”⟧ the councillor said.
```

```clean
Bo Li was on “The Late Show With Stephen Marsh,” he said. Ann Lee was on “The Late Show With Stephen Marsh,” she said.
```

```clean
“The dam was never meant to hold,” said Bo Li.

“The dam was never meant to hold,” Li said. “The dam was never meant to hold,” she repeated.
```

**Known misses.** The same words said by two, as a slogan is; with other words it is `quotation/altered-quotation`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from corpus.dates.words import MONTHS, WEEKDAYS
from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Comparison, Confidence, Fact, NoOptions, Rule, Severity
from rules.quotation.wording import Quoted, quoted, surname

_FEWEST = 6  # words
_LONGER = 4  # letters
_EDGES = "“”‘’\"'.,;:!?()"
_DAYS = frozenset((*MONTHS, *WEEKDAYS))  # "in an interview Wednesday" names no speaker
_ROLE = re.compile(r"[Tt]he\s(?P<role>[a-z]{4,20})")
_BEARER = re.compile(r"\b(?P<role>[A-Z][a-z]{3,19})\s(?P<name>[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30}){0,3})")


def _named(document: Document) -> Iterator[Quoted]:
    """The quotations beside which somebody is named, or told by a role."""
    text = document.prose.text
    told = {speaker.quotation: speaker for speaker in document.speakers if not speaker.is_carried}
    bearers: dict[str, set[str]] | None = None
    for quotation in quoted(document, _FEWEST):
        speaker = told.get(quotation.span)
        if speaker is None or speaker.source is None or _is_title(text[slice(*quotation.span)]):
            continue
        if quotation.speaker and speaker.name == speaker.source:
            if surname(quotation.speaker) not in _DAYS:
                yield quotation
        elif not quotation.speaker and (role := _ROLE.fullmatch(text, *speaker.source)):
            bearers = _bearers(text) if bearers is None else bearers
            names = bearers.get(role["role"], set())
            if len({surname(name) for name in names}) == 1:
                yield quotation._replace(speaker=max(names, key=lambda name: (len(name), name)))


def _is_title(quotation: str) -> bool:
    """Whether what stands between the marks names a work: most of its longer words have capitals."""
    words = [word.strip(_EDGES) for word in quotation.split()]
    capitals = [word[:1].isupper() for word in words if len(word) >= _LONGER]
    return sum(capitals) * 2 > len(capitals)


def _bearers(text: str) -> dict[str, set[str]]:
    """The names that stand behind each word that may be a role: "Councillor Bo Li"."""
    found: dict[str, set[str]] = {}
    for match in _BEARER.finditer(text):
        found.setdefault(match["role"].lower(), set()).add(match["name"])
    return found


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
