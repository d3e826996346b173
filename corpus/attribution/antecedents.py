"""Who is meant: the name in the words of a source, and the name that a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.spans import Span

_NAME = re.compile(r"(?:[A-Z]\.\s?)*[A-Z][\w’'.-]*(?:\s(?:(?:de|del|van|von|der|bin|al|la)\s)?[A-Z][\w’'.-]*)*")
_BEFORE_BODY = re.compile(r"\b(?:of|for|at|from|with|in|to|on|by)\b")
_PRONOUN = re.compile(r"(?:he|she|they|him|her|his|their|them|who|it|its)\Z", re.IGNORECASE)
_OF_WOMEN = re.compile(r"(?:Mrs|Ms|Miss|Madame|Lady|Sister|Queen|Princess)\b")
_OF_MEN = re.compile(r"(?:Mr|Sir|Lord|Father|King|Prince)\b")
_HERS = frozenset(("she", "her"))
_HIS = frozenset(("he", "him", "his"))
_NO_NAMES = frozenset(
    "The A An This That These Those It He She They We I You One And But In On At As His Her Their Its Our My".split()
)


def name(text: str, source: Span) -> Span | None:
    """The name of a person or body in the words of a source; none in "a spokesman for the port"."""
    words = text[source.start : source.end]
    runs = [match for match in _NAME.finditer(words) if match[0] not in _NO_NAMES]
    if not runs:
        return None
    # What ends with a name, or has one before where it belongs: "the diver Ann Lee of the Harbour Board".
    behind = _BEFORE_BODY.search(words)
    head = behind.start() if behind else len(words)
    ends = [run for run in runs if run.end() == len(words[:head].rstrip())]
    run = ends[0] if ends else runs[0] if runs[0].start() == 0 else None
    is_owner = run is not None and run[0].endswith(("’s", "'s")) and run.end() < len(words)
    if run is None or is_owner:  # "Li’s lawyer" is not Li
        return None
    end = run.end() - (2 if run[0].endswith(("’s", "'s")) else 0)
    return Span(source.start + run.start(), source.start + end)


def antecedents(text: str, sources: Iterable[Span | None]) -> dict[Span, Span]:
    """For each of the sources, in the order of the text, the words that name who is meant, as far as they are named.

    A pronoun stands for whoever was named last as a source before it, unless a title says that it cannot.
    """
    found: dict[Span, Span] = {}
    last: Span | None = None
    for source in sorted({source for source in sources if source}):
        words = text[source.start : source.end]
        if not _PRONOUN.match(words):
            named = name(text, source)
            last = named or last
        else:
            named = last if last and _agrees(words.lower(), text[last.start : last.end]) else None
        if named:
            found[source] = named
    return found


def _agrees(pronoun: str, named: str) -> bool:
    if _OF_WOMEN.match(named):
        return pronoun not in _HIS
    return not (_OF_MEN.match(named) and pronoun in _HERS)
