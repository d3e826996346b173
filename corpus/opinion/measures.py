"""What is counted in a paragraph: cues of opinion and of reporting outside quotations, and the words it shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.lexicon import entries
from corpus.opinion.cues import CLASSES, tally, words
from corpus.spans import Span, SpanIndex
from corpus.vocabulary import common

MARKS = (
    "questions",
    "exclamations",
    "openers",
    "commands",
    "fragments",
    "catchwords",
    "names",
)
COUNTED = (*CLASSES, *MARKS)
"""What is counted, in the order of ``Measures.counts``."""

_STEM = 6  # letters that hold "Afghan" and "Afghanistan", "vote" and "voters" together
_SHORTEST = 5  # letters of a word that has matter
_INITIALS = 2  # code points of a word that is too short for a name
_FRAGMENT = 4  # words of a sentence, at most
_CATCHWORD = 30  # code points of a quotation that only distances itself from a word
_EDGES = "“”‘’\"'()[].,;:!?…*_"
# "The letter reads: Team, at my request": no marks say that what follows is quoted.
_LEADS = re.compile(r"\b(?:reads?|goes|wrote|writes|said|says|states|stated|follows|in full)[,]?:\s")
_REPORTING = CLASSES.index("reporting")


@dataclass(frozen=True, slots=True)
class Measures:
    """One paragraph. ``counts`` are weights by class, as in ``COUNTED``; ``stems`` are those of words with matter.

    ``words`` counts those of the writer, ``length`` those of sources too. ``leads`` says that a colon in it leads in
    what is likely somebody's letter, statement or poem.
    """

    words: int
    length: int
    counts: tuple[float, ...]
    stems: frozenset[str]
    names: frozenset[str]
    leads: bool = False


def measures(
    text: str, folded: str, paragraphs: Sequence[Span], sentences: Sequence[Span], quoted: SpanIndex
) -> tuple[Measures, ...]:
    """One value for each paragraph."""
    groups = _by_paragraph(paragraphs, sentences)
    return tuple(
        _measured(text, folded, paragraph, group, quoted) for paragraph, group in zip(paragraphs, groups, strict=True)
    )


def is_reported(folded: str) -> bool:
    """Whether a sentence says what somebody says."""
    return not _verbs().isdisjoint(words(folded))


def _by_paragraph(paragraphs: Sequence[Span], sentences: Sequence[Span]) -> Iterator[list[Span]]:
    number = 0
    for paragraph in paragraphs:
        group = []
        while number < len(sentences) and sentences[number].start < paragraph.end:
            group.append(sentences[number])
            number += 1
        yield group


def _measured(text: str, folded: str, paragraph: Span, sentences: Sequence[Span], quoted: SpanIndex) -> Measures:
    own: list[str] = []  # words for which the writer alone answers
    said: list[str] = []  # words that the writer says are somebody's
    questions = exclamations = opened = commanded = fragments = 0
    openers, commands, verbs = _openers(), _commands(), _verbs()
    quotes = quoted.touching(paragraph)
    for sentence in sentences:
        stretch = _outside(folded, sentence, quoted.touching(sentence)) if quotes else folded[slice(*sentence)]
        found = words(stretch)
        if not verbs.isdisjoint(found):
            said += found
        elif found:
            own += found
            questions += stretch.count("?")
            exclamations += stretch.count("!")
            opened += found[0] in openers
            commanded += found[0] in commands
            fragments += len(found) <= _FRAGMENT
    whole = folded[slice(*paragraph)]
    is_whole = (
        not quotes and bool(sentences) and sentences[0].start == paragraph.start and sentences[-1].end == paragraph.end
    )
    everything = own + said if is_whole else words(whole)
    names = _names(text[slice(*paragraph)].split())
    counts = tally(own)
    counts[_REPORTING] += tally(said)[_REPORTING]
    catchwords = sum(quote.end - quote.start <= _CATCHWORD for quote in quotes) if quotes else 0
    counts += questions, exclamations, opened, commanded, fragments, catchwords, len(names)
    leads = ":" in whole and (whole.rstrip("*_ ").endswith(":") or _LEADS.search(whole) is not None)
    return Measures(len(own) + len(said), len(everything), tuple(counts), _stems(everything), names, leads)


def _outside(folded: str, stretch: Span, quotes: Sequence[Span]) -> str:
    """What of a stretch stands outside quotations."""
    parts, start = [], stretch.start
    for quote in quotes:
        parts.append(folded[start : max(quote.start, start)])
        start = quote.end
    parts.append(folded[start : stretch.end])
    return " ” ".join(parts)


@cache
def _openers() -> frozenset[str]:
    return frozenset(word for word, _ in entries("opinion-openers"))


@cache
def _commands() -> frozenset[str]:
    return frozenset(word for word, _ in entries("opinion-imperatives"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for word, _ in entries("opinion-speech"))


def _stems(everything: Iterable[str]) -> frozenset[str]:
    return frozenset({word[:_STEM] for word in set(everything) - _plain() if len(word) >= _SHORTEST})


def _names(tokens: Iterable[str]) -> frozenset[str]:
    """The beginnings of words with a capital that are no English words in small letters."""
    candidates = [token.strip(_EDGES) for token in set(tokens) if not token.islower()]
    names = {word.lower() for word in candidates if len(word) > _INITIALS and word[0].isupper()}
    return frozenset({name[:_STEM] for name in names - common()})


@cache
def _plain() -> frozenset[str]:
    return frozenset(word for word, _ in entries("grammar-words"))
