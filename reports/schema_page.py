"""A JSON Schema as a page of Markdown: a table for each object, with what may stand where and what it means."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["page"]

_Schema = dict[str, Any]

_MANY = 12  # choices that are listed in a cell; more stand below the table
_PLURAL = {
    "array": "lists",
    "boolean": "booleans",
    "integer": "whole numbers",
    "null": "nulls",
    "number": "numbers",
    "object": "tables",
    "string": "strings",
}
_SINGULAR = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "a table",
    "string": "a string",
}
_LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "minItems": "with at least",
    "maxItems": "with at most",
    "maxLength": "no longer than",
}


def page(schema: _Schema, introduction: str) -> str:
    """The page on ``schema``, which begins with ``introduction``."""
    parts = [introduction.strip(), *_section(schema, "")]
    for name, definition in schema.get("$defs", {}).items():
        parts += [f"## {name}", *_section(definition, f"{name}.")]
    return "\n\n".join(parts) + "\n"


def _section(schema: _Schema, path: str) -> Iterator[str]:
    """What there is to say of a value: what it is and, of a table, its keys and the tables in it."""
    if description := schema.get("description"):
        yield description
    if not schema.get("properties"):
        choices = _choices(schema)
        yield f"Each is one of {_listed(choices)}." if len(choices) > _MANY else f"It is {_kind(schema)}."
        return
    used = {name: inner for name, inner in schema["properties"].items() if not _is_empty(inner)}
    alike = _alike(used)
    if alike is None:
        yield "\n".join(_table(used, schema.get("required", [])))
    else:
        yield f"{_span(list(used))}: {_kind(alike)}."
        used = {"…": alike}
    if empty := [name for name in schema["properties"] if alike is None and name not in used]:
        yield f"Nothing can be set in {_listed(empty)}."
    for name, inner in used.items():
        table = _table_in(inner)
        if table.get("properties"):
            yield f"### {path}{name}"
            yield from _section(table, f"{path}{name}.")


def _alike(properties: Mapping[str, _Schema]) -> _Schema | None:
    """The schema of all of many keys, as where there is one for each rule; ``None`` where they differ."""
    schemas = list(properties.values())
    return schemas[0] if len(schemas) > _MANY and all(schema == schemas[0] for schema in schemas) else None


def _table(properties: Mapping[str, _Schema], required: Sequence[str]) -> Iterator[str]:
    yield "| key | value | default | meaning |"
    yield "| --- | --- | --- | --- |"
    for name, schema in properties.items():
        must = " (required)" if name in required else ""
        default = _code(json.dumps(schema["default"], ensure_ascii=False)) if "default" in schema else ""
        yield f"| {_code(name)}{must} | {_cell(_kind(schema))} | {default} | {_cell(_meaning(schema))} |"


def _meaning(schema: _Schema) -> str:
    # What has a title is described in words that say what it must be: see audit.config.json_schema.
    said = schema.get("title") or schema.get("description") or schema.get("items", {}).get("description") or ""
    keys = schema.get("propertyNames", {}).get("description")
    return f"{said} A key is {keys}." if keys else str(said)


def _kind(schema: _Schema, *, several: bool = False) -> str:
    """What a value is, in words: one, or several of a list."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "const" in schema:
        return _code(json.dumps(schema["const"]))
    if "enum" in schema:
        choices = _choices(schema)
        return f"one of {_listed(choices)}" if len(choices) <= _MANY else f"one of {len(choices)} names, see below"
    if "title" in schema:
        return str(schema["description"])
    types = schema.get("type", "")
    for key in ("anyOf", "oneOf"):
        if key in schema and not types:
            return " or ".join(_kind(one) for one in schema[key])
    words = _PLURAL if several else _SINGULAR
    said = " or ".join(words[kind] for kind in ([types] if isinstance(types, str) and types else types)) or "any value"
    if "items" in schema:
        said += f" of {_kind(schema['items'], several=True)}"
    elif isinstance(values := schema.get("additionalProperties"), dict):
        said += f", each value {_kind(values)}"
    limits = [f"{words} {schema[key]}" for key, words in _LIMITS.items() if key in schema]
    return ", ".join((said, *limits))


def _choices(schema: _Schema) -> list[str]:
    return [str(choice) for choice in schema.get("enum", schema.get("items", {}).get("enum", ()))]


def _is_empty(schema: _Schema) -> bool:
    """Whether it is a table in which nothing can stand, as that of a rule without options."""
    return schema.get("additionalProperties") is False and not schema.get("properties")


def _table_in(schema: _Schema) -> _Schema:
    """The table that a value is, or that the values of a list or of an open table are."""
    inner = schema.get("items") or schema.get("additionalProperties")
    return _table_in(inner) if isinstance(inner, dict) and "properties" not in schema else schema


def _listed(names: list[str]) -> str:
    return ", ".join(map(_code, names))


def _span(names: list[str]) -> str:
    return f"{len(names)} keys, from {_code(names[0])} to {_code(names[-1])}"


def _code(text: str) -> str:
    return f"`{text}`"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
