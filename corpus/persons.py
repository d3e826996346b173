"""The persons that a credit names: “By Ana Ruiz and Bo Li, staff writers” is Ana Ruiz and Bo Li."""

from __future__ import annotations

import re

from corpus.names import is_body

_LEAD = re.compile(
    r"(?i)(?:(?:words|written|reported|posted|submitted|story|text|report|published)\s)?(?:by|von|par|por|door)[:\s]\s*"
    r"|(?:author|authors|byline|reporter)(?::\s*|\s+(?=[A-Z]))"
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,100}[)\]]|\s*<?\S{1,60}@\S{1,60}")
_JOINED = re.compile(r"\s+(?:and|AND|und|et|y|with)\s+|\s*[;&/|·•]\s*|\s+[–—-]\s+")
_PARTICLES = frozenset("of de del della di da dos du la le van von der den ter bin ibn al el y zu".split())
_LONGEST = 300  # code points of a credit that is taken apart
_MOST_WORDS = 5  # of a person


def persons(credit: str) -> list[str]:
    """The names in a credit, in order; a body's name, or what cannot be told apart, stays as it is."""
    lead = _LEAD.match(credit)
    credit = credit[lead.end() :].strip() if lead and lead.end() < len(credit) else credit
    if len(credit) > _LONGEST or not credit:
        return [credit] if credit else []
    bare = _BRACKETS.sub(" ", credit).strip(" ,;|") or credit
    found = [name for part in _JOINED.split(bare) for name in _apart(part.strip())]
    people = [" ".join(name.split()) for name in found if _is_person(name)]
    # A part that begins like a name and is none makes all of it a body's: “Department for Health and Social Care”.
    is_whole = any(name[:1].isupper() and not _is_person(name) for name in found)
    if people and not is_whole and not is_body(bare):
        return people
    return [" ".join(bare.split())]


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two words or more with capitals, none of them a publication's."""
    return _is_person(name) and " " in name.strip() and not is_body(name)


def _apart(part: str) -> list[str]:
    """What commas part: persons, or the surname from what goes before it, or a name from a role."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 2 and len(pieces[0].split()) == 1 and pieces[1][:1].isupper() and len(pieces[1].split()) < 3:  # noqa: PLR2004 (“Ruiz, Ana M.”)
        return [f"{pieces[1]} {pieces[0]}"]
    return pieces[:1] + [piece for piece in pieces[1:] if _is_person(piece) and " " in piece and not is_body(piece)]


def _is_person(name: str) -> bool:
    words = name.split()
    return 0 < len(words) <= _MOST_WORDS and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
