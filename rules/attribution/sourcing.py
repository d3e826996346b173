"""What the rules of claims ask of a sentence: whether somebody near answers for it."""

from __future__ import annotations

from corpus.attribution import Attribution, Kind
from corpus.document import Document
from rules.listing import body

_REPORTING = 0.35  # share of sentences with a source from which a text is reporting; half of hard news has .43
_BACK = frozenset("it he she they".split())


def is_reporting(document: Document) -> bool:
    """Whether a text says who answers for what as reporting does; then a bare claim is a slip, not a habit."""
    return document.sourced_share >= _REPORTING


def is_claim(document: Document, number: int, *, is_beside_enough: bool = True) -> bool:
    """Whether a sentence of the text proper is the writer's own, with no source in it.

    ``is_beside_enough`` if a source in the sentence before, or in the one after that speaks of it, is one too.
    """
    one = document.attributions[number]
    if one.is_sourced or any(cue.kind is Kind.HEARSAY for cue in one.cues):
        return False
    if one.sentence.start < body(document) or document.block_quotes.at(one.sentence.start) is not None:
        return False
    return not (is_beside_enough and has_near(document, number))


def has_near(document: Document, number: int) -> bool:
    """Whether the sentence before has a source in the same paragraph, or the one after, if it speaks of that one."""
    home = document.paragraph_index.number(document.sentences[number].start)

    def near(other: int) -> Attribution | None:
        is_here = 0 <= other < len(document.sentences)
        is_here = is_here and document.paragraph_index.number(document.sentences[other].start) == home
        return document.attributions[other] if is_here else None

    before, after = near(number - 1), near(number + 1)
    if before and before.is_sourced:
        return True
    source = after.source if after and after.is_sourced else None
    return source is not None and document.folded[slice(*source)] in _BACK
