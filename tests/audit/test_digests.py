from collections.abc import Callable

import pytest

from audit.config import Configuration, FailOn
from audit.digests import plan_digest, rules_digest

Configured = Callable[..., Configuration]


def _digest(configuration: Configuration) -> str:
    return plan_digest(configuration.plan("a.txt"))


def test_the_same_rules_have_the_same_digest() -> None:
    """It is a SHA-256 of files, not of anything that changes from run to run."""
    first = rules_digest()
    rules_digest.cache_clear()

    assert rules_digest() == first
    assert len(first) == 64


def test_the_same_plan_has_the_same_digest(configured: Configured) -> None:
    """Made anew from the same configuration, it is the same."""
    assert _digest(configured()) == _digest(configured())


@pytest.mark.parametrize(
    "other",
    [
        {"select": ("encoding",)},
        {"ignore": ("encoding/mojibake",)},
        {"fail_on": FailOn("warning")},
        {"confidence": "low"},
    ],
)
def test_another_plan_has_another_digest(configured: Configured, other: dict[str, object]) -> None:
    """What is selected and what rejects a document are part of what was asked."""
    assert _digest(configured(**other)) != _digest(configured())
