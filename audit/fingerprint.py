"""What makes a finding the same in the next version of a document: its words and their neighbours, not its place."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from corpus.spans import Span

_NEIGHBOURS = 3  # words on either side
_WINDOW = 100  # code points in which they are looked for, each run of white space counted as one,
_RAW = 4 * _WINDOW  # and as they stand in the text
_NARROW = 20  # code points; in a block of shorter lines they are verse or a list
_LOOSE = 0.25  # of a block's lines from which on they are not wrapped: those that the next word would have fitted in
_SHORT = 0.75  # of the longest line: with the next word no longer than that, a line was meant to end
_WORD = re.compile(r"\w+")
# Those that lines are wrapped at, as far as they are not one blank already; other spaces may be what is flagged.
_BLANKS = re.compile(r"[\t\n\v\f\r][ \t\n\v\f\r]*| [ \t\n\v\f\r]+")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_SENTENCE_END = re.compile(r"[.!?…:;][”\"'’)\]»]*(?=\s)")


class Fingerprinter:
    """Fingerprints for the findings of one document, to be asked in their order.

    White space counts as one blank, so that other line ends and other wrapping change nothing. Neighbours are words of
    the same sentence, so that a line put in before or after it changes nothing either; their case and the punctuation
    between them don't count.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._starts: dict[int, tuple[str, array[int]]] = {}  # with the text, so that its id stays its own

    def fingerprint(self, rule: str, text: str, span: Span | None) -> str:
        """32 hexadecimal digits for a finding of ``rule`` at ``span`` of ``text``, unique in the document."""
        parts = (rule, *(self._words(text, span) if span else ()))
        self._seen[parts] += 1
        content = "\x1f".join((*parts, str(self._seen[parts])))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _words(self, text: str, span: Span) -> tuple[str, str, str]:
        if id(text) not in self._starts:
            self._starts[id(text)] = text, array("Q", sorted(_starts(text)))
        _, starts = self._starts[id(text)]
        before, after = bisect_right(starts, span.start), bisect_left(starts, span.end)
        first = max(starts[before - 1] if before else 0, span.start - _RAW)
        last = min(starts[after] if after < len(starts) else len(text), span.end + _RAW)
        # What casefolding lengthens is cut again.
        left = _collapsed(text[first : span.start])[-_WINDOW:].casefold()[-_WINDOW:]
        right = _collapsed(text[span.end : last])[:_WINDOW].casefold()[:_WINDOW]
        return (
            _collapsed(text[span.start : span.end]),
            _first_words(left[::-1])[::-1],  # the last ones
            _first_words(right),
        )


def _first_words(text: str) -> str:
    return " ".join(match[0] for match in islice(_WORD.finditer(text), _NEIGHBOURS))


def _collapsed(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


def _starts(text: str) -> Iterator[int]:
    """Where neighbours end: after a sentence, at a blank line, and at the end of a line that was not wrapped there.

    Whether a line end is wrapping is told from its own block, the lines between two blank ones, so that nothing
    elsewhere changes it: wrapping leaves no line that the next word would still have fitted in.
    """
    for end in _SENTENCE_END.finditer(text):
        yield end.end()
    block: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if line[1].strip():
            block.append(line)
            continue
        yield line.start()
        yield from _ends(block)
        block = []
    yield from _ends(block)


def _ends(block: list[re.Match[str]]) -> Iterator[int]:
    if len(block) < 2:  # noqa: PLR2004 (no line end inside it)
        return
    lengths = [len(line[1].rstrip()) for line in block]
    # A line of one word is no measure: an address that is too long for any line stands alone.
    longest = max((length for line, length in zip(block, lengths, strict=True) if " " in line[1].strip()), default=0)
    with_next = [
        length + 1 + len(following[1].split(maxsplit=1)[0])
        for length, following in zip(lengths, block[1:], strict=False)
    ]
    loose = sum(length <= longest for length in with_next)
    is_wrapped = longest > 0 and max(lengths) >= _NARROW and loose <= _LOOSE * len(with_next)
    for line, length in zip(block, with_next, strict=False):
        if not is_wrapped or length <= _SHORT * longest:
            yield line.end()
