"""A figure that nobody answers for: “exports rose 40 percent”.

**What it finds.** Percentages, large sums of money, large counts of people and things, multiples and estimates in a
sentence without a source, where the sentences before and after it in the paragraph have none either: no reporting verb,
“according to”, survey or report, citation, note or link. Years, ages, times, scores, prices, distances and numbers of
things that anybody can see are left alone. A share, a comparison, an estimate or a great sum is a warning; a plain
count, what is on record for anybody to look up (votes, prices on exchanges, deals, what a company earned, tax rates),
what goes on from a report in the sentence before, and any figure in a text that attributes as much of what it says as
reporting does, is a note.

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
from itertools import groupby

from corpus.attribution import Kind as Cues
from corpus.document import Document
from corpus.figures import Figure, Kind
from corpus.layers import LayerName
from corpus.lexicon import where_word_begins
from corpus.spans import Span
from rules.attribution.sourcing import has_near, is_reporting
from rules.listing import body
from rules.model import Confidence, Finding, Rule, Severity

# Results of votes, prices of exchanges, what was paid in a deal, a settlement or a gift, what a company earned, what
# the law takes: somebody has announced it, and it is on record for anybody to look up.
_RECORDED = re.compile(
    r"\b(?:vote[sd]?|voting|voters?|ballots?|delegates?|primary|primaries|caucus\w*|elections?|precincts?"
    r"|percentage\spoints?|Dow|Nasdaq|S\.?&P|[Ii]ndex|stocks?|[Ss]hares|closed|margin|won|superdelegates?|electorate|turnout"
    r"|beat|carried\sthe|acquir\w+|bought|buys?|buying|sold|sale|sell|selling|merg(?:e[ds]?|ing|er)|takeover|combination"
    r"|deals?|settle[ds]?|settlement|agreed\sto\spay|donat\w+|donors?|contribut\w+|gave|given|raised|invested|investing|loan|lent"
    r"|bail|tariffs?|dut(?:y|ies)|orders?|ordered|purchas(?:e|ed|ing)|contracts?|stakes?\sin|(?:%|percent)\sstake|revenues?|profits?|earnings|dividends?|fees?"
    r"|quarter|quarterly|injected|repurchase|yields?|bonds?|bankrupt\w*|liabilities"
    r"|(?:tax|interest|lending)\srates?"
    r"|tax(?:es)?\s(?:(?:was|were)\s)?(?:cut|raised))\b"
    r"|[$£€]\d[\d.,]*,\sor\s"  # "rose $1.25, or 2 percent"
)
# The same around a sentence: of a count of votes, or a day on the exchanges.
_COUNTED = re.compile(
    r"\b(?:of\sthe\svotes?|caucus(?:es)?|delegates|precincts|Dow|Nasdaq|Nikkei|FTSE|DAX|Hang\sSeng|S\.?&P|stock\smarkets?)\b"
)
_AROUND = 300  # code points
_BEFORE = 12  # code points before a figure that say whose share it is
# Kinds of cue that answer for all of their sentence.
_WHOLE = frozenset((Cues.CITATION, Cues.COLON, Cues.PHRASE))
# A clause of its own, which what was said before does not reach.
_MOST = 20  # cues of a sentence that are looked at
_FAR = 400  # code points
_POLLS = ("poll", "polls", "polling", "polled", "pollster", "pollsters", "surveyed")
_POLL_REACH = 5  # paragraphs
_BEFORE_POLL = 1  # paragraphs
_NEW_CLAUSE = re.compile(r";|,\s(?:and|but)\s")
_ESTIMATED = re.compile(
    r"\b(?:estimate[ds]?|believed\sto|projected|forecast|expected|predicted|worst-case|prediction)", re.IGNORECASE
)
_GUESSED = re.compile(r"\b(?:estimated?|believed\sto|thought\sto)\s", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:top|bottom|richest|wealthiest|poorest|upper|lower)\s\Z", re.IGNORECASE
)  # "the top 1 percent"
# Not claims about the world but what a text itself sets or asks for: rates in a rule, offers, conditions.
_STIPULATED = re.compile(
    where_word_begins(
        r"(?:if|unless|suppose|imagine|would|must|shall|discount|alcohol|abv|cotton|interest\srate|ticket|admission|fine"
        r"|salary|prize|priced|costs?\s(?:only\s)?[$£€]\d|propos(?:es?|ed|ing|als?)|goals?|targets?|pledg(?:e[ds]?|ing)"
        r"|aim(?:s|ed|ing)?\sto|plan(?:s|ned|ning)?\sto|demand(?:s|ed|ing)?|promis(?:es?|ed|ing)"
        r"|s(?:ought|eeks?)\sto|look(?:s|ed|ing)?\sto|offer(?:s|ed|ing)?\sto|minimum\swage)(?!\w)"
    )
    + r"|\?[”\"']{0,2}\Z"
)


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    per_paragraph: int = field(
        default=2, metadata={"doc": "figures listed in one paragraph; the last says how many more", "minimum": 1}
    )


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first figures of each paragraph; the rest are counted in the last of them."""
    is_slip = is_reporting(document)
    found: dict[int, list[tuple[Figure, Severity]]] = {}
    for figure, severity in _figures(document):
        number = document.paragraph_index.number(figure.span.start)
        if number is not None:
            found.setdefault(number, []).append((figure, Severity.NOTE if is_slip else severity))
    for group in found.values():
        for place, (figure, severity) in enumerate(group[: options.per_paragraph], 1):
            left = len(group) - place if place == options.per_paragraph else 0
            yield _finding(document, figure, severity, left)


