"""Digests of what an audit depends on besides the document: the rules and their data, and what it was asked to do."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from audit import __version__

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from audit.config import Plan

_ENDINGS = (".py", ".txt")
_NOT_READ = frozenset(("samples", "__pycache__"))


@cache
def rules_digest() -> str:
    """The SHA-256 of the version and of all that rules are made of: their code, the annotations', the lexicons."""
    digest = hashlib.sha256(__version__.encode())
    for package in ("corpus", "rules"):
        _add(digest, files(package), package)
    return digest.hexdigest()


@cache
def code_digest() -> str:
    """The SHA-256 of all that a result is made by: rules and their data, and what runs them."""
    digest = hashlib.sha256(rules_digest().encode())
    _add(digest, files("audit"), "audit")
    return digest.hexdigest()


def _add(digest: hashlib._Hash, folder: Traversable, name: str) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name not in _NOT_READ:
            _add(digest, entry, path)
        elif entry.name.endswith(_ENDINGS):
            content = entry.read_bytes()
            digest.update(f"\0{path}\0{len(content)}\0".encode() + content)


def plan_digest(plan: Plan) -> str:
    """The SHA-256 of the rules that run on a document, with their severities and options, and of the gate."""
    return _plan_digest(Same(plan))


class Same:
    """A plan by identity: there is one for each set of overrides, and options need not be hashable."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.plan is self.plan


@lru_cache(maxsize=64)
def _plan_digest(plan: Same) -> str:
    rules = [
        {
            "id": planned.rule.id,
            "severity": str(planned.severity or planned.rule.severity),
            "options": dataclasses.asdict(planned.options),
            "origin": planned.rule.origin,
        }
        for planned in plan.plan.rules
    ]
    text = json.dumps({"gate": dataclasses.asdict(plan.plan.gate), "rules": rules}, sort_keys=True, default=sorted)
    return hashlib.sha256(text.encode()).hexdigest()
