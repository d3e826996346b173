"""A finding as a document's page shows it: its words in their line, its evidence, the other places, the bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.html.characters import Characters, characters
from reports.html.marks import anchor_near
from reports.html.pages import page_name
from reports.html.rows import state_of
from reports.html.wordings import Wordings, aligned, compared
from reports.json_text import dumps, plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from audit.model import DocumentReport, Finding, Location, Place

__all__ = ["Card", "Rows", "card", "has_mark", "is_here", "rows"]

CONTEXT = 60
"""Most code points of text shown on either side of an excerpt."""

_SHORT = 24
"""Most code points of an item of a list that stands in a row with the others."""
_LONGEST = 400  # code points of the words of another place
_MOST_COMPARED = 8  # places of a finding that are set beside it word by word

Rows = tuple[tuple[str, tuple[str, ...]], ...]
"""Terms with their descriptions."""


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A related place: where it is, what stands there, and how that differs."""

    message: str
    name: str
    href: str | None
    before: str
    words: str
    after: str
    wordings: Wordings | None


@dataclass(frozen=True, slots=True)
class Card:
    """All that the page shows of a finding."""

    number: int
    finding: Finding
    state: str
    has_mark: bool
    where: str
    before: str
    after: str
    evidence: Rows
    decision: Rows
    places: tuple[OtherPlace, ...]
    characters: Characters | None


def card(document: DocumentReport, number: int, finding: Finding, known: Collection[str]) -> Card:
    """The card of a finding; ``known`` are the pages that a link may lead to."""
    before = after = ""
    is_marked = has_mark(document, finding.shown)
    if is_marked and finding.shown is not None:
        before, after = _around(document.text, *finding.shown)
    evidence = dict(finding.evidence)
    told = aligned(evidence.get("alignment")) if finding.related else None
    if told is not None:
        del evidence["alignment"]
    return Card(
        number=number,
        finding=finding,
        state=state_of(finding),
        has_mark=is_marked,
        where=_where(finding.location),
        before=before,
        after=after,
        evidence=rows(evidence),
        decision=rows(finding.decision or {}),
        places=tuple(
            _place(document, (number, index), finding, known, told if index == 1 else None)
            for index in range(1, len(finding.related) + 1)
        ),
        characters=characters(finding),
    )


def has_mark(document: DocumentReport, shown: tuple[int, int] | None) -> bool:
    """Whether a place lies in the text, not only in what was read."""
    return shown is not None and max(0, shown[0]) < min(shown[1], len(document.text))


def is_here(document: DocumentReport, place: Place) -> bool:
    """Whether a place is one of the document itself."""
    return (place.path, place.record) == (document.path, document.record)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same line before and after a place, with an ellipsis where there is more of it."""
    start = max(0, start)
    before = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + CONTEXT].partition("\n")[0]
    return ("…" + before if len(before) == CONTEXT < start else before), (
        after + "…" if len(after) == CONTEXT < len(text) - end else after
    )


def _where(location: Location) -> str:
    if location.is_whole_document:
        return "whole document"
    layer = " of the extracted text" if location.layer == "text" else ""
    return f"line {location.line}, column {location.column}{layer}"


def _place(
    document: DocumentReport,
    number: tuple[int, int],
    finding: Finding,
    known: Collection[str],
    told: Wordings | None,
) -> OtherPlace:
    place = finding.related[number[1] - 1]
    where = _where(place.location)
    if not is_here(document, place):
        name = place.path if place.record is None else f"{place.path}#{place.record}"
        href = page_name(place.path, place.record)
        anchor = "" if place.shown is None else f"#{anchor_near(place.shown[0])}"
        return OtherPlace(place.message, f"{name}, {where}", href + anchor if href in known else None, "", "", "", told)
    if place.shown is None or not has_mark(document, place.shown):
        return OtherPlace(place.message, where, None, "", "", "", told)
    start, end = max(0, place.shown[0]), place.shown[1]
    words = document.text[start:end]
    if told is None and finding.shown is not None and number[1] <= _MOST_COMPARED:
        told = compared(document.text[max(0, finding.shown[0]) : finding.shown[1]], words)
    before, after = _around(document.text, start, end)
    shortened = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return OtherPlace(place.message, where, f"#p{number[0]}-{number[1]}", before, shortened, after, told)


def rows(values: Mapping[str, Any]) -> Rows:
    """A mapping as terms with their descriptions: one each, or one for each item of a list."""
    return tuple((str(key).replace("_", " "), _descriptions(value)) for key, value in values.items())


def _descriptions(value: object) -> tuple[str, ...]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = tuple(_scalar(item) for item in value)
        return (" · ".join(items) or "none",) if all(len(item) <= _SHORT for item in items) else items
    return (_scalar(value),)


def _scalar(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {', '.join(_descriptions(item))}" for key, item in value.items())
    return value if isinstance(value, str) else dumps(plain(value))
