"""What may be audited, by name: a source to be read, or why there is none.

A source that was named and cannot be audited is a failure; one that a walk through a folder merely meets and does not
know is passed over. Both are named, neither stops the rest.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or some lines of a JSON-lines file, to be read as ``kind``.

    ``path`` is as reports name it. ``start`` and ``end`` are byte offsets of whole lines, ``first_line`` counts from 1.
    ``data`` is set for what comes from standard input, which can be read only once.
    """

    path: str
    kind: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that was named but is no document: missing, of an unknown type, a pipe, a record too large."""

    path: str
    reason: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that a walk met and left alone."""

    path: str
    reason: str


Found = Source | Unreadable | PassedOver


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


def reason(error: OSError, path: Path | str) -> str:
    """Why a file could not be opened or read, in words."""
    if error.errno == errno.ENOENT:
        return "is a broken link" if Path(path).is_symlink() else "does not exist"
    if error.errno == errno.ELOOP:
        return "is a link that leads in a circle"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "may not be read: permission denied"
    return error.strerror or str(error)


def nature(mode: int) -> str:
    """What a file that is no regular one is, in words."""
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
