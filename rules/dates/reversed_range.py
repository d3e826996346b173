"""A range that ends before it begins: from 1998 to 1989.

**What it finds.** Two dates joined as a range (from … to, between … and, a dash, born … died, opens … closes) of which
the second lies before the first.

**Why it matters.** One of the two is wrong, or they have changed places, and the text does not say which.

```flagged
Ana Ruiz led the council from ⟦1998 to 1989⟧. The pass is closed between ⟦12 and 9 April 2022⟧.
```

```clean
Ana Ruiz led the council from 1989 to 1998. The pass is closed between 12 December and 9 April, as in 1990-95. Augustus
ruled from 27 BC to AD 14. See pp. 1998–1989.
```

**Known misses.** Ranges without years that may run over the turn of a year; years before Christ; two dates in different
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates import DateExpression
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.dates.reckoning import Passage, gathered, is_named, iso, words
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_DASH = re.compile(r"\s?[-–—]\s?(?:d(?:ied|\.)\s)?")
_TO = re.compile(r",?\s(?:to|until|till|through)\s(?:the\s)?")
_AND = re.compile(r"\sand\s(?:the\s)?")
_FROM = re.compile(r"\bfrom\s(?:the\s)?\Z")
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?\Z")
# What is moved from a day to an earlier one is no range; nor are pages and numbers.
_MOVED = re.compile(
    r"\b(?:mov|brought|bring|chang|shift|advanc|revis|push|re-?schedul|postpon|compar|correct|amend|back|reset|pull"
    r"|transfer|earlier|ahead|forward)\w*\b"
)
_NUMBERED = re.compile(
    r"(?:\bpp?\.?|\bpages?|\bvols?\.?|\bnos?\.?|\bissn:?|\btel\.?:?|\bphone:?|\bfax:?|\bcall|§|#|\blines?)\s?\Z"
)
_BACKWARDS = re.compile(
    r"\b(?:backwards?|in\sreverse|reversed?|counts?\sdown|counting\sdown|countdown|back\sin\stime|back\sto)\b"
)
_OPENED = re.compile(r"(?:\((?:[\w-]+\s)?|\b(?:b\.|born|in|from|during|years?|the|for|between)\s|[(;,:]\s?)\Z")
_BEGIN = re.compile(
    r"\b(?:born|began|begins?|begun|beginning|start(?:ed|ing|s)?|opens?|opened|opening|set\sout|set\soff|left|departed"
    r"|took\soffice|launched|commenc(?:ed|es|ing)|broken|set\sin|proclaimed|appointed|elected|on\ssale(?:\sas)?|introduced"
    r"|installed|crowned|hired|adm\.|earliest|entered\sproduction:?)(?!\w)(?:\s[\w'.-]+){0,6}\s\(?\Z"
)
_END = re.compile(
    r"(?:\)?,?\sand\s|,\s|;\s|\.\s)(?:then\s|was\s|it\s|he\s|she\s|they\s|both\s|will\s|[\w-]+\s)?(?:be\s)?"
    r"(?:died|dies|end(?:ed|ing|s)|finish(?:ed|es|ing)|clos(?:ed?|es|ing)|came\shome|came\sback|comes?\sback|returned|returns"
    r"|arrived|conclud(?:ed|es|ing)|called\soff|expir(?:ed|es|ing)|left\soffice|deposed|pensioned|dismissed|withdrawn|retired|resigned|abolished|removed|dem\.|latest|over|run(?:s|ning)\sthrough)"
    r"(?:\s[\w'-]+){0,3}\s"
)
# "Chosen in 2011 … until he lost it at the election of 2008".
_UNTIL = re.compile(r"\b(?:until|till|up\sto)\b[^.;]*\Z")
_SINCE = re.compile(r"\b(?:in|from|on|since|of)\s(?:the\s)?(?:\w+\sof\s)?\Z")
_REACH = 90  # code points
_LATE, _EARLY = 24, 8  # "from 28 to 3 April" begins in March


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each range."""
    # By paragraphs, for in "b. 1950 – d. 1940" the stops end no sentence.
    for passage in gathered(document, document.paragraph_index):
        for first, last in passage.pairs:
            if _is_reversed(first, last) and not _is_told_backwards(passage, first, last):
                is_range = _is_range(passage, first, last)
                if is_range or _is_life(passage, first, last):
                    yield _finding(passage, first, last, None if is_range else Confidence.MEDIUM)


def _is_reversed(first: DateExpression, last: DateExpression) -> bool:
    if first.is_approximate or last.is_approximate:
        return False
    if first.year is None and last.year is None and first.month and first.month == last.month:
        # Of one month, whatever the year; what ends on the day before it began is a year.
        return last.day is not None and (first.day or 0) - last.day > 1
    if not (is_named(first) and is_named(last)):
        return False
    assert first.interval is not None
    assert last.interval is not None
    return last.interval[1] < first.interval[0]


def _is_told_backwards(passage: Passage, first: DateExpression, last: DateExpression) -> bool:
    return _BACKWARDS.search(passage.before(first, 80) + passage.after(last, 80)) is not None


def _is_range(passage: Passage, first: DateExpression, last: DateExpression) -> bool:
    between, before = passage.between(first, last), passage.before(first)
    if _NUMBERED.search(before) or _MOVED.search(before):
        return False
    is_short = passage.of(first).isdigit() and len(passage.of(first)) <= 2  # noqa: PLR2004 (a day alone)
    if is_short and (first.day or 0) > _LATE and (last.day or 0) < _EARLY:
        return False
    if _DASH.fullmatch(between):
        return first.day is not None or _OPENED.search(before) is not None
    if _TO.fullmatch(between):
        return _FROM.search(before) is not None or first.day is not None
    return _AND.fullmatch(between) is not None and _BETWEEN.search(before) is not None


def _is_life(passage: Passage, first: DateExpression, last: DateExpression) -> bool:
    """Whether one begins something that the other ends: "opened in 1959 and closed in 1950"."""
    between = passage.between(first, last)
    if len(between) < _REACH and _UNTIL.search(between) and _SINCE.search(passage.before(first)):
        return True
    return _END.fullmatch(between) is not None and _BEGIN.search(passage.before(first)) is not None


def _finding(passage: Passage, first: DateExpression, last: DateExpression, confidence: Confidence | None) -> Finding:
    names = [words(passage.document, one) for one in (first, last)]
    days = [one.interval for one in (first, last)]
    return Finding(
        Span(first.span.start, last.span.end),
        f"the range ends before it begins: {names[1]} is earlier than {names[0]}",
        evidence={name: iso(one) for name, one in zip(("first", "last"), days, strict=True) if one},
        related=(passage.related(first), passage.related(last)),
        severity=Severity.WARNING if confidence else None,
        confidence=confidence,
    )


RULE = Rule(
    id="dates/reversed-range",
    summary="a range that ends before it begins",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
