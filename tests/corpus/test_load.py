from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.find import Finder, standard_input
from corpus.load import LoadError, read, read_bytes
from corpus.read import documents
from corpus.sources import Found, PassedOver, Source, Unreadable

_LIMIT = 10_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(name: str, data: bytes = b"Some text.\n") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _find(*arguments: str, limit: int = _LIMIT) -> list[Found]:
    return list(Finder(limit, {}).find(arguments))


def _told(*arguments: str) -> list[tuple[str, str]]:
    """Path, and kind or reason, of what is found."""
    return [(found.path, found.kind if isinstance(found, Source) else found.reason) for found in _find(*arguments)]


def _failure(name: str, limit: int = _LIMIT) -> str:
    """Why a file that was named could not be read."""
    (found,) = _find(name, limit=limit)
    if isinstance(found, Source):
        (found,) = documents(found, limit=limit)  # type: ignore[assignment]
    assert isinstance(found, Unreadable)
    assert found.path == name
    return found.reason


# Finding


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.txt", "text"), ("a.TXT", "text"), ("a.md", "markdown"), ("a.htm", "html"), ("a.xhtml", "html"), ("a b.html",
     "html"),
     ("ä.txt", "text"), ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl"), ("-a.txt", "text"), ("[a].txt", "text"),
     (".a.txt", "text")],
)  # fmt: skip
def test_a_file_is_read_as_its_name_says(name: str, kind: str) -> None:
    """The ending decides, in any case; a file that exists is no pattern."""
    _write(name)
    (found,) = _find(name)
    assert isinstance(found, Source)
    assert (found.path, found.kind) == (name, kind)


def test_endings_can_be_added() -> None:
    """The configuration may name further endings, and change the known ones."""
    _write("a.news")
    _write("b.txt")
    found = list(Finder(_LIMIT, {".news": "html", ".txt": "markdown"}).find(["a.news", "b.txt"]))
    assert [source.kind for source in found if isinstance(source, Source)] == ["html", "markdown"]


def test_a_folder_is_walked_by_name() -> None:
    """Files before folders below them, each by name; what is no document is passed over, with the reason."""
    for name in (
        "c/b.txt",
        "c/a.md",
        "c/z/a.txt",
        "c/d/a.txt",
        "c/.hidden.txt",
        "c/.git/a.txt",
        "c/a.py",
        "c/noending",
    ):
        _write(name)
    _write("c/pdf.txt", b"%PDF-1.7 ...")
    Path("c/link").symlink_to("d")
    assert _told("c") == [
        ("c/.git", "hidden"),
        ("c/.hidden.txt", "hidden"),
        ("c/a.md", "markdown"),
        ("c/a.py", "unknown type '.py'"),
        ("c/b.txt", "text"),
        ("c/link", "a link to a folder"),
        ("c/noending", "unknown type: its name has no ending"),
        ("c/pdf.txt", "binary"),
        ("c/d/a.txt", "text"),
        ("c/z/a.txt", "text"),
    ]


def test_what_a_walk_passes_over_is_no_failure_and_what_was_named_is() -> None:
    """The same file is passed over in a folder and a failure by itself."""
    _write("c/a.py")
    _write("c/a.txt")
    assert isinstance(_find("c")[0], PassedOver)
    assert isinstance(_find("c/a.py")[0], Unreadable)


@pytest.mark.parametrize("names", [(), ("a.py",), (".hidden.txt",)])
def test_a_folder_without_documents_is_a_failure(names: tuple[str, ...]) -> None:
    """A folder that was named and holds nothing to audit was not audited."""
    Path("c").mkdir()
    for name in names:
        _write(f"c/{name}")
    assert _find("c")[-1] == Unreadable("c", "holds no document")


def test_a_pattern_names_files() -> None:
    """Patterns are for shells that have none: folders that match are walked, unknown files passed over."""
    for name in ("c/b.txt", "c/a.txt", "c/a.py", "c/d.txt/e.txt"):
        _write(name)
    assert _told("c/*") == [
        ("c/a.py", "unknown type '.py'"),
        ("c/a.txt", "text"),
        ("c/b.txt", "text"),
        ("c/d.txt/e.txt", "text"),
    ]
    assert _told("**/e.*") == [("c/d.txt/e.txt", "text")]
    assert _told("*.none") == [("*.none", "matches no document")]


