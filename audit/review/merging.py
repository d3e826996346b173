"""Decisions of several files put together: who agrees, who changed their mind, and who contradicts whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audit.model import Entry

Key = tuple[str, str | None, str, str]
"""The document, its record, a rule and a fingerprint: which finding an entry is about."""

_Order = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What several people said of one finding, each last, where that differs; ``taken`` is what holds, if any does."""

    entries: tuple[Entry, ...]
    taken: Entry | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The entries that hold, the contradictions, and what is new or other than it was in the baseline."""

    entries: tuple[Entry, ...]
    contradictions: tuple[Contradiction, ...]
    added: tuple[Entry, ...]
    changed: tuple[Entry, ...]


def merged(baseline: Sequence[Entry], files: Iterable[Sequence[Entry]], *, take_later: bool = False) -> Merged:
    """The baseline with the decisions of ``files``.

    Of one person the last word counts. Where the last words of all are the same, the latest entry holds. Where they
    differ nobody wins: what the baseline had stays, and the contradiction is told. The order of the files means
    nothing.

    Args:
        baseline: The entries that hold so far; their authors have a say like any other.
        files: The decisions to put to them.
        take_later: Of a contradiction let the latest entry hold; it is told all the same.

    """
    before = {entry.key: entry for entry in baseline}
    said: dict[Key, list[Entry]] = {}
    for entry in (*baseline, *(entry for entries in files for entry in entries)):
        said.setdefault(entry.key, []).append(entry)
    holding: list[Entry] = []
    contradictions: list[Contradiction] = []
    for key, entries in said.items():
        words = _last_words(entries)
        taken: Entry | None = words[-1]
        if len({entry.status for entry in words}) > 1:
            taken = taken if take_later else before.get(key)
            contradictions.append(Contradiction(words, taken))
        if taken is not None:
            holding.append(taken)
    return Merged(
        entries=tuple(holding),
        contradictions=tuple(contradictions),
        added=tuple(entry for entry in holding if entry.key not in before),
        changed=tuple(entry for entry in holding if entry.key in before and entry != before[entry.key]),
    )


def _last_words(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The last entry of each person, or several if they are of the same second; the latest of all stands last."""
    last: dict[str, str] = {}
    for entry in entries:
        last[entry.by] = max(entry.at, last.get(entry.by, ""))
    return tuple(sorted({entry for entry in entries if entry.at == last[entry.by]}, key=_order))


def _order(entry: Entry) -> _Order:
    """By time; the rest settles what would else depend on the order of the files."""
    until = "" if entry.expires is None else entry.expires.isoformat()
    return entry.at, entry.by, entry.status.value, entry.reason, until, entry.excerpt, entry.message
