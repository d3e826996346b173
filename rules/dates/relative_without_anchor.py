"""“Last week” in a document that has no date.

**What it finds.** Expressions of time that count from the day of writing (yesterday, last week, two years ago,
recently) where neither the document nor its metadata say which day that was. The latest year that the text names is
given: it bounds the day from below.

**Why it matters.** Nobody can tell any more when it happened, and in a collection it will be read as if it were now.

```flagged
The council ⟦recently⟧ voted on the dam. It had met ⟦last week⟧.
```

```clean
The council votes
By Ana Ruiz, March 23, 2023
The council recently voted on the dam. It had met last week.
```

**Known misses.** “Now”, “soon” and the like, which often mean no time at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.dates import DateExpression, Kind
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, Json, Rule, Severity

# These may mean the day of writing or the age we live in.
_WEAK = frozenset(("currently", "nowadays", "these days", "the current"))
# What is said to whoever reads it, whenever that is.
_ADVICE = re.compile(r"\b(?:if|when|whenever)\syour?\b")
_OF_STORY = re.compile(r"the\s(?!last|next|past|coming|previous|following)")
_WORD = re.compile(r"\w+")
_REACH = 200  # code points


@dataclass(frozen=True, slots=True)
class Options:
    """How many are listed."""

    most: int = field(
        default=5, metadata={"doc": "expressions listed in one document; the last says how many more", "minimum": 1}
    )


def check(document: Document, options: Options) -> Iterator[Finding]:
    """The first expressions of a document; the rest are counted in the last of them."""
    if document.anchor is not None or document.metadata["date"]:
        return
    found = list(_counting_from_today(document))
    latest = max((e.year for e in document.dates if e.year and e.kind is Kind.EXPLICIT), default=None)
    for number, expression in enumerate(found[: options.most], 1):
        left = len(found) - options.most if number == options.most else 0
        words = document.prose.text[expression.span.start : expression.span.end]
        bound = f"; the text names no year later than {latest}" if latest else ""
        more = f" (and {left} more)" if left > 0 else ""
        evidence: dict[str, Json] = {"words": words, "latest_year": latest, "more": max(left, 0)}
        yield Finding(
            expression.span,
            f"“{words}” counts from a day that the document does not name{bound}{more}",
            evidence=evidence,
            severity=Severity.NOTE if words.lower() in _WEAK else None,
        )


def _counting_from_today(document: Document) -> Iterator[DateExpression]:
    """Those relative to the day of writing, in the writer's own words.

    A year in the sentence is an anchor of its own, and so is a whole date before it in the paragraph: "In 1998 the
    council met for the last time this century", "the week of 6 May 2024 … the Monday".
    """
    dated = {document.sentence_index.at(e.span.start) for e in document.dates if e.kind is Kind.EXPLICIT and e.year}
    anchored: Span | None = None
    for expression in document.dates:
        sentence = document.sentence_index.at(expression.span.start)
        if expression.date:
            anchored = document.paragraph_index.at(expression.span.start)
        elif (
            expression.kind is Kind.RELATIVE
            and document.quoted.at(expression.span.start) is None
            and (sentence is None or sentence not in dated)
            and (anchored is None or document.paragraph_index.at(expression.span.start) != anchored)
            and not _is_general(document, expression)
        ):
            yield expression


def _is_general(document: Document, expression: DateExpression) -> bool:
    """Whether it is any day, as in "today's teenagers" and "if your order arrived last week"."""
    low, (start, end) = document.folded, expression.span
    if low.startswith("'s ", end) and low[start:end] in {"today", "yesterday", "tomorrow"}:
        return True
    # "The last Friday of every month"; "the Sunday night" of a story.
    if expression.weekday is not None and (low.startswith(" of ", end) or _OF_STORY.match(low, start, end)):
        return True
    sentence = document.sentence_index.at(start)
    if sentence is None:
        return False
    around = low[max(sentence.start, start - _REACH) : min(sentence.end, start + _REACH)]
    return _ADVICE.search(around) is not None or {"today", "tomorrow"} <= set(_WORD.findall(around))


RULE = Rule(
    id="dates/relative-without-anchor",
    summary="relative time in a document without a date",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    options=Options,
    languages=frozenset({"en"}),
)
