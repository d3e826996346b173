import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from audit.config import CommandLine, ConfigError, load, schema
from corpus.layers import LayerName
from rules.model import Confidence, NoOptions, Rule, Severity

Said = Callable[..., Sequence[str]]


@dataclass(frozen=True, slots=True)
class Options:
    """One option of each type that TOML can give."""

    per_paragraph: int = field(default=1, metadata={"doc": "How many a paragraph may have.", "minimum": 1})
    share: float = field(default=0.5, metadata={"minimum": 0, "maximum": 1})
    strict: bool = False
    marker: str = "x"
    words: tuple[str, ...] = ("a", "b")


@dataclass(frozen=True, slots=True)
class StrangeOptions:
    """An option of a type that TOML has not."""

    depth: complex = 0j


def rule(name: str, options: type[object] = NoOptions) -> Rule:
    return Rule(name, "A rule.", Severity.WARNING, Confidence.HIGH, LayerName.TEXT, "", options=options)


RULES = (
    rule("encoding/mojibake"),
    rule("attribution/statistic", Options),
    rule("provenance/missing-licence"),
)


@pytest.fixture
def problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.chdir(tmp_path)

    def said(text: str, name: str = "source-audit.toml", **command_line: tuple[str, ...]) -> Sequence[str]:
        Path(name).write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            load(Path(name), RULES, command_line=CommandLine(**command_line))  # type: ignore[arg-type]
        assert str(caught.value).splitlines() == list(caught.value.problems)
        return caught.value.problems

    return said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fail_on = 'error'", "unknown key 'fail_on'; did you mean 'fail-on'?"),
        ("zzz = 1", "unknown key 'zzz'"),
        (
            "fail-on = 'warnin'",
            "fail-on must be one of error, warning, note, never, not 'warnin'; did you mean 'warning'?",
        ),
        ("fail-on = 1", "fail-on must be one of error, warning, note, never, not 1"),
        ("max-bytes = 0", "max-bytes must be at least 1, not 0"),
        ("max-bytes = '1 MB'", "max-bytes must be a whole number, not '1 MB'"),
        ("jobs = true", "jobs must be a whole number, not true"),
        ("jobs = -1", "jobs must be at least 0, not -1"),
        ("date = '23 March'", "date must be a date such as 2023-03-23, not '23 March'"),
        ("date = 2023-03-23T10:00:00", "date must be a date such as 2023-03-23, not '2023-03-23T10:00:00'"),
        ("date = 20230323", "date must be a string, not 20230323"),
        ("select = 'encoding'", "select must be a list, not 'encoding'"),
        ("select = ['encodng']", "unknown rule or family 'encodng' in select; did you mean 'encoding'?"),
        (
            "ignore = ['missing-licence']",
            "unknown rule or family 'missing-licence' in ignore; did you mean 'provenance/missing-licence'?",
        ),
        ("ignore = [3]", "unknown rule or family 3 in ignore"),
        (
            "severity.'encoding/mojibak' = 'note'",
            "unknown rule 'encoding/mojibak' in severity; did you mean 'encoding/mojibake'?",
        ),
        (
            "severity.'encoding/mojibake' = 'fatal'",
            "severity.\"encoding/mojibake\" must be one of error, warning, note, not 'fatal'",
        ),
        (
            "rules.'attribution/statistic'.per_paragraph = 2",
            "unknown option 'per_paragraph' in rules.\"attribution/statistic\"; did you mean 'per-paragraph'?",
        ),
        (
            "rules.'attribution/statistic'.per-paragraph = 0",
            'rules."attribution/statistic".per-paragraph must be at least 1, not 0',
        ),
        (
            "rules.'attribution/statistic'.share = 2",
            'rules."attribution/statistic".share must be at most 1, not 2',
        ),
        (
            "rules.'attribution/statistic'.share = nan",
            'rules."attribution/statistic".share must be a number, not nan',
        ),
        (
            "rules.'attribution/statistic'.words = ['a', 1]",
            'rules."attribution/statistic".words 2 must be a string, not 1',
        ),
        ("rules.'encoding/mojibake'.deep = 1", "unknown option 'deep' in rules.\"encoding/mojibake\""),
        (
            "types = {'log' = 'text'}",
            "types: 'log' must be a file name ending with its dot, in small letters, such as '.log'",
        ),
        (
            "types = {'.log' = 'txt'}",
            "types.\".log\" must be one of text, markdown, html, jsonl, not 'txt'; did you mean 'text'?",
        ),
        ("[[overrides]]\nselect = []", "overrides 1 lacks 'paths'"),
        ("[[overrides]]\npaths = []", "overrides 1, paths must not be empty"),
        ("[[overrides]]\npaths = ['*']\njobs = 1", "unknown key 'jobs' in overrides 1"),
        (
            "[[overrides]]\npaths = ['*']\n[[overrides]]\npaths = ['*']\nseverity.x = 'note'",
            "unknown rule 'x' in overrides 2, severity",
        ),
        (
            "[[overrides]]\npaths = ['a', '/']",
            "overrides 1, paths 2: '/' is relative to the folder of the configuration file, so it begins without a '/'",
        ),
        ("'a\\u001b[31m' = 1".replace("'", '"'), "unknown key 'a\\x1b[31m'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(problems: Said, text: str, problem: str) -> None:
    """The file, the key and, where there is one, the right word that is nearest."""
    assert problems(text) == (f"source-audit.toml: {problem}",)


def test_all_problems_are_said_at_once(problems: Said) -> None:
    """Nobody has to run the audit once for each mistake; those of the command line are among them."""
    said = problems("job = 1\nmax-bytes = 0\nselect = ['x', 'y']", ignore=("provenence",))
    assert sorted(said) == [
        "command line: unknown rule or family 'provenence' in --ignore; did you mean 'provenance'?",
        "source-audit.toml: max-bytes must be at least 1, not 0",
        "source-audit.toml: unknown key 'job'; did you mean 'jobs'?",
        "source-audit.toml: unknown rule or family 'x' in select",
        "source-audit.toml: unknown rule or family 'y' in select",
    ]


def test_a_problem_in_pyproject_names_the_table(problems: Said) -> None:
    """The key path is the one that stands in the file."""
    text = "[tool.source-audit]\nfail_on = 1\n[tool.source-audit.severity]\nx = 'note'\n"
    assert sorted(problems(text, name="pyproject.toml")) == [
        "pyproject.toml: unknown key 'fail_on' in tool.source-audit; did you mean 'fail-on'?",
        "pyproject.toml: unknown rule 'x' in tool.source-audit.severity",
    ]
    assert problems("[tool]\nsource-audit = 1", name="pyproject.toml") == (
        "pyproject.toml: tool.source-audit must be a table, not 1",
    )
    assert problems("[tool.ruff]", name="pyproject.toml") == ("pyproject.toml: has no [tool.source-audit] table",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("jobs = 1\njobs = = 2", ", line 2, column 8: Invalid value: jobs = = 2"),
        ('date = "2023', ", line 1, at the end of the file: "),
        ("a = 1 \u009b2J", ", line 1, column 7: Expected newline or end of document after a statement: a = 1 �2J"),
        ("a = " + "[" * 100_000, ": is nested too deeply"),
        ("jobs = " + "9" * 5000, ": Exceeds the limit"),
        ("#" * 1_000_001, ": is larger than 1,000,000 bytes"),
    ],
)
def test_a_file_that_is_not_toml_is_shown_with_the_line(problems: Said, text: str, problem: str) -> None:
    """Also what the parser itself fails on."""
    [said] = problems(text)
    assert said.startswith(f"source-audit.toml{problem}")


