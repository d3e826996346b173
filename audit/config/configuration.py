"""The configuration of an audit: the values that hold, and where each came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.config.json_schema import KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from audit.config.planning import Plan, Planner
    from audit.config.settings import FailOn
    from rules.model import Rule

_KEY = re.compile(r'"([^"]*)"|([^."]+)')


@dataclass(frozen=True, slots=True)
class Configuration:
    """The values that hold for a run.

    ``file`` is the configuration file as reports show it, ``None`` without one. ``max_bytes`` limits one document: a
    file, or a record of a JSON-lines file. ``jobs`` counts processes, 0 is one for each core. ``date`` anchors the
    relative dates of documents that have no date of their own. ``types`` says for other file name endings (small
    letters, with the dot) what such files are: text, markdown, html or jsonl. ``baseline`` is the file of findings that
    were decided on, relative to the working directory. It can be pickled.
    """

    file: str | None
    fail_on: FailOn
    max_bytes: int
    jobs: int
    date: date | None
    types: Mapping[str, str]
    planner: Planner
    baseline: str | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules that could run, those that the file describes last."""
        return self.planner.rules

    def plan(self, path: str) -> Plan:
        """The rules that run on the document with this path, in the order of the registry.

        ``path`` is as in reports: relative to the working directory at the time of loading, with ``/``. Overrides fit
        documents below the folder of the configuration file only.
        """
        return self.planner.plan(path)

    def for_references(self) -> Configuration:
        """The same for documents that are not audited, only compared with those that are."""
        return replace(self, planner=self.planner.of_corpus_rules())

    def for_base(self, unchanged: frozenset[str]) -> Configuration:
        """The same for documents as they were before a change: ``unchanged`` files, real paths, are only compared."""
        return replace(self, planner=replace(self.planner, unchanged=unchanged))

    def origin(self, key: str, path: str | None = None) -> str:
        """Where the value of ``key`` comes from; with ``path``, the value for that document.

        ``key`` is as in a source-audit.toml, dotted within tables: ``fail-on``, ``severity."dates/reversed-range"``,
        ``rules."dates/reversed-range".some-option``. The answer is ``default``, the file, ``command line`` or, for an
        override, ``source-audit.toml, overrides 2``. What adds up (``ignore``, a whole table) has them all, joined by
        "and".

        Raises:
            KeyError: there is no such setting.
        """
        parts = tuple(quoted or bare for quoted, bare in _KEY.findall(key))
        if not parts or parts[0] not in KEYS:
            raise KeyError(key)
        origins: list[str] = []
        adds_up = parts == ("ignore",)
        for layer in self.planner.layers(path):
            at_key = [given for given in layer.keys if given[: len(parts)] == parts]
            adds_up = adds_up or any(len(given) > len(parts) for given in at_key)
            origins += [layer.origin] if at_key else []
        if not origins:
            return "default"
        return " and ".join(origins) if adds_up else origins[-1]
