"""What kind of document it is: reporting, analysis, opinion throughout, an interview or a collection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.signatures import Signature
from corpus.spans import Span

ANALYSIS = 1.0
"""Stance from which on a document is more than reporting."""
OPINION = 4.0
"""Stance from which on it is opinion throughout."""
_TURNS = 3  # questions, or turns of named speakers, that make an interview
_SIGNED = 3  # persons who sign a collection, or
_ITEMS = 4  # items that it has
# "ROLL TIDE Alabama beat Clemson …", "~ Congrats to …", "… in the park. [NYT]": an item of a newsletter or a digest.
_HEAD = re.compile(r"(?:[^\Wa-z\d_]{2,}[’'‘“”\"-]?,?:?\s){2}|[~*•·–—-]\s+\S")
_CREDITED = re.compile(r"[\[(][A-Z][\w.& ]{1,30}[\])]\Z")
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
    items = sum(_is_item(text[slice(*one)]) for one in body)
    if (len({one.name for one in signed}) >= _SIGNED and len(signed) * 3 > len(body)) or (
        items >= _ITEMS and items * 3 > len(body)
    ):
        return Kind.COLLECTION
    questions = [one for one in body if _is_question(text, one)]
    turned = len(turns) > _TURNS and len(turns) * 3 > len(body)
    if turned or (len(questions) > _TURNS and len(questions) * 4 > len(body)):
        return Kind.INTERVIEW
    return Kind.OPINION if stance >= OPINION else Kind.ANALYSIS if stance >= ANALYSIS else Kind.REPORTING


def _is_item(paragraph: str) -> bool:
    return _HEAD.match(paragraph) is not None or _CREDITED.search(paragraph, max(len(paragraph) - 40, 0)) is not None


def _is_question(text: str, paragraph: Span) -> bool:
    return (
        paragraph.end - paragraph.start <= _QUESTION
        and text[paragraph.start : paragraph.end].rstrip("*_ ").endswith("?")
        and text[paragraph.start] not in _QUOTES
    )
