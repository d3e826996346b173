"""A source without a name: “a senior official said”, “a person familiar with the talks”, “on condition of anonymity”.

**What it finds.** Somebody who is known to the writer and not to the reader, as the source of a sentence: a role with
an article, or several people in one (“two officials”), and the phrases that grant anonymity. A role that belongs to a
named body (“a spokesman for the Port Authority”) can be asked and is left alone. A role is a note; “a source”,
“people familiar with” and the like are warnings, unless they posted it.
Crowds (“experts say”) are those of `attribution/vague-attribution`.

**Why it matters.** The reader has to take the writer's word that there is such a person, and what it is worth.

```flagged
⟦A senior official⟧ said the dam will fail. It is closed, according to ⟦a person familiar with the talks⟧.
Two clerks spoke ⟦on condition of anonymity⟧.
```

```clean
A spokesman for the Port Authority said the dam will hold. The official, Bo Li, said so. A reporter asked him.
```

**Known misses.** Roles that are not in the list; somebody whose name comes a paragraph later is noted all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.attribution import Cue, Kind
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.listing import listed, more
from rules.model import Confidence, Finding, Rule, Severity

_TELLING = (Kind.SPEECH, Kind.PHRASE)
_ROLE = re.compile(
    r"(?P<many>two|three|four|five|several|multiple|a\s(?:couple|number|handful)\sof)?(?:an?|one|another|the|this)?\s?"
    r"(?:(?:senior|former|top|western|current|retired|longtime|local|federal|unnamed|anonymous|well-placed|knowledgeable"
    r"|high-ranking|high-level|ranking|company|government|military|intelligence|police|party|campaign|diplomatic|security"
    r"|defen[cs]e|law\senforcement|administration|congressional|u\.s\.|american|european|israeli|russian|chinese|british"
    r"|french|german|ukrainian|turkish|saudi|iranian|republican|democratic|gop)\s){0,4}"
    r"(?:officials?|sources?|insiders?|aides?|advis[eo]rs?|operatives?|diplomats?|strategists?|executives?|employees?"
    r"|lawmakers?|staffers?|donors?|consultants?|persons?|people|bankers?|traders?|observers?|veterans?)\b"
    r"(?P<close>\s(?:who|with\s(?:knowledge|direct|ties)|familiar|close|briefed|involved|in\sthe\s(?:room|know|meeting))\b)?",
    re.IGNORECASE,
)
_POSTS = ("tweet", "retweet", "post")
_INDEFINITE = re.compile(r"an?\b|one\b|another\b|two\b|three\b|four\b|five\b|several\b|multiple\b", re.IGNORECASE)
_VAGUEST = re.compile(r"\b(?:sources?|insiders?|persons?|people|operatives?)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<!^)\b(?!U\.S|GOP|American|European|Republican|Democrat|Western|Israeli|Russian|Chinese)[A-Z]\w+"
)


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    per_paragraph: int = field(default=2, metadata={"doc": "anonymous sources listed in one paragraph", "minimum": 1})
    per_document: int = field(default=8, metadata={"doc": "anonymous sources listed in one document", "minimum": 1})


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first anonymous sources of each paragraph; the rest are counted in the last of them."""
    roles = dict(_roles(document))
    spans = sorted({*_granted(document), *roles})
    spans = [span for number, span in enumerate(spans) if not number or span.start >= spans[number - 1].end]
    for number, left in listed(document, spans, options.per_paragraph, options.per_document):
        words = document.prose.text[slice(*spans[number])]
        yield Finding(
            spans[number],
            f"“{words}”: a source that the reader cannot know{more(left)}",
            evidence={"words": words, "more": left},
            severity=Severity.NOTE if roles.get(spans[number]) or not _VAGUEST.search(words) else None,
        )


def _granted(document: Document) -> Iterator[Span]:
    for hit in document.hits:
        if hit.lexicon == "anonymity-phrases" and document.quoted.at(hit.start) is None:
            yield Span(hit.start, hit.end)


def _roles(document: Document) -> Iterator[tuple[Span, bool]]:
    """Who tells something without a name, and whether that was posted for everybody to see."""
    for attribution in document.attributions:
        for cue in attribution.cues:
            if cue.kind in _TELLING and cue.source and document.quoted.at(cue.source.start) is None:
                span = _role(document, cue)
                if span:
                    yield span, document.folded.startswith(_POSTS, cue.span.start)


def _role(document: Document, cue: Cue) -> Span | None:
    assert cue.source is not None
    words = document.prose.text[slice(*cue.source)]
    match = _ROLE.match(words)
    if match is None or _NAMED.search(words) or not (_INDEFINITE.match(words) or match["close"]):
        return None
    return cue.source


RULE = Rule(
    id="attribution/anonymous-source",
    summary="a source without a name",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset({"en"}),
)
