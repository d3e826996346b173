"""A finding as a SARIF result."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from audit.model import Status
from reports.json_text import plain
from reports.sarif.rules import rank
from reports.visible import one_line, visible, well_formed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit.model import DocumentReport, Finding, Location, Place

__all__ = ["ROOT", "artifact", "message", "result", "whole"]

ROOT = "%SRCROOT%"
"""The name of what paths are relative to."""
FINGERPRINT = "sourceAudit/v1"
"""The name of our fingerprint; the number is raised when it is computed in another way."""
LINE_HASH = "primaryLocationLineHash"
"""The one fingerprint that GitHub tells alerts apart by.

Its own is a hash of the hundred characters after the start of the line. In prose a line is a paragraph, so that all
findings of a rule in one paragraph would be one alert; and records of a file of many have no line in it. So it gets
what our fingerprint hangs on, which is unique in a document and survives edits elsewhere, in the form of GitHub's.
"""
MOST_RELATED = 100
"""Most other places of a result; GitHub shows no more, and refuses a result with over 1,000."""

_MESSAGE = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]", "\\": "\\\\"})
_LINE_END = re.compile(r"[\r\n]")

_Object = dict[str, Any]


def result(document: DocumentReport, finding: Finding, numbers: Mapping[str, int]) -> _Object:
    """``finding`` as a result; ``numbers`` are the places of the rules in the catalogue."""
    made: _Object = {"ruleId": finding.rule}
    if finding.rule in numbers:
        made["ruleIndex"] = numbers[finding.rule]
    made |= {
        "level": finding.severity.value,
        "rank": rank(finding.severity, finding.confidence),
        "message": message(finding.message),
        "locations": [_location(document.path, document.record, finding.location, _first_line(document, finding))],
    }
    if finding.related:
        shown = finding.related[:MOST_RELATED]
        made["relatedLocations"] = [_related(number, place) for number, place in enumerate(shown, 1)]
    made["partialFingerprints"] = {FINGERPRINT: finding.fingerprint, LINE_HASH: _line_hash(document, finding)}
    # Both are known for all results of a run or for none, says the standard: hence the empty list and the "new".
    is_new = finding.status is Status.NEW and not finding.unchanged
    made["baselineState"] = "new" if is_new else "unchanged"
    made["suppressions"] = [_suppression(finding)] if finding.status is Status.DISMISSED else []
    properties: _Object = {
        "confidence": finding.confidence.value,
        "status": finding.status.value,
        "excerpt": finding.excerpt,
        "evidence": finding.evidence,
        "suggestion": finding.suggestion,
        "related": len(finding.related),
    }
    made["properties"] = _strings_well_formed(properties)
    return made


def message(text: str) -> _Object:
    """A plain-text message; braces are placeholders and brackets are links in one, unless they are escaped."""
    return {"text": visible(text).translate(_MESSAGE)}


def artifact(path: str) -> _Object:
    """The artifactLocation of ``path``: a URI reference without a scheme, relative to the working directory.

    A byte of the name that is not UTF-8 is the byte that it is on disk.
    """
    try:
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte: no file has that name, but a record's field may
        name = path.encode("utf-8", "surrogatepass")
    if path.startswith("/"):
        return {"uri": "file:///" + quote(name.lstrip(b"/"), safe="/")}
    location = {"uri": quote(name, safe="/")}
    # A base must not be left again by "..", says the standard.
    return location if ".." in PurePosixPath(path).parts else {**location, "uriBaseId": ROOT}


def whole(path: str, record: str | None) -> _Object:
    """The location of a document as such."""
    location: _Object = {"physicalLocation": {"artifactLocation": artifact(path)}}
    if record is not None:
        name = one_line(record)
        location["logicalLocations"] = [
            {"name": name, "fullyQualifiedName": f"{one_line(path)}#{name}", "kind": "object"},
        ]
    return location


def _line_hash(document: DocumentReport, finding: Finding) -> str:
    parts = (document.record or "", finding.rule, finding.fingerprint)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16] + ":1"


def _location(path: str, record: str | None, location: Location, first_line: str | None = None) -> _Object:
    """A SARIF location.

    Only a place in the file itself gets a region. A place in a record of a JSON-lines file or in an extracted text
    counts other lines and bytes than the file has, so that a viewer would mark the wrong words: it stands in the
    properties. So does a place of several lines, of which the region is the first: GitHub shows an alert on one line.
    """
    made = whole(path, record)
    if location.is_whole_document:
        return made
    region = _region(location)
    if record is None and location.layer == "source":
        one_line_region = region if location.line == location.end_line else _beginning(location, first_line)
        if first_line:
            one_line_region = {**one_line_region, "snippet": {"text": well_formed(first_line)}}
        made["physicalLocation"]["region"] = one_line_region
        if location.line == location.end_line:
            return made
    made["properties"] = {"layer": str(location.layer), "region": region}
    return made


def _region(location: Location) -> _Object:
    return {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
        "charOffset": location.start,
        "charLength": location.end - location.start,
        "byteOffset": location.byte_start,
        "byteLength": location.byte_end - location.byte_start,
    }


def _beginning(location: Location, first_line: str | None) -> _Object:
    """The part of a place that stands on its first line; without an end it reaches to that of the line."""
    beginning = {"startLine": location.line, "startColumn": location.column, "endLine": location.line}
    return beginning if not first_line else {**beginning, "endColumn": location.column + len(first_line)}


def _first_line(document: DocumentReport, finding: Finding) -> str | None:
    """The first line of a place, character for character, where the report has the text as read."""
    location = finding.location
    if finding.shown == (location.start, location.end):
        return _LINE_END.split(document.text[location.start : location.end], maxsplit=1)[0]
    # An excerpt is shortened in the middle when it is long, and its white space is not that of the text.
    whole_excerpt = len(finding.excerpt) == location.end - location.start and location.line == location.end_line
    return finding.excerpt if whole_excerpt and not location.is_whole_document else None


def _related(number: int, place: Place) -> _Object:
    return {"id": number, **_location(place.path, place.record, place.location), "message": message(place.message)}


def _suppression(finding: Finding) -> _Object:
    decision = _strings_well_formed(finding.decision or {})
    suppression: _Object = {"kind": "external", "status": "accepted"}
    if isinstance(reason := decision.get("reason"), str):
        suppression["justification"] = reason
    return {**suppression, "properties": decision} if decision else suppression


def _strings_well_formed(value: Any) -> Any:  # noqa: ANN401  # JSON data
    value = plain(value)
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {well_formed(key): _strings_well_formed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_strings_well_formed(item) for item in value]
    return value
