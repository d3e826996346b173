"""The forms of English verbs as the lexicons write them: "say/said", "plan/planned", "write/wrote/written"."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = "aeiou"


class Form(Enum):
    """A form of a verb; a regular participle is its past tense."""

    BASE = auto()
    THIRD = auto()
    PAST = auto()
    PARTICIPLE = auto()
    ING = auto()


def forms(entry: str) -> Iterator[tuple[str, Form]]:
    """Every form of the verb of an entry "base/past/participle/-ing particles".

    What an entry leaves out is regular, or as the form before it; particles follow every form.
    """
    head, _, particles = entry.partition(" ")
    base, past, participle, ing = _principal(head.split("/"))
    tail = f" {particles}" if particles else ""
    yield base + tail, Form.BASE
    yield _third(base) + tail, Form.THIRD
    yield ing + tail, Form.ING
    if past != base:
        yield past + tail, Form.PAST
    if participle not in {past, base}:
        yield participle + tail, Form.PARTICIPLE


def plural(noun: str) -> str:
    """The regular plural of a noun; of a phrase, that of its first word."""
    head, space, rest = noun.partition(" ")
    return f"{_third(head)}{space}{rest}"


def _principal(parts: list[str]) -> tuple[str, str, str, str]:
    base, *irregular = parts
    past = irregular[0] if irregular else _past(base)
    participle = irregular[1] if len(irregular) > 1 else past
    ing = irregular[2] if len(irregular) > 2 else _ing(base, past)  # noqa: PLR2004 (the last of four)
    return base, past, participle, ing


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in _VOWELS


def _third(base: str) -> str:
    if _ends_in_y(base):
        return f"{base[:-1]}ies"
    return base + ("es" if base.endswith(_SIBILANT) else "s")


def _past(base: str) -> str:
    if _ends_in_y(base):
        return f"{base[:-1]}ied"
    return f"{base}d" if base.endswith("e") else f"{base}ed"


def _ing(base: str, past: str) -> str:
    is_short = base[-1] not in _VOWELS and base[-2:-1] in _VOWELS and base[-3:-2] not in _VOWELS
    if past == f"{base}{base[-1]}ed" or (past == base and is_short):
        return f"{base}{base[-1]}ing"  # "planning", "putting"
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    return f"{base[:-1]}ing" if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else f"{base}ing"
