import io
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import kinship, workers
from audit.codec import encode_report
from audit.config import CommandLine, Configuration, load
from audit.engine import Audited, audit_document
from audit.model import AuditReport, Verdict
from audit.runner import run
from audit.sources import found_sources
from audit.spool import Spool
from corpus.document import Document
from corpus.layers import LayerName
from corpus.sources import Found
from reports import STREAM_FORMATS
from rules import RULES
from rules.model import Confidence, Rule, Severity

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
Configured = Callable[..., Configuration]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return name


def lines(name: str, *records: object) -> str:
    return write(name, "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in records))


def audited(configuration: Configuration, *paths: str) -> AuditReport:
    return run(found_sources(paths, configuration, "<stdin>"), configuration)


def names(report: AuditReport) -> list[str]:
    return [document.name for document in report.documents]


def rendered(report: AuditReport, name: str) -> str:
    stream = io.StringIO()
    STREAM_FORMATS[name](report, stream)
    return stream.getvalue()


def generated() -> None:
    for number in range(50):
        write(
            f"docs/{number:02}.txt",
            f"The council met on {number % 7 + 27} February 2023. Many of the {number % 5} said no.\n",
        )
    lines(
        "docs/wire.jsonl",
        *({"id": number % 30, "text": f"It met on Monday. â€™{number % 9}"} for number in range(40)),
        "broken",
        {"id": 1},
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[AuditReport, AuditReport]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("both"))
        generated()
        paths = ("docs", str(SAMPLES))
        one, four = (load(None, RULES, command_line=CommandLine(jobs=jobs)) for jobs in (1, 4))
        return audited(one, *paths), audited(four, *paths)


@pytest.mark.parametrize("name", STREAM_FORMATS)
def test_the_number_of_processes_does_not_show(both: tuple[AuditReport, AuditReport], name: str) -> None:
    """Every report is the same, byte for byte, from one process and from four."""
    one, four = (rendered(report, name) for report in both)

    assert one == four
    assert len(one) > 3_000


def test_the_ledger_adds_up(both: tuple[AuditReport, AuditReport]) -> None:
    """Documents in are documents accepted, to review, rejected and in error; findings are counted as they stand."""
    for report in both:
        documents = list(report.documents)
        summary = report.summary
        assert summary.documents == len(documents)
        assert summary.documents == summary.accepted + summary.review + summary.rejected + summary.errors
        assert summary.rejected == sum(document.verdict is Verdict.REJECT for document in documents)
        found = [finding for document in documents for finding in document.findings]
        assert sum(summary.severities.values()) == sum(summary.rules.values()) == len(found)


def test_the_hash_seed_does_not_show() -> None:
    """No set decides an order: two interpreters that hash differently write the same bytes."""
    generated()

    def output(seed: str, jobs: str) -> bytes:
        command = [sys.executable, "-m", "audit", "check", "docs", str(SAMPLES), "--report", "json=-", "--jobs", jobs]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60).stdout

    assert output("1", "1") == output("2", "3") != b""


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_later_copy_is_the_duplicate(configured: Configured, jobs: int) -> None:
    """In the order of the input, across a file and a record, and for every copy with the first as its other place."""
    text = "The bridge opened on Monday, the ministry said.\n"
    paths = [write("b.txt", text), write("a.txt", text.replace(" ", "  ")), lines("c.jsonl", {"id": "r", "text": text})]

    report = audited(configured(select=("reuse",), jobs=jobs), *paths)

    found = {
        document.name: [other.path for one in document.findings for other in one.related]
        for document in report.documents
    }
    assert found == {"b.txt": [], "a.txt": ["b.txt"], "c.jsonl#r": ["b.txt"]}
    assert [one.evidence["identical_bytes"] for document in report.documents for one in document.findings] == [
        False,
        True,
    ]
    assert (report.summary.accepted, report.summary.rejected) == (1, 2)


def test_how_grave_a_copy_is_its_own_path_says() -> None:
    """An override for the folder of the original does not make light of the copy outside it."""
    write(
        "source-audit.toml",
        '[[overrides]]\npaths = ["archive/**"]\n[overrides.severity]\n"reuse/duplicate-document" = "note"\n',
    )
    paths = [write("archive/a.txt", "The same."), write("b.txt", "The same."), write("archive/c.txt", "The same.")]
    configuration = load(Path("source-audit.toml"), RULES, command_line=CommandLine(select=("reuse",), jobs=1))

    report = audited(configuration, *paths)

    assert [[one.severity.value for one in document.findings] for document in report.documents] == [
        [],
        ["error"],
        ["note"],
    ]


