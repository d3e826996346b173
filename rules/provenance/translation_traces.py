"""What another language leaves in a text that was translated from it into English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.document import Document
from corpus.lexicon import anchored, places
from corpus.spans import Span

TENSE, ORDER, TURN, MARK = "tense", "order of words", "turn of phrase", "quotation mark"
_LEXICONS = {"translation-names": "spelling of a name", "translation-calques": TURN}
_NAME_WEIGHT = 2.0
# Slavic names in the transliteration of Dutch, German and French.
_SPELLING = re.compile(
    r"[A-Z]\w{0,12}(?:oe\w{0,6}(?:(?<!e)[iy]n|ov|ev|sk[iy]|ko)|[szt]?tsj\w{1,8}|itsch|schow|schew|schenko|[dijw]jew"
    r"|ouchenko|chtchev|chtchenko)\Z"
)
# Signs of one of these in a text; most texts have none.
_SPELT = ("oe", "tsj", "itsch", "schow", "schew", "schenko", "jew", "ouchenko", "chtch")
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NUMBER = re.compile(
    r"[0-9](?<!\w.)(?:[0-9]{0,2},\d{1,2}\s(?:percent|per\scent|million|billion|euros?|kilomet(?:er|re)s|degrees)\b"
    r"|[0-9]?,\d\s?%|[0-9]?h\d\d\b|[0-9]?[.:]\d\d\so['’]clock\b|[0-9]{0,2}\s[mb]illions\b(?!\sof)"
    rf"|[0-9]?\.\s{_MONTHS}\b"
    r"|[0-9]{0,2}(?:\.\d{3})+\s(?:euros?|dollars|people|inhabitants|soldiers|kilomet(?:er|re)s)\b)"
)
_SPACED = re.compile(r"[ \u00a0\u202f][?!;:](?<=\w..)(?=\s)")
_FOREIGN = frozenset("„«»‚")
_LEFT_BEHIND = 2.0  # weight of a passage in another language, and of a translator's note
_MARKS = re.compile(r"[„«»‚](?=\w)")
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|many|several|some|a few|\d{1,2})"
_SPANS = r"(?:years|months|weeks|days|hours|decades|generations)"
_PARTICIPLE = r"(?:\w{2,20}ed|said|been|made|taken|given|gone|seen|come|told|written|bought|sold|met)"
_PAST = r"(?:yesterday|last (?:week|month|year|night)|\d{1,2} (?:years|months|weeks|days) ago|in (?:19\d\d|200\d))"
_TENSE = re.compile(
    rf"[Ss]ince (?:{_COUNT} )?{_SPANS}\b(?! ago| earlier| before| after| later| past)"
    r"|[Ss]ince (?:some|long|several) time\b"
    r"|(?<!of )(?:[Yy]esterday|[Ll]ast (?:week|month|year|night)),? "
    rf"(?:he|she|they|it|we|[A-Z]\w+|the \w+) (?:has|have) {_PARTICIPLE}\b"
    r"|(?<!ould)(?<!ight)(?<!must)(?<!may)(?<!to)(?<!not) (?:has|have) "
    rf"{_PARTICIPLE} (?:[a-z]{{1,12}} ){{0,3}}?(?<!the ){_PAST}(?=[.,;])"
)
_BEGINNINGS = ("Since ", "since ", "Yesterday", "yesterday", "Last ", "last ", " has ", " have ")
# Where another language has it, as in "pays for the air nothing", "Who sleeps, does not sin", "She has 24 years".
_ORDER = re.compile(
    r" (?:pays|paid|costs|earns|knows|finds) (?:for|of|about|from|with|in|on|by) "
    r"(?:the|this|these|that|them|him|her|it) (?:\w{1,20} )?(?:no|every)thing\b"
    r"|Who [a-z]{2,15}s,? (?:does not|is|has|must|will|can)\b(?! (?:s?he|it|they)\b)(?=[^?\n]{1,80}[.!\n])"
    r"|(?<=[Ss]he| he|who| it) has \d{1,2} years(?=[,.;])"
    r"| at \d\d years(?=,)"
    r"| in the (?:19|20)\d\d(?=[,.;])"
    rf"| the (?:last|next|past) {_MONTHS}\b(?! (?:of|in|before|when|that)\b)"
    r"|, by if the\b"
)
_ORDERED = (
    *(" pays ", " paid ", " costs ", " earns ", " knows ", " finds "),
    *("Who ", " has ", " at ", " in the ", " the last ", " the next ", " the past ", ", by if"),
)
# "He believes, that it", as Slavic languages and German part a clause.
_PARTED = re.compile(r", (?:that|whether) (?:the|it|he|she|they|we|this|there|an?|all|no)\b")
_BEFORE_CLAUSE = re.compile(
    r"\b(?:believe[sd]?|thinks?|thought|means?|meant|explain(?:s|ed)|hope[sd]?|claim(?:s|ed)|announced|fact|assume[sd]?"
    r"|show(?:s|ed)|fear(?:s|ed)|question|agreed?|clear|convinced|sure|decided|doubt(?:s|ed)?|promised?)\Z"
)
_LONGEST_WORD = 20  # code points of what such a comma follows
_NOTE = re.compile(r"(?i:translator['’]s note|note (?:by|of|from) the translator|\[transl?(?:ator)?\.:?)")


class Trace(NamedTuple):
    """A place, what kind of trace stands there, and how much it weighs."""

    span: Span
    kind: str
    weight: float


def traces(document: Document) -> Iterator[Trace]:
    """The traces in the text, in no order; those in quotations too. A foreign passage alone is none."""
    others = list(_small_traces(document))
    yield from others
    if others:
        yield from (Trace(passage, "passage", _LEFT_BEHIND) for passage, _ in document.foreign_passages)


def _small_traces(document: Document) -> Iterator[Trace]:
    text = document.prose.text
    for hit in document.hits:
        kind = _LEXICONS.get(hit.lexicon)
        if kind:
            is_name = hit.lexicon == "translation-names"
            if not is_name or text[hit.start].isupper():
                yield Trace(Span(hit.start, hit.end), kind, _NAME_WEIGHT if is_name else hit.weight)
    names = {document.name_index.at(place) for sign in _SPELT for place in places(text, sign)}
    for name in filter(None, names):
        if _SPELLING.search(text[name.start : name.end]):
            yield Trace(name, _LEXICONS["translation-names"], _NAME_WEIGHT)
    marks = _MARKS.finditer(text) if not document.characters.isdisjoint(_FOREIGN) else ()
    parted = (
        match
        for match in anchored(_PARTED, text, ", that ", ", whether ")
        if _BEFORE_CLAUSE.search(text, max(match.start() - _LONGEST_WORD, 0), match.start())
    )
    notes = _NOTE.finditer(text) if "ransl" in text else ()
    for found, kind, weight in (
        (_NUMBER.finditer(text), "number", 1.0),
        (_SPACED.finditer(text), "space", 1.0),
        (marks, MARK, 1.0),
        (anchored(_TENSE, text, *_BEGINNINGS), TENSE, 1.0),
        (anchored(_ORDER, text, *_ORDERED), ORDER, 1.0),
        (parted, "comma", 1.0),
        (notes, "translator's note", _LEFT_BEHIND),
    ):
        yield from (Trace(_without_space(match), kind, weight) for match in found)


def _without_space(match: re.Match[str]) -> Span:
    """A match without the space before its first word, if it has one."""
    has_word = match[0].startswith(" ") and len(match[0].split()[0]) > 1
    return Span(match.start() + has_word, match.end())
