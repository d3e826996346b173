"""A manifest: which files were audited, their digests, what became of each, by which rules, and who decided."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.gate import not_as_listed, worst
from audit.model import AuditReport, Difference, DocumentReport, ManifestUse, Verdict
from corpus.sources import nature

if TYPE_CHECKING:
    from audit.model import Json

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
class Manifest:
    """The files that a manifest lists; ``path`` is its own."""

    path: str
    files: tuple[Listed, ...]


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


def read(path: str) -> Manifest:
    """The files that a manifest lists.

    Raises:
        ManifestError: It is none, or is not there.

    """
    try:
        manifest: Any = json.loads(Path(path).read_bytes())
        version = manifest["manifest_version"]
        folder = os.path.dirname(path)  # noqa: PTH120 (a string, as paths are in reports)
        files = tuple(
            Listed(os.path.normpath(os.path.join(folder, file["path"])), str(file["sha256"]), int(file["size"]))  # noqa: PTH118
            for file in manifest["files"]
        )
        are_paths = all("\0" not in file.path and os.fsencode(file.path) for file in files)
    except OSError as error:
        raise ManifestError(f"{path}: {error.strerror or error}") from None
    except (ArithmeticError, ValueError, TypeError, KeyError, RecursionError):
        raise ManifestError(f"{path} is no manifest") from None
    if not are_paths:
        raise ManifestError(f"{path} is no manifest")
    if version != VERSION:
        raise ManifestError(f"{path}: version {version!r} of manifests is not known")
    return Manifest(path, files)


def differences(manifest: Manifest, found: Iterable[str]) -> Iterator[Difference]:
    """What is changed or missing of what a manifest lists, and what was found that it does not list."""
    known = set()
    for file in manifest.files:
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


def held(report: AuditReport, manifest: Manifest) -> AuditReport:
    """The report, with each document rejected whose file is not as the manifest has it.

    The run is rejected too: a file that is missing has no document.
    """
    verdicts: dict[str, Counter[Verdict]] = {}
    for document in report.documents:
        verdicts.setdefault(os.path.normpath(document.path), Counter())[document.verdict] += 1
    use = ManifestUse(manifest.path, len(manifest.files), tuple(differences(manifest, verdicts)))
    if not use.differences:
        return replace(report, manifest=use)
    different = {os.path.normpath(difference.path): difference for difference in use.differences}
    accepted = sum(verdicts[path][Verdict.ACCEPT] for path in different.keys() & verdicts.keys())
    review = sum(verdicts[path][Verdict.REVIEW] for path in different.keys() & verdicts.keys())
    summary = replace(
        report.summary,
        accepted=report.summary.accepted - accepted,
        review=report.summary.review - review,
        rejected=report.summary.rejected + accepted + review,
    )
    return replace(
        report,
        verdict=worst((report.verdict, Verdict.REJECT)),
        summary=summary,
        documents=_Held(report.documents, different),
        manifest=use,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Documents as often as they are asked for, those of files that are ``different`` rejected."""

    documents: Iterable[DocumentReport]
    different: Mapping[str, Difference]

    def __iter__(self) -> Iterator[DocumentReport]:
        for document in self.documents:
            difference = self.different.get(os.path.normpath(document.path))
            yield document if difference is None else not_as_listed(document, difference)


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
