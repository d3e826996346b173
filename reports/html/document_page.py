"""A document's page: where it comes from, what was found, and its text with every place marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.html.along import attribution, kind_of, strip
from reports.html.cards import Card, Rows, card, has_mark, is_here, rows
from reports.html.marks import Mark, marked, moved
from reports.html.opinion_profile import opinion_profile
from reports.html.pages import page_name
from reports.html.rows import title_of
from reports.html.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from audit.model import DocumentReport, MetadataValue

__all__ = ["linked", "view"]

FIELDS = ("title", "byline", "date", "modified", "publisher", "licence", "url", "language")
"""The fields of the provenance panel, in its order; one that is missing is said to be."""

MOST_CARDS = 250
"""Findings of which all is told; of more than that the messages alone, or no browser could set the page in time."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SOURCES = "attribution/low-attribution"


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
        rules: Where each rule that has one is explained, by its id.

    """
    cards = [card(document, number, finding, known) for number, finding in enumerate(document.findings, 1)]
    provenance = _provenance(document)
    marks = list(_marks(document, cards, provenance))
    return {
        "document": document,
        "title": title_of(document) or document.name,
        "apart": [one for one in cards[:MOST_CARDS] if not one.has_mark],
        "placed": [one for one in cards[:MOST_CARDS] if one.has_mark],
        "brief": cards[MOST_CARDS:],
        "families": sorted({finding.family for finding in document.findings}),
        "found": sorted({finding.rule for finding in document.findings}),
        "provenance": provenance,
        "missing": [field for field, values in provenance.items() if not values],
        "facts": _facts(document),
        "language": _language(document),
        "rules": rules,
        "strip": strip(document),
        "attribution": attribution(document),
        "attribution_missing": next((one.reason for one in document.skipped if one.rule == _SOURCES), None),
        "timeline": timeline(document),
        "opinion": opinion_profile(document),
        "text": marked(document.text, marks),
        "moved": moved(document.text, marks),
        "data": _data(document, cards),
    }


def linked(document: DocumentReport) -> Iterator[str]:
    """The pages of other documents that the page of ``document`` would lead to."""
    for finding in document.findings:
        for place in finding.related:
            if not is_here(document, place):
                yield page_name(place.path, place.record)


def _data(document: DocumentReport, cards: Sequence[Card]) -> dict[str, Any]:
    """What the script of the page needs to know: the words of a decision, which no page shows as they are."""
    return {
        "path": document.path,
        "record": document.record,
        "findings": [
            {
                "rule": one.finding.rule,
                "fingerprint": one.finding.fingerprint,
                "severity": one.finding.severity.value,
                "confidence": one.finding.confidence.value,
                "excerpt": one.finding.excerpt,
                "message": one.finding.message,
                "shown": one.finding.shown if one.has_mark else None,
                "state": one.state,
                "decision": one.finding.decision,
            }
            for one in cards
        ],
    }


def _marks(
    document: DocumentReport, cards: Sequence[Card], provenance: Mapping[str, tuple[_Value, ...]]
) -> Iterator[Mark]:
    for item in cards:
        finding = item.finding
        target = f"f{item.number}"
        if item.has_mark and finding.shown is not None:
            kind = kind_of(finding)
            title = f"{kind}: {finding.rule}"
            yield Mark(*finding.shown, kind, f"m{item.number}", target, str(item.number), title)
        for index, place in enumerate(finding.related, 1):
            if has_mark(document, place.shown) and place.shown is not None and is_here(document, place):
                label, title = f"{item.number}′", f"related to finding {item.number}"
                yield Mark(*place.shown, "place", f"p{item.number}-{index}", target, label, title)
    for field, values in provenance.items():
        for value in values:
            if value.has_mark and value.value.shown is not None:
                yield Mark(*value.value.shown, "stated", f"s{value.anchor}", f"d{value.anchor}", field, f"the {field}")


def _provenance(document: DocumentReport) -> dict[str, tuple[_Value, ...]]:
    """Every field that we look for, found or not, and then every other one that was found."""
    number = 0
    fields: dict[str, tuple[_Value, ...]] = {}
    for field in (*FIELDS, *(field for field in document.provenance if field not in FIELDS)):
        values = []
        for value in document.provenance.get(field, ()):
            number += 1
            values.append(_Value(value, str(number), has_mark(document, value.shown)))
        fields[field] = tuple(values)
    return fields


def _facts(document: DocumentReport) -> tuple[tuple[str, Rows], ...]:
    size = f"{document.bytes:,} bytes".replace(",", "\N{NARROW NO-BREAK SPACE}")
    file = {"media type": document.media_type or "unknown", "size": size, "SHA-256": document.sha256 or "not read"}
    groups = {"file": file, "encoding": document.encoding, "language": document.language, "metrics": document.metrics}
    return tuple((name, rows(values)) for name, values in groups.items() if values)


def _language(document: DocumentReport) -> str | None:
    """The language tag of the text, if the document's language is known and the tag is one."""
    for key in ("code", "tag", "language", "detected"):
        code = document.language.get(key)
        if isinstance(code, str) and _LANGUAGE.fullmatch(code):
            return code
    return None
