"""What an HTML page says of itself: meta elements, links, titles, JSON-LD, microdata, RDFa, and classes by convention.

Microdata and RDFa name properties of an *item*; one that belongs to a comment, a related story or a picture says
nothing of the page. The key of such a statement is the path from the article: ``author.name``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.extract import Statement
from corpus.spans import Span

Attributes = dict[str, str]

_ARTICLES = re.compile(r"(?:article|posting|report|webpage|creativework)\Z")
_PROPERTIES = frozenset(
    "headline name title author creator datepublished datecreated datemodified publisher license url mainentityofpage "
    "inlanguage".split()
)
_ADDRESSES = frozenset(("license", "url", "mainentityofpage"))
# Classes that themes of many systems share (hAtom and h-entry among them), and what their text is.
_CLASSES = {
    "entry-title": "title", "post-title": "title", "article-title": "title", "headline": "title",
    "byline": "author", "author": "author", "p-author": "author", "post-author": "author", "author-name": "author",
    "article-author": "author", "byline-name": "author", "createdby": "author",
    "published": "date", "dt-published": "date", "entry-date": "date", "post-date": "date", "date-header": "date",
    "article-date": "date", "publish-date": "date", "value-title": "date",
    "updated": "modified", "dt-updated": "modified",
}  # fmt: skip
# What stands here is of somebody else, or of another story.
_OTHERS = frozenset("comment comments comment-list disqus_thread related related-posts sidebar widget".split())
_MOST_OPEN = 8  # elements whose text is noted at once; no page that means well nests more
_LONGEST = 300  # code points of a text that a class makes a statement


@dataclass(slots=True)
class _Item:
    """An element that its properties belong to; ``path`` leads to it from the article, ``None`` from elsewhere."""

    depth: int
    path: str | None
    is_typed: bool


@dataclass(slots=True)
class _Capture:
    """An element whose whole text is a statement."""

    kind: str
    key: str
    depth: int
    start: int
    parts: list[str] = field(default_factory=list)


class Statements:
    """Collects the statements of a page as its elements open and close. Depths count from 1, offsets in the markup."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._captures: list[_Capture] = []
        self._items: list[_Item] = []
        self._has_article = False
        self.found: list[Statement] = []

    def open(self, tag: str, attributes: Attributes, start: int, raw: str, depth: int, *, is_void: bool) -> None:
        """An element begins: its start tag is ``raw``, at ``start``."""
        properties = self._properties(tag, attributes)
        self._by_attribute(tag, attributes, start, raw)
        stated = list(self._by_property(tag, attributes, properties))
        if not is_void:
            self._open_item(attributes, properties, depth)
            stated += self._by_text(tag, attributes)
        for kind, key, attribute in stated:
            if attribute:
                self._say(kind, key, attribute, attributes, start, raw)
            elif not is_void and len(self._captures) < _MOST_OPEN:
                self._captures.append(_Capture(kind, key, depth, start + len(raw)))

    def data(self, text: str) -> None:
        """Text, references resolved."""
        for capture in self._captures:
            capture.parts.append(text)

    def close(self, depth: int, end: int) -> None:
        """Every element deeper than ``depth`` has ended, at ``end``."""
        while self._items and self._items[-1].depth > depth:
            self._items.pop()
        while self._captures and self._captures[-1].depth > depth:
            self._end(self._captures.pop(), end)

    @property
    def _path(self) -> str | None:
        return self._items[-1].path if self._items else ""

    def _properties(self, tag: str, attributes: Attributes) -> list[str]:
        named = attributes.get("itemprop", "")
        in_meta = attributes.get("property", "")
        if not named and (tag != "meta" or (self._items and ":" not in in_meta)):
            named = in_meta
        if tag == "meta" and not self._items:
            named = ""  # a meta element of its own
        if not named and ":" in attributes.get("rel", ""):
            named = attributes["rel"]
        return [name for one in named.lower().split() if (name := one.rpartition(":")[2]) in _PROPERTIES]

    def _open_item(self, attributes: Attributes, properties: list[str], depth: int) -> None:
        kind = re.split(r"[/#:]", (attributes.get("itemtype") or attributes.get("typeof") or "").lower().strip())[-1]
        is_item = bool(kind) or "itemscope" in attributes
        relates = ":" in attributes.get("rel", "") and bool(properties)
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
        if not _OTHERS.isdisjoint(names):
            self._items.append(_Item(depth, None, is_typed=True))
        elif is_item and _ARTICLES.search(kind) and self._path is not None:
            is_page = kind.endswith("webpage")
            self._items.append(_Item(depth, None if self._has_article and not is_page else "", is_typed=True))
            self._has_article = self._has_article or not is_page
        elif is_item and self._items and not self._items[-1].is_typed:
            self._items.append(_Item(depth, self._path, is_typed=True))
        elif is_item or relates:
            named = properties[0] if properties and "about" not in attributes else None
            # Nobody's name stands deeper than "publisher.name", and a path must not grow with the page.
            is_told = named is not None and self._path is not None and "." not in self._path
            path = f"{self._path}.{named}".lstrip(".") if is_told else None
            self._items.append(_Item(depth, path, is_typed=is_item))

    def _by_property(self, tag: str, attributes: Attributes, properties: list[str]) -> Iterator[tuple[str, str, str]]:
        """The statements that an element's properties make: kind, key and the attribute with the value, if any."""
        path = self._path
        if path is None:
            return
        if "about" in attributes and self._items and not self._items[-1].is_typed:
            properties = ["name"] if "name" in properties else []  # the property of the item that this element is
        for name in properties:
            key = f"{path}.{name}".lstrip(".")
            if ":" in attributes.get("rel", ""):
                continue
            if "itemscope" in attributes or ("typeof" in attributes and "about" not in attributes):
                yield "microdata", f"{key}.item", ""
            elif attributes.get("content"):
                yield "microdata", key, "content"
            elif tag == "time" and attributes.get("datetime"):
                yield "microdata", key, "datetime"
            elif tag == "abbr" and attributes.get("title"):
                yield "microdata", key, "title"
            elif name in _ADDRESSES and attributes.get("href"):
                yield "microdata", key, "href"
            else:
                yield "microdata", key, ""

    def _by_attribute(self, tag: str, attributes: Attributes, start: int, raw: str) -> None:
        """Note what an element says in an attribute, wherever it stands."""
        if tag == "meta":
            key = attributes.get("name") or attributes.get("property") or attributes.get("http-equiv")
            key = key or ("" if self._items else attributes.get("itemprop"))
            if key:
                self._say("meta", key.lower(), "content", attributes, start, raw)
        elif tag in {"link", "a"}:
            relations = attributes.get("rel", "").lower().split()
            for relation in ("license", "canonical"):
                if relation in relations:
                    self._say("link", relation, "href", attributes, start, raw)
        elif tag == "html":
            self._say("html", "lang", "lang", attributes, start, raw)
        elif tag == "time" and self._path is not None and "itemprop" not in attributes and "property" not in attributes:
            classes = {_CLASSES.get(name) for name in attributes.get("class", "").lower().split()}
            is_published = "date" in classes or "pubdate" in attributes
            key = "published" if is_published else "updated" if "modified" in classes else ""
            self._say("time", key, "datetime", attributes, start, raw)

    def _by_text(self, tag: str, attributes: Attributes) -> Iterator[tuple[str, str, str]]:
        """The statements that the text of an element makes, or the attribute that stands in for it."""
        if tag == "script":
            if attributes.get("type", "").lower() == "application/ld+json":
                yield "json-ld", "", ""
            return
        if tag == "title" or (tag == "h1" and self._path is not None):
            yield tag, "", ""
        if self._path is None:
            return
        if "author" in attributes.get("rel", "").lower().split():
            yield "microdata", "author", ""
            return
        if "itemprop" in attributes or "property" in attributes or tag in {"time", "body", "html"}:
            return
        for name in attributes.get("class", "").lower().split():
            key = _CLASSES.get(name)
            if key:
                has_title = key in {"date", "modified"} and attributes.get("title")
                yield "class", key, "title" if has_title else ""
                return

    def _say(self, kind: str, key: str, attribute: str, attributes: Attributes, start: int, raw: str) -> None:
        """Note the value of an attribute, at its place; one written with character references has that of the tag."""
        value = attributes.get(attribute, "").strip()
        if not value:
            return
        # The value may stand in the tag twice: as that of another attribute, or as a part of a name.
        named = [match.end() for match in re.finditer(rf"[\s\"'/]{attribute}\s*=\s*[\"']?\s*", raw, re.IGNORECASE)]
        place = next((place for place in reversed(named) if raw.startswith(value, place)), -1)
        span = Span(start + place, start + place + len(value)) if place >= 0 else Span(start, start + len(raw))
        self.found.append(Statement(kind, key, value, span))

    def _end(self, capture: _Capture, end: int) -> None:
        value = "".join(capture.parts)
        raw = self._markup[capture.start : end]
        start = capture.start + len(raw) - len(raw.lstrip())
        end = capture.start + len(raw.rstrip())
        if not value.strip() or start >= end:
            return
        value = value.strip() if capture.kind == "json-ld" else " ".join(value.split())
        if capture.kind not in {"class", "microdata"} or len(value) <= _LONGEST:
            self.found.append(Statement(capture.kind, capture.key, value, Span(start, end)))
