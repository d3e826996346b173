"""The pages in docs/: those that are made of the code are current, and what the others say holds."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import audit
from audit.catalogue import catalogue
from audit.cli import main, pages
from audit.config import schema
from audit.parameters import FORMATS
from reports.schema import report_schema
from reports.schema_page import page
from rules import RULES

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").glob("*.md"))
MADE = {
    "rules.md": lambda: catalogue(RULES),
    "configuration.md": lambda: page(schema(RULES), pages.CONFIGURATION),
    "report.md": lambda: page(report_schema(), pages.REPORT),
}
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """The fenced blocks of a kind in some pages."""
    for name in names:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        yield from ((name, block) for label, block in FENCE.findall(text) if label == kind)


def anchors(text: str) -> set[str]:
    """What GitHub calls the headings of a page."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


@pytest.mark.parametrize("name", MADE)
def test_a_page_that_is_made_is_current(name: str) -> None:
    """The page is what the code makes of itself now; ``make docs`` writes it again."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == MADE[name]()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["rules", "--markdown"], "rules.md"),
        (["schema", "config", "--markdown"], "configuration.md"),
        (["schema", "report", "--markdown"], "report.md"),
    ],
)
def test_the_commands_write_the_pages(
    command: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ``make docs`` runs prints the page, byte for byte."""
    monkeypatch.chdir(tmp_path)  # where no configuration adds rules of its own

    assert CliRunner().invoke(main, command).stdout == MADE[name]()


def test_a_schema_without_a_page_says_so() -> None:
    """There are pages for what people write and read; the rest is for programs."""
    done = CliRunner().invoke(main, ["schema", "record", "--markdown"])

    assert done.exit_code == 2
    assert "no page" in done.stderr


@pytest.mark.parametrize("path", [*DOCS, ROOT / "README.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """A link to a file of the repository, and to a heading of a page, is not broken."""
    text = path.read_text(encoding="utf-8")
    broken = []
    for link in LINK.findall(FENCE.sub("", text)):
        if re.match("[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_formats_that_are_named_exist(path: Path) -> None:
    """``--report FORMAT=…`` in a page is one that can be run."""
    named = re.findall(r"--report (\w+)=", path.read_text(encoding="utf-8"))

    assert set(named) - {"FORMAT"} <= set(FORMATS)


def test_recipes_are_yaml_with_commands_that_can_be_read() -> None:
    """Each recipe parses, and what it runs is a command line that the tool takes."""
    recipes = [yaml.safe_load(block) for _, block in blocks("yaml", ["ci.md"])]
    commands = re.findall(r"source-audit check [^'\"}\]]*", str(recipes))

    assert len(recipes) >= 5
    assert len(commands) >= 3
    for command in commands:
        words = command.split()[2:]
        assert words[0] == "sources/"
        assert set(words[1::2]) == {"--report"}
        assert {word.partition("=")[0] for word in words[2::2]} <= set(FORMATS)


@pytest.mark.parametrize(("name", "code"), list(blocks("python", ["api.md"])), ids=lambda value: value[:20])
def test_the_examples_of_the_api_run(name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page shows runs as it stands, where the libraries that it shows are installed."""
    monkeypatch.chdir(tmp_path)
    for library in re.findall(r"^import (pandas|pyarrow)", code, re.MULTILINE):
        pytest.importorskip(library)

    assert "assert" in code
    exec(compile(code, name, "exec"), {})  # noqa: S102 (our own page)


SIGNATURES = {
    "audit_text": ["text", "config=None", "select=()", "ignore=()", "fail_on=None", "**metadata"],
    "audit_records": ["records", "config=None", "select=()", "ignore=()", "fail_on=None", "jobs=1"],
    "audit_paths": [
        "paths", "config=None", "select=()", "ignore=()", "fail_on=None", "date=None", "references=()",
        "baseline=None", "today=None", "jobs=1",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_api_is_stable(name: str) -> None:
    """Names, keywords and defaults are as they were, and the page lists them; all but the first go by their names."""
    function = getattr(audit, name)
    parameters = list(inspect.signature(function).parameters.values())
    shown = [str(one.replace(annotation=one.empty)) for one in parameters]

    assert shown == SIGNATURES[name]
    assert {one.kind for one in parameters[1:]} <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    assert all(one.annotation is not one.empty for one in parameters)
    listed = ", ".join([parameters[0].name, "*", *(one.partition("=")[0] for one in shown[1:])])
    assert f"`audit.{name}({listed})`" in (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
