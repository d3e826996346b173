import datetime as dt
import errno
import io
import json
import os
import pickle
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import digests, relating
from audit.cache import Cache, Folder, Kept, default_folder, folder, keys, opened
from audit.cache.entries import pack, unpack
from audit.cli import main
from audit.codec import DecodeError
from audit.config import CommandLine, Configuration, FailOn, load
from audit.engine import audit_document
from audit.model import AuditReport
from audit.runner import run
from audit.sources import found_sources
from corpus.document import Document
from corpus.sources import Source
from reports import STREAM_FORMATS
from rules import RULES
from rules.model import Rule

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
NAMES = [f"{number}.txt" for number in range(4)]
SHARED = "The ferry made its last trip on Sunday night, and the new bridge over the sound opened on Monday morning.\n\n"
Configured = Callable[..., Configuration]
Audited = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("SOURCE_AUDIT_CACHE", str(tmp_path / "kept"))
    for number, name in enumerate(NAMES):
        Path(name).write_text(f"The mayor said â€™no{number}â€™ in {number + 1990}.\n", encoding="utf-8")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch, configured: Configured) -> Audited:
    """Audits in this process, and gives the names of what was not taken from the cache."""
    anew: list[str] = []

    def audit(document: Document, *arguments: Any) -> Any:  # noqa: ANN401 (as the real one)
        anew.append(document.path if document.record is None else f"{document.path}#{document.record}")
        return audit_document(document, *arguments)

    monkeypatch.setattr("audit.workers.audit_document", audit)

    def run_once(*paths: str, configuration: Configuration | None = None, **command_line: Any) -> list[str]:  # noqa: ANN401
        anew.clear()
        command_line.setdefault("select", ("encoding", "dates"))
        report_of(configuration or configured(jobs=1, **command_line), *(paths or NAMES))
        return list(anew)

    return run_once


def report_of(configuration: Configuration, *paths: str) -> AuditReport:
    found = found_sources(paths, configuration, "<stdin>")
    return run(found, configuration, cache=opened(configuration))


