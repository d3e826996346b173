"""Word lists as data: ``corpus/lexicons/*.txt``, and one scan that finds all their entries in a text.

A file begins with comment lines (``#``) that say what it holds and where it is from. An entry is a word or phrase in
lower case with straight apostrophes; a tab and a number after it give a weight (default 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from corpus import inflection
from corpus.spans import Span

# Classes whose entries are looked for in every document; the others are read by the module that needs them.
SCANNED = (
    "reporting-verbs",
    "reporting-nouns",
    "reporting-phrases",
    "evidence-verbs",
    "demand-verbs",
    "stance-verbs",
    "attitude-verbs",
    "attitude-words",
    "seeming-verbs",
    "hearsay-words",
    "accusation-crimes",
    "accusation-intents",
    "accusation-dealings",
    "accusation-culprits",
    "absolute-claims",
    "anonymity-phrases",
    "mangled-names",
    "bodies-of",
    "vague-quantifiers",
    "vague-crowds",
    "vague-phrases",
    "translation-calques",
    "translation-names",
)


# Of these, the entries are verbs, and what is looked for is every form of them.
VERBS = frozenset(
    ("reporting-verbs", "evidence-verbs", "demand-verbs", "stance-verbs", "attitude-verbs", "seeming-verbs")
)
# Of these, the entries are nouns, and what is looked for is the plural too.
NOUNS = frozenset(("reporting-nouns",))


class Hit(NamedTuple):
    """An entry found in a text. Positions are code points; ``form`` is that of a verb."""

    start: int
    end: int
    lexicon: str
    weight: float
    form: inflection.Form | None = None


_Found = tuple[str, float, inflection.Form | None]  # lexicon, weight, form


def entries(lexicon: str) -> Iterator[tuple[str, float]]:
    """The entries of a lexicon with their weights.

    Raises:
        FileNotFoundError: There is no such lexicon.

    """
    text = resources.files("corpus").joinpath("lexicons", f"{lexicon}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            phrase, _, weight = line.partition("\t")
            yield phrase, float(weight or 1)


def folded(text: str) -> str:
    """``text`` in lower case with straight apostrophes, of the same length."""
    return text.replace("\u0130", "I").lower().replace("’", "'")


def scan(folded_text: str) -> list[Hit]:
    """Every entry of the scanned lexicons, in order; of several at one place the longest."""
    pattern, classes = _compiled()
    return [
        Hit(span.start, span.end, *found)
        for span in standing_whole(pattern, folded_text)
        for found in classes[folded_text[span.start : span.end]]
    ]


def places(text: str, word: str) -> Iterator[int]:
    """Where ``word`` begins in ``text``."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def standing(signs: Iterable[str], text: str, characters: frozenset[str]) -> Iterator[str]:
    """Those of ``signs`` that stand in a text of these characters; most have one that the text has not at all."""
    return (sign for sign in signs if characters.issuperset(sign) and sign in text)


def holds(text: str, mark: str, *signs: str) -> bool:
    """Whether one of ``signs``, all of which end in a ``mark`` that few texts have often, stands in a text."""
    return any(text.endswith(signs, 0, place + len(mark)) for place in places(text, mark))


def anchored(
    pattern: re.Pattern[str], text: str, *signs: str, characters: frozenset[str] | None = None
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text)`` yields, if all its matches begin with one of ``signs``.

    A pattern that begins with anything but a literal is tried everywhere. Looking for the literal first is twenty times
    quicker, and where the ``characters`` of the text are known, most signs need not even be looked for.
    """
    looked_for = signs if characters is None else filter(characters.issuperset, signs)
    end = 0
    for place in sorted({place for sign in looked_for for place in places(text, sign)}):
        match = pattern.match(text, place) if place >= end else None
        if match:
            end = match.end()
            yield match


@cache
def _compiled() -> tuple[re.Pattern[str], dict[str, list[_Found]]]:
    classes: dict[str, list[_Found]] = {}
    for lexicon in SCANNED:
        for entry, weight in entries(lexicon):
            for phrase, form in _forms(lexicon, entry):
                found = classes.setdefault(phrase, [])
                if all(lexicon != other for other, _, _ in found):
                    found.append((lexicon, weight, form))
    return whole(classes), classes


def whole(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for ``standing_whole``: one of ``phrases`` behind what is no part of a word, which the match takes in.

    A look behind in its place would be tried everywhere.
    """
    return re.compile(rf"[^a-z0-9_'-](?<!\w)({alternation(phrases)})(?![\w-])")


def where_word_begins(body: str) -> str:
    r"""A pattern for ``\b(?:body)``, if a body begins with a letter or a figure.

    It takes in the character before the word. A pattern that begins with ``\b`` is tried at every character; this one
    only behind what is no small letter.
    """
    return rf"[^a-z0-9_](?<!\w)(?:{body})"


def standing_whole(pattern: re.Pattern[str], folded_text: str) -> Iterator[Span]:
    """Where the phrases of a pattern stand in a text of small letters, as whole words."""
    # A line end before the text serves the first of them, and shifts all places by one.
    for match in pattern.finditer(f"\n{folded_text}"):
        yield Span(match.start(1) - 1, match.end() - 1)


def _forms(lexicon: str, entry: str) -> Iterator[tuple[str, inflection.Form | None]]:
    if lexicon in VERBS:
        yield from inflection.forms(entry)
        return
    yield entry, None
    if lexicon in NOUNS:
        yield inflection.plural(entry), None


def alternation(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of ``phrases`` at a place without trying them one after the other.

    A plain alternation of hundreds of phrases tries each at every place; one that shares beginnings does not.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]  # a tree of itself
    for phrase in phrases:
        node = tree
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    branches = [re.escape(character) + _pattern(child) for character, child in sorted(node.items()) if character]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{body}?" if ends else body
