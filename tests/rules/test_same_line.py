import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import Span
from rules.same_line import around, by_line, counted, token


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_spans_are_grouped_by_line(end: str) -> None:
    """Whatever ends the lines; an empty line parts nothing twice."""
    text = f"a b{end}{end}c"
    last = len(text) - 1

    assert list(by_line(text, [Span(0, 1), Span(2, 3), Span(last, last + 1)])) == [
        [Span(0, 1), Span(2, 3)],
        [Span(last, last + 1)],
    ]
    assert list(by_line(text, [])) == []


@pytest.mark.parametrize(
    ("text", "word", "whole"),
    [("an e-mail?", "e", "e-mail?"), ("one two", "two", "two"), ("(one)", "(one)", "(one)"), ("ab", "ab", "ab")],
)
def test_a_place_grows_to_its_word_and_its_token(text: str, word: str, whole: str) -> None:
    """The word ends at what is no letter or digit, the token at white space."""
    place = Span(text.rindex(word[-1]), text.rindex(word[-1]) + 1)

    assert text[slice(*around(text, place))] in word
    assert text[slice(*token(text, place))] == whole


@given(text=st.text(alphabet="ab \n", min_size=1, max_size=300), start=st.integers(0, 299))
def test_neither_grows_without_bound(text: str, start: int) -> None:
    """Both hold the place they came from, and reach so many code points at most."""
    place = Span(min(start, len(text) - 1), min(start, len(text) - 1) + 1)

    assert around(text, place, 10).contains(place)
    assert token(text, place, 10).contains(around(text, place, 10))
    assert token(text, place, 10).end - token(text, place, 10).start <= 21


def test_a_number_of_things_is_said() -> None:
    """One has an article, more a plural, which may be irregular."""
    assert counted(1, "a ligature") == "a ligature"
    assert counted(3, "a ligature") == "3 ligatures"
    assert counted(2, "a byte is", "bytes are") == "2 bytes are"
