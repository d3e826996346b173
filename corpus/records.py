"""JSON lines: each line is a document of its own, and a broken one never costs another."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.decode import decode_utf8, decoded_text
from corpus.document import Document
from corpus.extract import Extract, Statement
from corpus.sources import Unreadable

MEDIA_TYPE = "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class _Record:
    name: str | None
    text: str
    statements: tuple[Statement, ...]
    undecodable: int


def records(
    data: bytes, path: str, first_line: int, limit: int, date: dt.date | None = None
) -> Iterator[Document | Unreadable]:
    """The documents of some lines. Split on bytes, for a record may hold any other line separator.

    Args:
        data: Whole lines.
        path: The file, as reports name it.
        first_line: The number of the first line in the file, from 1.
        limit: The size of a record in bytes above which it is not read.
        date: The day that relative dates count from in records that name none.

    """
    for number, line in enumerate(data.split(b"\n"), first_line):
        if not line.strip():
            continue
        if len(line) > limit:
            yield Unreadable(path, f"is {len(line):,} bytes, more than the limit of {limit:,}", str(number))
            continue
        try:
            record = _record(line, number)
        except ValueError as error:
            yield Unreadable(path, str(error), str(number))
            continue
        extract = Extract(record.text, None, record.statements)
        yield Document(
            path,
            str(number) if record.name is None else record.name,
            MEDIA_TYPE,
            decoded_text(record.text, undecodable=record.undecodable),
            extract,
            date=date,
            line=number,
            has_own_id=record.name is not None,
        )


def _record(line: bytes, number: int) -> _Record:
    decoded = decode_utf8(line)  # JSON is in no other encoding
    try:
        fields = json.loads(decoded.text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ValueError(f"line {number} is no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError(f"line {number} is nested too deep") from None
    if not isinstance(fields, dict):
        raise ValueError(f"line {number} holds {_nature(fields)}, not an object")
    if "text" not in fields:
        raise ValueError(f"line {number} has no field “text”")
    if not isinstance(fields["text"], str):
        raise ValueError(f"line {number}: “text” is {_nature(fields['text'])}, not a string")
    if not fields["text"].strip():
        raise ValueError(f"line {number}: “text” is empty")
    name = fields.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        raise ValueError(f"line {number}: “id” is {_nature(name)}, not a string or a whole number")
    name = None if name is None else str(name)
    return _Record(name, fields["text"], tuple(_statements(fields)), decoded.encoding.undecodable)


def _statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    for key, value in fields.items():
        if key in {"id", "text"}:
            continue
        values = value if isinstance(value, list) else [value]
        for one in values[:50]:
            if isinstance(one, str) and one.strip():
                yield Statement("record", key.lower(), one.strip(), None)
            elif isinstance(one, dict):
                yield from (
                    Statement("record", f"{key.lower()}.{name.lower()}", inner.strip(), None)
                    for name, inner in one.items()
                    if isinstance(inner, str) and inner.strip()
                )


def _nature(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")