def broken_compare(_facts: object, _options: object) -> Iterator[Any]:
    raise RuntimeError("no luck")
    yield


def test_a_comparison_that_crashes_is_a_failure_of_the_last_document(
    configured: Configured, read: Callable[..., Document]
) -> None:
    """The run goes on, names the rule, and does not pass for clean."""
    duplicate = next(rule for rule in RULES if rule.id == "reuse/duplicate-document")
    rule = Rule(
        "a/b",
        "s",
        Severity.NOTE,
        Confidence.HIGH,
        LayerName.TEXT,
        "d",
        collect=duplicate.collect,
        compare=broken_compare,
    )
    configuration = configured(rules=(rule,), jobs=1)

    report = audited(configuration, write("a.txt", "The same."), write("b.txt", "The same."))

    assert [[failure.error for failure in document.failures] for document in report.documents] == [
        [],
        ["RuntimeError: no luck"],
    ]
    assert report.verdict is Verdict.ERROR
    assert read("x").path == "a.txt"


@pytest.mark.parametrize("after", [0, 1, 3])
def test_an_interrupted_run_reports_what_was_finished(configured: Configured, after: int) -> None:
    """Ctrl-C ends the run at once; what was finished is reported, and the summary says that it was interrupted."""
    configuration = configured(jobs=1)
    paths = [write(f"{number}.txt", "A text.") for number in range(5)]

    def interrupted() -> Iterator[Found]:
        for number, found in enumerate(found_sources(paths, configuration, "")):
            if number == after:
                signal.raise_signal(signal.SIGINT)
            yield found

    report = run(interrupted(), configuration)

    assert report.summary.interrupted
    assert names(report) == paths[:after]
    assert report.summary.documents == after


def test_an_interrupt_ends_the_processes_too(configured: Configured) -> None:
    """With several processes as with one, and none of them stays behind."""
    configuration = configured(jobs=2)
    paths = [write(f"{number}.txt", "A text.") for number in range(5)]

    def interrupted() -> Iterator[Found]:
        yield from found_sources(paths, configuration, "")
        signal.raise_signal(signal.SIGINT)

    report = run(interrupted(), configuration)

    assert report.summary.interrupted
    assert report.summary.documents == len(list(report.documents))


def deadly(document: Document, *rest: Any) -> Audited:  # noqa: ANN401
    """Ends the process that audits a document which says so, as the system does for want of memory."""
    if "DEADLY" in document.text.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return audit_document(document, *rest)


