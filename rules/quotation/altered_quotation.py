"""The same quotation twice, with other words: one of them is not what was said.

**What it finds.** Two quotations, in one document or in two of a corpus, that share most of their words in the same
order and differ inside: a word exchanged, left out without dots, or put in without brackets. A shorter quotation of the
same words, dots, brackets, capitals and punctuation are no difference.

**Why it matters.** What stands between the marks was said so, or it was not. Where there are two wordings, at least one
of them was made by somebody else.

```flagged
“We never promised the town that the dam would hold for ever,” said Bo Li.

Bo Li had said: ⟦“We never promised the town that the dam would leak for ever.”⟧
```

```flagged
“We never promised the town that the dam would hold for ever,” said Bo Li.
%%
It was Bo Li who said: ⟦“We never promised the town that the dam would leak for ever.”⟧
```

```clean
“We never promised the town that the dam would hold for ever,” said Bo Li.

Bo Li had said: “We never promised … that the dam would hold for ever.” “Never promised the town,” he said.
```

**Known misses.** Quotations of fewer than ten words, or twelve in two documents; wordings that share less than three
words in four.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Comparison, Confidence, Fact, Finding, NoOptions, Related, Rule, Severity
from rules.quotation.wording import Quoted, difference, quoted, words

_FEWEST = 10  # words
_FEWEST_ELSEWHERE = 12  # words, for what is kept of every document
_DIGEST = 12  # hexadecimal digits that tell documents apart
_SHINGLE = 4  # words
_SAME = 0.75  # share of words from which two wordings are of one quotation
_CANDIDATES = 4  # earlier quotations that one is compared with
_MARKS = ("…", "...", ". . .", "[")
_DIFFERENT = 2  # differing places; more are another quotation on the same matter


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each quotation that has another wording before."""
    text = document.prose.text
    seen: dict[tuple[str, ...], list[Quoted]] = {}
    for quotation in quoted(document, _FEWEST):
        shingles = _shingles(quotation.words)
        near = [other for shingle in shingles for other in seen.get(shingle, ())]
        for other in list(dict.fromkeys(near))[:_CANDIDATES]:
            found = _altered(other.words, quotation.words, text[slice(*other.span)] + text[slice(*quotation.span)])
            if found:
                yield Finding(
                    quotation.span,
                    f"the same quotation stands before in other words: {_shown(found)}",
                    evidence={"difference": found},
                    related=(Related(other.span, "the other wording"),),
                )
                break
        for shingle in shingles:
            if len(seen.setdefault(shingle, [])) < _CANDIDATES:
                seen[shingle].append(quotation)


def collect(document: Document, _: NoOptions) -> Iterator[Fact]:
    """One fact for each quotation, under its longest shingle: likely the same for like wordings."""
    for quotation in quoted(document, _FEWEST_ELSEWHERE):
        longest = max((" ".join(shingle) for shingle in _shingles(quotation.words)), key=len)
        value = {"document": document.sha256[:_DIGEST], "text": document.prose.text[slice(*quotation.span)]}
        yield Fact(longest, quotation.span, value)


def compare(facts: Sequence[Fact], _: NoOptions) -> Iterator[Comparison]:
    """Each quotation beside the first of its group, if that stands in another document."""
    home, first = _told(facts[0])
    for number, fact in enumerate(facts[1:], 1):
        place, text = _told(fact)
        found = _altered(words(first), words(text), first + text) if place != home else []
        if found:
            yield Comparison(
                subject=number,
                others=(0,),
                message=f"the same quotation stands elsewhere in other words: {_shown(found)}",
                related_message="the other wording",
                evidence={"difference": found},
            )


def _told(fact: Fact) -> tuple[str, str]:
    assert isinstance(fact.value, Mapping)
    return str(fact.value["document"]), str(fact.value["text"])


def _shingles(found: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(found[place : place + _SHINGLE]) for place in range(len(found) - _SHINGLE + 1)]


def _altered(first: Sequence[str], second: Sequence[str], both: str) -> list[dict[str, str]]:
    """Where two wordings of one quotation differ inside; nothing if they don't, or are not of one."""
    if first == second or abs(len(first) - len(second)) > max(len(first), len(second)) * (1 - _SAME):
        return []
    if any(mark in both for mark in _MARKS):
        return []  # the change is declared
    found = difference(first, second)
    same = len(second) - sum(len(one["here"].split()) for one in found)
    if same < _SAME * max(len(first), len(second)) or len(found) > _DIFFERENT:
        return []
    inside = [one for one in found if not _is_edge(one, first, second)]
    return found if inside else []


def _is_edge(one: dict[str, str], first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether one wording only begins earlier or ends later than the other."""
    if one["here"] and one["there"]:
        return False
    longer = second if one["here"] else first
    part = (one["here"] or one["there"]).split()
    return list(longer[: len(part)]) == part or list(longer[-len(part) :]) == part


def _shown(found: Sequence[dict[str, str]]) -> str:
    return "; ".join(f"“{one['here'] or '–'}” for “{one['there'] or '–'}”" for one in found)


RULE = Rule(
    id="quotation/altered-quotation",
    summary="the same quotation twice, with other words",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    collect=collect,
    compare=compare,
)
