"""The result of an audit: all that a report needs, and nothing that computes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from rules.model import Confidence, Json, Severity

__all__ = [
    "MANIFEST",
    "AuditReport",
    "BaselineUse",
    "Confidence",
    "DatedPlace",
    "Deciding",
    "Difference",
    "DocumentReport",
    "Entry",
    "Failure",
    "Finding",
    "Json",
    "Location",
    "ManifestUse",
    "MetadataValue",
    "OpinionPlace",
    "Place",
    "Replacement",
    "RuleInfo",
    "Ruling",
    "SentencePlace",
    "Severity",
    "SkippedFile",
    "SkippedRule",
    "Status",
    "Summary",
    "Tool",
    "Verdict",
]


MANIFEST = "gate/manifest"
"""The name under which the manifest stands among the rules that decided."""


class Verdict(StrEnum):
    """What becomes of a document, or of a run."""

    ACCEPT = "accept"
    REVIEW = "review"
    REJECT = "reject"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for accept; the worst has the highest."""
        return _VERDICTS.index(self)


_VERDICTS = tuple(Verdict)


class Status(StrEnum):
    """What a reviewer has said of a finding."""

    NEW = "new"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Ruling(StrEnum):
    """What somebody said of a finding: it is one, it is none that matters, or somebody else should look."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    SECOND_LOOK = "second-look"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said of one finding.

    ``path`` is relative to the working directory, with ``/``. ``at`` is a time as ISO 8601 has it, in UTC and to the
    second; ``expires`` is the last day on which the entry holds, ``None`` if it holds for ever. ``excerpt`` and
    ``message`` are those of the finding when the entry was made, for people who read the file.
    """

    path: str
    record: str | None
    rule: str
    fingerprint: str
    status: Ruling
    reason: str
    by: str
    at: str
    expires: dt.date | None
    excerpt: str
    message: str

    @property
    def key(self) -> tuple[str, str | None, str, str]:
        """Which finding it is about."""
        return self.path, self.record, self.rule, self.fingerprint

    @property
    def name(self) -> str:
        """The document, with the record where there is one."""
        return self.path if self.record is None else f"{self.path}#{self.record}"

    def has_expired(self, today: dt.date) -> bool:
        """Whether it does not hold any more."""
        return self.expires is not None and self.expires < today


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document.

    ``layer`` says what the positions count: ``source``, the text as read, or ``text``, the extracted text of a format
    with no usable text position. ``start`` and ``end`` count code points from 0, half open; ``line`` and ``column``
    count from 1, columns in code points, ``end_column`` exclusive; ``byte_start`` and ``byte_end`` are offsets in the
    file (for a record of a JSON-lines file: in its ``text`` field as UTF-8). The whole document is all zeros but for
    the line and columns, which are 1.
    """

    layer: Literal["source", "text"]
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    byte_start: int
    byte_end: int

    @property
    def is_whole_document(self) -> bool:
        """Whether this is no place but the document itself."""
        return self.end == 0


@dataclass(frozen=True, slots=True)
class Place:
    """Another place that a finding rests on, in this document or in another one."""

    path: str
    record: str | None
    location: Location
    message: str
    shown: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What ``fix`` puts for a stretch of the text as read, without asking: the one answer that is right.

    ``start`` and ``end`` count code points, half open; an empty ``text`` takes the stretch out.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One located defect.

    ``shown`` is its place in ``DocumentReport.text`` (code points, half open), or ``None`` where it has none there:
    it concerns the whole document, or a part of the source that is not part of the text.
    ``excerpt`` is the flagged source text, shortened in the middle when long. ``raw`` is the beginning of its bytes in
    the file, where it is about characters.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    message: str
    excerpt: str
    location: Location
    related: tuple[Place, ...]
    evidence: Mapping[str, Json]
    suggestion: str | None
    fingerprint: str
    status: Status = Status.NEW
    decision: Mapping[str, Json] | None = None
    shown: tuple[int, int] | None = None
    repairs: tuple[Replacement, ...] = ()
    raw: bytes = b""
    unchanged: bool = False
    """Whether the base that a change is judged against has it too; it decides nothing then."""

    @property
    def family(self) -> str:
        """The family of its rule."""
        return self.rule.partition("/")[0]


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """One value of a metadata field, as one origin gives it."""

    value: str
    origin: str
    confidence: Confidence
    location: Location | None
    shown: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DatedPlace:
    """A date expression that has a value: its place in ``DocumentReport.text`` and the days that it denotes.

    ``start`` and ``end`` count code points, half open; ``first`` and ``last`` are days of ISO 8601. ``is_explicit``
    says that the expression itself names them, rather than the date that it counts from.
    """

    start: int
    end: int
    words: str
    first: str
    last: str
    is_explicit: bool


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """A sentence: its place in ``DocumentReport.text`` (code points, half open), and whether it says who says so."""

    start: int
    end: int
    is_sourced: bool


@dataclass(frozen=True, slots=True)
class OpinionPlace:
    """A paragraph, by its place in ``DocumentReport.text`` (code points, half open), and how much more opinion it is.

    The score is 0 where the paragraph is what the rest of the document is.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done for a document: ``rule`` is a rule's id, or ``load`` where it was not read."""

    rule: str
    error: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """A rule that decided the verdict of a document, and by what.

    ``rule`` is the id of a rule, ``load`` where the document was not read, or a limit of the gate: ``gate/budgets``,
    ``gate/attributed``, ``gate/required``, ``gate/manifest``.
    """

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedRule:
    """A rule that did not run on a document, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that a walk through a folder passed over, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What the audit found in one document. ``sha256`` and ``media_type`` are ``None`` where it could not be read."""

    path: str
    record: str | None
    sha256: str | None
    bytes: int
    media_type: str | None
    encoding: Mapping[str, Json]
    language: Mapping[str, Json]
    verdict: Verdict
    provenance: Mapping[str, tuple[MetadataValue, ...]]
    metrics: Mapping[str, Json]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    skipped: tuple[SkippedRule, ...]
    text: str
    published: str | None = None
    """The day that dates count from, as ISO 8601 has it."""
    dates: tuple[DatedPlace, ...] = ()
    sentences: tuple[SentencePlace, ...] = ()
    """The sentences in their order; none where the language is not one whose sources can be told."""
    opinions: tuple[OpinionPlace, ...] = ()
    opinion_bound: float | None = None
    """The score from which on a passage of such paragraphs may be by another hand; ``None`` if nobody asked."""
    layers: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of the text as read, of what a reader sees, and of that repaired, each as UTF-8."""
    citations: tuple[str, ...] = ()
    """The addresses that the text links to or names."""
    plan: str | None = None
    """The digest of what the audit was asked to do: rules, options, severities, gate."""
    deciding: tuple[Deciding, ...] = ()

    @property
    def name(self) -> str:
        """The path, with the record where there is one."""
        return self.path if self.record is None else f"{self.path}#{self.record}"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What reports say of a rule."""

    id: str
    summary: str
    severity: Severity
    confidence: Confidence
    documentation: str


