"""What several reports say in the same words: the ledger of a run, a finding on one line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit.model import Confidence, Severity, Status
from reports.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit.model import DocumentReport, Finding, ManifestUse, Summary

__all__ = ["counted", "finding_line", "held", "is_settled", "ledger", "place", "severities"]


def counted(number: int, noun: str) -> str:
    """``1 file``, ``2000 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def severities(counts: Mapping[str, int]) -> str:
    """``1 error, 0 warnings, 3 notes``."""
    return ", ".join(counted(counts.get(severity.value, 0), severity.value) for severity in Severity)


def ledger(summary: Summary) -> str:
    """How many documents there were, and what became of them."""
    return (
        f"{counted(summary.documents, 'document')}: {summary.accepted} accepted, {summary.review} to review, "
        f"{summary.rejected} rejected, {counted(summary.errors, 'error')}"
    )


def held(manifest: ManifestUse) -> str:
    """How many files a manifest lists, and how many are not as it has them."""
    kinds = Counter(difference.kind for difference in manifest.differences)
    return ", ".join((counted(manifest.files, "file"), *(f"{number} {kind}" for kind, number in sorted(kinds.items()))))


def is_settled(finding: Finding) -> bool:
    """Whether nothing is to be done about a finding: it was dismissed, or is older than the change that is judged."""
    return finding.status is Status.DISMISSED or finding.unchanged


def place(document: DocumentReport, finding: Finding) -> str:
    """``path:line:column`` of a finding, or the path alone where it concerns the whole document."""
    name = one_line(document.name)
    if finding.location.is_whole_document:
        return name
    return f"{name}:{finding.location.line}:{finding.location.column}"


def finding_line(document: DocumentReport, finding: Finding) -> str:
    """A finding on one line, harmless wherever it is shown as plain text."""
    sure = "" if finding.confidence is Confidence.HIGH else f"[{finding.confidence.value}]"
    what = f"{finding.severity.value}{sure} {one_line(finding.rule)}"
    return f"{place(document, finding)}: {what}  {one_line(finding.message)}"
