from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from audit import registry as module
from audit.cli import main
from audit.cli.common import complete_rules
from audit.registry import registry
from rules import RULES

HEAD = """
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Fact, Finding, Rule, Severity

def check(document, options):
    yield Finding(Span(0, 1), "an acme finding")

def make(id="acme/first", check=check, **fields):
    values = {"summary": "s", "severity": Severity.ERROR, "confidence": Confidence.HIGH, "layer": LayerName.TEXT,
              "documentation": "d", **fields}
    return Rule(id, check=check, **values)
"""


class Plugin:
    """A package that is installed beside this one and offers rules."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def install(self, name: str, code: str, value: str = "RULE") -> None:
        """Put a module ``name`` there, ``value`` of which are its rules."""
        self._folder.joinpath(f"{name}.py").write_text(HEAD + code, "utf-8")
        info = self._folder / f"{name}-1.2.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
        info.joinpath("entry_points.txt").write_text(f"[source_audit.rules]\n{name} = {name}:{value}\n", "utf-8")


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugin]:
    """Packages that are there for the length of a test."""
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(packages)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A text of no matter.\n", "utf-8")
    registry.cache_clear()
    before = set(sys.modules)
    yield Plugin(packages)
    registry.cache_clear()
    for name in set(sys.modules) - before:
        if name.startswith("acme"):
            del sys.modules[name]


def check(*arguments: str, jobs: int = 1) -> tuple[Result, dict[str, Any]]:
    result = CliRunner().invoke(main, ["check", "a.txt", "--jobs", str(jobs), "--report", "json=-", *arguments])
    return result, json.loads(result.stdout)


def test_without_other_packages_there_are_the_rules_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order."""
    monkeypatch.setattr(module, "entry_points", lambda group: ())  # noqa: ARG005 (as the library has it)
    registry.cache_clear()

    assert registry().rules == RULES
    assert registry().failures == ()
    registry.cache_clear()


@pytest.mark.parametrize("jobs", [1, 2])
def test_rules_of_another_package_run(plugin: Plugin, jobs: int) -> None:
    """One or several, in processes too; they are configured, listed and reported as any other."""
    plugin.install("acme_one", "RULE = make()\n")
    plugin.install("acme_two", "RULES = (make('acme/second'), make('other/third'))\n", "RULES")
    Path("source-audit.toml").write_text('severity = { "acme/second" = "note" }\nignore = ["other"]\n', "utf-8")

    result, report = check("--select", "acme", jobs=jobs)

    assert [(one["rule"], one["severity"]) for one in report["documents"][0]["findings"]] == [
        ("acme/first", "error"),
        ("acme/second", "note"),
    ]
    assert result.exit_code == 1
    assert [rule["id"] for rule in report["tool"]["rules"]][-3:] == ["acme/first", "acme/second", "other/third"]
    assert registry().rules[-1].origin == "acme_two 1.2"
    assert "acme/first" in CliRunner().invoke(main, ["rules"]).stdout


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise RuntimeError('no luck')\n", "RuntimeError: no luck"),
        ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("raise SystemExit(0)\n", "SystemExit: 0"),
        ("def (\n", "SyntaxError"),
        ("\n", "AttributeError"),
        ("RULE = 3\n", "TypeError: 'int' object is not iterable"),
        ("RULE = ['acme/first']\n", "TypeError: str is no rules.model.Rule"),
        ("RULE = make('acme')\n", "ValueError: 'acme' is no id such as family/slug"),
        ("RULE = make('house/x')\n", "ValueError: house/x: the family house is for no rule of a package"),
        ("RULE = make('dates/impossible-date')\n", "ValueError: there is a rule dates/impossible-date already"),
        ("RULE = make(severity='error')\n", "TypeError: acme/first: 'error' is no Severity"),
        ("RULE = make(check=None)\n", "ValueError: acme/first: it has nothing to run"),
        ("class O:\n    pass\nRULE = make(options=O)\n", "TypeError"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_named(plugin: Plugin, code: str, said: str) -> None:
    """Everything else runs and is reported; the status says that the audit was not all that was asked for."""
    plugin.install("acme_one", code)
    plugin.install("acme_two", "RULE = make('acme/second')\n")

    result, report = check("--fail-on", "never")

    assert result.exit_code == 2
    assert f"the rules of acme_one cannot run: entry point acme_one:RULE: {said}" in result.stderr
    assert [failure["rule"] for failure in report["failures"]] == ["acme_one"]
    assert report["verdict"] == "error"
    assert "acme/second" in {finding["rule"] for finding in report["documents"][0]["findings"]}
    assert report["documents"][0]["failures"] == []


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def broken(d, o):\n    raise RuntimeError('no luck')\n", "RuntimeError: no luck"),
        ("def broken(d, o):\n    raise SystemExit(0)\n", "SystemExit: 0"),
        ("def broken(d, o):\n    return [3]\n", "AttributeError"),
        ("def broken(d, o):\n    return None\n", "TypeError"),
        ("def broken(d, o):\n    yield Finding(Span(5, 99), 'm')\n", "ValueError"),
        ("def broken(d, o):\n    return broken(d, o)\n", "RecursionError"),
    ],
)
def test_a_rule_that_crashes_is_a_failure_of_the_document(plugin: Plugin, code: str, said: str, jobs: int) -> None:
    """The other rules run on it."""
    plugin.install("acme_one", f"{code}RULE = make(check=broken)\n")
    plugin.install("acme_two", "RULE = make('acme/second')\n")

    result, report = check(jobs=jobs)

    (document,) = report["documents"]
    assert result.exit_code == 2
    assert [failure["rule"] for failure in document["failures"]] == ["acme/first"]
    assert document["failures"][0]["error"].startswith(said)
    assert "acme/second" in {finding["rule"] for finding in document["findings"]}


