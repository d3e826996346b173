"""What a document says of where it comes from: title, byline, dates, publisher, licence, address, language.

Every value is kept with its origin and place; values that contradict each other stand side by side, the surest first.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from corpus import dates
from corpus.credit_lines import stated_in_text
from corpus.extract import Statement
from corpus.layers import Layer, LayerName
from corpus.spans import Span

FIELDS = ("title", "byline", "date", "modified", "publisher", "licence", "url", "language")


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


# Which properties name which field, by kind of statement, in lower case. A number after a colon is the certainty.
_RECORD = {
    "title": "title headline",
    "byline": "author authors author.name authors.name byline by creator writer",
    "date": "date published publish_date pubdate pub_date published_at date_published datepublished "
    "publication_date created",
    "modified": "updated modified lastmod last_modified date_modified datemodified updated_at",
    "publisher": "publisher publisher.name publication outlet site site_name newspaper agency source:1 source.name",
    "licence": "licence license rights copyright license_url licence_url usage",
    "url": "url source_url link canonical canonical_url permalink original_url source:1 source.url uri",
    "language": "lang language locale",
}
_META = {
    "title": "og:title twitter:title:1 dc.title dcterms.title citation_title headline parsely-title",
    "byline": "author article:author dc.creator dcterms.creator citation_author byl parsely-author sailthru.author",
    "date": "article:published_time date dc.date dc.date.issued dcterms.issued dcterms.created dcterms.date "
    "citation_date og:published_time article:published publishdate datepublished pubdate "
    "publish-date publication_date citation_publication_date parsely-pub-date sailthru.date",
    "modified": "article:modified_time og:updated_time last-modified datemodified dcterms.modified revised",
    "publisher": "og:site_name publisher dc.publisher dcterms.publisher article:publisher "
    "citation_journal_title application-name:1",
    "licence": "license licence rights copyright dc.rights dcterms.rights dcterms.license",
    "url": "og:url citation_public_url parsely-link",
    "language": "og:locale language dc.language content-language",
}
_JSON_LD = {
    "title": "headline name:1",
    "byline": "author.name author creator.name creator",
    "date": "datepublished datecreated:1",
    "modified": "datemodified",
    "publisher": "publisher.name publisher",
    "licence": "license license.name license.url copyrightnotice:1",
    "url": "url mainentityofpage mainentityofpage.@id @id:1",
    "language": "inlanguage inlanguage.name",
}
_OTHER = {
    ("title", ""): ("title", 2),
    ("h1", ""): ("title", 1),
    ("link", "license"): ("licence", 0),
    ("link", "canonical"): ("url", 0),
    ("html", "lang"): ("language", 0),
    ("microdata", "author"): ("byline", 0),
    ("time", "datepublished"): ("date", 0),
    ("time", "datemodified"): ("modified", 0),
    ("time", ""): ("date", 2),
}


def _table(fields: Mapping[str, str]) -> dict[str, list[tuple[str, int]]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for field, keys in fields.items():
        for key in keys.split():
            name, _, certainty = key.rpartition(":")
            if certainty.isdigit():
                table.setdefault(name, []).append((field, int(certainty)))
            else:
                table.setdefault(key, []).append((field, 0))
    return table


_BY_KIND = {
    "front matter": _table(_RECORD),
    "record": _table(_RECORD),
    "meta": _table(_META),
    "json-ld": _table(_JSON_LD),
}
_ARTICLES = re.compile(r"(?:article|posting|report|webpage|creativework)\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MOST_VALUES = 50  # of one field; a page that states more is no source of metadata
_MOST_DEPTH = 8


def metadata(source: str, prose: Layer, statements: Iterable[Statement]) -> Mapping[str, tuple[Value, ...]]:
    """The values of each field, each distinct value of an origin once."""
    found: dict[str, list[Value]] = {field: [] for field in FIELDS}
    for statement in statements:
        for field, value in _read(statement, source):
            found[field].append(value)
    for line in stated_in_text(prose.text):
        span = prose.to(LayerName.SOURCE, line.span)
        found[line.field].append(
            replace(_value(line.field, line.value, line.origin, line.certainty, span), is_in_text=True)
        )
    return MappingProxyType({field: _distinct(values) for field, values in found.items()})


def published(values: Mapping[str, tuple[Value, ...]]) -> dt.date | None:
    """The day of publication, by the surest value that is a full date."""
    return next((value.day for value in values["date"] if value.day), None)


def _distinct(values: list[Value]) -> tuple[Value, ...]:
    kept: dict[tuple[str, str], Value] = {}
    for value in values:
        kept.setdefault((value.value, value.origin), value)
    return tuple(sorted(kept.values(), key=lambda value: value.certainty))[:_MOST_VALUES]


def _value(field: str, value: str, origin: str, certainty: int, span: Span | None) -> Value:
    if field in {"date", "modified"}:
        value = _iso(value)
    return Value(value[:2000], origin, certainty, span)


def _iso(value: str) -> str:
    """The day in ISO 8601, if ``value`` names exactly one; else ``value``."""
    found = [expression.date for expression in dates.full(value[:100]) if expression.date]
    return found[0].isoformat() if len(found) == 1 else value


def _read(statement: Statement, source: str) -> Iterator[tuple[str, Value]]:
    if statement.kind == "json-ld":
        yield from _json_ld(statement, source)
        return
    table = _BY_KIND.get(statement.kind)
    fields = table.get(statement.key, ()) if table else filter(None, [_OTHER.get((statement.kind, statement.key))])
    origin = f"{statement.kind} {statement.key}".strip()
    for field, certainty in fields:
        if _fits(field, statement.key, statement.value):
            yield field, _value(field, statement.value, origin, certainty, statement.span)


def _fits(field: str, key: str, value: str) -> bool:
    """Whether a value is of the field's kind where a key may mean two: ``source`` is a body or an address."""
    is_address = bool(_ADDRESS.match(value))
    if field == "url":
        return is_address or key not in {"source", "@id", "mainentityofpage"}
    return not is_address or field == "licence"


