"""The life of a gate in a repository, through each of the ways in which one is run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from audit.cli import main

ROOT = Path(__file__).parents[2]
BASELINE = "source-audit-baseline.json"
HEAD = "The bridge opens\nBy Mara Lind, Harbour Post, March 23, 2023\n\n"
OLD = HEAD + "The council met on 31 February 2023, said the mayor.\n"
NEW = HEAD.replace("bridge", "school") + "The pupils left on Monday, said the clerk.\n"
DEFECT = NEW.replace("Monday", "31 April 2023")
MARK = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: \w+(?:\[\w+\])? (?P<rule>[\w/-]+)  ", re.MULTILINE)
ANNOTATION = re.compile(r"^::\w+ file=(?P<path>[^,]+),line=(?P<line>\d+),.*title=(?P<rule>[\w/-]+)::", re.MULTILINE)

Found = tuple[str, int, str]


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it named."""

    status: int
    found: list[Found]
    messages: str


Gate = Callable[[], Outcome]


@dataclass(frozen=True)
class Repository:
    """A git repository with documents, and a command on the path."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A command in a process of its own."""
        environment = {**self.environment, **more}
        return subprocess.run(
            command, cwd=self.folder, env=environment, check=False, capture_output=True, encoding="utf-8"
        )

    def audit(self, *arguments: str) -> Result:
        """The command line in this process, which is quicker."""
        with chdir(self.folder):
            return CliRunner().invoke(main, arguments)

    def commit(self) -> None:
        """Commit everything."""
        for command in (("add", "--all"), ("commit", "--quiet", "--allow-empty", "--message", "m")):
            assert self.run("git", "-c", "user.name=m", "-c", "user.email=m@example.org", *command).returncode == 0

    def write(self, name: str, text: str) -> None:
        """Put a file there."""
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def baseline(self, command: str, *arguments: str) -> str:
        """Run a command on the baseline; what it said."""
        done = self.audit("baseline", command, "sources", *arguments)
        assert done.exit_code == 0, done.stderr
        return done.stderr

    def entries(self) -> list[dict[str, Any]]:
        """The entries of the baseline as they stand in the file."""
        found: list[dict[str, Any]] = json.loads((self.folder / BASELINE).read_bytes())["entries"]
        return found


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One old document with a defect, committed, and a configuration that names the baseline."""
    command = tmp_path / "bin" / "source-audit"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m audit "$@"\n')
    command.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "INPUT_"))},
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    folder = tmp_path / "repository"
    folder.mkdir()
    made = Repository(folder, environment)
    assert made.run("git", "init", "--quiet").returncode == 0
    made.write("source-audit.toml", 'select = ["dates"]\njobs = 1\n')
    made.write("sources/old.txt", OLD)
    made.write("README.rst", "No document.\n")
    made.commit()
    return made


def named(pattern: re.Pattern[str], text: str) -> list[Found]:
    return [(match["path"], int(match["line"]), match["rule"]) for match in pattern.finditer(text)]


def by_check(repository: Repository) -> Gate:
    """The command itself."""

    def run() -> Outcome:
        done = repository.audit("check", "sources")
        return Outcome(done.exit_code, named(MARK, done.stdout), done.stderr)

    return run


def by_pre_commit(repository: Repository) -> Gate:
    """What pre-commit does: the hook's entry with the files of the repository that it is for, in one process."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())
    wanted = re.compile(hook["files"])
    assert hook["require_serial"] is True

    def run() -> Outcome:
        repository.run("git", "add", "--all")
        files = [name for name in repository.run("git", "ls-files", "-z").stdout.split("\0") if wanted.search(name)]
        assert files
        assert all(name.startswith("sources/") for name in files)
        done = repository.run(*shlex.split(hook["entry"]), *files)
        return Outcome(done.returncode, named(MARK, done.stdout), done.stderr)

    return run


def by_action(repository: Repository) -> Gate:
    """What the GitHub Action does: its script, with the environment that its last step gives it."""
    action = yaml.safe_load((ROOT / "action.yml").read_bytes())
    step = action["runs"]["steps"][-1]
    script = ROOT / re.findall(r"\$GITHUB_ACTION_PATH/([^\"]+)", step["run"])[0]
    inputs = {name: str(one["default"]) for name, one in action["inputs"].items()}
    inputs |= {"paths": "sources\n", "sarif-file": "../audit.sarif"}
    given = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], value)
        for name, value in step["env"].items()
    }
    summary, output = repository.folder.parent / "summary.md", repository.folder.parent / "output"

    def run() -> Outcome:
        summary.write_text("")
        output.write_text("")
        done = repository.run(str(script), **given, GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(output))
        assert output.read_text() == f"status={done.returncode}\n"
        assert summary.read_text("utf-8").strip()
        log = json.loads((repository.folder.parent / "audit.sarif").read_bytes())
        results = [result for run in log["runs"] for result in run["results"] if not result["suppressions"]]
        found = named(ANNOTATION, done.stdout)
        assert sorted(result["ruleId"] for result in results) == sorted(rule for _, _, rule in found)
        return Outcome(done.returncode, found, done.stderr)

    return run


