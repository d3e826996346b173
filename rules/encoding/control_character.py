"""Control characters in the text: a NUL, an escape sequence, U+0092 for an apostrophe.

**What it finds.** The control characters of ASCII other than tab and line ends, the sequences of terminals, the
controls U+0080 to U+009F (which are quotation marks and dashes of Windows-1252 that were decoded as Latin-1), and code
points that are no characters. Form feeds between lines, which part pages, are a note.

**Why it matters.** They are invisible, cut words for search, end the text early in some programs, and can rewrite what
a terminal shows.

```flagged
The minister⟦\u0092⟧s plan costs 3 million.
The vote⟦\u0096⟧is on Monday.
```

```clean
A tab	and a line end are no defects. The minister’s plan… costs – 3 million.
```

**Known misses.** A NUL in a text of a few words, which is taken for one in UTF-16.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.characters import C0, C1, LINE_ENDS, described
from corpus.document import Document
from corpus.layers import LayerName
from corpus.repair import Repair
from corpus.spans import Span
from corpus.vocabulary import is_word
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import around

# A sequence of a terminal (of which the longest part, the title of a window, is bounded), or a run of one control
# character or of one code point that is no character.
_CONTROL = re.compile(
    "(?P<sequence>\x1b(?:\\[[0-9;?]{0,20}[@-~]|\\][^\x07\x1b\r\n]{0,200}(?:\x07|\x1b\\\\)|[@-Z\\\\^_]))"
    "|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff])(?P=control)*"
)
_ODD = C0 | C1 | frozenset(map(chr, [*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]))
_APOSTROPHE = "\x19"
# The low bytes of U+2013 to U+201D, which are left where two bytes became one.
_LOW_BYTES = {"\x13": "–", "\x14": "—", "\x18": "‘", "\x1c": "“", "\x1d": "”"}
# They stand for nothing; some PDFs have the last one for a hyphen at a line end.
_DROPPED = frozenset("\0\a\x7f\ufffe")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each control character, run of one, or sequence."""
    if document.characters.isdisjoint(_ODD):
        return
    text = document.text.text
    repaired = dict(document.repairs)
    for match in _CONTROL.finditer(text):
        span = Span(*match.span())
        control = match["control"]
        if match["sequence"]:
            yield _finding(span, "an escape sequence of a terminal", match[0], "")
        elif control == "\f" and (_is_at_line_end(text, span) or _is_at_line_start(text, span)):
            yield _finding(span, "a form feed parts pages", control, "", severity=Severity.NOTE)
        else:
            meant = repaired.get(span) or _meant(text, span, control)
            what = f"the control character {described(control)}"
            yield _finding(span, what + (f" stands for “{meant}”" if meant else ""), control, meant)


def _finding(span: Span, message: str, control: str, meant: str | None, *, severity: Severity | None = None) -> Finding:
    return Finding(
        span,
        message,
        evidence={"characters": [f"U+{ord(character):04X}" for character in control[:20]]},
        suggestion=meant or None,
        severity=severity,
        repairs=() if meant is None else (Repair(span, meant),),
    )


def _meant(text: str, span: Span, control: str) -> str | None:
    """What stood there; nothing (``""``) if it can be dropped, ``None`` if there is no telling."""
    if control in _DROPPED:
        return "" if _may_drop(text, span) else None
    if control == _APOSTROPHE:
        return "’" if _is_in_word(text, span) else None
    return _single(control) if span.end - span.start == 1 else None


def _single(control: str) -> str | None:
    """What a control is that stands alone: a byte of Windows-1252, or what is left of a quotation mark or dash."""
    if control not in C1:
        return _LOW_BYTES.get(control)
    try:
        return control.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return None


def _may_drop(text: str, span: Span) -> bool:
    """Whether the words around a control are whole without it: some fonts have one for a pair of letters."""
    word = around(text, span)
    left, right = text[word.start : span.start], text[span.end : word.end]
    return not left or not right or is_word((left + right).lower())


def _is_in_word(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start].isalpha() and text[span.end : span.end + 1].isalpha()


def _is_at_line_start(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] in LINE_ENDS


def _is_at_line_end(text: str, span: Span) -> bool:
    return text[span.end : span.end + 1] in LINE_ENDS


RULE = Rule(
    id="encoding/control-character",
    summary="a control character in the text",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
