from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import audit
from audit import audit_paths, audit_records, audit_text
from audit.baseline import BaselineError
from audit.cli import main
from audit.config import ConfigError
from audit.model import Verdict
from reports.json_report import to_dict

ROOT = Path(__file__).parents[2]
BAD = "The council met on 31 February 2023, said the mayor.\n"
CLEAN = "It rained in the town.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.txt").write_text(BAD, encoding="utf-8")
    Path("clean.txt").write_text(CLEAN, encoding="utf-8")


def test_a_text_is_audited() -> None:
    """Its findings have their places in it, and a verdict with the rules that decided."""
    report = audit_text(BAD, select=["dates"])

    assert (report.verdict, [one.rule for one in report.deciding]) == ("reject", ["dates/impossible-date"])
    (finding,) = report.findings
    assert BAD[finding.location.start : finding.location.end] == "31 February 2023"
    assert (report.path, report.record) == ("<text>", "1")


def test_metadata_are_those_of_a_record() -> None:
    """A day may be a date, authors may be several; what is not stated is missing."""
    stated = audit_text(
        CLEAN, title="Rain", author=["A. Lind", "B. Dole"], date=dt.date(2024, 5, 1), publisher=None, id=7
    )

    values = {field: [value.value for value in some] for field, some in stated.provenance.items() if some}
    assert values == {"title": ["Rain"], "byline": ["A. Lind", "B. Dole"], "date": ["2024-05-01"]}
    assert stated.record == "7"
    assert "provenance/missing-publisher" in [finding.rule for finding in stated.findings]


def test_paths_are_audited_as_by_the_command() -> None:
    """The same documents, findings and verdicts, field by field; the configuration is found as the command finds it."""
    Path("source-audit.toml").write_text('ignore = ["provenance"]\n', encoding="utf-8")

    report = audit_paths([Path("bad.txt"), "clean.txt", "gone.txt"])

    command = ["check", "bad.txt", "clean.txt", "gone.txt", "--jobs", "1", "--report", "json=-"]
    expected = json.loads(CliRunner().invoke(main, command).stdout)
    assert [to_dict(document) for document in report.documents] == expected["documents"]
    assert report.verdict is Verdict.ERROR
    assert report.summary.documents == 3


def test_paths_are_compared_and_decided_on() -> None:
    """References and the baseline count as they do for the command, on the day that is given."""
    text = "The ferry made its last trip on Sunday night, and the new bridge over the sound opened on Monday."
    Path("ref").mkdir()
    Path("ref/old.txt").write_text(text, encoding="utf-8")
    Path("new.txt").write_text(text, encoding="utf-8")
    assert audit_paths(["new.txt"], select=["reuse"], references=["ref"]).verdict is Verdict.REJECT

    create = ["baseline", "create", "bad.txt", "--select", "dates", "--baseline", "b.json", "--expires", "2030-01-01"]
    assert CliRunner().invoke(main, create).exit_code == 0
    verdicts = [
        audit_paths(["bad.txt"], select=["dates"], baseline="b.json", today=dt.date(year, 1, 1)).verdict
        for year in (2029, 2031)
    ]
    assert verdicts == [Verdict.ACCEPT, Verdict.REJECT]


def test_records_keep_their_order_and_are_compared() -> None:
    """A document for each, named by its id or its number; a copy is found, an id that comes again is an error."""
    text = "The ferry made its last trip on Sunday night, and the new bridge over the sound opened on Monday."
    records = [{"id": "a", "text": text}, {"text": CLEAN}, {"id": "b", "text": text}, {"id": "a", "text": BAD}]

    documents = list(audit_records(records, select=["reuse"]).documents)

    assert [document.record for document in documents] == ["a", "2", "b", "a#4"]
    assert [document.verdict.value for document in documents] == ["accept", "accept", "reject", "error"]
    assert [place.record for finding in documents[2].findings for place in finding.related] == ["a"]


