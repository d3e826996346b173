from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import bagit
import pytest
from click.testing import CliRunner, Result

from audit.bag import write_bag
from audit.cli import main

GOOD = (
    "The bridge opens\nBy Mara Lind, Harbour Post, March 23, 2023\n\nThe bridge over the Skerrow opened on Monday, "
    "the ministry said.\n\nSource: https://example.org/bridge\nLicence: CC BY 4.0\n"
)
OTHER = (
    "A school closes\nBy Iva Fell, Valley News, May 2, 2023\n\nThe last pupils of Aldbrook left in tears, "
    "a teacher said.\n\nSource: https://example.com/school\nLicence: CC BY 4.0\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two accepted documents and a rejected one."""
    monkeypatch.chdir(tmp_path)
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.txt").write_text(GOOD, "utf-8")
    (sources / "b.txt").write_text(OTHER, "utf-8")
    (sources / "c.txt").write_text(GOOD.replace("opened", "opened cafÃ© rÃ©sumÃ©").replace("Lind", "Roe"), "utf-8")
    return sources


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def listed(folder: Path) -> dict[str, Any]:
    assert run("manifest", "create", folder.name, "--output", "m.json").exit_code == 0
    found: dict[str, Any] = json.loads(Path("m.json").read_bytes())
    return found


def test_a_manifest_says_what_became_of_each_file(folder: Path) -> None:
    """Path, digest, size, verdict, rules and who decided."""
    manifest = listed(folder)

    assert [(file["path"], file["verdict"]) for file in manifest["files"]] == [
        ("sources/a.txt", "accept"),
        ("sources/b.txt", "accept"),
        ("sources/c.txt", "reject"),
    ]
    data = (folder / "a.txt").read_bytes()
    assert manifest["files"][0]["sha256"] == hashlib.sha256(data).hexdigest()
    assert manifest["files"][0]["size"] == len(data)
    assert manifest["files"][0]["decided_by"][0].startswith("source-audit ")
    assert len(manifest["tool"]["rules_digest"]) == len(manifest["files"][0]["configuration"]) == 64


def test_a_manifest_is_the_same_again_and_holds(folder: Path) -> None:
    """Nothing of the clock or the machine is in it; unchanged files pass."""
    assert listed(folder) == listed(folder)
    assert run("manifest", "verify", "m.json", folder.name).exit_code == 0


def test_a_manifest_goes_with_its_folder(folder: Path) -> None:
    """Its paths are relative to where it stands."""
    assert run("manifest", "create", folder.name, "--output", "sources/m.json").exit_code == 0
    (folder / "m.json").rename(folder.parent / "m.json")
    folder.rename(folder.parent / "moved")
    (folder.parent / "m.json").rename(folder.parent / "moved" / "m.json")

    assert run("manifest", "verify", "moved/m.json").exit_code == 0


def test_what_is_changed_missing_or_unlisted_is_named(folder: Path) -> None:
    """One byte is enough; both commands say which file, and reject."""
    listed(folder)
    (folder / "a.txt").write_bytes((folder / "a.txt").read_bytes().replace(b"Monday", b"Sunday"))
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_text(GOOD.replace("Skerrow", "Merle").replace("Lind", "Pole"), "utf-8")
    (folder / "c.txt").unlink()

    for result in (
        run("manifest", "verify", "m.json", folder.name),
        run("check", folder.name, "--manifest", "m.json"),
    ):
        assert result.exit_code == 1
        assert "changed: sources/a.txt (sha256" in result.stderr
        assert "missing: sources/b.txt" in result.stderr
        assert "unlisted: sources/d.txt" in result.stderr


def test_each_report_says_which_files_are_not_as_listed(folder: Path) -> None:
    """The missing one too, which has no document; JSON lines hold documents alone, and say it of those."""
    listed(folder)
    (folder / "a.txt").write_bytes((folder / "a.txt").read_bytes().replace(b"Monday", b"Sunday"))
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_text(GOOD.replace("Skerrow", "Merle").replace("Lind", "Pole"), "utf-8")
    formats = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv")
    targets = [f"--report={name}={name}.out" for name in formats]
    run("check", folder.name, "--manifest", "m.json", *targets, "--report=jsonl=jsonl.out", "--report=html=html")

    for page in (*(f"{name}.out" for name in formats), "html/index.html"):
        lines = Path(page).read_text("utf-8").splitlines()
        for path, kind in (("a.txt", "changed"), ("b.txt", "missing"), ("d.txt", "unlisted")):
            near = ["\n".join(lines[number : number + 2]) for number in range(len(lines))]
            assert any(f"sources/{path}" in two and kind in two for two in near), (page, kind)
    documents = map(json.loads, Path("jsonl.out").read_text("utf-8").splitlines())
    assert [(one["path"], one["deciding"][-1]["rule"]) for one in documents] == [
        ("sources/a.txt", "gate/manifest"),
        ("sources/c.txt", "encoding/mojibake"),
        ("sources/d.txt", "gate/manifest"),
    ]


def test_a_file_that_is_not_as_listed_is_rejected(folder: Path) -> None:
    """The ledger and the verdict agree with the status, whatever findings reject; a document in error stays one."""
    listed(folder)
    (folder / "a.txt").write_bytes((folder / "a.txt").read_bytes().replace(b"Monday", b"Sunday"))
    (folder / "c.txt").unlink()
    (folder / "c.txt").mkdir()
    result = run(
        "check", "sources/a.txt", "sources/b.txt", "--manifest", "m.json", "--fail-on=never", "--report=json=-"
    )

    report = json.loads(result.stdout)
    assert (result.exit_code, report["verdict"]) == (1, "reject")
    assert [one["verdict"] for one in report["documents"]] == ["reject", "accept"]
    assert (report["summary"]["accepted"], report["summary"]["rejected"]) == (1, 1)
    assert report["documents"][0]["deciding"][0]["rule"] == "gate/manifest"
    assert [(one["path"], one["kind"]) for one in report["manifest"]["differences"]] == [
        ("sources/a.txt", "changed"),
        ("sources/c.txt", "missing"),
    ]


def test_a_missing_file_alone_rejects_the_run(folder: Path) -> None:
    """No document is rejected for it: it has none."""
    listed(folder)
    (folder / "b.txt").unlink()
    result = run("check", "sources/a.txt", "--manifest", "m.json", "--report=json=-")

    report = json.loads(result.stdout)
    assert (result.exit_code, report["verdict"], report["summary"]["accepted"]) == (1, "reject", 1)


def test_all_records_of_a_changed_file_are_rejected(folder: Path) -> None:
    """Nobody knows which of them was changed."""
    records = [
        {"id": str(number), "text": GOOD.replace("Monday", day)} for number, day in enumerate(("Monday", "Friday"))
    ]
    (folder / "w.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    listed(folder)
    (folder / "w.jsonl").write_text((folder / "w.jsonl").read_text("utf-8").replace("Friday", "Sunday"), "utf-8")
    result = run("check", "sources/w.jsonl", "--manifest", "m.json", "--select=encoding", "--report=jsonl=-")

    assert [json.loads(line)["verdict"] for line in result.stdout.splitlines()] == ["reject", "reject"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"manifest_version": 2, "files": []}',
        '{"manifest_version": 1}',
        '{"manifest_version": 1, "files": [{"path": "a", "sha256": "", "size": 1e999}]}',
        '{"manifest_version": 1, "files": [{"path": "a\\u0000", "sha256": "", "size": 1}]}',
        '{"manifest_version": 1, "files": [{"path": "a\\ud800", "sha256": "", "size": 1}]}',
    ],
)
def test_what_is_no_manifest_fails(folder: Path, text: str) -> None:
    """The status says that nothing could be checked."""
    Path("m.json").write_text(text, "utf-8")

    assert run("manifest", "verify", "m.json").exit_code == 2
    assert run("check", folder.name, "--manifest", "m.json").exit_code == 2


