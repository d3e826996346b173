"""Signatures: a name after a mark that closes a paragraph, as letters and comments are signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.names import NAME, is_body
from corpus.spans import Span, SpanIndex

_INITIALS = r"(?:[A-Z]\.\s?){2,4}"
_SIGNATURE = re.compile(
    rf"(?P<all>[(\[]?(?P<mark>~+|[—–―]+|--+|-|//|::|✍|✒|(?i:signed|(?:comment|note|posted|added)\sby)[:,]?)\s?(?P<name>{NAME}|{_INITIALS})"
    r"(?:,\s(?P<rest>[^.!?\n]{1,60}))?|[(\[](?P<bracketed>[A-Z][\w.’'-]*\s(?:[A-Z][\w.’'-]*\s?){1,3})[)\]])[*_~\s.)\]]*\Z"
)
# "— With love from your doctor", "~ Awake in Zone 4": no name, but a line of its own, and no sentence.
_FAREWELL = re.compile(
    r"(?P<all>(?P<mark>~+|[—–―]|--)\s?(?P<name>[A-Z][^\n.!?:;,“”\"]{2,60})(?P<rest>,[^\n.!?:;“”\"]{1,80})?)[*_\s]*\Z"
)
_MARK = re.compile(r"[~—–―(\[✍✒/:-](?:(?<![/:])|(?<=/)/|(?<=:):)")
_WORDS = ("signed", "comment", "note", "posted", "added")
_WORD_MARK = re.compile(rf"(?i:\b(?:{'|'.join(_WORDS)})\b)")
_WINDOW = 140  # code points at the end of a paragraph in which a signature stands
# "— Political Correspondent Jon Dole" signs for the paper.
_STAFF = re.compile(
    r"\b(?:[Cc]orrespondent|[Rr]eporter|(?:[Ss]taff|[Ss]ports|AP|Associated Press) [Ww]riter|[Bb]ureau)\b"
)
_FAREWELL_MARKS = frozenset("~—–―-")
_ENDS = ".!?…”\"’')*_"
_QUOTE_ENDS = "”\"’'»"
_SENTENCE_END = re.compile(r"[.!?…][”\"’')*_]{0,3}\s")
_TOLD = 3  # words before a quotation that tell whose it is
# "In the words of the poet, “…” — Jon Dole"
_PROVERBIAL = re.compile(r"\b(?:once|saying|says? it|put it|puts it|goes|words of|proverb|wrote|as they say)\b")


@dataclass(frozen=True, slots=True)
class Signature:
    """``span`` runs from the mark to the end of the name; ``paragraph`` is the number of the one it closes.

    A signature on a line of its own closes the paragraph before.
    """

    span: Span
    name: str
    paragraph: int
    is_own_line: bool


def signatures(
    text: str, paragraphs: Sequence[Span], quoted: SpanIndex, block_quotes: SpanIndex
) -> Iterator[Signature]:
    """The signatures of a text, those under or after a quotation left out: they name its speaker."""
    for number, paragraph in enumerate(paragraphs):
        start = max(paragraph.start, paragraph.end - _WINDOW)
        match = _at_end(text, start, paragraph.end) or _farewell(text, paragraphs, number)
        if not match:
            continue
        name = (match["name"] or match.groupdict().get("bracketed") or "").strip()
        before = text[paragraph.start : match.start()].rstrip(" \t\r\n*_")
        own_line = not before
        home = number - 1 if own_line else number
        if (
            home < 0
            or block_quotes.at(paragraphs[home].start) is not None
            or is_body(name)
            or _STAFF.search(match[0])
            or not _is_signed(text, match, before, paragraphs[home], quoted)
        ):
            continue
        yield Signature(
            Span(match.start("all"), match.end("name") if match["name"] else match.end("all")), name, home, own_line
        )


def _at_end(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first mark from which a signature runs to ``end``."""
    marks = [mark.start() for mark in _MARK.finditer(text, start, end)]
    folded = text[start:end].lower()
    if any(word in folded for word in _WORDS):
        marks = sorted([*marks, *(mark.start() for mark in _WORD_MARK.finditer(text, start, end))])
    return next(filter(None, (_SIGNATURE.match(text, mark, end) for mark in marks)), None)


def _farewell(text: str, paragraphs: Sequence[Span], number: int) -> re.Match[str] | None:
    """A line that takes leave, which is no entry of a list: those before and after it don't begin as it does."""
    paragraph = paragraphs[number]
    mark = text[paragraph.start : paragraph.start + 1]
    if mark not in _FAREWELL_MARKS or not number:
        return None
    around = (*paragraphs[number - 1 : number], *paragraphs[number + 1 : number + 2])
    if any(text.startswith(mark, other.start) for other in around):
        return None
    return _FAREWELL.match(text, paragraph.start, paragraph.end)


def _is_signed(text: str, match: re.Match[str], before: str, paragraph: Span, quoted: SpanIndex) -> bool:
    """Whether the name signs what stands before it."""
    is_tilde = (match["mark"] or "").startswith("~")
    if match.groupdict().get("bracketed"):
        # Brackets hold anything; only after a full stop, with nothing after them, they may hold a signature.
        return bool(before) and before[-1] in ".!?…" and len(match["bracketed"].split()) < 4  # noqa: PLR2004
    if match["mark"] == "-" and (not before or not text[match.start() - 1].isspace()):
        return False  # an entry of a list, or a hyphen
    if not before:
        stretch = text[paragraph.start : paragraph.end]
        return is_tilde or not _is_quotation(stretch, paragraph, quoted)
    if is_tilde:
        return True
    if before[-1] not in _ENDS:
        return False
    quotation = quoted.at(paragraph.start + len(before) - 1) if before[-1] in _QUOTE_ENDS else None
    return quotation is None or _is_part(text, paragraph, quotation)


def _is_part(text: str, paragraph: Span, quotation: Span) -> bool:
    """Whether the sentence that a quotation closes has said who speaks; else a name right after it does."""
    lead = text[max(paragraph.start, quotation.start - _WINDOW) : quotation.start]
    own = _SENTENCE_END.split(lead)[-1]
    return len(own.split()) >= _TOLD and not own.rstrip().endswith(":") and _PROVERBIAL.search(own.lower()) is None


def _is_quotation(stretch: str, paragraph: Span, quoted: SpanIndex) -> bool:
    """Whether a paragraph is a quotation: what follows the dash then names who said it."""
    lead = len(stretch) - len(stretch.lstrip(" \t*_>"))
    span = quoted.at(paragraph.start + lead)
    return span is not None and span.end - span.start > len(stretch.strip()) * 0.8
