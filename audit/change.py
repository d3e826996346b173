"""What a change brings: the findings that the documents did not have at the commit that it starts from.

Which lines a change touches says too little: a date that is put in here makes one that stands there contradict it, and
a copy may be found in the older document. So the documents are audited as they were too, by the same rules, and a
finding is the change's own if none of its rule and fingerprint was there. A file that is the same byte for byte needs
only the rules that compare documents. That both audits see all documents is what makes the answer exact.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.decisions import Name, name_of
from corpus.sources import Found, Source

if TYPE_CHECKING:
    from audit.model import AuditReport, DocumentReport
    from rules.model import Rule

_TOGETHER = 32 << 20  # bytes of files that are asked for at once
# Nothing is written, fetched or asked for, and no program of the configuration is run.
_GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false")
_EMPTY = "SOURCE_AUDIT_EMPTY"  # a variable that holds nothing
_ENVIRONMENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", _EMPTY: ""}
_FETCH = "a shallow clone lacks what was not fetched: git fetch it, in CI with the whole history (fetch-depth: 0)"
_REGULAR = {b"100644", b"100755"}


class GitError(Exception):
    """Git could not tell what was asked; the message says why, on one line."""


@dataclass(frozen=True, slots=True)
class Before:
    """The files of a repository at a commit, by their path from the root of the file system now.

    ``blobs`` has the object and the size in bytes of each; ``same`` are those that have not changed since.
    """

    commit: str
    root: str
    blobs: Mapping[str, tuple[str, int]]
    same: frozenset[str]

    def sources(self, found: Iterable[Found], limit: int) -> Iterator[Source]:
        """What was found, as it was then, if it was there; documents of more than ``limit`` bytes are left out.

        A file of records comes whole, each name of a file by itself. The records are held to the limit when they are
        read.

        Raises:
            GitError: A file cannot be read.

        """
        asked: set[str] = set()  # a file of records is found in many pieces
        waiting: list[tuple[str, Source]] = []
        size = 0
        for source in found:
            path = os.path.realpath(source.path)
            if not isinstance(source, Source) or path not in self.blobs:
                continue
            if path in self.same:
                yield source
            elif source.path not in asked and (source.kind == "jsonl" or self.blobs[path][1] <= limit):
                asked.add(source.path)
                waiting.append((path, source))
                size += self.blobs[path][1]
            if size > _TOGETHER:
                yield from self._read(waiting)
                waiting, size = [], 0
        yield from self._read(waiting)

    def _read(self, waiting: Sequence[tuple[str, Source]]) -> Iterator[Source]:
        if not waiting:
            return
        wanted = "".join(f"{self.blobs[path][0]}\n" for path, _ in waiting)
        answer = _git(self.root, "cat-file", "--batch", given=wanted.encode())
        start = 0
        for path, source in waiting:
            start = answer.index(b"\n", start) + 1
            end = start + self.blobs[path][1]
            yield replace(source, start=0, end=None, first_line=1, data=answer[start:end])
            start = end + 1


def before(reference: str, folder: str) -> Before:
    """The files of the repository that ``folder`` is in where HEAD and the commit ``reference`` part.

    That is the commit itself if HEAD comes after it. What was committed there since is no part of the change.

    Raises:
        GitError: There is no git, no repository, no such commit, or none that both come from.

    """
    if reference.startswith("-"):
        raise GitError(f"{reference!r} is no commit")
    # The names of files are bytes, and may end in a line end.
    root = os.path.realpath(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    try:
        named = _git(root, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode().strip()
    except GitError:
        raise GitError(f"{root} has no commit of that name; {_FETCH}") from None
    try:
        commit = _git(root, "merge-base", named, "HEAD").decode().strip()
    except GitError as error:
        raise GitError(f"{reference} and HEAD have no common commit ({error}); {_FETCH}") from None
    blobs = dict(_tree(root, commit))
    changed: set[str] = set()
    moved: dict[str, str] = {}
    for old, new in _differences(root, commit):
        changed |= {old, new}
        if old != new:
            moved[new] = old
    present = {**{path: path for path in blobs}, **moved}
    return Before(
        commit,
        root,
        {_below(root, now): blobs[then] for now, then in present.items() if then in blobs},
        frozenset(_below(root, path) for path in blobs.keys() - changed),
    )


@dataclass(frozen=True, slots=True)
class Base:
    """The findings of documents as they were: by document, those that an audit of them had.

    Of a file that is the ``same``, only the rules that compare, ``comparing``, were run again; the others find there
    what they found.
    """

    commit: str
    same: frozenset[str]
    comparing: frozenset[str]
    found: Mapping[Name, frozenset[tuple[str, str]]]

    def concern(self, path: str, record: str | None) -> bool:
        """Whether the document may have findings that it had before."""
        return os.path.realpath(path) in self.same or name_of(path, record) in self.found

    def marked(self, report: DocumentReport) -> DocumentReport:
        """The document with each finding that it had before marked as unchanged; its verdict is as it was."""
        known = self.found.get(name_of(report.path, report.record), frozenset())
        is_same = os.path.realpath(report.path) in self.same
        return replace(
            report,
            findings=tuple(
                replace(
                    finding,
                    unchanged=(finding.rule, finding.fingerprint) in known
                    or (is_same and finding.rule not in self.comparing),
                )
                for finding in report.findings
            ),
        )


def base(then: Before, report: AuditReport, rules: Iterable[Rule]) -> Base:
    """What the audit of the documents as they were, ``report``, found."""
    return Base(
        then.commit,
        then.same,
        frozenset(rule.id for rule in rules if rule.compares),
        {
            name_of(document.path, document.record): frozenset(
                (finding.rule, finding.fingerprint) for finding in document.findings
            )
            for document in report.documents
            if document.findings
        },
    )


def _tree(root: str, commit: str) -> Iterator[tuple[str, tuple[str, int]]]:
    for line in _fields(_git(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)):
        described, _, path = line.partition(b"\t")
        mode, _, blob, size = described.split()
        if mode in _REGULAR:
            yield os.fsdecode(path), (blob.decode(), int(size))


def _differences(root: str, commit: str) -> Iterator[tuple[str, str]]:
    """The old and the new path of each file that is not as it was; the same twice unless it was moved."""
    options = ("--name-status", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules")
    # Not "diff", which would refresh the index. A file that was only touched counts as changed, which costs an audit.
    fields = _fields(_git(root, "diff-index", *options, commit, "--", settings=_no_filters(root)))
    for status in fields:
        old = os.fsdecode(next(fields))
        yield old, os.fsdecode(next(fields)) if status.startswith((b"R", b"C")) else old


def _no_filters(root: str) -> list[str]:
    """Options of git that turn off each filter that is configured; to look for moved files, git would run them."""
    keys = map(os.fsdecode, _fields(_git(root, "config", "--list", "--name-only", "-z")))
    drivers = {key.rpartition(".")[0] for key in keys if key.startswith("filter.")}
    # Not "-c", which ends a name at its first "=".
    return [
        f"--config-env={driver}.{setting}={_EMPTY}"
        for driver in sorted(drivers - {"filter"})
        for setting in ("clean", "smudge", "process", "required")
    ]


def _fields(answer: bytes) -> Iterator[bytes]:
    return iter(answer.split(b"\0")[:-1])


def _below(root: str, path: str) -> str:
    return os.path.join(root, path)  # noqa: PTH118 (many strings)


def _git(folder: str, *arguments: str, given: bytes = b"", settings: Iterable[str] = ()) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 (no shell; what was asked for is checked)
            [*_GIT, *settings, "-C", folder, *arguments],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **_ENVIRONMENT},
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git {arguments[0]} failed")
    return done.stdout
