from hypothesis import given
from hypothesis import strategies as st

from corpus.alignment import passages

SENTENCE = "the old ferry which had crossed the river since the war made its last trip on sunday night".split()
ELSEWHERE = "nobody knows what is to become of her crew and captain when she is sold for scrap".split()
WORDS = st.lists(st.sampled_from("the of a bridge river opened said mayor".split()), max_size=60)


def ranges(one: list[str], other: list[str]) -> list[tuple[range, range]]:
    return [(passage.one, passage.other) for passage in passages(one, other)]


def test_an_equal_passage_is_found_to_the_word() -> None:
    """With its place in both texts."""
    assert ranges([*ELSEWHERE, *SENTENCE], [*SENTENCE, "so"]) == [(range(17, 35), range(18))]


def test_replaced_words_part_no_passage() -> None:
    """One word in five is another; the passage is one, and says how much of it is equal."""
    other = list(SENTENCE)
    for place in (2, 7, 13):
        other[place] = "boat"

    (found,) = passages(SENTENCE, other)

    assert (found.one, found.other) == (range(18), range(18))
    assert round(found.similarity, 2) == 0.83


def test_words_put_in_and_left_out_part_no_passage() -> None:
    """The words after them stand at another distance, and are the same passage still."""
    other = [*SENTENCE[:5], *SENTENCE[7:12], "very", *SENTENCE[12:]]

    assert ranges(SENTENCE, other) == [(range(18), range(17))]


def test_passages_in_another_order_are_each_found() -> None:
    """Which is how a text is told whose sentences were shuffled."""
    found = ranges([*SENTENCE, *ELSEWHERE], [*ELSEWHERE, *SENTENCE])

    assert found == [(range(18), range(17, 35)), (range(18, 35), range(17))]


def test_texts_of_other_words_share_nothing() -> None:
    """A set phrase of three words is no passage."""
    assert ranges(SENTENCE, [*ELSEWHERE, *SENTENCE[:3]]) == []


@given(WORDS, WORDS)
def test_matches_are_equal_words_in_order_and_each_word_is_in_one(one: list[str], other: list[str]) -> None:
    """Whatever the texts, however often their words repeat."""
    matches = [match for passage in passages(one, other) for match in passage.matches]

    assert all(one[match.one] == other[match.other] for match in matches)
    assert len({match.one for match in matches}) == len({match.other for match in matches}) == len(matches)
    for passage in passages(one, other):
        assert all(
            a.one < b.one and a.other < b.other for a, b in zip(passage.matches, passage.matches[1:], strict=False)
        )