def rendered(report: AuditReport, name: str = "json") -> str:
    stream = io.StringIO()
    STREAM_FORMATS[name](report, stream)
    return stream.getvalue()


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/*") if path.is_file())


def test_what_has_not_changed_is_not_audited_again(audited: Audited) -> None:
    """A changed document is, and it alone."""
    assert audited() == NAMES
    assert audited() == []

    Path(NAMES[2]).write_text("Something else.\n", encoding="utf-8")

    assert audited() == [NAMES[2]]
    assert audited() == []


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("name", ["json", "sarif"])
def test_a_report_is_the_same_whether_results_were_kept_or_not(configured: Configured, name: str, jobs: int) -> None:
    """Byte for byte, and however many processes there are."""
    samples = str(ROOT / "corpus" / "samples")
    configuration = configured(jobs=jobs)
    without = run(found_sources([samples], configuration, ""), configuration)

    first, second = (report_of(configuration, samples) for _ in range(2))

    assert rendered(first, name) == rendered(second, name) == rendered(without, name)
    assert list(second.documents) == list(without.documents)


@pytest.mark.parametrize(
    "other",
    [
        {"select": ("encoding",)},
        {"select": ("encoding", "dates"), "ignore": ("encoding/ligature",)},
        {"fail_on": FailOn.WARNING},
        {"date": dt.date(2023, 3, 23)},
    ],
    ids=["select", "ignore", "fail-on", "date"],
)
def test_what_was_asked_for_is_part_of_the_key(audited: Audited, other: dict[str, object]) -> None:
    """With other rules, another level of failure or another day nothing that was kept is used."""
    audited()

    assert audited(**other) == NAMES
    assert audited(**other) == []


@pytest.mark.parametrize(
    "setting",
    [
        'severity = { "encoding/mojibake" = "note" }',
        "rules = { 'attribution/anonymous-source' = { per-document = 3 } }",
        '[[overrides]]\npaths = ["*.txt"]\nignore = ["encoding/ligature"]',
    ],
    ids=["severity", "option", "override"],
)
def test_the_configuration_is_part_of_the_key(setting: str) -> None:
    """A severity, an option of a rule, and what an override says of a path."""

    def misses() -> int:
        arguments = ["check", *NAMES, "--jobs", "1", "--report", "json=-", "--select", "encoding,attribution"]
        before = len(entries(Path(os.environ["SOURCE_AUDIT_CACHE"])))
        CliRunner().invoke(main, arguments)
        return len(entries(Path(os.environ["SOURCE_AUDIT_CACHE"]))) - before

    assert [misses(), misses()] == [4, 0]

    Path("source-audit.toml").write_text(setting, encoding="utf-8")

    assert [misses(), misses()] == [4, 0]


def _code(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setattr("audit.cache.keys.code_digest", lambda: "other code")


def _python(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setattr(sys, "version", "3.11.99")


def _unicode(monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setattr("unicodedata.unidata_version", "99.0")


def _library(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "chardet-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(folder)


@pytest.mark.parametrize("change", [_code, _python, _unicode, _library])
def test_the_program_is_part_of_the_key(
    audited: Audited,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    change: Callable[[pytest.MonkeyPatch, Path], None],
) -> None:
    """With other code, another Python or another version of a library nothing that was kept is used."""
    audited()

    with monkeypatch.context() as patch:
        change(patch, tmp_path / "libraries")

        assert audited() == NAMES


@pytest.fixture
def code_digest() -> Iterator[Callable[[], str]]:
    """Computes the digest anew each time."""

    def computed() -> str:
        digests.rules_digest.cache_clear()
        digests.code_digest.cache_clear()
        return digests.code_digest()

    yield computed
    digests.rules_digest.cache_clear()
    digests.code_digest.cache_clear()


def test_all_code_and_the_version_are_digested(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code_digest: Callable[[], str]
) -> None:
    """A change of the engine counts as one of a rule or of a word list does."""
    files = ["corpus/document.py", "corpus/lexicons/verbs.txt", "rules/dates/ages.py", "audit/engine.py"]
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    monkeypatch.setattr("audit.digests.files", lambda package: tmp_path / package)
    found = [code_digest()]
    for name in files:
        (tmp_path / name).write_text("x", encoding="utf-8")
        found.append(code_digest())
    monkeypatch.setattr("audit.digests.__version__", "99.0")
    found.append(code_digest())

    assert len(set(found)) == len(files) + 2


def test_the_libraries_are_all_that_findings_rest_on() -> None:
    """What corpus and rules import, and what that needs in turn, as far as it is installed."""
    from importlib import metadata  # noqa: PLC0415 (here alone)

    def needed(name: str) -> Iterator[str]:
        for requirement in metadata.requires(name) or ():
            if ";" not in requirement:
                other = requirement.split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip().lower()
                yield from (other, *needed(other))

    direct = {"chardet", "ftfy", "langdetect", "pyyaml", "textstat"}
    found = direct | {other for name in direct for other in needed(name)}

    # nltk, of which textstat uses the tokenizers, brings tools that no tokenizer needs.
    assert found - keys.LIBRARIES <= {"setuptools", "click", "cloudpickle", "defusedxml", "joblib", "tqdm"}


def test_a_moved_document_is_audited_again(audited: Audited) -> None:
    """Its path stands in the result, and may choose its configuration."""
    audited()
    Path(NAMES[0]).rename("moved.txt")

    assert audited("moved.txt") == ["moved.txt"]


def test_the_same_bytes_read_as_something_else_are_audited_again(audited: Audited) -> None:
    """The kind is part of the key."""
    text = Path(NAMES[0]).read_bytes()
    sources = [Source("a.txt", kind, data=text) for kind in ("text", "markdown")]
    configuration = _any()
    first, second = (Cache(Folder(Path("c")), configuration).key(source, configuration) for source in sources)

    assert audited() == NAMES
    assert first != second


def _any() -> Configuration:
    return load(None, RULES, command_line=CommandLine(jobs=1))


def test_a_record_that_only_moved_is_not_audited_again(audited: Audited) -> None:
    """If it has an id: one that is called by its line has another name now."""
    path = Path("wire.jsonl")
    records = [json.dumps({"id": "a", "text": "One â€™."}), json.dumps({"text": "Two."})]
    path.write_text("\n".join(records), encoding="utf-8")
    assert audited("wire.jsonl") == ["wire.jsonl#a", "wire.jsonl#2"]

    path.write_text("\n".join([json.dumps({"id": "new", "text": "Three."}), *records]), encoding="utf-8")

    assert audited("wire.jsonl") == ["wire.jsonl#new", "wire.jsonl#3"]
    assert audited("wire.jsonl") == []


def test_records_are_kept_apart_when_they_are_kept(configured: Configured) -> None:
    """Two with one id are one document and a failure, the second time too."""
    line = json.dumps({"id": "a", "text": "One â€™."})
    Path("wire.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    configuration = configured(jobs=1)

    first, second = (report_of(configuration, "wire.jsonl") for _ in range(2))

    assert [document.name for document in second.documents] == ["wire.jsonl#a", "wire.jsonl#a#2"]
    assert rendered(first) == rendered(second)


def test_what_failed_is_tried_again(audited: Audited, configured: Configured) -> None:
    """A rule may have crashed for want of memory."""

    def crash(_document: Document, _options: object) -> Iterator[Any]:
        raise MemoryError
        yield

    rule = Rule("encoding/crash", "", RULES[0].severity, RULES[0].confidence, RULES[0].layer, "", check=crash)
    configuration = configured(rules=(rule,), jobs=1)

    assert [audited(configuration=configuration), audited(configuration=configuration)] == [NAMES, NAMES]


def test_results_of_foreign_rules_are_not_kept(audited: Audited, configured: Configured, kept: Path) -> None:
    """What such a rule depends on is not known."""
    rule = Rule("house/own", "", RULES[0].severity, RULES[0].confidence, RULES[0].layer, "", check=lambda *_: iter(()))
    configuration = configured(rules=(*RULES, rule), jobs=1)

    assert [audited(configuration=configuration), audited(configuration=configuration)] == [NAMES, NAMES]
    assert entries(kept) == []


def test_rules_of_a_house_are_part_of_the_key(audited: Audited) -> None:
    """They are made of what the configuration says, and nothing else."""
    house = '[[house]]\nid = "house/own"\nmessage = "no"\nphrases = ["{}"]\n'

    def loaded(phrase: str) -> Configuration:
        Path("source-audit.toml").write_text(house.format(phrase), encoding="utf-8")
        return load(Path("source-audit.toml"), RULES, command_line=CommandLine(jobs=1))

    assert [audited(configuration=loaded(phrase)) for phrase in ("a", "a", "b")] == [NAMES, [], NAMES]


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda content: content[:-1],
    lambda content: content[: len(content) // 2],
    lambda content: content + b"\0",
    lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:],
    lambda content: bytes(len(content)),
    lambda _: pickle.dumps({"a": 1}),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew(audited: Audited, kept: Path, damage: Callable[[bytes], bytes]) -> None:
    """And is whole again then."""
    audited()
    for path in entries(kept):
        path.write_bytes(damage(path.read_bytes()))

    assert audited() == NAMES
    assert audited() == []


@pytest.mark.parametrize("nature", ["folder", "link", "pipe"])
def test_what_is_no_file_is_no_entry(audited: Audited, kept: Path, nature: str) -> None:
    """It is not opened, not waited for, and not followed."""
    audited()
    for path in entries(kept):
        content = path.read_bytes()
        path.unlink()
        if nature == "folder":
            path.mkdir()
        elif nature == "link":
            elsewhere = kept.parent / path.name
            elsewhere.write_bytes(content)
            path.symlink_to(elsewhere)
        else:
            os.mkfifo(path)

    assert audited() == NAMES


def test_what_is_kept_can_be_read_where_nothing_can_be_written(
    audited: Audited, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that is mounted to be read: neither content nor times can be changed."""
    audited()
    for path in entries(kept):
        os.utime(path, (0, 0))

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(folder, "_write_all", refuse)
    monkeypatch.setattr("os.utime", refuse)

    assert audited() == []


def test_an_entry_under_the_name_of_another_is_not_used(audited: Audited, kept: Path) -> None:
    """Not even a whole one."""
    audited()
    one, other, *_ = entries(kept)
    other.write_bytes(one.read_bytes())

    assert len(audited()) == 1


class _Bomb:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("executed",)


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(_Bomb()),
        zlib.compress(pickle.dumps(_Bomb())),
        zlib.compress(bytes(1 << 29), 9),
        b"[" * 100_000,
        json.dumps([["a.txt", None]]).encode() + b"\n" + b"[" * 100_000,
    ],
    ids=["pickle", "packed pickle", "bomb", "deep", "deep report"],
)
def test_hostile_entries_run_nothing_and_cost_nothing(audited: Audited, kept: Path, content: bytes) -> None:
    """Whoever can write to the folder, with the right checksum too, cannot run code or break a run."""
    audited()
    forged = Folder(kept)
    for path in entries(kept):
        key = bytes.fromhex(path.parent.name + path.name)
        assert forged.write(key, content)

    assert audited() == NAMES
    assert not Path("executed").exists()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_is_read_is_a_result_or_an_error(data: bytes) -> None:
    """Nothing else is ever raised."""
    with pytest.raises(DecodeError):
        unpack(data)


@given(st.binary(max_size=50), st.none() | st.integers(0, 1 << 70), st.booleans())
def test_what_is_packed_comes_back(report: bytes, line: int | None, own: bool) -> None:  # noqa: FBT001 (as hypothesis gives it)
    """The report as it was encoded."""
    result = Kept(line, own, report, (), None)

    assert unpack(pack(result)) == result


@pytest.mark.parametrize("place", ["a file", "/dev/null", "/proc/nothing"])
def test_a_folder_that_cannot_be_written_to_is_no_failure(
    audited: Audited, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The audit is only not quicker the next time."""
    Path("a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("SOURCE_AUDIT_CACHE", place)

    assert [audited(), audited()] == [NAMES, NAMES]


def test_a_full_disk_is_no_failure(audited: Audited, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is left half written."""

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(folder, "_write_all", full)
        assert audited() == NAMES
    assert entries(kept) == []
    assert audited() == NAMES


def test_runs_at_the_same_time_share_what_is_kept(kept: Path) -> None:
    """Each is right, and no half of a file stays."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "audit", "check", *NAMES, "--jobs", "2", "--report", "json=-"]
    runs = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    reports = [run.communicate()[0] for run in runs]
    again = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False).stdout

    assert set(reports) == {again}
    assert json.loads(again)["summary"]["documents"] == 4
    assert [path.name for path in entries(kept) if path.name.startswith(".")] == []


def test_wording_that_was_compared_is_not_compared_again(
    configured: Configured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor are the documents read for it; a change in one of them has it compared."""
    texts = {"a.txt": f"{SHARED}One.\n", "b.txt": f"{SHARED}Another one.\n", "c.txt": "Something else altogether.\n"}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    configuration = configured(jobs=1, select=("reuse",))
    first = rendered(report_of(configuration, *texts))
    compared: list[int] = []
    real = relating._Related  # noqa: SLF001 (what does the work)

    def related(found: Any, *arguments: Any) -> Any:  # noqa: ANN401 (as the real one)
        compared.append(found.number)
        return real(found, *arguments)

    monkeypatch.setattr(relating, "_Related", related)

    assert rendered(report_of(configuration, *texts)) == first
    assert compared == []

    Path("a.txt").write_text(f"{SHARED}Two.\n", encoding="utf-8")
    changed = rendered(report_of(configuration, *texts))

    assert compared == [1]
    assert changed != first
    assert "reuse/" in changed


def test_references_are_kept_too(audited: Audited, configured: Configured) -> None:
    """What is only compared with is read once, if the same rules run on it."""
    configuration = configured(jobs=1, select=("reuse",))

    def once() -> list[str]:
        found, others = (found_sources([name], configuration, "") for name in NAMES[:2])
        report = run(found, configuration, references=others, cache=opened(configuration))
        return [document.name for document in report.documents]

    assert once() == once() == [NAMES[0]]
    assert audited(*NAMES[:3], select=("reuse",)) == [NAMES[2]]


def test_the_folder_keeps_to_its_size(kept: Path) -> None:
    """What was not used for longest goes first; what is used stays."""
    small = Folder(kept, bound=256 * 2_000)
    used = bytes([7, 1, *bytes(30)])
    small.write(used, b"used")
    for number in range(100):
        key = bytes([7, number % 2, number, *bytes(29)])
        small.write(key, bytes(100))
        os.utime(kept / key.hex()[:2] / key.hex()[2:], (number, number))

    assert small.read(used) == b"used"
    assert 500 < small.size().bytes <= 2_500
    assert small.read(bytes([7, 1, 99, *bytes(29)])) == bytes(100)
    assert small.read(bytes([7, 0, 2, *bytes(29)])) is None


def test_use_is_noted(kept: Path) -> None:
    """To the day: what was read today does not go before what was written last week."""
    own = Folder(kept)
    own.write(KEY, b"content")
    (path,) = entries(kept)
    os.utime(path, (0, 0))

    assert own.read(KEY) == b"content"
    assert path.stat().st_mtime > 0


def test_the_folder_says_what_it_is(kept: Path) -> None:
    """To programs that make backups, and to git."""
    Folder(kept).write(KEY, b"")

    assert (kept / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert (kept / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert kept.stat().st_mode & 0o077 == 0


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    """Nothing is put there, nothing removed."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "ab").mkdir()
    (tmp_path / "home" / "ab" / ("0" * 62)).write_text("mine", encoding="utf-8")
    other = Folder(tmp_path / "home")

    assert not other.write(KEY, b"content")
    assert other.clear().entries == 0
    assert (tmp_path / "home" / "ab" / ("0" * 62)).exists()
    assert other.problem() == "is not empty, and no folder of kept results"


def test_the_place_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one named, else the one for such files; XDG_CACHE_HOME must be absolute, as its specification says."""
    monkeypatch.setenv("SOURCE_AUDIT_CACHE", "here")
    assert default_folder() == Path.cwd() / "here"

    monkeypatch.delenv("SOURCE_AUDIT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert default_folder() == Path("/somewhere/source-audit")

    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/someone")
    assert default_folder() == Path("/home/someone/.cache/source-audit")


def test_nothing_is_kept_with_no_cache(kept: Path) -> None:
    """Nor read."""
    CliRunner().invoke(main, ["check", *NAMES, "--jobs", "1", "--no-cache"])

    assert not kept.exists()


def test_the_cache_is_shown_and_cleared(kept: Path) -> None:
    """By commands of its own, that count what there is."""
    runner = CliRunner()
    runner.invoke(main, ["check", *NAMES, "--jobs", "1", "--select", "encoding"])

    shown = runner.invoke(main, ["cache", "info"])
    cleared = runner.invoke(main, ["cache", "clear"])

    assert shown.stdout.startswith(f"{kept}: 4 results, ")
    assert (cleared.exit_code, cleared.stdout) == (0, "")
    assert cleared.stderr.startswith("source-audit: removed 4 results, ")
    assert entries(kept) == []
    assert runner.invoke(main, ["cache", "info"]).stdout.startswith(f"{kept}: 0 results, 0.0 MB of at most ")


def test_there_may_be_no_place_for_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a home nothing is kept, and the commands say so."""
    monkeypatch.setattr("audit.cache.default_folder", lambda: None)
    monkeypatch.setattr("audit.cache.keeping.default_folder", lambda: None)
    runner = CliRunner()

    assert runner.invoke(main, ["check", *NAMES, "--jobs", "1", "--select", "encoding"]).exit_code == 1
    assert runner.invoke(main, ["cache", "info"]).exit_code == 2