@pytest.mark.parametrize("name", ["text", "sarif", "junit", "github", "markdown"])
def test_every_report_names_a_package_that_cannot_be_loaded(plugin: Plugin, name: str) -> None:
    """Where findings are read it must not look as if its rules had found nothing."""
    plugin.install("acme_one", "raise RuntimeError('no luck')\n")

    result = CliRunner().invoke(main, ["check", "a.txt", "--jobs", "1", "--report", f"{name}=-"])

    assert result.exit_code == 2
    assert "acme_one" in result.stdout
    assert "no luck" in result.stdout


COMPARING = """
from rules.model import Comparison

def collect(document, options):
    yield Fact("all", Span(0, 1))

def compare(facts, options):
    for number in range(len(facts)):
        for other in range(number):
            yield Comparison(number, (other,), "as there", "there")

RULE = make("acme/comparing", check=None, collect=collect, compare=compare)
"""


def test_findings_between_documents_have_fingerprints_of_their_own(plugin: Plugin) -> None:
    """However many of a rule belong to a document; and what becomes of another document changes none of them."""
    plugin.install("acme_one", COMPARING)
    for name in ("b.txt", "c.txt"):
        Path(name).write_text(f"Another text, {name}.\n", "utf-8")

    def fingerprints(*names: str) -> dict[str, list[str]]:
        _, report = check(*names, "--select", "acme")
        return {
            document["path"]: [finding["fingerprint"] for finding in document["findings"]]
            for document in report["documents"]
        }

    found = fingerprints("b.txt", "c.txt")

    assert [len(some) for some in found.values()] == [0, 1, 2]
    assert len(set(found["c.txt"])) == 2
    assert fingerprints("c.txt")["c.txt"] == found["c.txt"][:1]


def test_the_shell_completes_the_rules_of_other_packages(plugin: Plugin) -> None:
    """They are chosen by the same options as those of this one."""
    plugin.install("acme_rules", "RULE = make()\n")
    option = click.Option(["--select"])

    assert complete_rules(click.Context(main), option, "acme") == ["acme", "acme/first"]
