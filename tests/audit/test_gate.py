import itertools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from audit.config import Budget, CommandLine, ConfigError, FailOn, Gate, Plan, Threshold, load
from audit.gate import judged, worst
from audit.model import (
    Confidence,
    Deciding,
    DocumentReport,
    Failure,
    Finding,
    Location,
    MetadataValue,
    SentencePlace,
    Severity,
    Status,
    Verdict,
)
from rules import RULES

WHOLE = Location("source", 0, 0, 1, 1, 1, 1, 0, 0)
CONFIDENT = Confidence.MEDIUM


def finding(
    severity: str = "error",
    confidence: str = "high",
    status: str = "new",
    rule: str = "a/b",
    *,
    unchanged: bool = False,
) -> Finding:
    return Finding(
        rule, Severity(severity), Confidence(confidence), "m", "", WHOLE, (), {}, None, "f",
        status=Status(status), unchanged=unchanged,
    )  # fmt: skip


def document(found: Iterable[Finding] = (), **fields: Any) -> DocumentReport:  # noqa: ANN401
    values = {"metrics": {}, "provenance": {}, "language": {"code": "en"}, "failures": (), **fields}
    return DocumentReport(
        path="a.txt", record=None, sha256="0", bytes=0, media_type="text/plain", encoding={}, verdict=Verdict.ERROR,
        findings=tuple(found), skipped=(), text="", **values,
    )  # fmt: skip


def verdict(found: Iterable[Finding], *, failed: bool = False, fail_on: FailOn = FailOn.ERROR) -> Verdict:
    failures = (Failure("a/c", "ValueError: no"),) if failed else ()
    return judged(document(found, failures=failures), Gate(Threshold(fail_on))).verdict


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
        ([finding("error", unchanged=True)], "error", "accept"),
        ([finding("error", unchanged=True), finding("warning")], "error", "review"),
    ],
)
def test_the_verdict_of_a_document(found: list[Finding], fail_on: str, expected: str) -> None:
    """Reject from --fail-on upwards with at least medium confidence, review what is undecided, else accept."""
    assert verdict(found, fail_on=FailOn(fail_on)) == expected


@pytest.mark.parametrize("fail_on", FailOn)
def test_what_failed_is_an_error_whatever_was_found(fail_on: FailOn) -> None:
    """A document on which a rule crashed is never accepted, nor merely rejected."""
    assert verdict([finding()], failed=True, fail_on=fail_on) is Verdict.ERROR
    assert verdict([], failed=True, fail_on=fail_on) is Verdict.ERROR


def test_the_order_of_findings_does_not_matter() -> None:
    """The verdict is that of the set of findings."""
    found = [finding("note"), finding("warning"), finding("error", "low"), finding("error", status="dismissed")]

    assert {verdict(some, fail_on=FailOn("warning")) for some in itertools.permutations(found)} == {Verdict.REJECT}


def test_the_verdict_of_a_run_is_the_worst() -> None:
    """One error outweighs all that is accepted; nothing at all is accepted."""
    assert worst([Verdict.REVIEW, Verdict.ERROR, Verdict.REJECT]) is Verdict.ERROR
    assert worst([Verdict.ACCEPT, Verdict.REVIEW]) is Verdict.REVIEW
    assert worst([]) is Verdict.ACCEPT


def test_the_rules_that_decided_are_named() -> None:
    """Those that failed; else those that reject; else those with something to review; each with how many findings."""
    found = [
        finding("warning", rule="a/b"),
        finding("error", rule="a/c"),
        finding("note", rule="a/d"),
        finding("error", rule="a/c"),
        finding("error", "low", rule="a/e"),
    ]

    assert judged(document(found), Gate()).deciding == (Deciding("a/c", "2 errors"),)
    assert judged(document([*found[:1], *found[2:3], found[0]]), Gate()).deciding == (Deciding("a/b", "2 warnings"),)
    assert judged(document(found, failures=(Failure("a/f", "no"),)), Gate()).deciding == (Deciding("a/f", "no"),)
    assert judged(document(found[2:3]), Gate()).deciding == ()
    low = Gate(Threshold(FailOn.WARNING))
    assert judged(document([*found, finding("warning", rule="a/c")]), low).deciding == (
        Deciding("a/b", "1 warning"),
        Deciding("a/c", "2 errors, 1 warning"),
    )


