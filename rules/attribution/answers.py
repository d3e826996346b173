"""Who may answer for a crowd: whoever is named and speaks next, as one of it, or soon after."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.attribution import Attribution, Kind
from corpus.document import Document
from corpus.spans import Span
from corpus.vocabulary import common

TELLING = (Kind.SPEECH, Kind.PHRASE)
MOST = 20  # cues of a sentence that are looked at
_SHORT = 24  # code points of a quotation that may be a title
_NEXT = 2  # paragraphs in which somebody may answer
_SOON = 2  # sentences of the same paragraph
_LONGEST = 12  # sentences that are looked at
# The other side speaks.
_CONTRARY = re.compile(
    r"(?:But|However|Yet|Still|Though|Although|Nevertheless|Nonetheless|Meanwhile|Instead|Others|Other|Critics"
    r"|Opponents|Supporters|Defenders|In\s(?:response|contrast|fact)|By\scontrast|On\sthe\sother)\b"
)
# Who answers for a body, or the body itself: most often the other side.
_OFFICIAL = re.compile(
    r"(?:the|an?|officials?|aides?)\s|.*\b(?:spokes\w+|officials|campaign|administration)\b", re.IGNORECASE
)
# "They include Ann Lee", "Among them are", "members including".
_MEMBERS = re.compile(
    r"\b(?:include|includes|included|including|[Aa]mong\sthem|[Oo]ne\sof\sthem)(?:\s(?:is|are|was|were))?"
    r"(?=,?\s(?:[\w-]+\s){0,3}[A-Z])"
)


class Answer(NamedTuple):
    """Where somebody is named who speaks; ``is_sure`` if it is as one of the crowd."""

    place: Span
    is_sure: bool


def answer(document: Document, number: int) -> Answer | None:
    """Who answers for what a crowd says in a sentence, if anybody.

    Sure are an example that comes at once, in quotation marks, and a list of who belongs to the crowd. A person who
    speaks later in the paragraph, or where the next one begins, may speak for it, unless it speaks of that person.
    """
    home = document.paragraph_index.number(document.sentences[number].start)
    if home is None:
        return None
    first = home  # the paragraph that the last sentence stood in
    place = 0  # the number of a sentence in its paragraph
    for other in range(number + 1, min(number + 1 + _LONGEST, len(document.sentences))):
        sentence = document.sentences[other]
        there = document.paragraph_index.number(sentence.start)
        if there is None or there > home + _NEXT or _CONTRARY.match(document.prose.text, *sentence):
            return None
        place, first = (place + 1, first) if there == first else (0, there)
        found = _example(document, other) if other == number + 1 else None
        found = found or (_listed(document, sentence) if other == number + 1 else None)
        if found:
            return Answer(found, is_sure=True)
        is_near = (there == home and other <= number + _SOON) or (there == home + 1 and place == 0)
        found = _speaker(document, other) if is_near else _quoted(document, sentence) if place == 0 else None
        if found and _is_one_of_them(document, found, document.sentences[number]):
            return Answer(found, is_sure=False)
    return None


def _example(document: Document, number: int) -> Span | None:
    """Who is named and says a sentence, or what it begins with."""
    one = document.attributions[number]
    quotes = document.quoted.touching(one.sentence)
    quoted = sum(quote.end - quote.start for quote in quotes)
    is_opened = bool(quotes) and quotes[0].start <= one.sentence.start
    if 2 * quoted > one.sentence.end - one.sentence.start or (quoted > _SHORT and is_opened):
        named = _named(document, one)
        return named if named and one.sentence.contains(named) else _quoted(document, one.sentence)
    return None


def _quoted(document: Document, sentence: Span) -> Span | None:
    """Who is named beside the quotation that begins with a sentence, and may run over more."""
    number = document.quoted.number(sentence.start)
    speaker = document.speakers[number] if number is not None else None
    is_told = speaker and speaker.source and not speaker.is_carried and speaker.quotation.start == sentence.start
    if speaker and speaker.source and is_told and document.name_index.touching(speaker.source):
        return speaker.source
    return None


def _speaker(document: Document, number: int) -> Span | None:
    """Who is named and speaks in a sentence."""
    one = document.attributions[number]
    named = _named(document, one)
    return named if named and one.sentence.contains(named) else _quoted(document, one.sentence)


def _is_one_of_them(document: Document, source: Span, said: Span) -> bool:
    """Whether somebody may belong to a crowd: a person, of whom it does not speak."""
    text = document.prose.text
    name = text[slice(*document.name_index.touching(source)[-1])]
    is_body = name.isupper() or _OFFICIAL.match(text, *source) is not None
    is_word = name.lower() in common()  # capital because a sentence begins: "Neighbours said"
    return not is_body and not is_word and name.split()[-1].rstrip(".,'’s") not in text[slice(*said)]


def _named(document: Document, one: Attribution) -> Span | None:
    telling = (*TELLING, Kind.QUOTATION)
    for cue in one.cues[:MOST]:
        if cue.kind in telling and cue.source and document.name_index.touching(cue.source):
            return cue.source
    return None


def _listed(document: Document, sentence: Span) -> Span | None:
    """Who is named as a member of the crowd in a sentence behind it."""
    match = _MEMBERS.search(document.prose.text, *sentence)
    name = document.name_index.first_from(match.end()) if match else None
    return name if name and name.end <= sentence.end else None
