from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.lexicon import folded
from corpus.quantities import Hedge, Kind, Quantity, quantities


def kinds(text: str) -> list[Kind]:
    return [one.kind for one in quantities(folded(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("402", 402, Kind.COUNT, ""),
        ("1,234,567", 1_234_567, Kind.COUNT, ""),
        ("2.5", 2.5, Kind.COUNT, ""),
        ("twenty-five", 25, Kind.COUNT, ""),
        ("two hundred and six", 206, Kind.COUNT, ""),
        ("a hundred", 100, Kind.COUNT, ""),
        ("seventeen million", 17e6, Kind.COUNT, ""),
        ("$2.3 million", 2.3e6, Kind.MONEY, "$"),
        ("US$5bn", 5e9, Kind.MONEY, "$"),
        ("£1.1m", 1.1e6, Kind.MONEY, "£"),
        ("\\$400", 400, Kind.MONEY, "$"),
        ("$5-million", 5e6, Kind.MONEY, "$"),
        ("60 euros", 60, Kind.MONEY, "€"),
        ("50 cents", 0.5, Kind.MONEY, "$"),
        ("41 per cent", 41, Kind.SHARE, "%"),
        ("3.5%", 3.5, Kind.SHARE, "%"),
        ("12 percentage points", 12, Kind.POINTS, "points"),
        ("14,000 cubic metres", 14_000, Kind.MEASURE, "cubic metre"),
        ("50m", 50, Kind.MEASURE, "m"),
        ("three-quarters", 75, Kind.FRACTION, "%"),
        ("a fifth", 20, Kind.FRACTION, "%"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, value: float, kind: Kind, unit: str) -> None:
    """In figures or words, in money, percent or a measure: what it is worth, and what it counts."""
    sentence = f"It was {text}, they said."
    (found,) = quantities(folded(sentence))

    assert sentence[slice(*found.span)] == text
    assert (found.kind, found.unit) == (kind, unit)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "in 1998", "on May 12", "12 May", "aged 45", "a 45-year-old", "at 9:30", "at 5 p.m.", "won 3-1", "the 20th",
        "9/11", "page 12", "Route 66", "No. 5", "an F-16", "5-7 million", "10 to 12 miles", "two or three", "1.2.3",
    ],
)  # fmt: skip
def test_a_number_that_counts_nothing_is_opaque(text: str) -> None:
    """Years, days, ages, times, scores, ranges and names with a number are nothing to reckon with."""
    assert set(kinds(f"It was {text} then.")) == {Kind.OPAQUE}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("40 boats", Hedge.NONE),
        ("about 40 boats", Hedge.ABOUT),
        ("nearly $40 a boat", Hedge.ABOUT),
        ("40 or so", Hedge.ABOUT),
        ("more than 40 boats", Hedge.MORE),
        ("at least\r\n40 boats", Hedge.MORE),
        ("up to 40 boats", Hedge.LESS),
    ],
)
def test_the_words_beside_a_number_leave_it_open(text: str, hedge: Hedge) -> None:
    """A hedge belongs to the number, and to its span."""
    (found,) = quantities(folded(text))

    assert found.hedge is hedge
    assert found.span.start == 0


def test_two_numbers_of_a_change_are_no_range() -> None:
    """What leads from one to the other is not one quantity."""
    assert kinds("rose from 200 to 260") == [Kind.COUNT, Kind.COUNT]
    assert kinds("rose 5 percent to 450") == [Kind.SHARE, Kind.COUNT]


NUMBERS = st.sampled_from(
    [
        "$",
        "1",
        "2,000",
        "%",
        " ",
        " per cent",
        "twenty-",
        "one",
        "a",
        " hundred",
        "and ",
        "m",
        "-",
        "to ",
        "İ",
        "’",
        "\n",
        "about ",
    ]
)


@given(st.lists(NUMBERS, max_size=30).map("".join))
def test_numbers_stand_in_order_inside_the_text(text: str) -> None:
    """Spans are not empty, share no code point, and hold a number above nothing unless they are opaque."""
    found: tuple[Quantity, ...] = quantities(folded(text))

    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all((one.value > 0) == (one.kind is not Kind.OPAQUE) for one in found)
