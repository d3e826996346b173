"""A rule as SARIF's reportingDescriptor, with what GitHub shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.model import Confidence, Severity
from reports.documentation import blocks
from reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit.model import RuleInfo

__all__ = ["descriptor", "rank"]

_MOST = 1_000  # code points of a description; GitHub cuts it at 1,024
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def rank(severity: Severity, confidence: Confidence) -> float:
    """The place of a finding in the order of reading, 100 for a sure error, 20 for an unsure note."""
    return 100.0 - 30 * severity.rank - 10 * confidence.rank


def descriptor(rule: RuleInfo) -> dict[str, Any]:
    """``rule`` as results refer to it. ``precision`` and ``problem.severity`` are GitHub's words for what is ours."""
    documentation = visible(rule.documentation.strip()) or visible(rule.summary)
    plain = "\n\n".join(_plain(rule)) or documentation
    described = next((block.text for block in blocks(rule.documentation) if not block.is_example), rule.summary)
    return {
        "id": rule.id,
        "shortDescription": {"text": visible(rule.summary)},
        "fullDescription": {"text": visible(described)[:_MOST]},
        "help": {"text": plain, "markdown": documentation},
        "defaultConfiguration": {"level": rule.severity.value, "rank": rank(rule.severity, rule.confidence)},
        "properties": {
            "precision": rule.confidence.value,
            "problem.severity": _PROBLEM[rule.severity],
            "tags": [rule.id.partition("/")[0]],
        },
    }


def _plain(rule: RuleInfo) -> Iterator[str]:
    """The documentation without the marks of Markdown."""
    for block in blocks(rule.documentation):
        if block.is_example:
            yield "\n".join((f"{block.lead}:", *(f"    {line}" for line in visible(block.text).split("\n"))))
        else:
            yield visible(" ".join(filter(None, (block.lead, block.text))))
