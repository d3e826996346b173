from __future__ import annotations

import re
from collections.abc import Callable

import ftfy
import pytest
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.misread import misread
from corpus.repair import Repair, apply, looks_bad, repairs
from corpus.spans import Span


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("cafÃ© at night", [("Ã©", "é")]),
        ("donâ€™t stop", [("â€™", "’")]),
        ("â€œNight,â€\x9d he said", [("â€œ", "“"), ("â€\x9d", "”")]),
        ("naÃ¯ve cafÃ©s donâ€™t", [("Ã¯", "ï"), ("Ã©", "é"), ("â€™", "’")]),
        ("donâ\x80\x99t stop", [("â\x80\x99", "’")]),
        ("a \x93quoted\x94 word", [("\x93", "“"), ("\x94", "”")]),
        ("caf√© and √©t√©", [("√©", "é"), ("√©", "é"), ("√©", "é")]),
        ("CafÃƒÂ© bar", [("ÃƒÂ©", "é")]),
        ("The Â£5 note", [("Â", "")]),
        ("caf\x8e and r\x8esum\x8e", [("\x8e", "é"), ("\x8e", "é"), ("\x8e", "é")]),
        ("it\x92s and don\x92t", [("\x92", "’"), ("\x92", "’")]),
        ("said so\x94 and \x93left", [("\x94", "”"), ("\x93", "“")]),
        ("President ErdoÄŸan said", [("ÄŸ", "ğ")]),
        ("ItÕs the minister", [("Õ", "’")]),
        ("the cafÃ© of ErdoÄŸan", [("Ã©", "é"), ("ÄŸ", "ğ")]),
        ("the brand IRMÃ® is new", []),
        ("one\nÃ\u00a0 la carte\r\ntwo donâ€™t", [("Ã\u00a0", "à"), ("â€™", "’")]),
        ("The café in São Tomé, Zürich’s “naïve” – 東京", []),
        ("plain", []),
        ("", []),
    ],
)
def test_each_repair_has_its_place(broken: str, expected: list[tuple[str, str]]) -> None:
    """Text of Windows-1252, Latin-1 and Mac OS, broken once or twice, is repaired where it is broken only."""
    found = list(repairs(broken))
    assert [(broken[span.start : span.end], text) for span, text in found] == expected


def test_the_repaired_text_leads_back() -> None:
    """A repaired character leads to the broken ones, the words around it to themselves."""
    broken = "The cafÃ© donâ€™t open"
    text, offsets = apply(broken, list(repairs(broken)))
    assert text == "The café don’t open"
    for word, origin in [("café", "cafÃ©"), ("don’t", "donâ€™t"), ("’", "â€™"), ("open", "open"), (" ", " ")]:
        start = text.index(word)
        span = offsets.to_parent(Span(start, start + len(word)))
        assert broken[span.start : span.end] == origin


@pytest.mark.xfail(reason="a run of characters without ASCII is repaired as a whole")
def test_broken_characters_side_by_side_have_a_place_each() -> None:
    """Where two broken characters touch, each repaired one leads to its own."""
    broken = "â€œOneâ€\x9dâ€œTwoâ€\x9d"
    text, offsets = apply(broken, list(repairs(broken)))
    assert text == "“One”“Two”"
    assert offsets.to_parent(Span(4, 5)) == Span(6, 9)


def test_nothing_to_repair_changes_nothing() -> None:
    """Without repairs the text is the same, and empty text is too."""
    assert apply("text", [])[0] == "text"
    assert apply("", [])[0] == ""


