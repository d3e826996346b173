"""YAML front matter: the statements before the first line of a Markdown document, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract import Statement
from corpus.spans import Span

_LIMIT = 65_536  # code points; longer than any front matter, short enough to be parsed without thought
_OPENING = re.compile("\ufeff?---[ \t]*(?:\r\n?|\n)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_BRACKET = re.compile(r"[\[\]{}]")
_LINE = re.compile(
    r"^(?P<key>[A-Za-z][\w-]{0,40}):[ \t]{1,8}[\"']?(?P<value>[^\s\"'](?:[^\r\n]{0,500}[^\s\"'])?)[\"']?[ \t]{0,8}\r?$",
    re.MULTILINE,
)
_DEPTH = 20  # brackets within each other; the parser's time grows with the square of it


def front_matter(markup: str) -> tuple[tuple[Statement, ...], int]:
    """The statements, and where the document proper begins (0 if there is no front matter).

    A block that is not YAML, for a title with a colon in it is enough, is read line by line, as ``key: value``.
    """
    opening = _OPENING.match(markup)
    closing = _CLOSING.search(markup, opening.end(), _LIMIT) if opening else None
    if opening is None or closing is None:
        return (), 0
    import yaml  # noqa: PLC0415 (few documents need it)

    block = markup[opening.end() : closing.start()]
    if _is_deep(block):
        return (), closing.end()
    try:
        # Only the tree is built: no tag of the document is ever followed, and what has an anchor is read once.
        root = yaml.compose(block, Loader=yaml.SafeLoader)
        statements = tuple(_statements(root, "", opening.end(), set()))
    except (yaml.YAMLError, RecursionError, ValueError):
        statements = tuple(_lines(block, opening.end()))
    return statements, closing.end()


def _lines(block: str, offset: int) -> Iterator[Statement]:
    for line in _LINE.finditer(block):
        value = Span(*line.span("value")).shift(offset)
        yield Statement("front matter", line["key"].lower().replace("-", "_"), line["value"], value)


def _is_deep(block: str) -> bool:
    depth = 0
    for bracket in _BRACKET.finditer(block):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEPTH:
            return True
    return False


def _statements(node: object, key: str, offset: int, seen: set[int], depth: int = 0) -> Iterator[Statement]:
    """The scalars below a node; ``author: {name: X}`` is stated as ``author.name``."""
    import yaml  # noqa: PLC0415 (see above)

    if isinstance(node, yaml.ScalarNode):
        if node.value.strip():
            quoted = 1 if node.style in {"'", '"'} else 0
            span = Span(offset + node.start_mark.index + quoted, offset + node.end_mark.index - quoted)
            yield Statement("front matter", key, node.value.strip(), span)
    elif depth < 3 and id(node) not in seen:  # noqa: PLR2004 (deeper than any metadata)
        seen.add(id(node))  # an alias is the very node that it names
        if isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from _statements(value, key, offset, seen, depth + 1)
        elif isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                inner = str(name.value).lower().replace("-", "_") if isinstance(name, yaml.ScalarNode) else ""
                yield from _statements(value, f"{key}.{inner}" if key else inner, offset, seen, depth + 1)
