from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator as Validator

from reports import STREAM_FORMATS
from reports.json_report import to_dict
from reports.json_text import dumps, plain
from reports.schema import report_schema

if TYPE_CHECKING:
    from tests.reports.conftest import Build, Written


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator(report_schema())


def test_the_schema_is_a_schema() -> None:
    """The schema that ships in the package keeps to JSON Schema 2020-12."""
    Validator.check_schema(report_schema())


@pytest.mark.parametrize("which", ["full", "hostile_report"])
def test_the_report_keeps_to_its_schema(build: Build, written: Written, validator: Validator, which: str) -> None:
    """Every report is valid against the published schema, whatever its documents hold."""
    report = json.loads(written(STREAM_FORMATS["json"], getattr(build, which)()))

    assert list(validator.iter_errors(report)) == []


def test_a_huge_report_keeps_to_its_schema(build: Build, written: Written, validator: Validator) -> None:
    """50,000 findings, unread files and strange characters are a report like another; some of them are looked at."""
    report = json.loads(written(STREAM_FORMATS["json"], build.huge()))

    assert len(report["documents"]) == 3_000
    assert list(validator.iter_errors({**report, "documents": report["documents"][::100]})) == []


def test_an_empty_report_is_a_report(build: Build, written: Written, validator: Validator) -> None:
    """With no documents the list of documents is empty, and the JSON is still JSON."""
    report = json.loads(written(STREAM_FORMATS["json"], build.report([])))
    validator.validate(report)
    assert report["documents"] == []


def test_the_schema_is_closed(build: Build, validator: Validator) -> None:
    """A field that the contract does not name is a mistake."""
    document = to_dict(build.document("Text."))
    report = {"schema_version": 1, "documents": [{**document, "mood": "good"}]}
    messages = [error.message for error in validator.iter_errors(report)]
    assert any("mood" in message for message in messages)


def test_a_document_as_the_contract_has_it(build: Build) -> None:
    """The whole object, field by field and in its order."""
    expected = {
        "path": "c.jsonl",
        "record": "7",
        "sha256": "ab" * 32,
        "bytes": 53,
        "media_type": "text/plain",
        "encoding": {"used": "utf-8"},
        "language": {"code": "en"},
        "verdict": "review",
        "deciding": [],
        "provenance": {},
        "metrics": {"words": 12},
        "findings": [
            {
                "rule": "reuse/recycled-passage",
                "severity": "note",
                "confidence": "high",
                "message": "no such day",
                "excerpt": "40 per cent",
                "location": {
                    "layer": "source",
                    "start": 24,
                    "end": 35,
                    "line": 1,
                    "column": 25,
                    "end_line": 1,
                    "end_column": 36,
                    "byte_start": 24,
                    "byte_end": 35,
                },
                "related": [
                    {
                        "path": "a.txt",
                        "record": None,
                        "location": {
                            "layer": "source",
                            "start": 308,
                            "end": 324,
                            "line": 7,
                            "column": 46,
                            "end_line": 7,
                            "end_column": 62,
                            "byte_start": 312,
                            "byte_end": 328,
                        },
                        "message": "stands there too",
                    }
                ],
                "evidence": {},
                "suggestion": None,
                "fixable": False,
                "fingerprint": "0f" * 8,
                "status": "new",
                "unchanged": False,
                "decision": None,
            }
        ],
        "failures": [],
        "skipped": [],
    }
    actual = to_dict(list(build.full().documents)[1])
    assert actual == expected
    assert json.dumps(actual) == json.dumps(expected)


def test_the_head_of_the_report(build: Build, written: Written) -> None:
    """Tool, verdict, summary and files passed over stand before the documents."""
    report = json.loads(written(STREAM_FORMATS["json"], build.full()))
    assert list(report) == [
        "schema_version", "tool", "verdict", "summary", "skipped", "failures", "base", "baseline", "manifest",
        "documents",
    ]  # fmt: skip
    assert report["verdict"] == "error"
    assert report["skipped"] == [{"path": "b.png", "reason": "binary"}]
    assert report["summary"]["findings"] == {"error": 1, "warning": 1, "note": 2}
    assert report["tool"]["rules"][0] == {
        "id": "attribution/unattributed-statistic",
        "severity": "error",
        "confidence": "high",
        "summary": "A date that no calendar has.",
    }


def test_json_lines_are_the_documents_of_the_json_report(build: Build, written: Written) -> None:
    """Both formats give the same objects, in the same order, in the same bytes."""
    report = build.full()
    lines = written(STREAM_FORMATS["jsonl"], report).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written(STREAM_FORMATS["json"], report))["documents"]
    assert all(line in written(STREAM_FORMATS["json"], report) for line in lines)


def test_text_is_not_escaped_but_surrogates_are(build: Build, written: Written) -> None:
    """A lone surrogate has no UTF-8: it alone is escaped, so that the file is valid and nothing is lost."""
    shown = written(STREAM_FORMATS["jsonl"], build.report([build.document("x", path="süß\udcff\ud800.txt")]))
    assert "süß\\udcff\\ud800.txt" in shown
    assert json.loads(shown.encode("utf-8"))["path"] == "süß\udcff\ud800.txt"


def test_numbers_that_json_has_not_are_null(build: Build) -> None:
    """NaN and the infinities of a computation don't make the report unreadable."""
    finding = replace(build.finding("x", "x"), evidence={"ratio": math.nan, "all": [math.inf, 1.5]})
    evidence = to_dict(build.document("x", [finding]))["findings"][0]["evidence"]
    assert evidence == {"ratio": None, "all": [None, 1.5]}


def test_what_is_no_data_is_refused() -> None:
    """A rule that puts an object into its evidence is told, not dumped by its repr."""
    with pytest.raises(TypeError, match="set is not JSON data"):
        plain({"words": {"a"}})


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_survives(text: str) -> None:
    """What is written can be encoded, stays on its line, and is read back as the same JSON string."""
    shown = dumps(text)
    assert "\n" not in shown
    assert json.loads(shown.encode("utf-8")) == json.loads(json.dumps(text))
