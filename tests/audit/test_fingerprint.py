import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.fingerprint import Fingerprinter
from corpus.spans import Span

WRAPPED = (
    "The council of the town met on a long Monday and decided that it\n"
    "would build the bridge over the river that runs through the town\n"
    "of Altmark, and that it would pay for it with the money that had\n"
    "been given by the ministry of works in the capital.\n"
)
BEFORE = "The mayor spoke first.\n\n"
AFTER = "\nNobody else spoke.\n"


def fingerprint(text: str, words: str, rule: str = "a/b") -> str:
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    assert found is not None
    return Fingerprinter().fingerprint(rule, text, Span(*found.span()))


@pytest.mark.parametrize("words", ["The council", "over the river", "town of Altmark", "in the capital.", "build"])
@pytest.mark.parametrize(
    "other",
    [
        BEFORE + WRAPPED,
        WRAPPED + AFTER,
        WRAPPED.replace("\n", "\r\n"),
        WRAPPED.replace("\n", "\r"),
        WRAPPED.replace("\n", " ").strip() + "\n",
        BEFORE + WRAPPED.replace("\n", " ") + AFTER,
        WRAPPED.replace(" that it\nwould", "\nthat it would").replace("town\nof", "town of"),
        WRAPPED.upper(),
    ],
    ids=["put-before", "put-after", "windows", "old-mac", "one-line", "one-line-between", "rewrapped", "capitals"],
)
def test_what_stays_keeps_its_fingerprint(words: str, other: str) -> None:
    """Text put in elsewhere, other line ends, other wrapping and other case change nothing."""
    same = words.upper() if other.isupper() else words

    assert fingerprint(other, same) == fingerprint(WRAPPED, words)


def test_what_changes_gets_another_fingerprint() -> None:
    """Other words, other neighbours and another rule make another finding."""
    first = fingerprint(WRAPPED, "over the river")

    assert fingerprint(WRAPPED.replace("river", "rivers"), "over the rivers") != first
    assert fingerprint(WRAPPED.replace("bridge", "dam"), "over the river") != first
    assert fingerprint(WRAPPED, "over the river", "a/c") != first


def test_a_repetition_is_numbered() -> None:
    """The same words with the same neighbours are told apart by their number, in the same way each time."""

    def both() -> list[str]:
        fingerprinter = Fingerprinter()
        return [fingerprinter.fingerprint("a/b", "no no", None) for _ in range(2)]

    assert len(set(both())) == 2
    assert both() == both()


@given(st.text(alphabet="ab \n\r\x1f\x1e\ud800ß", min_size=1, max_size=30), st.data())
def test_fingerprints_are_unique_in_a_document(text: str, data: st.DataObject) -> None:
    """However often a text repeats itself, no two findings share a fingerprint; all are 32 hexadecimal digits."""
    starts = st.integers(0, len(text) - 1)
    spans = data.draw(
        st.lists(st.builds(lambda start, size: Span(start, min(start + size, len(text))), starts, st.integers(1, 5)))
    )
    fingerprinter = Fingerprinter()

    found = [fingerprinter.fingerprint(rule, text, span) for span in [None, *spans] for rule in ("a/b", "a/c")]

    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in found)
