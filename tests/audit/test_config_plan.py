import importlib
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from audit.config import CommandLine, Configuration, FailOn, load
from corpus.layers import LayerName
from rules.model import Confidence, NoOptions, Rule, Severity

Loaded = Callable[..., Configuration]


@dataclass(frozen=True, slots=True)
class Options:
    """Numbers and words, as rules have them."""

    per_paragraph: int = 1
    share: float = 0.5
    words: tuple[str, ...] = ()


def rule(name: str, options: type[object] = NoOptions) -> Rule:
    return Rule(name, "A rule.", Severity.WARNING, Confidence.HIGH, LayerName.TEXT, "long " * 1000, options=options)


RULES = (
    rule("opinion/loaded-language"),
    rule("opinion/foreign-signature"),
    rule("provenance/missing-date"),
    rule("provenance/missing-licence"),
    rule("attribution/unattributed-statistic", Options),
)
OPINION = ["opinion/loaded-language", "opinion/foreign-signature"]
PROVENANCE = ["provenance/missing-date", "provenance/missing-licence"]
STATISTIC = "attribution/unattributed-statistic"
EVERYTHING = [*OPINION, *PROVENANCE, STATISTIC]


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    monkeypatch.chdir(tmp_path)

    def from_text(text: str, **command_line: object) -> Configuration:
        Path("source-audit.toml").write_text(text, encoding="utf-8")
        return load(Path("source-audit.toml"), RULES, command_line=CommandLine(**command_line))  # type: ignore[arg-type]

    return from_text


def on(configuration: Configuration, path: str = "a.txt") -> list[str]:
    return [planned.rule.id for planned in configuration.plan(path).rules]


def test_without_a_file_the_defaults_hold() -> None:
    """All rules run, with their own severity and options, in the order of the registry."""
    configuration = load(None, RULES, command_line=CommandLine())
    assert configuration.fail_on is FailOn.ERROR
    assert (configuration.max_bytes, configuration.jobs, configuration.date) == (20_000_000, 0, None)
    assert (configuration.file, configuration.types) == (None, {})
    assert on(configuration) == EVERYTHING
    assert all(planned.severity is None for planned in configuration.plan("a.txt").rules)
    assert configuration.plan("a.txt").rules[-1].options == Options()


def test_a_file_sets_values(loaded: Loaded) -> None:
    """A number that is written in the other way has the type that the option names."""
    configuration = loaded(
        "fail-on = 'never'\nmax-bytes = 1_000\njobs = 2.0\ndate = 2023-03-23\ntypes = {'.log' = 'text'}\n"
        f"[severity]\n'{STATISTIC}' = 'note'\n[rules.'{STATISTIC}']\nper-paragraph = 2.0\nshare = 1\nwords = ['a']\n"
    )
    assert (configuration.fail_on, configuration.max_bytes, configuration.jobs) == ("never", 1000, 2)
    assert configuration.date == date(2023, 3, 23)
    assert configuration.types == {".log": "text"}
    assert configuration.file == "source-audit.toml"
    planned = configuration.plan("a.txt").rules[-1]
    assert planned.severity is Severity.NOTE
    assert repr(planned.options) == "Options(per_paragraph=2, share=1.0, words=('a',))"


def test_the_command_line_wins_over_the_file(loaded: Loaded) -> None:
    """Also with a value that counts as false."""
    configuration = loaded(
        "fail-on = 'note'\njobs = 4\ndate = '2023-03-23'", fail_on="warning", jobs=0, date=date(2024, 1, 1)
    )
    assert (configuration.fail_on, configuration.jobs, configuration.date) == (
        FailOn.WARNING,
        0,
        date(2024, 1, 1),
    )


def test_a_date_may_be_a_string(loaded: Loaded) -> None:
    """TOML has dates, but people write strings."""
    assert loaded("date = '2023-03-23'").date == date(2023, 3, 23)


