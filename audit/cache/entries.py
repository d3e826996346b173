"""What is kept of a document, as bytes and back. No pickle: who can write to the folder must not run code here."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from array import array
from dataclasses import dataclass

from audit.codec import DecodeError, decode, encode
from audit.engine import LocatedFact
from audit.kinship import Gathered

_LARGEST = 1 << 28  # bytes of a part, unpacked
_LENGTHS = struct.Struct("<8Q")
_LAST_DAY = dt.date.max.toordinal()
_FACTS = tuple[LocatedFact, ...]
_HEAD = tuple[bool, int | None, int | None]  # whether the record has its own id, its line, the day of publication


@dataclass(frozen=True, slots=True)
class Kept:
    """What auditing a document yielded, without what other documents or a baseline add to it.

    ``line`` is that of a record that has no id of its own and so is called by it. ``report`` is encoded.
    """

    line: int | None
    has_own_id: bool
    report: bytes
    facts: tuple[LocatedFact, ...]
    gathered: Gathered | None


def pack(kept: Kept) -> bytes:
    """``kept`` as bytes."""
    gathered = kept.gathered
    head = encode((kept.has_own_id, kept.line, gathered.day if gathered else None))
    facts = encode(kept.facts)
    numbers = (gathered.digest, *map(_bytes, _arrays(gathered))) if gathered else (b"", b"", b"", b"")
    # Shingles are as good as chance, and do not get shorter.
    packed = zlib.compress(b"".join((head, facts, kept.report)), 1)
    lengths = map(len, (head, facts, kept.report, packed, *numbers))
    return b"".join((_LENGTHS.pack(*lengths), packed, *numbers))


def unpack(data: bytes) -> Kept:
    """What ``pack`` was given; the report is not looked at.

    Raises:
        DecodeError: It is no such thing.

    """
    try:
        *lengths, packed, digest, words, anchors, trigrams = _LENGTHS.unpack_from(data)
        place = _LENGTHS.size
        parts = []
        for length in (packed, digest, words, anchors, trigrams):
            parts.append(data[place : place + length])
            place += length
        if sum(lengths) > _LARGEST:
            raise DecodeError("is too large")
        opener = zlib.decompressobj()
        text = opener.decompress(parts[0], _LARGEST)
        if place != len(data) or len(text) != sum(lengths) or not opener.eof:
            raise DecodeError("has not the length that it should have")
        head, facts, _ = lengths
        has_own_id, line, day = decode(_HEAD, text[:head])
        if day is not None and not 0 <= day <= _LAST_DAY:
            raise DecodeError("names no day")
        return Kept(
            line=line,
            has_own_id=has_own_id,
            report=text[head + facts :],
            facts=decode(_FACTS, text[head : head + facts]),
            gathered=None if day is None else _gathered(day, *parts[1:]),
        )
    except (struct.error, zlib.error, ValueError, MemoryError) as error:
        raise DecodeError(str(error)) from error


def _arrays(gathered: Gathered) -> tuple[array[int], ...]:
    return gathered.words, gathered.anchors, gathered.trigrams


def _bytes(numbers: array[int]) -> bytes:
    return numbers.tobytes()


def _gathered(day: int, digest: bytes, words: bytes, anchors: bytes, trigrams: bytes) -> Gathered:
    return Gathered(digest, day, array("I", words), array("Q", anchors), array("Q", trigrams))
