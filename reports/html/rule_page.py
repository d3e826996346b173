"""A rule's page: what it looks for and why, and where it found the most."""

from __future__ import annotations

import heapq
import re
from typing import TYPE_CHECKING

from reports.documentation import blocks
from reports.html.pages import rendered, script_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audit.model import AuditReport, Tool
    from reports.html.folder import Folder
    from reports.html.rows import Row

__all__ = ["file_name", "links", "write"]

MOST_DOCUMENTS = 200
"""Most documents that a rule's page names."""


def links(tool: Tool, rows: Sequence[Row]) -> dict[str, str]:
    """The page of every rule that found something, by the rule's id, in the order of the ids."""
    found = {rule for row in rows for rule, _ in row.rules} & {rule.id for rule in tool.rules}
    return {rule: file_name(rule) for rule in sorted(found)}


def file_name(rule: str) -> str:
    """What the page of a rule is called."""
    return f"rule-{re.sub('[^a-z0-9]+', '-', rule.lower())}.html"


def write(report: AuditReport, rows: Sequence[Row], pages: Mapping[str, str], folder: Folder) -> None:
    """Write a page into ``folder`` for each rule in ``pages``, and what they say for the scripts of other pages."""
    explained = {info.id: blocks(info.documentation) for info in report.tool.rules if info.id in pages}
    data = {rule: [[one.lead, one.text, one.is_example] for one in found] for rule, found in explained.items()}
    folder.put("rules.js", [f"sourceAudit.explanations({script_data(data)});\n".encode()])
    found: dict[str, list[tuple[int, int]]] = {rule: [] for rule in pages}
    for number, row in enumerate(rows):
        for rule, count in row.rules:
            if rule in found:
                found[rule].append((count, number))
    for info in report.tool.rules:
        if info.id not in pages:
            continue
        most = heapq.nsmallest(MOST_DOCUMENTS, found[info.id], key=lambda item: (-item[0], item[1]))
        page = rendered(
            "rule.html",
            tool=report.tool,
            rule=info,
            documentation=explained[info.id],
            documents=[(rows[number], count) for count, number in most],
            total=sum(count for count, _number in found[info.id]),
            in_all=len(found[info.id]),
        )
        folder.put(pages[info.id], page)
