"""Reports: an ``AuditReport`` for people, for programs, and for the views of code hosts.

Nothing is imported until a format is written, so that a run that wants JSON does not pay for templates.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import TextIO

    from audit.model import AuditReport

__all__ = [
    "FOLDER_FORMATS",
    "FORMATS",
    "PAGE_FORMATS",
    "STREAM_FORMATS",
    "FolderWriter",
    "NotOneDocument",
    "NotOurs",
    "StreamWriter",
]


class NotOurs(OSError):  # noqa: N818  # reads as what it says where it is raised and caught
    """A folder that a report would replace, and that no report of ours made. ``folder`` is that folder."""

    def __init__(self, folder: Path, reason: str = "it is not empty and no report of ours") -> None:
        super().__init__(f"refusing to replace {folder}: {reason}")
        self.folder = folder


class NotOneDocument(ValueError):  # noqa: N818  # as above
    """A page for one document was asked for, and there are ``count`` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"a single file holds one document, and there are {count}")
        self.count = count


class StreamWriter(Protocol):
    """Writes a report to an open text stream."""

    def __call__(self, report: AuditReport, stream: TextIO, /) -> None:
        """Write ``report`` to ``stream``, one document at a time."""


class FolderWriter(Protocol):
    """Writes a report as a folder of files."""

    def __call__(self, report: AuditReport, folder: Path, /) -> None:
        """Make ``folder`` hold ``report``, whole or not at all.

        Raises:
            NotOurs: ``folder`` holds files that no report wrote.

        """


def _stream(module: str, function: str = "write") -> StreamWriter:
    def write(report: AuditReport, stream: TextIO, /) -> None:
        cast("StreamWriter", getattr(import_module(module), function))(report, stream)

    return write


def _folder(module: str) -> FolderWriter:
    def write(report: AuditReport, folder: Path, /) -> None:
        cast("FolderWriter", import_module(module).write)(report, folder)

    return write


STREAM_FORMATS: Mapping[str, StreamWriter] = {
    "text": _stream("reports.text"),
    "json": _stream("reports.json_report"),
    "jsonl": _stream("reports.json_report", "write_lines"),
    "sarif": _stream("reports.sarif"),
    "junit": _stream("reports.junit"),
    "github": _stream("reports.github"),
    "gitlab": _stream("reports.gitlab"),
    "markdown": _stream("reports.markdown"),
    "csv": _stream("reports.csv_report"),
}

FOLDER_FORMATS: Mapping[str, FolderWriter] = {
    "html": _folder("reports.html"),
}

PAGE_FORMATS: Mapping[str, StreamWriter] = {
    "html": _stream("reports.html", "write_page"),
}
"""The formats of folders that can hold one document in one file."""

FORMATS: Mapping[str, StreamWriter | FolderWriter] = {**STREAM_FORMATS, **FOLDER_FORMATS}
