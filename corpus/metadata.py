"""What a document says of where it comes from: title, byline, dates, publisher, licence, address, language.

Every value is kept with its origin and place; values that contradict each other stand side by side, the surest first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from urllib.parse import urljoin

from corpus import dates
from corpus.agreement import agree
from corpus.credit_lines import HOLDER, stated_in_text
from corpus.extract import Statement
from corpus.json_ld import properties
from corpus.layers import Layer, LayerName
from corpus.lexicon import entries, folded
from corpus.metadata_keys import BY_KIND
from corpus.persons import is_person, persons
from corpus.spans import Span

FIELDS = ("title", "byline", "date", "modified", "publisher", "licence", "url", "language")
"""What a document ought to say, and what else it may: the day of its capture, what it is based on, a digest."""
EXTRA = ("captured", "based_on", "kind", "hash")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field. ``span`` is its place in SOURCE, ``None`` where it stands outside it (a JSON field).

    Dates are ISO 8601 where they can be read. ``certainty`` is 0 (sure) to 2 (a guess from the layout of the text).
    """

    value: str
    origin: str
    certainty: int
    span: Span | None
    is_in_text: bool = False
    """Whether a line of the text itself says it, not markup or a field beside it."""

    @property
    def day(self) -> dt.date | None:
        """The day that a date names; ``None`` if it names none, or only its month or year."""
        try:
            return dt.date.fromisoformat(self.value[:10])
        except ValueError:
            return None


_OWN_ADDRESSES = frozenset(("url", "link", "canonical", "permalink", "canonical_url", "source_url", "original_url"))
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# What a template leaves behind: "{{ author }}", "%title%", "<?= $name ?>", "[site-name]".
_TEMPLATE = re.compile(r"\{\{|\}\}|<[?%]|%\w+%\Z|\$\{|\[[\w:-]+\]\Z")
_FIGURES = re.compile(r"\d\d")  # of a year, without which there is no date: "yesterday", "3 hours ago"
_NO_DAY = re.compile(r"0000-|0001-|1970-01-01|1900-01-01|-0001")
# Of equally sure and equally supported values, that of the earlier group comes first.
_KINDS = (("record", "front", "link", "json-ld"), ("microdata",), ("meta",), ("class", "time", "h1"), ("title",))
_PARTED = frozenset(("title", "meta", "json-ld"))  # titles that may have the site's name in them
_SEPARATORS = " |-–—·•:»«/"
_SEPARATED = re.compile(r"\s[|–—·•»«-]\s|\s::\s|:\s")
_LONG_NAME = 60  # code points of a site's name in a title
_MOST_VALUES = 50  # of one field; a page that states more is no source of metadata


def metadata(source: str, prose: Layer, statements: Iterable[Statement]) -> Mapping[str, tuple[Value, ...]]:
    """The values of each field, each distinct value of an origin once, the surest and best supported first."""
    found: dict[str, list[Value]] = {field: [] for field in (*FIELDS, *EXTRA)}
    for statement in statements:
        for field, value in _read(statement, source):
            found[field].append(value)
    for line in stated_in_text(prose.text):
        span = prose.to(LayerName.SOURCE, line.span)
        for value in _values(line.field, line.value, line.origin, line.certainty, span):
            found[line.field].append(replace(value, is_in_text=True))
    if any(_kind(value) in _PARTED for value in found["title"]):
        _part_titles(found, source)
    _complete_addresses(found["url"])
    return MappingProxyType({field: _distinct(field, values) for field, values in found.items()})


def published(values: Mapping[str, tuple[Value, ...]]) -> dt.date | None:
    """The day of publication, by the surest value that is a full date."""
    return next((value.day for value in values["date"] if value.day), None)


def preferred(values: Sequence[Value]) -> tuple[Value, ...]:
    """The value of a field to go by; of bylines, all persons that its origin names."""
    return tuple(value for value in values if value.origin == values[0].origin)


def _distinct(field: str, values: list[Value]) -> tuple[Value, ...]:
    kept: dict[tuple[str, str], Value] = {}
    for value in values:
        kept.setdefault((value.value, value.origin), value)
    if len(kept) < 2:  # noqa: PLR2004 (nothing to put in order)
        return tuple(kept.values())
    some = sorted(kept.values(), key=lambda value: value.certainty)[:_MOST_VALUES]
    # A site's name in a title is there on every page, a re-post too: a guess supports nothing.
    stated = [value for value in some if value.certainty < 2]  # noqa: PLR2004 (a guess)
    support = {
        id(value): len({_kind(other) for other in stated if agree(field, value.value, other.value)}) for value in some
    }
    return tuple(sorted(some, key=lambda value: (value.certainty, -support[id(value)], _rank(value))))


def _kind(value: Value) -> str:
    return "text" if value.is_in_text else value.origin.partition(" ")[0]


def _rank(value: Value) -> int:
    kind = _kind(value)
    return next((rank for rank, kinds in enumerate(_KINDS) if kind in kinds), len(_KINDS))


