from __future__ import annotations

import datetime as dt
import json
import os
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.baseline import dumps, parse, read
from audit.cli import main
from audit.decisions import Baseline, Decisions
from audit.engine import audit_document
from audit.model import DocumentReport, Entry, Ruling
from audit.review import merged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audit.config import Configuration, Plan
    from corpus.document import Document


def entry(number: int = 0, **changes: Any) -> Entry:  # noqa: ANN401 (as dataclasses.replace)
    made = Entry(
        path="a.txt",
        record=None,
        rule="dates/impossible-date",
        fingerprint=f"{number:032x}",
        status=Ruling.DISMISSED,
        reason="known",
        by="Ann",
        at="2026-03-01T10:00:00Z",
        expires=None,
        excerpt="31 February",
        message="no such day",
    )
    return replace(made, **changes)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


def put(path: Path, *entries: Entry) -> Path:
    path.write_text(dumps(entries), "utf-8")
    return path


# --- Decisions put together


def test_what_two_people_agree_on_holds() -> None:
    """Of the same ruling by two people the later entry stays."""
    later = entry(by="Bob", at="2026-03-02T10:00:00Z", reason="seen")
    result = merged([], [[entry()], [later]])
    assert result.entries == (later,)
    assert result.contradictions == ()


def test_a_person_may_change_their_mind() -> None:
    """The last word of one person counts, and is told as a change."""
    after = entry(status=Ruling.CONFIRMED, at="2026-03-02T10:00:00Z")
    result = merged([entry()], [[after]])
    assert result.entries == result.changed == (after,)


def test_nobody_wins_a_contradiction() -> None:
    """What the baseline had stays; where it had nothing there is nothing, and both are told."""
    other = entry(by="Bob", status=Ruling.CONFIRMED, at="2026-03-02T10:00:00Z")
    apart = merged([], [[entry()], [other]])
    assert apart.entries == ()
    assert apart.contradictions[0].entries == (entry(), other)
    against = merged([entry()], [[other]])
    assert against.entries == (entry(),)
    assert against.contradictions[0].taken == entry()


def test_the_latest_may_be_let_win() -> None:
    """If that is asked for, the latest of a contradiction holds, and it is told all the same."""
    other = entry(by="Bob", status=Ruling.CONFIRMED, at="2026-03-02T10:00:00Z")
    result = merged([entry()], [[other]], take_later=True)
    assert result.entries == (other,)
    assert result.contradictions[0].taken == other


_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\r\n\u202e\x00\ud800\"'<"), max_size=12)
_ENTRIES = st.builds(
    Entry,
    path=st.sampled_from(["a.txt", "b/ü.txt", "c\ud800.jsonl"]),
    record=st.none() | st.sampled_from(["1", ""]),
    rule=st.sampled_from(["dates/impossible-date", "names/mangled-name"]),
    fingerprint=st.sampled_from(["0" * 32, "f" * 32]),
    status=st.sampled_from(list(Ruling)),
    reason=_TEXT,
    by=st.sampled_from(["Ann", "Bob", ""]),
    at=st.integers(0, 3).map(lambda second: f"2026-03-01T10:00:0{second}Z"),
    expires=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
    excerpt=_TEXT,
    message=_TEXT,
)
_FILES = st.lists(st.lists(_ENTRIES, max_size=6, unique_by=lambda one: one.key), max_size=4)


@given(files=_FILES, take_later=st.booleans())
def test_a_merge_loses_nothing(files: list[list[Entry]], take_later: bool) -> None:  # noqa: FBT001 (drawn)
    """Each finding that somebody spoke of is decided as somebody said, or told as a contradiction."""
    result = merged([], files, take_later=take_later)
    said = {one.key for entries in files for one in entries}
    told = {one.entries[0].key for one in result.contradictions}
    assert {one.key for one in result.entries} | told == said
    assert all(any(one in entries for entries in files) for one in result.entries)
    for contradiction in result.contradictions:
        assert len({one.status for one in contradiction.entries}) > 1


