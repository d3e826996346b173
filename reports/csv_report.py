"""CSV (RFC 4180): a row for each finding, each failure and each file that is not as the manifest has it.

A spreadsheet runs a cell that begins like a formula; such a cell gets an apostrophe in front. All cells are quoted, so
that no separator of another locale parts them, and hold no line end.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from audit.model import MANIFEST, Verdict
from reports.visible import one_line

if TYPE_CHECKING:
    from typing import TextIO

    from audit.model import AuditReport, Difference, DocumentReport, Failure, Finding

__all__ = ["FIELDS", "write"]

FIELDS = (
    "path",
    "record",
    "verdict",
    "line",
    "column",
    "end_line",
    "end_column",
    "start",
    "end",
    "rule",
    "severity",
    "confidence",
    "status",
    "unchanged",
    "message",
    "excerpt",
    "suggestion",
    "fingerprint",
)
"""The columns. A failure has the severity ``failure``, its rule or ``load``, and its error for a message; so has a file
that is not as the manifest has it, with ``gate/manifest`` and what is wrong with it."""

# With the wide forms of the signs, and behind any space: some programs trim it.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream``, a header and the rows."""
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(FIELDS)
    writer.writerows(map(_cell, _failure(None, failure)) for failure in report.failures)
    if report.manifest:
        writer.writerows(map(_cell, _difference(one)) for one in report.manifest.differences)
    for document in report.documents:
        writer.writerows(map(_cell, _failure(document, failure)) for failure in document.failures)
        writer.writerows(map(_cell, _finding(document, finding)) for finding in document.findings)


def _finding(document: DocumentReport, finding: Finding) -> tuple[object, ...]:
    at = finding.location
    place = (at.line, at.column, at.end_line, at.end_column, at.start, at.end)
    return (
        document.path,
        document.record,
        document.verdict,
        *place,
        finding.rule,
        finding.severity,
        finding.confidence,
        finding.status,
        "true" if finding.unchanged else "false",
        finding.message,
        finding.excerpt,
        finding.suggestion,
        finding.fingerprint,
    )


def _failure(document: DocumentReport | None, failure: Failure) -> tuple[object, ...]:
    """The row of a failure; one of no document has no path."""
    where = (document.path, document.record, document.verdict) if document else (None, None, None)
    return (*where, *_failed(failure.rule, failure.error))


def _difference(difference: Difference) -> tuple[object, ...]:
    return (difference.path, None, Verdict.REJECT, *_failed(MANIFEST, difference.message))


def _failed(rule: str, error: str) -> tuple[object, ...]:
    """What a row has behind its document where it is no finding."""
    place = (None,) * 6
    return (*place, rule, "failure", None, None, None, error, None, None, None)


def _cell(value: object) -> str:
    text = "" if value is None else one_line(str(value))
    return f"'{text}" if _FORMULA.match(text) else text
