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
    "figures",
    "catchwords",
    "names",
    "attributed",
)
COUNTED = (*CLASSES, *MARKS)
"""What is counted, in the order of ``Measures.counts``."""

_STEM = 6  # letters that hold "Afghan" and "Afghanistan", "vote" and "voters" together
_SHORTEST = 5  # letters of a word that has matter
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
    marks = [0] * 6
    openers, commands, verbs = _openers(), _commands(), _verbs()
    for sentence in sentences:
        stretch = _outside(folded, sentence, quoted.touching(sentence))
        found = words(stretch)
        if not found:
            continue
        if not verbs.isdisjoint(found):
            said += found
            marks[5] += 1
            continue
        own += found
        marks[0] += stretch.count("?")
        marks[1] += stretch.count("!")
        marks[2] += found[0] in openers
        marks[3] += found[0] in commands
        marks[4] += len(found) <= _FRAGMENT
    names = _names(set(text[paragraph.start : paragraph.end].split()))
    counts = tally(own)
    counts[_REPORTING] += tally(said)[_REPORTING]
    counts += (
        *map(float, marks[:5]),
        float(sum(word[0].isdigit() for word in own) + sum(word[0].isdigit() for word in said)),
        float(sum(quote.end - quote.start <= _CATCHWORD for quote in quoted.touching(paragraph))),
        float(len(names)),
        float(marks[5]),
    )
    everything = words(folded[paragraph.start : paragraph.end])
    whole = folded[paragraph.start : paragraph.end]
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
    plain = _plain()
    return frozenset(word[:_STEM] for word in set(everything) if len(word) >= _SHORTEST and word not in plain)


@cache
def _plain() -> frozenset[str]:
    return frozenset(word for word, _ in entries("grammar-words"))


def _names(tokens: set[str]) -> frozenset[str]:
    """The beginnings of words with a capital that are no English words in small letters."""
    found = set()
    known = common()
    for token in tokens:
        word = token.strip(_EDGES)
        if word[:1].isupper() and len(word) > 2:  # noqa: PLR2004 (initials)
            small = word.lower()
            if small not in known:
                found.add(small[:_STEM])
    return frozenset(found)
