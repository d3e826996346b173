"""Rules that read a document beside those that it shares wording with: run, and their findings located and attached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.comparison import attach, planned_rule
from audit.fingerprint import Fingerprinter
from audit.locate import Locator
from audit.model import DocumentReport, Failure, Finding, Location, Place
from audit.overlap import Overlaps
from corpus.pair import Kin, Pair
from corpus.spans import Span

if TYPE_CHECKING:
    from audit.config import Configuration, PlannedRule
    from audit.kinship import Found, Kinship
    from audit.recall import Findings, Recall
    from audit.spool import Spool
    from corpus.document import Document
    from corpus.layers import LayerName
    from rules.model import Finding as RuleFinding
    from rules.model import Related, Rule


def relate(
    kinship: Kinship, spool: Spool, references: int, configuration: Configuration, recall: Recall
) -> Iterator[tuple[DocumentReport, DocumentReport]]:
    """Run the rules, and replace in ``spool`` each document that they find something in. Yields it before and after.

    The first ``references`` documents of ``kinship`` are of the reference corpus, the others are those of ``spool``.
    """
    for found in kinship.found():
        key = recall.key(found)
        by_report = recall.read(key, found)
        if by_report is None:
            related = _Related(found, kinship, spool, references, configuration)
            by_report = related.findings()
            if related.is_lasting:
                recall.write(key, found, by_report)
        for number, findings in by_report.items():
            yield attach(number, tuple(findings), spool, configuration)


def _without_overlaps(found: list[Finding | Failure]) -> Iterator[Finding | Failure]:
    """What was found in one document, without what another rule names better."""
    places = {id(one): Span(one.location.start, one.location.end) for one in found if isinstance(one, Finding)}
    overlaps = Overlaps((one.rule, places[id(one)]) for one in found if isinstance(one, Finding))
    for one in found:
        if isinstance(one, Failure) or not overlaps.gives_way(one.rule, places[id(one)]):
            yield one


class _Related:
    """What the rules find in one document beside others.

    It ``is_lasting`` unless a rule crashed, or a finding's fingerprint was taken by what another document brought.
    """

    def __init__(
        self, found: Found, kinship: Kinship, spool: Spool, references: int, configuration: Configuration
    ) -> None:
        self._spool = spool
        self._references = references
        self._configuration = configuration
        self._number = found.number - references
        document = kinship.document(found.number)
        others = {number: kinship.document(number) for number in found.others}
        # Documents are known again by identity: two may have one name.
        self._numbers = {id(document): found.number, **{id(other): number for number, other in others.items()}}
        self._locators: dict[int, Locator] = {}
        self._kin = Kin(
            document,
            tuple(Pair(document, other, is_reference=number < references) for number, other in others.items()),
            found.spread,
        )
        self._alone: dict[int, dict[tuple[str, Location], str]] = {}  # what rules found before, by its fingerprint
        self._fingerprinters: dict[int, tuple[Fingerprinter, frozenset[str]]] = {}
        self.is_lasting = True

    def findings(self) -> Findings:
        """Findings and failures by the number of the report in the spool that they belong to."""
        found: Findings = {}
        for planned in self._configuration.plan(self._kin.document.path).rules:
            if planned.rule.relate is None:
                continue
            try:
                drafts = list(planned.rule.relate(self._kin, planned.options))
                located = [self._located(planned, draft) for draft in drafts]
            except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever a rule does, the audit goes on and says so)
                failure = Failure(planned.rule.id, f"{type(error).__name__}: {error}")
                found.setdefault(self._number, []).append(failure)
                self.is_lasting = False
                continue
            for one in located:
                if one is not None:
                    found.setdefault(one[0], []).append(one[1])
        return {number: list(_without_overlaps(of_one)) for number, of_one in found.items()}

    def _located(self, planned: PlannedRule, draft: RuleFinding) -> tuple[int, Finding] | None:
        document = draft.document or self._kin.document
        number = self._numbers[id(document)] - self._references
        rule = planned.rule
        own = planned if number == self._number else planned_rule(rule.id, document.path, self._configuration)
        if number < 0 or own is None:
            return None
        layer = draft.layer or rule.layer
        locator = self._locator(document)
        location = locator.location(draft.span, layer)
        text = document.layer(layer).text
        return number, Finding(
            rule=rule.id,
            severity=own.severity or draft.severity or rule.severity,
            confidence=draft.confidence or rule.confidence,
            message=draft.message,
            excerpt=locator.excerpt(location),
            location=location,
            related=tuple(self._place(related, document, layer) for related in draft.related),
            evidence=draft.evidence,
            suggestion=draft.suggestion,
            fingerprint=self._told_before(number, rule, location) or self._fingerprint(number, rule.id, text, draft),
            shown=locator.shown(draft.span, layer),
        )

    def _told_before(self, number: int, rule: Rule, location: Location) -> str | None:
        """The fingerprint of what the rule found there in the document alone, if it is told anew with more evidence."""
        if number not in self._alone:
            self._alone[number] = {(one.rule, one.location): one.fingerprint for one in self._spool[number].findings}
        return self._alone[number].get((rule.id, location)) if rule.check else None

    def _fingerprint(self, number: int, rule: str, text: str, draft: RuleFinding) -> str:
        """One that no finding of the document has, for one may have been attached when another was read."""
        if number not in self._fingerprinters:
            taken = frozenset(finding.fingerprint for finding in self._spool[number].findings)
            self._fingerprinters[number] = Fingerprinter(), taken
        fingerprinter, taken = self._fingerprinters[number]
        while (fingerprint := fingerprinter.fingerprint(rule, text, draft.span)) in taken:
            self.is_lasting = False
        return fingerprint

    def _place(self, related: Related, subject: Document, layer: LayerName) -> Place:
        document = related.document or subject
        locator = self._locator(document)
        number = self._numbers[id(document)] - self._references
        # A record may have been given another name since, for its own was taken.
        path, record = (document.path, document.record) if number < 0 else self._spool.name(number)
        return Place(
            path,
            record,
            locator.location(related.span, layer),
            related.message,
            locator.shown(related.span, layer),
        )

    def _locator(self, document: Document) -> Locator:
        return self._locators.setdefault(id(document), Locator(document))
