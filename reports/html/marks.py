"""A text with places marked in it, where places may lie within and across each other.

The text is cut at every end of a place, so that the pieces can be marked in a row and no element has to overlap
another. A piece knows the gravest of its places and how many there are, not which: a thousand findings on one
passage cost a thousand steps, not a million. Every few thousand characters, at the end of a line, a block of its own
begins: a browser that had to set a long text as one would set all of it again and again while it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports.html.pages import attribute, markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["KINDS", "STEP", "Mark", "anchor_near", "marked", "moved"]

KINDS = ("error", "warning", "note", "dismissed", "place", "stated")
"""What a place can be, the gravest first: a finding's severity, a place related to one, or a metadata value."""

STEP = 1024
"""Every so many code points of a text stands an anchor, so that another page can point near a place it knows of."""

BLOCK = 2000
"""Code points after which a block ends with the line."""

MOST_LINKS = 12
"""Marks beginning at one place whose numbers are shown."""

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to mark, in code points, half open. ``anchor`` and ``target`` are ids on the same page."""

    start: int
    end: int
    kind: str
    anchor: str
    target: str
    label: str
    title: str


def anchor_near(offset: int) -> str:
    """The id that stands in a text at or before ``offset``."""
    return f"t{max(0, offset) // STEP}"


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """``text`` as markup, with ``marks`` around their places and a link before each."""
    opening = _opening(text, marks)
    closing = sorted(opening, key=lambda place: place[1])
    blocks = set(_blocks(text))
    cuts = sorted({0, len(text), *blocks, *(place[0] for place in opening), *(place[1] for place in opening)})
    active = dict.fromkeys(KINDS, 0)
    pieces: list[str] = ["<div>"]
    opened = closed = 0
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        while closed < len(closing) and closing[closed][1] == cut:
            active[closing[closed][2].kind] -= 1
            closed += 1
        if cut in blocks:
            pieces.append("</div><div>")
        here = opened
        while opened < len(opening) and opening[opened][0] == cut:
            active[opening[opened][2].kind] += 1
            opened += 1
        pieces += _links([mark for _, _, mark in opening[here:opened]])
        pieces.append(_piece(_anchored(text, cut, following), active, cut))
    return Markup("".join([*pieces, "</div>"]))  # noqa: S704  # every piece is escaped where it is made


def moved(text: str, marks: Iterable[Mark]) -> dict[str, str]:
    """Where the links to marks lead that have no anchor of their own: the anchor of the first at their place."""
    found: dict[str, str] = {}
    first, count, at = "", 0, -1
    for start, _, mark in _opening(text, marks):
        if start != at:
            first, count, at = mark.anchor, 0, start
        count += 1
        if count > MOST_LINKS:
            found[f"#{mark.anchor}"] = f"#{first}"
    return found


def _opening(text: str, marks: Iterable[Mark]) -> list[tuple[int, int, Mark]]:
    return sorted(_placed(text, marks), key=lambda place: (place[0], -place[1]))


def _blocks(text: str) -> Iterator[int]:
    """Where blocks begin, but for the first."""
    at = text.find("\n", BLOCK) + 1
    while 0 < at < len(text):
        yield at
        at = text.find("\n", at + BLOCK) + 1


def _placed(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, int, Mark]]:
    for mark in marks:
        start, end = _within(text, mark)
        if start < end:
            yield start, end, mark


def _within(text: str, mark: Mark) -> tuple[int, int]:
    """The place as far as it lies in the text, and never half a line end."""
    start = _before_newline(text, min(max(mark.start, 0), len(text)))
    end = min(max(mark.end, 0), len(text))
    return start, end + 1 if text[end - 1 : end + 1] == "\r\n" and end > start else end


def _before_newline(text: str, offset: int) -> int:
    return offset - 1 if offset and text[offset - 1 : offset + 1] == "\r\n" else offset


def _anchored(text: str, start: int, end: int) -> str:
    """A stretch of ``text`` as markup, with the anchors that fall into it; none falls between the two of a line end."""
    pieces: list[str] = []
    for number in range(-(-start // STEP), -(-end // STEP)):
        cut = max(start, _before_newline(text, number * STEP))
        pieces += (markup(text[start:cut]), f'<span id="t{number}"></span>')
        start = cut
    return "".join([*pieces, markup(text[start:end])])


def _piece(piece: str, active: dict[str, int], start: int) -> str:
    """A stretch with its kind, how many places share it, and where it begins, by which a script tells whose it is."""
    kind = next((kind for kind in KINDS if active[kind]), None)
    if kind is None or not piece:
        return piece
    depth = min(sum(active.values()), _DEEPEST)
    return f'<mark class="{kind} d{depth}" data-at="{start}">{piece}</mark>'


def _links(marks: Sequence[Mark]) -> Iterator[str]:
    """The links of the marks that begin at one place; of a great many the last are counted."""
    yield from map(_link, marks[:MOST_LINKS])
    if len(marks) > MOST_LINKS:
        yield f'<span class="n place">+{len(marks) - MOST_LINKS}</span>'


def _link(mark: Mark) -> str:
    return (
        f'<a class="n {mark.kind}" id="{mark.anchor}" href="#{mark.target}" '
        f'title="{attribute(mark.title)}">{markup(mark.label)}</a>'
    )
