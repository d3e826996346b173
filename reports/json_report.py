"""The JSON report, version 1, and the same documents as JSON lines.

Written by hand, field by field: a format that others read, not a dump of our classes. One document stands on one
line, and is written before the next one is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.model import Severity, Status
from reports.json_text import dumps, plain

if TYPE_CHECKING:
    from typing import TextIO

    from audit.model import (
        AuditReport,
        BaselineUse,
        DocumentReport,
        Entry,
        Finding,
        Location,
        ManifestUse,
        MetadataValue,
        Place,
        Summary,
        Tool,
    )

__all__ = ["SCHEMA_VERSION", "to_dict", "write", "write_lines"]

SCHEMA_VERSION = 1

_Object = dict[str, Any]


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream`` as one JSON object."""
    skipped = [{"path": file.path, "reason": file.reason} for file in report.skipped]
    stream.write(f'{{"schema_version": {SCHEMA_VERSION},\n')
    stream.write(f'"tool": {dumps(_tool(report.tool))},\n')
    stream.write(f'"verdict": {dumps(report.verdict.value)},\n')
    stream.write(f'"summary": {dumps(_summary(report.summary))},\n')
    stream.write(f'"skipped": {dumps(skipped)},\n')
    failures = [{"rule": failure.rule, "error": failure.error} for failure in report.failures]
    stream.write(f'"failures": {dumps(failures)},\n')
    stream.write(f'"base": {dumps(report.base)},\n')
    stream.write(f'"baseline": {dumps(_baseline(report.baseline))},\n')
    stream.write(f'"manifest": {dumps(_manifest(report.manifest))},\n')
    stream.write('"documents": [')
    separator = "\n"
    for document in report.documents:
        stream.write(separator + dumps(to_dict(document)))
        separator = ",\n"
    stream.write("\n]}\n")


def write_lines(report: AuditReport, stream: TextIO) -> None:
    """Write the documents of ``report`` to ``stream``, one JSON object a line, in the order of the input."""
    stream.writelines(dumps(to_dict(document)) + "\n" for document in report.documents)


def to_dict(document: DocumentReport) -> _Object:
    """``document`` as the JSON report gives it; its text is no part of that."""
    return {
        "path": document.path,
        "record": document.record,
        "sha256": document.sha256,
        "bytes": document.bytes,
        "media_type": document.media_type,
        "encoding": plain(document.encoding),
        "language": plain(document.language),
        "verdict": document.verdict.value,
        "deciding": [{"rule": deciding.rule, "reason": deciding.reason} for deciding in document.deciding],
        "provenance": {name: [_metadata(value) for value in values] for name, values in document.provenance.items()},
        "metrics": plain(document.metrics),
        "findings": [_finding(finding) for finding in document.findings],
        "failures": [{"rule": failure.rule, "error": failure.error} for failure in document.failures],
        "skipped": [{"rule": skipped.rule, "reason": skipped.reason} for skipped in document.skipped],
    }


def _finding(finding: Finding) -> _Object:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "excerpt": finding.excerpt,
        "location": _location(finding.location),
        "related": [_place(place) for place in finding.related],
        "evidence": plain(finding.evidence),
        "suggestion": finding.suggestion,
        "fixable": bool(finding.repairs),
        "fingerprint": finding.fingerprint,
        "status": finding.status.value,
        "unchanged": finding.unchanged,
        "decision": None if finding.decision is None else plain(finding.decision),
    }


def _location(location: Location) -> _Object:
    return {
        "layer": str(location.layer),
        "start": location.start,
        "end": location.end,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "byte_start": location.byte_start,
        "byte_end": location.byte_end,
    }


def _place(place: Place) -> _Object:
    return {
        "path": place.path,
        "record": place.record,
        "location": _location(place.location),
        "message": place.message,
    }


def _metadata(value: MetadataValue) -> _Object:
    return {
        "value": value.value,
        "origin": value.origin,
        "confidence": value.confidence.value,
        "location": None if value.location is None else _location(value.location),
    }


def _tool(tool: Tool) -> _Object:
    return {
        "name": tool.name,
        "version": tool.version,
        "configuration": tool.configuration,
        "fail_on": tool.fail_on,
        "rules": [
            {
                "id": rule.id,
                "severity": rule.severity.value,
                "confidence": rule.confidence.value,
                "summary": rule.summary,
            }
            for rule in tool.rules
        ],
    }


def _summary(summary: Summary) -> _Object:
    return {
        "documents": summary.documents,
        "accepted": summary.accepted,
        "review": summary.review,
        "rejected": summary.rejected,
        "errors": summary.errors,
        "skipped": summary.skipped,
        "interrupted": summary.interrupted,
        "findings": {severity.value: summary.severities.get(severity.value, 0) for severity in Severity},
        "rules": dict(sorted(summary.rules.items())),
        "statuses": {status.value: summary.statuses.get(status.value, 0) for status in Status},
        "unchanged": summary.unchanged,
    }


def _baseline(baseline: BaselineUse | None) -> _Object | None:
    if baseline is None:
        return None
    return {
        "path": baseline.path,
        "entries": baseline.entries,
        "expired": [_entry(entry) for entry in baseline.expired],
        "unused": [_entry(entry) for entry in baseline.unused],
        "missing": [_entry(entry) for entry in baseline.missing],
    }


def _manifest(manifest: ManifestUse | None) -> _Object | None:
    if manifest is None:
        return None
    return {
        "path": manifest.path,
        "files": manifest.files,
        "differences": [
            {"path": difference.path, "kind": difference.kind, "detail": difference.detail}
            for difference in manifest.differences
        ],
    }


def _entry(entry: Entry) -> _Object:
    return {
        "path": entry.path,
        "record": entry.record,
        "rule": entry.rule,
        "fingerprint": entry.fingerprint,
        "status": entry.status.value,
        "reason": entry.reason,
        "by": entry.by,
        "at": entry.at,
        "expires": None if entry.expires is None else entry.expires.isoformat(),
    }
