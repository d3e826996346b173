"""The results of documents, kept for the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.cache.entries import Kept, pack, unpack
from audit.cache.folder import Folder, default_folder
from audit.cache.keys import environment, key
from audit.codec import DecodeError

if TYPE_CHECKING:
    from audit.config import Configuration
    from corpus.sources import Source


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
        data = self._folder.read(key)
        if data is None:
            return None
        try:
            return unpack(data)
        except DecodeError:
            return None

    def write(self, key: bytes, kept: Kept) -> None:
        """Keep what auditing a document yielded."""
        self._folder.write(key, pack(kept))
