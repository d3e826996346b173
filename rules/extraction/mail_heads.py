"""Heads of mails that were forwarded or answered: the rule of dashes, `From:`, `Date:`, `Subject:`, “On … wrote:”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.lexicon import places
from corpus.spans import Span

_FORWARDED = (
    "forwarded message",
    "original message",
    "message transféré",
    "weitergeleitete nachricht",
    "mensaje reenviado",
    "ursprüngliche nachricht",
    "messaggio inoltrato",
)
_RULE = re.compile(rf"[>\s]*-{{0,20}}\s?(?:begin )?(?:{'|'.join(_FORWARDED)})\s?:?\s?-{{0,20}}\s*")
# A line of the head; what is quoted of an older mail has a mark before it.
_FIELD = re.compile(
    r"[>\s*]*(?:from|sent|date|to|cc|bcc|subject|reply-to|resent-from|list-unsubscribe|von|gesendet|an|betreff|de"
    r"|envoyé|à|objet|para|asunto|enviado)\s?:[*\s]*\S.*"
)
_SUBJECT = re.compile(r"[>\s*]*(?:subject|betreff|objet|asunto)\s?:")
# The clock or the address is what a sentence leaves out that leads up to somebody's words.
_WROTE = re.compile(r"[>\s]*on .{6,80}(?:\d:\d\d|@).{0,80} wrote:\s*")
# All of it in one line, as readers of Markdown set it.
_JOINED = re.compile(r".{0,60}(?:from|von|de)\s?: .{3,140} (?:subject|betreff|objet|asunto)\s?: .{1,140}")
_ADDRESSED = re.compile(r"[\w.+-]@[\w-]|<mailto:|undisclosed[ -]recipients")
_MOST_LINES = 12  # of a head
_LONGEST = 300  # code points of its lines
_FEWEST = 3  # fields that are a head without a rule above them


def mail_heads(document: Document) -> Iterator[Span]:
    """The heads, in order: rules with what follows, three fields or more with an address, and “On … wrote:”."""
    low = document.folded
    signs = ("forwarded", "original message", "subject:", "betreff:", "objet:", "asunto:", " wrote:", *_FORWARDED[2:])
    end = 0
    for place in sorted({place for sign in signs for place in places(low, sign)}):
        if place >= end:
            head = _head(low, place)
            if head:
                end = head.end
                yield head


def _head(low: str, place: int) -> Span | None:
    """The head that the line of a place belongs to."""
    line = _line(low, place)
    words = low[line.start : line.end]
    if _WROTE.fullmatch(words):
        return line
    if _RULE.fullmatch(words):
        fields = _fields_below(low, line)
        return Span(line.start, fields[-1].end) if fields else line
    if not _SUBJECT.match(words):
        return line if _JOINED.fullmatch(words) and _ADDRESSED.search(words) else None
    fields = [*reversed(_fields_above(low, line)), line, *_fields_below(low, line)]
    head = Span(fields[0].start, fields[-1].end)
    is_head = len(fields) >= _FEWEST and _ADDRESSED.search(low, *head)
    return head if is_head else None


def _fields_below(low: str, line: Span) -> list[Span]:
    found: list[Span] = []
    while len(found) < _MOST_LINES:
        start = line.end
        while start < len(low) and low[start] in "\r\n":
            start += 1
        line = _line(low, start) if start < len(low) else Span(start, start)
        if not _is_field(low, line):
            break
        found.append(line)
    return found


def _fields_above(low: str, line: Span) -> list[Span]:
    found: list[Span] = []
    while len(found) < _MOST_LINES:
        end = line.start
        while end > 0 and low[end - 1] in "\r\n":
            end -= 1
        line = _line(low, end - 1) if end else Span(0, 0)
        if not _is_field(low, line):
            break
        found.append(line)
    return found


def _is_field(low: str, line: Span) -> bool:
    return 0 < line.end - line.start <= _LONGEST and _FIELD.fullmatch(low, *line) is not None


def _line(low: str, place: int) -> Span:
    """The line of a place, without its end; no more of it than a head's line can be long."""
    start = low.rfind("\n", max(place - _LONGEST, 0), place) + 1 or max(place - _LONGEST, 0)
    end = low.find("\n", place, place + _LONGEST + 1)
    end = end if end >= 0 else min(place + _LONGEST + 1, len(low))
    while end > start and low[end - 1] in "\r\n":
        end -= 1
    return Span(start, end)
