"""What one origin says about the rules: the file, one of its overrides, or the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_origin

from audit.config.json_schema import option_types
from audit.config.settings import FailOn
from rules.model import Rule, Severity

if TYPE_CHECKING:
    import re

    from audit.config.settings import CommandLine

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """What ``origin`` says; later layers win over earlier ones.

    ``select`` is ``None`` where nothing is said of it. ``options`` are by rule and by name of the field, in the field's
    type. ``gate`` has what is said of the gate, as in the file but with ``fail-on`` in it; a layer that ``opens_gate``
    says that nothing rejects. ``keys`` are the ways to all values that are set.
    """

    origin: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    gate: Mapping[str, Any] = field(default_factory=dict)
    opens_gate: bool = False
    keys: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Override:
    """A layer for the documents whose path, from the folder of the configuration file, ``pattern`` matches."""

    pattern: re.Pattern[str]
    layer: Layer


def file_layer(origin: str, table: Mapping[str, Any], rules: Sequence[Rule]) -> Layer:
    """What a valid table, of the whole file or of an override, says."""
    by_id = {rule.id: rule for rule in rules}
    return Layer(
        origin,
        select=tuple(table["select"]) if "select" in table else None,
        ignore=tuple(table.get("ignore", ())),
        severity={rule: Severity(level) for rule, level in table.get("severity", {}).items()},
        options={rule: _options(by_id[rule], given) for rule, given in table.get("rules", {}).items()},
        gate={**table.get("gate", {}), **{key: table[key] for key in ("fail-on",) if key in table}},
        keys=frozenset(_keys(table)),
    )


def command_line_layer(command_line: CommandLine) -> Layer:
    """What the command line says; an empty ``select`` or ``ignore`` was not given."""
    given = {
        "select": command_line.select or None,
        "ignore": command_line.ignore or None,
        "fail-on": command_line.fail_on,
        "gate": command_line.confidence,
        "date": command_line.date,
        "jobs": command_line.jobs,
    }
    return Layer(
        "command line",
        select=command_line.select or None,
        ignore=command_line.ignore or (),
        gate={
            key: value
            for key, value in (("fail-on", command_line.fail_on), ("confidence", command_line.confidence))
            if value is not None
        },
        opens_gate=command_line.fail_on == FailOn.NEVER,
        keys=frozenset(
            ("gate", "confidence") if key == "gate" else (key,) for key, value in given.items() if value is not None
        ),
    )


def _options(rule: Rule, given: Mapping[str, Any]) -> dict[str, Any]:
    types = option_types(rule.options)
    fields = {key.replace("-", "_"): value for key, value in given.items()}
    # A list becomes a tuple; and 3 is a valid float, 3.0 a valid int, but the rule wants the type that it names.
    return {name: (get_origin(types[name]) or types[name])(value) for name, value in fields.items()}


def _keys(table: Mapping[str, Any], above: Key = ()) -> Iterator[Key]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _keys(value, (*above, key))
        else:
            yield (*above, key)
