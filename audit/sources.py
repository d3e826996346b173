"""What a command was asked to audit: its configuration and its sources."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from audit.config import CommandLine, Configuration, discover, load
from audit.output import Target
from corpus.find import Finder, standard_input
from corpus.sources import Found, Source, Unreadable
from rules import RULES

STANDARD_INPUT = "-"


def configured(paths: Sequence[str], file: str | None, command_line: CommandLine) -> Configuration:
    """The configuration for some paths: the one that is named, else the one found from the paths upwards.

    Raises:
        ConfigError: It is not valid, or the paths lead to several.

    """
    named = [Path(path) for path in paths if path != STANDARD_INPUT]
    found = Path(file) if file else discover(named or [Path()])
    return load(found, RULES, command_line=command_line)


def found_sources(paths: Sequence[str], configuration: Configuration, stdin_name: str) -> Iterator[Found]:
    """The sources that paths mean, in their order; ``-`` is standard input, which is read when its turn comes."""
    finder = Finder(configuration.max_bytes, configuration.types)
    names: list[str] = []
    for path in paths:
        if path != STANDARD_INPUT:
            names.append(path)
            continue
        yield from finder.find(names)
        names = []
        if sys.stdin is None:
            yield Unreadable(stdin_name, "standard input is closed")
        else:
            yield from standard_input(sys.stdin.buffer, stdin_name, configuration.types, configuration.max_bytes)
    yield from finder.find(names)


def spared(found: Iterable[Found], targets: Iterable[Target]) -> Iterator[Found]:
    """What was found, unless a report would be written over it: sources are evidence.

    Raises:
        click.UsageError: It would; nothing has been written then.

    """
    files = {os.path.realpath(target.path): target for target in targets if not target.is_standard_output}
    names = {Path(path).name for path in files}
    for one in found:
        if isinstance(one, Source) and one.path.rpartition("/")[2] in names:
            target = files.get(os.path.realpath(one.path))
            if target is not None:
                raise click.UsageError(f"the {target.format} report would be written over a source: {target.path}")
        yield one


def count(paths: Sequence[str], configuration: Configuration) -> int | None:
    """How many sources paths mean; ``None`` if that shows only when standard input is read."""
    if STANDARD_INPUT in paths:
        return None
    return sum(1 for _ in Finder(configuration.max_bytes, configuration.types).find(paths))