def test_a_killed_process_loses_only_its_document(configured: Configured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its neighbours, nor the records around it, nor what was waiting; and the report names it."""
    monkeypatch.setattr(workers, "audit_document", deadly)
    paths = [write(f"{number:02}.txt", "DEADLY" if number in (3, 20) else f"Text {number}.") for number in range(40)]
    paths.append(
        lines("r.jsonl", {"id": "a", "text": "One."}, {"id": "b", "text": "DEADLY"}, "", {"id": "c", "text": "Three."})
    )

    report = audited(configured(jobs=2, select=("encoding",)), *paths)

    assert names(report) == [*paths[:-1], "r.jsonl#a", "r.jsonl#2", "r.jsonl#c"]
    lost = {document.name: document.failures[0].error for document in report.documents if document.failures}
    assert set(lost) == {"03.txt", "20.txt", "r.jsonl#2"}
    assert set(lost.values()) == {"the process that audited it was killed"}
    assert (report.summary.documents, report.summary.accepted, report.summary.errors) == (43, 40, 3)


def broken(document: Document, *rest: Any) -> Audited:  # noqa: ANN401
    if "BROKEN" in document.text.text:
        raise RuntimeError("no luck")
    return audit_document(document, *rest)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_record_that_breaks_the_engine_costs_no_other(
    configured: Configured, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """The next records of its file are audited, and it is named by its id."""
    monkeypatch.setattr(workers, "audit_document", broken)
    path = lines("r.jsonl", {"id": "a", "text": "BROKEN"}, {"id": "b", "text": "Two."})

    report = audited(configured(jobs=jobs, select=("encoding",)), path)

    assert names(report) == ["r.jsonl#a", "r.jsonl#b"]
    assert [document.verdict.value for document in report.documents] == ["error", "accept"]


def test_the_processes_end_with_the_run_that_started_them() -> None:
    """When the run itself is killed, by a time limit of CI say, its processes don't wait for work for ever."""
    paths = [write(f"{number}.txt", "A text.") for number in range(40)]
    reading, writing = os.pipe()
    code = (
        "import os, signal, sys; from audit import workers; from audit.cli import main\n"
        f"def hang(*_): os.write({writing}, b'x'); signal.pause()\n"
        "workers.audit_document = hang; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, "check", "--jobs", "2", *paths]
    process = subprocess.Popen(
        command, pass_fds=[writing], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL
    )
    os.close(writing)
    with open(reading, "rb", buffering=0) as alive:  # noqa: PTH123 (a descriptor)
        # Its end comes when nobody holds the other end any more
        assert alive.read(1) == b"x"
        process.kill()
        process.wait()
        while select.select([alive], [], [], 20)[0]:
            if not alive.read(1):
                return
        pytest.fail("a process outlived the run")


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (
            [{"id": "a", "text": "1"}, {"id": "a", "text": "2"}],
            {"a": None, "a#2": "line 2: the id 'a' stands in an earlier line already"},
        ),
        ([{"id": 2, "text": "1"}, "broken"], {"2": None, "2#2": "line 2 is no JSON"}),
        (["broken", {"id": 1, "text": "1"}], {"1": "line 1 is no JSON", "1#2": None}),
        (
            [{"id": "a#3", "text": "1"}, {"id": "a", "text": "2"}, {"id": "a", "text": "3"}],
            {"a#3": None, "a": None, "a#3#3": "line 3: the id 'a' stands in an earlier line already"},
        ),
    ],
    ids=["repeated", "line-after-id", "id-after-line", "forged"],
)
def test_every_record_has_a_name_of_its_own(
    configured: Configured, records: list[object], expected: dict[str, str | None]
) -> None:
    """A repeated id is a failure; an id that happens to be the number of a broken line is none."""
    report = audited(configured(jobs=1, select=("encoding",)), lines("r.jsonl", *records))

    found = {
        document.record: document.failures[0].error if document.failures else None for document in report.documents
    }
    assert list(found) == list(expected)
    for name, error in expected.items():
        assert (found[name] or "").startswith(error or "")
        assert bool(found[name]) == bool(error)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.sampled_from(["ok", "same", "broken", "empty", "twice", "31 February 2023", "list", "none"]), max_size=12
    )
)
def test_nothing_is_lost_or_counted_twice(kinds: list[str]) -> None:
    """Whatever the lines of a file are, each that is not blank is one document of the ledger."""
    made = {
        "broken": "{",
        "empty": {"text": " "},
        "twice": {"id": "x", "text": "Two."},
        "list": [1],
        "none": {"id": "y"},
    }
    records = [
        made.get(kind, {"text": f"{kind} {number if kind == 'ok' else ''}"}) for number, kind in enumerate(kinds)
    ]
    path = lines("ledger.jsonl", *records)

    report = audited(load(None, RULES, command_line=CommandLine(jobs=1, select=("reuse", "dates"))), path)

    summary = report.summary
    assert (
        summary.documents
        == len(set(names(report)))
        == summary.accepted + summary.review + summary.rejected + summary.errors
    )
    assert summary.documents == len(kinds) or not kinds


def test_a_spool_gives_back_what_was_put_in(both: tuple[AuditReport, AuditReport]) -> None:
    """In its order, as often as asked, with replaced reports in their old place."""
    first, second, *_ = both[0].documents
    spool = Spool()
    assert [spool.add(encode_report(document)) for document in (first, second, first)] == [0, 1, 2]

    spool.replace(0, second)

    assert len(spool) == 3
    assert list(spool) == list(spool) == [second, second, first]
    spool.close()


ARTICLE = (
    "The ferry made its last trip on Sunday night, and the new bridge over the sound opened on Monday.\n\n"
    "It is three hundred metres long, took four years to build and was paid for by a loan of the bank.\n\n"
    "{}Some two thousand cars are expected to cross it on each day of the year, most from the islands.\n"
)
SPLICED = "Wake up, neighbours, before they sell the very tide from under our noses.\n\n"


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_copy_is_told_beside_its_source(configured: Configured, jobs: int) -> None:
    """In a file or in a record, with the other place by the name that reports give it."""
    paths = [
        lines("a.jsonl", {"id": 1, "text": "Something else."}, {"id": 1, "text": ARTICLE.format("")}),
        write("b.html", f"<p>{ARTICLE.format(SPLICED)}</p>".replace("\n\n", "</p><p>")),
    ]

    report = audited(configured(select=("reuse",), jobs=jobs), *paths)

    whole, passage = list(report.documents)[2].findings
    assert [(place.path, place.record) for place in (*whole.related, *passage.related)] == [("a.jsonl", "1#2")] * 2
    assert (whole.rule, passage.excerpt) == ("reuse/copy-with-insertions", SPLICED.strip())
    assert report.summary.review == 1
    assert report.summary.rules == {"reuse/copy-with-insertions": 2}


