"""A BagIt bag (RFC 8493): a folder of files with their digests, which anybody can check.

The library ``bagit`` makes bags of folders in place and asks the clock; a bag of ours is the same, byte for byte, for
the same documents, and stands under its name only when it is whole. Four small text files are all that takes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ODD = re.compile(r"[\x00-\x1f\x7f%\ud800-\udfff]")


def write_bag(folder: Path, payload: Iterable[tuple[str, bytes]], software: str) -> int:
    """Write ``payload``, names with ``/`` and contents, as a new bag; the number of files is returned.

    Raises:
        FileExistsError: There is something at ``folder`` that is not an empty folder.
        OSError: It cannot be written.

    """
    _refuse(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".source-audit-", dir=folder.parent))
    try:
        new = work / "bag"
        new.mkdir()
        digests: dict[str, str] = {}
        size = 0
        for name, content in payload:
            path = _free(_inside(name), digests)
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            digests[path] = hashlib.sha256(content).hexdigest()
            size += len(content)
        (new / "data").mkdir(exist_ok=True)
        tags = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": f"Bag-Software-Agent: {software}\nPayload-Oxum: {size}.{len(digests)}\n",
            "manifest-sha256.txt": _lines(digests),
        }
        tags["tagmanifest-sha256.txt"] = _lines(
            {name: hashlib.sha256(text.encode()).hexdigest() for name, text in tags.items()}
        )
        for name, text in tags.items():
            new.joinpath(name).write_bytes(text.encode())
        _refuse(folder)  # again: making the bag took its time
        if folder.exists():
            folder.rmdir()
        new.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return len(digests)


def _refuse(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise FileExistsError(f"{folder} is not empty")


def _inside(name: str) -> str:
    """A path within the payload, whatever the name was: no root, no way up, nothing that readers write differently."""
    parts = [_ODD.sub("_", part) for part in PurePosixPath(name).parts if part not in {"/", "..", "."}]
    return "/".join(("data", *parts)) if parts else "data/document"


def _free(path: str, taken: dict[str, str]) -> str:
    number, free = 2, path
    while free in taken:
        free = f"{path}-{number}"
        number += 1
    return free


def _lines(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
