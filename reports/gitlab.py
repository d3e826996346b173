"""GitLab's code quality report: a JSON list, shown beside the lines of a merge request.

GitLab documents the fields: ``description``, ``check_name``, ``fingerprint``, ``severity``, ``location.path`` and
``location.lines.begin``. A fingerprint is unique in the report. What is settled is left out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from audit.model import MANIFEST, Severity
from reports.json_text import dumps
from reports.visible import visible, well_formed
from reports.wording import is_settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, Failure, Finding

__all__ = ["write"]

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "minor"}


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream`` as a list, one issue a line."""
    separator = "["
    for issue in chain(_failures(report), _differences(report), chain.from_iterable(map(_issues, report.documents))):
        stream.write(f"{separator}\n{dumps(issue)}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


class _Issues:
    """Makes the issues of a file or a record; no two of them get one fingerprint."""

    def __init__(self, path: str, record: str | None) -> None:
        self._path = path
        self._record = record
        self._seen: Counter[tuple[str, ...]] = Counter()

    def issue(self, rule: str, said: str, severity: str, lines: tuple[int, int], *identity: str) -> dict[str, Any]:
        """One of them; ``identity`` is what makes it the same in the next report."""
        self._seen[identity] += 1
        parts = (self._path, self._record or "", rule, *identity, str(self._seen[identity]))
        return {
            "description": visible(said if self._record is None else f"record {self._record}: {said}"),
            "check_name": rule,
            "fingerprint": hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32],
            "severity": severity,
            "location": {
                "path": well_formed(self._path.lstrip("/")),
                "lines": {"begin": lines[0], "end": lines[1]},
            },
        }

    def failure(self, failure: Failure) -> dict[str, Any]:
        """What could not be done."""
        return self.issue(failure.rule, failure.error, "blocker", (1, 1), failure.rule, failure.error)


def _failures(report: AuditReport) -> Iterator[dict[str, Any]]:
    """What could not be done for any document. An issue must have a path: it is the configuration's."""
    return map(_Issues(report.tool.configuration or ".", None).failure, report.failures)


def _differences(report: AuditReport) -> Iterator[dict[str, Any]]:
    """The files that are not as the manifest has them."""
    for one in report.manifest.differences if report.manifest else ():
        yield _Issues(one.path, None).issue(MANIFEST, one.message, "critical", (1, 1), MANIFEST, one.kind)


def _issues(document: DocumentReport) -> Iterator[dict[str, Any]]:
    made = _Issues(document.path, document.record)
    yield from map(made.failure, document.failures)
    for finding in document.findings:
        if not is_settled(finding):
            severity = _SEVERITIES[finding.severity]
            yield made.issue(finding.rule, finding.message, severity, _lines(document, finding), finding.fingerprint)


def _lines(document: DocumentReport, finding: Finding) -> tuple[int, int]:
    """The lines of a finding in its file, from 1; a record of a file of many has none in it."""
    if document.record is not None or finding.location.layer != "source":
        return 1, 1
    return finding.location.line, finding.location.end_line
