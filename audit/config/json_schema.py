"""The schema of the configuration, made from the options of the rules."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any, get_type_hints

from audit.config.settings import CONFIDENCE, DOCUMENT_TYPES, FAIL_ON, JOBS, MAX_BYTES, FailOn
from corpus.metadata import FIELDS
from rules.house import LONGEST_PHRASE, MOST_PHRASES
from rules.model import Confidence, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Schema = dict[str, Any]

_TYPES: Mapping[object, _Schema] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    str: {"type": "string"},
    tuple[str, ...]: {"type": "array", "items": {"type": "string"}},
}

# The description of what is checked by its form, not by its type, completes "... must be": see validation.py.
_SETTINGS: _Schema = {
    "fail-on": {
        "description": "The mildest severity that rejects a document.",
        "enum": [str(level) for level in FailOn],
        "default": str(FAIL_ON),
    },
    "baseline": {
        "description": "The file of findings that were decided on, relative to the folder of this file.",
        "type": "string",
    },
    "max-bytes": {
        "description": "The size limit of one document, a file or a record of a JSON-lines file, in bytes.",
        "type": "integer",
        "minimum": 1,
        "default": MAX_BYTES,
    },
    "jobs": {
        "description": "The number of processes; 0 is one for each core.",
        "type": "integer",
        "minimum": 0,
        "default": JOBS,
    },
    "date": {
        "title": "Anchors the relative dates of documents that have no date of their own.",
        "description": "a date such as 2023-03-23",
        "type": "string",
        "format": "date",
    },
    "types": {
        "description": "What files with other name endings are.",
        "type": "object",
        "propertyNames": {
            "description": "a file name ending with its dot, in small letters, such as '.log'",
            "pattern": r"^\.[^./\sA-Z]+\Z",
        },
        "additionalProperties": {"enum": list(DOCUMENT_TYPES)},
    },
}

_CONFIDENCE: _Schema = {
    "description": "The least confidence of a finding that counts.",
    "enum": [str(level) for level in Confidence],
    "default": str(CONFIDENCE),
}

_PATHS: _Schema = {
    "description": "Globs, relative to the folder of this file: '*.html' for the files of this folder, "
    "'**/*.html' for those of all folders, 'wire/**' for all that lies below 'wire'.",
    "type": "array",
    "minItems": 1,
    "items": {"type": "string"},
}

_HOUSE: _Schema = {
    "type": "object",
    "description": "A rule of this configuration: phrases, a pattern, or both.",
    "properties": {
        "id": {
            "description": "an id such as 'house/no-hype'",
            "type": "string",
            "pattern": r"^house/[a-z0-9]+(-[a-z0-9]+)*\Z",
        },
        "message": {"description": "What a finding says.", "type": "string", "minLength": 1},
        "phrases": {
            "description": "Phrases to be flagged where they stand as whole words.",
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_PHRASES,
            "items": {
                "description": f"a phrase of at most {LONGEST_PHRASE} characters",
                "type": "string",
                "pattern": r"\S",
                "maxLength": LONGEST_PHRASE,
            },
        },
        "pattern": {
            "description": "A regular expression, with an upper bound for all that it repeats.",
            "type": "string",
        },
        "severity": {"enum": [str(level) for level in Severity], "default": str(Severity.WARNING)},
        "confidence": {"enum": [str(level) for level in Confidence], "default": str(Confidence.HIGH)},
        "languages": {
            "description": "ISO 639-1 codes of the languages that it reads; with none, any.",
            "type": "array",
            "items": {"description": "a code such as 'en'", "type": "string", "pattern": r"^[a-z]{2}\Z"},
        },
        "suggestion": {"description": "What to write instead.", "type": "string"},
        "case-sensitive": {"description": "Whether capitals matter.", "type": "boolean", "default": False},
        "quotations": {"description": "Whether it reads what is quoted too.", "type": "boolean", "default": True},
    },
    "additionalProperties": False,
    "required": ["id", "message"],
    "anyOf": [{"required": ["phrases"]}, {"required": ["pattern"]}],
}

KEYS = ("select", "ignore", *_SETTINGS, "gate", "house", "severity", "rules", "overrides")


def schema(rules: Sequence[Rule]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a configuration for these ``rules``.

    Raises:
        TypeError: the options of a rule have a field of a type that TOML cannot give; a mistake in the rule.
    """
    choices = {
        "select": _reference("selectors", "Rules or families that run; with none, all do."),
        "ignore": _reference("selectors", "Rules or families that don't run."),
        "severity": _reference("severity", "How much the findings of a rule matter, in place of the rule's own."),
        "rules": _reference("rules", "The options of the rules."),
        "fail-on": _SETTINGS["fail-on"],
        "gate": _reference("gate", "What else a document must keep to."),
    }
    override = _table({"paths": _PATHS, **choices}, "What is different for some paths; the last one that fits wins.")
    house = {"description": "Rules without code.", "type": "array", "items": _HOUSE}
    overrides = {"type": "array", "items": {**override, "required": ["paths"]}}
    settings = {**_SETTINGS, **choices, "house": house, "overrides": overrides}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "source-audit configuration",
        **_table({key: settings[key] for key in KEYS}),
        "$defs": {
            "selectors": {"type": "array", "items": {"enum": selectors(rules)}},
            "severity": _table({rule.id: {"enum": [str(level) for level in Severity]} for rule in rules}),
            "rules": _table({rule.id: options_schema(rule) for rule in rules}),
            "gate": _gate(rules),
        },
    }


