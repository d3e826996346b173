"""The results of documents, and of documents held against each other, kept for the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from audit.cache.entries import Kept, pack, unpack
from audit.cache.folder import Folder, default_folder
from audit.cache.keys import environment, key
from audit.codec import DecodeError, decode, encode
from audit.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audit.config import Configuration
    from audit.model import Failure
    from corpus.sources import Source

_Read = TypeVar("_Read")


def opened(configuration: Configuration) -> Cache | None:
    """The cache of the user, if there is a place for one."""
    path = default_folder()
    return Cache(Folder(path), configuration) if path else None


class Cache:
    """Kept results, those that this program on this machine can use. It can be pickled."""

    def __init__(self, folder: Folder, configuration: Configuration) -> None:
        self._folder = folder
        self._common = environment(configuration)

    def key(self, piece: Source, configuration: Configuration) -> bytes | None:
        """The key of a document's result; ``None`` if it cannot be kept."""
        return key(piece, configuration, self._common)

    def read(self, key: bytes) -> Kept | None:
        """What is kept of a document."""
        return self._read(key, unpack)

    def write(self, key: bytes, kept: Kept) -> None:
        """Keep what auditing a document yielded."""
        self._folder.write(key, pack(kept))

    def related(self, key: bytes) -> Sequence[tuple[int, Finding]] | None:
        """What is kept of some documents held against each other; the numbers say which is which."""
        return self._read(key, _findings)

    def keep_related(self, key: bytes, findings: Sequence[tuple[int, Finding | Failure]]) -> None:
        """Keep what was found."""
        self._folder.write(key, encode(findings))

    def _read(self, key: bytes, read: Callable[[bytes], _Read]) -> _Read | None:
        data = self._folder.read(key)
        try:
            return None if data is None else read(data)
        except DecodeError:
            return None


def _findings(data: bytes) -> Sequence[tuple[int, Finding]]:
    findings: Sequence[tuple[int, Finding]] = decode(tuple[tuple[int, Finding], ...], data)
    return findings
