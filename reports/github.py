"""Workflow commands for GitHub Actions, which shows them beside the lines of a pull request.

It shows ten of each level that a step writes and drops the rest without a word. So the gravest are written, and the
tenth of a level that has more says how many they are.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from audit.model import MANIFEST, Severity
from reports.visible import one_line
from reports.wording import counted, is_settled, ledger
from reports.worst import Worst, gravity

if TYPE_CHECKING:
    from typing import TextIO

    from audit.model import AuditReport, Difference, DocumentReport, Failure, Finding

__all__ = ["write"]

MOST = 10
"""Most annotations of a level that GitHub shows of a step."""
_MOST_CHARACTERS = 1_000  # of a message or a name
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_FAILED = (0, -1, 0)  # what could not be audited is graver than any finding


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream``: annotations, and the ledger as a line of the log.

    Findings that are settled are left out.
    """
    levels = {severity: Worst(MOST) for severity in Severity}
    for failure in report.failures:
        levels[Severity.ERROR].add(_FAILED, partial(_command, Severity.ERROR, failure.error, title=failure.rule))
    for difference in report.manifest.differences if report.manifest else ():
        levels[Severity.ERROR].add(_FAILED, partial(_difference, difference))
    for document in report.documents:
        for failure in document.failures:
            levels[Severity.ERROR].add(_FAILED, partial(_failure, document, failure))
        for finding in document.findings:
            if not is_settled(finding):
                levels[finding.severity].add(gravity(finding), partial(_finding, document, finding))
    for severity, worst in levels.items():
        annotations = list(worst)
        if worst.added > MOST:
            said = counted(worst.added - MOST + 1, f"more {severity.value}")
            annotations[MOST - 1 :] = [_command(severity, f"{said}, less grave or later than the {MOST - 1} shown")]
        stream.writelines(annotations)
    if report.summary.interrupted:
        stream.write(_command(Severity.ERROR, "the audit was interrupted", title=report.tool.name))
    stream.write(f"{report.tool.name}: {ledger(report.summary)}; verdict: {report.verdict.value}\n")


def _finding(document: DocumentReport, finding: Finding) -> str:
    location = finding.location
    place: dict[str, object] = {}
    if document.record is None and location.layer == "source" and not location.is_whole_document:
        place = {"line": location.line, "endLine": location.end_line}
        if location.line == location.end_line:  # columns of two lines are refused
            place |= {"col": location.column, "endColumn": location.end_column}
    message = finding.message if document.record is None else f"record {document.record}: {finding.message}"
    return _command(finding.severity, message, file=document.path, **place, title=finding.rule)


def _failure(document: DocumentReport, failure: Failure) -> str:
    message = failure.error if document.record is None else f"record {document.record}: {failure.error}"
    return _command(Severity.ERROR, message, file=document.path, title=failure.rule)


def _difference(difference: Difference) -> str:
    return _command(Severity.ERROR, difference.message, file=difference.path, title=MANIFEST)


def _command(severity: Severity, message: str, **properties: object) -> str:
    stated = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[severity]}{' ' * bool(stated)}{stated}::{_data(message)}\n"


def _data(text: str) -> str:
    """``text`` on one line that can be no command of its own; a sign of per cent begins an escape."""
    return one_line(text[:_MOST_CHARACTERS]).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
