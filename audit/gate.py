"""Verdicts: what becomes of a document, and of a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from audit.model import Confidence, Finding, Severity, Status, Verdict

if TYPE_CHECKING:
    from audit.config import FailOn


def verdict(findings: Iterable[Finding], *, failed: bool, fail_on: FailOn) -> Verdict:
    """The verdict of a document.

    Error if something failed; reject if a finding that was not dismissed is at or above ``fail_on`` with at least
    medium confidence; review if another warning or error is undecided; else accept.
    """
    if failed:
        return Verdict.ERROR
    worst = Verdict.ACCEPT
    for finding in findings:
        if finding.status is Status.DISMISSED:
            continue
        if _counts(finding, fail_on):
            return Verdict.REJECT
        if finding.status is Status.NEW and finding.severity is not Severity.NOTE:
            worst = Verdict.REVIEW
    return worst


def _counts(finding: Finding, fail_on: FailOn) -> bool:
    if fail_on.value == "never" or finding.confidence is Confidence.LOW:
        return False
    return finding.severity.rank <= Severity(fail_on.value).rank


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of a run: the worst of its documents."""
    return max(verdicts, key=lambda verdict: verdict.rank, default=Verdict.ACCEPT)