def test_a_file_that_is_not_utf_8_is_shown_with_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TOML is UTF-8, with or without a byte-order mark."""
    monkeypatch.chdir(tmp_path)
    file = Path("x.toml")
    file.write_bytes(b"jobs = 2\n# caf\xe9")
    with pytest.raises(ConfigError, match=r"^x\.toml, line 2: is not UTF-8$"):
        load(file, RULES, command_line=CommandLine())
    file.write_bytes(b"\xef\xbb\xbfjobs = 2")
    assert load(file, RULES, command_line=CommandLine()).jobs == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Who names a configuration wants that one."""
    with pytest.raises(ConfigError, match=r"no\.toml: cannot be read: No such file"):
        load(tmp_path / "no.toml", RULES, command_line=CommandLine())


def test_the_command_line_is_checked_without_a_file() -> None:
    """Its names and numbers are checked as those of a file are."""
    with pytest.raises(ConfigError) as caught:
        load(None, RULES, command_line=CommandLine(select=("encoding/mojibak",), fail_on="fatal", jobs=-1))
    assert caught.value.problems == (
        "command line: unknown rule or family 'encoding/mojibak' in --select; did you mean 'encoding/mojibake'?",
        "command line: --fail-on must be one of error, warning, note, never, not 'fatal'",
        "command line: --jobs must be a whole number, at least 0, not -1",
    )


def test_the_error_survives_the_way_from_a_worker() -> None:
    """It can be pickled, with its problems."""
    error = pickle.loads(pickle.dumps(ConfigError("a", "b")))  # noqa: S301 - our own
    assert str(error) == "a\nb"


def test_the_schema_shows_the_options_of_the_rules() -> None:
    """Types, bounds, defaults and documentation come from the options dataclass."""
    made = schema(RULES)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    options = made["$defs"]["rules"]["properties"]["attribution/statistic"]["properties"]
    assert options == {
        "per-paragraph": {
            "type": "integer",
            "description": "How many a paragraph may have.",
            "minimum": 1,
            "default": 1,
        },
        "share": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5},
        "strict": {"type": "boolean", "default": False},
        "marker": {"type": "string", "default": "x"},
        "words": {"type": "array", "items": {"type": "string"}, "default": ["a", "b"]},
    }


def test_an_option_that_toml_cannot_give_is_a_mistake_in_the_rule() -> None:
    """Its author learns which field it is."""
    with pytest.raises(TypeError, match=r"encoding/strange: option depth is of type .*complex"):
        schema([rule("encoding/strange", StrangeOptions)])


def test_jsonschema_is_imported_only_for_a_file() -> None:
    """A run without a file doesn't pay for it, though its command line is checked."""
    script = (
        "import sys; from audit.config import CommandLine, discover, load; from pathlib import Path;"
        "load(None, (), command_line=CommandLine(jobs=1)); discover([Path('/')]); sys.exit('jsonschema' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
