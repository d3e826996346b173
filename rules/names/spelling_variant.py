"""One person, place or body under two spellings: “Lukin” and “Loekin”, “Katherine Hale” and “Kathrine Hale”.

**What it finds.** A surname that the document spells in two ways which transliterate or sound alike (`oe` and `u`, `ue`
and `ü`, `ch` and `tch`, `ov` and `off`, one letter or two), or differ in a letter, if the rarer one is no known name;
full names with a first name that is heard alike or has a letter more; other names, as of places, that differ in a
letter and are no known ones, or of which one is the other as a scanner reads it (`rn` and `m`); and the long name of a
body in which one noun is another. The rarer spelling is reported, as a note where only the marks on letters differ. Two
surnames with different first names are two persons; titles are no first names; plurals, possessives and English words
are no variants.

**Why it matters.** Whoever searches for one spelling misses the other, and counts one person as two.

```flagged
Artyom Lukin teaches in the port. Lukin has written of it. “It holds,” says ⟦Loekin⟧.
```

```flagged
Katherine Hale opened the dam. The river rose. ⟦Kathrine Hale⟧ closed it. Katherine Hale left.
```

```flagged
The Office of Coastal Roads and Bridges paid. The ⟦Office of Coastal Roads and Buildings⟧ had not been asked.
```

```clean
Artyom Lukin and Anna Loekin teach in the port. The Lukins live there. Jon Hale met Joan Hale.
Bill Clark knows Bo Clarke. The Office of Northern Roads and Bridges met that of Southern Roads and Bridges.
```

**Known misses.** Surnames of fewer than five letters, and of five that differ in a consonant; spellings that are
further apart; bodies of a short name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from corpus.characters import unmarked
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from corpus.vocabulary import is_word
from corpus.vocabulary import names as known
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity
from rules.names import bodies
from rules.names.likeness import is_inflected, is_slip, is_swap, is_vowel_swap, print_of, shapes, sound

_FEWEST = 5  # letters of a surname
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[’'-][A-ZÀ-ÖØ-Þ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?\Z")
# What stands behind these is a first name.
_BY_FIRST_NAME = frozenset(
    "Aunt Brother Dame Emperor Empress Father Imam King Lady Lord Mother Mullah Pope Prince Princess Queen Saint "
    "Sheikh Sir Sister Sultan Tsar Uncle".split()
)


class _Name(NamedTuple):
    span: Span
    first: str
    last: str
    has_title: bool
    times: int


class _Variant(NamedTuple):
    place: Span
    rare: str
    usual: str
    other: Span

    @property
    def sorted(self) -> _Variant:
        """The same, but where only capitals differ and the rarer spelling is known: then the usual one is the slip."""
        pairs = zip(self.rare.split(), self.usual.split(), strict=False)
        is_slip_usual = self.rare.lower() == self.usual.lower() and all(
            one == other or (_is_known(one) and other not in known()) for one, other in pairs
        )
        return _Variant(self.other, self.usual, self.rare, self.place) if is_slip_usual else self


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each rarer spelling, at its first place."""
    names = list(_names(document))
    text = document.prose.text
    of_bodies = (_Variant(two, text[slice(*two)], text[slice(*one)], one) for one, two in bodies.alike(document))
    told: set[str] = set()
    for variant in chain(
        _surnames(document, names), _full_names(names), _full_names_by_first(names), _single_names(names), of_bodies
    ):
        if variant.rare not in told:
            yield _finding(*variant.sorted)
        told |= {variant.rare, variant.usual}


def _names(document: Document) -> Iterator[_Name]:
    """The names of one or two words, each once: a full name, or what may be a surname; a title is no part of it."""
    text = document.prose.text
    spans: dict[str, list[Span]] = {}
    for span in document.names:
        spans.setdefault(text[slice(*span)], []).append(span)
    found: dict[tuple[str, str, bool], _Name] = {}
    for whole, stand in spans.items():
        parts = _parts(whole)
        if not parts:
            continue
        before, first, last = parts
        start = stand[0].start + before
        place = Span(start, start + len(first) + bool(first) + len(last))
        same = found.get((first, last, before > 0))
        times = len(stand) + (same.times if same else 0)
        # The names of the text come in order, and so do the places at which each is named first.
        found[first, last, before > 0] = _Name(same.span if same else place, first, last, before > 0, times)
    yield from found.values()


@lru_cache(maxsize=1 << 14)  # most names of a text are those of the ones before
def _parts(whole: str) -> tuple[int, str, str] | None:
    """Of a name of one or two words: the code points of titles before it, first name, if there is one, and surname."""
    words = whole.split(" ")
    title = next((number for number, word in enumerate(words[:-1]) if not _is_title(word)), len(words) - 1)
    first, last = "".join(words[title:-1]), _POSSESSIVE.sub("", words[-1])
    if len(words) - title > 2 or not _WORD.fullmatch(last) or (first and not _WORD.fullmatch(first)):  # noqa: PLR2004 (first name and surname)
        return None
    return sum(len(word) + 1 for word in words[:title]), first, last


def _is_title(word: str) -> bool:
    """Whether a word before a name says what somebody is: an English word that is nobody's first name."""
    return word not in known() and word not in _BY_FIRST_NAME and is_word(word.rstrip(".").lower())