@given(files=_FILES, take_later=st.booleans())
def test_the_order_of_files_means_nothing(files: list[list[Entry]], take_later: bool) -> None:  # noqa: FBT001 (drawn)
    """Whose file is named first settles nothing, and nothing changes when the same files are applied again."""

    def held(result: Any) -> dict[Any, Entry]:  # noqa: ANN401 (what merged gives)
        return {one.key: one for one in result.entries}

    once = merged([], files, take_later=take_later)
    assert held(once) == held(merged([], files[::-1], take_later=take_later))
    if not once.contradictions:
        again = merged(once.entries, files)
        assert (again.added, again.changed) == ((), ())


@given(entries=st.lists(_ENTRIES, max_size=8, unique_by=lambda one: one.key))
def test_a_file_of_decisions_reads_as_it_was_written(entries: list[Entry]) -> None:
    """Whatever stands in a document, a decision on it comes back whole."""
    assert {one.key: one for one in parse(dumps(entries).encode(), "x", "")} == {one.key: one for one in entries}


# --- review apply


def test_decisions_become_the_baseline(run: Callable[..., Result], tmp_path: Path) -> None:
    """The file is made, with who, when and why; its paths go with its folder."""
    put(tmp_path / "decisions.json", entry(), entry(1, expires=dt.date(2027, 1, 1)))
    tmp_path.joinpath("audit").mkdir()
    result = run("review", "apply", "decisions.json", "--baseline", "audit/base.json")
    assert result.exit_code == 0
    assert "2 added, 0 changed" in result.stderr
    assert read("audit/base.json") == (entry(), entry(1, expires=dt.date(2027, 1, 1)))
    assert json.loads((tmp_path / "audit/base.json").read_text("utf-8"))["entries"][0]["path"] == "../a.txt"


def test_the_baseline_has_a_usual_name(run: Callable[..., Result], tmp_path: Path) -> None:
    """Without --baseline it is the one that the command baseline keeps."""
    put(tmp_path / "decisions.json", entry())
    assert run("review", "apply", "decisions.json").exit_code == 0
    assert read("source-audit-baseline.json") == (entry(),)


def test_an_entry_that_does_nothing_is_told(run: Callable[..., Result], tmp_path: Path) -> None:
    """Its day is past, or there is no such file; it is kept all the same."""
    tmp_path.joinpath("a.txt").write_text("A text.", "utf-8")
    put(tmp_path / "decisions.json", entry(expires=dt.date(2001, 1, 1)), entry(1, path="gone.txt"))
    result = run("review", "apply", "decisions.json")
    assert result.exit_code == 0
    assert "in a.txt has expired already" in result.stderr
    assert "in gone.txt is for a file that does not exist" in result.stderr
    assert "in a.txt is for a file" not in result.stderr
    assert len(read("source-audit-baseline.json")) == 2


def test_contradictions_are_shown(run: Callable[..., Result], tmp_path: Path) -> None:
    """Both are named, the rest is applied, and the status says that somebody must talk to somebody."""
    ann = put(tmp_path / "ann.json", entry(), entry(1))
    bob = put(tmp_path / "bob.json", entry(by="Bob", status=Ruling.CONFIRMED, reason="look again"))
    result = run("review", "apply", ann, bob, "--baseline", "base.json")
    assert result.exit_code == 1
    assert "dismissed by Ann" in result.stderr
    assert "confirmed by Bob" in result.stderr
    assert read("base.json") == (entry(1),)
    assert run("review", "apply", ann, bob, "--baseline", "base.json", "--take-later").exit_code == 0


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"schema_version": 2, "entries": []}'])
def test_what_is_no_decisions_file_changes_nothing(run: Callable[..., Result], tmp_path: Path, content: bytes) -> None:
    """It is named, and the baseline stays as it was."""
    base = put(tmp_path / "base.json", entry())
    before = base.read_bytes()
    tmp_path.joinpath("bad.json").write_bytes(content)
    result = run("review", "apply", "bad.json", put(tmp_path / "good.json", entry(1)), "--baseline", "base.json")
    assert result.exit_code == 2
    assert "bad.json" in result.stderr
    assert base.read_bytes() == before