@dataclass(frozen=True, slots=True)
class Tool:
    """Which tool, with which rules and configuration, made the report."""

    name: str
    version: str
    rules: tuple[RuleInfo, ...]
    configuration: str | None
    fail_on: str
    rules_digest: str = ""
    """The digest of the code and the data that findings depend on."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The ledger: ``documents`` is always the sum of ``accepted``, ``review``, ``rejected`` and ``errors``."""

    documents: int
    accepted: int
    review: int
    rejected: int
    errors: int
    skipped: int
    interrupted: bool
    severities: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0
    """Findings that the base of a change has too."""


@dataclass(frozen=True, slots=True)
class BaselineUse:
    """What became of the entries of a baseline.

    ``expired`` are those whose finding is there, and new again; ``unused`` are those of audited documents, and of
    documents that are gone, for which there is no finding any more. ``missing`` are those of files that do not exist,
    outside the folders that were audited. Entries of other documents are none of these.
    """

    path: str
    entries: int
    expired: tuple[Entry, ...]
    unused: tuple[Entry, ...]
    missing: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as a manifest has it. ``detail`` says what is changed of it."""

    kind: Literal["changed", "missing", "unlisted"]
    path: str
    detail: str = ""

    @property
    def reason(self) -> str:
        """What is wrong with the file."""
        return f"{self.kind}: {self.detail}" if self.detail else self.kind

    @property
    def message(self) -> str:
        """What is wrong with the file, where nothing beside it speaks of a manifest."""
        return f"not as the manifest has it: {self.reason}"

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}" + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class ManifestUse:
    """What came of holding the run to a manifest of so many ``files``."""

    path: str
    files: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The whole result.

    ``documents`` are in the order of the input and can be iterated as often as there are reports to write; they may
    come from disk one at a time, so a report keeps none of them.
    """

    tool: Tool
    verdict: Verdict
    summary: Summary
    skipped: tuple[SkippedFile, ...]
    documents: Iterable[DocumentReport]
    baseline: BaselineUse | None = None
    manifest: ManifestUse | None = None
    base: str | None = None
    """The commit that changes are judged against."""
    failures: tuple[Failure, ...] = ()
    """What could not be done for any document: rules of other packages that could not be loaded, by entry point."""