@pytest.mark.parametrize(
    ("rule", "severity", "confidence", "expected"),
    [
        ("a/b", "error", "high", Verdict.ACCEPT),
        ("a/c", "note", "high", Verdict.ACCEPT),
        ("a/c", "warning", "high", Verdict.REJECT),
        ("a/c", "warning", "medium", Verdict.REVIEW),
        ("d/e", "error", "medium", Verdict.REJECT),
        ("d/e", "error", "low", Verdict.REVIEW),
    ],
)
def test_a_rule_and_a_family_have_thresholds_of_their_own(
    rule: str, severity: str, confidence: str, expected: Verdict
) -> None:
    """What names the rule holds before what names its family, and that before what names neither."""
    gate = Gate(
        thresholds={
            "a": Threshold(FailOn.WARNING, Confidence.HIGH),
            "a/b": Threshold(FailOn.NEVER),
        }
    )
    found = [finding(severity, confidence, rule=rule)]
    expected = Verdict.REVIEW if rule == "a/b" else expected

    assert judged(document(found), gate).verdict is expected


@pytest.mark.parametrize(
    ("count", "words", "limit", "rejects"),
    [(2, 1_000, 2, False), (3, 1_000, 2, True), (3, 1_500, 2, False), (2, 100, 2, False), (3, 100, 2, True),
     (1, 0, 0, True), (0, 0, 0, False), (3, None, 2, True)],
)  # fmt: skip
def test_a_budget_limits_findings_in_a_thousand_words(
    count: int, words: int | None, limit: float, *, rejects: bool
) -> None:
    """A shorter document counts as a thousand words: in a hundred, one finding would be ten."""
    gate = Gate(budgets=(Budget(limit, Severity.WARNING, CONFIDENT),))

    report = judged(document([finding("warning")] * count, metrics={} if words is None else {"words": words}), gate)

    assert (report.verdict is Verdict.REJECT) == rejects
    assert [one.rule for one in report.deciding if rejects] == ["gate/budgets"] * rejects


def test_a_budget_counts_what_it_is_for() -> None:
    """Findings of its rules and families, of its severity or graver, as sure as it asks, and undismissed ones only."""
    gate = Gate(Threshold(FailOn.NEVER), budgets=(Budget(1, Severity.WARNING, Confidence.HIGH, ("a", "c/d")),))
    others = [
        finding("warning", rule="b/c"),
        finding("warning", rule="c/e"),
        finding("note", rule="a/b"),
        finding("warning", "medium", rule="a/b"),
        finding("warning", status="dismissed", rule="a/b"),
        finding("warning", unchanged=True, rule="a/b"),
    ]
    counted = [finding("warning", rule="a/b"), finding("error", rule="c/d")]

    assert judged(document([*others, counted[0]]), gate).verdict is Verdict.REVIEW
    assert judged(document([*others, *counted]), gate).deciding == (
        Deciding("gate/budgets", "2 findings in 1,000 words, at most 1: a/b 1, c/d 1"),
    )


def test_a_share_of_attributed_sentences_can_be_asked_for() -> None:
    """Where it can be told."""
    gate = Gate(attributed=0.2)

    told = (SentencePlace(0, 9, is_sourced=False),)

    def of(share: float, sentences: tuple[SentencePlace, ...] = told) -> DocumentReport:
        return judged(document(metrics={"attributed": share}, sentences=sentences), gate)

    assert of(0.2).verdict is Verdict.ACCEPT
    assert of(0.1, ()).verdict is Verdict.ACCEPT
    assert of(0.1).deciding == (Deciding("gate/attributed", "0.1 of the sentences have a source, at least 0.2 must"),)


def test_metadata_can_be_asked_for() -> None:
    """No document without a date, say; each field that has no value is named."""
    dated = {"date": (MetadataValue("2024-05-01", "the text", CONFIDENT, None),), "byline": ()}

    assert judged(document(provenance=dated), Gate(required=("date",))).verdict is Verdict.ACCEPT
    assert judged(document(provenance=dated), Gate(required=("date", "byline", "title"))).deciding == (
        Deciding("gate/required", "no byline"),
        Deciding("gate/required", "no title"),
    )


def test_an_open_gate_rejects_nothing() -> None:
    """Neither for a finding nor for a limit."""
    gate = Gate(thresholds={"a": Threshold()}, required=("date",), is_open=True)

    assert judged(document([finding()]), gate).verdict is Verdict.REVIEW
    assert judged(document(), gate).verdict is Verdict.ACCEPT


Planned = Callable[..., Plan]

