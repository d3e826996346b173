"""What two documents that share wording are to each other: nearly the same, one changed, or neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from corpus.document import Document
from corpus.pair import Kin, Pair
from corpus.spans import Span
from rules.reuse.credit_lines import credit_lines

FEWEST_WORDS = 6
"""Words of a passage that counts as added or left out; fewer are an edit."""
FEWEST_REPLACED = 9
"""Words of a passage that counts as put in the place of another one."""

_COPY = 0.6  # share of the shorter document's words that the two share,
_COPY_OF_LONGER = 0.25  # and of the longer one's, if one is a copy of the other
_FEWEST_SHARED = 25  # words
_OWN_WORDS = 30  # outside quotation marks, from which on these alone tell whether a document is a copy
_EDITED = 0.3  # share of its words that are among those that stood there before, if a passage is merely edited
_FOREIGN = 0.5  # share of a sentence's words that the other document lacks, if it lacks the sentence


class Kind(Enum):
    """What the copy is."""

    NEARLY_EQUAL = auto()
    CHANGED = auto()  # passages were added, left out or replaced
    SHARING = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """A passage in which two documents differ, as words of the copy, of the source, or of both.

    ``after`` are the words before it, in the copy and in the source, which both have; ``None`` at the beginning.
    """

    copy: range | None
    source: range | None
    after: tuple[int, int] | None

    @property
    def kind(self) -> str:
        """What happened to it on the way from the source to the copy."""
        if self.copy is None:
            return "removed"
        return "added" if self.source is None else "changed"


@dataclass(frozen=True, slots=True)
class Relation:
    """What two documents are to each other. ``similarity`` is Dice's coefficient of their aligned words, 0 to 1."""

    pair: Pair
    kind: Kind
    similarity: float
    changes: tuple[Change, ...] = ()


@lru_cache(maxsize=1)  # each rule of the family asks, one after the other
def closest(kin: Kin) -> Relation | None:
    """The relation to the document that ``kin.document`` is a copy of, if any: of several, to the most similar one."""
    relations = [relation(pair) for pair in kin.pairs]
    copies = [found for found in relations if found.kind is not Kind.SHARING]
    return max(copies, key=lambda found: found.similarity, default=None)


def changed(kin: Kin) -> Relation | None:
    """The relation to the document that ``kin.document`` is a copy of with passages added, left out or replaced.

    ``None`` if there is no such document. Where no dates tell which of the two is the copy, it is the one that has
    passages, if only one has any.
    """
    found = closest(kin)
    if found is None or found.kind is not Kind.CHANGED:
        return None
    if not found.pair.is_dated and not found.pair.is_reference and all(one.copy is None for one in found.changes):
        return relation(found.pair.turned())
    return found


def sentence_of(document: Document, word: int) -> Span:
    """The sentence of a word, by its number."""
    span = document.wording.span(word, word + 1)
    return document.sentence_index.at(span.start) or span


def relation(pair: Pair) -> Relation:
    """What the two documents of a pair are to each other."""
    copy, source = pair.copy, pair.source
    matches = sum(len(passage.matches) for passage in pair.passages)
    if matches < _FEWEST_SHARED:
        return Relation(pair, Kind.SHARING, 0.0)
    similarity = round(2 * matches / (len(copy.wording) + len(source.wording)), 3)
    in_copy, in_source = _Cover(copy), _Cover(source)
    for passage in pair.passages:
        in_copy.add(passage.one)
        in_source.add(passage.other)
    of_longer, of_shorter = sorted((in_copy.own_share, in_source.own_share))
    if of_shorter < _COPY or of_longer < _COPY_OF_LONGER:
        return Relation(pair, Kind.SHARING, similarity)
    changes = tuple(
        change
        for change in _changes(pair, in_copy.foreign(source), in_source.foreign(copy))
        if not _is_edit(pair, change)
    )
    return Relation(pair, Kind.CHANGED if changes else Kind.NEARLY_EQUAL, similarity, changes)


