"""What the index keeps of a document: one small row, since there may be a hundred thousand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.model import Severity, Status
from reports.html.pages import page_name

if TYPE_CHECKING:
    from audit.model import DocumentReport, Failure

__all__ = ["Row", "row_of"]

_LONGEST_TITLE = 160
_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a table. ``rules`` are the ids of what was found, with their number; dismissed ones are apart."""

    page: str
    name: str
    title: str | None
    verdict: str
    errors: int
    warnings: int
    notes: int
    dismissed: int
    families: tuple[str, ...]
    rules: tuple[tuple[str, int], ...]
    words: int | None
    failures: tuple[Failure, ...]

    @property
    def gravity(self) -> tuple[int, int, int]:
        """Sorts the worst document first: by its errors, warnings and notes."""
        return (-self.errors, -self.warnings, -self.notes)


def row_of(document: DocumentReport) -> Row:
    """The row of ``document``."""
    counted = [finding for finding in document.findings if finding.status is not Status.DISMISSED]
    severities = Counter(finding.severity for finding in counted)
    rules = Counter(finding.rule for finding in counted)
    title = title_of(document)
    words = document.metrics.get(_WORDS)
    return Row(
        page=page_name(document.path, document.record),
        name=document.name,
        title=title if title is None or len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…",
        verdict=document.verdict.value,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.NOTE],
        dismissed=len(document.findings) - len(counted),
        families=tuple(sorted({rule.partition("/")[0] for rule in rules})),
        rules=tuple(sorted(rules.items())),
        words=words if isinstance(words, int) and not isinstance(words, bool) else None,
        failures=document.failures,
    )


def title_of(document: DocumentReport) -> str | None:
    """What the document says that it is called."""
    return next((value.value for value in document.provenance.get("title", ()) if value.value.strip()), None)
