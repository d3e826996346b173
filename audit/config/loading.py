"""From a file and a command line to the configuration of an audit."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.config.configuration import Configuration
from audit.config.errors import ConfigError, key_path
from audit.config.files import ConfigFile, read, shown
from audit.config.globs import compile_globs, translate
from audit.config.house import house_rules
from audit.config.layers import Override, command_line_layer, file_layer
from audit.config.planning import Planner
from audit.config.settings import FAIL_ON, JOBS, MAX_BYTES, CommandLine, FailOn
from audit.config.validation import command_line_problems, file_problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.model import Rule


def load(file: Path | None, rules: Sequence[Rule], *, command_line: CommandLine) -> Configuration:
    """The configuration for ``rules``, in the order they are registered, from ``file`` and the command line.

    The rules that the file itself describes come last. Without a file the defaults hold. The command line wins over
    the file.

    Raises:
        ConfigError: the file is missing, unreadable or a pyproject.toml with no table of ours, or something in it or
            on the command line is not valid. All that is wrong is said at once.
    """
    source = None if file is None else _read(file)
    house, problems = ([], []) if source is None else house_rules(source, rules)
    rules = (*rules, *house)
    problems += [] if source is None else _problems(source, rules)
    problems += [f"command line: {problem}" for problem in command_line_problems(command_line, rules)]
    if problems:
        raise ConfigError(*problems)
    table: Mapping[str, Any] = {} if source is None else source.table
    fail_on = command_line.fail_on or table.get("fail-on", FAIL_ON)
    jobs = table.get("jobs", JOBS) if command_line.jobs is None else command_line.jobs
    return Configuration(
        file=None if source is None else source.name,
        fail_on=FailOn(fail_on),
        max_bytes=int(table.get("max-bytes", MAX_BYTES)),
        jobs=int(jobs),
        date=command_line.date or _date(table.get("date")),
        types=dict(table.get("types", {})),
        baseline=None if source is None or "baseline" not in table else shown(source.folder / table["baseline"]),
        planner=Planner(
            rules=tuple(rules),
            base=file_layer("default" if source is None else source.name, table, rules),
            overrides=() if source is None else _overrides(source, rules),
            command_line=command_line_layer(command_line),
            folders=() if source is None else _names(source.folder),
            here=str(Path.cwd()),
        ),
    )


def _read(file: Path) -> ConfigFile:
    source = read(file)
    if source is None:
        raise ConfigError(f"{shown(file)}: has no [tool.source-audit] table")
    return source


def _problems(source: ConfigFile, rules: Sequence[Rule]) -> list[str]:
    problems = file_problems(source.table, rules, source.prefix) or list(_glob_problems(source))
    return [f"{source.name}: {problem}" for problem in problems]


def _glob_problems(source: ConfigFile) -> list[str]:
    problems = []
    for number, override in enumerate(source.table.get("overrides", ())):
        for place, glob in enumerate(override["paths"]):
            try:
                translate(glob)
            except ValueError as error:
                where = key_path((*source.prefix, "overrides", number, "paths", place))
                problems.append(f"{where}: {glob!r} {error}")
    return problems


def _overrides(source: ConfigFile, rules: Sequence[Rule]) -> tuple[Override, ...]:
    return tuple(
        Override(
            compile_globs(override["paths"]),
            file_layer(
                f"{source.name}, overrides {number}",
                {key: value for key, value in override.items() if key != "paths"},
                rules,
            ),
        )
        for number, override in enumerate(source.table.get("overrides", ()), 1)
    )


def _date(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _names(folder: Path) -> tuple[str, ...]:
    """The folder as named and as it is without links: a document below it may be named either way."""
    return tuple(dict.fromkeys(os.path.join(name, "") for name in (str(folder), os.path.realpath(folder))))  # noqa: PTH118
