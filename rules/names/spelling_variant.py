"""One person under two spellings: “Lukin” and “Loekin”, “Katherine Hale” and “Kathrine Hale”.

**What it finds.** A surname that the document spells in two ways which transliterate or sound alike (`oe` and `u`, `ch`
and `tch`, `ov` and `off`, one letter or two), or differ in a letter, if the rarer one is no known name; and full names
with a first name that has a letter more. The rarer spelling is reported. Two surnames with different first names are
two persons, titles are no first names; plurals, possessives and English words are no variants.

**Why it matters.** Whoever searches for one spelling misses the other, and counts one person as two.

```flagged
Artyom Lukin teaches in the port. Lukin has written of it. “It holds,” says ⟦Loekin⟧.
```

```flagged
Katherine Hale opened the dam. The river rose. ⟦Kathrine Hale⟧ closed it. Katherine Hale left.
```

```flagged
Adaeze Oroko leads the museum. Oroko came in 2016. Professor ⟦Oruko⟧ will be on the quay.
```

```clean
Artyom Lukin and Anna Loekin teach in the port. The Lukins live there. Jon Hale met Joan Hale.
Bill Clark knows Bo Clarke.
```

**Known misses.** Surnames of fewer than five letters, and of five that differ in a consonant; spellings that are
further apart; bodies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import entries
from corpus.spans import Span
from corpus.vocabulary import is_word
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_FEWEST, _LONGEST = 5, 40  # letters of a surname
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[’'-][A-ZÀ-ÖØ-Þ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?\Z")
# What is written in more than one way when a name comes from another script or language.
_SAME_SOUND = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("oe", "u"), ("ou", "u"), ("oo", "u"), ("kh", "h"), ("ph", "f"),
    ("ck", "k"), ("zh", "j"), ("ij", "i"), ("ii", "i"), ("iy", "i"), ("yi", "i"), ("ee", "i"), ("y", "i"), ("q", "k"),
    ("w", "v"), ("off", "ov"), ("ev", "ov"),
)  # fmt: skip
_MORE_TITLES = frozenset(
    "Mr Mrs Ms Miss Dr Prof Sir Dame Lord Lady Rev Reverend Father Sister Chief Coach Councillor Detective Engineer "
    "Inspector Lieutenant Officer Sergeant Sheriff Sen Rep Gov Gen Col Capt Lt Sgt".split()
)
_SHAPE = "-"
_VOWELS = frozenset("aeiou")
_ENDINGS = frozenset(
    ("", "s", "es", "n", "an", "ian", "ist", "ists", "ism", "i", "ic", "ish", "t", "m", "er", "ers", "ns", "x")
)
_DOUBLED = re.compile(r"(.)\1")


class _Name(NamedTuple):
    span: Span
    first: str
    last: str
    times: int


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each rarer spelling, at its first place."""
    names = list(_names(document))
    yield from _surnames(document, names)
    yield from _full_names(names)


def _names(document: Document) -> Iterator[_Name]:
    """The names of one or two words, each once: a full name, or what may be a surname."""
    text = document.prose.text
    places: dict[str, list[Span]] = {}
    titles = _titles()
    for span in document.names:
        places.setdefault(text[slice(*span)], []).append(span)
    for words, spans in places.items():
        title, _, rest = words.partition(" ")
        is_titled = rest and title.rstrip(".") in titles
        first, _, last = rest.partition(" ") if is_titled else (title, "", rest)
        if not last:
            first, last = "", first
        if " " not in last and _WORD.fullmatch(last) and (not first or _WORD.fullmatch(first)):
            last = _POSSESSIVE.sub("", last)
            start = spans[0].start + (len(title) + 1 if is_titled else 0)
            yield _Name(Span(start, start + len(first) + bool(first) + len(last)), first, last, len(spans))


