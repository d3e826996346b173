"""Two titles, authors, publishers or addresses that cannot both be right.

**What it finds.** Values of one field that differ in substance: the JSON-LD names one author and a meta tag another, or
“Staff” where the page has a name; `og:url` leads to another site than the canonical link; `<title>` is that of another
story. Case, the site's name behind a title, the order of a name, initials, a body's short name, tracking parameters,
`www.` and the like are no contradiction, nor is a credit that names fewer persons. Dates have a rule of their own
(dates/metadata-date-conflict).

**Why it matters.** One of them is wrong: who cites the document cites somebody who did not write it. It is the trace of
a re-post, or of a template that was filled in for another page.

```flagged
---
title: The bridge opens
author: Mara Lind
byline: ⟦Jon Dole⟧
---

The bridge opened on Monday, the ministry said.
```

```clean
---
title: The bridge opens
author: Lind, Mara
byline: By MARA LIND and Bo Li
publisher: Harbour Post
publication: The Harbour Post Ltd
---

The bridge opened on Monday, the ministry said.
```

**Known misses.** Two titles that share words; two addresses of which one leads to the front page; publishers that only
a line of the text names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from corpus.agreement import agree, bodies_agree
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import entries, folded
from corpus.metadata import Value
from corpus.names import is_body
from corpus.persons import is_person
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_NOUNS = {"title": "title", "byline": "author", "publisher": "publisher", "url": "address"}


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each origin whose value differs from the one to go by."""
    for field, noun in _NOUNS.items():
        values = [value for value in document.metadata[field] if _is_statement(document, field, value)]
        if not values:
            continue
        # Where one says “Staff”, it is that one that says too little.
        first = next((value for value in values if not _is_desk(field, value)), values[0])
        same = _beside(document, field, first)
        told: set[str] = set()
        for value in values:
            if value.origin in told or value.origin == first.origin:
                continue
            if _agree(field, _beside(document, field, value), same):
                continue
            told.add(value.origin)
            yield _finding(field, noun, value, first)


def _is_statement(document: Document, field: str, value: Value) -> bool:
    """Whether a value is stated for the document itself, rather than guessed from a line that may tell of another."""
    if field == "title":
        # A site's name stands in a heading of its own on many pages.
        bodies = [body.value for body in document.metadata["publisher"]]
        return not value.is_in_text and not any(bodies_agree(value.value, body) for body in bodies)
    if field == "byline":
        is_credit = value.certainty == 0 or value.origin.startswith("class")
        return is_credit and (_is_desk(field, value) or (is_person(value.value) and not is_body(value.value)))
    return value.certainty == 0 and not value.is_in_text


def _is_desk(field: str, value: Value) -> bool:
    """Whether a credit names nobody but those who work there."""
    return field == "byline" and folded(value.value) in _desks()


@cache
def _desks() -> frozenset[str]:
    return frozenset(words for words, _ in entries("desk-bylines"))


def _beside(document: Document, field: str, value: Value) -> list[Value]:
    """The values of the same thing: all persons of a credit, “publisher.name” and “publisher.alternateName”."""
    return [other for other in document.metadata[field] if _thing(other) == _thing(value)]


def _thing(value: Value) -> str:
    return value.origin.rpartition(".")[0] or value.origin


def _agree(field: str, some: Sequence[Value], others: Sequence[Value]) -> bool:
    return any(agree(field, one.value, other.value) for one in some for other in others)


def _finding(field: str, noun: str, value: Value, first: Value) -> Finding:
    return Finding(
        value.span,
        f"{value.origin} gives another {noun} ({value.value[:100]}) than {first.origin} ({first.value[:100]})",
        evidence={
            "field": field,
            "value": value.value[:200],
            "origin": value.origin,
            "other": first.value[:200],
            "other_origin": first.origin,
        },
        related=(Related(first.span, f"{noun}: {first.value[:100]}"),) if first.span else (),
        layer=LayerName.SOURCE,
    )


RULE = Rule(
    id="provenance/metadata-conflict",
    summary="two titles, authors, publishers or addresses",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
