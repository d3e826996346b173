"""A figure that nobody answers for: “exports rose 40 percent”.

**What it finds.** Percentages, large sums of money, large counts of people and things, multiples and estimates in a
sentence without a source, where the paragraph has none either: no reporting verb, “according to”, survey or report,
citation, note or link. Years, ages, times, scores, prices, distances and numbers of things that anybody can see are left
alone. A plain count is a note; a share, a comparison, an estimate or a great sum is a warning.

**Why it matters.** A figure looks like knowledge. Without its source it cannot be checked, and it outlives its year.

```flagged
Exports to the region ⟦rose 40 percent⟧ in a single year.
The war has cost ⟦$90 billion⟧ so far.
```

```clean
Exports to the region rose 40 percent in a year, according to the customs office.
The bus holds 40 people and costs $2.50. She is 52 and lives at 14 High Street, 3 km away. They won 3-1 in 2014.
```

**Known misses.** Figures in words alone (“half of all voters”); a source named a paragraph before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, Rule, Severity

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ABOUT = r"(?:(?:about|around|roughly|nearly|almost|some|over|more\sthan|fewer\sthan|less\sthan|at\sleast|up\sto|an?\sestimated|the\sestimated|estimated|close\sto|just|only)\s){0,2}"
_SCALE = r"(?:thousand|million|billion|trillion|mn|bn|tn|m|bn)"
_RANGE = rf"(?:\s?(?:[-–—]|to|and)\s?{_NUMBER})?"
_SHARE = re.compile(
    rf"(?:\b(?P<trend>rose|risen|rise|fell|fallen|fall|grew|grown|up|down|dropped|increased|decreased|climbed|jumped|soared|surged|plunged"
    rf"|shrank|cut)\s(?:by\s)?)?\b{_ABOUT}{_NUMBER}{_RANGE}(?:\s?%|\s?per\s?cent\b|\spercentage\spoints?\b)"
)
_MONEY = re.compile(
    rf"{_ABOUT}(?:US\s?|U\.S\.\s?|A|C|NZ)?\\?[$£€¥]\s?{_NUMBER}{_RANGE}(?:\s?{_SCALE}\b|(?<=\d,\d{{3}},\d{{3}}))"
    rf"|\b{_ABOUT}{_NUMBER}{_RANGE}\s(?:million|billion|trillion)\s(?:dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|kronor|crowns)\b"
)
_COUNT = re.compile(
    rf"\b{_ABOUT}(?:\d{{1,3}}(?:,\d{{3}})+|\d{{4,}}|{_NUMBER}{_RANGE}\s(?:thousand|million|billion|trillion))(?:\s(?!percent|per\s)[a-z][\w-]+){{0,3}}?\s"
    r"(?:people|persons|men|women|children|residents|citizens|inhabitants|voters|workers|jobs|employees|soldiers|troops|personnel|deaths"
    r"|casualties|victims|refugees|migrants|immigrants|prisoners|inmates|students|pupils|patients|cases|homes|households|families|businesses"
    r"|companies|firms|farms|vehicles|cars|users|subscribers|customers|visitors|tourists|tons|tonnes|barrels|hectares|acres|births|crimes"
    r"|passengers|animals|trees|species|units|copies|hours|Americans|Russians|Chinese|Europeans|Britons|Germans|Ukrainians|members|followers)\b"
)
_MULTIPLE = re.compile(
    r"\b(?:(?:doubled|tripled|trebled|quadrupled|halved)\b(?=[^.;]{0,60}\b(?:since|in|over|between|within|last|to)\b)"
    r"|(?:twice|three\stimes|four\stimes|five\stimes|ten\stimes|\d+\stimes)\s(?:as\s(?:many|much|often|likely|high|large)|more|higher|larger)"
    r"|(?:one|two|three|four)\s(?:in|out\sof)\s(?:every\s)?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s[a-z]+)"
)
_KINDS = (
    ("share", _SHARE, re.compile(r"%|cent\b|percentage"), Severity.WARNING),
    ("sum", _MONEY, re.compile(r"[$£€¥]|illion\s"), Severity.WARNING),
    ("multiple", _MULTIPLE, re.compile(r"times|twice|doubled|tripled|trebled|halved|\bout of\b|\bin (?:every|two|three|four|five|ten|\d)"), Severity.WARNING),
    ("count", _COUNT, re.compile(r"\d{4}|\d,\d{3}|\d\s(?:thousand|[mbtr]+illion)"), Severity.NOTE),
)  # fmt: skip
_ESTIMATED = re.compile(r"\b(?:estimate[ds]?|projected|forecast|expected|predicted|worst-case|prediction)", re.IGNORECASE)
# Not claims about the world but what a text itself sets or asks for: rates in a rule, offers, conditions.
_STIPULATED = re.compile(r"\b(?:if|unless|suppose|imagine|would|must|shall|discount|off|alcohol|abv|cotton|interest\srate|ticket|admission|fee|fine|salary|"
                         r"prize|priced|costs?\s(?:only\s)?[$£€]\d)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    per_paragraph: int = field(default=2, metadata={"doc": "figures listed in one paragraph; the last says how many more", "minimum": 1})


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first figures of each paragraph; the rest are counted in the last of them."""
    found: dict[int, list[tuple[Span, str, Severity]]] = {}
    for span, kind, severity in _figures(document):
        number = document.paragraph_index.number(span.start)
        if number is not None:
            found.setdefault(number, []).append((span, kind, severity))
    for figures in found.values():
        for place, (span, kind, severity) in enumerate(figures[: options.per_paragraph], 1):
            left = len(figures) - options.per_paragraph if place == options.per_paragraph else 0
            words = document.prose.text[span.start : span.end]
            more = f" (and {left} more in this paragraph)" if left > 0 else ""
            yield Finding(span, f"“{words}”: no source answers for this figure{more}", {"figure": words, "kind": kind, "more": max(left, 0)}, severity=severity)


def _figures(document: Document) -> list[tuple[Span, str, Severity]]:
    text = document.prose.text
    sourced = _sourced_paragraphs(document)
    kept: list[tuple[Span, str, Severity]] = []
    for number, paragraph in enumerate(document.paragraphs):
        if number in sourced or number < document.body_start:
            continue
        stretch = text[paragraph.start : paragraph.end]
        found = [
            (Span(*match.span()).shift(paragraph.start), kind, severity)
            for kind, pattern, gate, severity in _KINDS
            if gate.search(stretch)
            for match in pattern.finditer(stretch)
        ]
        end = 0
        for span, kind, severity in sorted(found):
            if span.start >= end and document.quoted.at(span.start) is None:
                sentence = document.sentence_index.at(span.start) or paragraph
                words = text[sentence.start : sentence.end]
                if not _STIPULATED.search(words):
                    end = span.end
                    kept.append((span, kind, Severity.WARNING if _ESTIMATED.search(words) else severity))
    return kept


def _sourced_paragraphs(document: Document) -> set[int]:
    """The numbers of the paragraphs in which a sentence has a source or a quotation of more than a few words stands."""
    sourced = set()
    for attribution in document.attributions:
        if attribution.is_attributed:
            number = document.paragraph_index.number(attribution.sentence.start)
            if number is not None:
                sourced.add(number)
    return sourced


RULE = Rule(
    id="attribution/unattributed-statistic",
    summary="a figure that nobody answers for",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset({"en"}),
)
