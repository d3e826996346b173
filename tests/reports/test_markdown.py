from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from audit.model import Severity
from reports import STREAM_FORMATS

if TYPE_CHECKING:
    from audit.model import AuditReport
    from tests.reports.conftest import Build, Written

OURS = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "strong"}
TAGS = re.compile(r"<(/?)([a-z0-9]+)")
Rendered = Callable[["AuditReport"], str]


@pytest.fixture(scope="module")
def rendered(written: Written) -> Rendered:
    """Writes a report and sets it as GitHub does, HTML and bare addresses included."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table")

    def render(report: AuditReport) -> str:
        html: str = reader.render(written(STREAM_FORMATS["markdown"], report))
        assert {name for _, name in TAGS.findall(html)} <= OURS
        return html

    return render


def test_the_summary_has_its_parts(build: Build, written: Written) -> None:
    """The verdict, the ledger, what was not read, what is rejected, the families and the gravest findings."""
    assert written(STREAM_FORMATS["markdown"], build.full()).split("\n") == [
        "## source-audit: not done as asked",
        "",
        "3 documents: 0 accepted, 1 to review, 1 rejected, 1 error.",
        "1 file passed over.",
        "",
        "### Not audited in full",
        "",
        "| document | why |",
        "| --- | --- |",
        "| ` gone.txt ` | ` load: Permission denied ` |",
        "",
        "### Rejected",
        "",
        "| document | because of |",
        "| --- | --- |",
        "| ` a.txt ` | ` dates/impossible-date (1 error) ` |",
        "",
        "### Findings",
        "",
        "| family | errors | warnings | notes |",
        "| --- | --- | --- | --- |",
        "| ` attribution ` | 0 | 1 | 0 |",
        "| ` dates ` | 1 | 0 | 0 |",
        "| ` reuse ` | 0 | 0 | 1 |",
        "",
        "### Gravest findings",
        "",
        "| place | severity | rule | message |",
        "| --- | --- | --- | --- |",
        "| ` a.txt:9:32 ` | error | ` dates/impossible-date ` | ` no such day ` |",
        "| ` a.txt:7:125 ` | warning | ` attribution/unattributed-statistic ` | ` two figures for one thing ` |",
        "| ` c.jsonl#7:1:25 ` | note | ` reuse/recycled-passage ` | ` no such day ` |",
        "",
        "1 more finding dismissed by a reviewer, or older than the change.",
        "",
    ]


def test_nothing_found_is_said(build: Build, written: Written) -> None:
    """An accepted run has no tables."""
    assert written(STREAM_FORMATS["markdown"], build.report([build.document("x")])) == (
        "## source-audit: accepted\n\n1 document: 1 accepted, 0 to review, 0 rejected, 0 errors.\n"
    )


def test_an_interrupted_run_says_so(build: Build, rendered: Rendered) -> None:
    """What was done is not taken for all."""
    report = build.report([])
    report = replace(report, summary=replace(report.summary, interrupted=True))
    assert "<strong>The audit was interrupted</strong>" in rendered(report)


def test_long_lists_are_cut(build: Build, written: Written) -> None:
    """Fifty rows a table, the gravest first, and how many more there are; a job summary holds 1 MiB."""
    some = [build.finding("x", "x", severity=Severity.NOTE)] * 100 + [build.finding("x", "x")]
    shown = written(STREAM_FORMATS["markdown"], build.report([build.document("x", some)]))
    rows = shown.partition("### Gravest findings")[2].strip().split("\n")
    assert " error " in rows[2]
    assert len(rows) == 2 + 50 + 2
    assert rows[-1] == "And 51 more."
    assert len(written(STREAM_FORMATS["markdown"], build.huge()).encode()) < 1 << 20


@pytest.mark.parametrize("which", ["hostile_report", "huge"])
def test_any_report_is_valid(build: Build, rendered: Rendered, which: str) -> None:
    """No tag but ours comes out, and every row has the cells of its table."""
    html = rendered(getattr(build, which)())
    for table in re.findall("<table>.*?</table>", html, re.DOTALL):
        assert {row.count("<td") for row in table.split("</tr>")[1:-1]} == {table.count("<th>")}


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())) | st.text("`|\\<>[]()!@*_#:/a \n", max_size=30))
def test_any_text_is_one_cell(build: Build, rendered: Rendered, text: str) -> None:
    """Whatever a document, its name and a message hold, it is a cell of code: no link, picture, tag or mention."""
    document = build.document("x", [build.finding("x", "x", message=text)], path=text)
    html = rendered(build.report([document]))
    assert html.count("<td>") == 2 + 4 + 4
    assert re.sub("<code>.*?</code>", "", html).count("@") == 0
