"""Lost spaces that a capital inside a word betrays: ``ignoringRussia``, ``GovernorPataki``, ``HomeNews``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus import vocabulary
from corpus.document import Document
from corpus.lexicon import entries
from corpus.spans import Span
from rules.extraction.fused import Fused, openers, short_words, sure_openers
from rules.model import Confidence

# A capital behind a small letter, and small letters behind it. What stands before is looked at afterwards.
_CAPITAL = re.compile(r"[A-Z](?<=[a-z][A-Z])[a-z]*(?![A-Za-z0-9])(?:[’'][a-z]{1,2}\b)?")
_BEFORE = re.compile(r"(?:(?<=[^\w@#/.\\-])|\A)[A-Za-z]{1,20}\Z")
_LONGEST_BEFORE = 21  # code points, with the one in front that _BEFORE looks at
_JOINED = re.compile(r"(?<![\w@#/.\\-])(?P<left>[A-Za-z][a-z]{1,20})(?P<right>[A-Z][a-z]{1,20})(?![A-Za-z0-9_])")
_LONG_ROW = re.compile(r"[A-Z][a-z]{2,20}(?:[A-Z][a-z]{2,20}){2,}")
_FEW_SMALL = 2
_OFTEN = 3  # times; what is written so again and again is how it is spelt
_MANY = 5  # pairs of words; as many are a page whose blocks were joined
_MOSTLY = 0.8  # of the pairs of such a page stand there once only
# Parts of brands, names and file formats are short: McD, iOs, LinkedIn.
_SHORTEST_NAME = 3
_SHORTEST_LONG_NAME = 4
_SHORTEST_FIRST = 5
_PARTICLES = frozenset("van von der den da del la le mac mc fitz al el bin ten ter dos des du my we no go up".split())
# Words that sentences begin with, and brands do not.
_OPENING = frozenset("After Although And Because Before But Since The When While".split())
# Words that names of places begin with.
_FIRST_OF_PLACES = frozenset("New San Santa Los Las Saint North South East West Puerto Saudi Hong Sri".split())
_OF_PEOPLES = ("ean", "ian", "ish", "ese")
_GIVEN = frozenset("Adrian Brian Christian Damian Dorian Fabian Julian Lillian Marian Sebastian Vivian".split())
# What is written together with a given name before it: KellyAnne.
_SECOND_NAMES = frozenset("Ann Anna Anne Beth Ellen Grace Jane Jean Jo Joy Kay Lee Lou Lynn Mae Marie Rose Sue".split())
_LEADING = frozenset("by of in at to on for from with and the".split())
_CALENDAR = frozenset(
    "January February March April June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_CODE_AFTER = ("/", "@", "_", "(")


def capitals(document: Document) -> Iterator[Fused]:
    """Words with another, capitalised one right behind them."""
    text = document.prose.text
    matches = list(_CAPITAL.finditer(text))
    if len(matches) >= _MANY:  # what stands in joined blocks has one in each
        yield from _joined_blocks(text)
    words = document.distinct_words
    by_spelling: dict[str, list[Fused]] = {}
    for match in matches:
        found = _apart(text, match, words)
        if found:
            by_spelling.setdefault(text[found.span.start : found.span.end].partition("’")[0], []).append(found)
    for places in by_spelling.values():
        if len(places) < _OFTEN:
            yield from places


def _joined_blocks(text: str) -> Iterator[Fused]:
    """Words run together all over a page whose blocks were joined without a space: ``HomeNews``, ``readMore``."""
    places: dict[str, list[Fused]] = {}
    for match in _JOINED.finditer(text):
        left, right = match["left"], match["right"]
        if match[0] not in _joined_names() and all(vocabulary.is_word(word.lower()) for word in (left, right)):
            found = Fused(Span(*match.span()), f"{left} {right}", Confidence.MEDIUM)
            places.setdefault(match[0], []).append(found)
    once = [found[0] for found in places.values() if len(found) == 1]
    # Brands are joined by twos and begin with a capital: a page has longer rows, or words that end what stood before.
    if not _LONG_ROW.search(text) and sum(found.words[0].islower() for found in once) < _FEW_SMALL:
        return
    # What recurs are names, and names of programs.
    if len(once) >= _MANY and len(once) >= len(places) * _MOSTLY:
        yield from once


def _apart(text: str, match: re.Match[str], words: frozenset[str]) -> Fused | None:
    """A word and the capitalised one behind it; ``words`` are those of the text."""
    before = _BEFORE.search(text, max(match.start() - _LONGEST_BEFORE, 0), match.start())
    following = text[match.end() : match.end() + 2]
    if before is None or following.startswith(_CODE_AFTER) or (following[:1] == "." and following[1:].isalnum()):
        return None
    left, right = before[0], re.split("[’']", match[0], maxsplit=1)[0]
    is_followed_by_name = following[:1] == " " and following[1:].isupper()
    if left == "By":
        fits = is_followed_by_name  # a byline: ByAnn Lee
    else:
        fits = _fits_small(left, right, words) if left.islower() else _fits_capital(left, right, words)
        fits = fits or (left in _LEADING and len(right) >= _SHORTEST_NAME and is_followed_by_name)  # byWen Jiahui
    return Fused(Span(before.start(), match.end()), f"{left} {match[0]}", Confidence.HIGH) if fits else None


def _fits_small(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a small word ends and a capitalised one begins: a word of the language and a name, or a new sentence."""
    if left not in vocabulary.common() or left in _PARTICLES or len(right) == 1:
        return False
    if right in openers() or right in words or (left == "the" and len(right) >= _SHORTEST_LONG_NAME):
        return True
    is_name = right in vocabulary.names() or not vocabulary.is_word(right.lower())
    is_whole = len(left) >= _SHORTEST_NAME or left in short_words()
    return is_name and is_whole and len(right) >= _SHORTEST_NAME


def _fits_capital(left: str, right: str, words: frozenset[str]) -> bool:
    """The same for a capitalised word before: not the two parts of a brand."""
    if right in sure_openers():
        return left in words or len(left) >= _SHORTEST_FIRST
    if f"{left}{right}" in _joined_names():
        return False
    is_name = len(right) >= _SHORTEST_LONG_NAME and not vocabulary.is_word(right.lower())
    are_names = is_name and len(left) >= _SHORTEST_LONG_NAME and not vocabulary.is_word(left.lower())
    return (
        (left in _titles() and is_name)
        or (left in _CALENDAR and len(right) >= _SHORTEST_NAME)
        or (are_names and left in words and right in words)
        or _is_name_before(left, right, words)
    )


def _is_name_before(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether a known name ends where another begins: ``MuellerSchiff``, ``NewYork``, ``EuropeanMedicines``."""
    names = vocabulary.names()
    if left in _FIRST_OF_PLACES:
        return right in names and len(right) >= _SHORTEST_LONG_NAME
    if left in _OPENING:
        return right in names and len(right) >= _SHORTEST_LONG_NAME and not vocabulary.is_word(right.lower())
    if left not in names or len(left) < _SHORTEST_LONG_NAME or vocabulary.is_word(left.lower()):
        return False
    if right in names:
        return right not in _SECOND_NAMES and (left in words or right in words)
    if not vocabulary.is_word(right.lower()):
        return len(right) >= _SHORTEST_FIRST
    is_people = left.endswith(_OF_PEOPLES) and left not in _GIVEN
    return is_people and len(right) >= _SHORTEST_LONG_NAME and right.lower() in vocabulary.common()


@cache
def _joined_names() -> frozenset[str]:
    return frozenset(name for name, _ in entries("joined-names"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(title for title, _ in entries("titles"))
