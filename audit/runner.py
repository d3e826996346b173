"""A whole run: sources found, documents audited, facts compared, and the report put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit import __version__
from audit.codec import decode_report, encode_report
from audit.comparison import Facts, attach, compare
from audit.config import Gate
from audit.digests import rules_digest
from audit.engine import LOAD
from audit.gate import judged, worst
from audit.kinship import Kinship
from audit.model import (
    AuditReport,
    DocumentReport,
    Failure,
    RuleInfo,
    Severity,
    SkippedFile,
    Status,
    Summary,
    Tool,
    Verdict,
)
from audit.recall import Recall
from audit.relating import relate
from audit.spool import Spool
from audit.workers import Counts, Result, audit_all, cores, counts
from corpus.sources import Found, PassedOver, Source, Unreadable

if TYPE_CHECKING:
    from audit.cache import Cache
    from audit.change import Base
    from audit.config import Configuration
    from audit.decisions import Decisions

NAME = "source-audit"

_TOO_MANY = "there are too many words before it to compare it with other documents"


def run(
    found: Iterable[Found],
    configuration: Configuration,
    *,
    references: Iterable[Found] = (),
    decisions: Decisions | None = None,
    base: Base | None = None,
    failures: Sequence[Failure] = (),
    cache: Cache | None = None,
    advance: Callable[[], None] = lambda: None,
) -> AuditReport:
    """Audit everything that was found.

    An interrupt ends the run at once; what was finished by then is reported, and the summary says so.

    Args:
        found: The sources, in the order in which documents are reported.
        configuration: What to do with them.
        references: Sources that are not audited, only compared with those that are. What of them cannot be read is
            named among what was skipped.
        decisions: What was said of findings before.
        base: What was found before a change; only what the change brings is judged then.
        failures: What could not be done for any document.
        cache: Where results are kept for the next run, and taken from.
        advance: Called after each source.

    """
    skipped: list[SkippedFile] = []
    spool, facts, tally, names = Spool(), Facts(), _Tally(), _Names()
    concerned: list[int] = []
    recall = Recall(cache, spool)
    interrupted = False
    jobs = configuration.jobs or cores()
    of_reference = 0
    with closing(Kinship()) as kinship:
        try:
            for result in _referred(references, skipped, configuration.for_references(), jobs, cache):
                facts.add((result.path, result.record), result.facts)
                kinship.add(result.gathered, result.packed, is_reference=True)
                recall.add(result.key, is_reference=True)
                of_reference += 1
            for results in audit_all(_sources(found, skipped), configuration, jobs, cache):
                for result in map(names.distinct, results):
                    number = spool.add(result.encoded)
                    facts.add(number, result.facts)
                    tally.count(result.counts)
                    known = [one for one in (base, decisions) if one and one.concern(result.path, result.record)]
                    concerned += [number] if known else []
                    recall.add(result.key)
                    if not kinship.add(result.gathered, result.packed):
                        tally.replace(*attach(number, (Failure("reuse", _TOO_MANY),), spool, configuration))
                advance()
        except KeyboardInterrupt:
            interrupted = True
        try:
            for before, after in compare(facts, spool, configuration):
                tally.replace(before, after)
            # That may take minutes, which somebody who interrupts does not have.
            for before, after in relate(kinship, spool, of_reference, configuration, recall) if not interrupted else ():
                tally.replace(before, after)
        except KeyboardInterrupt:
            interrupted = True
    # Last, for what rules find by comparing documents is decided too.
    for before, after in _decided(concerned, spool, configuration, base, decisions):
        tally.replace(before, after)
    return AuditReport(
        tool=_tool(configuration),
        verdict=Verdict.ERROR if failures else worst(tally.verdicts.elements()),
        summary=tally.summary(len(skipped), interrupted=interrupted),
        skipped=tuple(skipped),
        documents=spool,
        baseline=decisions.use(is_whole=not interrupted) if decisions else None,
        base=base.commit if base else None,
        failures=tuple(failures),
    )


def _decided(
    numbers: Iterable[int],
    spool: Spool,
    configuration: Configuration,
    base: Base | None,
    decisions: Decisions | None,
) -> Iterator[tuple[DocumentReport, DocumentReport]]:
    """Replace in ``spool`` each document of which something is known. Yields it before and after."""
    for number in numbers:
        before = spool[number]
        plan = configuration.plan(before.path)
        after = base.marked(before) if base else before
        after = decisions.decided(after, plan) if decisions else after
        after = judged(after, plan.gate)
        spool.replace(number, after)
        yield before, after


def _referred(
    references: Iterable[Found],
    skipped: list[SkippedFile],
    configuration: Configuration,
    jobs: int,
    cache: Cache | None,
) -> Iterator[Result]:
    """The documents of a reference corpus. What of them cannot be read is named among what was skipped."""
    for results in audit_all(_sources(references, skipped), configuration, jobs, cache):
        for result in results:
            if result.counts.verdict is Verdict.ERROR:
                skipped += _failed(result)
            else:
                yield result


def _failed(result: Result) -> Iterator[SkippedFile]:
    report = decode_report(result.encoded)
    for failure in report.failures:
        yield SkippedFile(report.name, f"a reference that cannot be read: {failure.error}")


@dataclass(slots=True)
class _Tally:
    """What the summary counts."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0

    def count(self, counts: Counts) -> None:
        """Add a document."""
        self.verdicts[counts.verdict] += 1
        self.severities.update(counts.severities)
        self.rules.update(counts.rules)
        self.statuses.update(counts.statuses)
        self.unchanged += counts.unchanged

    def replace(self, before: DocumentReport, after: DocumentReport) -> None:
        """Count a document as it is now, not as it was."""
        taken = counts(before)
        self.verdicts[taken.verdict] -= 1
        self.severities.subtract(taken.severities)
        self.rules.subtract(taken.rules)
        self.statuses.subtract(taken.statuses)
        self.unchanged -= taken.unchanged
        self.count(counts(after))

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
            statuses={status.value: self.statuses[status.value] for status in Status},
            unchanged=self.unchanged,
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
        report = _renamed(decode_report(result.encoded), name)
        if is_repeated:
            failure = Failure(LOAD, f"line {result.line}: the id {result.record!r} stands in an earlier line already")
            report = judged(replace(report, failures=(*report.failures, failure)), Gate())
        return replace(result, record=report.record, encoded=encode_report(report), counts=counts(report))


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


def _tool(configuration: Configuration) -> Tool:
    return Tool(
        name=NAME,
        version=__version__,
        rules=tuple(
            RuleInfo(rule.id, rule.summary, rule.severity, rule.confidence, rule.documentation)
            for rule in configuration.rules
        ),
        configuration=configuration.file,
        fail_on=configuration.fail_on.value,
        rules_digest=rules_digest(),
    )
