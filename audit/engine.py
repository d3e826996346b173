"""One document, audited: every planned rule run, every finding located, and the verdict drawn. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from audit import description
from audit.digests import plan_digest
from audit.fingerprint import Fingerprinter
from audit.gate import judged
from audit.kinship import Gathered, gather
from audit.locate import WHOLE_DOCUMENT, Locator
from audit.model import (
    Deciding,
    DocumentReport,
    Failure,
    Finding,
    Location,
    Place,
    SkippedRule,
    Verdict,
)
from audit.overlap import Overlaps
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from audit.config import Plan, PlannedRule
    from corpus.document import Document
    from corpus.sources import Unreadable
    from rules.model import Finding as RuleFinding

MOST_FINDINGS = 1_000  # of one rule in one document
MOST_RAW = 64  # bytes of a place that a report shows
LOAD = "load"  # the name under which a document's failure to be read is reported

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class LocatedFact:
    """A fact of a corpus rule with its place, to be compared when all documents have been read."""

    rule: str
    fact: Fact
    location: Location
    shown: tuple[int, int] | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Audited:
    """What auditing a document yields: its report, the facts that corpus rules compare, and what it is found by."""

    report: DocumentReport
    facts: tuple[LocatedFact, ...] = ()
    gathered: Gathered | None = None


def audit_document(document: Document, plan: Plan, *, most: int = MOST_FINDINGS) -> Audited:
    """Audit one document. A rule that crashes is a failure of the document; the other rules run all the same.

    Of a rule's findings beyond ``most``, the first stands for all that follow and tells their number.
    """
    run = _Run(document, most)
    for planned in plan.rules:
        run.run(planned)
    findings = run.located()
    language = run.guarded("language", lambda: description.language(document))
    provenance = run.guarded("provenance", lambda: description.provenance(document, run.locator))
    measured = run.guarded("metrics", lambda: description.metrics(document))
    dated = run.series("dates", description.dated)
    sentences = run.series("sentences", description.sentences)
    bound = description.opinion_bound(document, plan)
    gathered = run.gathered() if any(planned.rule.relate for planned in plan.rules) else None
    report = DocumentReport(
        path=document.path,
        record=document.record,
        sha256=document.sha256,
        bytes=len(document.decoded.data),
        media_type=document.media_type,
        encoding=description.encoding(document),
        language=language,
        verdict=Verdict.ACCEPT,  # until it is judged
        provenance=provenance,
        metrics=measured,
        findings=findings,
        failures=tuple(run.failures),
        skipped=tuple(run.skipped),
        text=document.text.text,
        published=None if document.anchor is None else document.anchor.isoformat(),
        dates=dated,
        sentences=sentences,
        opinions=() if bound is None else run.series("opinion", description.measured),
        opinion_bound=bound,
        layers=description.layers(document),
        citations=document.citations,
        plan=plan_digest(plan),
    )
    return Audited(judged(report, plan.gate), tuple(run.facts), gathered)


def unreadable(found: Unreadable) -> Audited:
    """The report on what could not be read at all."""
    report = DocumentReport(
        path=found.path,
        record=found.record,
        sha256=None,
        bytes=0,
        media_type=None,
        encoding={},
        language={},
        verdict=Verdict.ERROR,
        provenance={},
        metrics={},
        findings=(),
        failures=(Failure(LOAD, found.reason),),
        skipped=(),
        text="",
        deciding=(Deciding(LOAD, found.reason),),
    )
    return Audited(report)


@dataclass(slots=True)
class _Draft:
    """A finding of a rule with the rule's plan and its place in SOURCE."""

    planned: PlannedRule
    finding: RuleFinding
    layer: LayerName
    place: Span | None
    related: tuple[Location, ...]


