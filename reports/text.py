"""The report for people at a terminal, and for grep: a line a finding, and under it the place in its line.

No character of a document reaches the terminal that could act on it, and no line is a command to a CI that reads it:
see ``reports.visible``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from audit.model import Confidence, Status, Verdict
from reports.visible import not_obeyed, one_line
from reports.wording import counted, held, is_settled, ledger, place, severities

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, Finding, Place, Summary

__all__ = ["write"]

BEFORE = 48
"""Most code points of a line that are shown before the place."""
WIDTH = 100
"""Most code points of a line that are shown altogether; the place itself is cut to this."""
MOST_SKIPPED = 10
"""Most files passed over that are named; of more, they are counted by reason."""

_LINE_END = re.compile(r"[\r\n]")
_ZERO_WIDTH = frozenset({"Mn", "Me"})
_COLOURS = {
    "error": "\x1b[31m",
    "reject": "\x1b[31m",
    "warning": "\x1b[33m",
    "review": "\x1b[33m",
    "note": "\x1b[36m",
    "accept": "\x1b[32m",
    "bold": "\x1b[1m",
    "faint": "\x1b[2m",
}


def write(report: AuditReport, stream: TextIO, colour: bool = False) -> None:  # noqa: FBT001, FBT002  # the flag is the point
    """Write ``report`` to ``stream``; with ANSI colours if ``colour``.

    Findings that a reviewer has dismissed, or that the base of a change has too, are counted, not listed.
    """
    stream.writelines(f"{not_obeyed(line)}\n" for line in _lines(report, _Paint(colour=colour)))


class _Paint:
    """Colours a text that has already been made harmless, or leaves it alone."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"{_COLOURS[style]}{text}\x1b[0m" if self._colour else text


def _lines(report: AuditReport, paint: _Paint) -> Iterator[str]:
    fixable = 0
    for document in report.documents:
        for finding in document.findings:
            if not is_settled(finding):
                fixable += bool(finding.repairs)
                yield from _finding(document, finding, paint)
        for failure in document.failures:
            where = f"{one_line(document.name)}: {paint('error', 'failure')} {one_line(failure.rule)}"
            yield f"{where}  {one_line(failure.error)}"
        if document.verdict is Verdict.REJECT and document.deciding:
            yield _rejected(document, paint)
    for failure in report.failures:
        yield f"{paint('error', 'failure')} {one_line(failure.rule)}  {one_line(failure.error)}"
    yield from _closing(report, fixable, paint)


def _finding(document: DocumentReport, finding: Finding, paint: _Paint) -> Iterator[str]:
    severity = finding.severity.value
    sure = "" if finding.confidence is Confidence.HIGH else f"[{finding.confidence.value}]"
    heading = f"{paint('bold', place(document, finding))}: {paint(severity, severity + sure)} {one_line(finding.rule)}"
    yield f"{heading}  {one_line(finding.message)}"
    if not finding.location.is_whole_document:
        before, marked, after = _around(document.text, finding)
        yield f"    {before}{marked}{after}"
        yield f"    {' ' * _columns(before)}{paint(severity, '^' * max(1, _columns(marked)))}"
    for other in finding.related:
        yield f"    {paint('faint', 'see')} {_other_place(other)}  {one_line(other.message)}"
    if finding.suggestion is not None:
        yield f"    {paint('faint', 'try')} {one_line(finding.suggestion)}"


def _rejected(document: DocumentReport, paint: _Paint) -> str:
    rules = ", ".join(f"{one_line(rule.rule)} ({one_line(rule.reason)})" for rule in document.deciding)
    return f"{paint('bold', one_line(document.name))}: {paint('reject', 'rejected')} for {rules}"


def _other_place(place: Place) -> str:
    name = place.path if place.record is None else f"{place.path}#{place.record}"
    if place.location.is_whole_document:
        return one_line(name)
    return f"{one_line(name)}:{place.location.line}:{place.location.column}"


def _around(text: str, finding: Finding) -> tuple[str, str, str]:
    """The line before the place, the place, and the line after it, all harmless and no longer than a window."""
    if finding.shown is None or finding.shown[0] >= len(text):
        marked, whole = _first_line(finding.excerpt)
        return "", marked if whole else marked + "…", ""
    start, end = finding.shown[0], min(finding.shown[1], len(text))
    # Only the window is searched for line ends: a file may be one line of many megabytes with as many findings.
    before = _LINE_END.split(text[max(0, start - BEFORE - 1) : start])[-1]
    if len(before) > BEFORE:
        before = "…" + before[1 - BEFORE :]
    marked, whole = _first_line(text[start : min(end, start + WIDTH + 1)])
    if not whole:
        return _harmless(before), marked + "…", ""
    room = max(1, WIDTH - len(before) - (end - start))
    after = _LINE_END.split(text[end : end + room + 1], maxsplit=1)[0]
    if len(after) > room:
        after = after[: room - 1] + "…"
    return _harmless(before), marked, _harmless(after)


def _first_line(marked: str) -> tuple[str, bool]:
    """As much of a place as is shown, harmless, and whether that is all of it."""
    first = _LINE_END.split(marked, maxsplit=1)[0]
    if not first:  # the place is a line end, or starts with one: that is what there is to see
        first = marked[: len(marked) - len(marked.lstrip("\r\n"))]
        return one_line(first[:WIDTH]), first == marked
    return _harmless(first[:WIDTH]), len(marked) <= WIDTH and first == marked


def _harmless(text: str) -> str:
    """A part of a line: a tab is one blank, so that the mark below it stands in the right column."""
    return one_line(text.replace("\t", " "))


def _columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in _ZERO_WIDTH
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _closing(report: AuditReport, fixable: int, paint: _Paint) -> Iterator[str]:
    summary = report.summary
    yield from _skipped(report)
    yield ""
    yield ledger(summary)
    yield _findings(summary)
    if report.baseline is not None:
        use = report.baseline
        missing = f", {len(use.missing)} for files that do not exist" if use.missing else ""
        yield f"baseline: {_entries(use.entries)}, {len(use.expired)} expired, {len(use.unused)} unused{missing}"
    if report.manifest is not None:
        yield f"manifest: {held(report.manifest)}"
        for difference in report.manifest.differences:
            yield f"    {one_line(str(difference))}"
    if fixable:
        yield f"source-audit fix repairs {fixable} of them"
    if summary.interrupted:
        yield "interrupted: the documents above are those that were done"
    yield f"verdict: {paint(report.verdict.value, report.verdict.value)}{_because(report)}"


def _findings(summary: Summary) -> str:
    found = severities(summary.severities)
    if dismissed := summary.statuses.get(Status.DISMISSED.value, 0):
        found += f", {dismissed} of them dismissed by a reviewer"
    if summary.unchanged:
        found += f", {summary.unchanged} of them older than the change"
    return f"findings: {found}"


def _because(report: AuditReport) -> str:
    if report.summary.rejected and report.verdict is Verdict.REJECT:
        return f" (fails on: {one_line(report.tool.fail_on)})"
    return ""


def _skipped(report: AuditReport) -> Iterator[str]:
    if not report.skipped:
        return
    yield ""
    yield f"passed over: {counted(len(report.skipped), 'file')}"
    if len(report.skipped) <= MOST_SKIPPED:
        for file in report.skipped:
            yield f"    {one_line(file.path)}: {one_line(file.reason)}"
        return
    for reason, count in sorted(Counter(file.reason for file in report.skipped).items()):
        yield f"    {count} × {one_line(reason)}"


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"
