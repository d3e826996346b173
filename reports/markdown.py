"""A summary in Markdown: for the job summary of GitHub Actions, a merge request, a wiki.

Everything that a document may have chosen stands in a code span, where no reader of Markdown makes a link, a picture,
a mention or a tag of it. The lists are short, and end by saying how many they leave out: GitHub refuses a job summary
of more than 1 MiB.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from audit.model import Severity, Verdict
from reports.visible import one_line
from reports.wording import counted, is_settled, ledger, place
from reports.worst import Worst, gravity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from audit.model import AuditReport, Difference, DocumentReport, Failure, Finding

__all__ = ["write"]

MOST = 50
"""Most rows of a table."""
_MOST_CHARACTERS = 300  # of a cell
_BACKTICKS = re.compile("`+")
_VERDICTS = {"accept": "accepted", "review": "to be reviewed", "reject": "rejected", "error": "not done as asked"}


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream``. Findings that are settled are counted, not listed."""
    tables = _Tables()
    for failure in report.failures:
        tables.failures.add((0, 0, 0), partial(_failure, "all documents", failure))
    for difference in report.manifest.differences if report.manifest else ():
        tables.differences.add((0, 0, 0), partial(_difference, difference))
    for document in report.documents:
        tables.add(document)
    stream.writelines(f"{line}\n" for line in _lines(report, tables))


class _Tables:
    """What the tables show, gathered from one document after the other."""

    def __init__(self) -> None:
        self.failures = Worst(MOST)
        self.differences = Worst(MOST)
        self.rejected = Worst(MOST)
        self.findings = Worst(MOST)
        self.families: Counter[tuple[str, Severity]] = Counter()
        self.settled = 0

    def add(self, document: DocumentReport) -> None:
        """Take a document in."""
        severities: Counter[Severity] = Counter()
        for failure in document.failures:
            self.failures.add((0, 0, 0), partial(_failure, document.name, failure))
        for finding in document.findings:
            if is_settled(finding):
                self.settled += 1
                continue
            severities[finding.severity] += 1
            self.families[finding.family, finding.severity] += 1
            self.findings.add(gravity(finding), partial(_finding, document, finding))
        if document.verdict is Verdict.REJECT:
            errors, warnings, notes = (severities[severity] for severity in Severity)
            self.rejected.add((-errors, -warnings, -notes), partial(_rejected, document))


def _lines(report: AuditReport, tables: _Tables) -> Iterator[str]:
    yield f"## {report.tool.name}: {_VERDICTS[report.verdict.value]}"
    yield ""
    yield ledger(report.summary) + "."
    if report.summary.interrupted:
        yield "**The audit was interrupted**: these are the documents that were done."
    if report.summary.skipped:
        yield f"{counted(report.summary.skipped, 'file')} passed over."
    yield from _table("Not audited in full", ("document", "why"), tables.failures)
    yield from _table("Not as the manifest has it", ("file", "how"), tables.differences)
    yield from _table("Rejected", ("document", "because of"), tables.rejected)
    yield from _families(tables)
    yield from _table("Gravest findings", ("place", "severity", "rule", "message"), tables.findings)
    if tables.settled:
        yield ""
        yield f"{counted(tables.settled, 'more finding')} dismissed by a reviewer, or older than the change."


def _families(tables: _Tables) -> Iterator[str]:
    rows = [
        _row(_code(family), *(tables.families[family, severity] for severity in Severity))
        for family in dict.fromkeys(sorted(family for family, _ in tables.families))
    ]
    if rows:
        yield from _heading("Findings", ("family", *(f"{severity.value}s" for severity in Severity)))
        yield from rows


def _table(title: str, columns: Sequence[str], rows: Worst) -> Iterator[str]:
    if rows.added:
        yield from _heading(title, columns)
        yield from rows
        if more := rows.added - len(rows):
            yield ""
            yield f"And {more} more."


def _heading(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield from ("", f"### {title}", "", _row(*columns), _row(*("---" for _ in columns)))


def _failure(name: str, failure: Failure) -> str:
    return _row(_code(name), _code(f"{failure.rule}: {failure.error}"))


def _difference(difference: Difference) -> str:
    return _row(_code(difference.path), _code(difference.reason))


def _rejected(document: DocumentReport) -> str:
    return _row(_code(document.name), _code(", ".join(f"{one.rule} ({one.reason})" for one in document.deciding)))


def _finding(document: DocumentReport, finding: Finding) -> str:
    return _row(_code(place(document, finding)), finding.severity.value, _code(finding.rule), _code(finding.message))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _code(text: str) -> str:
    """``text`` as a code span in a cell of a table."""
    shown = one_line(text)
    if len(shown) > _MOST_CHARACTERS:
        shown = shown[: _MOST_CHARACTERS - 1] + "…"
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(shown)), default=0))
    # A bar ends a cell even in a code span, and a backslash before it is taken out again.
    return f"{fence} {shown or ' '} {fence}".replace("|", "\\|")