def _json_ld(statement: Statement, source: str) -> Iterator[tuple[str, Value]]:
    try:
        root = json.loads(statement.value)
    except (ValueError, RecursionError):
        return
    taken: Counter[str] = Counter()
    for item in _articles(root):
        for key, value in _leaves(item, "", 0):
            for field, certainty in _BY_KIND["json-ld"].get(key, ()):
                taken[field] += _fits(field, key, value)
                if _fits(field, key, value) and taken[field] <= _MOST_VALUES:
                    yield (
                        field,
                        _value(field, value, f"json-ld {key}", certainty, _place(source, statement.span, value)),
                    )


def _articles(root: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (any JSON)
    """The objects that describe the article itself: at the top, in a list, or in ``@graph``."""
    items = root if isinstance(root, list) else [root]
    for item in items[:_MOST_VALUES]:
        if not isinstance(item, dict):
            continue
        kinds = item.get("@type", "")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds):
            yield item
        graph = item.get("@graph")
        if isinstance(graph, list):
            yield from _articles([part for part in graph if isinstance(part, dict) and "@graph" not in part])


def _leaves(node: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (any JSON)
    if isinstance(node, str):
        if node.strip():
            yield key, node.strip()
    elif depth < _MOST_DEPTH and isinstance(node, list):
        for value in node[:_MOST_VALUES]:
            yield from _leaves(value, key, depth + 1)
    elif depth < _MOST_DEPTH and isinstance(node, dict):
        for name, value in list(node.items())[:_MOST_VALUES]:
            yield from _leaves(value, f"{key}.{name.lower()}" if key else name.lower(), depth + 1)


def _place(source: str, script: Span | None, value: str) -> Span | None:
    """Where a value stands in its script; the whole script if it is written with escapes."""
    if script is None:
        return None
    start = source.find(value, script.start, script.end)
    return Span(start, start + len(value)) if start >= 0 else script