CONFIGURATION = """
fail-on = "warning"

[gate]
confidence = "high"
attributed = 0.2
required = ["date"]

[gate.rules]
dates = { fail-on = "note" }
"dates/impossible-date" = { confidence = "low" }
"names/mangled-name" = { fail-on = "never" }

[[gate.budgets]]
severity = "warning"
per-1000-words = 2
rules = ["attribution", "quotation/mixed-quotation-marks"]

[[gate.budgets]]
per-1000-words = 10.5
confidence = "low"

[[overrides]]
paths = ["wire/**"]
fail-on = "error"
gate = { required = [], rules = { dates = { confidence = "medium" } } }
"""


@pytest.fixture
def planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planned:
    monkeypatch.chdir(tmp_path)

    def plan(path: str, text: str = CONFIGURATION, **command_line: Any) -> Plan:  # noqa: ANN401
        Path("source-audit.toml").write_text(text, "utf-8")
        return load(Path("source-audit.toml"), RULES, command_line=CommandLine(**command_line)).plan(path)

    return plan


def test_the_configuration_sets_the_gate(planned: Planned) -> None:
    """A rule takes what is not said of it from its family, and that from what is said of all."""
    gate = planned("a.txt").gate

    assert gate.threshold == Threshold(FailOn.WARNING, Confidence.HIGH)
    assert gate.threshold_of("dates/reversed-range") == Threshold(FailOn.NOTE, Confidence.HIGH)
    assert gate.threshold_of("dates/impossible-date") == Threshold(FailOn.NOTE, Confidence.LOW)
    assert gate.threshold_of("names/mangled-name") == Threshold(FailOn.NEVER, Confidence.HIGH)
    assert (gate.attributed, gate.required, gate.is_open) == (0.2, ("date",), False)
    assert gate.budgets == (
        Budget(2, Severity.WARNING, Confidence.HIGH, ("attribution", "quotation/mixed-quotation-marks")),
        Budget(10.5, Severity.NOTE, Confidence.LOW),
    )


def test_paths_and_the_command_line_change_the_gate(planned: Planned) -> None:
    """The later wins, but not over what names a rule more exactly; only ``never`` opens the gate."""
    wire = planned("wire/a.txt").gate
    assert wire.threshold == Threshold(FailOn.ERROR, Confidence.HIGH)
    assert wire.required == ()
    assert wire.threshold_of("dates/reversed-range") == Threshold(FailOn.NOTE, Confidence.MEDIUM)

    given = planned("wire/a.txt", fail_on="note", confidence="low").gate
    assert given.threshold == Threshold(FailOn.NOTE, Confidence.LOW)
    assert given.threshold_of("names/mangled-name").fail_on is FailOn.NEVER
    assert not given.is_open
    assert planned("a.txt", fail_on="never").gate.is_open


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[gate]\nconfidence = 'sure'", "gate.confidence must be one of high, medium, low, not 'sure'"),
        ("[gate]\nbudget = []", "unknown key 'budget' in gate; did you mean 'budgets'?"),
        ("[gate]\nattributed = 20", "gate.attributed must be at most 1, not 20"),
        ("[gate]\nrequired = ['dat']", "gate.required 1 must be one of title, byline, date"),
        ("[gate.rules]\nopinions = {}", "unknown rule or family 'opinions' in gate.rules; did you mean 'opinion'?"),
        ("[gate.rules.opinion]\nseverity = 'error'", "unknown key 'severity' in gate.rules.opinion"),
        ("[gate.rules.opinion]\nfail-on = 'eror'", "gate.rules.opinion.fail-on must be one of error, warning"),
        ("[[gate.budgets]]\nseverity = 'error'", "gate.budgets 1 lacks 'per-1000-words'"),
        ("[[gate.budgets]]\nper-1000-words = -1", "gate.budgets 1, per-1000-words must be at least 0, not -1"),
        ("[[gate.budgets]]\nper-1000-words = nan", "gate.budgets 1, per-1000-words must be a number, not nan"),
        ("[[gate.budgets]]\nper-1000-words = 1\nrules = ['date']", "unknown rule or family 'date' in gate.budgets 1"),
        ("baseline = 3", "baseline must be a string, not 3"),
    ],
)
def test_what_is_wrong_with_the_gate_is_said(planned: Planned, text: str, said: str) -> None:
    """With the key and what was meant."""
    with pytest.raises(ConfigError, match=r"source-audit\.toml: ") as caught:
        planned("a.txt", text)

    assert said in str(caught.value)