def test_each_file_is_found_once() -> None:
    """A file that is named twice, or named and met, is audited once, at its first place."""
    for name in ("c/a.txt", "c/b.txt"):
        _write(name)
    assert [path for path, _ in _told("c/b.txt", "c", "./c/a.txt", str(Path("c/a.txt").absolute()))] == [
        "c/b.txt",
        "c/a.txt",
    ]


def test_paths_are_shown_from_the_working_directory(tmp_path: Path) -> None:
    """An absolute path below the working directory is shown relative to it, another one as it is."""
    _write("c/a.txt")
    assert _told(str(tmp_path / "c" / "a.txt")) == [("c/a.txt", "text")]
    Path("d").mkdir()
    os.chdir("d")
    assert _told(str(tmp_path / "c" / "a.txt")) == [((tmp_path / "c" / "a.txt").as_posix(), "text")]


# What cannot be found


def test_a_missing_file_is_a_failure() -> None:
    """What does not exist is named, and so is a link to it."""
    Path("link.txt").symlink_to("none.txt")
    Path("loop.txt").symlink_to("loop.txt")
    assert _failure("none.txt") == "does not exist"
    assert _failure("none/a.txt") == "does not exist"
    assert _failure("link.txt") == "is a broken link"
    assert _failure("loop.txt") == "is a link that leads in a circle"
    assert _failure("a\0.txt")
    assert "long" in _failure("x" * 5000)


