"""An accusation that nobody answers for: a crime, a lie, a plot or an illness of the mind said of somebody.

**What it finds.** Words for crimes, lies and betrayals, for corrupt dealing (“on its payroll” of those in office,
“taking money from”, “ask Li who paid for her house”), and for intent (“deliberately”, “secret plan”, “senile”), in a
sentence of the writer's own that names somebody, or a body by what it is (“the harbour board”), with no source in it or
beside it; and what somebody is said to be (“they are thieves”). Where somebody is charged, tried or convicted, where
the sentence asks, denies or supposes, and where it speaks of a law or of a case, nothing is reported. Where it is the
only one of its text, or the text attributes as much as reporting does, it is a note.

**Why it matters.** Nothing harms a person more than an accusation, and nobody can answer one that nobody makes.

```flagged
The harbour board and its chairman Bo Li ⟦purposely⟧ starved the town of water.
Mayor Lind ⟦embezzled⟧ the fund and went home.
```

```flagged
Li has kept the inspectors ⟦on his payroll⟧ for years. They are ⟦thieves⟧, all of them.
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

from corpus.attribution.cues import SOURCING, Kind
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import Hit, where_word_begins
from corpus.spans import Span
from corpus.vocabulary import common
from rules.attribution.sourcing import has_near, is_claim, is_reporting
from rules.listing import body, listed, more
from rules.model import Confidence, Finding, Rule, Severity

_CULPRITS, _DEALINGS = "accusation-culprits", "accusation-dealings"
_LEXICONS = frozenset(("accusation-crimes", "accusation-intents", _CULPRITS, _DEALINGS))
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
# What somebody is said to be: "they are nothing but thieves".
_IS_ONE = re.compile(
    r"(?:\b(?P<they>he|she|they|these\s(?:people|men|women)|those\speople)\s)?(?:\b(?:is|are|was|were)|'s|'re)"
    r"(?:\s(?:an?|the|all|just|mere|common|nothing\sbut|no\sbetter\sthan|plain|simply)){0,3}\s\Z"
)
_LEAD = 60  # code points before a word in which that stands
# Whoever is on somebody's payroll works there, unless they should serve others.
_IN_OFFICE = re.compile(
    r"\b(?:inspector|official|judge|magistrate|police|officer|councill?or|alderm[ae]n|minister|politician|journalist"
    r"|reporter|editor|mayor|senator|deput(?:y|ies)|customs|regulator|scientist|prosecutor|referee|lawmaker)"
)
# Money that is taken from a budget, or from the poor, buys nobody.
_PAYING = re.compile(
    r"\s(?:(?:the|a|an|his|her|their|its|big|local)\s)?(?:[\w’'-]+\s){0,2}?(?:[A-Z]|(?:barons?|lobby|lobbyists?|industry|compan(?:y|ies)"
    r"|corporations?|contractors?|firms?|developers?|dealers?|gangs?|mob|mafia|owners?|growers?|bosses|traders?|smugglers"
    r"|miners|millers|builders|landlords|banks?|billionaires?|tycoons?|oligarchs?|suppliers?)\b)"
)
_ASKED = re.compile(r"[^\w]{0,3}(?:just\s|go\s|so\s|and\s|but\s){0,2}ask\s")
# "Three of the board", "four people who": no more than they are is said of them.
_NUMBERED = re.compile(
    r"[^\w]{0,3}(?:one|two|three|four|five|six|seven|several|some|half|most)\s(?:of\s(?:them|the|those|our)\b|people\swho|members\b|councill?ors\b)"
)
# Who is told to do something answers for nothing: "told them to hold their noses".
_ORDERED = re.compile(r"(?:told|tells|asked|asks)\b(?:(?!\sthat\b)[^.,;:“”\"]){0,80}?\sto\b")
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
        if _is_unanswered(document, number) and _is_accusing(document, document.sentences[number], hit):
            last = number
            yield hit


def _is_unanswered(document: Document, number: int) -> bool:
    """Whether a sentence is the writer's own, though somebody may be told in it what to do."""
    one = document.attributions[number]
    telling = [cue for cue in one.cues if cue.kind is Kind.HEARSAY or cue.kind in SOURCING]
    if not telling or any(not _ORDERED.match(document.folded, cue.span.start, one.sentence.end) for cue in telling):
        return is_claim(document, number)
    is_own = one.sentence.start >= body(document) and document.block_quotes.at(one.sentence.start) is None
    return is_own and not has_near(document, number)


def _is_accusing(document: Document, sentence: Span, hit: Hit) -> bool:
    if hit.lexicon == _CULPRITS:
        return _is_culprit(document, sentence, hit)
    text, low = document.prose.text, document.folded
    words = text[slice(*sentence)]
    if words.endswith(("?", "?”", '?"')) or _SOFTENED.search(f"\n{low[slice(*sentence)]}") or _SELF.search(words):
        return False
    return _is_meant(text, low, sentence, hit) and _is_of_somebody(document, sentence, hit)


def _is_meant(text: str, low: str, sentence: Span, hit: Hit) -> bool:
    """Whether words that have an innocent meaning too, or are denied, or suffered, elsewhere, accuse here."""
    word = low[hit.start : hit.end]
    if _DENIED.search(low, max(sentence.start, hit.start - 40), hit.start):
        return False
    if word.endswith("ed") and _SUFFERED.search(low, max(sentence.start, hit.start - 12), hit.start):
        return False
    if word == "cognitive":
        return _OF_THE_MIND.match(low, hit.start, sentence.end) is not None
    if "payroll" in word:
        return _IN_OFFICE.search(low, *sentence) is not None
    if word.endswith((" money from", " cash from")):
        return _PAYING.match(text, hit.end, sentence.end) is not None
    return not word.startswith("who ") or _ASKED.match(low, *sentence) is not None


def _is_of_somebody(document: Document, sentence: Span, hit: Hit) -> bool:
    """Whether whom it accuses stands before it, or the crime is somebody's."""
    text, low = document.prose.text, document.folded
    named = document.name_index.touching(Span(sentence.start, hit.start)) if hit.start > sentence.start else ()
    is_named = any(
        place.start > sentence.start or " " in text[slice(*place)] or text[slice(*place)].lower() not in common()
        for place in named
    )
    if is_named or _BODY.search(text, sentence.start, hit.start):
        return True
    if hit.lexicon == _DEALINGS:
        return _NUMBERED.match(low, sentence.start, hit.start) is not None
    return bool(document.name_index.touching(sentence)) and _THEIRS.search(low, *sentence) is not None


def _is_culprit(document: Document, sentence: Span, hit: Hit) -> bool:
    """Whether somebody is said to be a criminal: whoever is named before, or was spoken of."""
    text, low = document.prose.text, document.folded
    is_one = _IS_ONE.search(low, max(sentence.start, hit.start - _LEAD), hit.start)
    lead = f"\n{low[sentence.start : hit.start]}"
    if is_one is None or text.startswith("?", sentence.end - 1) or _SOFTENED.search(lead) or _SELF.search(lead):
        return False
    named = document.name_index.touching(Span(max(sentence.start, is_one.start() - _LEAD), hit.start))
    return bool(is_one["they"] or any(place.end + 1 == is_one.start() for place in named))


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
