"""Paragraphs, sentences, quotations and language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.language import detect
from corpus.paragraphs import is_hard_wrapped, paragraphs
from corpus.quotations import Quotations, quotations
from corpus.sentences import sentences
from corpus.spans import Span

Read = Callable[..., Document]

_WRAPPED = """The harbour board met on Tuesday evening and decided to dredge the
northern channel before the winter storms close it to the larger of
the two ferries that serve the island.

A second vote on the cost of the work was put off until the board has
seen the figures, which the engineer promised for the end of the month
of March, as he has done before.
"""


def _paragraphs(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, paragraphs(text))]


def _read(text: str) -> Quotations:
    return quotations(text, paragraphs(text))


# Paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("one\r\ntwo\rthree", ["one", "two", "three"]),
        ("  one \n \n\t two\u00a0\n", ["one", "two"]),
        ("one\u2028two\fthree", ["one\u2028two\fthree"]),
        ("", []),
        (" \n\r\n\t", []),
    ],
)
def test_every_line_is_a_paragraph(text: str, expected: list[str]) -> None:
    """Where lines are not wrapped by hand; white space around them is no part of them."""
    assert _paragraphs(text) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_that_are_wrapped_by_hand_are_joined(end: str) -> None:
    """Where most lines are full and end in the middle of a sentence, blank lines part paragraphs."""
    text = _WRAPPED.replace("\n", end)
    assert is_hard_wrapped(text)
    assert [len(paragraph.split(end)) for paragraph in _paragraphs(text)] == [3, 3]


def test_a_list_is_not_wrapped() -> None:
    """Short lines and lines that end sentences are paragraphs of their own."""
    assert not is_hard_wrapped("one\ntwo\nthree\nfour\nfive\n")
    assert not is_hard_wrapped("This is a whole sentence, and it takes up all of its line.\n" * 6)
    assert not is_hard_wrapped(
        "A line that is much longer than anybody would wrap, " * 4 + "\n" + "and on " * 30 + "\n"
    )


# Sentences: each case shows its ends by a bar


@pytest.mark.parametrize(
    "marked",
    [
        "He went. | She stayed! | Did they? | Yes.",
        "Mr. Smith met Dr. Jones. | They spoke.",
        "Gov. Hart and Sen. Lee left. | It was late.",
        "J. R. Smith came. | He sat.",
        "The U.S. Senate met. | It voted.",
        "They left the U.S. | The Senate met.",
        "It was plan B. | Then came plan C.",
        "He read No. 5 aloud. | No. | Not that one.",
        "It rose 3.5 percent to $4.50. | Then it fell.",
        "See e.g. the map. | It shows all.",
        "It ended at 5 p.m. | The crowd left.",
        "At 5 p.m. Monday it ended.",
        "He waited... then he left.",
        "He waited... | Then he left.",
        "She said… | Nothing came.",
        "Wait . . . what is it?",
        "“Stop.” | He left. | (It was late.) | They slept.",
        "He said “Stop!” | “Why?” | Silence.",
        "“Now?” he asked. | “Now.”",
        "Is it (really?) so. | Yes [it is.] | Good.",
        "What?! | No!!! | Yes.",
        "A title without an end",
        "One line\nand | another. | one more.",
        "The end.Without a space.",
        "Visit a.example.com today. | It is free.",
    ],
)
def test_sentences_end_where_the_bars_are(marked: str) -> None:
    """Abbreviations, initials, figures and dots do not end a sentence; closing marks belong to it."""
    text = marked.replace(" | ", " ")
    if "\n" in marked:
        assert _sentences("One line\nand another. one more.") == ["One line", "and another. one more."]
    else:
        assert " | ".join(_sentences(text)) == marked


# Quotations: each case shows them in double brackets


@pytest.mark.parametrize(
    "marked",
    [
        "⟦“One,”⟧ he said. ⟦“Two.”⟧",
        '⟦"One,"⟧ he said, ⟦"two."⟧',
        "He said ⟦'so it is,'⟧ and left.",
        "⟦‘Single,’⟧ he said. ⟦‘Don’t go,’⟧ she said.",
        "⟦‘It rained,’⟧ the boys’ father said.",
        "⟦“He said ‘go,’ and I went.”⟧",
        "⟦\"He said 'go,' and left.\"⟧",
        "⟦“Outer “inner” outer.”⟧",
        "The '90s and rock 'n' roll. It's the girls' day, ’tis said.",
        "The ’90s and rock ’n’ roll. It’s the girls’ day.",
        'A 6\'2" man and a 12" disc said ⟦"no."⟧',
        'The 5" pipe. ⟦"Yes,"⟧ he said. The 7" pipe.',
        "⟦„Ja“⟧, sagte er. ⟦„Nein.“⟧",
        "⟦« Oui »⟧, dit-il. ⟦« Non. »⟧",
        "⟦»Ja«⟧, sagde han. ⟦»Nej.«⟧",
        "⟦``One,''⟧ he said.",
        "(⟦“One”⟧) and —⟦“two”⟧—and ⟦“three”⟧.",
        '(⟦"One"⟧) and —⟦"two"⟧—and ⟦"three"⟧.',
        "⟦“First.\n\n“Second.\n\n“Third,”⟧ he said. ⟦“More.”⟧",
        '⟦"First.\n\n"Second,"⟧ he said. ⟦"Third."⟧',
        "No quotation at all.",
    ],
)
def test_quotations_are_found(marked: str) -> None:
    """In the marks of English, German, French and Danish; apostrophes, elisions and inches are none."""
    text = marked.replace("⟦", "").replace("⟧", "")
    found = _read(text)
    for span in reversed(found.spans):
        text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
    assert text == marked
    assert found.unpaired == []


@pytest.mark.parametrize(
    ("text", "unpaired", "spans"),
    [
        ("No opening,” he said.", [("”", False)], []),
        ("“No closing, he said.", [("“", True)], []),
        ("“First.\n\nSecond without a mark.", [("“", True)], []),
        ('He said "yes and left. "No," she said.', [('"', True)], ['"No,"']),
        ("He said “a and “b”.", [("“", True)], ["“b”"]),
        ("„Eins und zwei.", [("„", True)], []),
        ("« Un et deux.", [("«", True)], []),
        ("One.” Two.”", [("”", False), ("”", False)], []),
        ("“First.\n\n“Second.\n\nThird.", [("“", True)], []),
    ],
)
def test_marks_without_a_partner_are_told(text: str, unpaired: list[tuple[str, bool]], spans: list[str]) -> None:
    """Each once, with what it was to do, and without spoiling the quotations beside it."""
    found = _read(text)
    assert [(text[one.mark.start : one.mark.end], one.opens) for one in found.unpaired] == unpaired
    assert [text[span.start : span.end] for span in found.spans] == spans
    for one in found.unpaired:
        assert 0 <= one.likely <= len(text)
        assert one.paragraph.contains(one.mark)


def test_swedish_quotations_are_found() -> None:
    """Swedish and Finnish open and close with the same mark."""
    assert len(_read("”Ja”, sade han. ”Nej.”").spans) == 2


# Language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour board met on Tuesday and decided to dredge the northern channel before the winter.", "en"),
        (
            "Der Hafenausschuss hat am Dienstag beschlossen, die nördliche Fahrrinne noch vor dem Winter auszubaggern.",
            "de",
        ),
        ("Le conseil du port a décidé mardi de draguer le chenal du nord avant l’hiver.", "fr"),
        ("Городской совет во вторник принял решение о строительстве нового моста через реку.", "ru"),
        ("東京の気象庁は火曜日、関東地方で大雨になるおそれがあると発表した。", "ja"),
        ("", "und"),
        (" \n\t", "und"),
        ("1,234.56 + 789 = 2024", "und"),
        ("*** ––– §§ €€ 😀😀", "und"),
        ("\ud800\udfff\0\ufffd", "und"),
    ],
)
def test_the_language_is_told(text: str, code: str) -> None:
    """From the words; a text without any has none."""
    found = detect(text)
    assert found.code == code
    assert 0 <= found.probability <= 1


_ANY = st.text(st.characters(exclude_categories=()), max_size=80)


@settings(max_examples=60, deadline=None)
@given(_ANY)
def test_any_text_has_one_answer(text: str) -> None:
    """Detection never raises and never changes its mind."""
    assert detect(text) == detect(text)


# Any text

_PARTS = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "„", "«", "»", "``", "''", ".", "!", "?", "…", "...", " ", "\n", "\n\n", "\r\n",
     "\r", "\u2028", "\x85",
     "\x1c", ")", "(", "]", "Mr", "U.S", "No", "5", "6'2", "The", "word", "Ärger", "’52", "p.m", ",", "—", "*",
     "\u00a0", "\ud800", "A"]
)  # fmt: skip
_TEXTS = st.lists(_PARTS, max_size=40).map("".join) | _ANY


@settings(max_examples=150, deadline=None)
@given(_TEXTS | st.lists(_PARTS, max_size=20).map(lambda parts: _WRAPPED + "".join(parts)))
def test_sentences_and_paragraphs_hold_all_that_is_no_space(text: str) -> None:
    """They are in order, apart, inside the text, without white space around them, and nothing falls between them."""
    whole = paragraphs(text)
    parts = sentences(text, whole)
    for spans in (whole, parts):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]
            assert not text[end : span.start].strip()
            end = span.end
        assert not text[end:].strip()
    for part in parts:
        assert any(paragraph.contains(part) for paragraph in whole)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_quotations_of_any_text_are_in_order(text: str) -> None:
    """They are apart and inside the text; marks without a partner are in order, each once, and marks."""
    found = _read(text)
    end = 0
    for span in found.spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end
    marks = [one.mark for one in found.unpaired]
    assert marks == sorted(set(marks))
    for one in found.unpaired:
        assert text[one.mark.start : one.mark.end] in {"“", "”", '"', "„", "«", "»", "``", "''", "‘‘", "’’"}
        assert 0 <= one.likely <= len(text)


Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]

_ADVERSARIAL: dict[str, Callable[[int], str]] = {
    "dots": lambda n: "." * n,
    "dots and spaces": lambda n: ". " * n,
    "dots and closing marks": lambda n: "." + ")" * n,
    "spaces after a dot": lambda n: "x." + " " * n + "\u200b" + " " * n + "x",
    "opening marks after a dot": lambda n: "x. " + "(" * n + " ",
    "initials": lambda n: "A. " * n,
    "initials without spaces": lambda n: "A." * n,
    "one word": lambda n: "a" * n,
    "blank lines": lambda n: "\n" * n + "x",
    "blank lines with spaces": lambda n: "x\n" + " \n" * n + "x",
    "carriage returns": lambda n: "\r" * n + "\r\n" * n,
    "spaces": lambda n: "x\n" + " " * n + "x",
    "spaces in wrapped text": lambda n: _WRAPPED + "\n" + " " * n + "x",
    "wrapped blank lines": lambda n: _WRAPPED + "\n \t" * n + "x",
    "straight marks": lambda n: '"' * n,
    "straight marks before words": lambda n: ' "a' * n,
    "opening marks": lambda n: "“" * n,
    "closing marks": lambda n: "”" * n,
    "opened paragraphs": lambda n: "“a\n\n" * n,
    "apostrophes": lambda n: "'" * n,
    "single marks that open": lambda n: " 'a" * n,
    "single marks": lambda n: " ‘a b’ c’" * n,
    "inches": lambda n: '5" ' * n,
    "elisions": lambda n: " 'n" * n,
    "guillemets": lambda n: "»«" * n,
    "letters of many scripts": lambda n: "aяあ " * n,
}  # fmt: skip


@pytest.mark.parametrize("name", _ADVERSARIAL)
def test_time_is_linear(name: str, growth: Growth) -> None:
    """No repetition makes an annotation take more than its share of time."""

    def annotate(text: str) -> None:
        whole = paragraphs(text)
        sentences(text, whole)
        quotations(text, whole)
        detect(text)

    assert growth(annotate, _ADVERSARIAL[name]) <= 16


def test_no_sentence_runs_over_a_paragraph() -> None:
    """A heading without a full stop is a sentence of its own."""
    text = "A heading\n\nA sentence. Another"
    assert [text[span.start : span.end] for span in sentences(text, [Span(0, 9), Span(11, len(text))])] == [
        "A heading",
        "A sentence.",
        "Another",
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "The Lantern Post\n\nNotes on lamps · by Ana Ruiz · Issue 41 · 28 April 2022",
            {"byline": "Ana Ruiz", "date": "2022-04-28"},
        ),
        ("THE HIVE JOURNAL\nVol. 88, No. 3 — March 2020\n\nA quiet spring", {"date": "March 2020"}),
        ("Sinking ground\n\nAna Ruiz, Bo Li Hale and Tove Lind\n\nOctober 2015", {"byline": "Ana Ruiz"}),
        ("The ferry\n\nSKERROW, Upper Isles, Nov. 6, 2017 (Isles Press) -- It sank.", {"publisher": "Isles Press"}),
        ("The ferry\n\nIn May 2020 it sank, and nobody knew why", {"date": None}),
    ],
)
def test_lines_of_credits_are_taken_apart(read: Read, head: str, expected: dict[str, str | None]) -> None:
    """What stands between dots, the month of an issue, names joined by “and”, an agency in brackets."""
    stated = read(f"{head}\n\nThe dam was built in a year, and it was said to be high.\n".encode(), "text").metadata
    assert {field: next((one.value for one in stated[field]), None) for field in expected} == expected
