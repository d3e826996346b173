"""What a command was asked to audit: its configuration and its sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

from audit.config import CommandLine, Configuration, discover, load
from corpus.load import STANDARD_INPUT, Finder, Found, Unreadable, standard_input
from rules import RULES


def configured(paths: Sequence[str], file: str | None, command_line: CommandLine) -> Configuration:
    """The configuration for some paths: the one that is named, else the one found from the paths upwards.

    Raises:
        ConfigError: It is not valid, or the paths lead to several.

    """
    named = [Path(path) for path in paths if path != STANDARD_INPUT]
    found = Path(file) if file else discover(named or [Path()])
    return load(found, RULES, command_line=command_line)


def found_sources(paths: Sequence[str], configuration: Configuration, stdin_name: str) -> Iterator[Found]:
    """The sources that paths mean, in their order; ``-`` is standard input."""
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
            data = _content(sys.stdin, configuration.max_bytes)
            yield standard_input(data, stdin_name, configuration.types)
    yield from finder.find(names)


@cache
def _content(stream: TextIO, limit: int) -> bytes:
    """All of a stream, read once; one byte above the limit is enough to know that it is too large."""
    return stream.buffer.read(limit + 1)
