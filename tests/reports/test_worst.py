from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.worst import Worst


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3)), st.integers(0, 5))
def test_the_gravest_are_kept_in_order(keys: list[tuple[int, int, int]], most: int) -> None:
    """What is kept is what sorting everything would put first; equally grave ones stay in their order."""
    worst = Worst(most)
    for number, key in enumerate(keys):
        worst.add(key, lambda number=number: str(number))  # type: ignore[misc]

    expected = sorted(range(len(keys)), key=lambda number: keys[number])[:most]
    assert [int(text) for text in worst] == expected
    assert worst.added == len(keys)


def test_what_is_too_mild_is_not_made() -> None:
    """A text costs nothing when it would not be kept."""
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "x"

    worst = Worst(2)
    for _ in range(100):
        worst.add((0, 0, 0), make)
    assert len(made) == 3  # the third one showed that there are too many


def test_bytes_are_limited_too() -> None:
    """A milder text never takes the room of a graver one that was given up."""
    worst = Worst(10, most_bytes=10)
    for key, text in ((1, "aaaa"), (2, "bbbbbbbb"), (3, "c"), (0, "üüü")):
        worst.add((key, 0, 0), lambda text=text: text)  # type: ignore[misc]
    assert list(worst) == ["üüü", "aaaa"]
