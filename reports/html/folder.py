"""A folder that is replaced as a whole: made beside the old one, then put in its place by renaming.

A file that is the same as in the old folder is not written again, but linked from there: its time stays, and whoever
copies or serves reports sees what has changed. A page that says what it was made from need not even be made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reports import NotOurs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

__all__ = ["MARKER", "Folder", "is_ours", "replaced"]

MARKER = ".source-audit-report"
"""The file by which a folder is known to be ours."""

_OURS = re.compile(
    rf"{re.escape(MARKER)}|style\.css|[0-9a-f]{{16}}\.html|rule-[a-z0-9-]+\.html"
    r"|(?:index|accept|review|reject|error)(?:-[0-9]+)?\.html"
    r"|(?:review|document|index|session|documents|rules|texts-[0-9]+)\.js"
)


def is_ours(name: str) -> bool:
    """Whether a file of a report may be called so."""
    return _OURS.fullmatch(name) is not None


class Folder:
    """A folder that is being made, and the one that it replaces."""

    def __init__(self, new: Path, old: Path) -> None:
        self._new = new
        self._old = old

    def put_made_from(self, name: str, key: str, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Make ``name`` hold ``pieces`` and the digest ``key`` of all that they depend on.

        If the old page was made from the same and nobody has changed it, it stays, and ``pieces`` is not called.
        """
        old = self._old / name
        if old.is_file() and not old.is_symlink() and _is_made_from(old, key):
            _link(old, self._new / name)
        else:
            self.put(name, _sealed(pieces(), key))

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Make the file ``name`` hold ``pieces``. Nothing is written of a file that is the same already."""
        new, old = self._new / name, self._old / name
        with ExitStack() as stack:
            before = stack.enter_context(old.open("rb")) if old.is_file() and not old.is_symlink() else None
            rest = iter(pieces)
            same, piece = _same(before, rest)
            if before is not None and piece is None:
                _link(old, new)
                return
            with new.open("wb") as stream:
                if before is not None:
                    _copy(before, stream, same)
                stream.writelines(chain(() if piece is None else (piece,), rest))


def _sealed(pieces: Iterable[bytes], key: str) -> Iterator[bytes]:
    """``pieces``, and a last line with ``key`` and their own digest."""
    content = hashlib.sha256()
    for piece in pieces:
        content.update(piece)
        yield piece
    yield _seal(key, content.hexdigest())


def _seal(key: str, content: str) -> bytes:
    return f"\n<!-- made from {key}, and its digest is {content} -->\n".encode("ascii")


def _is_made_from(page: Path, key: str) -> bool:
    size = len(_seal(key, key))
    with page.open("rb") as stream:
        stream.seek(-min(size, page.stat().st_size), os.SEEK_END)
        seal = stream.read()
        if f" {key}," not in seal.decode("ascii", "replace"):
            return False
        stream.seek(0)
        content = hashlib.sha256()
        left = page.stat().st_size - size
        while left > 0 and (piece := stream.read(min(left, 1 << 20))):
            content.update(piece)
            left -= len(piece)
    return seal == _seal(key, content.hexdigest())


def _same(before: BinaryIO | None, pieces: Iterator[bytes]) -> tuple[int, bytes | None]:
    """How many bytes are as before, and the first piece that is not; ``None`` if all is as it was."""
    same = 0
    for piece in pieces:
        if before is None or before.read(len(piece)) != piece:
            return same, piece
        same += len(piece)
    return same, None if before is None or not before.read(1) else b""


def _copy(before: BinaryIO, stream: BinaryIO, size: int) -> None:
    before.seek(0)
    while size > 0:
        piece = before.read(min(size, 1 << 20))
        stream.write(piece)
        size -= len(piece)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without links
        shutil.copy2(old, new)


@contextmanager
def replaced(folder: Path) -> Iterator[Folder]:
    """Yield an empty folder that takes the place of ``folder`` when the block ends, and vanishes when it fails.

    Between two renames there is a moment with no report; there is never half of one.

    Raises:
        NotOurs: ``folder`` is a link, a file, or holds a file that no report wrote.

    """
    folder = Path.cwd() / folder
    _check(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside the folder, to be on the same file system; in a folder of its own, so that the report itself is made with
    # the permissions that the user's umask gives.
    work = Path(tempfile.mkdtemp(prefix=".source-audit-", dir=folder.parent))
    new, old = work / "new", work / "old"
    try:
        new.mkdir()
        made = Folder(new, folder)
        yield made
        made.put(MARKER, [b"Made by source-audit, which replaces this folder as a whole.\n"])
        _check(folder)  # again: making the report took its time
        _swap(folder, new, old)
    finally:
        # The old report is thrown away only when there is one in its place.
        if folder.exists() or not old.exists():
            shutil.rmtree(work, ignore_errors=True)


def _swap(folder: Path, new: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise


def _check(folder: Path) -> None:
    if folder.is_symlink():
        raise NotOurs(folder, "it is a symbolic link")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOurs(folder, "it is not a folder")
    names = sorted(path.name for path in folder.iterdir())
    marker = folder / MARKER
    if names and (marker.is_symlink() or not marker.is_file()):
        raise NotOurs(folder)
    for name in names:
        if not is_ours(name):
            raise NotOurs(folder, f"it is a report of ours, but {name!r} in it is not")
