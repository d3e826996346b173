"""Entries on disk: bytes by key, each in a file of its own.

A file appears under its name whole or not at all, so that runs at the same time need not know of each other; it begins
with a checksum, so that one which was damaged counts as missing and is written anew. What cannot be read or written is
no failure: the result is only not kept. The folders by the first byte of the key each hold a share of what may be kept;
what was not used for longest goes first.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BOUND = 4 << 30
"""Bytes that are kept at most, or not much more."""

_VARIABLE = "SOURCE_AUDIT_CACHE"
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = """\
Signature: 8a477f597d28d172789f06886806bc55
# This folder holds results of source-audit that can be made again: see https://bford.info/cachedir/
"""
_OURS = "source-audit"
_SHARDS = 256  # folders, by the first byte of the key; one write in so many looks after the size of its folder
_SHARD = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(r"\.?[0-9a-f]{16,64}")
_LARGEST = 1 << 28  # bytes of an entry
_CHECKSUM = hashlib.sha256().digest_size
_KEPT_SHARE = 0.75  # of what a folder may hold, after it has held too much
_DAY = 86_400  # seconds; how exactly it is known when an entry was last used


def default_folder() -> Path | None:
    """Where results are kept: ``$SOURCE_AUDIT_CACHE``, else the user's folder for such; ``None`` if there is none.

    That is not among the sources, which may have been written by somebody who would like to choose their verdict.
    """
    own = os.environ.get(_VARIABLE)
    if own:
        return Path(own).absolute()
    shared = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(shared):  # noqa: PTH117 (a string; the XDG specification has any other ignored)
        return Path(shared, _OURS)
    try:
        return Path.home() / ".cache" / _OURS
    except RuntimeError:
        return None


@dataclass(frozen=True, slots=True)
class Size:
    """How much is kept: entries, and their bytes."""

    entries: int
    bytes: int


class Folder:
    """A folder of entries, which need not exist yet. Keys have 32 bytes."""

    def __init__(self, path: Path, bound: int = BOUND) -> None:
        self.path = path
        self._bound = bound

    def read(self, key: bytes) -> bytes | None:
        """What is kept under ``key``; ``None`` if that is nothing, or damaged."""
        try:
            descriptor = os.open(self._path(key), os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
            with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor)
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                    return None
                data = file.read()
                if time.time() - status.st_mtime > _DAY:
                    with suppress(OSError):  # it may be another user's, or on a disk that is only to be read
                        os.utime(descriptor)
        except OSError:
            return None
        content = data[_CHECKSUM:]
        return content if data[:_CHECKSUM] == _checksum(key, content) else None

    def write(self, key: bytes, content: bytes) -> bool:
        """Keep ``content`` under ``key``. Whether that could be done."""
        if len(content) > _LARGEST - _CHECKSUM:
            return False
        path = self._path(key)
        try:
            try:
                self._put(path, _checksum(key, content) + content)
            except FileNotFoundError:
                self._make(path.parent)
                self._put(path, _checksum(key, content) + content)
        except OSError:
            return False
        if key[1] == 0:  # as good as chance, and it needs no clock and no counter
            self._prune(path.parent)
        return True

    def size(self) -> Size:
        """How much is kept now."""
        sizes = [status.st_size for shard in self._shards() for _, status in _entries(shard)]
        return Size(len(sizes), sum(sizes))

    def clear(self) -> Size:
        """Remove all entries. What was removed is returned.

        Raises:
            OSError: Some could not be removed.

        """
        number = freed = 0
        for shard in self._shards():
            for path, status in _entries(shard):
                path.unlink(missing_ok=True)
                number, freed = number + 1, freed + status.st_size
            with suppress(OSError):  # another run may have put something there
                shard.rmdir()
        return Size(number, freed)

    def problem(self) -> str | None:
        """Why nothing can be kept here, if so. The folder is made to find out."""
        probe = self._path(secrets.token_bytes(_CHECKSUM))
        try:
            self._make(probe.parent)
            self._put(probe, b"")
            probe.unlink()
        except OSError as error:
            return error.strerror or str(error)
        return None

    @property
    def is_ours(self) -> bool:
        """Whether it is there and was made for results."""
        with suppress(OSError):
            return _OURS in (self.path / _TAG).read_text(encoding="utf-8", errors="replace")
        return False

    def _path(self, key: bytes) -> Path:
        name = key.hex()
        return self.path / name[:2] / name[2:]

    def _make(self, shard: Path) -> None:
        """Make the folder, unless it holds what is not ours."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.is_ours:
            if any(self.path.iterdir()):
                raise FileExistsError(None, "is not empty, and no folder of kept results")
            (self.path / _TAG).write_text(_TAG_TEXT, encoding="utf-8")
            (self.path / ".gitignore").write_text("*\n", encoding="utf-8")
        shard.mkdir(exist_ok=True)

    def _put(self, path: Path, data: bytes) -> None:
        temporary = path.parent / f".{secrets.token_hex(8)}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            _write_all(descriptor, data)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _shards(self) -> Iterator[Path]:
        if self.is_ours:
            yield from sorted(path for path in self.path.iterdir() if _SHARD.fullmatch(path.name))

    def _prune(self, shard: Path) -> None:
        """Remove what was not used for longest, if the folder holds more than its share."""
        share = self._bound // _SHARDS
        found = list(_entries(shard))
        total = sum(status.st_size for _, status in found)
        if total <= share:
            return
        for path, status in sorted(found, key=lambda one: one[1].st_mtime):
            with suppress(OSError):
                path.unlink()
                total -= status.st_size
            if total <= share * _KEPT_SHARE:
                return


def _write_all(descriptor: int, data: bytes) -> None:
    with open(descriptor, "wb") as file:
        file.write(data)


def _entries(shard: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The files of a folder with their sizes and times, those that a killed run left half written too."""
    with suppress(OSError), os.scandir(shard) as found:
        for entry in found:
            if _ENTRY.fullmatch(entry.name):
                with suppress(OSError):  # gone meanwhile
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        yield Path(entry.path), status


def _checksum(key: bytes, content: bytes) -> bytes:
    """Of the key too: an entry under another's name is not its result."""
    return hashlib.sha256(key + content).digest()
