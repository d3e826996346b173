"""How the configuration says what is wrong with it."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_SHOWN = 60


class ConfigError(Exception):
    """A configuration that cannot be used, said for people: one line a problem, each naming the file and the key."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems)


def key_path(keys: Sequence[str | int]) -> str:
    """The way to a value as TOML spells it; places in a list count from 1: ``overrides 2, severity."dates/x"``."""
    written = ""
    previous: str | int | None = None
    for key in keys:
        if isinstance(key, int):
            written += f" {key + 1}"
        else:
            joint = "" if previous is None else ", " if isinstance(previous, int) else "."
            written += joint + (key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False))
        previous = key
    return written


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` with the nearest of the ``known`` words, or nothing where none is near."""
    # Comparing takes time with the square of the length, and no name of ours is that long.
    near = get_close_matches(word[:_LONGEST_SHOWN].lower(), known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def described(value: object) -> str:
    """A value of a TOML or JSON file, as a message shows it: short, on one line, with no control characters."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table"
        case list():
            return "a list"
        case str():
            return repr(value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…")
        case _:
            return str(value)
