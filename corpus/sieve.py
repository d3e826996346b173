"""What few tokens are, told quickly in text after text: most tokens of one are those of the ones before."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 1 << 16  # tokens that are remembered,
_LONGEST = 100  # and code points of one


class Sieve:
    """Finds the tokens that are something, and asks only once about those that are nothing."""

    def __init__(self, judge: Callable[[str], str | None]) -> None:
        """``judge`` says what a token is, or ``None`` where it is nothing."""
        self._judge = judge
        self._nothing: set[str] = set()

    def sift(self, tokens: frozenset[str]) -> dict[str, str]:
        """The tokens that are something, and what each is."""
        if len(self._nothing) > _MOST:
            self._nothing.clear()
        found = {}
        for token in tokens - self._nothing:
            what = self._judge(token)
            if what is not None:
                found[token] = what
            elif len(token) <= _LONGEST:
                self._nothing.add(token)
        return found