@pytest.mark.parametrize("way", [by_check, by_pre_commit, by_action])
def test_the_life_of_a_gate(repository: Repository, way: Callable[[Repository], Gate]) -> None:
    """It fails, takes stock, passes, catches what is new, is told better, sees repairs, and reminds."""
    gate = way(repository)
    old = ("sources/old.txt", 4, "dates/impossible-date")
    new = ("sources/new.txt", 4, "dates/impossible-date")

    first = gate()
    assert (first.status, first.found) == (1, [old])

    repository.baseline("create", "--reason", "as printed", "--by", "mara")
    repository.write("source-audit.toml", f'select = ["dates"]\njobs = 1\nbaseline = "{BASELINE}"\n')
    repository.commit()
    second = gate()
    assert (second.status, second.found, second.messages) == (0, [], "")

    repository.write("sources/new.txt", DEFECT)
    third = gate()
    assert (third.status, third.found) == (1, [new])

    assert "1 entry more, 2 entries in all" in repository.baseline("update", "--reason", "a misprint", "--by", "iva")
    dismissed = gate()
    assert (dismissed.status, dismissed.found) == (0, [])
    assert [(entry["path"], entry["by"]) for entry in repository.entries()] == [
        ("sources/new.txt", "iva"),
        ("sources/old.txt", "mara"),
    ]

    repository.write("sources/new.txt", NEW)
    repaired = gate()
    assert (repaired.status, repaired.found) == (0, [])
    assert "the entry for dates/impossible-date in sources/new.txt is for no finding any more" in repaired.messages
    assert "took out the entry" in repository.baseline("prune")
    (entry,) = repository.entries()
    assert entry["path"] == "sources/old.txt"
    assert gate().messages == ""

    entry["expires"] = "2023-12-31"
    repository.write(BASELINE, json.dumps({"schema_version": 1, "entries": [entry]}))
    expired = gate()
    assert (expired.status, expired.found) == (1, [old])
    assert "the entry for dates/impossible-date in sources/old.txt has expired" in expired.messages


def test_the_action_gives_its_inputs_to_the_command(repository: Repository) -> None:
    """Each in its place, whatever it holds; none is read as a command or as another option."""
    shim = repository.folder.parent / "bin" / "source-audit"
    shim.write_text('#!/bin/sh\nfor argument in "$@"; do echo "<$argument>"; done >>arguments\nexit 2\n')
    odd = 'a b"$(touch ran)`touch ran`;*'

    done = repository.run(
        str(ROOT / "integrations" / "action.sh"),
        INPUT_PATHS=f"{odd}\n-x\n",
        INPUT_CONFIG=odd,
        INPUT_BASELINE=odd,
        INPUT_DIFF_BASE="-main",
        INPUT_FAIL_ON="warning",
        INPUT_SARIF_FILE=odd,
        INPUT_ARGUMENTS="--select\ndates\n",
    )

    given = [line[1:-1] for line in (repository.folder / "arguments").read_text("utf-8").splitlines()]
    assert done.returncode == 2
    assert given[5:] == [
        "--report", f"sarif={odd}", "--config", odd, "--baseline", odd, "--diff-base=-main", "--fail-on", "warning",
        "--select", "dates", "--", odd, "-x",
    ]  # fmt: skip
    assert not (repository.folder / "ran").exists()


def test_an_action_that_could_not_audit_says_so(repository: Repository) -> None:
    """The status is the command's, and is handed on."""
    output = repository.folder.parent / "output"

    done = repository.run(str(ROOT / "integrations" / "action.sh"), INPUT_PATHS="none", GITHUB_OUTPUT=str(output))

    assert done.returncode == 2
    assert output.read_text() == "status=2\n"
    assert "::error" in done.stdout


def test_installing_runs_nothing_of_the_checkout(tmp_path: Path) -> None:
    """Not even a module that is named like one of those that Python needs for it."""
    for name in ("venv", "pip", "logging", "subprocess"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()\n")
    action = yaml.safe_load((ROOT / "action.yml").read_bytes())
    gitlab = yaml.safe_load((ROOT / "integrations" / "gitlab.yml").read_bytes())
    lines = [*gitlab["source-audit"]["before_script"], *action["runs"]["steps"][1]["run"].splitlines()]

    calls = [re.findall(r'^\S*python"? (.*-m \w+)', line) for line in lines]

    assert [call[0].split()[-1] for call in calls] == ["pip", "venv", "pip"]
    for (options,) in calls:
        subprocess.run([sys.executable, *options.split(), "--help"], cwd=tmp_path, check=False, capture_output=True)
        assert not (tmp_path / "ran").exists(), options


def test_the_integrations_name_what_is_there() -> None:
    """Options of check, formats, files of this repository; every input is used, every file is what its reader takes."""
    help_text = subprocess.run(
        [sys.executable, "-m", "audit", "check", "--help"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    action = yaml.safe_load((ROOT / "action.yml").read_bytes())
    gitlab = yaml.safe_load((ROOT / "integrations" / "gitlab.yml").read_bytes())
    script = (ROOT / "integrations" / "action.sh").read_text("utf-8")
    container = (ROOT / "Containerfile").read_text("utf-8")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())

    used = " ".join([script, *gitlab["source-audit"]["script"]])
    assert {option for option in re.findall(r"--[a-z-]+(?=[ =])", used) if option != "--"} <= set(
        re.findall(r"--[a-z-]+", help_text)
    )
    assert re.search(hook["files"], "a/b.HTML")
    assert not re.search(hook["files"], "b.py")
    step = str(action["runs"]["steps"])
    assert [name for name in action["inputs"] if f"inputs.{name}" not in step] == []
    assert set(action["runs"]["steps"][-1]["env"]) == set(re.findall(r"INPUT_\w+", script))
    assert all("${{" not in step.get("run", "") for step in action["runs"]["steps"])
    copied = [name for line in re.findall(r"^COPY (?!--)(.+) \S+$", container, re.MULTILINE) for name in line.split()]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {"audit", "corpus", "reports", "rules", "pyproject.toml"} <= set(copied)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    modules = [
        line for text in (container, step, str(gitlab), makefile) for line in re.findall(r".*\s-m (?:venv|pip).*", text)
    ]
    assert modules
    assert [line for line in modules if re.search(r"(?<!-I) -m (?:venv|pip)", line)] == []
