"""The baseline: what people have said of findings, in a file that is kept beside the sources.

A reviewer's decisions are a file of the same format. An entry names a finding by document, rule and fingerprint, never
by position, so that it holds through edits elsewhere. There is one entry for each finding, the file is sorted, and
characters that do not print are escaped, so that a change of it reads well in a diff.

Paths in the file are relative to the folder that it stands in, as in a manifest: it goes with its folder, and it does
not matter where the audit is started. In memory they are relative to the working directory.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from audit.config.errors import described, did_you_mean, key_path
from audit.model import DocumentReport, Entry, Ruling, Status
from audit.output import write_bytes

VERSION = 1
_MAX_BYTES = 500_000_000  # some 500,000 entries; the file may be anybody's, and must not fill the memory
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_UNPRINTABLE = re.compile(r"[^ -~]")

__all__ = ["BaselineError", "Entry", "Ruling", "dismissing", "dumps", "parse", "read", "sole_writer", "write"]


class BaselineError(ValueError):
    """A file is no baseline that can be used; the message says why, on one line that names the file."""


def read(path: str, folder: str | None = None) -> tuple[Entry, ...]:
    """The entries of a file, sorted; its paths are relative to ``folder``, where that is not its own.

    Raises:
        BaselineError: It is missing, no regular file, too large, or not as the schema has it.

    """
    folder = os.path.dirname(path) if folder is None else folder  # noqa: PTH120 (a string, as paths are in reports)
    return parse(_content(path), path, folder)


@contextmanager
def sole_writer(path: str) -> Iterator[None]:
    """Read the file and write what becomes of it, while whoever else would do so waits: another thread or process.

    What is locked is the folder, for the file itself is replaced. A file system that knows no locks has none.

    Raises:
        OSError: There is no such folder.

    """
    folder = os.open(os.path.dirname(os.path.realpath(path)), os.O_RDONLY | os.O_CLOEXEC)  # noqa: PTH120
    try:
        with suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def write(path: str, entries: Iterable[Entry]) -> None:
    """Write a file of ``entries``, whole or not at all; ``sole_writer`` keeps others from doing so meanwhile.

    Raises:
        ValueError: Two entries are about the same finding.
        OSError: It cannot be written.

    """
    folder = os.path.dirname(path) or "."  # noqa: PTH120
    moved = [replace(entry, path=os.path.relpath(entry.path, folder).replace(os.sep, "/")) for entry in entries]
    write_bytes(Path(path), dumps(moved).encode())


def dumps(entries: Iterable[Entry]) -> str:
    """A file of ``entries``, whose paths stand in it as they are.

    Raises:
        ValueError: Two entries are about the same finding.

    """
    ordered = sorted(entries, key=_order)
    for one, other in pairwise(ordered):
        if one.key == other.key:
            raise ValueError(f"two entries for one finding: {one.key}")
    plain = [{**asdict(entry), "expires": entry.expires and entry.expires.isoformat()} for entry in ordered]
    text = json.dumps({"schema_version": VERSION, "entries": plain}, indent=1, ensure_ascii=False)
    return _UNPRINTABLE.sub(_escaped, text) + "\n"


def parse(content: bytes, name: str, folder: str) -> tuple[Entry, ...]:
    """The entries of a file called ``name``, whose paths are relative to ``folder``, sorted.

    Raises:
        BaselineError: It is not as the schema has it.

    """
    try:
        entries = [_entry(found, number, folder) for number, found in enumerate(_listed(_parsed(content)))]
        _refuse_repeated(entries)
    except _Problem as problem:
        raise BaselineError(f"{name}: {problem}") from None
    return tuple(sorted(entries, key=_order))


def dismissing(
    documents: Iterable[DocumentReport], *, reason: str, by: str, at: str, expires: dt.date | None
) -> Iterator[Entry]:
    """An entry that dismisses it for each finding of which nothing was said."""
    for document in documents:
        for finding in document.findings:
            if finding.status is Status.NEW and finding.decision is None:
                yield Entry(
                    path=os.path.relpath(document.path).replace(os.sep, "/"),
                    record=document.record,
                    rule=finding.rule,
                    fingerprint=finding.fingerprint,
                    status=Ruling.DISMISSED,
                    reason=reason,
                    by=by,
                    at=at,
                    expires=expires,
                    excerpt=finding.excerpt,
                    message=finding.message,
                )


class _Problem(Exception):  # noqa: N818 (never seen outside)
    """What is wrong with the content of a file."""


def _content(path: str) -> bytes:
    try:
        # Opening a named pipe would wait for ever.
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise BaselineError(f"{path}: cannot be read: not a regular file")
        with Path(path).open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(content) > _MAX_BYTES:
        raise BaselineError(f"{path}: is larger than {_MAX_BYTES:,} bytes")
    return content


def _parsed(content: bytes) -> Any:  # noqa: ANN401 (whatever JSON may hold)
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_distinct, parse_constant=_no_json)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Problem(f"line {line} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise _Problem(f"line {error.lineno}, column {error.colno}: is not JSON: {error.msg}") from None
    except RecursionError:
        raise _Problem("is nested too deeply") from None
    except ValueError:  # a number with thousands of digits
        raise _Problem("is not JSON that can be read") from None
    # A later version may have other keys: that it is not known says more than what is wrong with them.
    version = found.get("schema_version", VERSION) if isinstance(found, dict) else VERSION
    if version != VERSION or isinstance(version, bool):
        raise _Problem(f"version {described(version)} of baselines is not known")
    return found


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object as JSON has it, in which no key stands twice: which of the two holds, readers disagree on."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _Problem(f"the key {described(twice)} stands twice in one object")
    return found


def _no_json(constant: str) -> NoReturn:
    raise _Problem(f"is not JSON: {constant}")


def _listed(value: object) -> list[Any]:
    listed = _object(value, (), frozenset({"schema_version", "entries"}))["entries"]
    if not isinstance(listed, list):
        raise _Problem(f"entries must be a list, not {described(listed)}")
    return listed


def _object(value: object, keys: tuple[str | int, ...], known: frozenset[str]) -> Mapping[str, Any]:
    where = key_path(keys) or "the whole"
    if not isinstance(value, dict):
        raise _Problem(f"{where} must be an object, not {described(value)}")
    for key in value:
        if key not in known:
            raise _Problem(f"{where} has an unknown key {described(key)}{did_you_mean(key, known)}")
    if missing := sorted(known - value.keys()):
        raise _Problem(f"{where} lacks {' and '.join(repr(key) for key in missing)}")
    return value


def _entry(value: object, number: int, folder: str) -> Entry:
    found = _object(value, ("entries", number), _KEYS)
    for key, (fits, wanted) in _FORMS.items():
        if not fits(found[key]):
            raise _Problem(f"{key_path(('entries', number, key))} must be {wanted}, not {described(found[key])}")
    expires = found["expires"]
    return Entry(
        **{
            **found,
            "path": os.path.relpath(os.path.join(folder, found["path"])).replace(os.sep, "/"),  # noqa: PTH118
            "status": Ruling(found["status"]),
            "expires": None if expires is None else dt.date.fromisoformat(expires),
        }
    )


def _refuse_repeated(entries: list[Entry]) -> None:
    numbers: dict[tuple[str, str | None, str, str], int] = {}
    for number, entry in enumerate(entries, 1):
        first = numbers.setdefault(entry.key, number)
        if first != number:
            raise _Problem(f"entries {first} and {number} are about the same finding")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(_TIME.fullmatch(value) and dt.datetime.fromisoformat(value))
    except ValueError:
        return False


_FORMS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "path": (_is_name, "the path of a document"),
    "record": (lambda value: value is None or _is_text(value), "the id of a record, or null"),
    "rule": (_is_name, "the id of a rule"),
    "fingerprint": (_is_name, "a fingerprint"),
    "status": (lambda value: value in list(Ruling), f"one of {', '.join(Ruling)}"),
    "reason": (_is_text, "a string"),
    "by": (_is_text, "a string"),
    "at": (_is_time, "a time in UTC such as 2026-01-31T12:00:00Z"),
    "expires": (lambda value: value is None or _is_date(value), "a date such as 2026-01-31, or null"),
    "excerpt": (_is_text, "a string"),
    "message": (_is_text, "a string"),
}
_KEYS = frozenset(field.name for field in fields(Entry))


def _order(entry: Entry) -> tuple[str, bool, str, str, str]:
    return entry.path, entry.record is not None, entry.record or "", entry.rule, entry.fingerprint


def _escaped(match: re.Match[str]) -> str:
    """A character outside ASCII as it stands in the file: itself, unless it would not show, or hide what it is."""
    character = match[0]
    if character.isprintable() or character == "\n":  # the only line ends are those of the layout
        return character
    return "".join(_units(character))


def _units(character: str) -> Iterator[str]:
    data = character.encode("utf-16-be", "surrogatepass")
    for high, low in zip(data[::2], data[1::2], strict=True):
        yield f"\\u{high:02x}{low:02x}"
