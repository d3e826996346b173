"""Verdicts: what becomes of a document, by which rules, and what becomes of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.model import MANIFEST, Deciding, DocumentReport, Finding, Severity, Status, Verdict

if TYPE_CHECKING:
    from audit.config import Budget, Gate
    from audit.model import Difference

BUDGETS, ATTRIBUTED, REQUIRED = "gate/budgets", "gate/attributed", "gate/required"
"""The names under which limits of the gate stand among the rules that decided."""

_WORDS = 1_000  # of which a budget speaks; a rate in fewer would make one finding of any kind too many


def judged(report: DocumentReport, gate: Gate) -> DocumentReport:
    """The document with its verdict, and the rules that decided it.

    Error if something failed; reject if a finding that counts is at or above the gate's threshold for its rule, or if
    the document does not keep to a limit; review if another warning or error is undecided; else accept. A finding
    counts unless it was dismissed, or was there before what is judged, a change.
    """
    counting = [f for f in report.findings if f.status is not Status.DISMISSED and not f.unchanged]
    undecided = [f for f in counting if f.status is Status.NEW and f.severity is not Severity.NOTE]
    for verdict, deciding in (
        (Verdict.ERROR, (Deciding(failure.rule, failure.error) for failure in report.failures)),
        (Verdict.REJECT, _rejecting(report, counting, gate)),
        (Verdict.REVIEW, _by_rule(undecided)),
    ):
        if found := tuple(deciding):
            return replace(report, verdict=verdict, deciding=found)
    return replace(report, verdict=Verdict.ACCEPT, deciding=())


def not_as_listed(report: DocumentReport, difference: Difference) -> DocumentReport:
    """The document, rejected since its file is not as the manifest has it; one with an error stays an error."""
    if report.verdict is Verdict.ERROR:
        return report
    before = report.deciding if report.verdict is Verdict.REJECT else ()
    return replace(report, verdict=Verdict.REJECT, deciding=(*before, Deciding(MANIFEST, difference.reason)))


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of a run: the worst of its documents."""
    return max(verdicts, key=lambda verdict: verdict.rank, default=Verdict.ACCEPT)


def _rejecting(report: DocumentReport, counting: list[Finding], gate: Gate) -> Iterator[Deciding]:
    if gate.is_open:
        return
    yield from _by_rule(f for f in counting if gate.threshold_of(f.rule).is_reached(f.severity, f.confidence))
    for budget in gate.budgets:
        yield from _spent(report, counting, budget)
    share = report.metrics.get("attributed")
    if (
        gate.attributed is not None
        and isinstance(share, int | float)
        and share < gate.attributed
        and report.sentences  # none where it cannot be told
    ):
        yield Deciding(ATTRIBUTED, f"{share} of the sentences have a source, at least {gate.attributed} must")
    for field in gate.required:
        if not report.provenance.get(field):
            yield Deciding(REQUIRED, f"no {field}")


def _spent(report: DocumentReport, counting: list[Finding], budget: Budget) -> Iterator[Deciding]:
    counted = [
        finding
        for finding in counting
        if finding.severity.rank <= budget.severity.rank
        and finding.confidence.rank <= budget.confidence.rank
        and (not budget.rules or finding.rule in budget.rules or finding.family in budget.rules)
    ]
    words = report.metrics.get("words")
    rate = len(counted) * _WORDS / max(words if isinstance(words, int) else 0, _WORDS)
    if rate > budget.limit:
        rules = ", ".join(f"{rule} {count}" for rule, count in Counter(f.rule for f in counted).most_common())
        yield Deciding(BUDGETS, f"{rate:.3g} findings in {_WORDS:,} words, at most {budget.limit:g}: {rules}")


def _by_rule(findings: Iterable[Finding]) -> Iterator[Deciding]:
    """The rules of the findings in their order, each with how many findings of which severity it has."""
    rules: dict[str, list[Severity]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, []).append(finding.severity)
    for rule, severities in rules.items():
        counts = ((severities.count(severity), severity.value) for severity in Severity if severity in severities)
        yield Deciding(rule, ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in counts))
