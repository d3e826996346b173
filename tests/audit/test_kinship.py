from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import sorter
from audit.kinship import Kinship, gather, pack
from audit.sorter import Sorter
from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source

Read = Callable[..., Document]
SHARED = "The old ferry, which had crossed the river since the war, made its last trip on Sunday night."
FOOTER = "All that is printed here may be printed again by anybody who names us and asks us first."


WORDS = st.sampled_from("the of bridge river opened".split())


def document(text: str) -> Document:
    data = text.encode()
    (found,) = documents(Source("a.txt", "text", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(found, Document)
    return found


def own(number: int) -> str:
    """Words that no other document has."""
    return " ".join(f"w{number}x{word}" for word in range(30)) + "."


@pytest.fixture
def kinship() -> Iterator[Kinship]:
    found = Kinship()
    yield found
    found.close()


def pairs(kinship: Kinship) -> list[tuple[int, tuple[int, ...]]]:
    return [(found.number, found.others) for found in kinship.found()]


def test_a_copy_is_found_and_others_are_not(kinship: Kinship, read: Read) -> None:
    """By the document that has the passage first."""
    for text in (own(0), f"{own(1)} {SHARED}", own(2), f"{SHARED} {own(3)}"):
        kinship.add(gather(read(text)))

    assert pairs(kinship) == [(3, (1,))]


def test_a_passage_with_words_replaced_is_found(kinship: Kinship, read: Read) -> None:
    """No eight words in a row are left, but some threes are."""
    changed = SHARED.replace("crossed", "served").replace("war", "flood").replace("Sunday", "Friday")
    for text in (f"{own(1)} {SHARED}", f"{own(2)} {changed}"):
        kinship.add(gather(read(text)))

    assert pairs(kinship) == [(1, (0,))]


def test_boilerplate_makes_as_many_pairs_as_documents(kinship: Kinship, read: Read) -> None:
    """Not their square: each is held against the first, and is told in how many it stands."""
    for number in range(40):
        kinship.add(gather(read(f"{own(number)} {FOOTER}")))

    found = list(kinship.found())

    assert [(one.number, one.others) for one in found] == [(number, (0,)) for number in range(1, 40)]
    assert set(found[0].spread.values()) == {40}


def test_a_copy_to_the_letter_is_left_to_the_comparison_of_digests(kinship: Kinship, read: Read) -> None:
    """A thousand copies of one document are no thousand alignments."""
    for _ in range(3):
        kinship.add(gather(read(SHARED)))

    assert pairs(kinship) == []


def test_the_date_says_which_is_the_copy(kinship: Kinship, read: Read) -> None:
    """If both have one; else the order does."""
    for day, number in (("2 March 2021", 0), ("1 March 2020", 1)):
        kinship.add(gather(read(f"Published: {day}\n\n{own(number)} {SHARED}")))

    assert pairs(kinship) == [(0, (1,))]


def test_references_are_sources_only(kinship: Kinship, read: Read) -> None:
    """They are not held against each other, whatever they share."""
    for number in range(2):
        text = f"{own(number)} {SHARED}"
        piece = Source("a.txt", "text", data=text.encode())
        kinship.add(gather(read(text)), pack(piece, None), is_reference=True)
    kinship.add(gather(read(f"{own(2)} {SHARED}")))

    assert [found.number for found in kinship.found()] == [2]
    assert kinship.document(0).text.text.startswith("w0x0")


def test_what_could_not_be_read_only_has_a_number(kinship: Kinship, read: Read) -> None:
    """So that the numbers are those of the reports."""
    kinship.add(None)
    kinship.add(gather(read(f"{own(1)} {SHARED}")))
    kinship.add(None)
    kinship.add(gather(read(f"{own(2)} {SHARED}")))

    assert pairs(kinship) == [(3, (1,))]


@settings(deadline=None)
@given(st.lists(WORDS), st.lists(WORDS), st.lists(WORDS), st.lists(WORDS), st.lists(WORDS, min_size=9, max_size=9))
def test_nine_words_in_common_are_always_found(
    before: list[str], after: list[str], before_there: list[str], after_there: list[str], shared: list[str]
) -> None:
    """Whatever stands around them, and however often words repeat."""
    texts = [" ".join([*a, *shared, *b]) for a, b in ((before, after), (before_there, after_there))]
    found = Kinship()
    for text in texts:
        found.add(gather(document(text)))

    # Of two equal documents the digests tell.
    assert pairs(found) == ([] if texts[0] == texts[1] else [(1, (0,))])
    found.close()


@given(st.lists(st.integers(0, (1 << 64) - 1) | st.integers(0, 5).map(lambda high: high << 32 | 7)))
def test_numbers_come_back_in_order_however_few_are_held_in_memory(numbers: list[int]) -> None:
    """And those with one upper half in one part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorter, "_IN_MEMORY", 4)
        patch.setattr(sorter, "_SAMPLED", 2)
        sorting = Sorter()
        for number in numbers:
            sorting.extend([number])
        parts = list(sorting.parts())
        sorting.close()

    assert [number for part in parts for number in part] == sorted(numbers)
    upper = [{number >> 32 for number in part} for part in parts]
    assert sum(map(len, upper)) == len(set().union(*upper))
