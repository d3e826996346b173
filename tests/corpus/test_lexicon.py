from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.lexicon import where_word_begins


@given(st.text("ab9_é -'\nAB", max_size=20))
def test_a_pattern_where_a_word_begins_finds_what_a_word_boundary_does(text: str) -> None:
    """Behind a line end that serves the first word, it finds the same words, one place further on."""
    body = r"a\w?|b\sa|9"
    quick = [(match.start("word") - 1, match["word"]) for match in _behind(rf"(?P<word>{body})").finditer(f"\n{text}")]
    assert quick == [(match.start(), match[0]) for match in re.finditer(rf"\b(?:{body})", text)]


def _behind(body: str) -> re.Pattern[str]:
    return re.compile(where_word_begins(body))
