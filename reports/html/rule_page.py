"""A rule's page: what it looks for and why, and where it found the most."""

from __future__ import annotations

import heapq
import re
from typing import TYPE_CHECKING

from reports.documentation import blocks
from reports.html.pages import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from audit.model import AuditReport, Tool
    from reports.html.rows import Row

__all__ = ["links", "write"]

MOST_DOCUMENTS = 200
"""Most documents that a rule's page names."""


def links(tool: Tool, rows: Sequence[Row]) -> dict[str, str]:
    """The page of every rule that found something, by the rule's id, in the order of the ids."""
    found = {rule for row in rows for rule, _ in row.rules} & {rule.id for rule in tool.rules}
    return {rule: f"rule-{re.sub('[^a-z0-9]+', '-', rule.lower())}.html" for rule in sorted(found)}


def write(report: AuditReport, rows: Sequence[Row], pages: Mapping[str, str], folder: Path) -> None:
    """Write a page into ``folder`` for each rule in ``pages``."""
    found: dict[str, list[tuple[int, int]]] = {rule: [] for rule in pages}
    for number, row in enumerate(rows):
        for rule, count in row.rules:
            if rule in found:
                found[rule].append((count, number))
    for info in report.tool.rules:
        if info.id not in pages:
            continue
        most = heapq.nsmallest(MOST_DOCUMENTS, found[info.id], key=lambda item: (-item[0], item[1]))
        render(
            "rule.html",
            folder / pages[info.id],
            tool=report.tool,
            rule=info,
            documentation=blocks(info.documentation),
            documents=[(rows[number], count) for count, number in most],
            total=sum(count for count, _number in found[info.id]),
            in_all=len(found[info.id]),
        )