# --- The round trip: decided, edited, audited again

_PARAGRAPHS = """\
The harbour board met on 31 February and voted by seven to four to close the east gate, which had been left to rust \
since the flood, and to ask the county for the money that it takes to build another one beside it.

Experts say the gate will fail before the next winter is over. It was built in 1962, after the flood, by the county, \
and nobody has looked at its hinges since the last of the harbour masters left for the capital of the province.

The board will meet again on 30 February, the clerk said, and hear what the engineers have found out about the \
foundations. Critics say that the vote was a foregone conclusion and that the money has been spent three times over.\
""".split("\n\n")
_NEW = "Nobody had asked for this line."


def _edited(order: list[int], width: int | None, ending: str) -> str:
    """The paragraphs with lines put in between them, wrapped and with other line ends; whole lines if no ``width``."""
    parts = list(_PARAGRAPHS)
    for place in order:
        parts.insert(place, _NEW)
    wrapped = [part if width is None else textwrap.fill(part, width) for part in parts]
    return ("\n\n".join(wrapped) + "\n").replace("\n", ending)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rulings=st.lists(st.none() | st.sampled_from(list(Ruling)), min_size=12, max_size=12),
    order=st.lists(st.integers(0, 3), max_size=3),
    width=st.none() | st.integers(64, 96),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_decisions_outlive_edits(
    audited: Callable[[str], DocumentReport],
    plan: Plan,
    rulings: list[Ruling | None],
    order: list[int],
    width: int | None,
    ending: str,
) -> None:
    """A decision holds when lines are put in, line ends change or the text is wrapped anew, with who, when and why."""
    before = audited(_edited([], None, "\n"))
    assert len(before.findings) >= 4
    decided = [
        entry(rule=one.rule, fingerprint=one.fingerprint, status=ruling, excerpt=one.excerpt, message=one.message)
        for one, ruling in zip(before.findings, rulings, strict=False)
        if ruling
    ]
    kept = merged([], [parse(dumps(decided).encode(), "decisions.json", "")]).entries
    decisions = Decisions(Baseline("base.json", parse(dumps(kept).encode(), "base.json", ""), dt.date(2026, 3, 2)))
    after = decisions.decided(audited(_edited(order, width, ending)), plan)
    found = {(one.rule, one.fingerprint): one for one in after.findings}
    for one in decided:
        decision = found[one.rule, one.fingerprint].decision or {}
        assert (decision["state"], decision["by"], decision["at"]) == (one.status.value, one.by, one.at)
    assert sum(one.decision is not None for one in after.findings) == len(decided)


def test_a_changed_finding_is_a_new_one(audited: Callable[[str], DocumentReport], plan: Plan) -> None:
    """What was said of some words says nothing of others."""
    text = _edited([], None, "\n")
    found = next(one for one in audited(text).findings if one.excerpt == "31 February")
    said = entry(rule=found.rule, fingerprint=found.fingerprint)
    decisions = Decisions(Baseline("base.json", [said], dt.date(2026, 3, 2)))
    after = decisions.decided(audited(text.replace("31 February", "29 February 2025")), plan)
    assert len(after.findings) > 1
    assert all(one.decision is None for one in after.findings)


@pytest.fixture
def plan(configured: Callable[..., Configuration]) -> Plan:
    """The rules of dates and attribution."""
    return configured(select=("dates", "attribution")).plan("a.txt")


@pytest.fixture
def audited(read: Callable[..., Document], plan: Plan) -> Callable[[str], DocumentReport]:
    """Audits a text as the document a.txt."""
    return lambda text: audit_document(read(text, date=dt.date(2026, 3, 1)), plan).report


def test_a_baseline_that_cannot_be_written_is_said(run: Callable[..., Result], tmp_path: Path) -> None:
    """The status is that of something that could not be done."""
    put(tmp_path / "decisions.json", entry())
    result = run("review", "apply", "decisions.json", "--baseline", os.path.join("missing", "base.json"))  # noqa: PTH118
    assert result.exit_code == 2
    assert "missing" in result.stderr
