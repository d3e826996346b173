"""The rules that a configuration file describes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.config.errors import described, key_path
from audit.config.json_schema import house_schema
from rules.house import HouseRule, rule
from rules.model import Confidence, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.config.files import ConfigFile


def house_rules(source: ConfigFile, rules: Sequence[Rule]) -> tuple[list[Rule], list[str]]:
    """The rules under ``house`` in a file, and what is wrong with them beyond what the schema of the whole tells.

    One that is not as its schema has it is left out: that is told when all of the file is held against the schema.
    """
    tables = source.table.get("house", [])
    if not tables:
        return [], []
    from jsonschema import Draft202012Validator  # noqa: PLC0415 (it takes longer than a small audit)

    found: list[Rule] = []
    problems = []
    taken = {rule.id for rule in rules}
    for number, table in enumerate(tables if isinstance(tables, list) else []):
        if not Draft202012Validator(house_schema()).is_valid(table):
            continue
        where = f"{source.name}: {key_path((*source.prefix, 'house', number))}"
        if table["id"] in taken:
            problems.append(f"{where}, id: there is a rule {table['id']} already")
            continue
        taken.add(table["id"])
        try:
            found.append(rule(_house_rule(table)))
        except ValueError as error:
            problems.append(f"{where}, pattern: {described(table['pattern'])} {error}")
    return found, problems


def _house_rule(table: dict[str, Any]) -> HouseRule:
    return HouseRule(
        id=table["id"],
        message=table["message"],
        phrases=tuple(table.get("phrases", ())),
        pattern=table.get("pattern"),
        severity=Severity(table.get("severity", Severity.WARNING)),
        confidence=Confidence(table.get("confidence", Confidence.HIGH)),
        languages=tuple(table.get("languages", ())),
        suggestion=table.get("suggestion"),
        case_sensitive=table.get("case-sensitive", False),
        quotations=table.get("quotations", True),
    )
