from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from audit.change import GitError, before
from audit.cli import main
from audit.cli.common import FAILED
from corpus.find import Finder
from corpus.sources import Source

HEAD = "The bridge opens\nBy Mara Lind, Harbour Post, March 23, 2023\n\n"
BAD = HEAD + "The council met on 31 February 2023, said the mayor.\n"
WORSE = BAD + "\nThe works began on 30 January 2023, said the clerk, and on 31 April the gates shut.\n"
STORY = "".join(
    f"The {number} gates of the lower lock were shut at {hour} by the keeper of the {name} weir, who had asked for it. "
    for number, hour, name in (("two", "noon", "upper"), ("six", "dusk", "old"), ("four", "dawn", "stone"))
)


def git(*arguments: str) -> str:
    command = ("git", "-c", "user.name=m", "-c", "user.email=m@example.org", "-c", "commit.gpgsign=false", *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8", newline="")


def commit(message: str = "m") -> str:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)
    return git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository with one defective document, committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet", "--initial-branch=main")
    write("sources/a.txt", BAD)
    commit()


def run(*arguments: str, select: str = "dates") -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--select", select, "--jobs", "1", "--report", "json=-"])


def check(*arguments: str, select: str = "dates") -> tuple[int, dict[str, list[tuple[str, str]]], dict[str, Any]]:
    """Status, the rule and the excerpt of each finding that the change brings by document, and the report."""
    result = run(*arguments, select=select)
    report: dict[str, Any] = json.loads(result.stdout)
    brought = {
        document["path"]: [(f["rule"], f["excerpt"]) for f in document["findings"] if not f["unchanged"]]
        for document in report["documents"]
    }
    return result.exit_code, {path: found for path, found in brought.items() if found}, report


def test_what_was_there_before_does_not_count() -> None:
    """It is in the report, marked, and rejects nothing."""
    assert check("sources")[0] == 1

    status, brought, report = check("sources", "--diff-base", "HEAD")

    assert (status, brought) == (0, {})
    assert report["base"] == git("rev-parse", "HEAD")
    assert report["summary"]["unchanged"] == len(report["documents"][0]["findings"]) > 0
    assert report["documents"][0]["verdict"] == "accept"


def test_only_what_is_new_in_a_changed_document_counts() -> None:
    """Wherever the old findings stand now, however their lines are wrapped."""
    moved = WORSE.replace("\n", "\r\n").replace("31 February", "31\nFebruary")
    write("sources/a.txt", "A paragraph more.\r\n\r\n" + moved)

    status, brought, _ = check("sources", "--diff-base", "HEAD")

    assert (status, brought) == (1, {"sources/a.txt": [("dates/impossible-date", "31 April")]})


def test_a_new_document_counts_tracked_or_not() -> None:
    """What git does not know yet is new too."""
    write("sources/b.txt", BAD)

    assert check("sources", "--diff-base", "HEAD")[1] == {
        "sources/b.txt": [("dates/impossible-date", "31 February 2023")]
    }
    git("add", "sources/b.txt")
    assert list(check("sources", "--diff-base", "HEAD")[1]) == ["sources/b.txt"]


def test_a_document_that_was_moved_is_the_same() -> None:
    """With a change on the way, too."""
    Path("kept").mkdir()
    git("mv", "sources/a.txt", "kept/c.txt")
    write("kept/c.txt", BAD + "\nIt rained.\n")

    assert check("kept", "--diff-base", "HEAD")[:2] == (0, {})


def test_what_is_new_by_a_change_elsewhere_in_the_document_counts() -> None:
    """No line of the finding was touched."""
    text = "The court ruled on 14 March 2023 that the dunes were common land.\n"
    write("sources/a.txt", HEAD + text)
    commit()
    before_it = check("sources")[2]["documents"][0]["findings"]
    write("sources/a.txt", HEAD.replace("March 23", "March 1") + text)

    _, brought, _ = check("sources", "--diff-base", "HEAD")

    assert [finding["rule"] for finding in before_it] == []
    assert brought == {"sources/a.txt": [("dates/after-publication", "ruled on 14 March 2023")]}


