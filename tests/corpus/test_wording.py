from hypothesis import given
from hypothesis import strategies as st

from corpus.shingles import GUARANTEED, anchors, numbered, trigrams
from corpus.wording import Wording

WORDS = st.sampled_from("the of bridge river opened Monday said a dam mayor".split())


def test_case_and_apostrophes_and_marks_do_not_count() -> None:
    """What is compared are the words, not how they are set."""
    assert Wording("“Don’t!” He — the MAYOR — said.").words == Wording("don't he the mayor said").words


def test_an_address_a_figure_and_a_compound_are_one_word() -> None:
    """So that a line with an address is no passage of nine words."""
    words = Wording("See https://a.example/2023/one-two, 11.4 per cent in mid-May.").words

    assert words == ("see", "https://a.example/2023/one-two,", "11.4", "per", "cent", "in", "mid-may")


@given(st.text())
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    """In order, none empty, none over another one, each with its own letters."""
    wording = Wording(text)

    assert len(wording.words) == len(wording.starts) == len(wording.ends)
    ends = (0, *wording.ends)
    for word, start, end, before in zip(wording.words, wording.starts, wording.ends, ends, strict=False):
        assert before <= start < end
        assert Wording(text[start:end]).words == (word,)


@given(st.lists(WORDS), st.lists(WORDS), st.lists(WORDS), st.lists(WORDS), st.lists(WORDS, min_size=9, max_size=9))
def test_nine_words_in_common_make_an_anchor_in_common(
    before: list[str], after: list[str], before_there: list[str], after_there: list[str], shared: list[str]
) -> None:
    """The promise of winnowing, whatever stands around the words and however often they repeat."""
    assert len(shared) == GUARANTEED
    one, other = ([*a, *shared, *b] for a, b in ((before, after), (before_there, after_there)))

    here, there = ({number >> 32 for number in anchors(numbered(words))} for words in (one, other))

    assert here & there


@given(st.lists(WORDS, min_size=3))
def test_a_trigram_has_the_place_where_it_first_stands(words: list[str]) -> None:
    """Each of a text's trigrams once, and the same number for the same words."""
    found = trigrams(numbered(words))
    places = sorted(number & 0xFFFFFFFF for number in found)

    assert [tuple(words[place : place + 3]) for place in places] == list(
        dict.fromkeys(zip(words, words[1:], words[2:], strict=False))
    )
