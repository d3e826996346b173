import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OUTSIDE = "../" + "shared"  # in two parts, for this file is read too
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[Function]:
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def asserts(function: Function, others: dict[str, Function], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function can fail by itself, or calls one of its module or a fixture that can."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            last = called.split(".")[-1]
            if called in {"pytest.raises", "pytest.warns", "pytest.fail"} or last in {"validate", "check_schema"}:
                return True
            if any(keyword.arg == "check" and ast.unparse(keyword.value) == "True" for keyword in node.keywords):
                return True  # a command that fails
            if called in others and called not in seen and asserts(others[called], others, seen | {called}):
                return True
    return False


def shared(path: Path) -> dict[str, Function]:
    """The functions of the conftest.py files that hold for a test."""
    files = [folder / "conftest.py" for folder in path.parents if folder.is_relative_to(ROOT / "tests")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files if file.is_file()]
    return {function.name: function for tree in trees for function in functions(tree)}


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_every_test_says_what_it_holds_and_can_fail(path: Path) -> None:
    """A test has a docstring that states the behaviour, and an assertion."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    by_name = {**shared(path), **{function.name: function for function in functions(tree)}}
    tests = [function for function in functions(tree) if function.name.startswith("test_")]

    assert [test.name for test in tests if not ast.get_docstring(test)] == []
    assert [test.name for test in tests if not asserts(test, by_name)] == []


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_no_test_is_lost_under_the_name_of_another(path: Path) -> None:
    """Two tests of one name are one test: the second hides the first."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.name for node in tree.body if isinstance(node, Function) and node.name.startswith("test_")]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_no_test_sleeps(path: Path) -> None:
    """A test that waits a while is slow when that is long enough, and fails when it is not."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    used |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert not used & {"sleep", "usleep", "implicitly_wait"}


def test_nothing_needs_what_lies_outside_the_repository() -> None:
    """Only the benchmarks and the README may name the folder of shared data beside the repository."""
    endings = {".py", ".toml", ".md", ".html", ".css", ".json", ".txt", ".jsonl", ".yml", ".yaml", ""}
    files = [path for path in ROOT.rglob("*") if path.is_file() and path.suffix in endings]
    tracked = [path for path in files if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)]
    free = [path for path in tracked if path.name != "README.md" and ROOT / "tests" / "bench" not in path.parents]

    assert [name_of(path) for path in free if OUTSIDE in path.read_text(encoding="utf-8", errors="replace")] == []
