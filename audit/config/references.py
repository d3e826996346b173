"""Rules by reference, for what is sent to worker processes."""

from __future__ import annotations

import sys
from importlib import import_module

from rules.model import Rule


def refer(rule: Rule) -> str | Rule:
    """The name of the module that ``rule`` is defined in, or the rule itself where it is not that module's ``RULE``.

    A rule carries its whole documentation, and a plan has some seventy rules. But each one stands as ``RULE`` in the
    module that its id names, in every process; so that name is enough, and gives the same object there. Only rules
    that are made elsewhere, as tests do, are sent whole.
    """
    family, _, slug = rule.id.partition("/")
    name = f"rules.{family}.{slug.replace('-', '_')}"
    return name if getattr(sys.modules.get(name), "RULE", None) is rule else rule


def follow(reference: str | Rule) -> Rule:
    """The rule that ``refer`` gave this reference for."""
    if isinstance(reference, Rule):
        return reference
    rule: Rule = import_module(reference).RULE
    return rule
