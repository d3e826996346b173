import os
from pathlib import Path

import pytest

from audit.config import ConfigError, discover, find

TABLE = "[tool.source-audit]\n"


def write(file: Path, text: str = "") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    """The walk begins in the audited folder, or in the folder of the audited file, and goes up."""
    outer = write(tmp_path / "source-audit.toml")
    inner = write(tmp_path / "corpus" / "source-audit.toml")
    page = write(tmp_path / "corpus" / "wire" / "a.txt")
    assert find(page) == inner
    assert find(page.parent) == inner
    assert find(inner.parent) == inner
    assert find(tmp_path) == outer


def test_a_file_that_does_not_exist_has_the_configuration_of_its_folder(tmp_path: Path) -> None:
    """That it is missing is for the audit to say."""
    file = write(tmp_path / "source-audit.toml")
    assert find(tmp_path / "missing.txt") == file


def test_our_own_file_beats_pyproject_in_one_folder(tmp_path: Path) -> None:
    """Who has both means the one that is named after the tool."""
    write(tmp_path / "pyproject.toml", TABLE)
    own = write(tmp_path / "source-audit.toml")
    assert find(tmp_path) == own


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    """It belongs to other tools; the walk goes on above it."""
    outer = write(tmp_path / "pyproject.toml", TABLE)
    write(tmp_path / "corpus" / "pyproject.toml", "[tool.ruff]\n")
    write(tmp_path / "corpus" / "odd" / "pyproject.toml", "tool = 1\n")
    assert find(tmp_path / "corpus" / "odd") == outer


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    """The walk ends at the root."""
    assert find(tmp_path) is None
    assert find(Path("/")) is None
    assert discover([tmp_path]) is None
    assert discover([]) is None


def test_the_walk_follows_the_name_not_the_link(tmp_path: Path) -> None:
    """A source that is a link into a store of content is configured where it is named."""
    target = write(tmp_path / "store" / "0123")
    here = write(tmp_path / "corpus" / "source-audit.toml")
    (tmp_path / "corpus" / "a.txt").symlink_to(target)
    assert find(tmp_path / "corpus" / "a.txt") == here


def test_a_relative_path_is_taken_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also "-", standard input, which is configured as the working directory is."""
    file = write(tmp_path / "source-audit.toml")
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path / "corpus")
    assert find(Path("a.txt")) == find(Path("-")) == find(Path("../x")) == file


@pytest.mark.parametrize("name", ["source-audit.toml", "pyproject.toml"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    """A folder, a pipe, a link to nothing, a broken file: each was meant as a configuration and is not skipped."""
    folder, pipe, link, text, binary = (tmp_path / kind / name for kind in ("folder", "pipe", "link", "text", "binary"))
    folder.mkdir(parents=True)
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    link.parent.mkdir()
    link.symlink_to(tmp_path / "nothing")
    write(text, "a = = 1")
    binary.parent.mkdir()
    binary.write_bytes(b"# \xff")
    for file in (folder, pipe, link, text, binary):
        with pytest.raises(ConfigError, match=f"{file}"):
            find(file.parent)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_must_not_be_read_is_named(tmp_path: Path) -> None:
    """A configuration without permission is not taken for none."""
    write(tmp_path / "source-audit.toml").chmod(0)
    with pytest.raises(ConfigError, match=r"source-audit\.toml: cannot be read: Permission denied"):
        find(tmp_path)


def test_several_paths_with_one_configuration_share_it(tmp_path: Path) -> None:
    """A path that has none doesn't disagree, nor does one that reaches the same file through a link."""
    file = write(tmp_path / "corpus" / "source-audit.toml")
    pages = [write(tmp_path / "corpus" / name / "a.txt") for name in ("wire", "web")]
    (tmp_path / "link").symlink_to(tmp_path / "corpus")
    assert discover([tmp_path / "elsewhere.txt", *pages, tmp_path / "link" / "web"]) == file


def test_two_configurations_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One run has one configuration; the message names both and the way out."""
    write(tmp_path / "a" / "source-audit.toml")
    write(tmp_path / "b" / "pyproject.toml", TABLE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        discover([Path("a"), Path("b")])
    assert str(caught.value) == (
        "a/source-audit.toml and b/pyproject.toml both configure what is audited; choose one with --config"
    )
