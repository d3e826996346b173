"""What makes a finding the same in the next version of a document: its words and their neighbours, not its place."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from corpus.paragraphs import is_hard_wrapped
from corpus.spans import Span

_NEIGHBOURS = 3  # words on either side
_WINDOW = 100  # code points in which they are looked for
_WORD = re.compile(r"\w+")
_BLANK_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r(?!\n)|\n)")


class Fingerprinter:
    """Fingerprints for the findings of one document, to be asked in their order.

    Neighbours are words of the same paragraph, so that a line put in before or after it changes nothing; case and white
    space don't count, nor does punctuation between the neighbours, so that re-wrapping and other line ends change
    nothing either.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()

    def fingerprint(self, rule: str, text: str, span: Span | None) -> str:
        """32 hexadecimal digits for a finding of ``rule`` at ``span`` of ``text``, unique in the document."""
        parts = (rule, *(self._words(text, span) if span else ()))
        self._seen[parts] += 1
        content = "\x1f".join((*parts, str(self._seen[parts])))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _words(self, text: str, span: Span) -> tuple[str, str, str]:
        matched = " ".join(text[span.start : span.end].casefold().split())
        before, after = text[max(span.start - _WINDOW, 0) : span.start], text[span.end : span.end + _WINDOW]
        if is_hard_wrapped(text):
            before, after = _BLANK_LINE.split(before)[-1], _BLANK_LINE.split(after, maxsplit=1)[0]
        else:
            before = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
            after = after.partition("\n")[0].partition("\r")[0]
        return (
            matched,
            " ".join(_WORD.findall(before.casefold())[-_NEIGHBOURS:]),
            " ".join(_WORD.findall(after.casefold())[:_NEIGHBOURS]),
        )
