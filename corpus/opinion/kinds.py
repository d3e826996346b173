"""What kind of document it is: reporting, analysis, opinion throughout, an interview or a collection."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from corpus.signatures import Signature
from corpus.spans import Span

ANALYSIS = 1.0
"""Stance from which on a document is more than reporting."""
OPINION = 4.0
"""Stance from which on it is opinion throughout."""
_TURNS = 3  # questions, or turns of named speakers, that make an interview
_SIGNED = 3  # persons who sign a collection
_QUESTION = 300  # code points of a question that stands by itself, at most
_QUOTES = "“\"'‘"


class Kind(StrEnum):
    """What a document is."""

    REPORTING = "reporting"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    INTERVIEW = "interview"
    COLLECTION = "collection"


def kind(text: str, body: Sequence[Span], turns: Sequence[Span], signed: Sequence[Signature], stance: float) -> Kind:
    """The kind of a document.

    Args:
        text: The document.
        body: Its paragraphs after title, author and date.
        turns: Those that are somebody's words as a whole.
        signed: The signatures in it.
        stance: How far all of it is opinion.

    """
    if len({one.name for one in signed}) >= _SIGNED and len(signed) * 3 > len(body):
        return Kind.COLLECTION
    questions = [one for one in body if _is_question(text, one)]
    turned = len(turns) > _TURNS and len(turns) * 3 > len(body)
    if turned or (len(questions) > _TURNS and len(questions) * 4 > len(body)):
        return Kind.INTERVIEW
    return Kind.OPINION if stance >= OPINION else Kind.ANALYSIS if stance >= ANALYSIS else Kind.REPORTING


def _is_question(text: str, paragraph: Span) -> bool:
    return (
        paragraph.end - paragraph.start <= _QUESTION
        and text[paragraph.start : paragraph.end].rstrip("*_ ").endswith("?")
        and text[paragraph.start] not in _QUOTES
    )
