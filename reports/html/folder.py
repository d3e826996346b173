"""A folder that is replaced as a whole: made beside the old one, then put in its place by renaming."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reports import NotOurs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MARKER", "replaced"]

MARKER = ".source-audit-report"
"""The file by which a folder is known to be ours."""

_OURS = re.compile(
    rf"{re.escape(MARKER)}|style\.css|[0-9a-f]{{16}}\.html|rule-[a-z0-9-]+\.html"
    r"|(?:index|accept|review|reject|error)(?:-[0-9]+)?\.html"
)


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
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
        yield new
        new.joinpath(MARKER).write_text("Made by source-audit, which replaces this folder as a whole.\n", "utf-8")
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
        if not _OURS.fullmatch(name):
            raise NotOurs(folder, f"it is a report of ours, but {name!r} in it is not")
