"""JSON-LD as pages carry it: the properties of the article, with what they refer to put in their place."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_ARTICLES = re.compile(r"(?:article|posting|report|creativework)\Z", re.IGNORECASE)
_PAGES = re.compile(r"webpage\Z", re.IGNORECASE)
_WRAPPED = re.compile(r"\s*(?:/[/*]\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?")
_UNWRAPPED = re.compile(r"(?:/[/*]\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*\Z")
MOST_VALUES = 50  # of one property
_MOST_LEAVES = 2000  # of one item
_MOST_DEPTH = 8


def properties(text: str) -> Iterator[tuple[str, str, bool]]:
    """Path, value and whether it is only that of the page around the article, of each text of the first article.

    Paths are in lower case: ``author.name``. What is no JSON has none.
    """
    root = _parsed(text)
    items = list(_items(root, 0))
    known = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and len(item) > 1}
    articles = [item for item in items if _is(item, _ARTICLES)]
    pages = [item for item in items if _is(item, _PAGES)]
    for item, is_page in [(item, False) for item in articles[:1]] + [(item, True) for item in pages[:1]]:
        leaves = _leaves(item, "", 0, known)
        for (path, value), _ in zip(leaves, range(_MOST_LEAVES), strict=False):
            yield path, value, is_page


def _parsed(text: str) -> Any:  # noqa: ANN401 (any JSON)
    start = _WRAPPED.match(text)
    end = _UNWRAPPED.search(text, max(len(text) - 50, 0))
    bare = text[start.end() if start else 0 : end.start() if end else len(text)]
    try:
        return json.loads(bare, strict=False)  # line breaks in strings are common
    except (ValueError, RecursionError):
        return None


def _items(root: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (any JSON)
    """The objects at the top, in a list, or in ``@graph``, and the article that a page is about."""
    for item in (root if isinstance(root, list) else [root])[: MOST_VALUES * 4]:
        if not isinstance(item, dict) or depth > 2:  # noqa: PLR2004 (a list, a graph, an entity)
            continue
        yield item
        for key in ("@graph", "mainEntity"):
            if isinstance(item.get(key), list | dict):
                yield from _items(item[key], depth + 1)


def _is(item: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    named = item.get("@type", "")
    return any(isinstance(kind, str) and kinds.search(kind) for kind in (named if isinstance(named, list) else [named]))


def _leaves(
    node: Any,  # noqa: ANN401 (any JSON)
    path: str,
    depth: int,
    known: dict[str, dict[str, Any]],
) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        value = html.unescape(node).strip() if "&" in node else node.strip()
        if value:
            yield path, value
    elif depth < _MOST_DEPTH and isinstance(node, list):
        for value in node[:MOST_VALUES]:
            yield from _leaves(value, path, depth + 1, known)
    elif depth < _MOST_DEPTH and isinstance(node, dict):
        reference = node.get("@id")
        # Only one step: references may go round in circles.
        if path and isinstance(reference, str) and "name" not in node and reference in known:
            node = {**node, **{key: value for key, value in known[reference].items() if isinstance(value, str)}}
        for name, value in list(node.items())[:MOST_VALUES]:
            yield from _leaves(value, f"{path}.{name.lower()}" if path else name.lower(), depth + 1, known)
