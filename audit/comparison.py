"""The second half of corpus rules: the facts of all documents compared, and the findings attached to one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.engine import LocatedFact
from audit.fingerprint import Fingerprinter
from audit.gate import judged
from audit.model import DocumentReport, Failure, Finding, Place
from audit.spool import Spool

if TYPE_CHECKING:
    from audit.config import Configuration, Gate, PlannedRule
    from rules.model import Comparison

Holder = int | tuple[str, str | None]
"""Whose fact it is: the number of an audited document, or the path and record of one of a reference corpus."""

_Members = list[tuple[Holder, LocatedFact]]


class Facts:
    """Facts by rule and key, with whose each is: those of a reference corpus first, then in the order of the input."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], _Members] = {}

    def add(self, holder: Holder, facts: tuple[LocatedFact, ...]) -> None:
        """Take over the facts of a document."""
        for fact in facts:
            self._groups.setdefault((fact.rule, fact.fact.key), []).append((holder, fact))

    def groups(self) -> Iterator[tuple[str, _Members]]:
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
            yield attach(subject, (found,), spool, configuration)


def attach(
    number: int, found: tuple[Finding | Failure, ...], spool: Spool, configuration: Configuration
) -> tuple[DocumentReport, DocumentReport]:
    """Add to the report of a document in ``spool``. The report before and after.

    A finding takes the place of one with its fingerprint: the same, with more evidence.
    """
    before = spool[number]
    after = _attached(before, found, configuration.plan(before.path).gate)
    spool.replace(number, after)
    return before, after


def planned_rule(rule_id: str, path: str, configuration: Configuration) -> PlannedRule | None:
    """The rule as it is planned for documents of that path, if it is."""
    return next((planned for planned in configuration.plan(path).rules if planned.rule.id == rule_id), None)


def _findings(
    rule_id: str, members: _Members, spool: Spool, configuration: Configuration
) -> Iterator[tuple[int, Finding | Failure]]:
    audited = [holder for holder, _ in members if isinstance(holder, int)]
    planned = planned_rule(rule_id, spool.name(audited[0])[0], configuration) if audited else None
    if planned is None or planned.rule.compare is None:
        return
    # One for each document: its findings are numbered whatever becomes of the others'.
    fingerprinters: defaultdict[int, Fingerprinter] = defaultdict(Fingerprinter)
    try:
        for comparison in planned.rule.compare([fact.fact for _, fact in members], planned.options):
            subject, _ = members[comparison.subject]
            if isinstance(subject, int):
                # How grave it is, the document says that it belongs to: overrides go by path.
                own = planned_rule(rule_id, spool.name(subject)[0], configuration) or planned
                yield subject, _finding(own, comparison, members, spool, fingerprinters[subject])
    except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever a rule does, the audit goes on and says so)
        yield audited[-1], Failure(rule_id, f"{type(error).__name__}: {error}")


def _finding(
    planned: PlannedRule, comparison: Comparison, members: _Members, spool: Spool, fingerprinter: Fingerprinter
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
        fingerprint=fingerprinter.fingerprint(f"{rule.id}\x1f{fact.fact.key}", "", None),
        shown=fact.shown,
    )


def _place(member: tuple[Holder, LocatedFact], message: str, spool: Spool) -> Place:
    holder, fact = member
    path, record = spool.name(holder) if isinstance(holder, int) else holder
    return Place(path, record, fact.location, message, fact.shown)


def _attached(report: DocumentReport, found: tuple[Finding | Failure, ...], gate: Gate) -> DocumentReport:
    failures = (*report.failures, *(one for one in found if isinstance(one, Failure)))
    more = {one.fingerprint: one for one in found if isinstance(one, Finding)}
    kept = (one for one in report.findings if one.fingerprint not in more)
    findings = tuple(
        sorted((*kept, *more.values()), key=lambda finding: (finding.location.start, finding.location.end))
    )
    return judged(replace(report, findings=findings, failures=failures), gate)
