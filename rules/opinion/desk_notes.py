"""Notes that colleagues of a desk left for each other: “[Note to web: …]”, “[RP: has Legal seen this?]”, “[TK]”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.editor_notes import MENDING
from corpus.lexicon import entries, places
from corpus.opinion.cues import cues
from corpus.spans import Span

_LONGEST = 400  # code points between brackets
_DESK = (
    r"(?:web|desk|copy|legal|production|lawyers?|subs?|sub-editors?|fact[- ]?check(?:er|ing)?"
    r"|(?:copy|night|news|picture|photo|foreign|city|sports?) ?desk)"
)
# Whom a note is for, or of which kind it is; what follows is no address.
_ADDRESSED = re.compile(
    rf"\s?(?:(?:notes?|memo|query|message|instructions?) (?:to|for) (?:the )?(?:{_DESK}|self|eds?|editors?"
    r"|design(?:er)?|layout|pictures?|photo|online|printer|typesetter|team|reporter|author|producers?)"
    rf"|(?:for|to|from) {_DESK}|{_DESK}"
    r"|queries|query|author query|au|aq|internal|to ?do|fixme|not for publication|do not publish)"
    r"\s?(?::|–|—| -)\s?(?!https?:|www\.)\S",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\s?(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3})(?: to [A-Z]{2,3})?\s?:\s(?=\S)")
_NO_PERSON = frozenset("NB PS AD UK US EU UN AP AFP TV ID URL DOI FAQ FYI TL TLDR RE CC PDF".split())
# What stands for something that was never filled in, or asks somebody to see to it.
_GAP = re.compile(
    r"(?:[\w’'-]{1,20} ){0,4}(?:TK|TKTK|tktk|TKs|TBC|TBD|X{3,8})(?: [\w’'-]{1,20}){0,3}|\?{2,8}|x{3,8}"
    r"|(?i:check(?:\?|ed)?|chk|cq|sp\??|confirm|verify|to come|fill in"
    r"|(?:name|age|date|source|figure|number|title|surname|year|spelling) ?\?{1,3}"
    r"|(?:quotes?|more|details|figures?|picture|photo|link|name|date) to come)"
    r"|(?i:insert|add|check|confirm|verify|fix|fill in|replace|needs?|missing|move|cut|delete|expand|rewrite|rephrase"
    r"|pls|please)(?: [\w’'/.,-]{1,20}){1,8}\??"
)
_BARE_GAP = re.compile(
    r"(?<![\w\[(-])(?:TKTK\w{0,6}|TK TK(?: TK){0,4}"
    r"|X{2,4}(?= (?:per ?cent|percent|people|million|billion|thousand|dollars|euros|pounds|years old)\b))(?![\w-])"
)
_LEAST = 60  # code points of a paragraph in brackets
_JUDGING = frozenset("address insinuation intensifiers invective irony judgement obligation piety praise".split())
_CREDIT = re.compile(
    r"\[\s?(?:[\d<]|https?:|(?:additional |more )?(?:photo|image|video|picture|caption|listen|watch|read|see|get|sign"
    r"|reporting|editing|credit|source|illustration|figure|table|the author|the writer|note:)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z][a-z'-]*")


def desk_notes(document: Document) -> Iterator[Span]:
    """The notes, in order."""
    text = document.prose.text
    for opening in places(text, "["):
        closing = text.find("]", opening, opening + _LONGEST)
        inner = text[opening + 1 : closing] if closing >= 0 else ""
        # A link of Markdown, or one bracket in another, is something else.
        if (
            not inner
            or "[" in inner
            or text.startswith(("(", "["), closing + 1)
            or text[max(opening - 1, 0) : opening] == "["
        ):
            continue
        if _is_note(inner) or (_is_gap(inner) and document.quoted.at(opening) is None):
            yield Span(opening, closing + 1)
    if "TK" in text or "XX" in text:
        yield from (Span(*match.span()) for match in _BARE_GAP.finditer(text))


def bracketed_paragraphs(document: Document) -> Iterator[Span]:
    """Paragraphs of a sentence or more that stand in square brackets as a whole, and judge."""
    text = document.prose.text
    for paragraph in document.paragraphs:
        start, end = paragraph
        if text[start] != "[" or text[end - 1] != "]" or not _LEAST <= end - start <= _LONGEST * 2:
            continue
        is_one = text.find("[", start + 1, end) < 0 and text[end - 2] in ".!?”"
        is_known = _CREDIT.match(text, start) or MENDING.search(text, start, end)
        if is_one and not is_known and (text[end - 2] == "!" or _judges(document, paragraph)):
            yield paragraph


def _judges(document: Document, paragraph: Span) -> bool:
    return any(cue.kind in _JUDGING and cue.weight > 0 for cue in cues(document.folded, paragraph))


def _is_note(inner: str) -> bool:
    """Whether words in brackets are for a desk, or ask something under somebody's initials."""
    if _ADDRESSED.match(inner):
        return True
    initials = _INITIALS.match(inner)
    if not initials or initials[0].strip(" :") in _NO_PERSON:
        return False
    words = _WORD.findall(inner[initials.end() :].lower())
    return bool(words) and ("?" in inner or not _desk_words().isdisjoint(words))


def _is_gap(inner: str) -> bool:
    """Whether words in brackets stand for what is missing, or order somebody to fill it in."""
    stripped = inner.strip()
    if not _GAP.fullmatch(stripped):
        return False
    words = _WORD.findall(stripped.lower())
    return len(words) <= 1 or stripped != stripped.lower() or len(_desk_words().intersection(words)) > 1


@cache
def _desk_words() -> frozenset[str]:
    return frozenset(word for word, _ in entries("desk-words"))
