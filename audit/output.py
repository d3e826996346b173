"""Where reports go: standard output, a file or a folder; each whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """A report that was asked for: its format and where it goes."""

    format: str
    path: str

    @property
    def is_standard_output(self) -> bool:
        """Whether it goes to standard output."""
        return self.path == STANDARD_OUTPUT


@contextmanager
def written(target: Target) -> Iterator[TextIO]:
    """A stream to write a report to. A file appears under its name only when all of it is written.

    Raises:
        OSError: The file cannot be written.

    """
    if target.is_standard_output:
        yield standard_output()
        sys.stdout.flush()
        return
    path = Path(target.path)
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        # A device or a pipe cannot be replaced, only written to.
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    path = path.resolve()
    with _replacing(path) as descriptor, open(descriptor, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123 (a descriptor)
        yield stream
        stream.flush()
        os.fsync(descriptor)


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` under a name, all of it or nothing; a link stays one, permissions stay.

    Raises:
        OSError: It cannot be written.

    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        path.write_bytes(data)  # a device or a pipe cannot be replaced, only written to
        return
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    with _replacing(path) as descriptor, open(descriptor, "wb") as stream:  # noqa: PTH123 (a descriptor)
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)


@contextmanager
def _replacing(path: Path) -> Iterator[int]:
    """The descriptor of a new file that takes the place of ``path`` at the end, if nothing is raised."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    try:
        yield descriptor
        _take_mode(name, path)
        os.replace(name, path)  # noqa: PTH105 (a string)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 (a string)
        raise


def standard_output() -> TextIO:
    """Standard output as UTF-8, whatever the locale says; what has no form in it is escaped.

    Raises:
        OSError: It is closed.

    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


def _take_mode(name: str, path: Path) -> None:
    """Give a temporary file the permissions that the file under its later name has, or would have."""
    if path.exists():
        status = path.stat()
        mode = stat.S_IMODE(status.st_mode)
        with suppress(PermissionError):  # only root may give a file away
            os.chown(name, status.st_uid, status.st_gid)
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    os.chmod(name, mode)  # noqa: PTH101 (a string)