class _Run:
    """Collects what the rules yield for one document."""

    def __init__(self, document: Document, most: int) -> None:
        self.document = document
        self.locator = Locator(document)
        self._most = most
        self.failures: list[Failure] = []
        self.skipped: list[SkippedRule] = []
        self.facts: list[LocatedFact] = []
        self._drafts: list[_Draft] = []

    def run(self, planned: PlannedRule) -> None:
        """Run one rule on the document."""
        rule = planned.rule
        try:
            code = self.document.language.code if rule.languages else None
            if code is not None and code not in rule.languages:
                reads, is_in = ", ".join(sorted(rule.languages)), "not known" if code == "und" else code
                self.skipped.append(SkippedRule(rule.id, f"reads {reads}; the language of the document is {is_in}"))
                return
            if rule.check is not None:
                found = list(rule.check(self.document, planned.options))
                self._drafts += [self._draft(planned, finding) for finding in _within(found, self._most)]
            if rule.collect is not None:
                self.facts += [
                    self._fact(rule.id, rule.layer, fact) for fact in rule.collect(self.document, planned.options)
                ]
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever a rule does, the audit goes on and says so)
            self.failures.append(Failure(rule.id, f"{type(error).__name__}: {error}"))

    def guarded(self, name: str, compute: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """What ``compute`` yields; nothing, and a failure of the document, if it crashes."""
        try:
            return compute()
        except Exception as error:  # noqa: BLE001 (see above)
            self.failures.append(Failure(name, f"{type(error).__name__}: {error}"))
            return {}

    def series(self, name: str, read: Callable[[Document], Iterator[_Item]]) -> tuple[_Item, ...]:
        """What a picture is drawn from; none, and a failure, if reading it crashes."""
        try:
            return tuple(read(self.document))
        except Exception as error:  # noqa: BLE001 (see above)
            self.failures.append(Failure(name, f"{type(error).__name__}: {error}"))
            return ()

    def gathered(self) -> Gathered | None:
        """What the document gives to be compared; nothing, and a failure of the document, if reading it crashes."""
        try:
            return gather(self.document)
        except Exception as error:  # noqa: BLE001 (see above)
            self.failures.append(Failure("reuse", f"{type(error).__name__}: {error}"))
            return None

    def located(self) -> tuple[Finding, ...]:
        """The findings in the order of the text, those about the whole document first."""
        overlaps = Overlaps((draft.planned.rule.id, draft.place) for draft in self._drafts if draft.place)
        kept = [d for d in self._drafts if d.place is None or not overlaps.gives_way(d.planned.rule.id, d.place)]
        kept.sort(key=lambda draft: draft.place or Span(0, 0))
        fingerprinter = Fingerprinter()
        return tuple(self._finding(draft, fingerprinter) for draft in kept)

    def _draft(self, planned: PlannedRule, finding: RuleFinding) -> _Draft:
        layer = finding.layer or planned.rule.layer
        # Places outside the text are this rule's failure, and show here.
        related = tuple(self.locator.location(related.span, layer) for related in finding.related)
        return _Draft(planned, finding, layer, finding.span and self.locator.in_source(finding.span, layer), related)

    def _finding(self, draft: _Draft, fingerprinter: Fingerprinter) -> Finding:
        rule, finding = draft.planned.rule, draft.finding
        location = self.locator.place(draft.place) if draft.place else WHOLE_DOCUMENT
        text = self.document.layer(draft.layer).text
        return Finding(
            rule=rule.id,
            severity=draft.planned.severity or finding.severity or rule.severity,
            confidence=finding.confidence or rule.confidence,
            message=finding.message,
            excerpt=self.locator.excerpt(location),
            location=location,
            related=tuple(
                Place(
                    self.document.path,
                    self.document.record,
                    place,
                    related.message,
                    self.locator.shown(related.span, draft.layer),
                )
                for related, place in zip(finding.related, draft.related, strict=True)
            ),
            evidence=finding.evidence,
            suggestion=finding.suggestion,
            fingerprint=fingerprinter.fingerprint(rule.id, text, finding.span),
            shown=self.locator.shown(finding.span, draft.layer),
            repairs=self.locator.replacements(finding.repairs, draft.layer),
            raw=self._raw(location) if rule.family == "encoding" else b"",
        )

    def _raw(self, location: Location) -> bytes:
        """The first bytes of a place, for those who mend characters to see what was read."""
        return self.document.decoded.data[location.byte_start : min(location.byte_end, location.byte_start + MOST_RAW)]

    def _fact(self, rule: str, layer: LayerName, fact: Fact) -> LocatedFact:
        location = self.locator.location(fact.span, layer)
        return LocatedFact(rule, fact, location, self.locator.shown(fact.span, layer), self.locator.excerpt(location))


def _within(found: list[RuleFinding], most: int) -> list[RuleFinding]:
    """Findings of a rule, the last of them for all that are too many."""
    more = len(found) - most
    if more <= 0:
        return found
    first = found[most]
    message = f"{first.message} (and {more - 1:,} more findings of this rule from here on)"
    return [*found[:most], replace(first, message=message, repairs=())]
