"""Patterns that somebody wrote into a configuration, held to a cost that no text can raise.

Python's ``re`` tries again what it has tried, and a pattern such as ``(a+)+b`` takes years on thirty letters. So a
pattern is parsed, and the steps are counted that a match from one place can take at worst: each item once for every way
in which what stands before it can match. A pattern is used only if these are few: a whole text costs at most so many
steps a character. Repetitions need an upper bound for that; references to groups cannot be counted and are refused.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]  # what re.compile itself uses; there is no public parser
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Iterable
from typing import Any

MOST_STEPS = 1_000
LONGEST = 1_000  # code points of a pattern
_ONE_CHARACTER = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN, sre.AT)
_HINT = "narrow it, or put a + after a quantifier, as in {1,20}+, which then gives nothing back"


def bounded(pattern: str, *, ignore_case: bool) -> re.Pattern[str]:
    """The compiled ``pattern``.

    Raises:
        ValueError: It is no pattern, could take too many steps at one place, or matches nothing at all; the message
            goes on after the name of the pattern.

    """
    if len(pattern) > LONGEST:
        raise ValueError(f"is longer than {LONGEST:,} characters")
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = parser.parse(pattern, flags)
            _cost(parsed)
            if parsed.getwidth()[0] == 0:
                raise ValueError("could match nothing at all")
            return re.compile(pattern, flags)
    except re.error as error:
        raise ValueError(f"is no pattern: {error.msg}") from None
    except (RecursionError, OverflowError):
        raise ValueError("is nested too deeply, or counts too far") from None
    except Warning as warning:
        raise ValueError(f"is ambiguous: {warning}") from None


def _cost(items: Iterable[tuple[Any, Any]]) -> tuple[int, int]:
    """The steps that a sequence takes at worst from one place, and in how many ways it can match there."""
    steps, ways = 0, 1
    for operation, argument in items:
        own_steps, own_ways = _cost_of(operation, argument)
        steps = _checked(steps + ways * own_steps)
        ways = _checked(ways * own_ways)
    return steps, ways


def _cost_of(operation: object, argument: Any) -> tuple[int, int]:  # noqa: ANN401 (as the parser has it)
    if operation in _ONE_CHARACTER:
        return 1, 1
    if operation is sre.SUBPATTERN:
        return _cost(argument[-1])
    if operation is sre.ATOMIC_GROUP:
        return _cost(argument)[0], 1
    if operation in {sre.ASSERT, sre.ASSERT_NOT}:
        return _cost(argument[1])[0], 1
    if operation is sre.BRANCH:
        costs = [_cost(branch) for branch in argument[1]]
        return sum(steps + 1 for steps, _ in costs), sum(ways for _, ways in costs)
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        steps, ways = _repeated(*argument)
        return steps, 1 if operation is sre.POSSESSIVE_REPEAT else ways
    raise ValueError("refers to a group, the cost of which cannot be told")


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> tuple[int, int]:
    if most is sre.MAXREPEAT:
        raise ValueError("repeats something without an upper bound; write {1,20} for +, {0,20} for *")
    own_steps, own_ways = _cost(items)
    steps, ways, ways_here = 0, 0, 1
    for count in range(_checked(most) + 1):
        ways += ways_here if count >= least else 0
        steps = _checked(steps + ways_here * (own_steps + 1))
        ways_here = _checked(ways_here * own_ways)
    return steps, _checked(ways)


def _checked(number: int) -> int:
    if number > MOST_STEPS:
        raise ValueError(f"could take more than {MOST_STEPS:,} steps at one place; {_HINT}")
    return number
