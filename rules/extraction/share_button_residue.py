"""Share buttons that a converter took for text.

**What it finds.** Lines that hold nothing but the glyphs or names of share buttons (`f`, `G+`, `✉`, `in`,
`Facebook | Twitter | Email`, `Share this:`), bare, bracketed or emphasised, in rows or scattered one a line;
neighbouring ones are one finding. So are rows whose icons went through OCR (`f y ¥ in ®`), and rows behind the last
sentence of a paragraph. A lone glyph counts only where the document has such a row elsewhere or the scattered ones add
up.

**Why it matters.** They cut sentences and paragraphs in two and turn up as words in counts and search.

```flagged
The vote is on Monday.

⟦f

🐦

G+

✉

in⟧

The mayor is for it.
```

```flagged
The vote is on Monday.

⟦Facebook Twitter LinkedIn Email⟧

The mayor is for it.
```

```clean
She shared it on Facebook, Twitter and by email.

I

The council sits
in
the old school.
```

**Known misses.** A single button with no other in the document; buttons before or inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.repair import Repair
from corpus.spans import Span
from rules.extraction.deletion import lines
from rules.extraction.share_rows import SET, Row, has_glyph, networks, row, row_at_end
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_STOPS = frozenset(".!?;”")  # no row of buttons ends in one, and most lines do


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each run of lines with buttons."""
    text = document.text.text
    rows = [
        found
        for line in document.lines
        if text[line.end - 1] not in _STOPS and (found := row(text, line) or row_at_end(text, line))
    ]
    groups = [(group, _is_sure(group)) for group in _groups(text, rows)]
    known = {token.casefold() for group, is_sure in groups if is_sure for row in group for token in row.tokens}
    lone = {
        row.tokens[0].casefold() for group, is_sure in groups if not is_sure for row in group if len(row.tokens) == 1
    }
    for group, is_sure in groups:
        tokens = [token for row in group for token in row.tokens]
        repeats = bool(known) and all(token.casefold() in known for token in tokens)
        if is_sure or repeats or (len(lone) > SET and has_glyph(tokens)):
            span = Span(group[0].span.start, group[-1].span.end)
            yield Finding(
                span,
                f"share buttons left in the text: {' '.join(tokens)[:80]}",
                evidence={"buttons": tokens},
                repairs=_repairs(document, group, span),
            )


def _repairs(document: Document, group: list[Row], span: Span) -> tuple[Repair, ...]:
    """The deletion of the rows of a plain text; a label with no button may be the author's (“Like this:”)."""
    if document.text.offsets is not None or not any(row.buttons for row in group):
        return ()
    return (Repair(lines(document.text.text, span), ""),)


def _groups(text: str, rows: list[Row]) -> list[list[Row]]:
    """Rows with nothing but white space between them."""
    groups: list[list[Row]] = []
    for found in rows:
        if groups and not text[groups[-1][-1].span.end : found.span.start].strip():
            groups[-1].append(found)
        else:
            groups.append([found])
    return groups


def _is_sure(group: list[Row]) -> bool:
    """Whether a group can be nothing but buttons: one of its rows, or a set that stands one a line."""
    if any(row.is_sure for row in group):
        return True
    tokens = {token.casefold() for row in group for token in row.tokens}
    return len(tokens) >= SET and (has_glyph(tokens) or len(tokens & networks()) >= SET)


RULE = Rule(
    id="extraction/share-button-residue",
    summary="share buttons left in the text",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
