from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from audit.baseline import BaselineError, Entry, Ruling, dumps, parse, read, write
from audit.cli import main
from audit.config import CommandLine, load
from audit.decisions import Baseline, Decisions
from audit.model import (
    BaselineUse,
    Confidence,
    DocumentReport,
    Failure,
    Finding,
    Location,
    Severity,
    Status,
    Verdict,
)
from reports.schema import baseline_schema
from rules import RULES

TODAY = dt.date(2024, 5, 1)
WHOLE = Location("source", 0, 0, 1, 1, 1, 1, 0, 0)
ENTRY = Entry(
    path="sources/a.txt",
    record=None,
    rule="dates/impossible-date",
    fingerprint="0" * 32,
    status=Ruling.DISMISSED,
    reason="as printed",
    by="mara",
    at="2024-04-01T12:00:00Z",
    expires=None,
    excerpt="31 February",
    message="There is no such day.",
)
PLAIN: dict[str, Any] = json.loads(dumps([ENTRY]))
VALIDATOR = Draft202012Validator(baseline_schema(), format_checker=FormatChecker(["date"]))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def finding(fingerprint: str = ENTRY.fingerprint, rule: str = ENTRY.rule) -> Finding:
    return Finding(rule, Severity.ERROR, Confidence.HIGH, "m", "", WHOLE, (), {}, None, fingerprint)


def document(*findings: Finding, path: str = ENTRY.path, record: str | None = None) -> DocumentReport:
    return DocumentReport(
        path, record, "0" * 64, 1, "text/plain", {}, {}, Verdict.REJECT, {}, {}, findings, (), (), "x"
    )  # fmt: skip


def changed(**fields: object) -> bytes:
    return json.dumps({**PLAIN, "entries": [{**PLAIN["entries"][0], **fields}]}).encode()


TEXTS = st.text(max_size=12).filter(lambda text: "\ud83d" not in text)
ENTRIES = st.lists(
    st.builds(
        replace,
        st.just(ENTRY),
        path=st.sampled_from(["a.txt", "b/\udcff.txt", "../c.txt", "żółć.txt"]),
        record=st.none() | TEXTS,
        rule=st.sampled_from(["a/b", "a/c"]),
        fingerprint=st.sampled_from(["1", "2"]),
        status=st.sampled_from(Ruling),
        expires=st.none() | st.dates(),
        excerpt=TEXTS,
    ),
    unique_by=lambda entry: entry.key,
    max_size=6,
)


@settings(deadline=None)
@given(ENTRIES)
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    """Sorted, whatever order it was in, and valid by the schema; nothing invisible stands in the file."""
    text = dumps(entries)

    assert set(parse(text.encode(), "f", "")) == set(entries)
    assert dumps(reversed(parse(text.encode(), "f", ""))) == text
    VALIDATOR.validate(json.loads(text))
    assert text.replace("\n", "").isprintable()


