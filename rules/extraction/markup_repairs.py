"""What of the markup in a plain text can be taken out without touching a word or its meaning.

Escapes lose their backslash; tags of type and comments go; a line break becomes one. Tags that say what words are
(links, ``<sup>`` and ``<sub>``, headings) stay: without them a figure would be another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.repair import Repair
from corpus.spans import Span
from rules.extraction.deletion import fills_lines, lines

_ESCAPE = re.compile(r"\\[^`()\[\]{}]")  # a backtick would make code of what follows; brackets may be those of TeX
_TYPE = re.compile(
    r"<(?P<end>/?)(?P<name>b|i|em|strong|span|font)(?:\s[a-z-]+=(?:\"[^\"<>\n]*\"|'[^'<>\n]*'))*\s?>", re.IGNORECASE
)
_BREAK = re.compile(r"</?br(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]*-->")
_TOKEN = 60  # code points
_SPACES = (" ", "\t")


def propose(text: str, spans: Sequence[Span]) -> dict[Span, Repair]:
    """The repairs of those pieces of markup that have one, in order, not overlapping."""
    proposed: dict[Span, Repair] = {}
    floor, line_end = 0, "\r\n" if "\r\n" in text else "\n"
    for run in _runs(spans):
        before, after = text[run[0].start - 1 : run[0].start], text[run[-1].end : run[-1].end + 1]
        is_in_word = before.isalnum() and after.isalnum()
        for span in run:
            if _BREAK.fullmatch(text, *span):
                repair: Repair | None = _line_break(text, span, floor, line_end)
            else:
                repair = _repair(text, span, floor, is_in_word=is_in_word)
            if repair and repair.span.start >= floor:
                proposed[span] = repair
                floor = repair.span.end
    half = _halves(text, spans, proposed)
    return {span: repair for span, repair in proposed.items() if span not in half}


def _halves(text: str, spans: Sequence[Span], proposed: Mapping[Span, Repair]) -> set[Span]:
    """The tags of pairs of which only one would go, and those without a partner: “for all x <b and y> c”."""
    opened: dict[str, list[Span]] = {}
    half: set[Span] = set()
    paired: set[Span] = set()
    for span in spans:
        tag = _TYPE.fullmatch(text, *span)
        if tag and not tag["end"]:
            opened.setdefault(tag["name"].lower(), []).append(span)
        elif tag and opened.get(tag["name"].lower()):
            pair = {opened[tag["name"].lower()].pop(), span}
            paired |= pair
            if len(pair & proposed.keys()) == 1:
                half |= pair
    return half | {span for span in proposed if _TYPE.fullmatch(text, *span) and span not in paired}


def _runs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Pieces with nothing between them."""
    run: list[Span] = []
    for span in spans:
        if run and run[-1].end != span.start:
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _repair(text: str, span: Span, floor: int, *, is_in_word: bool) -> Repair | None:
    """How to mend one piece; ``floor`` is where the repair before it ends."""
    markup = text[span.start : span.end]
    if _ESCAPE.fullmatch(markup):
        # Behind a letter, or where another backslash is, it may be that of a path or a pattern.
        before = text[max(span.start - _TOKEN, 0) : span.start].rpartition(" ")[2]
        around = before + text[span.end : span.end + _TOKEN].partition(" ")[0]
        is_path = text[span.start - 1 : span.start].isalnum() or ":\\" in around or "\\\\" in around
        return None if is_path else Repair(Span(span.start, span.start + 1), "")
    if is_in_word:  # nobody knows whether a space was lost there too
        return None
    if _COMMENT.fullmatch(markup) and fills_lines(text, span):
        return Repair(lines(text, span), "")
    if _TYPE.fullmatch(markup):
        return Repair(_with_spare_space(text, span, floor), "")
    return None


def _line_break(text: str, span: Span, floor: int, line_end: str) -> Repair:
    """A line end for a tag, with the spaces around it; none where there is one."""
    start, end = span
    while start > floor and text[start - 1] in _SPACES:
        start -= 1
    while end < len(text) and text[end] in _SPACES:
        end += 1
    is_at_end = end == len(text) or text[end] in "\r\n"
    is_at_start = start == 0 or text[start - 1] in "\r\n"
    return Repair(Span(start, end), "" if is_at_start or is_at_end else line_end)


def _with_spare_space(text: str, span: Span, floor: int) -> Span:
    """A tag with one of the two spaces around it, or with the only one at the end of a line."""
    start, end = span
    is_after_space = start == 0 or text[start - 1].isspace()
    if is_after_space and text[end : end + 1] in _SPACES:
        return Span(start, end + 1)
    if (end == len(text) or text[end] in "\r\n") and start > floor and text[start - 1] in _SPACES:
        return Span(start - 1, end)
    return span
