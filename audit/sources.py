"""What a command was asked to audit: its configuration and its sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from audit.config import CommandLine, ConfigError, Configuration, discover, load
from audit.output import Target
from audit.registry import registry
from corpus.find import Finder, standard_input
from corpus.sources import Found, PassedOver, Source, Unreadable

STANDARD_INPUT = "-"


def configured(paths: Sequence[str], file: str | None, command_line: CommandLine) -> Configuration:
    """The configuration for some paths: the one that is named, else the one found from the paths upwards.

    Raises:
        ConfigError: It is not valid, leaves no rule to run, or the paths lead to several.

    """
    named = [Path(path) for path in paths if path != STANDARD_INPUT]
    found = Path(file) if file else discover(named or [Path()])
    configuration = load(found, registry().rules, command_line=command_line)
    if not configuration.plan("").rules:
        raise ConfigError("no rule is left to run: what is selected is ignored too")
    return configuration


def found_sources(paths: Sequence[str], configuration: Configuration, stdin_name: str) -> Iterator[Found]:
    """The sources that paths mean, in their order; ``-`` is standard input, which is read when its turn comes."""
    finder = Finder(configuration.max_bytes, configuration.types)
    for path in paths:
        if path != STANDARD_INPUT:
            yield from finder.find([path])
        elif sys.stdin is None:
            yield Unreadable(stdin_name, "standard input is closed")
        else:
            yield from standard_input(sys.stdin.buffer, stdin_name, configuration.types, configuration.max_bytes)


def spared(found: Iterable[Found], targets: Iterable[Target]) -> Iterator[Found]:
    """What was found, unless a report would be written over it: sources are evidence.

    Raises:
        click.UsageError: It would; nothing has been written then.

    """
    files = {_identity(target.path): target for target in targets if not target.is_standard_output}
    files.pop(None, None)  # what does not exist yet is no source
    for one in found:
        target = files.get(_identity(one.path)) if files and isinstance(one, Source) else None
        if target is not None:
            raise click.UsageError(f"the {target.format} report would be written over a source: {target.path}")
        yield one


def _identity(path: str) -> tuple[int, int] | None:
    """Which file a path leads to, through any links."""
    try:
        status = os.stat(path)  # noqa: PTH116 (a string)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def count(paths: Sequence[str], configuration: Configuration) -> int | None:
    """How many sources paths mean; ``None`` if that shows only when standard input is read."""
    if STANDARD_INPUT in paths:
        return None
    found = Finder(configuration.max_bytes, configuration.types).find(paths)
    return sum(not isinstance(one, PassedOver) for one in found)