def _surnames(document: Document, names: list[_Name]) -> Iterator[Finding]:
    """Two surnames that sound or look alike, one of which has no first name but that of the other."""
    counts: Counter[str] = Counter()
    for name in names:
        if len(name.last) >= _FEWEST:
            counts[name.last] += name.times
    firsts: dict[str, set[str]] = {}
    for name in names:
        if name.first and name.last in counts:
            firsts.setdefault(name.last, set()).add(name.first)
    # Of two, the commoner; of two equally common, the one that comes first.
    ranks = {last: (times, -place) for place, (last, times) in enumerate(counts.items())}
    usual: dict[str, str] = {}
    for last in sorted(firsts, key=ranks.__getitem__):
        usual[_sound(last)] = last
        usual.update(dict.fromkeys(_shapes(last), last))
    for last in counts:
        other = None if last in _known() or is_word(last.lower()) else _other(last, usual, ranks)
        if other and not firsts.get(last, set()) - firsts[other] and last.lower() not in document.distinct_words:
            place = next(name.span for name in names if name.last == last)
            yield _finding(place, last, other, next(name.span for name in names if name.last == other))


def _other(last: str, usual: Mapping[str, str], ranks: Mapping[str, tuple[int, int]]) -> str | None:
    """The surname that another seems to be."""
    heard = usual.get(_sound(last), last)
    if heard != last and ranks[last] < ranks[heard]:
        return None if _is_inflected(last, heard) else heard
    seen = [usual[shape] for shape in _shapes(last) if usual.get(shape, last) != last]
    return next((one for one in seen if ranks[last] < ranks[one] and not _is_inflected(last, one)), None)


def _full_names(names: list[_Name]) -> Iterator[Finding]:
    """Two full names with the same surname, the first names of which differ in a letter that is silent."""
    full: dict[tuple[str, str], _Name] = {}
    for name in names:
        if name.first:
            full.setdefault((name.first, name.last), name)
    by_last: dict[str, list[str]] = {}
    for first, last in full:
        by_last.setdefault(last, []).append(first)
    for last, found in by_last.items():
        usual = max(found, key=lambda first: full[first, last].times)
        for first in found:
            if first != usual and min(len(first), len(usual)) >= _FEWEST and _is_slip(first, usual):
                other = full[usual, last].span
                yield _finding(full[first, last].span, f"{first} {last}", f"{usual} {last}", other)


def _finding(place: Span, rare: str, usual: str, other: Span) -> Finding:
    return Finding(
        place,
        f"“{rare}” is “{usual}” elsewhere in the document",
        evidence={"spellings": [usual, rare]},
        related=(Related(other, f"spelt “{usual}”"),),
    )


@lru_cache(maxsize=1 << 14)  # most names of a text are those of the ones before
def _sound(name: str) -> str:
    low = name.lower()
    for written, heard in _SAME_SOUND:
        low = low.replace(written, heard)
    return _DOUBLED.sub(r"\1", low)


@lru_cache(maxsize=1 << 14)
def _shapes(name: str) -> tuple[str, ...]:
    """A name, and what is left of it without one of its letters, but the first: names that differ in one share one.

    A short name stays the same only if it loses a vowel.
    """
    places = (place for place in range(1, min(len(name), _LONGEST)) if len(name) > _FEWEST or name[place] in _VOWELS)
    shorter = (f"{_SHAPE}{name[:place]}{name[place + 1 :]}" for place in places)
    return (f"{_SHAPE}{name}", *shorter)


def _is_inflected(one: str, other: str) -> bool:
    """Whether one is derived from the other or both from one name, or only the hyphen and the capitals differ."""
    one, other = one.lower(), other.lower()
    stem = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    stem = stem or min(len(one), len(other))
    endings = {one[stem:], other[stem:]}
    return endings <= _ENDINGS or one.replace("-", "") == other.replace("-", "")


def _is_slip(one: str, other: str) -> bool:
    """Whether one has a letter more than the other, inside, and else the same letters."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1:
        return False
    place = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return 0 < place < len(short) and long[place + 1 :] == short[place:]


@cache
def _titles() -> frozenset[str]:
    return frozenset(title for title, _ in entries("titles")) | _MORE_TITLES


@cache
def _known() -> frozenset[str]:
    return frozenset(name for name, _ in entries("english-names"))


RULE = Rule(
    id="names/spelling-variant",
    summary="one person under two spellings",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