@pytest.mark.parametrize(
    ("text", "command_line", "expected"),
    [
        ("", {}, EVERYTHING),
        ("select = []", {}, EVERYTHING),
        ("select = ['opinion']", {}, OPINION),
        ("select = ['provenance/missing-date', 'opinion']", {}, [*OPINION, PROVENANCE[0]]),
        ("ignore = ['opinion']", {}, [*PROVENANCE, STATISTIC]),
        ("select = ['opinion']\nignore = ['opinion']", {}, []),
        ("select = ['opinion']\nignore = ['opinion/foreign-signature']", {}, OPINION[:1]),
        ("ignore = ['provenance']\nselect = ['provenance/missing-date']", {}, PROVENANCE[:1]),
        ("select = ['opinion']", {"select": ("provenance",)}, PROVENANCE),
        ("select = ['opinion']", {"select": ()}, OPINION),
        ("ignore = ['opinion']", {"ignore": ("provenance",)}, [STATISTIC]),
        ("ignore = ['provenance/missing-date']", {"select": ("provenance",)}, PROVENANCE[1:]),
        ("ignore = ['provenance/missing-date']", {"select": ("provenance/missing-date",)}, PROVENANCE[:1]),
        ("ignore = ['provenance']", {"select": ("provenance",)}, PROVENANCE),
        ("select = ['opinion']", {"ignore": ("opinion",)}, []),
        ("", {"select": ("opinion",), "ignore": ("opinion/foreign-signature",)}, OPINION[:1]),
    ],
)
def test_which_rules_run(loaded: Loaded, text: str, command_line: dict[str, object], expected: list[str]) -> None:
    """The more exact name wins, then the later layer, then ignore."""
    assert on(loaded(text, **command_line)) == expected


OVERRIDES = """
ignore = ["provenance/missing-licence"]
severity."opinion/loaded-language" = "error"
rules."attribution/unattributed-statistic" = { per-paragraph = 2, share = 0.25 }

[[overrides]]
paths = ["wire/**"]
select = ["attribution", "opinion"]
severity."opinion/loaded-language" = "warning"
rules."attribution/unattributed-statistic".per-paragraph = 3

[[overrides]]
paths = ["*.html", "wire/*.html"]
ignore = ["opinion/foreign-signature"]
severity."opinion/loaded-language" = "note"
"""


def test_overrides_change_what_runs_on_some_paths(loaded: Loaded) -> None:
    """Select replaces, ignore adds up, severities and options are set one by one; the last that fits wins."""
    configuration = loaded(OVERRIDES)
    assert on(configuration, "a.txt") == [*OPINION, PROVENANCE[0], STATISTIC]
    assert on(configuration, "wire/a.txt") == [*OPINION, STATISTIC]
    assert on(configuration, "a.html") == [OPINION[0], PROVENANCE[0], STATISTIC]
    assert on(configuration, "wire/a.html") == [OPINION[0], STATISTIC]
    severities = [configuration.plan(path).rules[0].severity for path in ("a.txt", "wire/a.txt", "wire/a.html")]
    assert severities == ["error", "warning", "note"]
    assert configuration.plan("a.html").rules[-1].options == Options(per_paragraph=2, share=0.25)
    assert configuration.plan("wire/a.html").rules[-1].options == Options(per_paragraph=3, share=0.25)


def test_the_command_line_selects_over_overrides(loaded: Loaded) -> None:
    """It is the last layer of all."""
    assert on(loaded(OVERRIDES, select=("provenance/missing-date",)), "wire/a.html") == PROVENANCE[:1]