def test_a_file_goes_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in it are relative to where it stands; in memory to where the audit was started."""
    (tmp_path / "sources").mkdir()
    write("sources/baseline.json", [ENTRY])

    assert json.loads(Path("sources/baseline.json").read_bytes())["entries"][0]["path"] == "a.txt"
    assert read("sources/baseline.json") == (ENTRY,)
    monkeypatch.chdir(tmp_path / "sources")
    assert read("baseline.json") == (replace(ENTRY, path="a.txt"),)
    (tmp_path / "sources").rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path)
    assert read("moved/baseline.json") == (replace(ENTRY, path="moved/a.txt"),)


def test_two_entries_for_one_finding_are_not_written(tmp_path: Path) -> None:
    """Nothing is left behind, not even an empty file."""
    with pytest.raises(ValueError, match="two entries"):
        write("baseline.json", [ENTRY, replace(ENTRY, reason="another")])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1, column 1: is not JSON"),
        (b"{\n\xff}", "line 2 is not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"schema_version": ' + b"9" * 5_000 + b"}", "is not JSON that can be read"),
        (b'{"schema_version": NaN, "entries": []}', "is not JSON: NaN"),
        (b"[]", "the whole must be an object, not a list"),
        (b"{}", "the whole lacks 'entries' and 'schema_version'"),
        (b'{"schema_version": 2, "entries": [], "new": 1}', "version 2 of baselines is not known"),
        (b'{"schema_version": true, "entries": []}', "version true of baselines is not known"),
        (b'{"schema_version": 1, "entries": {}}', "entries must be a list, not a table"),
        (b'{"schema_version": 1, "entries": [1]}', "entries 1 must be an object, not 1"),
        (b'{"schema_version": 1, "entries": [], "entries": []}', "the key 'entries' stands twice in one object"),
        (changed(staus="x"), "entries 1 has an unknown key 'staus'; did you mean 'status'?"),
        (changed(path=""), "entries 1, path must be the path of a document, not ''"),
        (changed(record=3), "entries 1, record must be the id of a record, or null, not 3"),
        (changed(rule=None), "entries 1, rule must be the id of a rule, not null"),
        (changed(fingerprint=[]), "entries 1, fingerprint must be a fingerprint, not a list"),
        (changed(status="accepted"), "status must be one of confirmed, dismissed, second-look, not 'accepted'"),
        (changed(status={}), "status must be one of confirmed, dismissed, second-look, not a table"),
        (changed(at="2024-04-01"), "entries 1, at must be a time in UTC such as 2026-01-31T12:00:00Z"),
        (changed(at="2024-04-31T12:00:00Z"), "entries 1, at must be a time"),
        (changed(at="٢٠٢٤-04-01T12:00:00Z"), "entries 1, at must be a time"),
        (changed(expires="2024-02-30"), "entries 1, expires must be a date such as 2026-01-31, or null"),
        (changed(expires="20240201"), "entries 1, expires must be a date"),
        (changed(expires=False), "entries 1, expires must be a date"),
        (changed(reason="\x1b[2J" * 50, at="\x1b[2J\n" * 50), r"not '\x1b[2J\n"),
        (json.dumps({**PLAIN, "entries": [PLAIN["entries"][0]] * 2}).encode(), "entries 1 and 2 are about the same"),
        (
            json.dumps(
                {**PLAIN, "entries": [PLAIN["entries"][0], {**PLAIN["entries"][0], "path": "./sources/b/../a.txt"}]}
            ).encode(),
            "entries 1 and 2 are about the same finding",
        ),
    ],
)
def test_what_is_no_baseline_is_refused(content: bytes, said: str) -> None:
    """On one line that names the file and the place, with nothing in it that acts on a terminal."""
    with pytest.raises(BaselineError) as caught:
        parse(content, "baseline.json", "")

    message = str(caught.value)
    assert message.startswith("baseline.json: ")
    assert said in message
    assert message.isprintable()
    assert len(message) < 300


@settings(deadline=None)
@given(st.binary(max_size=40) | st.recursive(st.none() | st.text(), st.lists).map(lambda x: json.dumps(x).encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Nothing but a ``BaselineError`` comes of them."""
    with pytest.raises(BaselineError):
        parse(content, "f", "")


@settings(deadline=None)
@given(
    st.sampled_from(sorted(PLAIN["entries"][0])),
    st.sampled_from([None, True, 0, "", "x", "dismissed", "2024-01-31", "2024-01-32", "2024-01-31T00:00:00Z", [], {}]),
)
def test_reading_is_as_strict_as_the_schema(key: str, value: object) -> None:
    """What the schema refuses is refused, and what it allows is read."""
    content = changed(**{key: value})
    try:
        parse(content, "f", "")
        is_read = True
    except BaselineError:
        is_read = False

    assert is_read == VALIDATOR.is_valid(json.loads(content))


@pytest.mark.parametrize("path", ["missing.json", "."])
def test_what_is_no_file_is_refused(path: str) -> None:
    """A folder or a pipe is never opened."""
    with pytest.raises(BaselineError, match="cannot be read"):
        read(path)


PLAN = load(None, RULES, command_line=CommandLine()).plan("a.txt")


def decide(entries: list[Entry], *documents: DocumentReport, folders: tuple[str, ...] = ()) -> Decided:
    decisions = Decisions(Baseline("baseline.json", entries, TODAY, folders))
    found = [decisions.decided(one, PLAN) if decisions.concern(one.path, one.record) else one for one in documents]
    return found, decisions.use(is_whole=True)


Decided = tuple[list[DocumentReport], BaselineUse]


