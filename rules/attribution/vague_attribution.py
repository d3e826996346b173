"""A statement pinned on nobody: “many observers believe”, “experts say”, “it is widely thought”.

**What it finds.** A verb of saying, thinking or feeling whose subject is a crowd without a name (“some in the
industry”, “critics”, “analysts”), an impersonal form (“it is said”, “is widely seen as”), or a phrase such as
“conventional wisdom”. What stands in a quotation is somebody's way of speaking and left alone, and so is a crowd one of
whom is named and quoted in the next sentence, one that readers of a survey make up, and what a named person says of it.

It is a note where a person who is named speaks in the two sentences behind it, or where one of the next two paragraphs
begins, and so may answer for it; where the crowd only hopes or worries; and where it is known whose friends or aides
they are.

**Why it matters.** Nobody can be asked, nothing can be looked up, and the writer's own opinion can hide behind it.

```flagged
⟦Many observers still find⟧ this alliance hard to believe.
⟦Experts say⟧ the dam will fail. ⟦It is widely believed⟧ that the mayor knew.
```

```flagged
⟦Some engineers say⟧ that the wall was never dry. The river rose again in May.

“You could put your hand into it,” said Ann Lee, who surveyed it for the mill.
```

```clean
Some engineers say that the wall was never dry. “You could put your hand into it,” said Ann Lee, who surveyed it.
He and other engineers say so. The plan won some praise. Those who said yes went home.
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
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.attribution.answers import MOST, TELLING, Answer, answer
from rules.attribution.vague_forms import places
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_CROWDS = frozenset(("crowd", "quantifier"))
# What readers of a survey said, or whoever is named after all.
_SOURCED = re.compile(
    r"\b(?:according\sto\s(?:the\s)?[A-Z]|poll\b|(?<!to\sthe\s)(?<!at\sthe\s)polls\b"
    r"|surveys?\b(?!\s(?:vessels?|ships?|boats?|planes?|aircraft|teams?|crews?|instruments?)\b)"
    r"|surveyed|polled|respondents?\b|questionnaire|referendum)"
)
_SURVEYS = ("poll", "polls", "polling", "pollster", "survey", "surveys")
_OF_SURVEYS = re.compile(r"most|a\smajority|a\sminority|those\swho|\w+\s(?:voters|respondents)", re.IGNORECASE)
_CLAUSE = 60  # code points from a verb of saying to a crowd in its clause
_SECRET = re.compile(r"\b(?:sources?|insiders)\b|\bclose\sto\b", re.IGNORECASE)  # these are not named next either
# What is awaited or wished is nobody's judgement, a turn of phrase weighs little, and those around somebody are known
# to the writer, at least.
_MILD = re.compile(
    r"(?:allies|aides|associates|friends|colleagues)\b|\b(?:expected|anticipated|hoped|billed\sas|goes|often\s(?:described|referred\sto)\sas|\w\swho(?:\s\w+){1,2})\Z|\S\s(?:[\w’'-]+\s){0,4}(?:hopes?|hoped|worry|worried)\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Answers:
    """What is asked of each sentence once, however many crowds it has."""

    document: Document
    sourced: dict[int, bool] = field(default_factory=dict)
    speakers: dict[int, Answer | None] = field(default_factory=dict)
    surveyed: frozenset[int] | None = None

    def is_sourced(self, number: int) -> bool:
        """Whether a sentence names a survey or somebody whom it follows."""
        if number not in self.sourced:
            sentence = self.document.sentences[number]
            self.sourced[number] = _SOURCED.search(self.document.prose.text, *sentence) is not None
        return self.sourced[number]

    def is_surveyed(self, place: int) -> bool:
        """Whether a survey is named in the paragraph at ``place`` or the next."""
        if self.surveyed is None:
            self.surveyed = frozenset(self.document.paragraphs_with(_SURVEYS))
        home = self.document.paragraph_index.number(place)
        return home is not None and (home in self.surveyed or home + 1 in self.surveyed)

    def speaker(self, number: int) -> Answer | None:
        """Who may answer for a crowd in a sentence."""
        if number not in self.speakers:
            self.speakers[number] = answer(self.document, number)
        return self.speakers[number]


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each vague source."""
    text = document.prose.text
    end = 0
    answers = _Answers(document)
    for span, form in places(document):
        is_speech = document.quoted.at(span.start) is not None or document.block_quotes.at(span.start) is not None
        number = document.sentence_index.number(span.start)
        if number is None or span.start < end or is_speech or answers.is_sourced(number):
            continue
        words = text[span.start : span.end]
        if _OF_SURVEYS.match(words) and answers.is_surveyed(span.start):
            continue
        found = answers.speaker(number) if form in _CROWDS and not _SECRET.search(words) else None
        if (found and found.is_sure) or _is_told(document, span, number, form):
            continue
        end = span.end
        yield _finding(span, words, form, found.place if found else None)


def _finding(span: Span, words: str, form: str, speaker: Span | None) -> Finding:
    doubt = ", though whoever speaks next may be one of them" if speaker else ""
    return Finding(
        span,
        f"“{words}”: nobody is named who could be asked{doubt}",
        evidence={"words": words, "form": form},
        related=(Related(speaker, "speaks next, and may answer for it"),) if speaker else (),
        severity=Severity.NOTE if speaker or _MILD.search(words) else None,
    )


def _is_told(document: Document, span: Span, number: int, form: str) -> bool:
    """Whether what nobody says stands in what somebody says who is named; of a crowd, in a clause with "that"."""
    return any(
        cue.kind in TELLING
        and cue.source
        and not cue.span.overlaps(span)
        and cue.source.end != span.start - 1  # not of whom it is told: "Mao is said to have grumbled"
        and (form not in _CROWDS or _is_clause_of(document.folded, cue.span, span))
        and document.name_index.touching(cue.source)
        for cue in document.attributions[number].cues[:MOST]
    )


def _is_clause_of(low: str, cue: Span, span: Span) -> bool:
    is_near = cue.end < span.start <= cue.end + _CLAUSE and low.startswith(" that ", cue.end)
    return is_near and "," not in low[cue.end : span.start]


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
