"""A statement pinned on nobody: “many observers believe”, “experts say”, “it is widely thought”.

**What it finds.** A verb of saying, thinking or feeling whose subject is a crowd without a name (“some in the industry”,
“critics”, “analysts”), an impersonal form (“it is said”, “is widely seen as”), or a phrase such as “conventional wisdom”.
What stands in a quotation is somebody's way of speaking and left alone.

**Why it matters.** Nobody can be asked, nothing can be looked up, and the writer's own opinion can hide behind it.

```flagged
⟦Many observers still find⟧ this alliance hard to believe.
⟦Experts say⟧ the dam will fail. ⟦It is widely believed that⟧ the mayor knew.
```

```clean
Many residents were evacuated. Some 300 people said yes in a survey by Ipsos.
Some experts, among them Ana Ruiz of the harbour board, argue that it will hold.
“Many people say so,” said Bo Li. Officials of the port authority said the dredger was late.
```

**Known misses.** Vagueness in the object (“raised fears”), in nouns (“the perception that”), and crowds that are named
by a place alone (“Washington believes”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import Hit, alternation, entries
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_ADVERB = (
    r"(?:(?:now|still|also|often|frequently|widely|generally|commonly|increasingly|already|long|privately|publicly|quietly|openly"
    r"|sometimes|usually|typically|even|once|therefore|thus|then|firmly|strongly|simply|clearly|rightly|wrongly|later|soon|have|has"
    r"|had|would|will|may|might|could|must|do|did|are|were|been|begun\sto|started\sto|continue\sto|tend\sto|like\sto|seem\sto)\s){0,4}"
)
# Between the crowd and its verb: "in the industry", "of international relations", "who follow the talks".
_TAIL = (
    r"(?P<tail>\s(?:(?P<place>in|inside|within|across|outside|around|on|near)|of|at|from|among|with|close\sto|familiar\swith|who|here"
    r"|there|alike|and|or)(?:\s[\w’'-]+){0,6}?)?"
)
# After an article or a preposition it is no verb: "in the think tank", "of interest".
_NO_NOUN = r"(?<!\sthe\s)(?<!\sa\s)(?<!\san\s)(?<!\sof\s)(?<!\sin\s)(?<!\sto\s)(?<!\sfor\s)(?<!\sby\s)"
_NOUNS = r"(?P<nouns>(?:\s[\w’'-]+){0,3}?)"
_ORGANISATION = re.compile(r"(?:\s(?:at|of|from|with|for)\s(?:the\s)?)[A-Z]")
_DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|his|her|its|their|our|my|your|both|two|three|four|five|six|seven|eight|nine|ten|no|all|any|\d+)"
    r"|[’']s?)\s(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"(?<=\w\s)(?!(?:[A-Z]\.)+\s|Western\b|[A-Z]\w+(?:an|ian|ish|ese|ern|i|ch)\s)[A-Z][\w’'-]+\s\Z")
# A survey asked the crowd, or somebody named answers for the statement after all.
_SOURCED = re.compile(r"\b(?:according\sto\s(?:the\s)?[A-Z]|poll|polls|survey|surveys|surveyed|polled|questionnaire|referendum)\b")
_LEAD = re.compile(r"\b(?:according\sto|in\sthe\s(?:eyes|view|opinion)\sof)\s(?:(?!the\b|two\b|three\b)[\w-]+\s){0,2}\Z")
_PASSIVE_GATE = re.compile(r"\b(?:is|are|was|were|been|being)\s")
_LOOK_BACK = 30  # code points before a crowd in which a word may make it a known one
_LOOK_AHEAD = 140  # code points in which its verb may stand


@dataclass(frozen=True, slots=True)
class _Patterns:
    after_quantifier: re.Pattern[str]
    after_crowd: re.Pattern[str]
    passive: re.Pattern[str]


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each vague source."""
    text = document.prose.text
    end = 0
    for span, how in sorted(_found(document)):
        if span.start < end or document.quoted.at(span.start) is not None:
            continue
        end = span.end
        words = text[span.start : span.end]
        yield Finding(span, f"“{words}”: nobody is named who could be asked", evidence={"words": words, "form": how})