def _values(field: str, value: str, origin: str, certainty: int, span: Span | None) -> Iterator[Value]:
    """The values that a statement makes: a credit may name several persons; what nobody filled in makes none."""
    value = value[:2000]
    if field in {"date", "modified"}:
        value = _iso(value)
        if not _NO_DAY.match(value) and _FIGURES.search(value):
            yield Value(value, origin, certainty, span)
    elif _TEMPLATE.search(value) or (len(value) < _LONG_NAME and folded(value) in _placeholders()):
        return
    elif field == "byline":
        yield from (Value(name, origin, certainty, span) for name in persons(value))
    else:
        yield Value(value, origin, certainty, span)


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(word for word, _ in entries("metadata-placeholders"))


def _iso(value: str) -> str:
    """The day in ISO 8601, if ``value`` names exactly one; else ``value``."""
    if len(value) == 8 and value.isdecimal() and value.isascii():  # noqa: PLR2004 ("20060913")
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    found = [expression.date for expression in dates.full(value[:100]) if expression.date]
    return found[0].isoformat() if len(found) == 1 else value


def _read(statement: Statement, source: str) -> Iterator[tuple[str, Value]]:
    if statement.kind == "json-ld":
        yield from _json_ld(statement, source)
        return
    origin = f"{statement.kind} {statement.key}".strip()
    for field, certainty in BY_KIND.get(statement.kind, {}).get(statement.key, ()):
        if _fits(field, statement.kind, statement.key, statement.value):
            yield from ((field, v) for v in _values(field, statement.value, origin, certainty, statement.span))
    if statement.kind == "page":
        holder = HOLDER.search(statement.value)
        if holder:
            yield from (("publisher", v) for v in _values("publisher", holder["body"], origin, 2, statement.span))


def _fits(field: str, kind: str, key: str, value: str) -> bool:
    """Whether a value is of the field's kind where a key may mean two: ``source`` is a body or an address."""
    is_address = bool(_ADDRESS.match(value))
    if field == "url":
        return is_address or kind == "link" or (kind not in {"json-ld", "microdata"} and key in _OWN_ADDRESSES)
    if field == "byline" and kind == "class":
        return bool(persons(value)) and all(is_person(name) for name in persons(value))
    if field == "based_on":
        return is_address
    return not is_address or field == "licence"


def _json_ld(statement: Statement, source: str) -> Iterator[tuple[str, Value]]:
    taken: Counter[str] = Counter()
    for key, text, is_page in properties(statement.value):
        for field, certainty in BY_KIND["json-ld"].get(key, ()):
            if not _fits(field, "json-ld", key, text) or (is_page and field == "byline"):
                continue
            taken[field] += 1
            if taken[field] <= _MOST_VALUES:
                place = _place(source, statement.span, text)
                sure = min(certainty + is_page, 2)
                yield from ((field, v) for v in _values(field, text, f"json-ld {key}", sure, place))


def _part_titles(found: dict[str, list[Value]], source: str) -> None:
    """Part the title of a page from the name of the site before or behind it, which is a publisher's."""
    bodies = [folded(value.value) for value in found["publisher"][:_MOST_VALUES]]
    sure = {folded(value.value) for value in found["title"] if value.certainty < 2 or value.is_in_text}  # noqa: PLR2004 (a guess)
    for number, value in enumerate(found["title"][:_MOST_VALUES]):
        if _kind(value) not in _PARTED:
            continue
        parts = next(_parts(value.value, sure, bodies), None)
        if parts is None:
            continue
        title, site = parts
        found["title"][number] = replace(value, value=title, span=_place(source, value.span, title))
        if site and len(site) <= _LONG_NAME:
            found["publisher"].append(Value(site, "title", 2, _place(source, value.span, site)))


def _parts(whole: str, sure: set[str], bodies: list[str]) -> Iterator[tuple[str, str]]:
    """The ways to part a title from a site: one of them is known. The site is empty if it is known already."""
    for match in list(_SEPARATED.finditer(whole))[-6:]:
        for title, site in (
            (whole[: match.start()], whole[match.end() :]),
            (whole[match.end() :], whole[: match.start()]),
        ):
            name = folded(site)
            if folded(title) in sure:
                yield title, _SEPARATED.split(site)[-1].strip(_SEPARATORS)
            elif any(name == body or name.startswith(f"{body},") for body in bodies):
                yield title, ""


def _complete_addresses(addresses: list[Value]) -> None:
    """Give an address without a host that of another one; without any, it is none."""
    base = next((value.value for value in addresses if _ADDRESS.match(value.value)), None)
    addresses[:] = [whole for value in addresses if (whole := _completed(value, base))]


def _completed(value: Value, base: str | None) -> Value | None:
    if _ADDRESS.match(value.value) or _kind(value) != "link":
        return value
    try:
        return replace(value, value=urljoin(base, value.value)) if base else None
    except ValueError:  # brackets that hold no address
        return None


def _place(source: str, outer: Span | None, value: str) -> Span | None:
    """Where a value stands in its statement; all of that if it is written with escapes."""
    if outer is None:
        return None
    start = source.find(value, outer.start, outer.end)
    return Span(start, start + len(value)) if start >= 0 else outer
