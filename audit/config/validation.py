"""Checking a configuration against its schema, and saying what is wrong with it."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from audit.config.errors import described, did_you_mean, key_path
from audit.config.json_schema import schema, selectors
from audit.config.settings import CommandLine, FailOn
from rules.model import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

    from rules.model import Rule

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a table",
    "string": "a string",
}
_PLAIN = {
    "minItems": "must not be empty",
    "minLength": "must not be empty",
    "maxItems": "has too many items",
    "anyOf": "lacks 'phrases' or 'pattern'",
}
_BOUNDS = {"minimum": "at least", "maximum": "at most"}


def file_problems(table: dict[str, Any], rules: Sequence[Rule], prefix: tuple[str, ...]) -> list[str]:
    """What is wrong with the settings of a file; ``prefix`` are the keys that lead to them in the file."""
    validator = _validator(rules)
    return [problem for error in validator.iter_errors(_as_json(table)) for problem in _said(error, prefix)]


def command_line_problems(command_line: CommandLine, rules: Sequence[Rule]) -> list[str]:
    """What is wrong with the options given on the command line."""
    known = selectors(rules)
    problems = [
        _unknown("rule or family", word, option, known)
        for option, words in (("--select", command_line.select), ("--ignore", command_line.ignore))
        for word in words or ()
        if word not in known
    ]
    levels = [str(level) for level in FailOn]
    if command_line.fail_on is not None and command_line.fail_on not in levels:
        problems.append(_no_choice("--fail-on", command_line.fail_on, levels))
    levels = [str(level) for level in Confidence]
    if command_line.confidence is not None and command_line.confidence not in levels:
        problems.append(_no_choice("--confidence", command_line.confidence, levels))
    jobs: object = command_line.jobs
    if jobs is not None and (isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 0):
        problems.append(f"--jobs must be a whole number, at least 0, not {jobs!r}")
    if command_line.date is not None and not isinstance(command_line.date, date):
        problems.append(f"--date must be a day, not {command_line.date!r}")
    return problems


def _validator(rules: Sequence[Rule]) -> Validator:
    # Imported here because most runs have no file to validate, and the import takes longer than a small audit.
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415
    from jsonschema.validators import extend  # noqa: PLC0415

    # TOML has nan and inf, which JSON has not, and no bound holds against nan.
    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "number",
        lambda _, value: isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value),
    )
    strict: type[Validator] = extend(Draft202012Validator, type_checker=checker)  # type: ignore[no-untyped-call]
    return strict(schema(rules), format_checker=FormatChecker(["date"]))


def _as_json(table: dict[str, Any]) -> dict[str, Any]:
    """The table with its date, which TOML knows and JSON does not, as a string; with a time it won't be valid."""
    return {**table, "date": table["date"].isoformat()} if isinstance(table.get("date"), date) else table


def _said(error: ValidationError, prefix: tuple[str, ...]) -> Iterator[str]:
    keys: list[str | int] = [*prefix, *error.absolute_path]
    value: Any = error.instance
    wanted: Any = error.validator_value
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(value, error.schema["properties"], keys)  # type: ignore[index]
        case "enum" if len(keys) > 1 and keys[-2] in ("select", "ignore", "rules"):
            yield _unknown("rule or family", value, key_path(keys[:-1]), wanted)
        case "enum":
            yield _no_choice(key_path(keys), value, wanted)
        case "type":
            yield f"{key_path(keys)} must be {_TYPES[wanted]}, not {described(value)}"
        case "minimum" | "maximum" as bound:
            yield f"{key_path(keys)} must be {_BOUNDS[bound]} {wanted}, not {value}"
        case "pattern":  # of the keys in a table
            yield f"{key_path(keys)}: {described(value)} must be {error.schema['description']}"  # type: ignore[index]
        case "required":
            yield f"{key_path(keys)} lacks {' and '.join(repr(key) for key in wanted if key not in value)}"
        case str() as kind if kind in _PLAIN:
            yield f"{key_path(keys)} {_PLAIN[kind]}"
        case _:
            yield f"{key_path(keys)} must be {error.schema['description']}, not {described(value)}"  # type: ignore[index]


def _unknown_keys(table: dict[str, Any], known: dict[str, Any], keys: Sequence[str | int]) -> Iterator[str]:
    match list(keys):
        case [*_, "gate", "rules"]:
            kind = "rule or family"
        case [*_, "severity" | "rules"]:
            kind = "rule"
        case [*_, "rules", _] if "gate" not in keys:
            kind = "option"
        case _:
            kind = "key"
    return (_unknown(kind, key, key_path(keys), list(known)) for key in table if key not in known)


def _unknown(kind: str, word: object, place: str, known: Sequence[str]) -> str:
    hint = did_you_mean(word, known) if isinstance(word, str) else ""
    return f"unknown {kind} {described(word)}" + (f" in {place}" if place else "") + hint


def _no_choice(place: str, value: object, choices: Sequence[str]) -> str:
    hint = did_you_mean(value, choices) if isinstance(value, str) else ""
    return f"{place} must be one of {', '.join(choices)}, not {described(value)}{hint}"
