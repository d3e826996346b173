"""A note inside the text by somebody who is not its author: “[Ed. note: …]”, “(Comment by …)”, “[RP: source??]”.

**What it finds.** Notes in brackets or at the beginning of a paragraph that name an editor, a moderator, a poster or
“us” as who speaks, and notes on who wrote a comment. One that tells what was corrected or where the text is from is no
finding: that is what such notes are for. What colleagues of a desk left for each other is one: notes to somebody
(`[Note to web: …]`), questions under initials, gaps to be filled (`[TK]`, `[check spelling]`, `XX per cent`); and so is
a paragraph in square brackets that judges.

**Why it matters.** Whoever adds a note speaks from outside the article, and what they say must not be learnt or quoted
as the author's.

```flagged
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

⟦[Ed. note: they told us the same of the old one.]⟧

The ministry expects 2,000 cars a day, said its spokeswoman.
```

```flagged
The bridge opens
By Mara Lind

The bridge cost ⟦[TK]⟧ million, the ministry said. ⟦[JB: has anybody checked this??]⟧

⟦[So much for the promises, of course. Nobody asked the people of the north bank whether they wanted it!]⟧

⟦[Note to web: new headline, please]⟧
```

```clean
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

Editor's note: an earlier version of this story gave the wrong length of the bridge.

“It was [Minister Jan] Holt who wanted it,” she said [in Dutch]. “I wrote the [check] myself.” [Photo: A. Lind]
```

**Known misses.** Notes that don't say that they are one, and notes of a desk in round brackets or in none.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import SpanIndex
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.opinion.desk_notes import bracketed_paragraphs, desk_notes


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each note."""
    for note in document.editor_notes:
        if not note.mends and note.first >= document.body_start:
            yield Finding(
                note.span,
                "a note by somebody who is not the author",
                evidence={"paragraphs": note.last - note.first + 1},
            )
    known = SpanIndex(note.span for note in document.editor_notes)
    for span in desk_notes(document):
        if not known.touching(span):
            words = document.prose.text[slice(*span)]
            yield Finding(span, f"a note of a desk: {words[:80]}", evidence={"paragraphs": 1})
    for span in bracketed_paragraphs(document):
        if not known.touching(span):
            yield Finding(
                span,
                "a paragraph in brackets, which judges what the text says",
                evidence={"paragraphs": 1},
                confidence=Confidence.MEDIUM,
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
