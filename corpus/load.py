"""A source's bytes: all of them, or why not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from corpus.sources import Source, nature

_HEAD = 65_536  # bytes by which a file is told to be binary
_SIGNATURES = (
    *(b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"\xfd7zXZ"),
    *(b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0"),
)
# With these a text may begin too; but such a file holds control characters soon.
_WORDS = (b"GIF8", b"BZh", b"Rar!", b"OggS", b"ID3", b"RIFF", b"PAR1")
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.05  # share of control characters beyond which bytes are no text
EMPTY, BLANK = "is empty", "holds nothing but white space"


class LoadError(Exception):
    """A source that cannot be audited; the message says why, without the name."""


def read(source: Source, limit: int) -> bytes:
    """The bytes of a source.

    Raises:
        LoadError: It is empty, too large, binary, or changed while it was read.
        OSError: It cannot be opened or read.

    """
    if source.data is not None:
        data = source.data
        if source.kind != "jsonl" and len(data) > limit:  # of records, each is held to it by itself
            raise LoadError(f"is larger than the limit of {limit:,} bytes")
    else:
        data = read_bytes(Path(source.path), source.start, source.end, limit)
    # Records have been looked through when they were cut into batches, of which one may well be blank.
    if source.kind != "jsonl":
        if not data.strip():
            raise LoadError(BLANK if data else EMPTY)
        if _is_binary(data[:_HEAD]):
            raise LoadError("is binary, not text")
    return data


def read_bytes(path: Path, start: int, end: int | None, limit: int | None = None) -> bytes:
    """Bytes ``start`` to ``end`` (``None``: all) of a regular file, never waiting for a pipe.

    Raises:
        LoadError: It is larger than ``limit``, no regular file (any more), or changed while it was read.
        OSError: It cannot be opened or read.

    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise LoadError(f"is {nature(status.st_mode)}, not a regular file")
        size = (status.st_size if end is None else end) - start
        if limit is not None and size > limit and end is None:
            raise LoadError(f"is {size:,} bytes, more than the limit of {limit:,}")
        file.seek(start)
        data = file.read(size)
        after = os.fstat(descriptor)
    if len(data) != size or (end is None and after.st_size != status.st_size):
        raise LoadError("changed while it was read")
    return data


def looks_binary(path: Path) -> bool:
    """Whether the beginning of a file is no text.

    Raises:
        LoadError: As ``read_bytes``.
        OSError: As ``read_bytes``.

    """
    return _is_binary(read_bytes(path, 0, min(_HEAD, path.stat().st_size)))


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if data.startswith(_SIGNATURES) or (controls and data.startswith(_WORDS)):
        return True
    if not data or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    if controls <= len(data) * _MOST_CONTROLS:
        return False
    from corpus.charset_guess import wide  # noqa: PLC0415 (few files need it)

    return wide(data) is None
