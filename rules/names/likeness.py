"""How like two names are: by sound, by a letter more or another one, by a mark, and what looks alike in print."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from corpus.characters import unmarked

# What is written in more than one way when a name comes from another script or language.
_SAME_SOUND = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("oe", "u"), ("ou", "u"), ("oo", "u"), ("ue", "u"), ("ae", "a"),
    ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("zh", "j"), ("ij", "i"), ("ii", "i"), ("iy", "i"),
    ("yi", "i"), ("ee", "i"), ("y", "i"), ("qu", "kv"), ("q", "k"), ("w", "v"), ("off", "ov"), ("ev", "ov"),
)  # fmt: skip
# Letters that are written as two where a keyboard lacks them; of others the mark is left out.
_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "å": "aa", "ß": "ss", "ł": "l"})
# What is read for one letter where a page was scanned.
_SAME_SHAPE = (("rn", "m"), ("cl", "d"), ("vv", "w"))
_SHAPE = "-"
_LONGEST = 40  # letters of a name that are left out in turn
_ENDINGS = frozenset(
    ("", "s", "es", "n", "an", "ian", "ist", "ists", "ism", "i", "ic", "ish", "t", "m", "er", "ers", "ns", "x")
)
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=1 << 14)  # most names of a text are those of the ones before
def sound(name: str) -> str:
    """What a name sounds like, however it is transcribed."""
    low = name.lower()
    if not low.isascii():
        low = unmarked(normalize("NFC", low).translate(_TRANSCRIBED))
    for written, heard in _SAME_SOUND:
        low = low.replace(written, heard)
    return _DOUBLED.sub(r"\1", low)


@lru_cache(maxsize=1 << 14)
def print_of(name: str) -> str:
    """What a name looks like in print, in small letters: “Carnden” like “Camden”."""
    low = name.lower()
    for read, printed in _SAME_SHAPE:
        low = low.replace(read, printed)
    return low


@lru_cache(maxsize=1 << 14)
def shapes(name: str) -> tuple[str, ...]:
    """A name, and what is left of it without one of its letters, but the first: names that differ in one share one."""
    shorter = (f"{_SHAPE}{name[:place]}{name[place + 1 :]}" for place in range(1, min(len(name), _LONGEST)))
    return (f"{_SHAPE}{name}", *shorter)


def is_inflected(one: str, other: str) -> bool:
    """Whether one is derived from the other or both from one name, or only the hyphen and the capitals differ."""
    one, other = one.lower(), other.lower()
    stem = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    stem = stem or min(len(one), len(other))
    endings = {one[stem:], other[stem:]}
    return endings <= _ENDINGS or one.replace("-", "") == other.replace("-", "")


def is_slip(one: str, other: str) -> bool:
    """Whether one has a letter more than the other, inside, and else the same letters."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1:
        return False
    place = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return 0 < place < len(short) and long[place + 1 :] == short[place:]


def is_swap(one: str, other: str) -> bool:
    """Whether one letter stands for another, inside, or two neighbours have changed places."""
    if len(one) != len(other):
        return False
    apart = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 2:  # noqa: PLR2004 (two letters)
        first, second = apart
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(apart) == 1 and 0 < apart[0] < len(one) - 1


def is_vowel_swap(one: str, other: str) -> bool:
    """Whether, inside, one vowel stands for another."""
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return is_swap(one, other) and len(apart) == 1 and _VOWELS.issuperset(apart[0])
