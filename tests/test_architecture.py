import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "rules", "audit", "reports")
MAY_IMPORT = {
    "corpus": ("corpus",),
    "rules": ("corpus", "rules"),
    "audit": ("corpus", "rules", "audit"),
    "reports": ("audit.model", "reports"),
}
ABOVE_REPORTS = ("audit/cli/", "audit/__main__.py")


def imported(module: Path) -> Iterator[str]:
    """Every name a module imports, wherever in it: ``a.b`` and, for ``from a import b``, ``a.b`` too."""
    package = module.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def called_with_text(module: Path) -> Iterator[str]:
    """The names that a module imports by a string."""
    importers = ("import_module", "__import__", "_stream", "_folder")
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(importers):
            values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield from (value for value in values if isinstance(value, str) and "." in value)


def allowed(module: Path) -> tuple[str, ...]:
    name = module.relative_to(ROOT).as_posix()
    return (*MAY_IMPORT[name.split("/")[0]], *(("reports",) if name.startswith(ABOVE_REPORTS) else ()))


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_street_is_one_way(module: Path) -> None:
    """A package imports only what stands below it, in functions and for type checking too."""
    ours = [
        name for name in (*imported(module), *called_with_text(module)) if name.split(".")[0] in (*PACKAGES, "tests")
    ]
    wrong = [name for name in ours if not any(f"{name}.".startswith(f"{base}.") for base in allowed(module))]

    assert wrong == []


def test_the_test_of_the_street_sees_imports_everywhere() -> None:
    """The command line's imports of reports, which stand in functions, are among those that are read."""
    assert "reports.text.write" in set(imported(ROOT / "audit" / "cli" / "check.py"))


def test_the_repository_holds_the_four_packages_and_nothing_like_them() -> None:
    """No other folder at the root holds Python that could be imported from an installed wheel."""
    holding = {path.parent.name for path in ROOT.glob("*/*.py") if not path.parent.name.startswith(".")}

    assert holding - {"tests"} == set(PACKAGES)


def test_the_wheel_lists_exactly_the_four_packages() -> None:
    """What is installed is corpus, rules, audit and reports: no tests, no samples."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]

    assert sorted(wheel["packages"]) == sorted(PACKAGES)
    assert "corpus/samples" in wheel["exclude"]
    assert not {"force-include", "include", "artifacts", "only-include"} & set(wheel)


def test_a_built_wheel_holds_the_packages_with_their_data_and_no_samples() -> None:
    """Lexicons, templates and schemas are in the wheel; tests and samples are not."""
    builders = pytest.importorskip(
        "hatchling.builders.wheel", reason="hatchling is not installed, and the network is not asked"
    )

    files = {file.distribution_path for file in builders.WheelBuilder(str(ROOT)).recurse_included_files()}

    data = ("corpus/lexicons/reporting-verbs.txt", "reports/schema/report-v1.json", "reports/html/style.css")
    assert set(data) <= files
    assert {path.split("/")[0] for path in files} == set(PACKAGES)
    assert not [path for path in files if path.startswith("corpus/samples") or path.endswith(".pyc")]
