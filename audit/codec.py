"""Results as JSON and back: what is kept on disk, for the length of a run or longer.

Written as rows, without the names of fields, for nobody reads them but the program that wrote them. Whatever stands in
the file, reading it makes nothing but the values of ``audit.model`` or fails: unlike a pickle, it runs no code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from audit.model import DocumentReport

_JSON = frozenset((NoneType, bool, int, float, str, list, dict))
_PLAIN: Mapping[Any, frozenset[type]] = {
    **{kind: frozenset((kind,)) for kind in (bool, int, str)},
    float: frozenset((float, int)),
}
_BYTES = "latin-1"  # one character for each byte


class DecodeError(ValueError):
    """What was read is not what it should be."""


def encode(value: object) -> bytes:
    """Dataclasses, and what they hold, as one line."""
    return json.dumps(value, default=_row, separators=(",", ":")).encode("ascii")


def decode(kind: Any, data: bytes) -> Any:  # noqa: ANN401 (a type hint, and what it is of)
    """What ``encode`` was given, of that type; sequences come back as tuples where fields say so, else as lists.

    Raises:
        DecodeError: It is no such thing.

    """
    try:
        value = json.loads(data)
        kinds, convert = _reader(kind)
        if type(value) not in kinds:
            raise DecodeError(f"is no {kind}")
        return convert(value) if convert else value
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise DecodeError(str(error)) from error


def encode_report(report: DocumentReport) -> bytes:
    """A report, its name on a line of its own before it, so that it can be read without the rest."""
    return encode((report.path, report.record)) + b"\n" + encode(report)


def decode_report(data: bytes) -> DocumentReport:
    """The report that ``encode_report`` was given.

    Raises:
        DecodeError: It is no such thing.

    """
    report: DocumentReport = decode(DocumentReport, data.partition(b"\n")[2])
    return report


def decode_name(line: bytes) -> tuple[str, str | None]:
    """The path and the record of a report, from its first line.

    Raises:
        DecodeError: It is no such thing.

    """
    path, record = decode(tuple[str, str | None], line)
    return path, record


def _row(value: object) -> object:
    """What ``json`` does not know by itself."""
    if isinstance(value, bytes):
        return value.decode(_BYTES)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    return _fields(cast("Hashable", type(value)))(value)


@cache
def _fields(kind: Any) -> Callable[[object], tuple[Any, ...]]:  # noqa: ANN401 (a class)
    """A function that gives the values of all fields, of which there are at least two."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no data")
    return attrgetter(*(field.name for field in fields(kind)))


_Convert = Callable[[Any], Any]
_Reader = tuple[frozenset[type], _Convert | None]
"""The types that JSON gives for a hint, and what makes a value of them, if they are not the value already."""


@cache
def _reader(hint: Any) -> _Reader:  # noqa: ANN401 (a type hint)
    if hint in _PLAIN:
        return _PLAIN[hint], None
    if hint is bytes:
        return _PLAIN[str], lambda text: text.encode(_BYTES)
    if get_origin(hint):
        return _generic_reader(get_origin(hint), get_args(hint))
    if issubclass(hint, Enum):
        return _PLAIN[str], {member.value: member for member in hint}.__getitem__
    hints = get_type_hints(hint)
    names = hints if issubclass(hint, tuple) else [field.name for field in fields(hint)]
    return frozenset((list,)), _row_reader(hint, tuple(hints[name] for name in names))


def _generic_reader(origin: Any, arguments: tuple[Any, ...]) -> _Reader:  # noqa: ANN401 (a type hint)
    if origin in {Union, UnionType}:
        inner = [one for one in arguments if one is not NoneType]
        if len(inner) > 1:  # plain data, the only thing that may be of several kinds
            return _JSON, None
        kinds, convert = _reader(inner[0])
        return kinds | {NoneType}, convert and (lambda value: None if value is None else convert(value))
    if origin is Literal:
        return _PLAIN[str], {value: value for value in arguments}.__getitem__
    if origin is tuple:
        return frozenset((list,)), _tuple_reader(arguments)
    return frozenset((dict,)), _mapping_reader(arguments[1])


def _tuple_reader(arguments: tuple[Any, ...]) -> _Convert:
    if arguments[1:] != (Ellipsis,):
        return _row_reader(lambda *values: values, arguments)
    kinds, convert = _reader(arguments[0])

    def read(values: list[Any]) -> tuple[Any, ...]:
        _check(set(map(type, values)), kinds)
        return tuple(map(convert, values) if convert else values)

    return read


def _mapping_reader(hint: Any) -> _Convert | None:  # noqa: ANN401 (a type hint)
    kinds, convert = _reader(hint)
    if kinds == _JSON:
        return None

    def read(values: dict[str, Any]) -> dict[str, Any]:
        _check(set(map(type, values.values())), kinds)
        return {key: convert(value) for key, value in values.items()} if convert else values

    return read


def _row_reader(make: Callable[..., Any], hints: tuple[Any, ...]) -> _Convert:
    readers = [_reader(hint) for hint in hints]
    converted = [(number, convert) for number, (_, convert) in enumerate(readers) if convert]
    checked: set[tuple[type, ...]] = set()  # most rows are alike, and what they are made of is looked at once

    def read(row: list[Any]) -> Any:  # noqa: ANN401 (what ``make`` makes)
        shape = tuple(map(type, row))
        if shape not in checked:
            if len(shape) != len(readers):
                raise DecodeError(f"has {len(shape)} fields, not {len(readers)}")
            for kind, (kinds, _) in zip(shape, readers, strict=True):
                _check({kind}, kinds)
            checked.add(shape)
        for number, convert in converted:
            row[number] = convert(row[number])
        return make(*row)

    return read


def _check(found: set[type], expected: frozenset[type]) -> None:
    if not found <= expected:
        raise DecodeError(f"holds {', '.join(sorted(kind.__name__ for kind in found - expected))}")
