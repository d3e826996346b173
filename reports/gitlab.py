"""GitLab's code quality report: a JSON list, shown beside the lines of a merge request.

GitLab documents the fields: ``description``, ``check_name``, ``fingerprint``, ``severity``, ``location.path`` and
``location.lines.begin``. A fingerprint is unique in the report. What is settled is left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from audit.model import Severity
from reports.json_text import dumps
from reports.visible import visible, well_formed
from reports.wording import is_settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, Finding

__all__ = ["write"]

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "minor"}


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream`` as a list, one issue a line."""
    separator = "["
    for document in report.documents:
        for issue in _issues(document):
            stream.write(f"{separator}\n{dumps(issue)}")
            separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def _issues(document: DocumentReport) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, ...]] = Counter()

    def issue(rule: str, said: str, severity: str, lines: tuple[int, int], *identity: str) -> dict[str, Any]:
        seen[identity] += 1
        parts = (document.path, document.record or "", rule, *identity, str(seen[identity]))
        return {
            "description": visible(said if document.record is None else f"record {document.record}: {said}"),
            "check_name": rule,
            "fingerprint": hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32],
            "severity": severity,
            "location": {
                "path": well_formed(document.path.lstrip("/")),
                "lines": {"begin": lines[0], "end": lines[1]},
            },
        }

    for failure in document.failures:
        yield issue(failure.rule, failure.error, "blocker", (1, 1), failure.rule, failure.error)
    for finding in document.findings:
        if not is_settled(finding):
            severity = _SEVERITIES[finding.severity]
            yield issue(finding.rule, finding.message, severity, _lines(document, finding), finding.fingerprint)


def _lines(document: DocumentReport, finding: Finding) -> tuple[int, int]:
    """The lines of a finding in its file, from 1; a record of a file of many has none in it."""
    if document.record is not None or finding.location.layer != "source":
        return 1, 1
    return finding.location.line, finding.location.end_line