def _found(document: Document) -> Iterator[tuple[Span, str]]:
    text, low = document.prose.text, document.folded
    for hit in document.hits:
        if hit.lexicon == "vague-phrases":
            yield Span(hit.start, hit.end), "phrase"
        elif hit.lexicon in {"vague-quantifiers", "vague-crowds"}:
            span = _subject(text, low, hit) or (_object(text, low, hit) if hit.lexicon == "vague-crowds" else None)
            if span and not _is_sourced(document, span):
                yield span, "subject"
    for match in _PASSIVE_GATE.finditer(low):
        passive = _patterns().passive.match(low, match.start())
        if passive:
            start = match.start()
            is_impersonal = low.endswith("it ", max(start - 3, 0), start)
            if is_impersonal or passive["adverb"]:
                span = Span(start - 3 * is_impersonal, passive.end())
                if not _has_agent(text, passive.end()) and not _is_sourced(document, span):
                    yield span, "passive"


def _subject(text: str, low: str, hit: Hit) -> Span | None:
    """From the crowd to its verb, if both are vague."""
    patterns = _patterns()
    is_quantifier = hit.lexicon == "vague-quantifiers"
    pattern = patterns.after_quantifier if is_quantifier else patterns.after_crowd
    match = pattern.match(low, hit.end, hit.end + _LOOK_AHEAD)
    if not match:
        return None
    start = hit.start
    before = text[max(start - _LOOK_BACK, 0) : start]
    if _ORGANISATION.search(text[hit.end : match.start("verb")]):
        return None
    if is_quantifier:
        return None if re.search(r"(?:\b(?:the|for|than|too|as|so|how|these|those|its|his|her|their)|[$£€\d])\s\Z", before) else Span(start, match.end())
    sentence_start = max(before.rfind(mark) for mark in ".!?\n”\"") + 1
    if _DEFINITE.search(before[sentence_start:]) or _NAMED_BEFORE.search(before):
        return None
    # "People" is any plural; only with a plain verb of opinion does it stand for nobody.
    if low[hit.start : hit.end] == "people" and match["verb"] not in {"believe", "fear", "say", "think"}:
        return None
    return Span(start, match.end())


def _object(text: str, low: str, hit: Hit) -> Span | None:
    """ "According to experts", "in the eyes of critics": the crowd needs no verb there."""
    lead = _LEAD.search(low, max(hit.start - _LOOK_BACK, 0), hit.start)
    return Span(lead.start(), hit.end) if lead and not _ORGANISATION.match(text, hit.end) else None


def _has_agent(text: str, position: int) -> bool:
    """Whether a passive goes on to say by whom: "by the court", "by Ana Ruiz"; "by many" says nothing."""
    agent = re.compile(r"\s(?:\w+\s){0,2}by\s(?!(?:many|some|most|all|several|others)\b)").match(text, position)
    return agent is not None


def _is_sourced(document: Document, span: Span) -> bool:
    sentence = document.sentence_index.at(span.start)
    return sentence is not None and bool(_SOURCED.search(document.prose.text, sentence.start, sentence.end))


@cache
def _patterns() -> _Patterns:
    verb = rf"(?P<verb>{alternation(phrase for phrase, _ in entries('vague-verbs'))})(?![\w-])"
    participle = alternation(phrase for phrase, _ in entries("vague-participles"))
    adverb = r"(?P<adverb>(?:widely|generally|commonly|often|frequently|universally|increasingly|broadly|routinely|long|still|now|sometimes)\s)?"
    return _Patterns(
        after_quantifier=re.compile(rf"{_NOUNS}{_TAIL}\s{_ADVERB}{_NO_NOUN}{verb}"),
        after_crowd=re.compile(rf"{_TAIL}\s{_ADVERB}{_NO_NOUN}{verb}"),
        passive=re.compile(rf"(?:is|are|was|were|been|being)\s{adverb}(?:been\s)?(?:{participle})\b"),
    )


RULE = Rule(
    id="attribution/vague-attribution",
    summary="a statement pinned on nobody in particular",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