REPORT = (
    "Channel to be dredged",
    "By Mara Lind",
    "The harbour board will dredge the north channel in May, its chairman, Aldo Venn, said on Tuesday.",
    "The work will cost 4.2 million crowns and take eleven weeks, Venn said. Two firms have bid for it.",
    "Pilots asked for a deeper channel in 2019, after the freighter Ostra ran aground off the mole, records show.",
    "Oh, how generous! And who is to live on that? Not these shameless crooks. They think that we are fools. Wake up!",
    "The board of Varnholt Fishermen said that its members would lose the spring season. They fish for cod there.",
    "Venn told reporters that the board would pay 300 crowns a day to each boat that stays in port.",
    "The ministry confirmed that it had received the plans. It will decide by April 3, a spokeswoman said.",
)
RANT = REPORT[5]


def test_a_copy_without_it_makes_more_of_a_passage(configured: Configured) -> None:
    """It is told once, as the same finding with more evidence: what was decided of it alone holds."""
    spliced = write("a.txt", "\n\n".join(REPORT))
    (alone,) = audited(configured(select=("opinion/inserted-passage",)), spliced).documents

    report = audited(
        configured(select=("opinion/inserted-passage", "reuse")),
        spliced,
        write("b.txt", "\n\n".join(one for one in REPORT if one != RANT)),
    )

    (before,) = alone.findings
    whole, passage = next(iter(report.documents)).findings
    assert (whole.rule, passage.rule) == ("reuse/copy-with-insertions", "opinion/inserted-passage")
    assert passage.excerpt == before.excerpt
    assert (before.severity, passage.severity) == (Severity.WARNING, Severity.ERROR)
    assert passage.fingerprint == before.fingerprint
    assert [place.path for place in passage.related] == ["b.txt"]
    assert report.summary.rules == {"reuse/copy-with-insertions": 1, "opinion/inserted-passage": 1}


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_reports_carry_the_other_place(configured: Configured, name: str) -> None:
    """What documents share stands in every format that machines read."""
    paths = [write("a.txt", ARTICLE.format("")), write("b.txt", ARTICLE.format(SPLICED))]

    text = rendered(audited(configured(select=("reuse",), jobs=1), *paths), name)

    assert "a.txt" in text
    assert '"change"' in text
    assert SPLICED.strip() in text


def test_a_reference_is_compared_and_not_audited(configured: Configured) -> None:
    """Its documents are no part of the ledger; a copy of one names it, equal or changed."""
    configuration = configured(select=("reuse",), jobs=1)
    references = [write("ref/a.txt", ARTICLE.format("")), write("ref/b.txt", "The same."), write("ref/empty.txt", "")]
    paths = [write("c.txt", ARTICLE.format(SPLICED)), write("d.txt", "The same.")]

    report = run(
        found_sources(paths, configuration, ""),
        configuration,
        references=found_sources(references, configuration, ""),
    )

    assert names(report) == ["c.txt", "d.txt"]
    assert {place.path for document in report.documents for one in document.findings for place in one.related} == {
        "ref/a.txt",
        "ref/b.txt",
    }
    assert [(skipped.path, skipped.reason.partition(":")[0]) for skipped in report.skipped] == [
        ("ref/empty.txt", "a reference that cannot be read")
    ]


def broken_relate(_kin: object, _options: object) -> Iterator[Any]:
    raise RuntimeError("no luck")
    yield


def test_a_rule_that_crashes_beside_another_document_is_a_failure(configured: Configured) -> None:
    """Of the document that it was given; the others are reported all the same."""
    rule = Rule("a/b", "s", Severity.NOTE, Confidence.HIGH, LayerName.PROSE, "d", relate=broken_relate)
    paths = [write("a.txt", ARTICLE.format("")), write("b.txt", ARTICLE.format(SPLICED))]

    report = audited(configured(rules=(rule,), jobs=1), *paths)

    assert [[failure.error for failure in document.failures] for document in report.documents] == [
        [],
        ["RuntimeError: no luck"],
    ]


def test_what_there_is_no_room_to_compare_is_a_failure(configured: Configured, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not silently taken for unlike all others."""
    monkeypatch.setattr(kinship, "_MOST_WORDS", 80)
    paths = [write("a.txt", ARTICLE.format("")), write("b.txt", ARTICLE.format(SPLICED))]

    report = audited(configured(select=("reuse",), jobs=1), *paths)

    assert [[failure.rule for failure in document.failures] for document in report.documents] == [[], ["reuse"]]
    assert (report.summary.accepted, report.summary.errors) == (1, 1)
