"""A document's page: where it comes from, what was found, and its text with every place marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.model import Status
from reports.html.marks import Mark, anchor_near, marked
from reports.html.opinion_profile import opinion_profile
from reports.html.pages import page_name
from reports.html.rows import title_of
from reports.html.timeline import timeline
from reports.json_text import dumps, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from audit.model import DocumentReport, Finding, Location, MetadataValue, Place

__all__ = ["view"]

CONTEXT = 60
"""Most code points of text shown on either side of an excerpt."""

FIELDS = ("title", "byline", "date", "modified", "publisher", "licence", "url", "language")
"""The fields of the provenance panel, in its order; one that is missing is said to be."""

_SHORT = 24
"""Most code points of an item of a list that stands in a row with the others."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class _Place:
    message: str
    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class _Finding:
    number: int
    finding: Finding
    has_mark: bool
    where: str
    before: str
    after: str
    evidence: tuple[tuple[str, tuple[str, ...]], ...]
    decision: tuple[tuple[str, tuple[str, ...]], ...]
    places: tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    value: MetadataValue
    anchor: str
    has_mark: bool


def view(document: DocumentReport, known: Collection[str], rules: Mapping[str, str]) -> dict[str, Any]:
    """What the template of a document shows.

    Args:
        document: The document.
        known: The names of all pages of documents, so that no link leads nowhere.
        rules: The page of each rule that has one, by its id.

    """
    findings = [_finding(document, number, finding, known) for number, finding in enumerate(document.findings, 1)]
    provenance = _provenance(document)
    return {
        "document": document,
        "title": title_of(document) or document.name,
        "findings": findings,
        "provenance": provenance,
        "facts": _facts(document),
        "language": _language(document),
        "rules": rules,
        "timeline": timeline(document),
        "opinion": opinion_profile(document),
        "text": marked(document.text, _marks(document, findings, provenance)),
    }


def _marks(
    document: DocumentReport, findings: Sequence[_Finding], provenance: Mapping[str, tuple[_Value, ...]]
) -> Iterator[Mark]:
    for item in findings:
        finding = item.finding
        target = f"f{item.number}"
        if item.has_mark and finding.shown is not None:
            kind = "dismissed" if finding.status is Status.DISMISSED else finding.severity.value
            title = f"{kind}: {finding.rule}"
            yield Mark(*finding.shown, kind, f"m{item.number}", target, str(item.number), title)
        for index, place in enumerate(finding.related, 1):
            if _has_mark(document, place.shown) and place.shown is not None and _is_here(document, place):
                label, title = f"{item.number}′", f"related to finding {item.number}"
                yield Mark(*place.shown, "place", f"p{item.number}-{index}", target, label, title)
    for field, values in provenance.items():
        for value in values:
            if value.has_mark and value.value.shown is not None:
                yield Mark(*value.value.shown, "stated", f"s{value.anchor}", f"d{value.anchor}", field, f"the {field}")


def _has_mark(document: DocumentReport, shown: tuple[int, int] | None) -> bool:
    return shown is not None and max(0, shown[0]) < min(shown[1], len(document.text))


def _is_here(document: DocumentReport, place: Place) -> bool:
    return (place.path, place.record) == (document.path, document.record)


def _finding(document: DocumentReport, number: int, finding: Finding, known: Collection[str]) -> _Finding:
    before = after = ""
    has_mark = _has_mark(document, finding.shown)
    if has_mark and finding.shown is not None:
        before, after = _around(document.text, *finding.shown)
    return _Finding(
        number=number,
        finding=finding,
        has_mark=has_mark,
        where=_where(finding.location),
        before=before,
        after=after,
        evidence=_rows(finding.evidence),
        decision=_rows(finding.decision or {}),
        places=tuple(_place(document, number, i, place, known) for i, place in enumerate(finding.related, 1)),
    )


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


def _place(document: DocumentReport, number: int, index: int, place: Place, known: Collection[str]) -> _Place:
    if _is_here(document, place):
        href = f"#p{number}-{index}" if _has_mark(document, place.shown) else None
        return _Place(place.message, _where(place.location), href)
    name = place.path if place.record is None else f"{place.path}#{place.record}"
    href = page_name(place.path, place.record)
    if href not in known:
        return _Place(place.message, f"{name}, {_where(place.location)}", None)
    anchor = "" if place.shown is None else f"#{anchor_near(place.shown[0])}"
    return _Place(place.message, f"{name}, {_where(place.location)}", href + anchor)


def _provenance(document: DocumentReport) -> dict[str, tuple[_Value, ...]]:
    """Every field that we look for, found or not, and then every other one that was found."""
    number = 0
    fields: dict[str, tuple[_Value, ...]] = {}
    for field in (*FIELDS, *(field for field in document.provenance if field not in FIELDS)):
        values = []
        for value in document.provenance.get(field, ()):
            number += 1
            values.append(_Value(value, str(number), _has_mark(document, value.shown)))
        fields[field] = tuple(values)
    return fields


def _facts(document: DocumentReport) -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    size = f"{document.bytes:,} bytes".replace(",", "\N{NARROW NO-BREAK SPACE}")
    file = {"media type": document.media_type or "unknown", "size": size, "SHA-256": document.sha256 or "not read"}
    groups = {"file": file, "encoding": document.encoding, "language": document.language, "metrics": document.metrics}
    return tuple((name, _rows(values)) for name, values in groups.items() if values)


def _rows(values: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
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


def _language(document: DocumentReport) -> str | None:
    """The language tag of the text, if the document's language is known and the tag is one."""
    for key in ("code", "tag", "language", "detected"):
        code = document.language.get(key)
        if isinstance(code, str) and _LANGUAGE.fullmatch(code):
            return code
    return None
