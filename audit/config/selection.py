"""Which rules run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.config.layers import Layer
    from rules.model import Rule

# How exactly a rule is named: not at all (everything is selected), by its family, by its id.
_EVERYTHING, _FAMILY, _RULE = range(3)


def runs(rule: Rule, layers: Sequence[Layer]) -> bool:
    """Whether ``rule`` is on, by what the ``layers`` say: the file, the overrides that fit, the command line.

    A rule runs if it or its family is selected, or if nothing is selected, and neither it nor its family is ignored.

    * The last layer that selects replaces what earlier ones select; an empty list selects everything.
    * What layers ignore adds up.
    * Where a rule is both selected and ignored, the one that names it more exactly wins: ``select = ["opinion"]`` with
      ``ignore = ["opinion/foreign-signature"]`` leaves that rule out, and ``ignore = ["provenance"]`` with
      ``select = ["provenance/missing-date"]`` lets that one run.
    * Where both name it alike the later layer wins, so that ``--select`` of a rule runs it though the file ignores it;
      in the same layer it is ignored.
    """
    selected = _selected(rule, layers)
    if selected is None:
        return False
    ignored = (
        (exactness, number)
        for number, layer in enumerate(layers)
        if (exactness := _exactness(rule, layer.ignore)) is not None
    )
    return all(selected > against for against in ignored)


def _selected(rule: Rule, layers: Sequence[Layer]) -> tuple[int, int] | None:
    """How exactly, and in which layer, the rule is selected; ``None`` if it is not."""
    for number in reversed(range(len(layers))):
        select = layers[number].select
        if select is None:
            continue
        exactness = _exactness(rule, select) if select else _EVERYTHING
        return None if exactness is None else (exactness, number)
    return _EVERYTHING, 0


def _exactness(rule: Rule, names: Sequence[str]) -> int | None:
    if rule.id in names:
        return _RULE
    return _FAMILY if rule.family in names else None
