"""The report for people: a folder of pages that need no network and no server, and can be read without scripts.

One page a document, an index, lists by verdict, a page a rule that found something, a style sheet, and the scripts
with which a reviewer filters and decides. Made once over the documents for the index, whose rows are small, and once
more for the pages, one document at a time. One document can be a page that holds all of this itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports import NotOneDocument
from reports.html import document_page, index_page, rule_page
from reports.html.documentation import blocks
from reports.html.folder import replaced
from reports.html.index_data import IndexData
from reports.html.pages import Inline, asset, rendered
from reports.html.rows import Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from audit.model import AuditReport, RuleInfo

__all__ = ["write", "write_page"]

_ASSETS = ("style.css", "review.js", "document.js", "index.js", "session.js")


def write(report: AuditReport, folder: Path) -> None:
    """Make ``folder`` hold ``report``, whole or not at all; a report of ours that is there is replaced.

    Raises:
        NotOurs: ``folder`` is a link, a file, or holds files that no report wrote.

    """
    with replaced(folder) as new:
        for name in _ASSETS:
            new.put(name, [asset(name).encode()])
        rows: list[Row] = []
        data = IndexData(new)
        new.put("documents.js", data.lines(_lines(report, data, rows)))
        known = {row.page for row in rows}
        rules = rule_page.links(report.tool, rows)
        for number, document in enumerate(report.documents):
            around = (rows[number - 1] if number else None, rows[number + 1] if number + 1 < len(rows) else None)
            values = document_page.view(document, known, rules)
            new.put(rows[number].page, rendered("document.html", tool=report.tool, around=around, **values))
        rule_page.write(report, rows, rules, new)
        index_page.write(report, rows, rules, data.families, new)


def write_page(report: AuditReport, stream: TextIO) -> None:
    """Write the page of the one document of ``report``, with all that it needs, to ``stream``.

    Raises:
        NotOneDocument: There is none, or more than one.

    """
    documents = list(zip(report.documents, range(2), strict=False))
    if len(documents) != 1:
        raise NotOneDocument(report.summary.documents)
    document, _ = documents[0]
    found = {finding.rule for finding in document.findings}
    explained = [rule for rule in report.tool.rules if rule.id in found]
    values = document_page.view(document, (), {rule.id: f"#{_anchor(rule)}" for rule in explained})
    explanations = [(_anchor(rule), rule, blocks(rule.documentation)) for rule in explained]
    page = rendered(
        "document.html", _inline(), tool=report.tool, around=(None, None), explanations=explanations, **values
    )
    stream.writelines(piece.decode() for piece in page)


def _lines(report: AuditReport, data: IndexData, rows: list[Row]) -> Iterator[str]:
    """The lines of the index's data; ``rows`` is filled on the way."""
    for document in report.documents:
        rows.append(row_of(document))
        yield data.added(document)


def _anchor(rule: RuleInfo) -> str:
    return rule_page.file_name(rule.id).removesuffix(".html")


@cache
def _inline() -> Inline:
    scripts = "\n".join(asset(name) for name in ("review.js", "document.js"))
    return Inline(Markup(asset("style.css")), Markup(scripts))  # noqa: S704  # our own files
