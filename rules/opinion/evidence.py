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
_NAMES = {
    "voice": "in the writer's own voice",
    "judgement": "with words that judge",
    "argument": "that argues",
    "manner": "in another manner",
    "sources": "without sources",
    "matter": "on another matter",
}
_PLAIN = frozenset(("reporting", "statement"))  # classes that say nothing to a reader


@dataclass(frozen=True, slots=True)
class Evidence:
    """``scores`` are log odds by kind; ``words`` are the terms by class; ``traces`` say what is done differently."""

    scores: dict[str, float]
    words: dict[str, list[str]]
    traces: list[str]
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
            **({kind: score for kind, score in self.scores.items() if abs(score) >= _COUNTS}),
            "words": self.words,
            "traces": self.traces,
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
        [round(score, 2) for score in blocks.own_voice[first:after]],
    )
