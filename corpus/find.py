"""From names to sources: files, folders, globs and standard input; files of records as batches of whole lines."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from corpus.load import BLANK, EMPTY, LoadError, looks_binary
from corpus.sources import TYPES, Found, PassedOver, Source, Unreadable, nature, reason, shown

_BLOCK = 1 << 20  # bytes read at a time
_BATCH = 1 << 20  # bytes of records that are read together


class Finder:
    """Finds sources, each file once, however often it is meant."""

    def __init__(self, limit: int, types: Mapping[str, str]) -> None:
        """``limit`` is the size of one document in bytes; ``types`` adds file name endings to ``TYPES``."""
        self._limit = limit
        self._types = types
        self._seen: set[str] = set()

    def find(self, arguments: Iterable[str]) -> Iterator[Found]:
        """The sources that arguments mean, in their order, those of a folder by name."""
        for argument in arguments:
            for found in self._argument(argument):
                if isinstance(found, PassedOver):
                    yield found  # it may yet be named, and then it counts
                    continue
                name = os.path.abspath(found.path)  # noqa: PTH100 (links stay links: they are names of their own)
                if name not in self._seen:
                    self._seen.add(name)
                    yield from self._batches(found) if isinstance(found, Source) else [found]

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
        documents = 0
        for name in sorted(set(glob.iglob(pattern, recursive=True))):  # noqa: PTH207 (the pattern may be absolute)
            path = Path(name)
            for found in self._walk(path) if path.is_dir() else [self._met(path)]:
                documents += not isinstance(found, PassedOver)
                yield found
        if not documents:
            yield Unreadable(pattern, "matches no document")

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
            if looks_binary(path):
                return PassedOver(found.path, "binary")
        except (LoadError, OSError):
            pass  # it will fail in the same way when it is read, and be reported then
        return found

    def _file(self, path: Path, mode: int) -> Source | Unreadable:
        if not stat.S_ISREG(mode):
            return Unreadable(shown(path), f"is {nature(mode)}, not a regular file")
        suffix = path.suffix.lower()
        kind = _kind(suffix, self._types)
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
            yield from _lines_of(source, self._limit)
        except OSError as error:
            yield Unreadable(source.path, reason(error, source.path))


def standard_input(stream: BinaryIO, name: str, types: Mapping[str, str], limit: int) -> Iterator[Source | Unreadable]:
    """Standard input as a source called ``name``, read as what its ending says, else as what its bytes look like.

    Records come in batches while they are read; of anything else one byte above the limit is enough to refuse it.
    """
    kind = _kind(Path(name).suffix.lower(), types)
    if kind == "jsonl":
        yield from _batches_of(stream, name, limit)
        return
    data = stream.read(limit + 1)
    if kind is None:
        head = data[:1024].lstrip().lower()
        kind = "html" if head.startswith((b"<!doctype html", b"<html")) else "text"
    yield Source(name, kind, 0, len(data), data=data)


def _kind(suffix: str, types: Mapping[str, str]) -> str | None:
    return types.get(suffix) or TYPES.get(suffix)


def _too_large(size: int, limit: int) -> str:
    return f"is {size:,} bytes, more than the limit of {limit:,}"


def _batches_of(stream: BinaryIO, name: str, limit: int) -> Iterator[Source | Unreadable]:
    """The lines of a stream in batches. Of a line above the limit no more than that is ever held."""
    lines: list[bytes] = []
    first_line = number = 1
    held = 0
    is_blank = True
    while line := stream.readline(limit + 1):
        is_blank = is_blank and not line.strip()
        size = len(line)
        if size > limit:
            while not line.endswith(b"\n") and (line := stream.readline(_BLOCK)):
                size += len(line)
            if lines:
                yield Source(name, "jsonl", first_line=first_line, data=b"".join(lines))
            yield Unreadable(name, _too_large(size, limit), str(number))
            lines, held, first_line = [], 0, number + 1
        else:
            lines.append(line)
            held += size
            if held >= _BATCH:
                yield Source(name, "jsonl", first_line=first_line, data=b"".join(lines))
                lines, held, first_line = [], 0, number + 1
        number += 1
    if is_blank:
        yield Unreadable(name, BLANK if number > 1 else EMPTY)
    elif lines:
        yield Source(name, "jsonl", first_line=first_line, data=b"".join(lines))


def _lines_of(source: Source, limit: int) -> Iterator[Source | Unreadable]:
    """Runs of whole lines. A line above the limit is found out while it is passed, and never held in memory."""
    start = position = line_start = 0
    line = first_line = 1
    is_blank = True
    descriptor = os.open(source.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor)
        while True:
            block = file.read(_BLOCK)
            is_blank = is_blank and not block.strip()
            first = block.find(b"\n") + 1 if block else 0
            line_end = position + (first or len(block))
            if (first or not block) and line_end - line_start > limit:
                if start < line_start:
                    yield Source(source.path, "jsonl", start, line_start, first_line)
                yield Unreadable(source.path, _too_large(line_end - line_start, limit), str(line))
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
        yield Unreadable(source.path, BLANK if position else EMPTY)
    elif start < position:
        yield Source(source.path, "jsonl", start, position, first_line)
