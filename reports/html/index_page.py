"""The index: the verdict, the ledger, the worst documents, and every document in the order of the input.

Its script filters and sorts all of them. Without one a long table cannot be filtered; so there is a list for each
verdict, and a list of many rows goes on over several pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.model import Severity, Verdict
from reports.html.pages import counted, rendered
from reports.html.rows import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audit.model import AuditReport, RuleInfo
    from reports.html.folder import Folder
    from reports.html.rows import Row

__all__ = ["write"]

ROWS = 250
"""Rows of a table on one page."""
WORST = 5
"""Documents named at the top."""

_HEADINGS = {
    "accept": "Accepted documents",
    "review": "Documents to review",
    "reject": "Rejected documents",
    "error": "Documents with errors",
}


@dataclass(frozen=True, slots=True)
class _Bar:
    """A piece of the bar that shows the ledger, in per mille of its width."""

    verdict: str
    start: float
    width: float


def write(
    report: AuditReport,
    rows: Sequence[Row],
    rules: Mapping[str, str],
    families: Mapping[tuple[str, str], int],
    folder: Folder,
) -> None:
    """Write the index and the lists into ``folder``; ``families`` counts the findings by family and severity."""
    ledger = _ledger(report)
    for number, page in enumerate(_pages("index", rows)):
        values = _first(report, rows, rules, families) if number == 0 else {}
        heading = "All documents"
        template = "index.html" if number == 0 else "list.html"
        common: dict[str, Any] = {"tool": report.tool, "ledger": ledger, "heading": heading}
        folder.put(page["here"], rendered(template, **common, **page, **values))
    for verdict, heading in _HEADINGS.items():
        chosen = [row for row in rows if row.verdict == verdict]
        for page in _pages(verdict, chosen) if chosen else ():
            folder.put(page["here"], rendered("list.html", tool=report.tool, ledger=ledger, heading=heading, **page))


def _pages(name: str, rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """The pages of a list: their file names, which of them this is, and its rows."""
    count = max(1, -(-len(rows) // ROWS))
    names = [f"{name}.html" if number == 0 else f"{name}-{number + 1}.html" for number in range(count)]
    for number, here in enumerate(names):
        chosen = rows[number * ROWS : (number + 1) * ROWS]
        yield {"here": here, "pages": names, "rows": chosen, "first": number * ROWS + 1, "of": len(rows)}


def _first(
    report: AuditReport, rows: Sequence[Row], rules: Mapping[str, str], families: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """What only the first page of the index shows."""
    bad = [row for row in rows if row.verdict in {"error", "reject"}]
    worst = sorted(bad, key=lambda row: (row.verdict != "error", row.gravity))
    failures = [(row, failure) for row in rows for failure in row.failures]
    differences = report.manifest.differences if report.manifest else ()
    return {
        "report": report,
        "sentence": _sentence(report),
        "bars": _bars(report),
        "severities": [(level.value, report.summary.severities.get(level.value, 0)) for level in Severity],
        "dismissed": sum(row.dismissed for row in rows),
        "findings": sum(row.findings for row in rows),
        "families": _families(families),
        "states": STATES,
        "worst": worst[:WORST],
        "more_worst": max(0, len(worst) - WORST),
        "found": _found(report),
        "rules": rules,
        "failures": failures[:ROWS],
        "more_failures": max(0, len(failures) - ROWS),
        "differences": differences[:ROWS],
        "more_differences": max(0, len(differences) - ROWS),
        "skipped": report.skipped[:ROWS],
        "more_skipped": max(0, len(report.skipped) - ROWS),
    }


def _families(counts: Mapping[tuple[str, str], int]) -> list[tuple[str, list[int]]]:
    """The families that found something, the most frequent first, each with its number by severity."""
    found = {family: [counts.get((family, level.value), 0) for level in Severity] for family, _ in counts}
    return sorted(found.items(), key=lambda item: (-sum(item[1]), item[0]))


def _ledger(report: AuditReport) -> tuple[tuple[str, str, int], ...]:
    summary = report.summary
    return (
        ("accept", "accepted", summary.accepted),
        ("review", "to review", summary.review),
        ("reject", "rejected", summary.rejected),
        ("error", "error" if summary.errors == 1 else "errors", summary.errors),
    )


def _bars(report: AuditReport) -> list[_Bar]:
    bars: list[_Bar] = []
    start = 0.0
    for verdict, _, count in _ledger(report):
        width = 1000 * count / max(1, report.summary.documents)
        bars.append(_Bar(verdict, round(start, 2), round(width, 2)))
        start += width
    return [bar for bar in bars if bar.width]


def _sentence(report: AuditReport) -> str:
    """The verdict of the run in one sentence."""
    summary = report.summary
    of = f"of {summary.documents:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    if report.verdict is Verdict.ERROR:
        return f"{summary.errors} {of} could not be audited in full" if summary.errors else "The audit failed"
    if report.verdict is Verdict.REJECT and report.manifest and not summary.rejected:
        count = len(report.manifest.differences)
        return f"{counted(count, 'file')} {'is' if count == 1 else 'are'} not as the manifest has it"
    if report.verdict is Verdict.REJECT:
        return f"{summary.rejected} {of} {'is' if summary.rejected == 1 else 'are'} rejected"
    if report.verdict is Verdict.REVIEW:
        return f"{summary.review} {of} {'wants' if summary.review == 1 else 'want'} a reader’s eye"
    return "Everything is accepted" if summary.documents else "There was nothing to audit"


def _found(report: AuditReport) -> list[tuple[str, int, RuleInfo | None]]:
    """The rules that found something, the most frequent first."""
    infos = {rule.id: rule for rule in report.tool.rules}
    counts = sorted(report.summary.rules.items(), key=lambda item: (-item[1], item[0]))
    return [(rule, count, infos.get(rule)) for rule, count in counts if count]
