"""Sentences that a break between paragraphs cuts in two, as a page break does.

A paragraph of running text that ends without a stop is one with the next if that goes on in small letters; or if it
ends in a word that no sentence ends with. Page numbers, running heads and lines of signs between the two are skipped.
Lists, verse and headings are left alone, and so is text in which that is the rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from corpus.lexicon import entries
from corpus.paragraphs import is_hard_wrapped
from corpus.spans import Span, SpanIndex

_FEWEST_WORDS = 6  # of the first part; fewer are a heading or a list entry
_FEWEST_AFTER = 4  # words of a second part that begins with a capital
_SHORT_LINE = 70  # code points
_MOST = 0.25  # share of paragraphs beyond which breaks in sentences are how the text is set
_FEW_WRAPPED = 2  # breaks at a plain line end; where more are, lines are set by width
_FEW = 4  # breaks that are no habit in any case
_BLANK_LINE = 2  # line ends that part paragraphs
_LONGEST_LAST = 40  # code points, as of the first word
_LAST = re.compile(r"(?P<word>[A-Za-z][\w’'-]*|\d[\d,.]*\d|\d)(?P<comma>,?)[*_”’\"']{0,3}\Z")
_FIRST = re.compile(r"[*_“‘\"'(]{0,3}(?P<word>[a-z][\w’'-]*)|(?P<other>[^\W_a-z]|[$£€“\"‘(])")
# A number or a name follows.
_LEADS_ON = frozenset(
    "Dr Mr Mrs Ms Sir Lord Lady Dame Admiral General Captain King Queen Prince Pope Prof Professor President Minister "
    "Senator January February March April May June July August September October November December St No".split()
)
_STOPS = frozenset(".!?:;…")
_ENTRY = re.compile(r"(?:[-–—•·*▪◦‣●○■□➢✓]|\(?[a-z0-9]{1,3}[.)]|\d+\s)\s")
_OTHER_BLOCK = ("#", "|", ">")
# What a page break leaves between the halves of a sentence: numbers, signs, a few letters.
_LONGEST_BETWEEN = 20  # code points
_LONGEST_HEAD = 120  # code points
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\d\s–—|.·•\[\]()-]{1,12}|(?i:page \d{1,4}(?: of \d{1,4})?)|\W{1,8}|.{0,3}")


class Split(NamedTuple):
    """Two paragraphs that are one sentence; ``is_certain`` if no heading or list looks the same."""

    before: Span
    after: Span
    is_certain: bool


def splits(text: str, paragraphs: Iterable[Span], block_quotes: SpanIndex) -> tuple[Split, ...]:
    """The breaks inside sentences, in order."""
    if is_hard_wrapped(text):
        return ()
    kept = list(_without_page_breaks(text, paragraphs))
    found = _without_chains(list(_splits(text, kept, block_quotes)))
    apart = [one for one in found if _are_apart(text, one.before, one.after)]
    if len(found) - len(apart) > _FEW_WRAPPED:
        found = apart
    return tuple(found) if len(found) <= max(_FEW, len(kept) * _MOST) else ()


def rejoined(paragraphs: Sequence[Span], found: Iterable[Split]) -> tuple[Span, ...]:
    """The paragraphs, with those that are certainly one, and what stands between them, as one."""
    ends = {one.before.start: one.after for one in found if one.is_certain}
    if not ends:
        return tuple(paragraphs)
    joined: list[Span] = []
    reach = None  # the beginning of the paragraph that the last one goes on to
    for paragraph in paragraphs:
        if reach is not None and paragraph.start <= reach:
            joined[-1] = Span(joined[-1].start, paragraph.end)
        else:
            joined.append(paragraph)
        after = ends.get(paragraph.start)
        if after is not None:
            reach = after.start
    return tuple(joined)


def _without_page_breaks(text: str, paragraphs: Iterable[Span]) -> Iterator[Span]:
    """The paragraphs but what a page break leaves between two: numbers, signs, running heads with a number."""
    read = [(span, _head(text, span)) for span in paragraphs]
    heads = Counter(head for _, head in read if head)
    for span, head in read:
        is_between = span.end - span.start <= _LONGEST_BETWEEN and _BETWEEN.fullmatch(text, *span)
        if not is_between and heads[head] <= 1:
            yield span


def _head(text: str, span: Span) -> str:
    """A short line without its numbers, if it has one at an end or is all capitals; else nothing."""
    if span.end - span.start > _LONGEST_HEAD:
        return ""
    line = text[span.start : span.end]
    is_head = line[0].isdigit() or line[-1].isdigit() or (line.isupper() and " " in line)
    return _DIGITS.sub("0", line) if is_head else ""


def _without_chains(found: Sequence[Split]) -> Sequence[Split]:
    """Without breaks on both sides of a short line: those are lists, verse and displayed text."""
    by_after = {one.after.start: number for number, one in enumerate(found)}
    chained: set[int] = set()
    for number, one in enumerate(found):
        earlier = by_after.get(one.before.start)
        if earlier is not None and one.before.end - one.before.start < _SHORT_LINE:
            chained |= {earlier, number}
    return [one for number, one in enumerate(found) if number not in chained]


def _splits(text: str, paragraphs: Sequence[Span], block_quotes: SpanIndex) -> Iterator[Split]:
    goes_on = False
    following = [*paragraphs[2:], None]
    for (before, after), third in zip(pairwise(paragraphs), following, strict=False):
        # What begins in small letters and goes on from nothing is an entry of a list, or a line of verse.
        is_entry = text[before.start].islower() and not goes_on
        is_certain = None if is_entry or text[before.end - 1] in _STOPS else _runs_over(text, before, after)
        is_list = third is not None and text[after.start].islower() and text[third.start].islower()
        goes_on = is_certain is not None and not is_list and not _is_set_off(text, before, after, block_quotes)
        if is_certain is not None and goes_on:
            yield Split(before, after, is_certain)


def _is_set_off(text: str, before: Span, after: Span, block_quotes: SpanIndex) -> bool:
    """Whether two paragraphs are lines of verse, which have a line end where prose has a blank line, or quoted."""
    is_verse = before.end - before.start < _SHORT_LINE and not _are_apart(text, before, after)
    return is_verse or any(block_quotes.touching(paragraph) for paragraph in (before, after))


def _are_apart(text: str, before: Span, after: Span) -> bool:
    """Whether a blank line parts two paragraphs."""
    return text.count("\n", before.end, after.start) >= _BLANK_LINE


def _runs_over(text: str, before: Span, after: Span) -> bool | None:
    """Whether a sentence runs over the end of a paragraph for certain, or perhaps; ``None`` if it does not."""
    first = _FIRST.match(text, *after)
    if first is None:
        return None
    floor = max(before.end - _LONGEST_LAST, before.start)
    last = _LAST.search(text, max(text.rfind(" ", floor, before.end), floor), before.end)
    if last is None:
        return None
    is_open = last["word"] in _open_ended() or (last["word"] in _LEADS_ON and not first["word"])
    if not (first["word"] or is_open) or _is_other_block(text, before) or _is_other_block(text, after):
        return None
    words = text[before.start : before.end].split()
    if len(words) < _FEWEST_WORDS:
        return None
    if first["word"]:
        is_brand = first["word"][1:2].isupper()
        return None if is_brand or (_is_title(words) and not is_open) else True
    is_running = sum(word[:1].islower() for word in words) * 2 > len(words)
    goes_on = text[first.start()].isdigit() or len(text[after.start : after.end].split()) >= _FEWEST_AFTER
    return False if is_running and goes_on else None


def _is_other_block(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is an entry of a list, a heading of Markdown, a row of a table or a quotation."""
    return text.startswith(_OTHER_BLOCK, paragraph.start) or _ENTRY.match(text, paragraph.start) is not None


def _is_title(words: list[str]) -> bool:
    """Whether most words of a line begin with a capital, as those of headings do."""
    letters = [word for word in words if word[:1].isalpha()]
    return sum(word[0].isupper() for word in letters) * 3 > len(letters) * 2


@cache
def _open_ended() -> frozenset[str]:
    """Words that few sentences end with; none, where the next line goes on."""
    return frozenset(word for word, weight in entries("open-ended-words") if weight <= 1)
