"""All rules that there are: those of this package, and those that other packages offer as entry points.

An entry point of the group ``source_audit.rules`` names a ``rules.model.Rule``, or several in a sequence. One that
cannot be loaded, or is no rule that can run, is named as a failure of the run, and everything else runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from audit.config import options_schema
from audit.model import Confidence, Failure, Severity
from corpus.layers import LayerName
from rules import RULES
from rules.model import Rule

GROUP = "source_audit.rules"
_RESERVED = frozenset({"gate", "house"})  # families of limits, and of rules that configurations describe
_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Registry:
    """The rules in the order of the catalogue, and the entry points that gave none."""

    rules: tuple[Rule, ...]
    failures: tuple[Failure, ...] = ()


@cache
def registry() -> Registry:
    """The rules of this package, then those of other packages, by the names of their entry points."""
    rules = {rule.id: rule for rule in RULES}
    failures = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        try:
            for rule in _loaded(entry):
                if rule.id in rules:
                    raise ValueError(f"there is a rule {rule.id} already")  # noqa: TRY301 (as any other that is wrong)
                rules[rule.id] = rule
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever another package does, the audit goes on)
            failures.append(Failure(entry.name, f"entry point {entry.value}: {type(error).__name__}: {error}"))
    return Registry(tuple(rules.values()), tuple(failures))


def _loaded(entry: EntryPoint) -> Iterator[Rule]:
    loaded = entry.load()
    origin = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    for rule in [loaded] if isinstance(loaded, Rule) else loaded:
        _check(rule)
        yield replace(rule, origin=origin)


def _check(rule: Any) -> None:  # noqa: ANN401 (whatever another package offers)
    """Whether what was loaded is a rule that can be planned; whether it works shows when it runs.

    Raises:
        TypeError, ValueError: It is not.

    """
    if not isinstance(rule, Rule):
        raise TypeError(f"{type(rule).__name__} is no rules.model.Rule")
    if not _ID.fullmatch(rule.id):
        raise ValueError(f"{rule.id!r} is no id such as family/slug")
    if rule.family in _RESERVED:
        raise ValueError(f"{rule.id}: the family {rule.family} is for no rule of a package")
    for value, kind in ((rule.severity, Severity), (rule.confidence, Confidence), (rule.layer, LayerName)):
        if not isinstance(value, kind):
            raise TypeError(f"{rule.id}: {value!r} is no {kind.__name__}")
    if not (rule.check or rule.relate or (rule.collect and rule.compare)):
        raise ValueError(f"{rule.id}: it has nothing to run")
    options_schema(rule)
    rule.options()
