"""Finding the configuration that belongs to what is audited."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audit.config.errors import ConfigError
from audit.config.files import OWN_NAME, SHARED_NAME, read, shown

if TYPE_CHECKING:
    from collections.abc import Sequence


def find(start: Path) -> Path | None:
    """The configuration file for ``start``: in that folder, or in the file's folder, or in the nearest one above.

    In one folder source-audit.toml beats pyproject.toml; a pyproject.toml with no ``[tool.source-audit]`` table is
    passed over. The walk ends at the root of the file system. The path returned is absolute.

    Raises:
        ConfigError: a file of that name on the way cannot be read or is not TOML.
    """
    folder = _audited_folder(start)
    return next((file for above in (folder, *folder.parents) if (file := _candidate(above))), None)


def discover(paths: Sequence[Path]) -> Path | None:
    """The one configuration file for all ``paths``: what ``find`` finds for those that have any.

    Raises:
        ConfigError: two paths have different ones, or a file on the way cannot be read.
    """
    # Ten thousand files named on the command line lie in a few folders, and those share the folders above.
    candidate = cache(_candidate)
    found: dict[str, Path] = {}
    for folder in dict.fromkeys(map(_audited_folder, paths)):
        file = next((file for above in (folder, *folder.parents) if (file := candidate(above))), None)
        if file is not None:
            found.setdefault(os.path.realpath(file), file)
        if len(found) > 1:
            one, other = map(shown, found.values())
            raise ConfigError(f"{one} and {other} both configure what is audited; choose one with --config")
    return next(iter(found.values()), None)


def _audited_folder(path: Path) -> Path:
    # Not resolve(): a source is often a link into a store of content, and what configures it stands where it is named.
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    return absolute if absolute.is_dir() else absolute.parent


def _candidate(folder: Path) -> Path | None:
    own, shared = folder / OWN_NAME, folder / SHARED_NAME
    if _exists(own) and read(own) is not None:
        return own
    if _exists(shared) and read(shared) is not None:
        return shared
    return None


def _exists(file: Path) -> bool:
    try:
        file.lstat()  # a link to nothing was meant to be read, so it counts, and reading it says what is wrong
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        return False  # nothing in a folder that cannot be searched can be audited either, and that will be said
    except OSError as error:
        raise ConfigError(f"{shown(file)}: cannot be read: {error.strerror}") from error
    return True
