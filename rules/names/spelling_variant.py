"""One person under two spellings: “Lukin” and “Loekin”, “Katherine Hale” and “Kathrine Hale”.

**What it finds.** A surname that the document spells in two ways which transliterate or sound alike (`oe` and `u`, `ch`
and `tch`, `ov` and `off`, one letter or two), or differ in a letter, if the rarer one is no known name; and full names
with a first name that has a letter more. The rarer spelling is reported. Two surnames with different first names are
two persons; plurals, possessives and English words are no variants.

**Why it matters.** Whoever searches for one spelling misses the other, and counts one person as two.

```flagged
Artyom Lukin teaches in the port. Lukin has written of it. “It holds,” says ⟦Loekin⟧.
```

```flagged
Katherine Hale opened the dam. The river rose. ⟦Kathrine Hale⟧ closed it. Katherine Hale left.
```

```clean
Artyom Lukin and Anna Loekin teach in the port. The Lukins live there. Jon Hale met Joan Hale.
Bill Clark knows Bo Clarke.
```

**Known misses.** Surnames of fewer than five letters; spellings that are further apart; bodies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from os.path import commonprefix
from typing import NamedTuple

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import entries
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_FEWEST = 5  # letters of a surname
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[’'-][A-ZÀ-ÖØ-Þ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s?\Z")
# What is written in more than one way when a name comes from another script or language.
_SAME_SOUND = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("oe", "u"), ("ou", "u"), ("oo", "u"), ("kh", "h"), ("ph", "f"),
    ("ck", "k"), ("zh", "j"), ("ij", "i"), ("ii", "i"), ("iy", "i"), ("yi", "i"), ("ee", "i"), ("y", "i"), ("q", "k"),
    ("w", "v"), ("off", "ov"), ("ev", "ov"),
)  # fmt: skip
_SHAPE = "-"
_ENDINGS = frozenset(("", "s", "es", "n", "an", "ian", "ist", "ists", "ism", "i", "ic", "ish", "t", "m", "er", "ers"))
_DOUBLED = re.compile(r"(.)\1")


class _Name(NamedTuple):
    span: Span
    first: str | None
    last: str


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each rarer spelling, at its first place."""
    names = list(_names(document))
    counts = Counter(name.last for name in names)
    firsts: dict[str, set[str]] = {}
    for name in names:
        if name.first:
            firsts.setdefault(name.last, set()).add(name.first)
    yield from _surnames(document, names, counts, firsts)
    yield from _full_names(names)


def _names(document: Document) -> Iterator[_Name]:
    """The names of one or two words: a full name, or what may be a surname."""
    text = document.prose.text
    for span in document.names:
        words = list(_WORD.finditer(text, *span))
        if not words or len(words) > 2:  # noqa: PLR2004 (longer ones are bodies more often than persons)
            continue
        last = _POSSESSIVE.sub("", words[-1][0])
        first = words[0][0] if len(words) > 1 else None
        yield _Name(Span(words[0].start(), words[-1].start() + len(last)), first, last)


def _surnames(
    document: Document, names: list[_Name], counts: Mapping[str, int], firsts: Mapping[str, set[str]]
) -> Iterator[Finding]:
    """Two surnames that sound or look alike, one of which has no first name but that of the other."""
    groups: dict[str, list[str]] = {}
    for last in counts:
        if len(last) >= _FEWEST:
            groups.setdefault(_sound(last), []).append(last)
            for shape in _shapes(last):
                groups.setdefault(shape, []).append(last)
    reported: set[str] = set()
    for key, group in groups.items():
        usual = max(group, key=lambda last: (last in firsts, counts[last]))
        for last in group:
            is_other = last != usual and last not in reported and usual in firsts and not _is_inflected(last, usual)
            if not is_other or firsts.get(last, set()) - firsts[usual] or _is_word(document, last):
                continue
            if key[0] == _SHAPE and (len(last) < _FEWEST + 1 or counts[last] >= counts[usual]):
                continue
            reported.add(last)
            place = next(name.span for name in names if name.last == last)
            other = next(name.span for name in names if name.last == usual)
            yield _finding(place, last, usual, other)


def _full_names(names: list[_Name]) -> Iterator[Finding]:
    """Two full names with the same surname, the first names of which differ in a letter that is silent."""
    full: dict[tuple[str, str], list[Span]] = {}
    for name in names:
        if name.first:
            full.setdefault((name.first, name.last), []).append(name.span)
    by_last: dict[str, list[str]] = {}
    for first, last in full:
        by_last.setdefault(last, []).append(first)
    for last, found in by_last.items():
        usual = max(found, key=lambda first: len(full[first, last]))
        for first in found:
            if first != usual and min(len(first), len(usual)) >= _FEWEST and _is_slip(first, usual):
                spans = full[first, last]
                yield _finding(spans[0], f"{first} {last}", f"{usual} {last}", full[usual, last][0])


def _finding(place: Span, rare: str, usual: str, other: Span) -> Finding:
    return Finding(
        place,
        f"“{rare}” is “{usual}” elsewhere in the document",
        evidence={"spellings": [usual, rare]},
        related=(Related(other, f"spelt “{usual}”"),),
    )


def _sound(name: str) -> str:
    low = name.lower()
    for written, heard in _SAME_SOUND:
        low = low.replace(written, heard)
    return _DOUBLED.sub(r"\1", low)


def _shapes(name: str) -> Iterator[str]:
    """What is left of a name without one of its letters, but the first: the same for names that differ in one."""
    for place in range(1, len(name)):
        yield f"{_SHAPE}{name[:place]}{name[place + 1 :]}"


def _is_inflected(one: str, other: str) -> bool:
    """Whether one is derived from the other or both from one name, or only the hyphen and the capitals differ."""
    one, other = one.lower(), other.lower()
    stem = len(commonprefix((one, other)))
    endings = {one[stem:], other[stem:]}
    return endings <= _ENDINGS or one.replace("-", "") == other.replace("-", "")


def _is_slip(one: str, other: str) -> bool:
    """Whether one has a letter more than the other, inside, and else the same letters."""
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1:
        return False
    place = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    return 0 < place < len(short) and long[place + 1 :] == short[place:]


def _is_word(document: Document, name: str) -> bool:
    """Whether it is a known name, or the document has the word in small letters too."""
    return name in _known() or re.search(rf"\b{re.escape(name.lower())}\b", document.prose.text) is not None


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
