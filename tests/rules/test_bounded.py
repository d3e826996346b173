import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.bounded import MOST_STEPS, bounded

HOSTILE = ("a" * 200, "ab" * 100, "a " * 100, "\n" * 200, "0" * 200, "é" * 200, "a" * 199 + "b")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"colou?rs?", "Colour"),
        (r"\b[A-Z][a-z]{1,20}+ [A-Z][a-z]{1,20}+\b", "Mara Lind"),
        (r"\d{1,3}(?:,\d{3}){0,4}+ (?:dead|killed)", "12,000 killed"),
        (r"(?<=page )\d{1,4}(?! of)", "7"),
        (r"(?:very ){2,5}", "very very "),
        (r"(?i:fig)\.\s{1,3}\d", "FIG. 3"),
        (r"[^\w\s]{3,10}?", "!?!"),
        (r"^By line$", "By line"),
        (r"(?>ab|a)c", "abc"),
    ],
)
def test_a_pattern_that_is_bounded_is_used(pattern: str, text: str) -> None:
    """Sets, choices, counted repetitions, looking around and flags are all there."""
    found = bounded(pattern, ignore_case=True).search(f"on page {text}" if "page" in pattern else text)

    assert found
    assert found[0] == text


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"a+b", "repeats something without an upper bound"),
        (r"a*+b", "repeats something without an upper bound"),
        (r".{2,}", "repeats something without an upper bound"),
        (r"(a{0,30}){0,30}b", "could take more than 1,000 steps at one place"),
        (r"(a|a){0,30}b", "could take more than 1,000 steps"),
        (r"a{0,20}a{0,20}a{0,20}b", "could take more than 1,000 steps"),
        (r"(((a{1,999}){1,999}){1,999}){1,999}", "could take more than 1,000 steps"),
        (r"a{1,4000000000}", "could take more than 1,000 steps"),
        (r"(a)\1", "refers to a group"),
        (r"(a)?(?(1)b|c)", "refers to a group"),
        (r"a{0,5}", "could match nothing at all"),
        (r"", "could match nothing at all"),
        (r"\b", "could match nothing at all"),
        (r"(", "is no pattern: missing ), unterminated subpattern"),
        (r"[z-a]", "is no pattern: bad character range z-a"),
        (r"a{99999999999999999999}", "is nested too deeply, or counts too far"),
        ("(" * 900, "is n"),
        (r"[[a]", "is ambiguous: Possible nested set"),
        ("a" * 1_001, "is longer than 1,000 characters"),
    ],
)
def test_any_other_pattern_is_refused(pattern: str, said: str) -> None:
    """With the reason, and what to write instead."""
    with pytest.raises(ValueError, match=re.escape(said)):
        bounded(pattern, ignore_case=False)


ATOMS = st.sampled_from(["a", "b", ".", r"\w", r"\s", "[ab]", "[^a]", "é", r"\b", "^", "$", "(?=a)", "(?<!b)"])
QUANTIFIERS = st.builds(
    lambda least, more, kind: f"{{{least},{least + more}}}{kind}",
    st.integers(0, 6),
    st.integers(0, 30),
    st.sampled_from(["", "?", "+"]),
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})")
        | st.builds(lambda one, quantifier: f"(?:{one}){quantifier}", inner, QUANTIFIERS)
        | inner.map(lambda one: f"(?>{one})")
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(PATTERNS | st.text(alphabet="ab.*+?{}()[]|\\^$0123,-", max_size=20), st.booleans())
def test_no_accepted_pattern_is_slow(pattern: str, ignore_case: bool) -> None:  # noqa: FBT001 (drawn)
    """Whatever the text: one that backtracks without end would take years."""
    try:
        compiled = bounded(pattern, ignore_case=ignore_case)
    except ValueError:
        return
    start = time.process_time()
    for text in HOSTILE:
        assert all(match.end() > match.start() for match in compiled.finditer(text))
    assert time.process_time() - start < 0.5


def test_the_worst_accepted_pattern_is_linear() -> None:
    """Of a text four times as long it takes some four times as long."""
    pattern = bounded(r"(?:a|aa){0,6}c", ignore_case=True)
    with pytest.raises(ValueError, match=f"{MOST_STEPS:,} steps"):
        bounded(r"(?:a|aa){0,9}c", ignore_case=True)

    def seconds(length: int) -> float:
        start = time.process_time()
        assert not re.search(pattern, "a" * length)
        return time.process_time() - start

    assert seconds(8_000) < 12 * max(seconds(2_000), seconds(2_000), 0.005)
