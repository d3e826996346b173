"""Rules of a house: phrases and patterns that stand in its configuration, made into rules with no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import alternation, folded
from corpus.spans import Span
from rules.bounded import bounded
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

MOST_PHRASES = 1_000
LONGEST_PHRASE = 100  # code points
# Between the words of a phrase: blanks, or one line end with what may stand around it; an empty line ends a phrase.
_BLANK = r"(?:[^\S\r\n]{1,8}+(?![\r\n])|[^\S\r\n]{0,8}+(?:\r\n|[\r\n])[^\S\r\n]{0,8}+)(?=\S)"


@dataclass(frozen=True, slots=True)
class HouseRule:
    """What a configuration says of a rule: it flags each of ``phrases``, and what ``pattern`` matches."""

    id: str
    message: str
    phrases: tuple[str, ...] = ()
    pattern: str | None = None
    severity: Severity = Severity.WARNING
    confidence: Confidence = Confidence.HIGH
    languages: tuple[str, ...] = ()
    suggestion: str | None = None
    case_sensitive: bool = False
    quotations: bool = True
    """Whether what is quoted is flagged too."""


def rule(house: HouseRule) -> Rule:
    """The rule that a configuration describes.

    Raises:
        ValueError: Its pattern could cost too much; see ``rules.bounded``.

    """
    phrases = _phrases(house)
    pattern = None if house.pattern is None else bounded(house.pattern, ignore_case=not house.case_sensitive)
    return Rule(
        id=house.id,
        summary=house.message.partition("\n")[0],
        severity=house.severity,
        confidence=house.confidence,
        layer=LayerName.PROSE,
        documentation=_documentation(house),
        check=partial(_check, house, phrases, pattern),
        languages=frozenset(house.languages),
        origin=repr(house),
    )


def is_house_rule(rule: Rule) -> bool:
    """Whether a rule is one of these, and so all that it depends on is in its ``origin`` and in this package."""
    return isinstance(rule.check, partial) and rule.check.func is _check


def _check(
    house: HouseRule,
    phrases: re.Pattern[str] | None,
    pattern: re.Pattern[str] | None,
    document: Document,
    _: NoOptions,
) -> Iterator[Finding]:
    """One finding for each place; of places that overlap the first, and of those the longest."""
    text = document.prose.text
    searched = text.replace("’", "'") if house.case_sensitive else document.folded
    places = {match.span() for match in phrases.finditer(searched)} if phrases else set()
    if pattern:
        places |= {match.span() for match in pattern.finditer(text)}
    last = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start < last:
            continue
        last = end
        if house.quotations or document.quoted.at(start) is None:
            evidence = {"words": text[start:end]}
            yield Finding(Span(start, end), house.message, evidence=evidence, suggestion=house.suggestion)


def _phrases(house: HouseRule) -> re.Pattern[str] | None:
    """A pattern for the phrases as whole words, with any white space between them; it tries no character twice."""
    if not house.phrases:
        return None
    wanted = (" ".join(phrase.split()).replace("’", "'") for phrase in house.phrases)
    body = alternation(phrase if house.case_sensitive else folded(phrase) for phrase in wanted)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-]|'\w)".replace(r"\ ", _BLANK))


def _documentation(house: HouseRule) -> str:
    found = []
    if house.phrases:
        listed = ", ".join(f"“{phrase}”" for phrase in house.phrases)
        found.append(f"The phrases {listed}." if len(house.phrases) > 1 else f"The phrase {listed}.")
    if house.pattern is not None:
        found.append(f"What this pattern matches:\n\n    {house.pattern}\n")
    return f"{house.message}\n\n**What it finds.** {' '.join(found)}\n\nA rule of this configuration.\n"