class _Cover:
    """Which words of a document stand in passages that it shares with another one."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._covered = bytearray(len(document.wording))

    def add(self, words: range) -> None:
        self._covered[words.start : words.stop] = b"\x01" * len(words)

    @property
    def own_share(self) -> float:
        """The share of the words that are covered: of those outside quotation marks, where these are not too few.

        Two reports on one speech may share most of their words, and neither be a copy.
        """
        quoted = bytearray(len(self._covered))
        for span in self._document.quotations.spans:
            words = self._document.wording.within(span)
            quoted[words.start : words.stop] = b"\x01" * len(words)
        own = len(quoted) - sum(quoted)
        if own < _OWN_WORDS:
            return sum(self._covered) / len(self._covered) if self._covered else 0.0
        return sum(covered and not marked for covered, marked in zip(self._covered, quoted, strict=True)) / own

    def foreign(self, other: Document) -> list[range]:
        """The passages that ``other`` lacks: whole sentences where most of one is lacking, else the words themselves.

        Title, byline and date lines are no passages.
        """
        known = {_words(other, sentence) for sentence in other.sentences}
        found: list[range] = []
        for sentence in _body(self._document):
            for words in self._foreign_in(sentence, known):
                if found and found[-1].stop == words.start:
                    found[-1] = range(found[-1].start, words.stop)
                elif words:
                    found.append(words)
        return [words for words in found if len(words) >= FEWEST_WORDS]

    def _foreign_in(self, sentence: Span, known: set[tuple[str, ...]]) -> Iterator[range]:
        words = self._document.wording.within(sentence)
        lacking = len(words) - sum(self._covered[words.start : words.stop])
        if not lacking or _words(self._document, sentence) in known:
            return
        if lacking >= _FOREIGN * len(words):
            yield words
            return
        start = words.start
        for word in range(words.start, words.stop + 1):
            if word == words.stop or self._covered[word]:
                if word - start >= FEWEST_WORDS:
                    yield range(start, word)
                start = word + 1


def _body(document: Document) -> Iterator[Span]:
    head = credit_lines(document, with_title=True)
    return (sentence for sentence in document.sentences if not head.at(sentence.start))


def _words(document: Document, span: Span) -> tuple[str, ...]:
    words = document.wording.within(span)
    return document.wording.words[words.start : words.stop]


def _is_edit(pair: Pair, change: Change) -> bool:
    """Whether what stands there now is short or has many words of what stood there before."""
    if change.copy is None or change.source is None:
        return False
    if max(len(change.copy), len(change.source)) < FEWEST_REPLACED:
        return True
    here = Counter(pair.copy.wording.words[change.copy.start : change.copy.stop])
    there = Counter(pair.source.wording.words[change.source.start : change.source.stop])
    return (here & there).total() >= _EDITED * max(len(change.copy), len(change.source))


def _changes(pair: Pair, added: Sequence[range], removed: Sequence[range]) -> Iterator[Change]:
    """The changes in the order of the copy; where something was taken out and something put in, one was replaced."""
    matches = sorted(pair.counterparts.items())
    here = [one for one, _ in matches]
    there = {other: one for one, other in matches}
    others = sorted(there)
    gone: dict[int | None, list[range]] = {}
    for words in removed:
        number = bisect_left(others, words.start) - 1
        gone.setdefault(there[others[number]] if number >= 0 else None, []).append(words)
    found: list[Change] = []
    for words in added:
        number = bisect_right(here, words.start) - 1
        before = here[number] if number >= 0 else None
        replaced = gone.pop(before, [])
        after = None if before is None else (before, pair.counterparts[before])
        found.append(Change(words, range(replaced[0].start, replaced[-1].stop) if replaced else None, after))
    for before, lost in gone.items():
        after = None if before is None else (before, pair.counterparts[before])
        found += [Change(None, words, after) for words in lost]
    yield from sorted(found, key=lambda change: (change.after or (-1, -1), change.copy is None))
