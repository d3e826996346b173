"""What a finding says for a passage: kinds of evidence with what each adds, the words, and traces of another hand."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document
from corpus.opinion import cues
from corpus.spans import Span
from rules.model import Json
from rules.opinion.traces import traces

_COUNTS = 0.4  # log odds from which on a kind of evidence counts as one
_WORDS = 12
_MOST_NAMES = 8
_NAMES = {
    "voice": "in the writer's own voice",
    "judgement": "with words that judge",
    "argument": "that argues",
    "manner": "in another manner",
    "sources": "without sources",
    "matter": "on another matter",
    "hand": "with other habits of writing",
}
_PLAIN = frozenset(("reporting", "statement"))  # classes that say nothing to a reader


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is told of a passage.

    ``scores`` are log odds by kind; ``words`` are the terms by class; ``traces`` say what is done otherwise; ``names``
    stand nowhere else; ``reporting`` are the words of reporting ("said", "Monday") in each hundred of the writer's
    words, here and elsewhere.
    """

    scores: dict[str, float]
    words: dict[str, list[str]]
    traces: list[str]
    names: list[str]
    reporting: dict[str, float]
    paragraphs: list[float]

    @property
    def kinds(self) -> list[str]:
        """The kinds that count, the strongest first."""
        found = sorted((kind for kind, score in self.scores.items() if score >= _COUNTS), key=lambda k: -self.scores[k])
        return [*found, *(["hand"] if self.traces else [])]

    @property
    def summary(self) -> str:
        """The two strongest kinds in words."""
        told = [_NAMES[kind] for kind in self.kinds if kind in _NAMES][:2]
        return " and ".join(told)

    def as_json(self) -> dict[str, Json]:
        """As a finding has it."""
        return {
            "paragraphs": len(self.paragraphs),
            "kinds": self.kinds,
            "scores": {kind: score for kind, score in self.scores.items() if abs(score) >= _COUNTS},
            "words": self.words,
            "traces": self.traces,
            "names": self.names,
            "reporting": self.reporting,
            "opinion": self.paragraphs,
        }


def evidence(document: Document, first: int, after: int) -> Evidence:
    """The evidence for the paragraphs from number ``first`` up to the one before ``after``."""
    blocks = document.blocks
    span = Span(document.paragraphs[first].start, document.paragraphs[after - 1].end)
    text = document.prose.text
    terms: dict[str, dict[str, float]] = {}
    for cue in cues(document.folded, span):
        if cue.kind not in _PLAIN and document.quoted.at(cue.span.start) is None:
            terms.setdefault(cue.kind, {}).setdefault(text[slice(*cue.span)], cue.weight)
    words = {kind: sorted(found, key=lambda word: -found[word])[:_WORDS] for kind, found in sorted(terms.items())}
    return Evidence(
        dict(blocks.evidence(first, after)),
        words,
        traces(document, first, after),
        _names(document, first, after),
        dict(zip(("here", "elsewhere"), blocks.reporting(first, after), strict=True)),
        [round(score, 2) for score in blocks.own_voice[first:after]],
    )


def _names(document: Document, first: int, after: int) -> list[str]:
    """The names in some paragraphs of which no word stands in any other, in order."""
    span = Span(document.paragraphs[first].start, document.paragraphs[after - 1].end)
    here = range(first, after)
    found = []
    for name in document.name_index.touching(span):
        written = document.prose.text[slice(*name)]
        sentence = document.sentence_index.at(name.start)
        if " " not in written and sentence is not None and sentence.start == name.start:
            continue  # a capital that begins a sentence may be no name's
        places = [place for word in written.split() for place in document.name_places.get(word[:6].casefold(), ())]
        if places and all(place in here for place in places):
            found.append(written)
    return list(dict.fromkeys(found))[:_MOST_NAMES]
