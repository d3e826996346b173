"""Two documents side by side, with what they share, computed when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from corpus.alignment import Match, Passage, passages
from corpus.document import Document


class Pair:
    """Two documents that share wording: ``copy`` is the one that is taken to have it from ``source``.

    That is the one that says it was published later; where the dates don't tell, the later one in the order of the
    input. ``is_reference`` says that the source is not audited itself.
    """

    def __init__(self, copy: Document, source: Document, *, is_reference: bool = False) -> None:
        self.copy = copy
        self.source = source
        self.is_reference = is_reference

    @property
    def is_dated(self) -> bool:
        """Whether the dates that the documents state tell which is the earlier one."""
        one, other = self.copy.published, self.source.published
        return one is not None and other is not None and one != other

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What the documents share: ``one`` numbers the words of the copy, ``other`` those of the source."""
        return passages(self.copy.wording.words, self.source.wording.words)

    @cached_property
    def counterparts(self) -> Mapping[int, int]:
        """For each equal word of the copy, by its number, the number of that of the source."""
        return {match.one: match.other for passage in self.passages for match in passage.matches}

    def turned(self) -> Pair:
        """The same two with their roles exchanged."""
        pair = Pair(self.source, self.copy)
        pair.passages = tuple(
            sorted(
                (Passage(tuple(Match(there, here) for here, there in one.matches)) for one in self.passages),
                key=lambda passage: passage.matches[0],
            )
        )
        return pair


@dataclass(frozen=True, slots=True, eq=False)
class Kin:
    """A document with all those that it shares wording with and is the copy of, in the order of the input.

    ``spread`` gives, for the first word of a run that stands in many documents, in how many.
    """

    document: Document
    pairs: tuple[Pair, ...]
    spread: Mapping[int, int] = field(default_factory=dict)
