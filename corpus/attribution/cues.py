"""Cues: the words by which a text says that a statement or an attitude is somebody's.

The entries of the lexicons are found in one scan of the text; here it is told which of them are what they look like. A
form that may be a noun ("reports") or an adjective ("the proposed law") is judged by the words on either side of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from corpus.inflection import Form, plural
from corpus.lexicon import Hit, entries
from corpus.spans import Span, SpanIndex


class Kind(StrEnum):
    """What a cue says of the statement: who makes it, what it rests on, or only whose attitude it is."""

    SPEECH = "speech"
    EVIDENCE = "evidence"
    PHRASE = "phrase"
    COLON = "colon"
    CITATION = "citation"
    LINK = "link"
    QUOTATION = "quotation"
    DEMAND = "demand"
    NOUN = "noun"
    STANCE = "stance"
    ATTITUDE = "attitude"
    SEEMING = "seeming"
    HEARSAY = "hearsay"

    @property
    def is_sourcing(self) -> bool:
        """Whether it names who, or what, can be asked whether the statement is so."""
        return self in SOURCING


# Tuples, for the members of an enumeration are slow to hash and quick to compare.
SOURCING = (Kind.SPEECH, Kind.EVIDENCE, Kind.PHRASE, Kind.COLON, Kind.CITATION, Kind.LINK, Kind.QUOTATION)
_PAST = (Form.PAST, Form.PARTICIPLE)


class Cue(NamedTuple):
    """A cue at its place, the form of a verb, and the words that name whose it is, as they stand there."""

    span: Span
    kind: Kind
    form: Form | None = None
    source: Span | None = None


_KINDS = {
    "reporting-verbs": Kind.SPEECH,
    "evidence-verbs": Kind.EVIDENCE,
    "reporting-phrases": Kind.PHRASE,
    "demand-verbs": Kind.DEMAND,
    "stance-verbs": Kind.STANCE,
    "attitude-verbs": Kind.ATTITUDE,
    "seeming-verbs": Kind.SEEMING,
    "reporting-nouns": Kind.NOUN,
    "attitude-words": Kind.ATTITUDE,
    "hearsay-words": Kind.HEARSAY,
}
_BEFORE = 36  # code points before a cue that may tell a verb from a noun
_BEHIND = 20  # and behind it
_WORD = re.compile(r"[\w'-]+|[^\w\s]")

_POSSESSIVES = frozenset("his her their its my our your".split())
_DETERMINERS = _POSSESSIVES | frozenset(
    "a an the this these those no any some every each another such other own".split()
)
_PREPOSITIONS = frozenset(
    "of in on at by for from with about into over under between against through during without within among amid "
    "despite toward towards per via".split()
)
_SUBJECTS = frozenset("i you he she it we they who everyone everybody nobody somebody someone people".split())
_AUXILIARIES = frozenset(
    "will would can could may might must shall should do does did to not never cannot can't won't don't didn't "
    "doesn't wouldn't couldn't i'd i'll he'd he'll she'd she'll they'd they'll we'd we'll you'd you'll".split()
)
_HAVE = frozenset("has have had having hasn't haven't hadn't i've we've they've you've".split())
_LINKING = frozenset(
    "is are was were be been being am isn't aren't wasn't weren't it's he's she's they're we're i'm feel felt feels "
    "remain remains remained seem seems seemed appear appears appeared sound sounds sounded grow grew became".split()
)
_ADVERBS = frozenset(
    "also now then still often always just only even once again later soon first already so long much further ever "
    "too instead rather quite very more most less not both all".split()
)
_CLAUSE = frozenset(
    "that if whether how why what when where who which he she it they we i you the a an his her its their this these "
    "those there".split()
)
# Collective subjects of a base form that do not end in an s.
_PLURALS = frozenset("people men women children police some many most others few media public and ,".split())
_QUOTES = frozenset("\"“'‘’”`")


def cues(folded: str, text: str, hits: Sequence[Hit], quoted: SpanIndex) -> Iterator[Cue]:
    """The cues outside quotations among the entries that stand in a text, in order, none inside another."""
    end = 0
    for hit in hits:
        kind = _KINDS.get(hit.lexicon)
        if kind is not None and hit.start >= end and quoted.at(hit.start) is None and _is_cue(folded, text, hit, kind):
            end = hit.end
            yield Cue(Span(hit.start, hit.end), kind, hit.form)


def _is_cue(folded: str, text: str, hit: Hit, kind: Kind) -> bool:
    if kind is Kind.PHRASE or kind is Kind.HEARSAY:
        return True
    before = _WORD.findall(folded, max(hit.start - _BEFORE, 0), hit.start) or ["."]
    after = _WORD.findall(folded, hit.end, hit.end + _BEHIND) or ["."]
    if kind is Kind.NOUN:
        return _has_owner(before, after, is_strong=bool(hit.weight))
    if hit.form is None:
        return _main(before) in _LINKING
    return _is_verb(folded, text, hit, before, after) and bool(hit.weight or _has_content(before, after, kind))


def _main(before: Sequence[str]) -> str:
    """The word before, past adverbs."""
    for word in reversed(before):
        if word not in _ADVERBS and not word.endswith("ly"):
            return word
    return "."


def _has_content(before: Sequence[str], after: Sequence[str], kind: Kind) -> bool:
    """Whether a clause, an infinitive or a quotation hangs on the verb."""
    following = after[0]
    if kind is Kind.SPEECH and following in _DETERMINERS - {"that"}:
        return False  # "opens a front"
    if following in _QUOTES or following == "to" or following in _CLAUSE:
        return True
    if following in {",", ":"} and len(after) > 1 and after[1] in _QUOTES:
        return True
    # "…,” he went on.", "…, figures show."
    return following in {".", ",", ":"} and any(word in _QUOTES or word == "," for word in before)


def _is_possessive(word: str) -> bool:
    return word in _POSSESSIVES or word.endswith(("'s", "s'"))


def _has_owner(before: Sequence[str], after: Sequence[str], *, is_strong: bool) -> bool:
    """Whether a noun is somebody's, as "his claim" and "a claim by", and so attributes what it names."""
    is_owned = any(map(_is_possessive, before[-2:]))
    if is_strong:
        return is_owned or after[0] in {"that", "by", "about", "of", "from"}
    return is_owned and after[0] in {"that", "to", "about"}


