import dataclasses
import importlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from audit.cli import main
from audit.config import schema
from audit.overlap import GIVES_WAY
from rules import RULES
from rules.model import Confidence, Rule, Severity

ROOT = Path(__file__).parents[1]
FILES = sorted(path for path in (ROOT / "rules").glob("*/*.py") if path.name != "__init__.py")
HEADINGS = ("**What it finds.**", "**Why it matters.**", "**Known misses.**")
Marked = Callable[..., str]


def module_of(path: Path) -> ModuleType:
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def rule_id(rule: Rule) -> str:
    return rule.id


EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.id}-{kind}-{number}")
    for rule in RULES
    for kind in ("flagged", "clean")
    for number, text in enumerate(getattr(rule.examples, kind), 1)
]
OF_ALL = pytest.mark.parametrize("rule", RULES, ids=rule_id)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_with_a_rule_is_registered_once(path: Path) -> None:
    """A rule that is written and not listed would never run, and nobody would know."""
    found = getattr(module_of(path), "RULE", None)

    if found is not None:
        assert sum(rule is found for rule in RULES) == 1
        assert found.id == f"{path.parent.name}/{path.stem.replace('_', '-')}"
        assert found.documentation == module_of(path).__doc__


def test_the_registry_holds_nothing_but_the_rules_of_its_modules() -> None:
    """Every rule that is listed is the RULE of a file, and no id is there twice."""
    defined = [module_of(path).RULE for path in FILES if hasattr(module_of(path), "RULE")]

    assert {id(rule) for rule in RULES} == {id(rule) for rule in defined}
    assert [name for name, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


@OF_ALL
def test_the_documentation_has_its_headings_and_examples(rule: Rule) -> None:
    """What it finds, why it matters, what it misses, a flagged and a clean example at least, one line of summary."""
    places = [rule.documentation.find(heading) for heading in HEADINGS]

    assert min(places) > 0
    assert places == sorted(places)
    assert rule.examples.flagged
    assert rule.examples.clean
    assert rule.summary
    assert "\n" not in rule.summary
    assert not rule.summary.endswith(".")
    assert rule.documentation.count("\n```") == 2 * len(rule.examples.flagged + rule.examples.clean)


@OF_ALL
def test_a_rule_is_well_formed(rule: Rule) -> None:
    """Severity and confidence are of their kinds; a rule checks, or collects and compares; languages are codes."""
    assert isinstance(rule.severity, Severity)
    assert isinstance(rule.confidence, Confidence)
    assert rule.check is not None or rule.collect is not None or rule.relate is not None
    assert (rule.collect is None) == (rule.compare is None)
    assert all(re.fullmatch("[a-z]{2}", code) for code in rule.languages)


@OF_ALL
def test_options_are_frozen_and_documented(rule: Rule) -> None:
    """Every option says what it is for, has a default and cannot be changed under way."""
    values = rule.options()

    assert dataclasses.is_dataclass(rule.options)
    assert rule.options.__dataclass_params__.frozen  # type: ignore[attr-defined]  # (typeshed does not name it)
    for field in dataclasses.fields(values):
        assert field.metadata.get("doc"), field.name
        assert field.default is not dataclasses.MISSING


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_the_examples_hold(rule: Rule, text: str, marked: Marked) -> None:
    """A rule flags what its documentation marks, no more and no less; with no mark, the last whole document."""
    expected = text
    if text in rule.examples.flagged and "⟦" not in text:
        *before, last = text.split("\n%%\n")
        expected = "\n%%\n".join((*before, f"⟦⟧{last}"))

    assert marked(rule, text) == expected


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_the_examples_hold_with_other_line_ends(rule: Rule, text: str, marked: Marked) -> None:
    """What a rule finds does not hang on the system that wrote the file."""
    windows = "\n%%\n".join(part.replace("\n", "\r\n") for part in text.split("\n%%\n"))

    assert marked(rule, windows).replace("\r\n", "\n") == marked(rule, text)


@OF_ALL
def test_explain_prints_a_rule(rule: Rule) -> None:
    """``source-audit explain`` prints the documentation and every option."""
    result = CliRunner().invoke(main, ["explain", rule.id])

    assert result.exit_code == 0
    assert result.output.startswith(f"{rule.id} ({rule.severity}, confidence {rule.confidence})\n")
    assert rule.documentation.strip() in result.output
    for field in dataclasses.fields(rule.options):
        assert f"{field.name.replace('_', '-')} = " in result.output


def test_rules_lists_each_rule_on_a_line() -> None:
    """``source-audit rules`` is the catalogue, in the order of the registry."""
    result = CliRunner().invoke(main, ["rules"])

    assert [line.split()[0] for line in result.output.splitlines()] == [rule.id for rule in RULES]


def test_the_table_of_overlaps_names_rules_that_exist() -> None:
    """A misspelt id in the overlap table would silently report a defect twice."""
    known = {rule.id for rule in RULES}

    assert {name for pair in GIVES_WAY.items() for name in (pair[0], *pair[1])} <= known
    assert not [name for name, others in GIVES_WAY.items() for other in others if name in GIVES_WAY.get(other, ())]


def test_the_schema_of_the_configuration_knows_every_rule() -> None:
    """An editor that completes the configuration offers each rule."""
    text = str(schema(RULES))

    assert [rule.id for rule in RULES if rule.id not in text] == []
