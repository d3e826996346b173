import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit import installation
from audit.cli import main
from audit.config import CommandLine, load
from audit.config.json_schema import KEYS
from audit.config.template import template
from audit.installation import is_within
from audit.model import Failure
from audit.registry import Registry
from rules import RULES

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("SOURCE_AUDIT_CACHE", str(tmp_path / "kept"))


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def run_module(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-m", "audit", *arguments], env=variables, capture_output=True, text=True, check=False
    )


def wrong(result: Result) -> list[str]:
    return [line for line in result.stdout.splitlines() if line.startswith("wrong")]


def test_init_writes_a_configuration_that_sets_nothing() -> None:
    """It is valid, and the defaults hold."""
    result = invoke("init")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "source-audit: wrote source-audit.toml\n")
    loaded = load(Path("source-audit.toml"), RULES, command_line=CommandLine())
    default = load(None, RULES, command_line=CommandLine())
    assert (loaded.fail_on, loaded.max_bytes, loaded.date) == (default.fail_on, default.max_bytes, default.date)
    assert [one.rule.id for one in loaded.plan("a.txt").rules] == [one.rule.id for one in default.plan("a.txt").rules]


def test_what_init_has_commented_out_is_valid_too() -> None:
    """All of it together, and no setting is left out."""
    text = template(RULES)
    settings = [line[1:] if line.startswith("#") and line[1:2] not in {" ", ""} else line for line in text.splitlines()]
    Path("source-audit.toml").write_text("\n".join(settings), encoding="utf-8")

    loaded = load(Path("source-audit.toml"), RULES, command_line=CommandLine())

    assert [key for key in KEYS if loaded.origin(key, "wire/a.txt") == "default"] == []


def test_init_never_overwrites() -> None:
    """Whatever stands there stays, and a pyproject.toml that configures is enough."""
    Path("source-audit.toml").write_text("jobs = 1\n", encoding="utf-8")
    first = invoke("init")
    Path("sub").mkdir()
    Path("sub/pyproject.toml").write_text("[tool.source-audit]\njobs = 2\n", encoding="utf-8")
    second = invoke("init", "sub")

    assert (first.exit_code, second.exit_code) == (2, 2)
    assert Path("source-audit.toml").read_text(encoding="utf-8") == "jobs = 1\n"
    assert not Path("sub/source-audit.toml").exists()
    assert "source-audit.toml is there already, and stays as it is" in first.stderr
    assert "configures source-audit already" in second.stderr


def test_init_follows_no_link() -> None:
    """Nothing is written to where a link leads, though nothing is there."""
    Path("source-audit.toml").symlink_to("elsewhere.toml")

    assert invoke("init").exit_code == 2
    assert not Path("elsewhere.toml").exists()


def test_init_says_where_it_cannot_write() -> None:
    """A broken pyproject.toml is named, for it may configure."""
    Path("pyproject.toml").write_text("[", encoding="utf-8")

    result = invoke("init")

    assert result.exit_code == 2
    assert result.stderr.startswith("source-audit: pyproject.toml, line 1")


def test_doctor_finds_nothing_wrong_here() -> None:
    """It says what it looked at, and that nothing is wrong by its exit status."""
    result = invoke("doctor")

    assert wrong(result) == []
    assert result.exit_code == 0
    for name in ("Python", "package rules", "chardet", "configuration", "kept results in"):
        assert f"ok     {name}" in result.stdout


def test_doctor_names_a_library_that_is_missing_or_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is needed."""

    def version(name: str) -> str:
        if name == "ftfy":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr("importlib.metadata.version", version)
    monkeypatch.setattr(
        "importlib.metadata.requires", lambda _: ["ftfy<7,>=6.3.1", "rich<16,>=13.9", 'x>=1; extra=="y"']
    )

    result = invoke("doctor")

    assert result.exit_code == 1
    assert wrong(result) == ["wrong  ftfy: is not installed; needs <7,>=6.3.1", "wrong  rich 1.0: needs <16,>=13.9"]


def test_doctor_names_a_library_that_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it does when it is."""
    Path("broken_library.py").write_text("raise OSError('no such thing')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(".")
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.0")
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["broken_library>=1"])

    assert wrong(invoke("doctor")) == ["wrong  broken_library 1.0: cannot be imported: OSError: no such thing"]


def test_doctor_says_that_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nobody has seen to the libraries."""

    def requires(name: str) -> Sequence[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", requires)

    assert wrong(invoke("doctor")) == ["wrong  source-audit: is not installed: which libraries it needs is not known"]


def test_doctor_names_another_distribution_that_has_a_package_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of the two is imported is chance."""
    owners = {"rules": ["source-audit", "rules-of-the-house"], "audit": ["source-audit"]}
    monkeypatch.setattr("importlib.metadata.packages_distributions", lambda: owners)

    (line,) = wrong(invoke("doctor"))

    assert line.startswith("wrong  package rules, ")
    assert "belongs to rules-of-the-house too" in line


