"""Which documents share wording, found without holding each against each.

Every document gives its shingles (see ``corpus.shingles``) with their places in the whole corpus, as numbers that are
sorted on disk. An anchor, a run of eight words, leads from each document that has it to the first one that has: a
passage of nine words in a row is found in every document, and boilerplate that stands in all of them makes as many
pairs as there are documents, not their square. Of nearly equal passages the trigrams tell, those that stand in few
documents: several must agree, close together and at nearly the same distance from each other in both documents. So the
number of pairs grows with the words, and what is kept in memory with the number of documents.
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
import tempfile
import zlib
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING

from audit.sorter import Sorter
from corpus.document import Document
from corpus.read import document_of
from corpus.shingles import ANCHOR, TRIGRAM, both, numbered

if TYPE_CHECKING:
    from corpus.sources import Source

_RARE = 8  # documents in which a trigram stands at most that says something
_SPREAD = 5  # documents from which on it is noted in how many an anchor stands
_NEAR = 24  # words among which trigrams must agree,
_SHIFT = 3  # on the distance between the two places, but for so many words,
_AGREEING = 6  # and words that they must cover together,
_PROVING = 9  # or that must be equal around them
_MOST = 16  # documents that one document is held against for their trigrams' sake
_MOST_WORDS = 1 << 32
_NUMBER = array("I").itemsize  # bytes of the number of a word
_OPEN = 64  # documents that are kept at hand,
_OPEN_LENGTH = 1 << 22  # unless together they have more code points
_LOW = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a document gives to be found: its shingles.

    ``digest`` is equal for documents of equal text; ``words`` are numbers for its words; ``day`` is that of publication
    as an ordinal, 0 if none is known.
    """

    digest: bytes
    day: int
    words: array[int]
    anchors: array[int]
    trigrams: array[int]


@dataclass(frozen=True, slots=True)
class Found:
    """A document with those that it may have wording from, by number; see ``corpus.pair.Kin`` for ``spread``."""

    number: int
    others: tuple[int, ...]
    spread: dict[int, int] = field(default_factory=dict)


def gather(document: Document) -> Gathered:
    """What a document gives."""
    words = numbered(document.wording.words)
    anchors, trigrams = both(words)
    return Gathered(
        digest=document.words_digest,
        day=document.published.toordinal() if document.published else 0,
        words=words,
        anchors=anchors,
        trigrams=trigrams,
    )


def pack(piece: Source, date: dt.date | None) -> bytes:
    """A source of one document, and the day that its dates count from if it names none, to be read again."""
    return zlib.compress(pickle.dumps((piece, date), pickle.HIGHEST_PROTOCOL), 1)


