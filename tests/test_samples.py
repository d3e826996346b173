"""The sample documents: every planted defect that is within reach is found, and the clean ones are clean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audit.config import CommandLine, load
from audit.model import DocumentReport, Severity, Verdict
from audit.runner import run
from corpus.find import Finder
from rules import RULES

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
PLANTED = [
    json.loads(line) for line in (Path(__file__).parent / "planted.jsonl").read_text(encoding="utf-8").splitlines()
]

# What is planted and not found, by document and text: each is a limit that the rule's documentation names.
MISSED = {
    ("glacier-core-study.md", "[]{#_ftnref1}"): "an anchor of a converter that no reader sees",
    ("minor-league-stadium-lease.md", "\\$400"): "an escape is how Markdown is written",
    ("minor-league-stadium-lease.md", "🐦"): "a single glyph, with no other in the document",
    ("orchard-frost-insurance.html", "frost Ã"): "told as mojibake, with the letter that it was",
    ("reservoir-levels-briefing.txt", "Thaddeus Brockbank"): "a bare name on its own line",
}
MISSED_KINDS: dict[tuple[str, str], str] = {}


@pytest.fixture(scope="module")
def reports() -> dict[tuple[str, str | None], DocumentReport]:
    configuration = load(None, RULES, command_line=CommandLine(jobs=1))
    finder = Finder(configuration.max_bytes, configuration.types)
    report = run(finder.find([str(SAMPLES)]), configuration)
    return {(Path(found.path).name, found.record): found for found in report.documents}


def is_within_reach(planted: dict[str, Any]) -> bool:
    place = (planted["doc"], planted["text"])
    kind = (planted["doc"], planted["kind"])
    return place not in MISSED and kind not in MISSED_KINDS


def source(planted: dict[str, Any]) -> str:
    text: str = (SAMPLES / planted["doc"]).read_bytes().decode("utf-8")
    if planted["record"] is None:
        return text
    records: list[dict[str, str]] = [json.loads(line) for line in text.splitlines()]
    return next(record["text"] for record in records if record["id"] == planted["record"])


def is_found(planted: dict[str, Any], report: DocumentReport) -> bool:
    """Whether a finding of the planted kind overlaps the planted text, or is about the whole document too."""
    start = end = 0
    if planted["text"]:
        text, start = source(planted), -1
        for _ in range(planted["occurrence"]):
            start = text.index(planted["text"], start + 1)
        end = start + len(planted["text"])
    return any(
        finding.rule.endswith(f"/{planted['kind']}")
        and (finding.location.end == 0 if end == 0 else finding.location.start < end and start < finding.location.end)
        for finding in report.findings
    )


@pytest.mark.parametrize(
    "planted",
    [pytest.param(p, id=f"{p['doc']}-{p['kind']}-{n}") for n, p in enumerate(PLANTED) if is_within_reach(p)],
)
def test_a_planted_defect_is_found_at_its_place(
    planted: dict[str, Any], reports: dict[tuple[str, str | None], DocumentReport]
) -> None:
    """A defect that somebody who did not see the rules put into a sample is found where it stands."""
    assert is_found(planted, reports[planted["doc"], planted["record"]])


@pytest.mark.xfail(reason="known misses", strict=True)
@pytest.mark.parametrize(
    "planted",
    [pytest.param(p, id=f"{p['doc']}-{p['kind']}-{n}") for n, p in enumerate(PLANTED) if not is_within_reach(p)],
)
def test_a_known_miss_is_still_missed(
    planted: dict[str, Any], reports: dict[tuple[str, str | None], DocumentReport]
) -> None:
    """An improvement that finds one of these announces itself here."""
    assert is_found(planted, reports[planted["doc"], planted["record"]])


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("clean-*")))
def test_a_clean_sample_is_accepted_without_a_finding(
    name: str, reports: dict[tuple[str, str | None], DocumentReport]
) -> None:
    """Long, tempting and right: nothing but notes may be said of it."""
    report = reports[name, None]

    assert [finding.rule for finding in report.findings if finding.severity is not Severity.NOTE] == []
    assert report.verdict is Verdict.ACCEPT


def test_little_is_reported_that_nobody_planted(reports: dict[tuple[str, str | None], DocumentReport]) -> None:
    """Errors and warnings of a kind that was not planted in a document are fewer than one in twenty."""
    kinds = {(planted["doc"], planted["record"], planted["kind"]) for planted in PLANTED}
    grave = [
        (*name, finding.rule.partition("/")[2])
        for name, report in reports.items()
        for finding in report.findings
        if finding.severity is not Severity.NOTE
    ]

    assert sum(finding not in kinds for finding in grave) * 20 < len(grave)
