"""How much of a paragraph is opinion in the writer's own voice.

The score is the weight of the opinion cues outside quotations for each hundred words: what a source says is not the
writer's opinion. It ranks paragraphs; it does not say that one is opinion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.lexicon import Hit
from corpus.spans import Span, SpanIndex

_PREFIX = "opinion-"
_FEW_WORDS = 40  # a shorter paragraph is scored as if it had so many, so that one word does not make it opinion


@dataclass(frozen=True, slots=True)
class Opinion:
    """``score`` is the weight of ``cues`` for each 100 words; a cue has its class without the prefix."""

    score: float
    cues: tuple[Hit, ...]


def opinions(text: str, paragraphs: Sequence[Span], hits: Iterable[Hit], quoted: SpanIndex) -> tuple[Opinion, ...]:
    """One value for each paragraph."""
    cues: list[list[Hit]] = [[] for _ in paragraphs]
    index = SpanIndex(paragraphs)
    for hit in hits:
        if hit.lexicon.startswith(_PREFIX) and quoted.at(hit.start) is None:
            number = index.number(hit.start)
            if number is not None and text[hit.start : hit.end] != "US":
                cues[number].append(hit)
    return tuple(_opinion(text, span, found) for span, found in zip(paragraphs, cues, strict=True))


def _opinion(text: str, paragraph: Span, cues: list[Hit]) -> Opinion:
    if not cues:
        return Opinion(0.0, ())
    words = max(len(text[paragraph.start : paragraph.end].split()), _FEW_WORDS)
    return Opinion(round(100 * sum(cue.weight for cue in cues) / words, 2), tuple(cues))
