"""The bytes of a broken place, the characters they were read as, and those that are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.visible import character_name, code_point

if TYPE_CHECKING:
    from audit.model import Finding

__all__ = ["Characters", "characters"]

_MOST = 12  # characters that are named
_PLAIN = 0x7F  # from here on a character is worth its name


@dataclass(frozen=True, slots=True)
class Character:
    """A character that is not plain ASCII, with its code point and name."""

    character: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Characters:
    """A place as bytes and as read, beside what is right; ``repaired`` is ``None`` where nobody can tell."""

    raw: str
    is_cut: bool
    read: str
    read_as: tuple[Character, ...]
    repaired: str | None
    repaired_as: tuple[Character, ...]


def characters(finding: Finding) -> Characters | None:
    """What a finding on characters shows, if it has a place."""
    if not finding.raw:
        return None
    repaired = finding.suggestion
    if repaired is None and finding.repairs:
        repaired = "".join(repair.text for repair in finding.repairs)
    length = finding.location.byte_end - finding.location.byte_start
    return Characters(
        raw=finding.raw.hex(" ").upper(),
        is_cut=length > len(finding.raw),
        read=finding.excerpt,
        read_as=_named(finding.excerpt),
        repaired=repaired,
        repaired_as=_named(repaired or ""),
    )


def _named(text: str) -> tuple[Character, ...]:
    unusual = dict.fromkeys(character for character in text if ord(character) >= _PLAIN or ord(character) < ord(" "))
    return tuple(Character(one, code_point(one), character_name(one)) for one in list(unusual)[:_MOST])
