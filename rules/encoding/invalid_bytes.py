"""Bytes that are no text in the document's encoding: a damaged UTF-8 file, or lines of another charset in it.

**What it finds.** Bytes that do not decode. A UTF-8 file with a lost byte is taken for what it is, not for Latin-1; a
line of Windows-1252 in it is named with what it says. Those of one line are one finding.

**Why it matters.** A decoder puts U+FFFD there or drops the byte, and with it the letter, the quotation mark or the
name.

In the example, ⧼ED⧽ stands for the byte ED.

```flagged
“No,” said José ⟦Garc⧼ED⧽a⟧, and left the café.
```

```clean
“No,” said José García, and left the café.
```

**Known misses.** Damage that leaves valid bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from corpus.document import Document
from corpus.layers import LayerName
from corpus.repair import Repair
from corpus.reread import reread
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import around, by_line, counted

# Bytes of Windows-1252 that are signs in no other charset of the West.
_CERTAIN = frozenset("‘’“”–—…•€™")


class _Read(NamedTuple):
    """Undecodable bytes, and what they are in Windows-1252 if that is text."""

    data: bytes
    meant: str | None


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each line with bytes that do not decode."""
    decoded = document.decoded
    if not decoded.undecodable:
        return
    read = {span: _Read(data, meant) for span, data, meant in reread(decoded)}
    for group in by_line(decoded.text, sorted(read)):
        yield _finding(decoded.text, decoded.encoding.used, {span: read[span] for span in group})


def _finding(text: str, encoding: str, read: dict[Span, _Read]) -> Finding:
    """The finding of one line, in which ``read`` stands, in order."""
    places = list(read)
    span = Span(around(text, places[0]).start, around(text, places[-1]).end)
    said = _said(text, span, read)
    number = counted(sum(len(data) for data, _ in read.values()), "a byte is", "bytes are")
    data = b" ".join(data for data, _ in read.values())
    more = f"; in Windows-1252 “{said[:60]}”" if said else ""
    return Finding(
        span,
        f"{number} no text in {encoding}: {data[:20].hex(' ')}{more}",
        evidence={"bytes": data[:200].hex(" "), "encoding": encoding},
        suggestion=said,
        repairs=tuple(Repair(place, meant) for place, (_, meant) in read.items() if meant in _CERTAIN),
    )


def _said(text: str, span: Span, read: dict[Span, _Read]) -> str | None:
    """The stretch with its bytes read as Windows-1252; nothing if one of them is none."""
    parts: list[str] = []
    position = span.start
    for place, (_, meant) in read.items():
        if meant is None:
            return None
        parts += [text[position : place.start], meant]
        position = place.end
    return "".join((*parts, text[position : span.end]))[:200]


RULE = Rule(
    id="encoding/invalid-bytes",
    summary="bytes that are no text in the document’s encoding",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.SOURCE,
    documentation=__doc__,
    check=check,
)