def _is_verb(folded: str, text: str, hit: Hit, before: Sequence[str], after: Sequence[str]) -> bool:
    following, main = after[0], _main(before)
    word = folded[hit.start : hit.end]
    is_noun = word in _verb_nouns()
    if is_noun and _is_name_part(text, hit, before[-1]):
        return False
    if _is_determiner(main):
        return hit.form is Form.ING and following == "that"
    if hit.form is Form.PARTICIPLE and main not in _HAVE and main not in _LINKING and following != "by":
        return False  # "contracts written in August"
    if hit.form in _PAST:
        # Not "of alleged crimes", "compared with"
        is_adjective = main in _PREPOSITIONS and following not in {"by", ":"}
        return not is_adjective and not (word == "compared" and following in {"to", "with"})
    return hit.form is Form.ING or _is_present(hit.form, main, following, is_noun=is_noun)


def _is_present(form: Form | None, main: str, following: str, *, is_noun: bool) -> bool:
    """Whether a base form or a third person is a verb, not a noun or the beginning of a sentence."""
    if main in _PREPOSITIONS:
        return False
    if main in _SUBJECTS or main in _AUXILIARIES or following in _CLAUSE or following in _QUOTES:
        return True
    if form is Form.THIRD:
        # "the mayor vows", not "emails of", "remarks.", "Recalls cost millions"
        is_subject = main in {".", "!", "?"} or following in _PREPOSITIONS or following in {".", ",", ")", "and", "or"}
        return not (is_noun and is_subject)
    return main.endswith("s") or main in _PLURALS


def _is_determiner(word: str) -> bool:
    return word in _DETERMINERS or _is_possessive(word)


def _is_name_part(text: str, hit: Hit, previous: str) -> bool:
    """Whether a capital inside a sentence makes a name of it: "the United States"."""
    word = text[hit.start : hit.end]
    return word[0].isupper() and not word[1:].isupper() and (previous.isalnum() or previous in _QUOTES)


@cache
def _verb_nouns() -> frozenset[str]:
    return frozenset(form for entry, _ in entries("verb-nouns") for form in (entry, plural(entry)))
