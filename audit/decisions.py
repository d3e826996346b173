"""What the entries of a baseline make of findings: each that has one is decided, and an entry without one is unused."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.baseline import Entry, Ruling
from audit.model import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from audit.model import DocumentReport, Finding, Json

_STATUS = {Ruling.CONFIRMED: Status.CONFIRMED, Ruling.DISMISSED: Status.DISMISSED, Ruling.SECOND_LOOK: Status.NEW}

_Name = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """A document with what was said of its findings.

    ``expired`` are the entries that would hold for a finding of it if their day had not passed; ``unused`` are those
    for which there is no finding.
    """

    report: DocumentReport
    expired: tuple[Entry, ...]
    unused: tuple[Entry, ...]


class Decisions:
    """Entries by the document that they are about. Paths are compared from the root: it may go by several."""

    def __init__(self, entries: Iterable[Entry], today: dt.date) -> None:
        """``today`` is the day on which entries hold or have expired."""
        self._today = today
        self._entries: dict[_Name, dict[tuple[str, str], Entry]] = {}
        for entry in entries:
            of_document = self._entries.setdefault(_name(entry.path, entry.record), {})
            of_document[entry.rule, entry.fingerprint] = entry

    def concern(self, path: str, record: str | None) -> bool:
        """Whether something was said of a finding of that document."""
        return _name(path, record) in self._entries

    def decided(self, report: DocumentReport) -> Decided:
        """The document as the entries have it; its verdict is as it was."""
        entries = self._entries.get(_name(report.path, report.record), {})
        matched = {key for finding in report.findings if (key := (finding.rule, finding.fingerprint)) in entries}
        live = {key: entry for key, entry in entries.items() if not entry.has_expired(self._today)}
        findings = tuple(_ruled(finding, live.get((finding.rule, finding.fingerprint))) for finding in report.findings)
        return Decided(
            replace(report, findings=findings),
            expired=tuple(entries[key] for key in entries if key in matched and key not in live),
            unused=tuple(entry for key, entry in entries.items() if key not in matched),
        )


def _ruled(finding: Finding, entry: Entry | None) -> Finding:
    if entry is None:
        return finding
    decision: dict[str, Json] = {
        "state": entry.status.value,
        "by": entry.by,
        "at": entry.at,
        "reason": entry.reason,
        "expires": None if entry.expires is None else entry.expires.isoformat(),
    }
    return replace(finding, status=_STATUS[entry.status], decision=decision)


def _name(path: str, record: str | None) -> _Name:
    return os.path.abspath(path), record  # noqa: PTH100 (a link is a name of its own)
