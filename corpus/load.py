"""From names to documents: finding the sources that are meant, and reading each whole or saying why not.

A source that was named and cannot be audited is a failure; one that a walk through a folder merely meets and does not
know is passed over. Both are named, neither stops the rest.
"""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
STANDARD_INPUT = "-"

_BLOCK = 1 << 20  # bytes read at a time
_BATCH = 1 << 20  # bytes of records that are read together
_HEAD = 65_536  # bytes by which a file is told to be binary
_SIGNATURES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"BZh", b"\xfd7zXZ",
               b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0", b"OggS", b"ID3", b"RIFF", b"PAR1", b"SQLite format 3\0")  # fmt: skip
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1b"})
_EMPTY, _BLANK = "is empty", "holds nothing but white space"
_MOST_CONTROLS = 0.05  # share of control characters beyond which bytes are no text


class LoadError(Exception):
    """A source that cannot be audited; the message says why, without the name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or some lines of a JSON-lines file, to be read as ``kind``.

    ``path`` is as reports name it. ``start`` and ``end`` are byte offsets of whole lines, ``first_line`` counts from 1.
    ``data`` is set for standard input, which can be read only once.
    """

    path: str
    kind: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that was named but is no document: missing, of an unknown type, a pipe, a record too large …"""

    path: str
    reason: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that a walk met and left alone."""

    path: str
    reason: str


Found = Source | Unreadable | PassedOver


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds sources. ``types`` adds file name endings to ``TYPES``; ``limit`` is the size of one document in bytes."""

    limit: int
    types: Mapping[str, str]

    def find(self, arguments: Sequence[str]) -> Iterator[Found]:
        """The sources that arguments mean, in their order, those of a folder by name; each file once."""
        seen: set[str] = set()
        for argument in arguments:
            for found in self._argument(argument):
                if len(arguments) > 1:  # a walk meets no file twice
                    name = os.path.abspath(found.path)  # noqa: PTH100 (links stay links: they are names of their own)
                    if name in seen:
                        continue
                    seen.add(name)
                if isinstance(found, Source):
                    yield from self._batches(found)
                else:
                    yield found

    def _argument(self, argument: str) -> Iterator[Found]:
        path = Path(argument)
        try:
            mode = path.stat().st_mode
        except OSError as error:
            if error.errno == errno.ENOENT and not path.is_symlink() and glob.has_magic(argument):
                yield from self._glob(argument)
            else:
                yield Unreadable(shown(path), reason(error, path))
            return
        except ValueError as error:  # a NUL in the name
            yield Unreadable(shown(path), str(error))
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(path)
        else:
            yield self._file(path, mode)

    def _glob(self, pattern: str) -> Iterator[Found]:
        names = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 (the pattern may be absolute)
        files = [Path(name) for name in names if not Path(name).is_dir()]
        if not files:
            yield Unreadable(pattern, "no file matches")
        for path in files:
            yield self._met(path)

    def _folder(self, folder: Path) -> Iterator[Found]:
        """Every file below a folder. Links to folders are not followed, so that no link leads in a circle."""
        documents = 0
        for found in self._walk(folder):
            documents += isinstance(found, Source | Unreadable)
            yield found
        if not documents:
            yield Unreadable(shown(folder), "holds no document")

    def _walk(self, folder: Path) -> Iterator[Found]:
        pending = [folder]
        while pending:
            current = pending.pop()
            try:
                entries = sorted(os.scandir(current), key=lambda entry: entry.name)
            except OSError as error:
                yield Unreadable(shown(current), reason(error, current))
                continue
            folders = []
            for entry in entries:
                path = current / entry.name
                if entry.name.startswith("."):
                    yield PassedOver(shown(path), "hidden")
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif entry.is_symlink() and path.is_dir():
                    yield PassedOver(shown(path), "a link to a folder")
                else:
                    yield self._met(path)
            pending += reversed(folders)

    def _met(self, path: Path) -> Found:
        """A file that was not named itself: what is not known as a document is passed over."""
        try:
            mode = path.stat().st_mode
        except OSError as error:
            return Unreadable(shown(path), reason(error, path))
        found = self._file(path, mode)
        if isinstance(found, Unreadable):
            return PassedOver(found.path, found.reason)
        try:
            if _is_binary(read_bytes(path, 0, _HEAD)):
                return PassedOver(found.path, "binary")
        except (LoadError, OSError):
            pass  # it will fail in the same way when it is read, and be reported then
        return found

    def _file(self, path: Path, mode: int) -> Source | Unreadable:
        if not stat.S_ISREG(mode):
            return Unreadable(shown(path), f"is {_nature(mode)}, not a regular file")
        suffix = path.suffix.lower()
        kind = self.types.get(suffix) or TYPES.get(suffix)
        if kind is None:
            what = f"unknown type {suffix!r}" if suffix else "unknown type: its name has no ending"
            return Unreadable(shown(path), what)
        return Source(shown(path), kind)

    def _batches(self, source: Source) -> Iterator[Source | Unreadable]:
        """A JSON-lines file as runs of whole lines; a longer line than the limit is a batch of its own."""
        if source.kind != "jsonl":
            yield source
            return
        try:
            yield from _lines_of(source, self.limit)
        except OSError as error:
            yield Unreadable(source.path, reason(error, source.path))


def standard_input(data: bytes, name: str, types: Mapping[str, str]) -> Source:
    """Standard input as a source called ``name``, read as what its ending says, else as what its bytes look like."""
    suffix = Path(name).suffix.lower()
    head = data[:1024].lstrip().lower()
    guess = "html" if head.startswith((b"<!doctype html", b"<html")) else "text"
    return Source(name, types.get(suffix) or TYPES.get(suffix) or guess, 0, len(data), data=data)


def read(source: Source, limit: int) -> bytes:
    """The bytes of a source.

    Raises:
        LoadError: It is empty, too large, binary, or changed while it was read.
        OSError: It cannot be opened or read.

    """
    if source.data is not None:
        data = source.data
        if len(data) > limit:
            raise LoadError(f"is larger than the limit of {limit:,} bytes")
    else:
        data = read_bytes(Path(source.path), source.start, source.end, limit)
    # A file of records has been looked through when it was cut into batches, of which one may well be blank.
    if (source.kind != "jsonl" or source.data is not None) and not data.strip():
        raise LoadError(_EMPTY if not data else _BLANK)
    if source.kind != "jsonl" and _is_binary(data[:_HEAD]):
        raise LoadError("is binary, not text")
    return data


def read_bytes(path: Path, start: int, end: int | None, limit: int | None = None) -> bytes:
    """Bytes ``start`` to ``end`` (``None``: all) of a regular file, never waiting for a pipe.

    Raises:
        LoadError: It is larger than ``limit``, no regular file (any more), or changed while it was read.
        OSError: It cannot be opened or read.

    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise LoadError(f"is {_nature(status.st_mode)}, not a regular file")
        size = (status.st_size if end is None else min(end, max(status.st_size, start))) - start
        if limit is not None and size > limit and end is None:
            raise LoadError(f"is {size:,} bytes, more than the limit of {limit:,}")
        file.seek(start)
        data = file.read(size)
        after = os.fstat(descriptor)
    if end is None and (len(data) != size or after.st_size != status.st_size):
        raise LoadError("changed while it was read")
    return data


