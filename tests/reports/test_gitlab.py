"""GitLab's code quality report, held against the fields that GitLab documents.

It publishes no schema; its documentation ("Code Quality report format") names these fields and says that the file is
a list without a byte-order mark, that paths are relative to the repository with no ``./`` before them, and that a
fingerprint is unique.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator as Validator

from audit.model import Status
from reports import STREAM_FORMATS

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written

LINE = {"type": "integer", "minimum": 1}
FIELDS = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "additionalProperties": False,
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\./)"},
                    "lines": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["begin"],
                        "properties": {"begin": LINE, "end": LINE},
                    },
                },
            },
        },
    },
}
Issues = Callable[["AuditReport"], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def issues(written: Written) -> Issues:
    """Writes a report, validates it, and gives its issues."""
    validator = Validator(FIELDS)

    def write(report: AuditReport) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = json.loads(written(STREAM_FORMATS["gitlab"], report).encode())
        validator.validate(made[:: 1 + len(made) // 2_000])
        assert len({issue["fingerprint"] for issue in made}) == len(made)
        return made

    return write


def test_a_finding_is_an_issue(build: Build, issues: Issues) -> None:
    """Rule, message, severity and lines; what a reviewer has dismissed is left out, what was not read is a blocker."""
    made = issues(build.full())
    assert {**made[0], "fingerprint": ""} == {
        "description": "no such day",
        "check_name": "dates/impossible-date",
        "fingerprint": "",
        "severity": "critical",
        "location": {"path": "a.txt", "lines": {"begin": 9, "end": 9}},
    }
    assert [(issue["check_name"], issue["severity"]) for issue in made[1:]] == [
        ("attribution/unattributed-statistic", "major"),
        ("reuse/recycled-passage", "minor"),
        ("load", "blocker"),
    ]


def test_a_record_is_named(build: Build, issues: Issues) -> None:
    """Lines of a record are not lines of its file."""
    made = issues(build.full())[2]
    assert made["description"] == "record 7: no such day"
    assert made["location"]["lines"] == {"begin": 1, "end": 1}


def test_fingerprints_are_kept_apart_and_stay(build: Build, issues: Issues) -> None:
    """Equal findings of two documents, two records and one text differ, and are the same the next time."""
    some = [build.finding("x x", (0, 1)), build.finding("x x", (2, 3))]
    documents = [build.document("x x", some, path=path) for path in ("a.txt", "b.txt")]
    documents += [build.document("x x", some, path="c.jsonl", record=record) for record in "12"]
    made = issues(build.report(documents))
    assert len(made) == 8
    assert issues(build.report(documents)) == made


def test_a_path_is_relative(build: Build, issues: Issues) -> None:
    """An absolute path loses its root, for GitLab knows none but the repository's."""
    (issue,) = issues(build.report([build.document("x", [build.finding("x", "x")], path="/tmp/a.txt")]))  # noqa: S108
    assert issue["location"]["path"] == "tmp/a.txt"


def test_a_clean_report_is_an_empty_list(build: Build, issues: Issues) -> None:
    """With nothing undecided there is a list with nothing in it."""
    dismissed = replace(build.finding("x", "x"), status=Status.DISMISSED)
    assert issues(build.report([])) == issues(build.report([build.document("x", [dismissed])])) == []


@pytest.mark.parametrize("which", ["hostile_report", "huge"])
def test_any_report_is_valid(build: Build, issues: Issues, which: str) -> None:
    """Surrogates and controls make no invalid JSON, and no fingerprint of 50,000 is there twice."""
    report = getattr(build, which)()
    made = issues(report)
    failures = sum(len(document.failures) for document in report.documents)
    undecided = sum(f.status is not Status.DISMISSED for document in report.documents for f in document.findings)
    differences = len(report.manifest.differences) if report.manifest else 0
    assert len(made) == failures + undecided + differences
    assert json.dumps(made, ensure_ascii=False).encode()
