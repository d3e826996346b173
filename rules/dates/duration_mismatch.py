"""An amount of time that its own dates contradict: “two decades ago, in 1972”, written in 2022.

**What it finds.** Amounts beside the dates that they lie between (two decades ago, in 1972; from 1990 to 2005, for 20
years; twenty years after the war ended in 1945, in 1955), ages beside a day of birth, anniversaries beside what they
are of, centuries and decades beside a year. Rounded amounts, counting with both ends, and days of which only the year
is known are allowed for.

**Why it matters.** The amount or one of the dates is wrong, and readers will take over either.

```flagged
Ana Ruiz ran the clinic from ⟦1990 to 2005, for 20 years⟧. The tower was put up in ⟦the 18th century, in 1923⟧.
```

```flagged
Born in Porto in 1950, the guitarist died in 2001 at the age of ⟦45⟧.
```

```clean
Ana Ruiz ran the clinic from 1990 to 2005, for 15 years. The tower was put up in the 20th century, in 1923.
Born in Porto on 30 November 1950, the guitarist died on 4 February 2001 at the age of 50.
```

**Known misses.** Many: only amounts that stand beside their dates, in a few forms, are read. Those in another sentence,
or in somebody's words, which may be older, are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.dates import ages, amounts, anniversaries, durations, eras
from rules.dates.chronology import Chronology
from rules.dates.reckoning import passages
from rules.model import Confidence, Finding, NoOptions, Rule, Severity


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each contradiction."""
    found: set[Span | None] = set()
    for finding in _mismatches(document):
        if finding.span not in found:
            found.add(finding.span)
            yield finding


def _mismatches(document: Document) -> Iterator[Finding]:
    chronology = Chronology(document)
    yield from amounts.mismatches(document, chronology)
    for passage in passages(document):
        yield from durations.mismatches(passage)
    yield from eras.mismatches(document)
    yield from ages.mismatches(document)
    yield from anniversaries.mismatches(document, chronology)


RULE = Rule(
    id="dates/duration-mismatch",
    summary="an amount of time that its dates contradict",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
