"""A whole run: sources found, documents audited, facts compared, and the report put together."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit import __version__
from audit.comparison import Facts, compare
from audit.digests import rules_digest
from audit.engine import LOAD
from audit.gate import worst
from audit.model import (
    AuditReport,
    DocumentReport,
    Failure,
    RuleInfo,
    Severity,
    SkippedFile,
    Summary,
    Tool,
    Verdict,
)
from audit.spool import Spool
from audit.workers import Counts, Result, audit_all, cores, counts
from corpus.sources import Found, PassedOver, Source, Unreadable

if TYPE_CHECKING:
    from audit.config import Configuration
    from rules.model import Rule

NAME = "source-audit"


def run(
    found: Iterable[Found],
    configuration: Configuration,
    rules: Sequence[Rule],
    *,
    advance: Callable[[], None] = lambda: None,
) -> AuditReport:
    """Audit everything that was found.

    An interrupt ends the run at once; what was finished by then is reported, and the summary says so.

    Args:
        found: The sources, in the order in which documents are reported.
        configuration: What to do with them.
        rules: The registry, for the report's catalogue.
        advance: Called after each source.

    """
    skipped: list[SkippedFile] = []
    spool, facts, tally, names = Spool(), Facts(), _Tally(), _Names()
    interrupted = False
    try:
        for results in audit_all(_sources(found, skipped), configuration, configuration.jobs or cores()):
            for result in map(names.distinct, results):
                facts.add(spool.add(result.pickled), result.facts)
                tally.count(result.counts)
            advance()
    except KeyboardInterrupt:
        interrupted = True
    for before, after in compare(facts, spool, configuration):
        tally.uncount(counts(before))
        tally.count(counts(after))
    return AuditReport(
        tool=_tool(configuration, rules),
        verdict=worst(tally.verdicts.elements()),
        summary=tally.summary(len(skipped), interrupted=interrupted),
        skipped=tuple(skipped),
        documents=spool,
    )


@dataclass(slots=True)
class _Tally:
    """What the summary counts."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def count(self, counts: Counts) -> None:
        """Add a document."""
        self.verdicts[counts.verdict] += 1
        self.severities.update(counts.severities)
        self.rules.update(counts.rules)

    def uncount(self, counts: Counts) -> None:
        """Take a document back."""
        self.verdicts[counts.verdict] -= 1
        self.severities.subtract(counts.severities)
        self.rules.subtract(counts.rules)

    def summary(self, skipped: int, *, interrupted: bool) -> Summary:
        """The ledger."""
        return Summary(
            documents=self.verdicts.total(),
            accepted=self.verdicts[Verdict.ACCEPT],
            review=self.verdicts[Verdict.REVIEW],
            rejected=self.verdicts[Verdict.REJECT],
            errors=self.verdicts[Verdict.ERROR],
            skipped=skipped,
            interrupted=interrupted,
            severities={severity.value: self.severities[severity.value] for severity in Severity},
            rules=dict(sorted(self.rules.items())),
        )


class _Names:
    """Keeps the records of a file apart: a name that was there before gets its line number, a repeated id is a failure.

    A line that could not be read has its number for a name, and no id that another could repeat.
    """

    def __init__(self) -> None:
        self._path: str | None = None
        self._ids: set[str] = set()
        self._taken: set[str] = set()

    def distinct(self, result: Result) -> Result:
        """The result, under a name of its own."""
        if result.record is None:
            return result
        if result.path != self._path:  # the records of a file come one after the other
            self._path, self._ids, self._taken = result.path, set(), set()
        name = result.record
        while name in self._taken:
            name = f"{name}#{result.line or result.record}"
        self._taken.add(name)
        is_repeated = result.has_own_id and result.record in self._ids
        if result.has_own_id:
            self._ids.add(result.record)
        if name == result.record:
            return result
        report = _renamed(pickle.loads(result.pickled), name)  # noqa: S301 (our own worker wrote it)
        if is_repeated:
            failure = Failure(LOAD, f"line {result.line}: the id {result.record!r} stands in an earlier line already")
            report = replace(report, failures=(*report.failures, failure), verdict=Verdict.ERROR)
        pickled = pickle.dumps(report, pickle.HIGHEST_PROTOCOL)
        return replace(result, record=report.record, pickled=pickled, counts=counts(report))


def _renamed(report: DocumentReport, record: str) -> DocumentReport:
    """The report under another name, places in the document itself included."""
    findings = tuple(
        replace(finding, related=tuple(replace(place, record=record) for place in finding.related))
        for finding in report.findings
    )
    return replace(report, record=record, findings=findings)


def _sources(found: Iterable[Found], skipped: list[SkippedFile]) -> Iterator[Source | Unreadable]:
    for one in found:
        if isinstance(one, PassedOver):
            skipped.append(SkippedFile(one.path, one.reason))
        else:
            yield one


def _tool(configuration: Configuration, rules: Sequence[Rule]) -> Tool:
    return Tool(
        name=NAME,
        version=__version__,
        rules=tuple(
            RuleInfo(rule.id, rule.summary, rule.severity, rule.confidence, rule.documentation) for rule in rules
        ),
        configuration=configuration.file,
        fail_on=configuration.fail_on.value,
        rules_digest=rules_digest(),
    )