def test_doctor_runs_where_a_package_is_anothers() -> None:
    """It needs none but its own, and names the one that is found in its place."""
    for name in ("rules", "reports", "corpus"):
        Path("other", name).mkdir(parents=True)
        Path("other", name, "__init__.py").write_text("raise SystemExit('another')\n", encoding="utf-8")

    result = run_module("doctor", PYTHONPATH=f"{Path('other').absolute()}{os.pathsep}{ROOT}")

    found = [line.split(",")[0] for line in result.stdout.splitlines() if line.startswith("wrong")]
    assert (result.returncode, result.stderr) == (1, "")
    assert found == ["wrong  package corpus", "wrong  package rules", "wrong  package reports"]


def test_doctor_names_what_is_wrong_with_the_configuration() -> None:
    """All of it, as a run would."""
    Path("source-audit.toml").write_text('jobs = -1\nselect = ["nothing"]\n', encoding="utf-8")

    result = invoke("doctor")

    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in wrong(result)] == ["source-audit.toml", "source-audit.toml"]


def test_doctor_names_a_folder_in_which_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the reason of the system."""
    monkeypatch.setenv("SOURCE_AUDIT_CACHE", os.devnull)

    (line,) = wrong(invoke("doctor"))

    assert line.startswith(f"wrong  kept results in {os.devnull}: 0, 0.0 MB: nothing can be kept: ")


def test_doctor_names_rules_of_other_packages_that_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of their entry point."""
    monkeypatch.setattr("audit.registry.registry", lambda: Registry(RULES, (Failure("own", "no such module"),)))

    assert wrong(invoke("doctor")) == ["wrong  rules of own: no such module"]


def test_doctor_is_for_python_that_is_new_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one is named."""
    monkeypatch.setattr(installation, "_OLDEST_PYTHON", (99, 0))

    (line,) = wrong(invoke("doctor"))

    assert line.endswith("needs 99.0 or later")


@pytest.mark.parametrize(
    ("version", "bounds", "within"),
    [
        ("7.4", ">=7.4,<8", True),
        ("7.10.1", ">=7.4,<8", True),
        ("8.0", ">=7.4,<8", False),
        ("8", "<8.0", False),
        ("7.4.0rc1", ">=7.4", True),
        ("1.2", "==1.2.0", True),
        ("1.2", "!=1.2", False),
        ("1.3", ">1.3,<=2", False),
        ("2", "", True),
        ("unknown", ">=1", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, bounds: str, within: bool) -> None:  # noqa: FBT001 (a case)
    """Part by part, as far as they are numbers."""
    assert is_within(version, bounds) == within


def test_every_requirement_of_ours_can_be_read() -> None:
    """The signs that are used are those that are known."""
    requirements = importlib.metadata.requires("source-audit") or []
    parts = [installation._parts(requirement) for requirement in requirements]  # noqa: SLF001 (the reading is tested)

    assert {"chardet", "click", "ftfy", "langdetect", "textstat"} <= {name for name, _, _ in parts}
    assert all(len(installation._BOUND.findall(bounds)) == len(bounds.split(",")) for _, bounds, _ in parts)  # noqa: SLF001


def test_python_m_imports_nothing_from_the_working_directory() -> None:
    """Which is a folder of sources: what lies there may have been named by anybody."""
    for name in ("click.py", "json.py", "rules/__init__.py", "corpus.py", "yaml.py", "textstat.py"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("open('executed', 'w'); raise SystemExit(7)\n", encoding="utf-8")
    Path("a.txt").write_text("One.\n", encoding="utf-8")

    result = run_module("check", "a.txt", "--select", "encoding", "--jobs", "2")

    assert (result.returncode, result.stderr) == (0, "")
    assert not Path("executed").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("che", ["check"]),
        ("check --no-c", ["--no-cache"]),
        ("explain encoding/mo", ["encoding/mojibake"]),
        ("check --select dat", ["dates"]),
        ("check --select dates,reu", ["dates,reuse"]),
        ("cache cl", ["clear"]),
    ],
)
def test_shells_complete_commands_options_and_rules(words: str, expected: list[str]) -> None:
    """As click has it for bash, zsh and fish."""
    line = f"source-audit {words}"
    environment = {
        "_SOURCE_AUDIT_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }

    result = run_module(**environment)

    found = [one.partition(",")[2] for one in result.stdout.splitlines()]
    assert [name for name in found if "/" not in name or "/" in words] == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(shell: str) -> None:
    """The documented way prints a script for the command."""
    result = run_module(_SOURCE_AUDIT_COMPLETE=f"{shell}_source")

    assert result.returncode == 0
    assert f"_SOURCE_AUDIT_COMPLETE={shell}_complete" in result.stdout
