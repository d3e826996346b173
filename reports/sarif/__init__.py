"""SARIF 2.1.0: the report for code hosts and editors.

What a document holds is evidence, never markup: messages are escaped as SARIF asks, paths are percent-encoded byte for
byte, and lone surrogates, which many readers of JSON refuse, are shown as code points.

GitHub takes 25,000 results of a run and 10 MB of a compressed file, and refuses what is larger; it shows the first
5,000. Up to there results stand in the order of the input; more are sorted, the gravest first, and what does not fit is
left out and counted in a notification.
"""

from __future__ import annotations

import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

from audit.model import MANIFEST, Finding
from reports.json_text import dumps
from reports.sarif.results import ROOT, artifact, message, result, whole
from reports.sarif.rules import descriptor
from reports.wording import counted
from reports.worst import Worst, gravity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, Failure

__all__ = ["artifact", "write"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

SHOWN = 5_000
"""Most results of a run that GitHub shows; more are sorted."""
MOST = 25_000
"""Most results of a run that GitHub takes."""
MOST_COMPRESSED = 9_000_000
"""Bytes of results, compressed; what follows them still fits into GitHub's 10 MB."""
MOST_NOTIFICATIONS = 1_000
"""Most documents that are named for what could not be done, most files that were passed over or are not as listed."""

_MOST_BYTES = 64_000_000  # of sorted results in memory; compressed, that is some 7 MB

_Object = dict[str, Any]


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream`` as one SARIF log of one run."""
    numbers = {rule.id: number for number, rule in enumerate(report.tool.rules)}
    measured = _Measured(stream)
    failures = _Failures(numbers)
    for failure in report.failures:
        failures.add(None, failure)
    found = _found(report.documents, failures)
    total = sum(report.summary.severities.values())
    results = _sorted(found, numbers) if total > SHOWN else (_text(*one, numbers) for one in found)
    driver = {
        "name": report.tool.name,
        "semanticVersion": report.tool.version,
        "rules": [descriptor(rule) for rule in report.tool.rules],
    }
    measured.write(f'{{"$schema": {dumps(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n')
    measured.write(f'"tool": {dumps({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n')
    measured.write(f'"originalUriBaseIds": {dumps({ROOT: {"description": message("The working directory.")}})},\n')
    measured.write('"results": [')
    written = 0
    is_full = False
    for text in results:  # to the end, for failures are met on the way
        is_full = is_full or not measured.has_room(text)
        if not is_full:
            measured.write((",\n" if written else "\n") + text)
            written += 1
    invocation = {
        "executionSuccessful": not failures.number and not report.summary.interrupted,
        "toolExecutionNotifications": [*failures.notifications(), *_notes(report, total, written)],
    }
    measured.write(f'\n],\n"invocations": [{dumps(invocation)}],\n')
    measured.write(f'"properties": {dumps({"verdict": report.verdict.value})}\n}}]}}\n')


class _Measured:
    """Writes to a stream and knows how large that is when it is compressed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._deflate = zlib.compressobj()
        self.size = 0
        """Bytes; some that are yet to be compressed are not among them, less than 100,000."""

    def has_room(self, text: str) -> bool:
        """Whether ``text`` fits too."""
        encoded = text.encode()
        if self.size + len(encoded) > MOST_COMPRESSED:
            return self.size + len(self._deflate.copy().compress(encoded)) <= MOST_COMPRESSED
        return True  # compressing makes nothing larger

    def write(self, text: str) -> None:
        """Write ``text``."""
        self._stream.write(text)
        self.size += len(self._deflate.compress(text.encode()))


class _Failures:
    """Notes what could not be done, as notifications: the first ones and the number of the rest."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._first: list[_Object] = []
        self.number = 0

    def add(self, document: DocumentReport | None, failure: Failure) -> None:
        """Note one, of a document or of the whole run."""
        self.number += 1
        if len(self._first) < MOST_NOTIFICATIONS:
            self._first.append(_notification(document, failure, self._numbers))

    def notifications(self) -> Iterator[_Object]:
        """All of them."""
        yield from self._first
        if more := self.number - len(self._first):
            yield {"level": "error", "message": message(f"{counted(more, 'more failure')} not listed here")}


def _found(documents: Iterable[DocumentReport], failures: _Failures) -> Iterator[tuple[DocumentReport, Finding]]:
    for document in documents:
        for failure in document.failures:
            failures.add(document, failure)
        for finding in document.findings:
            yield document, finding


def _sorted(found: Iterable[tuple[DocumentReport, Finding]], numbers: Mapping[str, int]) -> Iterator[str]:
    worst = Worst(MOST, _MOST_BYTES)
    for document, finding in found:
        worst.add(gravity(finding), partial(_text, document, finding, numbers))
    yield from worst


def _text(document: DocumentReport, finding: Finding, numbers: Mapping[str, int]) -> str:
    return dumps(result(document, finding, numbers))


def _notes(report: AuditReport, total: int, written: int) -> Iterator[_Object]:
    """What else is to be known of the run."""
    if total > SHOWN or written < total:
        said = f"of {counted(total, 'result')}, the gravest first, {total - written} are left out"
        yield {"level": "warning", "message": message(f"{said}; GitHub shows the first {SHOWN}")}
    if report.summary.interrupted:
        yield {"level": "error", "message": message("The audit was interrupted.")}
    differences = report.manifest.differences if report.manifest else ()
    for one in differences[:MOST_NOTIFICATIONS]:
        text = f"{MANIFEST}: {one.message}"
        yield {"level": "error", "message": message(text), "locations": [whole(one.path, None)]}
    if more := len(differences[MOST_NOTIFICATIONS:]):
        yield {"level": "error", "message": message(f"{MANIFEST}: {counted(more, 'more file')}")}
    for file in report.skipped[:MOST_NOTIFICATIONS]:
        text = f"passed over: {file.reason}"
        yield {"level": "note", "message": message(text), "locations": [whole(file.path, None)]}
    if more := len(report.skipped[MOST_NOTIFICATIONS:]):
        yield {"level": "note", "message": message(f"passed over: {counted(more, 'more file')}")}


def _notification(document: DocumentReport | None, failure: Failure, numbers: Mapping[str, int]) -> _Object:
    notification: _Object = {"level": "error", "message": message(f"{failure.rule}: {failure.error}")}
    if document is not None:
        notification["locations"] = [whole(document.path, document.record)]
    if failure.rule in numbers:
        notification["associatedRule"] = {"id": failure.rule, "index": numbers[failure.rule]}
    return notification