def test_paths_are_compared_from_the_folder_of_the_file(
    loaded: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a document below is named; what lies elsewhere fits no override, be it called "wire" or not."""
    loaded(OVERRIDES)
    (tmp_path / "wire").mkdir()
    (tmp_path / "web").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path / "web")
    for file in (tmp_path / "source-audit.toml", Path("../source-audit.toml"), tmp_path / "link" / "source-audit.toml"):
        configuration = load(file, RULES, command_line=CommandLine())
        wire = configuration.plan("../wire/a.txt")
        assert len(wire.rules) == 3
        assert configuration.plan(f"{tmp_path}/wire/./x/../a.txt") is wire
        assert configuration.plan("wire/a.txt") is not wire
        assert configuration.plan("/wire/a.txt") is configuration.plan("a.txt")
        assert configuration.plan(f"{tmp_path}x/wire/a.txt") is configuration.plan("a.txt")


def test_the_working_directory_of_a_worker_does_not_matter(
    loaded: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths start from where the run was started."""
    configuration = loaded(OVERRIDES)
    monkeypatch.chdir(tmp_path.parent)
    assert len(configuration.plan("wire/a.txt").rules) == 3


def test_every_value_knows_where_it_came_from(loaded: Loaded) -> None:
    """Default, file, override, command line; what adds up names all."""
    configuration = loaded("jobs = 3\nmax-bytes = 5\n" + OVERRIDES, jobs=2, ignore=("opinion",))
    assert configuration.origin("fail-on") == "default"
    assert configuration.origin("max-bytes") == "source-audit.toml"
    assert configuration.origin("jobs") == "command line"
    assert configuration.origin("select") == "default"
    assert configuration.origin("ignore") == "source-audit.toml and command line"
    assert configuration.origin('severity."opinion/loaded-language"') == "source-audit.toml"
    assert configuration.origin('severity."provenance/missing-date"') == "default"
    assert configuration.origin("select", "wire/a.txt") == "source-audit.toml, overrides 1"
    assert configuration.origin('severity."opinion/loaded-language"', "wire/a.html") == "source-audit.toml, overrides 2"
    per_paragraph = f'rules."{STATISTIC}".per-paragraph'
    assert configuration.origin(per_paragraph, "wire/a.html") == "source-audit.toml, overrides 1"
    assert configuration.origin(f"rules.{STATISTIC}.share", "wire/a.html") == "source-audit.toml"
    assert configuration.origin(f'rules."{STATISTIC}"', "wire/a.txt") == (
        "source-audit.toml and source-audit.toml, overrides 1"
    )
    with pytest.raises(KeyError):
        configuration.origin("fail_on")


def test_plans_are_made_once_for_each_set_of_overrides(loaded: Loaded) -> None:
    """A hundred thousand documents share four plans, and finding theirs takes little."""
    configuration = loaded(OVERRIDES)
    started = time.perf_counter()
    plans = {id(configuration.plan(f"{folder}/{n}.html")) for folder in ("wire", ".", "x") for n in range(33_000)}
    assert len(plans) == 3
    assert time.perf_counter() - started < 5


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A rule that stands where its id says, as all rules of the registry do."""
    made = rule("opinion/for-this-test")
    module = ModuleType("rules.opinion.for_this_test")
    module.RULE = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rules.opinion", ModuleType("rules.opinion"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert importlib.import_module(module.__name__) is module
    return made


def test_a_plan_goes_to_a_worker_by_the_names_of_its_rules(registered: Rule) -> None:
    """The rules there are the very ones that are registered, and their documentation doesn't travel."""
    configuration = load(None, (registered,), command_line=CommandLine())
    for value in (configuration, configuration.plan("a.txt")):
        assert len(pickle.dumps(value)) < 1000
    copy = pickle.loads(pickle.dumps(configuration))  # noqa: S301 - our own
    assert copy == configuration
    assert copy.plan("a.txt").rules[0].rule is registered
    plan = pickle.loads(pickle.dumps(configuration.plan("a.txt")))  # noqa: S301 - our own
    assert plan.rules[0].rule is registered


def test_a_rule_that_stands_nowhere_goes_whole(loaded: Loaded) -> None:
    """A configuration with overrides and rules made on the spot comes back as it was."""
    configuration = loaded(OVERRIDES)
    configuration.plan("a.txt")
    copy = pickle.loads(pickle.dumps(configuration))  # noqa: S301 - our own
    assert copy == configuration
    assert copy.plan("wire/a.html") == configuration.plan("wire/a.html")