def _finding(document: Document, figure: Figure, severity: Severity, left: int) -> Finding:
    words = document.prose.text[figure.span.start : figure.span.end]
    more = f" (and {left} more in this paragraph)" if left else ""
    message = f"“{words}”: no source answers for this figure{more}"
    return Finding(figure.span, message, {"figure": words, "kind": figure.kind.value, "more": left}, severity=severity)


def _figures(document: Document) -> Iterator[tuple[Figure, Severity]]:
    """The figures of the text proper that have no source near, outside quotations."""
    start = body(document)
    speech = (document.quoted, document.block_quotes)
    polled = _polled(document)
    found = [f for f in document.figures if f.span.start >= start and not any(s.at(f.span.start) for s in speech)]
    for number, group in groupby(found, key=lambda figure: document.sentence_index.number(figure.span.start)):
        if number is None or has_near(document, number):
            continue
        sentence = slice(*document.sentences[number])
        words = document.prose.text[sentence]
        if not _STIPULATED.search(f"\n{document.folded[sentence]}") and not _is_row(words):
            is_estimated = _ESTIMATED.search(words) is not None
            is_recorded = _is_recorded(document, document.sentences[number]) and not _GUESSED.search(words)
            is_recorded = is_recorded or _continues(document, number)
            for figure in group:
                is_polled = document.paragraph_index.number(figure.span.start) in polled
                if is_polled and figure.kind in {Kind.SHARE, Kind.MULTIPLE}:
                    continue  # the poll that the text is about
                if _GROUP.search(document.folded, max(figure.span.start - _BEFORE, 0), figure.span.start):
                    continue
                if not _is_covered(document, number, figure.span):
                    is_grave = (is_estimated or figure.kind is not Kind.COUNT) and not is_recorded
                    yield figure, Severity.WARNING if is_grave else Severity.NOTE


def _polled(document: Document) -> frozenset[int]:
    """The numbers of the paragraphs for whose shares a poll answers that is named there or shortly before."""
    named = document.paragraphs_with(_POLLS)
    return frozenset(number for first in named for number in range(first - _BEFORE_POLL, first + _POLL_REACH))


def _is_recorded(document: Document, sentence: Span) -> bool:
    """Whether a sentence tells what is on record: a result, a price, a deal."""
    text = document.prose.text
    if _RECORDED.search(text, *sentence):
        return True
    return _COUNTED.search(text, max(sentence.start - _AROUND, 0), sentence.end) is not None


def _continues(document: Document, number: int) -> bool:
    """Whether the sentence before, of another paragraph too, tells what a report or a study found."""
    return number > 0 and any(cue.kind is Cues.EVIDENCE for cue in document.attributions[number - 1].cues[:_MOST])


def _is_row(words: str) -> bool:
    """Whether half of a line is numbers, or more: a row of a table, whose source stands above or below it."""
    parts = words.split()
    return sum(any(map(str.isdigit, part)) for part in parts) * 2 >= len(parts)


def _is_covered(document: Document, number: int, figure: Span) -> bool:
    """Whether a cue of its own sentence answers for a figure: one in its clause, or "…, she said" behind it."""
    text = document.prose.text
    for cue in document.attributions[number].cues[:_MOST]:
        if not cue.kind.is_sourcing or abs(cue.span.start - figure.start) > _FAR:
            continue
        if cue.kind in _WHOLE or cue.span.overlaps(figure):
            return True
        if cue.span.start > figure.start:
            begin = min(cue.span.start, cue.source.start) if cue.source else cue.span.start
            is_behind = cue.kind is not Cues.EVIDENCE or not text[cue.span.end : cue.span.end + 3].strip(' .”"')
            if is_behind and not _NEW_CLAUSE.search(text, figure.end, begin):
                return True
        elif not _NEW_CLAUSE.search(text, cue.span.end, figure.start):
            return True
    return False


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