class Kinship:
    """The documents of a run by their shingles. Those of a reference corpus come first."""

    def __init__(self) -> None:
        self._anchors, self._trigrams = Sorter(), Sorter()
        self._starts = array("Q")  # the place of each document's first word in the corpus
        self._days = array("Q")
        self._words = 0
        self._wording = tempfile.TemporaryFile()  # noqa: SIM115 (closed with this; the numbers of all words)
        self._digests: set[bytes] = set()
        self._references = 0
        self._store = _Store()

    def add(self, gathered: Gathered | None, packed: bytes = b"", *, is_reference: bool = False) -> bool:
        """Take a document, or what could not be read and only has a number. Numbers are given in order, from 0.

        ``packed`` is what ``document`` makes it anew from. Whether it will be compared, if it can: there is room for
        some four thousand million words.
        """
        self._starts.append(self._words)
        self._references += is_reference
        self._days.append(gathered.day if gathered else 0)
        self._store.add(packed)
        # A copy to the letter shares all that the first one shares.
        if gathered is None or gathered.digest in self._digests:
            return True
        if self._words + len(gathered.words) >= _MOST_WORDS:
            return False
        self._digests.add(gathered.digest)
        start = self._words
        self._words += len(gathered.words)
        gathered.words.tofile(self._wording)
        self._anchors.extend([shingle + start for shingle in gathered.anchors])
        self._trigrams.extend([shingle + start for shingle in gathered.trigrams])
        return True

    def document(self, number: int) -> Document:
        """The document of that number, made anew."""
        return self._store[number]

    def found(self) -> Iterator[Found]:
        """Each document that may have wording from others, in the order of the input, with these. To be asked once."""
        pairs, spread = Sorter(), Sorter()
        try:
            self._anchored(pairs, spread)
            self._near(pairs)
            yield from self._grouped(pairs, spread)
        finally:
            pairs.close()
            spread.close()

    def close(self) -> None:
        """Give the disk space back."""
        self._anchors.close()
        self._trigrams.close()
        self._wording.close()
        self._store.close()

    def _document(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _anchored(self, pairs: Sorter, spread: Sorter) -> None:
        """Pairs of each document with nine words in a row and the first that has them; how widespread anchors are."""
        self._wording.flush()
        for places in _together(self._anchors):
            words = {place: self._around(place) for place in places}
            # Anchors of one number may be of other words, and those of eight equal ones part of no nine.
            for start, end in ((0, ANCHOR + 1), (1, ANCHOR + 2)):
                for alike in _alike(words, start, end):
                    first, *others = dict.fromkeys(map(self._document, alike))
                    pairs.extend([self._pair(other, first) for other in others if other >= self._references])
            if len(places) >= _SPREAD:
                for alike in _alike(words, 1, ANCHOR + 1):
                    if len(alike) >= _SPREAD:
                        spread.extend([place << 32 | len(alike) for place in alike])

    def _around(self, place: int) -> bytes:
        """The numbers of the words of an anchor, and of the one before it and the one after it."""
        if place == 0:
            return bytes(_NUMBER) + self._read(0, ANCHOR + 1)
        return self._read(place - 1, ANCHOR + 2)

    def _near(self, pairs: Sorter) -> None:
        """Pairs of documents in which rare trigrams agree."""
        hits = Sorter()
        try:
            first = self._first_audited
            for places in _together(self._trigrams):
                if len(places) <= _RARE:
                    # Those of a reference corpus are not held against each other.
                    hits.extend([b << 32 | a for a, b in combinations(places, 2) if b >= first])
            for number, of_document in self._by_document(hits):
                pairs.extend([self._pair(number, other) for other in self._agreeing(of_document)])
        finally:
            hits.close()

    @property
    def _first_audited(self) -> int:
        """The place of the first word that is not one of the reference corpus."""
        return self._starts[self._references] if self._references < len(self._starts) else self._words

    def _by_document(self, hits: Sorter) -> Iterator[tuple[int, list[int]]]:
        """The numbers of a sorter by the document of their upper halves, which are places."""
        number, end = -1, 0
        held: list[int] = []
        for part in hits.parts():
            for hit in part:
                if hit >> 32 >= end:
                    if held:
                        yield number, held
                        held = []
                    number = self._document(hit >> 32)
                    end = self._starts[number + 1] if number + 1 < len(self._starts) else self._words
                held.append(hit)
        if held:
            yield number, held

    def _agreeing(self, hits: Sequence[int]) -> list[int]:
        """The documents whose trigrams agree with those of one, the hits of which are given by place."""
        by_other: dict[int, list[tuple[int, int]]] = {}
        for hit in hits:
            earlier = hit & _LOW
            by_other.setdefault(self._document(earlier), []).append((hit >> 32, earlier))
        found = [other for other, places in by_other.items() if len(places) > 1 and self._agree(places)]
        found.sort(key=lambda other: (-len(by_other[other]), other))
        return found[:_MOST]

    def _agree(self, places: Sequence[tuple[int, int]]) -> bool:
        """Whether some trigrams close together lie at nearly the same distance in both documents, and not by chance.

        Those that cover enough words prove it; where they cover some, the words around them are counted.
        """
        for number, (place, elsewhere) in enumerate(places):
            covered, end = 0, 0
            distances = set()
            for one, other in places[number : number + _NEAR]:
                if one >= place + _NEAR:
                    break
                if abs((one - other) - (place - elsewhere)) <= _SHIFT:
                    covered += one + TRIGRAM - max(one, end)
                    end = one + TRIGRAM
                    distances.add(one - other)
            if covered >= _PROVING or (covered >= _AGREEING and self._equal(place, end, distances) >= _PROVING):
                return True
        return False

    def _equal(self, start: int, end: int, distances: Iterable[int]) -> int:
        """How many words from shortly before ``start`` to shortly after ``end`` stand at one of the distances too."""
        start, length = max(start - _NEAR, 0), end - start + 2 * _NEAR
        here = self._numbers(start, length)
        equal: set[int] = set()
        for distance in distances:
            cut = max(distance - start, 0)
            there = self._numbers(start + cut - distance, length - cut)
            equal.update(place + cut for place, (a, b) in enumerate(zip(here[cut:], there, strict=False)) if a == b)
        return len(equal)

    def _numbers(self, start: int, length: int) -> array[int]:
        """The numbers of some words by their place in the corpus."""
        found = array("I")
        found.frombytes(self._read(start, length))
        return found

    def _read(self, start: int, length: int) -> bytes:
        return os.pread(self._wording.fileno(), length * _NUMBER, start * _NUMBER)

    def _pair(self, later: int, earlier: int) -> int:
        """The copy above its source: by their days if both are known, else as they come; a reference is the source."""
        one, other = self._days[later], self._days[earlier]
        turned = earlier >= self._references and one and other and other > one
        return earlier << 32 | later if turned else later << 32 | earlier

    def _grouped(self, pairs: Sorter, spread: Sorter) -> Iterator[Found]:
        widespread = self._by_document(spread)
        number, counts = next(widespread, (len(self._starts), []))
        for part in pairs.parts():
            for copy, group in groupby(dict.fromkeys(part), key=lambda pair: pair >> 32):
                while number < copy:
                    number, counts = next(widespread, (len(self._starts), []))
                start = self._starts[copy]
                by_word = {(one >> 32) - start: one & _LOW for one in counts} if number == copy else {}
                yield Found(copy, tuple(pair & _LOW for pair in group), by_word)


def _together(shingles: Sorter) -> Iterator[list[int]]:
    """The places of each shingle that has several, ascending."""
    for part in shingles.parts():
        places: list[int] = []
        end = 0
        # Most shingles stand in one place alone, and are passed over without a look at each.
        for number in [number for number, (one, next_) in enumerate(pairwise(part)) if one ^ next_ <= _LOW]:
            if number != end or not places:
                if places:
                    yield places
                places = [part[number] & _LOW]
            end = number + 1
            places.append(part[end] & _LOW)
        if places:
            yield places


def _alike(words: Mapping[int, bytes], start: int, end: int) -> Iterator[list[int]]:
    """Places whose words from number ``start`` up to ``end`` are equal, where there are several."""
    groups: dict[bytes, list[int]] = {}
    for place, numbers in words.items():
        groups.setdefault(numbers[start * _NUMBER : end * _NUMBER], []).append(place)
    return (group for group in groups.values() if len(group) > 1)


class _Store:
    """Packed documents on disk, a few of them at hand."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the store)
        self._ends = array("Q", [0])
        self._open: OrderedDict[int, Document] = OrderedDict()
        self._open_length = 0

    def __getitem__(self, number: int) -> Document:
        document = self._open.pop(number, None)
        if document is None:
            self._file.seek(self._ends[number])
            packed = self._file.read(self._ends[number + 1] - self._ends[number])
            # Only this process writes to the file, which has no name, and a worker of it packed the source.
            piece, date = pickle.loads(zlib.decompress(packed))  # noqa: S301
            made = document_of(piece, limit=len(piece.data), date=date)
            assert isinstance(made, Document), "what was read once can be read again"
            document = made
            self._open_length += len(document.source.text)
        self._open[number] = document
        while len(self._open) > _OPEN or (self._open_length > _OPEN_LENGTH and len(self._open) > 1):
            self._open_length -= len(self._open.popitem(last=False)[1].source.text)
        return document

    def add(self, packed: bytes) -> None:
        self._file.seek(0, 2)
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def close(self) -> None:
        self._file.close()
