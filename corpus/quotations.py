"""Quotations, and quotation marks that lack a partner.

A quotation may run over paragraphs: each then opens with a mark and only the last one closes. Apostrophes, elisions
(’52), inches (6'2") and plural possessives are no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.spans import Span

# One class first: a pattern that begins with one of several others is tried at every character.
_MARK = re.compile(r"[\"“”„«»`'‘’](?:(?<![`'‘’])|(?<=`)`|(?<=')'|(?<=‘)‘|(?<=’)’)")
_INCHES = re.compile(r"\d\Z")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:[.½¼¾]|\s\d/\d)?\Z")
_CURLY = re.compile(r"[“”]")
_SOON = 600  # code points in which a quotation that is open goes on
_OPENS_AFTER = "([{—–-/‘'"
_CLOSES_BEFORE = ")]}—–-/.,;:!?…’'*_"
# A single mark that opens (after a space, before a word that it does not elide) and those that may close it.
# Behind the mark stands what must stand before it, for a pattern that begins with an assertion is tried everywhere.
_SINGLE_OPEN = re.compile(r"[‘'](?:(?<=[\s(\[—–“\"][‘'])|(?<=\A[‘']))(?=[^\W\d_]|[“\"…])")
_SINGLE_CLOSE = re.compile(r"[’'](?!\w)(?:(?P<sure>(?<=[.,!?…;][’']))|(?<=[\w”\"][’']))")
_ELISION = re.compile(
    r"[‘'](?:bout|cause|cos|coz|em|er|n|neath|nuff|round|s|sup|til|till|tis|twas|tween|twere|twill|twixt|un|n['’])\b",
    re.IGNORECASE,
)
# What marks may stand around at the beginning of a paragraph: list marks, emphasis.
_LEAD = re.compile(r"[\s*_>#–—•-]*")


# Paragraphs in which a quotation that does not open anew may still find its end: text with a line for each sentence.
_PATIENCE = 5


# A mark inside a tag that was left in the text belongs to the tag.
_IN_TAG = re.compile(r"</?[a-z][^<>\n]*\Z")
_TAG = 200  # code points


class Kind(Enum):
    """What a mark does."""

    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()


_USUAL = {"“": Kind.OPENS, "”": Kind.CLOSES}


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark that lacks its partner: ``likely`` is where that most likely stood."""

    mark: Span
    opens: bool
    likely: int
    paragraph: Span


@dataclass(slots=True)
class Quotations:
    """Quotations with their marks, outermost only, in order; the marks that lack a partner; those turned round."""

    spans: list[Span] = field(default_factory=list)
    unpaired: list[Unpaired] = field(default_factory=list)
    turned: list[Span] = field(default_factory=list)
    """Curly marks that open where they should close, or close where they should open, and have their partner."""

    @property
    def unclosed(self) -> list[Span]:
        """What stands between a mark that lacks its partner and where that most likely stood."""
        ends = (sorted((one.likely, one.mark.start if one.opens else one.mark.end)) for one in self.unpaired)
        return [Span(start, end) for start, end in ends if start < end]