def test_broken_links_in_a_folder_do_not_stop_the_walk() -> None:
    """They are named where they stand, and the rest is found; a circle of folders ends."""
    _write("c/b.txt")
    Path("c/a.txt").symlink_to("none.txt")
    Path("c/c.txt").symlink_to("c.txt")
    Path("c/up").symlink_to("..")
    assert _told("c") == [
        ("c/a.txt", "is a broken link"),
        ("c/b.txt", "text"),
        ("c/c.txt", "is a link that leads in a circle"),
        ("c/up", "a link to a folder"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_failure() -> None:
    """A file and a folder without permission are named; the rest is found."""
    _write("c/a.txt").chmod(0)
    _write("c/d/b.txt")
    Path("c/d").chmod(0)
    try:
        assert _failure("c/a.txt") == "may not be read: permission denied"
        assert ("c/d", "may not be read: permission denied") in _told("c")
    finally:
        Path("c/d").chmod(0o700)


def test_a_permission_that_is_denied_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, an open that is refused is a failure with its reason."""
    _write("a.txt")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert _failure("a.txt") == "may not be read: permission denied"


def test_a_pipe_is_not_waited_for() -> None:
    """A FIFO is a failure where it is named, passed over where it is met, and never opened for good."""
    Path("c").mkdir()
    os.mkfifo("c/pipe.txt")
    assert _failure("c/pipe.txt") == "is a pipe, not a regular file"
    assert _told("c")[0] == ("c/pipe.txt", "is a pipe, not a regular file")
    with pytest.raises(LoadError, match="is a pipe"):
        read(Source("c/pipe.txt", "text"), _LIMIT)


def test_a_device_is_no_document() -> None:
    """Neither is what never ends."""
    assert _failure("/dev/zero") == "is a device, not a regular file"


# Reading


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "holds nothing but white space"),
        (b"\x89PNG\r\n\x1a\n0000", "is binary, not text"),
        (bytes(range(32)) * 8, "is binary, not text"),
        (b"x" * (_LIMIT + 1), "is 10,001 bytes, more than the limit of 10,000"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_what_is_no_text_is_a_failure(name: str, data: bytes, reason: str) -> None:
    """Empty, blank, binary and oversized files are named, never cut or guessed at."""
    _write(name, data)
    assert _failure(name) == reason


def test_a_huge_file_is_not_read() -> None:
    """The size is looked at before the bytes are."""
    with Path("a.txt").open("wb") as file:
        file.truncate(1 << 40)
    assert _failure("a.txt") == "is 1,099,511,627,776 bytes, more than the limit of 10,000"


def test_a_file_of_just_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    _write("a.txt", b"x" * _LIMIT)
    assert read(Source("a.txt", "text"), _LIMIT) == b"x" * _LIMIT


@pytest.mark.parametrize("data", [b"one\0two is here, and some more words", "naïve".encode("utf-16"),
                                  "naïve".encode("utf-16-le"),
                                  "Some naïve text".encode("utf-32-be"), "日本".encode("shift_jis"),
                                  b"\x1b[1mbold\x1b[0m\f"])  # fmt: skip
def test_text_in_any_encoding_is_no_binary_file(data: bytes) -> None:
    """A few NULs, wide encodings and escape sequences are text."""
    _write("a.txt", data)
    assert read(Source("a.txt", "text"), _LIMIT) == data


@pytest.mark.parametrize("by", [-3, 5])
def test_a_file_that_changes_while_it_is_read_is_a_failure(by: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of an old version and half of a new one is no document."""
    path = _write("a.txt")
    status, calls = os.fstat, []

    def change(descriptor: int) -> os.stat_result:
        before = status(descriptor)
        calls.append(descriptor)
        os.truncate(path, len(b"Some text.\n") + by)
        return before

    monkeypatch.setattr(os, "fstat", change)
    assert _failure("a.txt") == "changed while it was read"
    assert calls


def test_a_part_is_read_by_offsets() -> None:
    """Batches of a file are read by themselves; a file that ends before them has lost records since."""
    path = _write("a.txt", b"0123456789")
    assert read_bytes(path, 2, 5) == b"234"
    with pytest.raises(LoadError, match="changed while it was read"):
        read_bytes(path, 8, 50)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(b"Text.", "-", "text"), (b" <!DOCTYPE html><p>x", "-", "html"), (b"<html>", "-", "html"), (b"{}", "in.jsonl",
     "jsonl"), (b"# x", "in.md", "markdown"), (b"<html>", "in.txt", "text")],
)  # fmt: skip
def test_standard_input_is_read_as_its_name_or_its_bytes_say(data: bytes, name: str, kind: str) -> None:
    """Without a name the beginning tells pages from text."""
    (source,) = standard_input(io.BytesIO(data), name, {}, _LIMIT)
    assert isinstance(source, Source)
    assert (source.path, source.kind) == (name, kind)
    assert read(source, _LIMIT) == data


def test_standard_input_has_the_limit_too() -> None:
    """More than the limit on standard input is a failure as well."""
    (source,) = standard_input(io.BytesIO(b"x" * 11), "-", {}, 10)
    assert isinstance(source, Source)
    with pytest.raises(LoadError, match="larger than the limit"):
        read(source, 10)


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [("a.txt", "text/plain", "<p>*x*"), ("a.md", "text/markdown", "<p>*x*"), ("a.html", "text/html", "<p>*x*")],
)
def test_each_kind_has_its_reader(name: str, kind: str, text: str) -> None:
    """Plain text stays as it is; Markdown and HTML are read for what a reader sees."""
    _write(name, text.encode())
    (source,) = _find(name)
    assert isinstance(source, Source)
    (document,) = documents(source, limit=_LIMIT)
    assert isinstance(document, Document)
    assert (document.path, document.media_type, document.record) == (name, kind, None)
    assert document.text.text == {"a.txt": "<p>*x*", "a.md": "x", "a.html": "*x*"}[name]


def test_a_file_that_vanishes_is_a_failure() -> None:
    """What was found and is gone when it is read is named."""
    (found,) = documents(Source("gone.txt", "text"), limit=_LIMIT)
    assert found == Unreadable("gone.txt", "does not exist")


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_typographic_signs_is_text_without_a_mark_too(charset: str) -> None:
    """The low bytes of curly quotation marks and dashes are control characters, of which binary files are full."""
    data = "“The council – it did not vote,” the mayor said. It’s late.".encode(charset)

    assert read(Source("a.txt", "text", data=data), len(data)) == data