def house_schema() -> dict[str, Any]:
    """The schema of a rule that the configuration describes itself."""
    return _HOUSE


def selectors(rules: Sequence[Rule]) -> list[str]:
    """The words that select and ignore know: the families, then the rules."""
    return [*dict.fromkeys(rule.family for rule in rules), *(rule.id for rule in rules)]


def option_types(options: type[Any]) -> Mapping[str, Any]:
    """The type of each field of a rule's options, by the field's name."""
    hints = get_type_hints(options)
    return {option.name: hints[option.name] for option in fields(options)}


def _reference(definition: str, description: str) -> _Schema:
    return {"description": description, "$ref": f"#/$defs/{definition}"}


def _table(properties: Mapping[str, _Schema], description: str = "") -> _Schema:
    table = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {"description": description, **table} if description else table


def _gate(rules: Sequence[Rule]) -> _Schema:
    threshold = _table({"fail-on": _SETTINGS["fail-on"], "confidence": _CONFIDENCE})
    budget = _table(
        {
            "per-1000-words": {
                "description": "How many findings 1,000 words may have; a shorter document counts as 1,000.",
                "type": "number",
                "minimum": 0,
            },
            "severity": {
                "description": "The mildest severity of a finding that counts.",
                "enum": [str(level) for level in Severity],
                "default": str(Severity.NOTE),
            },
            "confidence": _CONFIDENCE,
            "rules": _reference("selectors", "Families and rules whose findings count; with none, all do."),
        }
    )
    return _table(
        {
            "confidence": _CONFIDENCE,
            "rules": _table(dict.fromkeys(selectors(rules), threshold), "What holds for a family or a rule instead."),
            "budgets": {"type": "array", "items": {**budget, "required": ["per-1000-words"]}},
            "attributed": {
                "description": "The least share of sentences that name their source, in documents in English.",
                "type": "number",
                "minimum": 0,
                "maximum": 1,
            },
            "required": {
                "description": "Metadata fields that a document must have.",
                "type": "array",
                "items": {"enum": list(FIELDS)},
            },
        }
    )


def options_schema(rule: Rule) -> _Schema:
    """The schema of the options of a rule.

    Raises:
        TypeError: An option has a type that TOML cannot give; a mistake in the rule.
    """
    types = option_types(rule.options)
    described = {
        option.name.replace("_", "-"): _option(rule, option, types[option.name]) for option in fields(rule.options)
    }
    return _table(described, rule.summary)


def _option(rule: Rule, option: Field[Any], kind: object) -> _Schema:
    if kind not in _TYPES:
        raise TypeError(f"{rule.id}: option {option.name} is of type {kind}, which a configuration cannot set")
    option_schema = dict(_TYPES[kind])
    if "doc" in option.metadata:
        option_schema["description"] = option.metadata["doc"]
    for bound in ("minimum", "maximum"):
        if bound in option.metadata:
            option_schema[bound] = option.metadata[bound]
    default = option.default if option.default_factory is MISSING else option.default_factory()
    if default is not MISSING:
        option_schema["default"] = list(default) if isinstance(default, tuple) else default
    return option_schema