@dataclass(slots=True)
class _Reader:
    """Pairs double marks through the paragraphs of a text."""

    text: str
    found: Quotations
    stack: list[Span] = field(default_factory=list)
    running: Span | None = None
    home: Span = field(default_factory=lambda: Span(0, 0))
    closed_at: int = 0
    patience: int = 0

    def read(self, paragraph: Span, following: Span | None, marks: Sequence[tuple[Span, Kind]]) -> None:
        """Pair the marks of one paragraph; ``following`` is the next one."""
        if self.running is None:
            self.home = paragraph
        self.closed_at = paragraph.start
        depth = _depth(kind for _, kind in marks)
        # All is closed; or all but the mark at the beginning, and the next paragraph opens anew.
        nests = depth == 0 or (depth == 1 and following is not None and self._opens(following))
        for number, (mark, kind) in enumerate(marks):
            if number == 0 and self.running:
                is_lead = kind is not Kind.CLOSES and self._is_lead(paragraph, mark)
                # Nobody goes on in straight marks with what a curly one began, nor anew behind a paragraph without one.
                is_other = self.text[self.running.start] == "“" and self.text[mark.start] == '"'
                is_other |= self.patience < _PATIENCE
                if (kind is Kind.OPENS and not is_lead) or (is_lead and is_other):
                    self._drop_running()
                else:  # where it opens anew, or ran on without a mark at the beginning of the paragraph
                    self.stack = [self.running]
                    if is_lead and depth != -1:  # else it opens one inside the one that runs on, and both are closed
                        continue
            self._pair(mark, kind, paragraph, nests=nests)
        if marks or self.running is None:
            self._end(paragraph, following, marks)
        else:
            self.patience -= 1
            if following is None or self.patience == 0:
                self._drop_running()

    def _pair(self, mark: Span, kind: Kind, paragraph: Span, *, nests: bool) -> None:
        straight = kind is not Kind.CLOSES and self.text[mark.start] in '"”'
        if kind is Kind.EITHER:
            kind = Kind.CLOSES if self.stack else Kind.OPENS
        if kind is Kind.OPENS:
            if straight and not nests and self.stack and self.text[self.stack[-1].start] == self.text[mark.start]:
                # Straight marks do not nest: the one before was never closed.
                self._unclosed(self.stack.pop(), paragraph, mark.start)
            self.stack.append(mark)
        elif not self.stack:
            self.found.unpaired.append(Unpaired(mark, opens=False, likely=self.closed_at, paragraph=paragraph))
            self.closed_at = mark.end
        else:
            opener = self.stack.pop()
            # One inside another counts if that one is never closed.
            self.found.spans.append(Span(opener.start, mark.end))
            if not self.stack:
                self.closed_at = mark.end
                self.running = None

    def _end(self, paragraph: Span, following: Span | None, marks: Sequence[tuple[Span, Kind]]) -> None:
        """What is still open runs on if the next paragraph begins with a mark, as the convention has it."""
        self.running, opened, self.stack = None, self.stack, []
        if not opened:
            return
        last = opened[-1]
        # After a continued quotation only its first mark is on the stack, which may stand in an earlier paragraph.
        runs_to_end = (
            last.start < paragraph.start
            or last == marks[-1][0]
            or (len(opened) == 1 and (len(marks) == 1 or self._is_lead(paragraph, last)))
        )
        if (
            runs_to_end
            and following
            and (self._opens(following) or (last == marks[-1][0] and last.start >= paragraph.start))
        ):
            self.running, self.patience = opened[0], _PATIENCE
            opened = opened[1:-1]
        for mark in opened:
            self._unclosed(mark, paragraph if mark.start >= paragraph.start else self.home, paragraph.end)

    def _opens(self, paragraph: Span) -> bool:
        lead = _LEAD.match(self.text, paragraph.start, paragraph.end)
        place = lead.end() if lead else paragraph.start
        return place < paragraph.end and self.text[place] in '"“„«»'

    def _is_lead(self, paragraph: Span, mark: Span) -> bool:
        return not self.text[paragraph.start : mark.start].strip(" \t*_>#–—•-")

    def _drop_running(self) -> None:
        assert self.running is not None
        self._unclosed(self.running, self.home, self.home.end)
        self.running, self.stack = None, []

    def _unclosed(self, mark: Span, paragraph: Span, likely: int) -> None:
        self.found.unpaired.append(Unpaired(mark, opens=True, likely=likely, paragraph=paragraph))


def quotations(text: str, paragraphs: Sequence[Span]) -> Quotations:
    """The quotations of a text and its unpaired marks, both in order."""
    found = Quotations()
    reader = _Reader(text, found)
    opens_right = _guillemets_open_right(text)
    german = "„" in text
    same = "“" not in text and "„" not in text
    for number, paragraph in enumerate(paragraphs):
        marks = list(_marks(text, paragraph, opens_right=opens_right, german=german, same=same))
        if not german and not same:
            found.turned += [mark for mark, kind in marks if _USUAL.get(text[mark.start], kind) is not kind]
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        reader.read(paragraph, following, marks)
    found.spans = _outermost([*found.spans, *_singles(text, paragraphs)])
    found.unpaired.sort(key=lambda unpaired: unpaired.mark)
    return found


