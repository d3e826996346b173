"""Sentences: where one ends is told by its punctuation and the word on either side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from corpus.lexicon import entries
from corpus.spans import Span

# A terminator with the marks that close with it, white space, and what may open the next sentence. A run of
# terminators is looked at once, from its beginning; that is asked behind the first of them, for a pattern that begins
# with a look behind is tried at every place.
_CANDIDATE = re.compile(r"(?P<end>[.!?…](?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+)\s++(?=(?P<next>[\"'“‘«([]*\S))")
_LONG_WORD = 30  # code points in which the word before a full stop is looked for
_INITIAL = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z|[A-Z]\Z")
# A sentence that begins with one of these after "U.S." or "a.m." is a new one; a name there goes on.
_STARTERS = frozenset(
    "A After All Although An And Another As At Before Both But By During Each For From He Her His However I If In "
    "It Its Many More Most My No Not Now On One Our She Since So Some That The Their Then There These They This "
    "Those Under Until We What When Where Which While Who Why With Yet You".split()
)


@cache
def _abbreviations() -> dict[str, bool]:
    """Each abbreviation, and whether it is one before any word, not only before a number."""
    return {phrase: bool(weight) for phrase, weight in entries("abbreviations")}


def sentences(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of ``text``; none runs over the end of a paragraph."""
    return tuple(sentence for paragraph in paragraphs for sentence in _split(text, paragraph))


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in _CANDIDATE.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, match, start):
            yield Span(start, match.end("end"))
            start = match.start("next")
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    following = match["next"][-1]
    if following.islower() or text.startswith(". ", match.end("next") - 1):  # ". . ." is an ellipsis
        return False
    end = match["end"]
    if end[0] != "." or end.startswith(".."):
        return not (end[0] in ".…" and following in ",;:")
    words = text[max(start, match.start() - _LONG_WORD) : match.start()].split()
    last = words[-1].lstrip("\"'“‘’([—–-") if words else ""
    always = _abbreviations().get(last.lower()) if len(end) == 1 else None
    if always or (always is not None and following.isdigit()):
        return False
    if _INITIAL.match(last) and len(end) == 1:
        # "J. R. Smith" goes on; "in the U.S. The" and "plan B. The" don't.
        return _next_word(text, match) in _STARTERS
    return True


def _next_word(text: str, match: re.Match[str]) -> str:
    begin = match.end("next") - 1
    end = begin
    while end < len(text) and end - begin < 12 and text[end].isalpha():  # noqa: PLR2004 (longer than any starter)
        end += 1
    return text[begin:end]