_TEXTS = st.lists(
    st.sampled_from(
        ["cafÃ©", "donâ€™t", "â€œ", "â€\x9d", "â€", "Ã", "Â", "Â ", "Ã\u00a0", "√©", "ÃƒÂ©", "\x93", "\x94", "é", "’",
         "“", "\ufffd", "ï¿½", "ðŸ˜€",
         " ", "\n", "\r\n", "\r", "\u2028", "word", "â", "€", "™", "�", "\u00a0", "Å", "¾", "Ð", "Ñ", "\x1c", "ﬁ",
         "’s", "Zürich"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_TEXTS | st.text(max_size=30) | st.text(max_size=15).map(lambda text: text.encode().decode("latin-1")))
def test_repairs_lead_back(text: str) -> None:
    """In order and apart, none of them for nothing; every character of the repaired text has its place."""
    found = list(repairs(text))
    end = 0
    for span, repaired in found:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] != repaired
        end = span.end
    fixed, offsets = apply(text, found)
    touched = {position for span, _ in found for position in range(span.start, span.end)}
    for position, character in enumerate(fixed):
        span = offsets.to_parent(Span(position, position + 1))
        assert 0 <= span.start < span.end <= len(text)
        if span.start not in touched:
            assert text[span.start : span.end] == character
    restored = fixed
    for span, repaired in reversed(found):
        start = span.start + _shift(found, span)
        assert restored[start : start + len(repaired)] == repaired
        restored = restored[:start] + text[span.start : span.end] + restored[start + len(repaired) :]
    assert restored == text


_CONTROLS = re.compile("[\x80-\x9f]")
_TRADE_MARK = re.compile("[^\\W\\d_a-z][®™©»”’…]")


@settings(max_examples=150, deadline=None)
@given((_TEXTS | st.text(max_size=30)).map(lambda text: _CONTROLS.sub("", text)))
def test_what_is_not_misread_is_repaired_as_ftfy_does(text: str) -> None:
    """Controls in words and trade marks are read in another way, and single words that ftfy leaves are read too."""
    lines = [line for line in re.split("[\r\n]", text) if line]
    assume(not _TRADE_MARK.search(text) and not any(list(misread(line)) for line in lines))

    for line in lines:
        assert apply(line, list(repairs(line)))[0] == _fixed(line)


def _fixed(line: str) -> str:
    """A line as ftfy repairs it; one that it leaves alone, word by word."""
    fixed = ftfy.fix_encoding(line)
    return fixed if fixed != line else re.sub(r"\S+", lambda word: ftfy.fix_encoding(word[0]), line)


def _shift(found: list[Repair], before: Span) -> int:
    """By how much the repairs before a place have moved it."""
    return sum(len(text) - (span.end - span.start) for span, text in found if span.start < before.start)


Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]

_ADVERSARIAL: dict[str, Callable[[int], str]] = {
    "broken letters": lambda n: "Ã©" * n,
    "broken words": lambda n: "cafÃ© " * n,
    "broken lines": lambda n: "cafÃ©\n" * n,
    "half broken": lambda n: "Ã" * n,
    "quotation marks": lambda n: "â€œ" * n,
    "honest letters": lambda n: "é" * n,
    "many lines and one letter": lambda n: "a\n" * n + "é",
    "a letter in a long line": lambda n: "a " * n + "Ã©" + " a" * n,
    "spaces": lambda n: "Â " * n,
    "c1 controls": lambda n: "\x93" * n,
}


@pytest.mark.parametrize("name", _ADVERSARIAL)
def test_time_is_linear(name: str, growth: Growth) -> None:
    """No repetition makes repair take more than its share of time."""
    assert growth(lambda text: apply(text, list(repairs(text))), _ADVERSARIAL[name]) <= 16


_SIGNS = "".join(MOJIBAKE_CATEGORIES.values()).replace("-", "") + "ØÙÎÐŒœВГРСΒΓΞΟāβвЂў√≈‚² ¼\u00a0\u0081éß🐦中"


@given(st.text(st.sampled_from(f"{_SIGNS}aZ1.,? \t'") | st.sampled_from("ÂÃÄâ€™”° a."), max_size=30))
def test_a_line_looks_as_bad_in_parts_as_as_a_whole(line: str) -> None:
    """What ftfy looks at is never further from a character that is not ASCII than what is shown to it."""
    assert looks_bad(line) == is_bad(line)


@given(
    st.text(st.sampled_from("aZ1.,?! \t\u00a0‘’“”–—…✉☎➤🐦🌐🫠") | st.characters(max_codepoint=0x7E, min_codepoint=0x20))
)
def test_marks_and_pictures_are_never_broken(text: str) -> None:
    """Typographic marks, no-break spaces and pictures among ASCII are what they seem to be."""
    assert not list(repairs(text))
    assert not is_bad(text)
    assert not list(misread(text))
