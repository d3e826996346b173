"""The report for people: a folder of pages that need no script, no network and no server.

One page a document, an index, lists by verdict, a page a rule that found something, and a style sheet. Made once
over the documents for the index rows, which are small, and once more for the pages, one document at a time.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from reports.html import document_page, index_page, rule_page
from reports.html.folder import replaced
from reports.html.pages import render
from reports.html.rows import row_of

if TYPE_CHECKING:
    from pathlib import Path

    from audit.model import AuditReport

__all__ = ["write"]


def write(report: AuditReport, folder: Path) -> None:
    """Make ``folder`` hold ``report``, whole or not at all; a report of ours that is there is replaced.

    Raises:
        NotOurs: ``folder`` is a link, a file, or holds files that no report wrote.

    """
    with replaced(folder) as new:
        new.joinpath("style.css").write_bytes(files("reports.html").joinpath("style.css").read_bytes())
        rows = [row_of(document) for document in report.documents]
        known = {row.page for row in rows}
        rules = rule_page.links(report.tool, rows)
        for number, document in enumerate(report.documents):
            around = (rows[number - 1] if number else None, rows[number + 1] if number + 1 < len(rows) else None)
            view = document_page.view(document, known, rules)
            render("document.html", new / rows[number].page, tool=report.tool, around=around, **view)
        rule_page.write(report, rows, rules, new)
        index_page.write(report, rows, rules, new)