def test_accepted_documents_are_handed_on_as_a_bag(folder: Path) -> None:
    """Exactly the accepted ones, byte for byte, with the record beside each, in a bag that the library validates."""
    run("check", folder.name, "--accepted", "out")

    bag = bagit.Bag("out")
    assert bag.is_valid()
    names = {path.relative_to("out/data").as_posix() for path in Path("out/data").rglob("*") if path.is_file()}
    assert names == {f"sources/{name}{end}" for name in ("a.txt", "b.txt") for end in ("", ".record.jsonld")}
    assert Path("out/data/sources/a.txt").read_bytes() == (folder / "a.txt").read_bytes()
    record = json.loads(Path("out/data/sources/a.txt.record.jsonld").read_bytes())
    assert record["sha256"] != record["source"]["sha256"] == hashlib.sha256((folder / "a.txt").read_bytes()).hexdigest()
    assert record["verdict"] == "accept"


def test_accepted_documents_are_handed_on_as_a_list_or_as_records(folder: Path) -> None:
    """A list names them; JSON lines hold text, metadata and record, and can be audited again."""
    run("check", folder.name, "--accepted", "out.txt")
    run("check", folder.name, "--accepted", "out.jsonl")

    assert Path("out.txt").read_text("utf-8").splitlines() == ["sources/a.txt", "sources/b.txt"]
    first = json.loads(Path("out.jsonl").read_text("utf-8").splitlines()[0])
    assert (first["text"], first["author"], first["publisher"]) == (GOOD, ["Mara Lind"], "Harbour Post")
    assert first["provenance"]["source"]["path"] == "sources/a.txt"
    assert run("check", "out.jsonl").exit_code == 0


def test_records_of_a_file_are_handed_on_one_by_one(folder: Path) -> None:
    """Their ids are the source's, so that no path is made of them."""
    record = {"id": "../../etc/passwd", "text": GOOD}
    (folder / "w.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    run("check", "sources/w.jsonl", "--accepted", "out")

    assert bagit.Bag("out").is_valid()
    assert json.loads(Path("out/data/sources/w.jsonl/000001.json").read_bytes())["text"] == GOOD


def test_what_is_not_as_the_manifest_has_it_is_not_handed_on(folder: Path) -> None:
    """However clean it looks."""
    listed(folder)
    (folder / "a.txt").write_bytes((folder / "a.txt").read_bytes().replace(b"Monday", b"Sunday"))
    run("check", folder.name, "--manifest", "m.json", "--accepted", "out.txt")

    assert Path("out.txt").read_text("utf-8").splitlines() == ["sources/b.txt"]


def test_a_folder_that_holds_something_is_never_replaced(folder: Path) -> None:
    """The status says that the documents were not handed on."""
    result = run("check", "sources/a.txt", "--accepted", folder.name)

    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "c.txt"]


def test_a_bag_is_whole_or_absent_and_stays_within_itself(tmp_path: Path) -> None:
    """Names lead nowhere else, twins are kept apart, odd characters are written as the format has it."""

    def broken() -> Any:  # noqa: ANN401 (an iterator)
        yield "a", b"1"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_bag(tmp_path / "bag", broken(), "test")
    assert list(tmp_path.iterdir()) == []

    assert write_bag(tmp_path / "bag", [("/a", b"1"), ("../a", b"2"), ("b\nc%", b"3"), ("..", b"4")], "test") == 4
    assert bagit.Bag(str(tmp_path / "bag")).is_valid()
