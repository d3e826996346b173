"""Reading one configuration file."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.config.errors import ConfigError, described

OWN_NAME = "source-audit.toml"
SHARED_NAME = "pyproject.toml"

# A folder of sources may hold a file of this name that somebody else wrote; it must not fill the memory.
_MAX_BYTES = 1_000_000
_LONGEST_LINE = 100
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The settings in a file, not yet validated.

    ``name`` is the file as messages and reports show it, ``folder`` the absolute path of its folder, ``prefix`` the
    keys that lead to ``table`` in the file.
    """

    name: str
    folder: Path
    prefix: tuple[str, ...]
    table: dict[str, Any]


def read(file: Path) -> ConfigFile | None:
    """The settings in ``file``; ``None`` for a pyproject.toml that has no ``[tool.source-audit]`` table.

    Raises:
        ConfigError: the file is missing, unreadable, too large or not TOML, or that table is no table.
    """
    name = shown(file)
    content = _parse(_text(file, name), name)
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100 - see audited_folder in discovery.py
    if file.name != SHARED_NAME:
        return ConfigFile(name, folder, (), content)
    tools = content.get("tool")
    if not isinstance(tools, dict) or "source-audit" not in tools:
        return None
    table = tools["source-audit"]
    if not isinstance(table, dict):
        raise ConfigError(f"{name}: tool.source-audit must be a table, not {described(table)}")
    return ConfigFile(name, folder, ("tool", "source-audit"), table)


def shown(file: Path) -> str:
    """The name of a file for people: from the working directory where that is above or below it, else absolute."""
    absolute = os.path.abspath(file)  # noqa: PTH100 - see audited_folder in discovery.py
    folder, here = Path(absolute).parent, Path.cwd()
    related = here.is_relative_to(folder) or folder.is_relative_to(here)
    return Path(os.path.relpath(absolute)).as_posix() if related else absolute


def _text(file: Path, name: str) -> str:
    try:
        # Opening a named pipe would wait for ever.
        if not stat.S_ISREG(file.stat().st_mode):
            raise ConfigError(f"{name}: cannot be read: not a regular file")
        with file.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{name}: cannot be read: {error.strerror}") from error
    if len(content) > _MAX_BYTES:
        raise ConfigError(f"{name}: is larger than {_MAX_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name}, line {line}: is not UTF-8") from error


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError(f"{name}: is nested too deeply") from error
    except ValueError as error:  # TOMLDecodeError is one; so is a number with thousands of digits
        raise ConfigError(_syntax_problem(str(error), text, name)) from error


def _syntax_problem(message: str, text: str, name: str) -> str:
    place = _PLACE.search(message)
    if place is None:
        return f"{name}: {message}"
    said = message[: place.start()]
    if place[1] is None:
        return f"{name}, line {text.count(chr(10)) + 1}, at the end of the file: {said}"
    line = text.split("\n")[int(place[1]) - 1].strip()[:_LONGEST_LINE]
    # What is shown goes to a terminal, which must not obey it.
    harmless = "".join(character if character.isprintable() else "�" for character in line)
    return f"{name}, line {place[1]}, column {place[2]}: {said}: {harmless}"
