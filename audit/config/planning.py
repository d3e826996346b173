"""Which rules run on which document, and how."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from audit.config.gating import Gate, gate
from audit.config.references import follow, refer
from audit.config.selection import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.config.layers import Layer, Override
    from rules.model import Rule, Severity


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """A rule that runs, with its options; ``severity``, if any, takes the place of the severity of its findings."""

    rule: Rule
    severity: Severity | None
    options: Any

    # The rule goes to a worker process by name: see references.py.
    def __reduce__(self) -> tuple[Any, ...]:
        return _planned, (refer(self.rule), self.severity, self.options)


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules that run on a document, in the order of the registry, and what it must keep to."""

    rules: tuple[PlannedRule, ...]
    gate: Gate = field(default_factory=Gate)


@dataclass(frozen=True)
class Planner:
    """Makes plans for paths, one for each set of overrides that fit.

    ``folders`` are the names, absolute and with a slash at the end, that the folder of the configuration file goes by;
    ``here`` is the absolute path that relative ones start from. On the ``unchanged`` files, real paths, only rules run
    that compare documents.
    """

    rules: tuple[Rule, ...]
    base: Layer
    overrides: tuple[Override, ...]
    command_line: Layer
    folders: tuple[str, ...]
    here: str
    unchanged: frozenset[str] = frozenset()
    _plans: dict[tuple[int, ...], Plan] = field(default_factory=dict, init=False, repr=False, compare=False)

    def plan(self, path: str) -> Plan:
        """The plan for the document with this path; the same object for all that the same overrides fit."""
        fitting = self._fitting(path)
        only_comparing = bool(self.unchanged) and os.path.realpath(path) in self.unchanged
        plan = self._plans.get((only_comparing, *fitting))
        if plan is None:
            rules = [rule for rule in self.rules if rule.compares or not only_comparing]
            plan = self._plans[only_comparing, *fitting] = _resolved(rules, self._layers(fitting))
        return plan

    def of_corpus_rules(self) -> Planner:
        """One that plans only rules that compare documents."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.compares))

    def layers(self, path: str | None) -> list[Layer]:
        """The layers that hold for a path, weakest first; without a path, those that hold for any."""
        return self._layers(() if path is None else self._fitting(path))

    def _layers(self, fitting: tuple[int, ...]) -> list[Layer]:
        return [self.base, *(self.overrides[number].layer for number in fitting), self.command_line]

    def _fitting(self, path: str) -> tuple[int, ...]:
        if not self.overrides:
            return ()
        absolute = os.path.normpath(os.path.join(self.here, path))  # noqa: PTH118 - a Path each takes five times as long
        for folder in self.folders:
            if absolute.startswith(folder):
                below = absolute[len(folder) :]
                return tuple(number for number, override in enumerate(self.overrides) if override.pattern.match(below))
        return ()

    # Rules go by name, and plans are made anew: they are only a cache.
    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "rules": tuple(map(refer, self.rules)), "_plans": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, rules=tuple(map(follow, state["rules"])))


def _planned(reference: str | Rule, severity: Severity | None, options: object) -> PlannedRule:
    return PlannedRule(follow(reference), severity, options)


def _resolved(rules: Sequence[Rule], layers: Sequence[Layer]) -> Plan:
    return Plan(tuple(_with_options(rule, layers) for rule in rules if runs(rule, layers)), gate(layers))


def _with_options(rule: Rule, layers: Sequence[Layer]) -> PlannedRule:
    severity = None
    options: dict[str, Any] = {}
    for layer in layers:
        severity = layer.severity.get(rule.id, severity)
        options.update(layer.options.get(rule.id, {}))
    return PlannedRule(rule, severity, rule.options(**options))
