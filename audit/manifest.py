"""A manifest: which files were audited, their digests, what became of each, by which rules, and who decided."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.gate import worst
from audit.model import Verdict
from corpus.sources import nature

if TYPE_CHECKING:
    from audit.model import AuditReport, DocumentReport, Json

VERSION = 1
_BLOCK = 1 << 20


class ManifestError(ValueError):
    """A file is no manifest that can be read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as a manifest lists it; ``path`` is relative to the working directory."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as the manifest has it: ``kind`` is changed, missing or unlisted."""

    kind: str
    path: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}" + (f" ({self.detail})" if self.detail else "")


def created(report: AuditReport, folder: str) -> dict[str, Any]:
    """The manifest of the files of a report. Its paths are relative to ``folder``, where it will stand.

    What could not be read for the audit either is not listed.

    Raises:
        OSError: A file cannot be read any more.

    """
    files: list[dict[str, Json]] = []
    for path, documents in _by_file(report.documents):
        try:
            sha256, size = digest(path)
        except OSError:
            if all(document.sha256 is None for document in documents):
                continue
            raise
        if len(documents) == 1 and documents[0].record is None and documents[0].sha256 not in {None, sha256}:
            raise OSError(f"changed while it was audited: {path}")
        files.append(
            {
                "path": _relative(path, folder),
                "sha256": sha256,
                "size": size,
                "verdict": worst(document.verdict for document in documents).value,
                "documents": {
                    verdict.value: sum(document.verdict is verdict for document in documents) for verdict in Verdict
                },
                "configuration": next((document.plan for document in documents if document.plan), None),
                "decided_by": sorted({by for document in documents for by in _deciders(document)})
                or [f"{report.tool.name} {report.tool.version}"],
            }
        )
    return {
        "manifest_version": VERSION,
        "tool": {"name": report.tool.name, "version": report.tool.version, "rules_digest": report.tool.rules_digest},
        "files": sorted(files, key=lambda file: str(file["path"])),
    }


def read(path: str) -> list[Listed]:
    """The files that a manifest lists.

    Raises:
        ManifestError: It is none, or is not there.

    """
    try:
        manifest: Any = json.loads(Path(path).read_bytes())
        version = manifest["manifest_version"]
        folder = os.path.dirname(path)  # noqa: PTH120 (a string, as paths are in reports)
        listed = [
            Listed(os.path.normpath(os.path.join(folder, file["path"])), str(file["sha256"]), int(file["size"]))  # noqa: PTH118
            for file in manifest["files"]
        ]
    except OSError as error:
        raise ManifestError(f"{path}: {error.strerror or error}") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ManifestError(f"{path} is no manifest") from None
    if version != VERSION:
        raise ManifestError(f"{path}: version {version!r} of manifests is not known")
    return listed


def differences(listed: Iterable[Listed], found: Iterable[str]) -> Iterator[Difference]:
    """What is changed or missing of what a manifest lists, and what was found that it does not list."""
    known = set()
    for file in listed:
        known.add(os.path.normpath(file.path))
        try:
            sha256, size = digest(file.path)
        except OSError:
            yield Difference("missing", file.path)
            continue
        if size != file.size:
            yield Difference("changed", file.path, f"{size:,} bytes, not {file.size:,}")
        elif sha256 != file.sha256:
            yield Difference("changed", file.path, f"sha256 {sha256[:12]}…, not {file.sha256[:12]}…")
    for path in sorted({os.path.normpath(path) for path in found} - known):
        yield Difference("unlisted", path)


def digest(path: str) -> tuple[str, int]:
    """The SHA-256 of a file and its size in bytes.

    Raises:
        OSError: It cannot be read, or is no regular file.

    """
    sha256, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would be waited for
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor)
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, f"is {nature(mode)}, not a regular file", path)
        while block := file.read(_BLOCK):
            sha256.update(block)
            size += len(block)
    return sha256.hexdigest(), size


def _by_file(documents: Iterable[DocumentReport]) -> Iterator[tuple[str, list[DocumentReport]]]:
    files: dict[str, list[DocumentReport]] = {}
    for document in documents:
        files.setdefault(document.path, []).append(document)
    yield from files.items()


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder or ".").replace(os.sep, "/")


def _deciders(document: DocumentReport) -> Iterator[str]:
    for finding in document.findings:
        by = finding.decision and finding.decision.get("by")
        if isinstance(by, str):
            yield by
