"""The gate: which findings reject a document, and what else it must keep to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from audit.config.settings import CONFIDENCE, FAIL_ON, FailOn
from rules.model import Confidence, Severity

if TYPE_CHECKING:
    from audit.config.layers import Layer


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which severity on, and with which confidence at least, a finding rejects its document."""

    fail_on: FailOn = FAIL_ON
    confidence: Confidence = CONFIDENCE

    def is_reached(self, severity: Severity, confidence: Confidence) -> bool:
        """Whether a finding of that severity and confidence rejects."""
        if self.fail_on is FailOn.NEVER or confidence.rank > self.confidence.rank:
            return False
        return severity.rank <= Severity(self.fail_on.value).rank


@dataclass(frozen=True, slots=True)
class Budget:
    """How many findings 1,000 words may have, of ``severity`` or graver and with ``confidence`` at least.

    ``rules`` names the families and rules whose findings count; with none, all do.
    """

    limit: float
    severity: Severity
    confidence: Confidence
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """What a document must keep to.

    ``thresholds`` are those of single families and rules, which hold in place of ``threshold``. ``attributed`` is the
    least share of sentences with a source, ``required`` the metadata fields that must have a value. Nothing rejects
    where the gate ``is_open``.
    """

    threshold: Threshold = Threshold()
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    budgets: tuple[Budget, ...] = ()
    attributed: float | None = None
    required: tuple[str, ...] = ()
    is_open: bool = False

    def threshold_of(self, rule: str) -> Threshold:
        """The threshold for the findings of a rule."""
        return self.thresholds.get(rule) or self.thresholds.get(rule.partition("/")[0]) or self.threshold


def gate(layers: Iterable[Layer]) -> Gate:
    """The gate that the layers, weakest first, amount to.

    What names a rule wins over what names its family, and that over what names neither; of two that name it alike the
    later wins. Budgets and lists replace those of earlier layers.
    """
    general: dict[str, Any] = {}
    named: dict[str, dict[str, Any]] = {}
    others: dict[str, Any] = {}
    is_open = False
    for layer in layers:
        given = dict(layer.gate)
        general.update({key: given.pop(key) for key in ("fail-on", "confidence") if key in given})
        for name, threshold in given.pop("rules", {}).items():
            named.setdefault(name, {}).update(threshold)
        others.update(given)
        is_open = layer.opens_gate
    return Gate(
        threshold=_threshold(general),
        thresholds={
            name: _threshold({**general, **named.get(name.partition("/")[0], {}), **own}) for name, own in named.items()
        },
        budgets=tuple(_budget(budget, general) for budget in others.get("budgets", ())),
        attributed=None if "attributed" not in others else float(others["attributed"]),
        required=tuple(others.get("required", ())),
        is_open=is_open,
    )


def _threshold(given: Mapping[str, Any]) -> Threshold:
    return Threshold(FailOn(given.get("fail-on", FAIL_ON)), Confidence(given.get("confidence", CONFIDENCE)))


def _budget(given: Mapping[str, Any], general: Mapping[str, Any]) -> Budget:
    return Budget(
        limit=float(given["per-1000-words"]),
        severity=Severity(given.get("severity", Severity.NOTE)),
        confidence=Confidence(given.get("confidence", general.get("confidence", CONFIDENCE))),
        rules=tuple(given.get("rules", ())),
    )
