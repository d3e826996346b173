"""JUnit XML: a test case for each document, for the test views of GitLab, Jenkins, Azure and others.

There is no standard but what readers take; this keeps to the schema that pytest's own reports are held against
(Jenkins's ``junit-10.xsd``). A rejected document failed, one that could not be audited is an error, a file that was
passed over was skipped. What stands in a document is shown by code point where XML has no character for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from audit.model import MANIFEST, Verdict
from reports.visible import one_line, visible
from reports.wording import counted, finding_line, is_settled
from reports.worst import gravity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, Failure, Finding

__all__ = ["write"]

MOST_LINES = 100
"""Most findings of a document that are listed; the rest are counted."""


def write(report: AuditReport, stream: TextIO) -> None:
    """Write ``report`` to ``stream`` as one test suite."""
    summary, name = report.summary, report.tool.name
    errors = summary.errors + len(report.failures)
    missing = [one for one in report.manifest.differences if one.kind == "missing"] if report.manifest else []
    tests = summary.documents + summary.skipped + len(report.failures) + len(missing)
    counts = {"tests": tests, "failures": summary.rejected + len(missing), "errors": errors}
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f"<testsuites{_attributes(name=name, **counts)}>\n")
    stream.write(f"<testsuite{_attributes(name=name, **counts, skipped=summary.skipped)}>\n")
    for document in report.documents:
        stream.writelines(_case(name, document.name, _outcome(document)))
    for file in report.skipped:
        stream.writelines(_case(name, file.path, [_element("skipped", "", message=file.reason)]))
    for one in missing:  # the others are documents that failed
        failed = _element("failure", "", type=MANIFEST, message=one.message)
        stream.writelines(_case(name, one.path, [failed]))
    for failure in report.failures:
        stream.writelines(_case(name, failure.rule, [_failed(failure)]))
    if summary.interrupted:
        stream.write(_element("system-err", "The audit was interrupted: the documents above are those that were done."))
    stream.write("</testsuite>\n</testsuites>\n")


def _case(suite: str, name: str, content: Sequence[str]) -> Iterator[str]:
    yield f"<testcase{_attributes(classname=suite, name=name)}"
    yield from (">\n", *content, "</testcase>\n") if content else ("/>\n",)


def _outcome(document: DocumentReport) -> list[str]:
    """What there is to say of a document; nothing of one that is accepted with no finding."""
    findings = sorted((f for f in document.findings if not is_settled(f)), key=gravity)
    lines = "\n".join(_lines(document, findings))
    said = [_failed(failure) for failure in document.failures]
    if document.verdict is Verdict.REJECT:
        why = ", ".join(f"{one.rule} ({one.reason})" for one in document.deciding)
        kind = document.deciding[0].rule if document.deciding else "verdict"
        return [*said, _element("failure", lines, type=kind, message=why)]
    return [*said, _element("system-out", lines)] if lines else said


def _lines(document: DocumentReport, findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings[:MOST_LINES]:
        yield finding_line(document, finding)
    if more := len(findings[MOST_LINES:]):
        yield f"and {counted(more, 'more finding')}"


def _failed(failure: Failure) -> str:
    return _element("error", failure.error, type=failure.rule, message=failure.error)


def _element(tag: str, text: str, **attributes: object) -> str:
    return f"<{tag}{_attributes(**attributes)}>{escape(visible(text))}</{tag}>\n"


def _attributes(**attributes: object) -> str:
    return "".join(f" {name}={quoteattr(one_line(str(value)))}" for name, value in attributes.items())