def _lines_of(source: Source, limit: int) -> Iterator[Source | Unreadable]:
    """Runs of whole lines. A line above the limit is found out while it is passed, and never held in memory."""
    start = position = line_start = 0
    line = first_line = 1
    is_blank = True
    descriptor = os.open(source.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        while True:
            block = file.read(_BLOCK)
            is_blank = is_blank and not block.strip()
            first = block.find(b"\n") + 1 if block else 0
            line_end = position + (first or len(block))
            if (first or not block) and line_end - line_start > limit:
                if start < line_start:
                    yield Source(source.path, "jsonl", start, line_start, first_line)
                reason = f"is {line_end - line_start:,} bytes, more than the limit of {limit:,}"
                yield Unreadable(source.path, reason, str(line))
                start, first_line = line_end, line + 1
            if not block:
                break
            line += block.count(b"\n")
            if first:
                line_start = position + block.rfind(b"\n") + 1
            position += len(block)
            if line_start - start >= _BATCH:
                yield Source(source.path, "jsonl", start, line_start, first_line)
                start, first_line = line_start, line
    if is_blank:
        yield Unreadable(source.path, _BLANK if position else _EMPTY)
    elif start < position:
        yield Source(source.path, "jsonl", start, position, first_line)


def shown(path: Path | str) -> str:
    """A path as reports name it: relative to the working directory where it lies below it, with ``/``."""
    text = os.fspath(path)
    try:
        if os.path.isabs(text):  # noqa: PTH117 (the path is a string)
            relative = os.path.relpath(text)
            text = text if relative.startswith("..") else relative
    except (OSError, ValueError):
        pass
    return Path(text).as_posix()


def _is_binary(data: bytes) -> bool:
    if data.startswith(_SIGNATURES):
        return True
    if not data or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    zeros = data.count(0)
    # UTF-16 and UTF-32 of Latin letters are full of zero bytes, at every second place or three in four.
    if (
        zeros > len(data) / 3
        and zeros == controls
        and (max(data[0::2].count(0), data[1::2].count(0)) > 0.8 * (len(data) / 2))
    ):
        return False
    return controls > len(data) * _MOST_CONTROLS


def _nature(mode: int) -> str:
    for test, name in (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISDIR, "a folder"),
    ):
        if test(mode):
            return name
    return "something else"


def reason(error: OSError, path: Path | str) -> str:
    """Why a file could not be opened or read, in words."""
    if error.errno == errno.ENOENT:
        return "is a broken link" if os.path.islink(path) else "does not exist"
    if error.errno == errno.ELOOP:
        return "is a link that leads in a circle"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "may not be read: permission denied"
    return error.strerror or str(error)
