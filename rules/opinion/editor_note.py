"""A note inside the text by somebody who is not its author: “[Ed. note: …]”, “(Comment by …)”.

**What it finds.** Notes in brackets or at the beginning of a paragraph that name an editor, a moderator, a poster or
“us” as who speaks, and notes on who wrote a comment. One that tells what was corrected or where the text is from is no
finding: that is what such notes are for.

**Why it matters.** Whoever adds a note speaks from outside the article, and what they say must not be learnt or quoted
as the author's.

```flagged
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

⟦[Ed. note: they told us the same of the old one.]⟧

The ministry expects 2,000 cars a day, said its spokeswoman.
```

```clean
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

Editor's note: an earlier version of this story gave the wrong length of the bridge.
```

**Known misses.** Notes that don't say that they are one.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Rule, Severity


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each note."""
    for note in document.editor_notes:
        if not note.mends and note.first >= document.body_start:
            yield Finding(
                note.span,
                "a note by somebody who is not the author",
                evidence={"paragraphs": note.last - note.first + 1},
            )


RULE = Rule(
    id="opinion/editor-note",
    summary="a note inside the text by somebody who is not its author",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset(("en",)),
)
