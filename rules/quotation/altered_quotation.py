"""The same quotation twice, with other words: one of them is not what was said.

**What it finds.** Two quotations, in one document or in two of a corpus, that share most of their words in the same
order and differ inside: a word exchanged, left out without dots, or put in without brackets. A shorter quotation of the
same words, dots, brackets, capitals and punctuation are no difference. Of a longer quotation the part is compared that
a shorter one gives; that is a warning, and so is a word for another form of it in fewer than ten words, and what is
said to be repeated (“as she put it”) if only half of the words are the same. A note is what one speaker says again in
another paragraph with half of the telling words, for people do say a thing twice.

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

```flagged
“No village will be more than ten minutes away from a hospital,” Ann Hale told the council.

As Ann Hale herself put it in May: ⟦“Nobody will be further than an hour from a hospital.”⟧
```

```flagged
“We do not want a new dam, we want a wall that the village can trust,” said Bo Li.

Li came late. ⟦“We don't want new dams. What we want is a wall which our village trusts,”⟧ he said.
```

**Known misses.** Quotations of fewer than seven words, or twelve in two documents; of fewer than ten, more than one
word that has another form; wordings that share less than three words in four, unless they are said to be repeated or
have one speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Comparison, Confidence, Fact, Finding, NoOptions, Related, Rule, Severity
from rules.quotation.restated import restated
from rules.quotation.wording import Quoted, difference, is_exchange, part, quoted, words

_FEWEST = 7  # words
_SHORT = 10  # words; a shorter quotation may differ in one place only, and there in a word for a word
_FEWEST_ELSEWHERE = 12  # words, for what is kept of every document
_DIGEST = 12  # hexadecimal digits that tell documents apart
_SHINGLE = 4  # words
_SAME = 0.75  # share of words from which two wordings are of one quotation
_CANDIDATES = 4  # earlier quotations that one is compared with
_MARKS = ("…", "...", ". . .", "[")
_DIFFERENT = 2  # differing places; more are another quotation on the same matter
# Somebody repeats it: "as Bo Li himself put it", "Bo Li had promised".
_RETOLD = re.compile(
    r"\b(?:as\s(?:[\w.’'-]+\s){1,4}(?:put\sit|said|told)|had\s(?:\w+\s)?(?:said|told|promised|written|put\sit|assured|vowed)"
    r"|(?:his|her|their)\s(?:own\s|exact\s)?words)\b",
    re.IGNORECASE,
)
_BEFORE = 120  # code points before a quotation in which that is said
_RETOLD_SAME = 0.55  # share of words from which one that is said to be repeated is the same
_RETOLD_LONGER = 1.5  # how many times as long one of the two may be
_RETOLD_FEWEST = 6  # words that both have
_REMEMBERED = 30  # quotations before one that it may repeat
_TELLING = 7  # letters of a word that says what both are about


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each quotation that has another wording before."""
    text = document.prose.text
    seen: dict[tuple[str, ...], list[Quoted]] = {}
    before: list[Quoted] = []
    for quotation in quoted(document, _FEWEST):
        shingles = _shingles(quotation.words)
        near = [other for shingle in shingles for other in seen.get(shingle, ())]
        for other in list(dict.fromkeys(near))[:_CANDIDATES]:
            both = text[slice(*other.span)] + text[slice(*quotation.span)]
            is_short = min(len(other.words), len(quotation.words)) < _SHORT
            whole = [] if is_short else _altered(other.words, quotation.words, both)
            found = whole or _altered_in_part(other.words, quotation.words, both)
            if found:
                yield _finding(quotation, other, found, None if whole else Severity.WARNING)
                break
        else:
            late = before[-_REMEMBERED:]
            retold = _retold(document, quotation, late)
            again = retold or _restated(document, quotation, late)
            if again:
                yield _finding(quotation, *again, Severity.WARNING if retold else Severity.NOTE)
        before.append(quotation)
        for shingle in shingles:
            if len(seen.setdefault(shingle, [])) < _CANDIDATES:
                seen[shingle].append(quotation)


def _finding(here: Quoted, there: Quoted, found: list[dict[str, str]], severity: Severity | None) -> Finding:
    return Finding(
        here.span,
        f"the same quotation stands before in other words: {_shown(found)}",
        evidence={"difference": found},
        related=(Related(there.span, "the other wording"),),
        severity=severity,
    )


def _retold(document: Document, here: Quoted, before: Sequence[Quoted]) -> tuple[Quoted, list[dict[str, str]]] | None:
    """The quotation that one is said to repeat, if that stands before in words that are half the same; how they differ.

    Who is said to have said so is named where it is repeated, and in the paragraph of the other.
    """
    text = document.prose.text
    begin = max(
        here.span.start - _BEFORE, document.sentence_index[document.sentence_index.number(here.span.start) or 0].start
    )
    lead = _RETOLD.search(text, begin, here.span.start)
    if lead is None:
        return None
    names = [
        word
        for span in document.name_index.touching(Span(begin, here.span.start))
        for word in text[slice(*span)].split()
    ]
    for there in reversed(before):
        short, long = sorted((len(here.words), len(there.words)))
        home = document.paragraph_index.at(there.span.start)
        if (
            there.words != here.words
            and long <= _RETOLD_LONGER * short
            and any(len(word) >= _TELLING for word in {*here.words} & {*there.words})
            and home
            and any(len(name) > 2 and name in text[slice(*home)] for name in names)  # noqa: PLR2004 (initials)
        ):
            found = difference(there.words, here.words)
            same = len(here.words) - sum(len(one["here"].split()) for one in found)
            if same >= max(_RETOLD_FEWEST, _RETOLD_SAME * short):
                return there, found
    return None


def _restated(document: Document, here: Quoted, before: Sequence[Quoted]) -> tuple[Quoted, list[dict[str, str]]] | None:
    """The same statement of the same speaker in another paragraph, unless the change is declared."""
    text, home = document.prose.text, document.paragraph_index.number(here.span.start)
    found = restated(here, before)
    if found is None or document.paragraph_index.number(found[0].span.start) == home:
        return None  # in one breath it is an antithesis: "they talked a big game, we played one"
    return None if any(mark in text[slice(*one.span)] for one in (here, found[0]) for mark in _MARKS) else found


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
    return list(zip(*(found[place:] for place in range(_SHINGLE)), strict=False))


def _altered(first: Sequence[str], second: Sequence[str], both: str) -> list[dict[str, str]]:
    """Where two wordings of one quotation differ inside; nothing if they don't, or are not of one."""
    longest = max(len(first), len(second))
    if first == second or abs(len(first) - len(second)) > longest * (1 - _SAME):
        return []
    if any(mark in both for mark in _MARKS):
        return []  # the change is declared
    found = difference(first, second)
    same = len(second) - sum(len(one["here"].split()) for one in found)
    if same < _SAME * longest or len(found) > _DIFFERENT:
        return []
    return found if _inside(found, first, second) else []


def _altered_in_part(first: Sequence[str], second: Sequence[str], both: str) -> list[dict[str, str]]:
    """The same where one is longer, of the part that the other gives; and of short ones."""
    if len(first) > len(second):
        first = part(first, second)
    else:
        second = part(second, first)
    found = _altered(first, second, both)
    inside = _inside(found, first, second)
    is_short = max(len(first), len(second)) < _SHORT
    return [] if is_short and not (len(inside) == 1 and is_exchange(inside[0]["here"], inside[0]["there"])) else found


def _inside(found: Sequence[dict[str, str]], first: Sequence[str], second: Sequence[str]) -> list[dict[str, str]]:
    return [one for one in found if not _is_edge(one, first, second)]


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
