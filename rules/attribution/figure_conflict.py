"""Figures of one text that cannot all be true: “31 of 120, or 41 percent”.

**What it finds.** Parts that do not make the whole beside them, or are greater than it; shares of one question, owner
or vote that make more than 100 percent; a percentage that does not fit its two numbers; a rise or fall that its ends
contradict, in size or direction; a lower bound above the upper one; a column of a table that does not make its total;
and a number that is told again with digits that have changed places, as fourteen and forty do, or as another count of
the dead. What rounding, “about”, “at least” or a list that names only some leave open is allowed for.

**Why it matters.** One of the figures is wrong, the text does not say which, and readers will take over either.

```flagged
⟦402 people voted: 61 for Amble, 188 for Brook, 49 for Carr and 122⟧ for Dunne. The crash killed ⟦nine people, ten⟧ of
them children. They found mould in ⟦31 of 120 flats, or 41 percent⟧.
```

```flagged
Membership rose from ⟦200 to 260, a rise of 60 percent⟧. Bids came in at between ⟦£900,000 and £300,000⟧.
In the survey, ⟦61 per cent were in favour, 22 per cent against, and 27 per cent⟧ had no opinion.
```

```flagged
The bank was given a fine of $2.3 million. It will appeal. Its lawyers called the ⟦$3.2 million⟧ fine absurd.

| Item | Cost |
| Roof | 4,100 |
| Tower | 1,900 |
| Bells | 900 |
| Total | ⟦7,900⟧ |
```

```clean
420 people voted: 61 for Amble, 188 for Brook, 49 for Carr and 122 for Dunne. Of the 43 pupils, 20 have a dog and 25 a
cat. Membership rose from 200 to 260, a rise of 30 percent. The share of women rose 10 percent, from 20 percent to 30
percent. He won 12 medals, including four gold and three silver. Seven of the 48 bridges, or nearly 15 per cent, leak.
The bank was fined about $2 million. Its lawyers called the $1.98 million fine absurd.
```

**Known misses.** Parts and a whole in different sentences, but for “of these”; lists of parts behind a bare comma,
which may be a list of other things; answers that could overlap. Of what is told twice, all but slips of the pen and the
dead: other numbers mostly belong to another day, source or thing. Times and ages are the dates’.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.attribution import changes, order, shares, subsets, sums, tables, twice
from rules.attribution.frames import frames
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_OF_A_SENTENCE = (sums.conflicts, subsets.conflicts, shares.conflicts, changes.conflicts, order.conflicts)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each conflict; of several that share figures, the first."""
    for frame in frames(document):
        taken: list[Span] = []
        for conflicts in _OF_A_SENTENCE:
            for finding in conflicts(frame):
                if finding.span and not any(finding.span.overlaps(one) for one in taken):
                    taken.append(finding.span)
                    yield finding
    yield from tables.conflicts(document)
    yield from twice.conflicts(document)


RULE = Rule(
    id="attribution/figure-conflict",
    summary="figures that cannot all be true",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
