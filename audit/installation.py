"""What may be wrong with an installation, and what is. Nothing of it is taken for granted, our own packages least."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit import __version__

DISTRIBUTION = "source-audit"
PACKAGES = ("corpus", "rules", "audit", "reports")

_OLDEST_PYTHON = (3, 11)
_MODULES = {"pyyaml": "yaml"}  # others are called as their distributions are
_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?\s*([^;]*)(;.*)?")
_BOUND = re.compile(r"(>=|<=|==|!=|<|>)\s*([\d.]+)")


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and what is wrong with it, if anything is."""

    subject: str
    problem: str | None = None


def checks() -> Iterator[Check]:
    """Python, our packages and the libraries, in that order."""
    yield _python()
    yield from map(_package, PACKAGES)
    yield from _libraries()


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    oldest = ".".join(map(str, _OLDEST_PYTHON))
    is_new_enough = sys.version_info[:2] >= _OLDEST_PYTHON
    return Check(f"Python {version}, {sys.executable}", None if is_new_enough else f"needs {oldest} or later")


def _package(name: str) -> Check:
    """Whether a package is ours, and no other distribution has one of that name."""
    root = Path(__file__).resolve().parents[1]
    spec = importlib.util.find_spec(name)
    origin = Path(spec.origin).resolve() if spec and spec.origin else None
    subject = f"package {name}, {origin or 'nowhere'}"
    if origin is None or origin != root / name / "__init__.py":
        return Check(subject, f"is not that of source-audit {__version__}, which lies in {root}")
    others = sorted(set(importlib.metadata.packages_distributions().get(name, ())) - {DISTRIBUTION})
    if others:
        return Check(
            subject, f"belongs to {', '.join(others)} too: install source-audit into an environment of its own"
        )
    return Check(subject)


def _libraries() -> Iterator[Check]:
    """Whether what we need is there, in a version that we know, and can be imported."""
    try:
        requirements = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        yield Check(DISTRIBUTION, "is not installed: which libraries it needs is not known")
        return
    for requirement in requirements:
        name, bounds, marker = _parts(requirement)
        if not marker:  # one with a marker is only needed somewhere, or for an extra
            yield _library(name, bounds)


def _library(name: str, bounds: str) -> Check:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Check(name, f"is not installed; needs {bounds}")
    subject = f"{name} {version}"
    if not is_within(version, bounds):
        return Check(subject, f"needs {bounds}")
    try:
        importlib.import_module(_MODULES.get(name.lower(), name))
    except Exception as error:  # noqa: BLE001 (whatever a broken library does)
        return Check(subject, f"cannot be imported: {type(error).__name__}: {error}")
    return Check(subject)


def _parts(requirement: str) -> tuple[str, str, str]:
    match = _REQUIREMENT.fullmatch(requirement)
    assert match, requirement
    return match[1], match[2].strip(), match[3] or ""


def is_within(version: str, bounds: str) -> bool:
    """Whether a version is within bounds such as ``>=7.4,<8``, by the numbers that it begins with."""
    found = _numbers(version)
    return all(_holds(found, sign, _numbers(bound)) for sign, bound in _BOUND.findall(bounds))


def _holds(version: tuple[int, ...], sign: str, bound: tuple[int, ...]) -> bool:
    length = max(len(version), len(bound))
    one, other = (numbers + (0,) * (length - len(numbers)) for numbers in (version, bound))
    return {
        ">=": one >= other,
        "<=": one <= other,
        ">": one > other,
        "<": one < other,
        "==": one == other,
        "!=": one != other,
    }[sign]


def _numbers(version: str) -> tuple[int, ...]:
    match = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()
