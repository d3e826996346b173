"""What the index keeps of a document: one small row, since there may be a hundred thousand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.model import Severity, Status
from reports.html.along import kind_of, position, ticks
from reports.html.pages import page_name

if TYPE_CHECKING:
    from audit.model import DocumentReport, Failure, Finding

__all__ = ["STATES", "Row", "row_of", "state_of", "title_of", "words_of"]

STATES = ("undecided", "confirmed", "dismissed", "second-look")
"""What a reviewer can have said of a finding."""

_LONGEST_TITLE = 160
_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a table. ``rules`` are the ids of what was found, with their number; dismissed ones are apart.

    ``strip`` is where the findings lie: a path of SVG for each kind.
    """

    page: str
    name: str
    title: str | None
    verdict: str
    errors: int
    warnings: int
    notes: int
    dismissed: int
    decided: int
    findings: int
    families: tuple[str, ...]
    rules: tuple[tuple[str, int], ...]
    words: int | None
    failures: tuple[Failure, ...]
    strip: tuple[tuple[str, str], ...]

    @property
    def gravity(self) -> tuple[int, int, int]:
        """Sorts the worst document first: by its errors, warnings and notes."""
        return (-self.errors, -self.warnings, -self.notes)


def row_of(document: DocumentReport) -> Row:
    """The row of ``document``."""
    counted = [finding for finding in document.findings if finding.status is not Status.DISMISSED]
    severities = Counter(finding.severity for finding in counted)
    rules = Counter(finding.rule for finding in counted)
    return Row(
        page=page_name(document.path, document.record),
        name=document.name,
        title=title_of(document, _LONGEST_TITLE),
        verdict=document.verdict.value,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.NOTE],
        dismissed=len(document.findings) - len(counted),
        decided=sum(state_of(finding) != STATES[0] for finding in document.findings),
        findings=len(document.findings),
        families=tuple(sorted({rule.partition("/")[0] for rule in rules})),
        rules=tuple(sorted(rules.items())),
        words=words_of(document),
        failures=document.failures,
        strip=tuple(_strip(document)),
    )


def _strip(document: DocumentReport) -> list[tuple[str, str]]:
    places: dict[str, set[int]] = {"dismissed": set(), "note": set(), "warning": set(), "error": set()}
    for finding in document.findings:
        place = position(finding.shown, len(document.text))
        if place is not None:
            places[kind_of(finding)].add(place // 5 * 5)  # what a strip of some 200 pixels can show
    return [(kind, ticks(found)) for kind, found in places.items() if found]


def state_of(finding: Finding) -> str:
    """What was said of a finding, one of ``STATES``."""
    said = (finding.decision or {}).get("state")
    if said in STATES:
        return str(said)
    return STATES[0] if finding.status is Status.NEW else finding.status.value


def title_of(document: DocumentReport, longest: int | None = None) -> str | None:
    """What the document says that it is called, shortened to ``longest`` code points."""
    title = next((value.value for value in document.provenance.get("title", ()) if value.value.strip()), None)
    if title is None or longest is None or len(title) <= longest:
        return title
    return title[: longest - 1] + "…"


def words_of(document: DocumentReport) -> int | None:
    """How many words the document has, if they were counted."""
    words = document.metrics.get(_WORDS)
    return words if isinstance(words, int) and not isinstance(words, bool) else None