def test_many_records_are_taken_bit_by_bit() -> None:
    """Names and order hold over several batches and processes; nothing is taken before it is needed."""
    records = (
        {"text": f"It rained on {number} days. " + "Nobody minded, said the mayor. " * 300} for number in range(200)
    )

    report = audit_records(records, select=["dates"], jobs=2)

    assert [document.record for document in report.documents] == [str(number) for number in range(1, 201)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": ""}, "“text” is empty"),
        ({"text": None}, "“text” is null"),
        ({"text": float("nan")}, "“text” is null"),
        ({"text": 5}, "“text” is a number"),
        ({}, "has no field “text”"),
        ({"text": {1, 2}}, "“text” is null"),
    ],
)
def test_what_cannot_be_audited_is_a_result(record: dict[str, object], reason: str) -> None:
    """A row without a text is named and does not stop the rest."""
    first, second = audit_records([record, {"text": CLEAN}], ignore=["provenance"]).documents

    assert first.verdict is Verdict.ERROR
    assert reason in first.failures[0].error
    assert second.verdict is Verdict.ACCEPT


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_back(text: str) -> None:
    """The text of the report is the text that was given, and no character of it ends the audit."""
    report = audit_text(text, select=["encoding"])

    assert report.text == text
    assert report.verdict is not Verdict.ERROR


def test_a_lone_surrogate_is_a_finding_and_no_crash() -> None:
    """What has no UTF-8 is audited all the same."""
    text = "One \ud800 word. The council met on 31 February 2023."

    report = audit_text(text, select=["dates", "encoding"])

    assert report.text == text
    assert [finding.rule for finding in report.findings] == ["encoding/replacement-character", "dates/impossible-date"]
    assert [finding.location.start for finding in report.findings] == [text.index("\ud800"), text.index("31")]


@pytest.mark.parametrize("jobs", [-1, 1.5, True, "2"])
def test_a_number_of_processes_is_a_number(jobs: Any) -> None:  # noqa: ANN401 (what a caller may give)
    """It is refused by its name before anything runs."""
    said = f"jobs must be a whole number, at least 0, not {jobs!r}"
    with pytest.raises(ConfigError, match=said):
        audit_records([{"text": CLEAN}], jobs=jobs)
    with pytest.raises(ConfigError, match=said):
        audit_paths(["clean.txt"], jobs=jobs)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"select": "dates"}, "select must be a list of rules and families, not 'dates'"),
        ({"ignore": "dates"}, "ignore must be a list of rules and families, not 'dates'"),
        ({"date": "2024-05-01"}, "date must be a day, not '2024-05-01'"),
    ],
)
def test_a_value_of_another_kind_is_named(options: dict[str, Any], said: str) -> None:
    """A string is a sequence of strings to Python, and never what was meant."""
    with pytest.raises(ConfigError, match=said):
        audit_paths(["clean.txt"], **options)


@pytest.mark.parametrize("options", [{"select": ["dats"]}, {"fail_on": "always"}, {"config": "gone.toml"}])
def test_a_mistake_is_an_exception(options: dict[str, object]) -> None:
    """What the caller got wrong is no property of a document."""
    for call in (lambda: audit_text(CLEAN, **options), lambda: audit_paths(["clean.txt"], **options)):  # type: ignore[arg-type]
        with pytest.raises(ConfigError):
            call()
    with pytest.raises(BaselineError):
        audit_paths(["clean.txt"], baseline="gone.json")


def test_an_interrupt_is_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller that is interrupted does not get half a report for a whole one."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("audit.runner.audit_all", interrupt)

    with pytest.raises(KeyboardInterrupt):
        audit_text(CLEAN)


def test_importing_the_package_imports_no_rules() -> None:
    """The command line pays for the functions only when somebody calls them."""
    code = "import audit, sys; print('rules' in sys.modules, audit.audit_text.__module__, 'rules' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "audit.api", "True"]


def test_what_is_not_there_is_no_attribute() -> None:
    """A misspelt name is told as of any module, and all that is promised is there."""
    with pytest.raises(AttributeError, match="audit_txt"):
        _ = audit.audit_txt
    assert all(hasattr(audit, name) for name in audit.__all__)


def test_what_is_no_record_is_a_document_that_could_not_be_read() -> None:
    """And the others are audited all the same."""
    rows: list[Any] = [3, {"id": 10**5_000, "text": "A"}, {"text": "The council met on 31 February 2023."}]

    report = audit_records(rows, select=["dates"])

    verdicts = [document.verdict for document in report.documents]
    assert verdicts == [Verdict.ERROR, Verdict.ERROR, Verdict.REJECT]