@pytest.mark.parametrize(
    ("status", "expires", "expected", "state"),
    [
        (Ruling.DISMISSED, None, Status.DISMISSED, "dismissed"),
        (Ruling.CONFIRMED, None, Status.CONFIRMED, "confirmed"),
        (Ruling.SECOND_LOOK, None, Status.NEW, "second-look"),
        (Ruling.DISMISSED, TODAY, Status.DISMISSED, "dismissed"),
        (Ruling.DISMISSED, TODAY - dt.timedelta(days=1), Status.NEW, None),
    ],
)
def test_an_entry_decides_its_finding(
    status: Ruling, expires: dt.date | None, expected: Status, state: str | None
) -> None:
    """Up to the last day on which it holds; then the finding is new again, and the entry is told."""
    entry = replace(ENTRY, status=status, expires=expires)

    (report,), use = decide([entry], document(finding()))

    (found,) = report.findings
    assert found.status is expected
    assert (found.decision and found.decision["state"]) == state
    assert use == BaselineUse("baseline.json", 1, expired=() if state else (entry,), unused=())


def test_an_entry_is_for_one_finding_of_one_document() -> None:
    """Another rule, other words, another record and another document are new."""
    others = [
        document(finding("1" * 32)),
        document(finding(rule="dates/reversed-range")),
        document(finding(), record="1"),
        document(finding(), path="sources/b.txt"),
    ]

    for other in others:
        (report,), _ = decide([ENTRY], other)
        assert report.findings[0].status is Status.NEW


@pytest.mark.parametrize("path", ["sources/a.txt", "./sources/a.txt", "sources/b/../a.txt"])
def test_a_document_may_go_by_several_names(path: str, tmp_path: Path) -> None:
    """They lead to the same entries, from the root too."""
    for name in (path, str(tmp_path / path)):
        (report,), _ = decide([ENTRY], document(finding(), path=name))

        assert report.findings[0].status is Status.DISMISSED


COMPARED = replace(ENTRY, rule="reuse/duplicate-document")
OF_A_RECORD = replace(ENTRY, record="7")
FAILED = replace(document(), failures=(Failure("dates/impossible-date", "ValueError: no"),))


@pytest.mark.parametrize(
    ("entry", "audited", "folders", "is_unused"),
    [
        (ENTRY, [document()], (), True),
        (replace(ENTRY, expires=TODAY - dt.timedelta(days=1)), [document()], (), True),
        (ENTRY, [document(path="sources/b.txt")], (), False),
        (ENTRY, [document(path="sources/b.txt")], ("sources",), True),
        (ENTRY, [document(path="sources/b.txt")], ("source",), False),
        (ENTRY, [FAILED], ("sources",), False),
        (replace(ENTRY, rule="house/gone"), [document()], (), False),
        (COMPARED, [document()], (), False),
        (COMPARED, [document()], ("sources",), True),
        (replace(COMPARED, record="7"), [document(record="7")], (), True),
        (OF_A_RECORD, [document(record="8")], (), True),
        (OF_A_RECORD, [replace(FAILED, record=None)], (), False),
    ],
    ids=[
        "fixed", "fixed-and-expired", "not-audited", "gone", "elsewhere", "failed", "rule-did-not-run", "alone",
        "with-its-folder", "with-its-file", "record-gone", "file-unread",
    ],
)  # fmt: skip
def test_an_unused_entry_is_told(
    entry: Entry, audited: list[DocumentReport], folders: tuple[str, ...], *, is_unused: bool
) -> None:
    """Only where its finding would be there if it were still one: its document was audited, by its rule, or is gone."""
    _, use = decide([entry], *audited, folders=folders)

    assert use.unused == ((entry,) if is_unused else ())
    assert use.expired == ()


def test_an_entry_of_a_rule_that_is_none_any_more_is_unused() -> None:
    """A house rule was deleted, say; one that was only not asked to run may find it again."""
    deleted, ignored = replace(ENTRY, rule="house/deleted"), replace(ENTRY, rule="house/ignored")
    decisions = Decisions(Baseline("b.json", [deleted, ignored], TODAY, rules=frozenset({"house/ignored"})))
    decisions.concern(ENTRY.path, None)
    decisions.decided(document(), PLAN)

    assert decisions.use(is_whole=True).unused == (deleted,)


def test_an_interrupted_run_knows_of_no_unused_entry() -> None:
    """What it did not come to may be there."""
    decisions = Decisions(Baseline("baseline.json", [ENTRY], TODAY, ("sources",)))

    assert decisions.use(is_whole=True).unused == (ENTRY,)
    assert decisions.use(is_whole=False).unused == ()


def test_the_schema_is_printed() -> None:
    """``source-audit schema baseline`` prints what files are held against."""
    result = CliRunner().invoke(main, ["schema", "baseline"])

    assert json.loads(result.output) == baseline_schema()
