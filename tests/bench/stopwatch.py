"""What each annotation and each rule costs by itself, taken while the engine does its usual work."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any, ParamSpec, TypeVar

from audit.config import Plan, PlannedRule
from corpus.document import Document

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Stopwatch:
    """CPU time by name. What runs within something else is charged to its own name only."""

    def __init__(self) -> None:
        self.nanoseconds: Counter[str] = Counter()
        self._running: list[str] = []
        self._since = 0

    @contextmanager
    def charge(self, name: str) -> Iterator[None]:
        """Charge what happens meanwhile to ``name``."""
        self._turn()
        self._running.append(name)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def charged(self, name: str, function: Callable[_P, _T]) -> Callable[_P, _T]:
        """The function with its time charged to ``name``."""

        def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            with self.charge(name):
                return function(*args, **kwargs)

        return call

    def _turn(self) -> None:
        now = time.process_time_ns()
        if self._running:
            self.nanoseconds[self._running[-1]] += now - self._since
        self._since = now


@contextmanager
def annotations_charged(watch: Stopwatch) -> Iterator[list[str]]:
    """Charge every annotation of every document to its name; yields the names."""
    found = {name: value for name, value in vars(Document).items() if isinstance(value, cached_property)}
    functions = {name: annotation.func for name, annotation in found.items()}
    for name, annotation in found.items():
        annotation.func = watch.charged(name, annotation.func)
    try:
        yield list(found)
    finally:
        for name, annotation in found.items():
            annotation.func = functions[name]


def rules_charged(watch: Stopwatch, plan: Plan) -> Plan:
    """The plan with every rule charged to its id."""
    return Plan(tuple(_charged(watch, planned) for planned in plan.rules))


def _charged(watch: Stopwatch, planned: PlannedRule) -> PlannedRule:
    rule = planned.rule
    check = rule.check and _listed(watch, rule.id, rule.check)
    collect = rule.collect and _listed(watch, rule.id, rule.collect)
    return replace(planned, rule=replace(rule, check=check, collect=collect))


def _listed(
    watch: Stopwatch, name: str, half: Callable[[Document, Any], Iterator[Any]]
) -> Callable[[Document, Any], Iterator[Any]]:
    """The half of a rule, run to its end at once, so that nothing of the engine is charged to it."""

    def whole(document: Document, options: object) -> list[Any]:
        return list(half(document, options))

    run = watch.charged(name, whole)
    return lambda document, options: iter(run(document, options))
