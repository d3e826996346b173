"""What reading a format yields: the text a reader sees, the map back, and what the document says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.spans import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a document says of itself outside its text.

    ``kind`` is the kind of markup (``front matter``, ``meta``, ``json-ld`` …), ``key`` the property it names, if any;
    ``span`` is its place in the markup, ``None`` where it stands outside it, as the fields of a JSON record do.
    """

    kind: str
    key: str
    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the markup: the place of its words there, and its target as it is written."""

    span: Span
    target: str


# Targets that are none.
_NOWHERE = frozenset(("", "#", "#!", "#0", "#/", "/#", "undefined", "null", "none", "http://", "https://", "void(0)"))
# Those that nobody but the author's own browser, machine or script could follow.
_ELSEWHERE = re.compile(
    r"(?:javascript|about|file|blob|chrome|vbscript|cid):|c:[\\/]|%%|\{\{|\*\|"
    r"|https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?![\w.-])"
)
_PERSONAL = ("mailto:", "tel:", "sms:")


def is_dead(target: str) -> bool:
    """Whether a link with this target leads nowhere for anybody but its author."""
    target = target.strip().strip("<>").lower()
    return target in _NOWHERE or _ELSEWHERE.match(target) is not None


def leads_to_text(target: str) -> bool:
    """Whether a link with this target leads to something that can be read, which may be a source."""
    return not is_dead(target) and not target.strip().lower().startswith(_PERSONAL)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a document, its map to the markup (``None``: it is the markup), and the statements in order."""

    text: str
    offsets: OffsetMap | None
    statements: tuple[Statement, ...] = ()
    block_quotes: tuple[Span, ...] = ()
    """The parts of the text that the markup sets off as quotations."""
    code: tuple[Span, ...] = ()
    """The parts of the text that the markup sets off as code."""
    links: tuple[Link, ...] = ()
    """The links of the markup, in the order in which they end."""
    captions: tuple[Span, ...] = ()
    """The parts of the text that are captions of pictures that the markup has."""
