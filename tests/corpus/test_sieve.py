"""Tokens told apart, each judged once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import distinct
from corpus.lexicon import holds
from corpus.sieve import Sieve


def test_what_is_nothing_is_asked_about_once() -> None:
    """A token of one text is not judged again in the next, unless it is something or very long."""
    asked: list[str] = []

    def judge(token: str) -> str | None:
        asked.append(token)
        return token.upper() if token.startswith("x") else None

    sieve, long = Sieve(judge), "a" * 101
    assert sieve.sift(frozenset(("xa", "b", long))) == {"xa": "XA"}
    assert sieve.sift(frozenset(("xa", "b", "c", long))) == {"xa": "XA"}
    assert sorted(asked) == [long, long, "b", "c", "xa", "xa"]


@given(st.text())
def test_the_characters_of_a_text_are_those_it_is_made_of(text: str) -> None:
    """However they are looked for."""
    assert distinct(text) == frozenset(text)


@given(st.text("amp;x "))
def test_a_sign_is_found_by_its_ending(text: str) -> None:
    """Nothing is held to stand in a text that does not, and the other way round."""
    assert holds(text, ";", "amp;", "x;") == ("amp;" in text or "x;" in text)
