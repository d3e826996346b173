"""What the entries of a baseline make of findings, and which entries are for none any more."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit.baseline import read
from audit.model import BaselineUse, Entry, Ruling, Status
from audit.registry import registry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from audit.config import Configuration, Plan
    from audit.model import DocumentReport, Finding, Json

_STATUS = {Ruling.CONFIRMED: Status.CONFIRMED, Ruling.DISMISSED: Status.DISMISSED, Ruling.SECOND_LOOK: Status.NEW}

Name = tuple[str, str | None]


def name_of(path: str, record: str | None) -> Name:
    """What a document is known by: its path from the root, for a relative one may be written in several ways."""
    return os.path.abspath(path), record  # noqa: PTH100 (a link is a name of its own)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a file, and the day on which they are judged.

    ``folders`` are those that are audited with all that is in them. What a rule finds by comparing documents is known
    to be gone, and so is a document, only where all were looked at. ``rules`` are the ids of all rules that there are,
    ``None`` if some could not be loaded; the entries of any other are for nothing.
    """

    path: str
    entries: Sequence[Entry]
    today: dt.date
    folders: Sequence[str] = ()
    rules: frozenset[str] | None = None


def decisions(file: str, paths: Iterable[str], today: dt.date, configuration: Configuration) -> Decisions:
    """What ``file`` says of an audit of ``paths`` on the day ``today``.

    Raises:
        BaselineError: The file cannot be read.

    """
    folders = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112 (a string, as paths are in reports)
    # The rules of a package that could not be loaded are rules all the same.
    known = None if registry().failures else frozenset(rule.id for rule in configuration.rules)
    return Decisions(Baseline(file, read(file), today, folders, known))


@dataclass(slots=True)
class Decisions:
    """Applies a baseline to the documents of a run, and keeps account of its entries."""

    baseline: Baseline
    _entries: dict[Name, dict[tuple[str, str], Entry]] = field(default_factory=dict, init=False)
    _paths: set[str] = field(default_factory=set, init=False)
    _met: set[Name] = field(default_factory=set, init=False)
    _expired: list[Entry] = field(default_factory=list, init=False)
    _unused: list[Entry] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        for entry in self.baseline.entries:
            name = name_of(entry.path, entry.record)
            self._entries.setdefault(name, {})[entry.rule, entry.fingerprint] = entry
            self._paths.add(name[0])

    def concern(self, path: str, record: str | None) -> bool:
        """Whether something was said of that document, which is noted to have been audited."""
        name = name_of(path, record)
        if name[0] in self._paths:
            self._met.add(name)
        return name in self._entries

    def decided(self, report: DocumentReport, plan: Plan) -> DocumentReport:
        """The document as the entries have it; its verdict is as it was."""
        entries = self._entries.get(name_of(report.path, report.record), {})
        found = {(finding.rule, finding.fingerprint) for finding in report.findings}
        live = {}
        for key, entry in entries.items():
            if key not in found:
                self._unused += [entry] if self._is_gone(entry, report, plan) else []
            elif entry.has_expired(self.baseline.today):
                self._expired.append(entry)
            else:
                live[key] = entry
        ruled = (_ruled(finding, live.get((finding.rule, finding.fingerprint))) for finding in report.findings)
        return replace(report, findings=tuple(ruled))

    def use(self, *, is_whole: bool) -> BaselineUse:
        """What became of the entries; nothing is unused unless the run is ``is_whole``, not interrupted."""
        unused = sorted([*self._unused, *self._of_no_document()], key=_place) if is_whole else []
        missing = sorted(self._of_no_file(), key=_place) if is_whole else []
        entries = len(self.baseline.entries)
        return BaselineUse(self.baseline.path, entries, tuple(self._expired), tuple(unused), tuple(missing))

    def _is_gone(self, entry: Entry, report: DocumentReport, plan: Plan) -> bool:
        """Whether a finding that is not there would be there if it were still one."""
        if report.failures:
            return False
        rule = next((planned.rule for planned in plan.rules if planned.rule.id == entry.rule), None)
        if rule is None:  # it was not asked to run, or is no rule any more
            return self.baseline.rules is not None and entry.rule not in self.baseline.rules
        return not rule.compares or report.record is not None or self._is_below_folder(report.path)

    def _of_no_document(self) -> Iterator[Entry]:
        files = {path for path, record in self._met if record is None}
        of_records = {path for path, record in self._met if record is not None}
        for (path, record), entries in self._entries.items():
            if (path, record) in self._met:
                continue
            has_lost_record = record is not None and path in of_records and path not in files
            if has_lost_record or (self._is_below_folder(path) and not os.path.lexists(path)):
                yield from entries.values()

    def _of_no_file(self) -> Iterator[Entry]:
        for (path, record), entries in self._entries.items():
            if (path, record) not in self._met and not self._is_below_folder(path) and not os.path.lexists(path):
                yield from entries.values()

    def _is_below_folder(self, path: str) -> bool:
        absolute = os.path.abspath(path)  # noqa: PTH100
        return any(
            absolute.startswith(os.path.join(os.path.abspath(folder), ""))  # noqa: PTH100, PTH118
            for folder in self.baseline.folders
        )


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.path, entry.record or "", entry.rule


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