def _surnames(document: Document, names: list[_Name]) -> Iterator[_Variant]:
    """Two surnames that sound or look alike, one of which has no first name but that of the other."""
    counts: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for name in names:
        if len(name.last) >= _FEWEST:
            counts[name.last] += name.times
            places.setdefault(name.last, name.span)
    firsts: dict[str, set[str]] = {}
    for name in names:
        if name.first and name.last in counts:
            firsts.setdefault(name.last, set()).add(name.first)
    # Of two, the commoner; of two equally common, the one that comes first.
    ranks = {last: (times, -place) for place, (last, times) in enumerate(counts.items())}
    usual: dict[str, str] = {}
    led = {name.last for name in names if (name.first or name.has_title) and name.last in counts}
    for last in sorted(led, key=ranks.__getitem__):
        usual[sound(last)] = last
        usual.update(dict.fromkeys(shapes(last), last))
    for last in counts:
        other = None if _is_known(last) else _other(last, usual, ranks, has_first=last in firsts)
        if not other or last.lower() in document.distinct_words:
            continue
        if other not in firsts or not firsts.get(last, set()) - firsts[other]:
            yield _Variant(places[last], last, other, places[other])


def _other(last: str, usual: Mapping[str, str], ranks: Mapping[str, tuple[int, int]], *, has_first: bool) -> str | None:
    """The surname that another seems to be."""
    heard = usual.get(sound(last), last)
    if heard != last and ranks[last] < ranks[heard]:
        return None if is_inflected(last, heard) else heard
    seen = [usual[shape] for shape in shapes(last) if usual.get(shape, last) != last]
    if len(last) == _FEWEST:  # short names are alike by chance: “James Rosen” and “James Risen”
        seen = [] if has_first else [one for one in seen if is_vowel_swap(last, one)]
    return next((one for one in seen if ranks[last] < ranks[one] and not is_inflected(last, one)), None)


def _full_names(names: list[_Name]) -> Iterator[_Variant]:
    """Two full names with the same surname, the first names of which are one."""
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
            if first != usual and _is_same_first(first, usual):
                other = full[usual, last].span
                yield _Variant(full[first, last].span, f"{first} {last}", f"{usual} {last}", other)


def _is_same_first(rare: str, usual: str) -> bool:
    """Whether two first names before one surname are one: heard alike, a letter longer, or the rarer is nobody's."""
    shorter = min(len(rare), len(usual))
    if shorter >= _FEWEST - 1 and sound(rare) == sound(usual):  # “Jon Hale” and “John Hale” may be two
        return True
    if shorter >= _FEWEST and is_slip(rare, usual):
        return True
    return shorter >= _FEWEST and rare not in known() and is_swap(rare, usual)


def _full_names_by_first(names: list[_Name]) -> Iterator[_Variant]:
    """A full name with a surname that is nobody's, beside one with the same first name and a known surname."""
    known_ones: dict[tuple[str, str], _Name] = {}
    unknown_ones = []
    for name in names:
        if name.first and len(name.last) >= _FEWEST:
            if name.last in known():
                known_ones.update(dict.fromkeys(((name.first, key) for key in _keys(name.last)), name))
            elif not is_word(name.last.lower()):
                unknown_ones.append(name)
    for name in unknown_ones:
        others = filter(None, (known_ones.get((name.first, key)) for key in _keys(name.last)))
        other = next((one for one in others if _is_near(name.last, one.last)), None)
        if other:
            yield _Variant(name.span, name.last, other.last, other.span)


def _single_names(names: list[_Name]) -> Iterator[_Variant]:
    """Names of one word, as of places: one that stands more often or first otherwise, or as a scanner misread it."""
    times: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for name in names:
        if not name.first and len(name.last) > _FEWEST:
            times[name.last] += name.times
            places.setdefault(name.last, name.span)
    ranks = {word: (times[word], -place.start) for word, place in places.items()}
    usual: dict[str, str] = {}
    printed: dict[str, str] = {}
    for word in sorted(ranks, key=ranks.__getitem__):
        printed[print_of(word)] = word
        if not _is_known(word) and "-" not in word:
            usual.update(dict.fromkeys(_keys(word), word))
    for word, place in places.items():
        other = printed[print_of(word)]
        if other.lower() == word.lower() and not (_is_known(word) or unmarked(word) in known()):
            other = next(_otherwise(word, usual), word)
        if other.lower() != word.lower() and ranks[word] < ranks[other]:
            yield _Variant(place, word, other, places[other])


def _otherwise(name: str, usual: Mapping[str, str]) -> Iterator[str]:
    for key in _keys(name):
        other = usual.get(key, name)
        if other != name and _is_near(name, other):
            yield other


def _keys(name: str) -> tuple[str, ...]:
    """What names that are near each other share one of."""
    return (sound(name), *shapes(name))


def _is_near(one: str, other: str) -> bool:
    is_alike = is_slip(one, other) or is_swap(one, other) or sound(one) == sound(other)
    return is_alike and not is_inflected(one, other)


def _is_known(name: str) -> bool:
    return name in known() or is_word(name.lower())


def _finding(place: Span, rare: str, usual: str, other: Span) -> Finding:
    return Finding(
        place,
        f"“{rare}” is “{usual}” elsewhere in the document",
        evidence={"spellings": [usual, rare]},
        related=(Related(other, f"spelt “{usual}”"),),
        severity=Severity.NOTE if unmarked(rare) == unmarked(usual) else None,
    )


RULE = Rule(
    id="names/spelling-variant",
    summary="one person, place or body under two spellings",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
