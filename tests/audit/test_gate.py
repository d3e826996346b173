import itertools

import pytest

from audit.config import FailOn
from audit.gate import verdict, worst
from audit.model import Confidence, Finding, Location, Severity, Status, Verdict

WHOLE = Location("source", 0, 0, 1, 1, 1, 1, 0, 0)


def finding(severity: str = "error", confidence: str = "high", status: str = "new") -> Finding:
    return Finding(
        "a/b", Severity(severity), Confidence(confidence), "m", "", WHOLE, (), {}, None, "f", status=Status(status)
    )


@pytest.mark.parametrize(
    ("found", "fail_on", "expected"),
    [
        ([], "error", "accept"),
        ([finding("note")], "error", "accept"),
        ([finding("note")], "note", "reject"),
        ([finding("warning")], "error", "review"),
        ([finding("warning")], "warning", "reject"),
        ([finding("error")], "error", "reject"),
        ([finding("error")], "never", "review"),
        ([finding("note")], "never", "accept"),
        ([finding("error", "medium")], "error", "reject"),
        ([finding("error", "low")], "error", "review"),
        ([finding("note", "low")], "note", "accept"),
        ([finding("error", status="dismissed")], "error", "accept"),
        ([finding("error", status="dismissed"), finding("warning")], "error", "review"),
        ([finding("error", status="confirmed")], "error", "reject"),
        ([finding("warning", status="confirmed")], "error", "accept"),
        ([finding("error", "low", "confirmed")], "error", "accept"),
        ([finding("error", status="confirmed")], "never", "accept"),
        ([finding("warning"), finding("error")], "error", "reject"),
    ],
)
def test_the_verdict_of_a_document(found: list[Finding], fail_on: str, expected: str) -> None:
    """Reject from --fail-on upwards with at least medium confidence, review what is undecided, else accept."""
    assert verdict(found, failed=False, fail_on=FailOn(fail_on)) == expected


@pytest.mark.parametrize("fail_on", FailOn)
def test_what_failed_is_an_error_whatever_was_found(fail_on: FailOn) -> None:
    """A document on which a rule crashed is never accepted, nor merely rejected."""
    assert verdict([finding()], failed=True, fail_on=fail_on) is Verdict.ERROR
    assert verdict([], failed=True, fail_on=fail_on) is Verdict.ERROR


def test_the_order_of_findings_does_not_matter() -> None:
    """The verdict is that of the set of findings."""
    found = [finding("note"), finding("warning"), finding("error", "low"), finding("error", status="dismissed")]

    assert {verdict(some, failed=False, fail_on=FailOn("warning")) for some in itertools.permutations(found)} == {
        Verdict.REJECT
    }


def test_the_verdict_of_a_run_is_the_worst() -> None:
    """One error outweighs all that is accepted; nothing at all is accepted."""
    assert worst([Verdict.REVIEW, Verdict.ERROR, Verdict.REJECT]) is Verdict.ERROR
    assert worst([Verdict.ACCEPT, Verdict.REVIEW]) is Verdict.REVIEW
    assert worst([]) is Verdict.ACCEPT
