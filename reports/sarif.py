"""SARIF 2.1.0: the report for code hosts and editors.

What a document holds is evidence, never markup: messages are escaped as SARIF asks, paths are percent-encoded byte for
byte, and lone surrogates, which many readers of JSON refuse, are shown as code points.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from audit.model import Confidence, Status
from reports.json_text import dumps, plain
from reports.visible import one_line, visible, well_formed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, Failure, Finding, Location, Place, RuleInfo, Tool

__all__ = ["artifact", "write"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "sourceAudit/v1"
"""The name of our fingerprint; the number is raised when it is computed in another way."""

_ROOT = "%SRCROOT%"
_RANK = {Confidence.HIGH: 90.0, Confidence.MEDIUM: 60.0, Confidence.LOW: 30.0}
_MESSAGE = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]", "\\": "\\\\"})

_Object = dict[str, Any]


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream`` as one SARIF log of one run, one result after the other."""
    numbers = {rule.id: number for number, rule in enumerate(report.tool.rules)}
    notifications = [_passed_over(file.path, file.reason) for file in report.skipped]
    failed = False
    stream.write(f'{{"$schema": {dumps(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n')
    stream.write(f'"tool": {dumps({"driver": _driver(report.tool)})},\n"columnKind": "unicodeCodePoints",\n')
    stream.write(f'"originalUriBaseIds": {dumps({_ROOT: {"description": _text("The working directory.")}})},\n')
    stream.write('"results": [')
    separator = "\n"
    for document in report.documents:
        for finding in document.findings:
            stream.write(separator + dumps(_result(document, finding, numbers)))
            separator = ",\n"
        for failure in document.failures:
            failed = True
            notifications.append(_notification(document, failure, numbers))
    if report.summary.interrupted:
        notifications.append({"level": "error", "message": _text("The audit was interrupted.")})
    invocation = {
        "executionSuccessful": not failed and not report.summary.interrupted,
        "toolExecutionNotifications": notifications,
    }
    stream.write(f'\n],\n"invocations": [{dumps(invocation)}],\n')
    stream.write(f'"properties": {dumps({"verdict": report.verdict.value})}\n}}]}}\n')


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
    return location if ".." in PurePosixPath(path).parts else {**location, "uriBaseId": _ROOT}


def _text(text: str) -> _Object:
    """A plain-text message; braces are placeholders and brackets are links in one, unless they are escaped."""
    return {"text": visible(text).translate(_MESSAGE)}


def _driver(tool: Tool) -> _Object:
    return {"name": tool.name, "semanticVersion": tool.version, "rules": [_rule(rule) for rule in tool.rules]}


def _rule(rule: RuleInfo) -> _Object:
    documentation = visible(rule.documentation.strip()) or visible(rule.summary)
    return {
        "id": rule.id,
        "shortDescription": {"text": visible(rule.summary)},
        "help": {"text": documentation, "markdown": documentation},
        "defaultConfiguration": {"level": rule.severity.value, "rank": _RANK[rule.confidence]},
        "properties": {"precision": rule.confidence.value, "tags": [rule.id.partition("/")[0]]},
    }


def _result(document: DocumentReport, finding: Finding, numbers: Mapping[str, int]) -> _Object:
    result: _Object = {"ruleId": finding.rule}
    if finding.rule in numbers:
        result["ruleIndex"] = numbers[finding.rule]
    result |= {
        "level": finding.severity.value,
        "rank": _RANK[finding.confidence],
        "message": _text(finding.message),
        "locations": [_location(document.path, document.record, finding.location, finding.excerpt)],
    }
    if finding.related:
        result["relatedLocations"] = [_related(number, place) for number, place in enumerate(finding.related, 1)]
    result["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
    # Suppressions are known for all results of a run or for none, says the standard: hence the empty list.
    result["suppressions"] = [_suppression(finding)] if finding.status is Status.DISMISSED else []
    properties: _Object = {
        "confidence": finding.confidence.value,
        "status": finding.status.value,
        "excerpt": finding.excerpt,
        "evidence": finding.evidence,
        "suggestion": finding.suggestion,
    }
    result["properties"] = _strings_well_formed(properties)
    return result


def _location(path: str, record: str | None, location: Location, excerpt: str | None = None) -> _Object:
    """A SARIF location.

    Only a place in the file itself gets a region. A place in a record of a JSON-lines file or in an extracted text
    counts other lines and bytes than the file has, so that a viewer would mark the wrong words: it stands in the
    properties.
    """
    result: _Object = {"physicalLocation": {"artifactLocation": artifact(path)}}
    if record is not None:
        name = one_line(record)
        result["logicalLocations"] = [
            {"name": name, "fullyQualifiedName": f"{one_line(path)}#{name}", "kind": "object"},
        ]
    if location.is_whole_document:
        return result
    region = _region(location, excerpt)
    if record is None and location.layer == "source":
        result["physicalLocation"]["region"] = region
    else:
        result["properties"] = {"layer": str(location.layer), "region": region}
    return result


def _region(location: Location, excerpt: str | None) -> _Object:
    region: _Object = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
        "charOffset": location.start,
        "charLength": location.end - location.start,
        "byteOffset": location.byte_start,
        "byteLength": location.byte_end - location.byte_start,
    }
    if excerpt is not None:
        region["snippet"] = {"text": well_formed(excerpt)}
    return region


def _related(number: int, place: Place) -> _Object:
    return {"id": number, **_location(place.path, place.record, place.location), "message": _text(place.message)}


def _suppression(finding: Finding) -> _Object:
    decision = _strings_well_formed(finding.decision or {})
    suppression: _Object = {"kind": "external", "status": "accepted"}
    if isinstance(reason := decision.get("reason"), str):
        suppression["justification"] = reason
    return {**suppression, "properties": decision} if decision else suppression


def _notification(document: DocumentReport, failure: Failure, numbers: Mapping[str, int]) -> _Object:
    result: _Object = {
        "level": "error",
        "message": _text(f"{failure.rule}: {failure.error}"),
        "locations": [_whole(document.path, document.record)],
    }
    if failure.rule in numbers:
        result["associatedRule"] = {"id": failure.rule, "index": numbers[failure.rule]}
    return result


def _passed_over(path: str, reason: str) -> _Object:
    return {"level": "note", "message": _text(f"passed over: {reason}"), "locations": [_whole(path, None)]}


def _whole(path: str, record: str | None) -> _Object:
    location: _Object = {"physicalLocation": {"artifactLocation": artifact(path)}}
    if record is not None:
        location["logicalLocations"] = [{"name": one_line(record), "kind": "object"}]
    return location


def _strings_well_formed(value: Any) -> Any:  # noqa: ANN401  # JSON data
    value = plain(value)
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {well_formed(key): _strings_well_formed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_strings_well_formed(item) for item in value]
    return value
