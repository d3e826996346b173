"""The report for people: a folder of pages that need no network and no server, and can be read without scripts.

One page a document, an index, lists by verdict, a page a rule that found something, a style sheet, and the scripts
with which a reviewer filters and decides. Made once over the documents for the index, whose rows are small, and once
more for the pages, one document at a time. One document can be a page that holds all of this itself.
"""

from __future__ import annotations

import hashlib
import pickle
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from reports import NotOneDocument
from reports.documentation import blocks
from reports.html import document_page, index_page, rule_page
from reports.html.folder import replaced
from reports.html.index_data import IndexData
from reports.html.pages import Inline, asset, page_name, rendered
from reports.html.rows import Row, row_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import TextIO

    from audit.model import AuditReport, DocumentReport, RuleInfo, Tool

__all__ = ["write", "write_page"]

ASSETS = ("style.css", "review.js", "document.js", "index.js", "session.js")


def write(report: AuditReport, folder: Path) -> None:
    """Make ``folder`` hold ``report``, whole or not at all; a report of ours that is there is replaced.

    Raises:
        NotOurs: ``folder`` is a link, a file, or holds files that no report wrote.

    """
    with replaced(folder) as new:
        for name in ASSETS:
            new.put(name, [asset(name).encode()])
        rows: list[Row] = []
        data = IndexData(new)
        new.put("documents.js", data.lines(_lines(report, data, rows)))
        known = {row.page for row in rows}
        rules = rule_page.links(report.tool, rows)
        pages = (None, *(row.page for row in rows), None)
        for document, around in zip(report.documents, zip(pages, pages[2:], strict=False), strict=True):
            own = {finding.rule for finding in document.findings}
            linked = {rule: page for rule, page in rules.items() if rule in own}
            found = known & set(document_page.linked(document))
            key = _digest(report.tool, document, around, sorted(found), linked)
            page = partial(_page, report, document, around, found, linked)
            new.put_made_from(page_name(document.path, document.record), key, page)
        rule_page.write(report, rows, rules, new)
        index_page.write(report, rows, rules, data.families, new)


def _page(
    report: AuditReport,
    document: DocumentReport,
    around: tuple[str | None, str | None],
    known: Collection[str],
    rules: Mapping[str, str],
) -> Iterator[bytes]:
    values = document_page.view(document, known, rules)
    return rendered("document.html", tool=report.tool, around=around, **values)


def _digest(tool: Tool, *values: object) -> str:
    """A digest of all that a page depends on. Equal values may have two, and their page is made again."""
    said = (tool.name, tool.version, tool.configuration, tool.fail_on)
    return hashlib.sha256(_code() + pickle.dumps((said, values), pickle.HIGHEST_PROTOCOL)).hexdigest()


@cache
def _code() -> bytes:
    """A digest of the templates, and of the modules that fill them."""
    content = hashlib.sha256()
    folder = files("reports")
    for path in sorted(str(path) for path in Path(str(folder)).rglob("*") if path.suffix in {".py", ".html"}):
        content.update(Path(path).read_bytes())
    return content.digest()


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
