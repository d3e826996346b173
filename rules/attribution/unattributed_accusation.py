"""An accusation that nobody answers for: a crime, a lie, a plot or an illness of the mind said of somebody.

**What it finds.** Words for crimes, lies and betrayals, and for intent (“deliberately”, “secret plan”, “senile”), in a
sentence of the writer's own that names somebody, or a body by what it is (“the harbour board”), with no source in it or
beside it. Where somebody is charged, tried or convicted, where the sentence asks, denies or supposes, and where it
speaks of a law or of a case, nothing is reported. Where it is the only one of its text, or the text attributes as much
as reporting does, it is a note.

**Why it matters.** Nothing harms a person more than an accusation, and nobody can answer one that nobody makes.

```flagged
The harbour board and its chairman Bo Li ⟦purposely⟧ starved the town of water.
Mayor Lind ⟦embezzled⟧ the fund and went home.
```

```clean
Mayor Lind embezzled the fund, the auditors said.
Mayor Lind was convicted of fraud. The Fraud Act of 1968 is old. Had Mayor Lind lied? Mayor Lind never lied.
```

**Known misses.** Accusations in words that are no crime (“he let them die”);
a person named only in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import Hit, where_word_begins
from corpus.spans import Span
from rules.attribution.sourcing import is_claim, is_reporting
from rules.listing import listed, more
from rules.model import Confidence, Finding, Rule, Severity

_LEXICONS = frozenset(("accusation-crimes", "accusation-intents"))
# A court, a charge, a law or an inquiry answers for it; or it is denied, supposed, asked, planned against.
_SOFTENED = re.compile(
    where_word_begins(
        r"charg|convict|accus|indict|su(?:ed|ing)\b|plead|court|judge|jury|trial|tried\b|prosecut|alleg|investigat"
        r"|inquir|probe|sentenc|arrest|suspect|acquit|lawsuit|complain|testif|hearing|report|law\b|laws\b|act\b|bill\b|statute"
        r"|jail|imprison|depos(?:e|ing)|impeach|seem|feel|expert|legislat|commission|tribunal|(?:prosecutor|attorney|general|law|\w{1,20}'s)\soffice|unit\b|combat|prevent"
        r"|polic[ey]|insur|if\b|whether|would|could"
        r"|might|may\b|should|deny|denie|denied|claim|rumou?r|perceiv|perception|(?:nobody|no\sone)\s(?:thinks|believes|says|claims)"
        r"|question|novel|film|movie|book|series|poem|story|histor|century|centuries|risk|threat|fear|victim|survivor"
        r"|survive|awareness|study|studies|research|seen\sas|known\sfor|called|calling|calls|so-called|wonder|perhaps\snot"
    )
)
_HABIT = 2  # a single word may be a figure of speech, or history
_SELF = re.compile(r"\b(?:I|me|my|myself)\b")
_DENIED = re.compile(r"(?:\b(?:not|never|no|nobody|none|without|neither)|n't)\b[^.;]{0,30}\Z")
# Done to somebody, or an attribute: "the murdered clerk", "were bribed" say nothing of who did it.
_SUFFERED = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got|the|an?|his|her|their|its)\s\Z")
_THEIRS = re.compile(r"\b(?:his|her|their|its)\b")
# A body that everybody in its place can tell: "the harbour board", "its managers".
_BODY = re.compile(
    r"\b(?:the|its|this|our|their|local|city|town|county|party|police|company)\s(?:[\w’'-]+\s){0,2}?(?:board|council|office|ministry"
    r"|government|company|contractor|firm|mayor|minister|officials|police|managers?|management|directors?|chairman|trust"
    r"|party|bank|agency|department|authority|authorities|administration|regime|councillors|executives|owners?)\b",
    re.IGNORECASE,
)
_OF_THE_MIND = re.compile(r"cognitive(?:\s\w+){0,2}?\s(?:issues?|decline|problems?|impairment|collapse)\b")


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    per_paragraph: int = field(default=2, metadata={"doc": "accusations listed in one paragraph", "minimum": 1})
    per_document: int = field(default=12, metadata={"doc": "accusations listed in one document", "minimum": 1})


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first accusations of each paragraph; the rest are counted in the last of them."""
    found = list(_accusations(document))
    severity = Severity.NOTE if len(found) < _HABIT or is_reporting(document) else None
    spans = [Span(hit.start, hit.end) for hit in found]
    for number, left in listed(document, spans, options.per_paragraph, options.per_document):
        hit = found[number]
        words = document.prose.text[hit.start : hit.end]
        yield Finding(
            spans[number],
            f"“{words}”: nobody answers for this accusation{more(left)}",
            evidence={"words": words, "class": hit.lexicon.removeprefix("accusation-"), "more": left},
            severity=severity,
        )


def _accusations(document: Document) -> Iterator[Hit]:
    """The words of accusation in sentences that name somebody and that nobody answers for, one a sentence."""
    hits = [hit for hit in document.hits if hit.lexicon in _LEXICONS and document.quoted.at(hit.start) is None]
    last = None
    for hit in hits:
        number = document.sentence_index.number(hit.start)
        if number is None or number == last:
            continue
        if is_claim(document, number) and _is_accusing(document, document.sentences[number], hit):
            last = number
            yield hit


def _is_accusing(document: Document, sentence: Span, hit: Hit) -> bool:
    text, low = document.prose.text, document.folded
    words = text[slice(*sentence)]
    if words.endswith(("?", "?”", '?"')) or _SOFTENED.search(f"\n{low[slice(*sentence)]}") or _SELF.search(words):
        return False
    word = low[hit.start : hit.end]
    if _DENIED.search(low, max(sentence.start, hit.start - 40), hit.start):
        return False
    if word.endswith("ed") and _SUFFERED.search(low, max(sentence.start, hit.start - 12), hit.start):
        return False
    if word == "cognitive":
        return _OF_THE_MIND.match(low, hit.start, sentence.end) is not None
    # Whom it accuses stands before it, or the crime is somebody's.
    named = document.name_index.touching(Span(sentence.start, hit.start)) if hit.start > sentence.start else ()
    is_named = any(place.start > sentence.start or " " in text[slice(*place)] for place in named)
    if is_named or _BODY.search(text, sentence.start, hit.start):
        return True
    return bool(document.name_index.touching(sentence)) and _THEIRS.search(low, *sentence) is not None


RULE = Rule(
    id="attribution/unattributed-accusation",
    summary="an accusation that nobody answers for",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset({"en"}),
)