def test_rules_that_compare_see_every_document() -> None:
    """A new copy of an old document is found, though nothing of the old one is new; an old copy is not."""
    write("sources/b.txt", "Two\n\n" + STORY)
    write("sources/c.txt", "Three\n\n" + STORY)
    commit()
    status, brought, report = check("sources", "--diff-base", "HEAD", "--fail-on", "note", select="reuse")
    assert (status, brought) == (0, {})
    assert report["summary"]["unchanged"] > 0

    write("sources/d.txt", "Four\n\n" + STORY)
    status, brought, _ = check("sources", "--diff-base", "HEAD", "--fail-on", "note", select="reuse")
    assert status == 1
    assert list(brought) == ["sources/d.txt"]


def test_records_are_told_apart_by_their_ids() -> None:
    """A line that was put in before it makes no record new."""
    records = [{"id": "x", "text": BAD}, {"id": "y", "text": HEAD}]
    write("w.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    commit()
    records.insert(0, {"id": "z", "text": WORSE})
    write("w.jsonl", "".join(json.dumps(record) + "\n" for record in records))

    report = check("w.jsonl", "--diff-base", "HEAD")[2]

    assert [(one["record"], one["verdict"]) for one in report["documents"]] == [
        ("z", "reject"),
        ("x", "accept"),
        ("y", "accept"),
    ]


def test_a_file_of_records_may_be_larger_than_a_document() -> None:
    """The limit holds for each record."""
    records = [{"id": f"r{number}", "text": f"{BAD}{number}\n"} for number in range(20)]
    write("w.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    commit()
    records[7]["text"] = WORSE
    write("w.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    assert Path("w.jsonl").stat().st_size > 2000
    write("source-audit.toml", "max-bytes = 2000\n")

    report = check("w.jsonl", "--diff-base", "HEAD")[2]

    assert [one["record"] for one in report["documents"] if one["verdict"] != "accept"] == ["r7"]


def test_a_file_of_records_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pieces it is found in, and whatever was asked for between them."""
    monkeypatch.setattr("audit.change._TOGETHER", 1)
    write("w.jsonl", "{}\n{}\n{}\n")
    commit()
    write("w.jsonl", "{}\n[]\n{}\n")
    pieces = [Source("w.jsonl", "jsonl", 3 * line, 3 * line + 3, line + 1) for line in range(3)]

    then = list(before("HEAD", ".").sources(pieces, 10**6))

    assert then == [Source("w.jsonl", "jsonl", data=b"{}\n{}\n{}\n")]


def test_each_name_of_a_file_has_its_past() -> None:
    """What was found under a link before is not new."""
    Path("sources/b.txt").symlink_to("a.txt")
    commit()
    write("sources/a.txt", WORSE)

    _, brought, _ = check("sources", "--diff-base", "HEAD")

    new = [("dates/impossible-date", "31 April")]
    assert brought == {"sources/a.txt": new, "sources/b.txt": new}


def test_a_change_starts_where_it_left_the_branch() -> None:
    """What the branch has mended or spoilt since is not this change's doing."""
    git("checkout", "--quiet", "-b", "topic")
    write("sources/b.txt", HEAD)
    commit()
    git("checkout", "--quiet", "main")
    write("sources/a.txt", HEAD)
    commit()
    git("checkout", "--quiet", "topic")

    assert check("sources", "--diff-base", "main")[:2] == (0, {})


def test_a_baseline_and_a_change_go_together() -> None:
    """What was dismissed and what is older are both no matter; the report says which is which."""
    CliRunner().invoke(main, ["baseline", "create", "sources", "--select", "dates", "--baseline", "b.json"])
    write("sources/a.txt", WORSE)

    status, brought, report = check("sources", "--diff-base", "HEAD", "--baseline", "b.json")

    assert (status, list(brought)) == (1, ["sources/a.txt"])
    found = [(finding["status"], finding["unchanged"]) for finding in report["documents"][0]["findings"]]
    assert sorted(found) == [("dismissed", True), ("new", False)]


def test_the_answer_is_the_same_from_any_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And through a link to the repository."""
    (tmp_path / "link").symlink_to(tmp_path / "repository")
    monkeypatch.chdir(tmp_path)
    assert check("repository/sources", "--diff-base", "HEAD")[0] == 0
    assert check("link/sources", "--diff-base", "HEAD")[0] == 0
    monkeypatch.chdir(tmp_path / "repository" / "sources")
    assert check("a.txt", "--diff-base", "HEAD")[0] == 0


def test_odd_names_are_known(tmp_path: Path) -> None:
    """Line ends, quotes, dashes and bytes that are not UTF-8 stand in names of files."""
    names = ["-x.txt", "a\nb.txt", 'q"uo te.txt', "żółć.txt", os.fsdecode(b"\xff.txt"), " .txt", "\t.txt"]
    for name in names:
        write(f"odd/{name}", BAD)
    commit()
    for name in names[::2]:
        write(f"odd/{name}", "Another.\n\n" + BAD)

    then = before("HEAD", ".")
    found = list(then.sources(Finder(10**6, {}).find(["odd"]), 10**6))

    assert {os.fsencode(source.path) for source in found} == {os.fsencode(f"odd/{name}") for name in names}
    assert {source.data for source in found} == {None, BAD.encode()}
    assert check("odd", "--diff-base", "HEAD")[:2] == (0, {})
    assert tmp_path.is_dir()


def test_what_is_too_large_or_a_link_has_no_past() -> None:
    """Nothing of it is read."""
    write("large.txt", BAD * 3)
    Path("link.txt").symlink_to("sources/a.txt")
    commit()
    write("large.txt", BAD * 2)
    write("sources/a.txt", WORSE)

    then = before("HEAD", ".")
    sources = [Source("large.txt", "text"), Source("link.txt", "text")]

    assert list(then.sources(sources, len(BAD) * 2)) == [Source("link.txt", "text", data=BAD.encode())]


def test_nothing_is_written_and_no_program_is_run() -> None:
    """Neither the index nor a monitor, a driver or a filter of the repository's configuration."""
    for key in ("core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "core.pager"):
        git("config", key, "touch ran; false")
    write(".git/info/attributes", "*.txt diff=x\n")
    os.utime("sources/a.txt", (1, 1))
    index = Path(".git/index").read_bytes()

    assert check("sources", "--diff-base", "HEAD")[0] == 0
    assert not list(Path.cwd().rglob("ran"))
    assert Path(".git/index").read_bytes() == index


@pytest.mark.parametrize("name", ["evil", "e=v.il", "Zło"])
@pytest.mark.parametrize("where", ["--local", "--worktree", "included"])
def test_no_filter_is_run(where: str, name: str) -> None:
    """Wherever it is configured, whatever it is called; one that is required fails nothing."""
    git("config", "extensions.worktreeConfig", "true")
    git("config", "include.path", "more")
    scope = ("--file", ".git/more") if where == "included" else (where,)
    for key, value in (("clean", "touch ran; cat"), ("process", "touch ran"), ("required", "true")):
        git("config", *scope, f"filter.{name}.{key}", value)
    write(".git/info/attributes", f"* filter={name}\n")
    Path("sources/a.txt").rename("sources/b.txt")
    git("add", "--intent-to-add", "sources/b.txt")

    assert check("sources", "--diff-base", "HEAD")[:2] == (0, {})
    assert not list(Path.cwd().rglob("ran"))


@pytest.mark.parametrize("reference", ["none", "--output=x", "HEAD:sources", "", "-h", "a b", "HEAD; touch ran"])
def test_what_is_no_commit_ends_the_command(reference: str) -> None:
    """On one line, with the status that says that nothing was checked."""
    result = run("sources", f"--diff-base={reference}")

    assert result.exit_code == FAILED
    assert result.stdout == ""
    assert result.stderr.startswith(f"source-audit: --diff-base {reference}: ")
    assert result.stderr.count("\n") == 1
    assert sorted(path.name for path in Path.cwd().iterdir()) == [".git", "sources"]


def test_a_commit_that_is_not_there_is_said_with_what_to_do() -> None:
    """In a job that is most often a clone that lacks the history."""
    result = run("sources", "--diff-base", "origin/main")

    assert f"{Path.cwd()} has no commit of that name" in result.stderr
    assert "fetch-depth: 0" in result.stderr


def test_where_there_is_no_git_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No repository, no program, no common commit."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "outside").mkdir()
    with pytest.raises(GitError, match="not a git repository"):
        before("HEAD", str(tmp_path / "outside"))

    git("checkout", "--quiet", "--orphan", "other")
    commit("another beginning")
    with pytest.raises(GitError, match="main and HEAD have no common commit"):
        before("main", ".")

    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("sources", "--diff-base", "HEAD")
    assert result.exit_code == FAILED
    assert "git cannot be run: No such file or directory" in result.stderr


def test_standard_input_has_no_past() -> None:
    """It is refused, not taken for new."""
    result = run("-", "--diff-base", "HEAD")

    assert result.exit_code == FAILED
    assert "standard input has no past" in result.stderr
