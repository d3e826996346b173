from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import common, everyday, is_word, names, unknown

Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]


@pytest.mark.parametrize("word", ["the", "council", "aardvark", "significant", "colour", "color", "aah"])
def test_words_of_every_spelling_are_words(word: str) -> None:
    """British and American ones, common and rare."""
    assert is_word(word)


@pytest.mark.parametrize("letters", ["", "signi", "cant ", "Council", "xyzzy", "teh", "f"])
def test_what_is_no_word_is_none(letters: str) -> None:
    """Fragments, misspellings, nothing, and what has capitals or spaces."""
    assert not is_word(letters)


def test_the_words_of_every_day_are_common() -> None:
    """The lists lie in each other; names keep their capitals."""
    assert everyday() < common()
    assert "the" in everyday()
    assert "London" in names()
    assert all(name[0].isupper() for name in names())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the signi cant rise", [(4, "signi")], id="a fragment"),
        pytest.param("“teh” (wrod), *speling*…", [(1, "teh"), (7, "wrod"), (15, "speling")], id="marks at the ends"),
        pytest.param("teh steht teh", [(0, "teh"), (4, "steht"), (10, "teh")], id="not where it is inside another"),
        pytest.param("tehteh-A teh", [(9, "teh")], id="not at the beginning of another"),
        pytest.param("teh\u2028teh\tteh", [(0, "teh"), (4, "teh"), (8, "teh")], id="all white space parts"),
        pytest.param("Xyzzy NATO caf\u00e9 co-op it’s a1 x 12", [], id="names, accents, joined and short ones"),
        pytest.param(f"{'x' * 101} teh", [(102, "teh")], id="not what is too long to be a word"),
        pytest.param("the council met", [], id="words"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_unknown_words_are_told_with_their_places(text: str, expected: list[tuple[int, str]]) -> None:
    """Letters that are all small and no English word, without the marks around them."""
    assert [(span.start, word) for span, word in unknown(text, text.split(), frozenset(text.split()))] == expected


_TOKENS = ["teh", "the", "teh,", "“teh", "xteh", "tehx", "A", ".", "é", "ab", "aba", " ", "\n", "\u2003"]


@given(st.lists(st.sampled_from(_TOKENS) | st.text(max_size=3), max_size=30).map("".join))
def test_places_hold_their_words_in_order(text: str) -> None:
    """Whatever the text: each place holds its word, after the one before it, with white space around its token."""
    end = 0
    for span, word in unknown(text, text.split(), frozenset(text.split())):
        assert text[span.start : span.end] == word
        assert span.start >= end
        end = span.end


@pytest.mark.parametrize("piece", ["teh ", "xq", "teh, steh ", "x" * 99 + " ", "aA a"])
def test_time_is_linear(piece: str, growth: Growth) -> None:
    """Neither many unknown words nor long ones take more than their share of time."""
    assert growth(lambda text: unknown(text, text.split(), frozenset(text.split())), lambda count: piece * count) <= 16