def _depth(kinds: Iterable[Kind]) -> int | None:
    """How many more marks open than close, one quotation inside another: 0 for "He said "no" to me".

    ``None`` where a mark could do either, or one closes what was not open, but for the last.
    """
    depth = 0
    for kind in kinds:
        if kind is Kind.EITHER or depth < 0:
            return None
        depth += 1 if kind is Kind.OPENS else -1
    return depth


def _marks(text: str, paragraph: Span, *, opens_right: bool, german: bool, same: bool) -> Iterable[tuple[Span, Kind]]:
    is_open = False
    curly = 0  # how many curly marks are open
    has_tags = "<" in text
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = match[0]
        span = Span(*match.span())
        if has_tags and _IN_TAG.search(text, max(span.start - _TAG, paragraph.start), span.start):
            continue
        if mark in "„«»":
            opens = mark == "„" or (mark == "«") == opens_right
            yield span, Kind.OPENS if opens else Kind.CLOSES
        elif mark == "“":
            kind = _kind(text, span, paragraph)
            closes = kind is not Kind.OPENS if german else kind is Kind.CLOSES and curly > 0
            curly += -1 if closes else 1
            yield span, Kind.CLOSES if closes else Kind.OPENS
        elif mark == "”" and _is_inches(text, span, is_open=curly > 0):
            continue
        elif mark == "”":
            # Swedish and Finnish open with it too, and so do those who have only this key.
            kind = _kind(text, span, paragraph)
            is_lead = kind is Kind.EITHER and span.start == paragraph.start
            opens = not same and (kind is Kind.OPENS or is_lead) and curly <= 0
            curly += 1 if opens else -1
            yield span, Kind.OPENS if opens else kind if same else Kind.CLOSES
        elif mark in {"``", "‘‘"}:
            yield span, Kind.OPENS
        elif mark == "’’":
            curly -= 1
            yield span, Kind.CLOSES
        elif not _is_measure(text, span, is_open=is_open):
            kind = _kind(text, span, paragraph)
            is_open = not is_open if kind is Kind.EITHER else kind is Kind.OPENS
            yield span, kind


def _kind(text: str, mark: Span, paragraph: Span) -> Kind:
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    opens = before.isspace() or before in _OPENS_AFTER or not before.isprintable()
    closes = after.isspace() or after in _CLOSES_BEFORE
    if opens == closes:
        return Kind.EITHER
    return Kind.OPENS if opens else Kind.CLOSES


def _is_inches(text: str, mark: Span, *, is_open: bool) -> bool:
    """Whether a curly mark means inches; if a quotation is open, only where another mark closes that."""
    if not _FEET.search(text, max(mark.start - 8, 0), mark.start):
        return False
    following = _CURLY.search(text, mark.end, mark.end + _SOON) if is_open else None
    return not is_open or (following is not None and following[0] == "”")


def _is_measure(text: str, mark: Span, *, is_open: bool) -> bool:
    """Whether a straight mark means inches: 6'2", or 12" where no quotation is open that could end in a figure."""
    before = text[max(mark.start - 8, 0) : mark.start]
    return bool(_FEET.search(before)) or (not is_open and bool(_INCHES.search(before)))


def _guillemets_open_right(text: str) -> bool:
    """Whether « opens (as in French) or » does (as in German and Danish): the first one of the text tells."""
    left, right = text.find("«"), text.find("»")
    return right < 0 or 0 <= left < right


def _singles(text: str, paragraphs: Iterable[Span]) -> Iterable[Span]:
    """Quotations in single marks.

    A closing one after a full stop or comma is sure, after a word it may be a possessive.
    """
    for paragraph in paragraphs:
        position = paragraph.start
        while match := _SINGLE_OPEN.search(text, position, paragraph.end):
            position = match.end()
            if _ELISION.match(text, match.start()):
                continue
            next_open = _SINGLE_OPEN.search(text, match.end(), paragraph.end)
            end = next_open.start() if next_open else paragraph.end
            closes = list(_SINGLE_CLOSE.finditer(text, match.end(), end))
            if closes:
                close = next((found for found in closes if found["sure"] is not None), closes[-1])
                yield Span(match.start(), close.end())
                position = close.end()


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
