"""The second half of corpus rules: the facts of all documents compared, and the findings attached to one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.engine import LocatedFact
from audit.fingerprint import Fingerprinter
from audit.gate import verdict
from audit.model import DocumentReport, Failure, Finding, Place, Verdict
from audit.spool import Spool

if TYPE_CHECKING:
    from audit.config import Configuration, FailOn, PlannedRule
    from rules.model import Comparison


class Facts:
    """Facts by rule and key, with the number of the document that each came from, in the order of the input."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], list[tuple[int, LocatedFact]]] = {}

    def add(self, document: int, facts: tuple[LocatedFact, ...]) -> None:
        """Take over the facts of a document."""
        for fact in facts:
            self._groups.setdefault((fact.rule, fact.fact.key), []).append((document, fact))

    def groups(self) -> Iterator[tuple[str, list[tuple[int, LocatedFact]]]]:
        """The rule and the members of each group of more than one."""
        for (rule, _), members in self._groups.items():
            if len(members) > 1:
                yield rule, members


def compare(
    facts: Facts, spool: Spool, configuration: Configuration
) -> Iterator[tuple[DocumentReport, DocumentReport]]:
    """Compare, and replace in ``spool`` each document that a finding is attached to. Yields it before and after."""
    for rule_id, members in facts.groups():
        for subject, found in _findings(rule_id, members, spool, configuration):
            before = spool[subject]
            after = _attached(before, found, configuration.fail_on)
            spool.replace(subject, after)
            yield before, after


def _findings(
    rule_id: str, members: list[tuple[int, LocatedFact]], spool: Spool, configuration: Configuration
) -> Iterator[tuple[int, Finding | Failure]]:
    planned = _planned(rule_id, spool[members[0][0]], configuration)
    if planned is None or planned.rule.compare is None:
        return
    try:
        for comparison in planned.rule.compare([fact.fact for _, fact in members], planned.options):
            subject, _ = members[comparison.subject]
            # How grave it is, the document says that it belongs to: overrides go by path.
            own = _planned(rule_id, spool[subject], configuration) or planned
            yield subject, _finding(own, comparison, members, spool)
    except Exception as error:  # noqa: BLE001 (whatever a rule does, the audit goes on and says so)
        yield members[-1][0], Failure(rule_id, f"{type(error).__name__}: {error}")


def _planned(rule_id: str, report: DocumentReport, configuration: Configuration) -> PlannedRule | None:
    return next((planned for planned in configuration.plan(report.path).rules if planned.rule.id == rule_id), None)


def _finding(
    planned: PlannedRule, comparison: Comparison, members: list[tuple[int, LocatedFact]], spool: Spool
) -> Finding:
    rule = planned.rule
    _, fact = members[comparison.subject]
    return Finding(
        rule=rule.id,
        severity=planned.severity or comparison.severity or rule.severity,
        confidence=comparison.confidence or rule.confidence,
        message=comparison.message,
        excerpt=fact.excerpt,
        location=fact.location,
        related=tuple(_place(members[other], comparison.related_message, spool) for other in comparison.others),
        evidence=comparison.evidence,
        suggestion=None,
        fingerprint=Fingerprinter().fingerprint(f"{rule.id}\x1f{fact.fact.key}", "", None),
        shown=fact.shown,
    )


def _place(member: tuple[int, LocatedFact], message: str, spool: Spool) -> Place:
    number, fact = member
    report = spool[number]
    return Place(report.path, report.record, fact.location, message, fact.shown)


def _attached(report: DocumentReport, found: Finding | Failure, fail_on: FailOn) -> DocumentReport:
    if isinstance(found, Failure):
        return replace(report, failures=(*report.failures, found), verdict=Verdict.ERROR)
    findings = tuple(
        sorted((*report.findings, found), key=lambda finding: (finding.location.start, finding.location.end))
    )
    return replace(report, findings=findings, verdict=verdict(findings, failed=bool(report.failures), fail_on=fail_on))
