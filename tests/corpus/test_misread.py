from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.misread import misread

Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]


def read(line: str) -> str:
    """The line with what was misread put right."""
    for span, was in reversed(list(misread(line))):
        line = line[: span.start] + was + line[span.end :]
    return line


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        pytest.param("President ErdoÄŸan", "President Erdoğan", id="UTF-8 as Windows-1252"),
        pytest.param("a caf√© in M√ºnchen", "a café in München", id="UTF-8 as Mac OS"),
        pytest.param("in M├╝nchen", "in München", id="UTF-8 as DOS"),
        pytest.param("fresh GemĂĽse", "fresh Gemüse", id="UTF-8 as Windows-1250"),
        pytest.param("the minister鈥檚 plan", "the minister’s plan", id="UTF-8 as GBK, with a letter"),
        pytest.param("the ministerÔÇÖs plan", "the minister’s plan", id="three characters that are one mark"),
        pytest.param("ItÕs the ministerÕs", "It’s the minister’s", id="an apostrophe of Mac OS"),
        pytest.param("in K÷ln", "in Köln", id="a letter of DOS"),
        pytest.param("ÒWe are late,Ó she said", "“We are late,” she said", id="a pair of marks of Mac OS"),
        pytest.param("it was late Ð too late Ñ again", "it was late – too late — again", id="dashes of Mac OS"),
        pytest.param("itís late and they donít", "it’s late and they don’t", id="an apostrophe of Windows as Mac OS"),
    ],
)
def test_a_misread_character_is_told_by_its_word(broken: str, expected: str) -> None:
    """Read in the charset that it was in, the word is one again."""
    assert read(broken) == expected


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("São Paulo, château, Łódź, Ærø, naïve, Zürich, O’Brien, McÉwan", id="accents"),
        pytest.param("Acme™ and Brand® cost 5€, 20°C, 3×4, §5, ½ of it", id="signs"),
        pytest.param("Παρίσι, Москва, İstanbul, 東京 and USB-кабель", id="scripts"),
        pytest.param("Ò, Ó and Ñ are letters; El Niño; ÓRGANO; Ñandú", id="capitals with accents"),
        pytest.param("Dún Laoghaire, así, aquí, país", id="words with í"),
        pytest.param("A lone Â or Ã is what is left of another", id="leads"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_people_write_is_not_misread(line: str) -> None:
    """Names, signs and other languages stay as they are."""
    assert list(misread(line)) == []


def test_an_honest_mark_is_none_where_its_neighbours_were_misread() -> None:
    """The apostrophe inside a word is the í of Mac OS only where another character of the line was misread so."""
    assert read("tur’stico") == "tur’stico"
    assert read("tur’stico and caf√©") == "turístico and café"


@pytest.mark.xfail(reason="two words of the other charset show nothing in a line of their own")
def test_a_whole_word_in_another_script_is_read() -> None:
    """Russian read as Latin-1 is all letters, as regular as Icelandic."""
    assert read("the words Äîðîãàÿ ìàìà") == "the words Дорогая мама"


_PIECES = st.sampled_from("ErdoÄŸan caf√© ItÕs K÷ln Ò Ó Ð Ñ í ’ Г à â€™ 鈥檚 it don minister Ã Â © ™ é s t . ,".split())
_LINES = st.lists(_PIECES | st.just(" "), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(_LINES | st.text(max_size=40))
def test_places_ascend_and_lie_in_the_line(line: str) -> None:
    """They do not overlap, are not empty, and what was there is another text."""
    end = 0
    for span, was in misread(line):
        assert end <= span.start < span.end <= len(line)
        assert was
        assert was != line[span.start : span.end]
        end = span.end


@pytest.mark.parametrize("piece", ["Ã©", "aÄŸ", "Òa Óa ", "aí", "鈥檚", "√", "Г а", "isnít "])
def test_time_is_linear(piece: str, growth: Growth) -> None:
    """No repetition takes more than its share of time."""
    assert growth(lambda line: list(misread(line)), lambda count: piece * count) <= 16
