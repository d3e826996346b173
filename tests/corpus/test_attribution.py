"""Who answers for a sentence, and who speaks in a quotation."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from corpus.attribution import Attribution, Kind
from corpus.attribution.antecedents import name
from corpus.attribution.speakers import speakers
from corpus.document import Document
from corpus.inflection import Form, forms, plural
from corpus.spans import Span, SpanIndex

Read = Callable[[bytes, str], Document]
Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]


def sourced(read: Read, text: str) -> list[tuple[str, str | None]]:
    """The cue and the source of each sentence that has one."""
    document = read(text.encode(), "text")
    prose = document.prose.text
    return [
        (prose[slice(*one.cue.span)], prose[slice(*one.source)] if one.source else None)
        for one in document.attributions
        if one.cue
    ]


def spoken(read: Read, text: str) -> list[str | None]:
    """Who speaks in each quotation."""
    document = read(text.encode(), "text")
    return [document.prose.text[slice(*one.source)] if one.source else None for one in document.speakers]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The mayor said the dam will hold.", "said", "The mayor"),
        ("The dam will hold, said the mayor.", "said", "the mayor"),
        ("The dam will hold, according to the harbour board.", "according to", "the harbour board"),
        ("Ann Lee, a lawyer for the port, said the mayor lied.", "said", "Ann Lee"),
        ("Ann Lee, a lawyer from Lund, Sweden, said the mayor lied.", "said", "Ann Lee"),
        ("The mayor has repeatedly denied it.", "denied", "The mayor"),
        ("The clerk, who told nobody, left.", "told", "who"),
        ("In his view, the dam will hold.", "In his view", "his"),
        ("The plan was criticised by the council.", "criticised", "the council"),
        ("The mayor’s claim that the dam will hold is old.", "claim", "The mayor"),
        ("Bo Li wrote a letter, saying that the dam will hold.", "wrote", "Bo Li"),
        ("Exports rose, the customs office figures show.", "show", "the customs office figures"),
        ("The board declined to say why.", "say", "The board"),
    ],
)
def test_the_source_of_a_sentence_is_the_subject_of_its_cue(read: Read, text: str, cue: str, source: str) -> None:
    """Before the verb, behind an inverted one, past an apposition, by a possessive or behind "by"."""
    assert sourced(read, text) == [(cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "The ship left the United States.",
        "The proposed law is new.",
        "The emails of the clerk were lost.",
        "Recalls cost the dairies a fortune.",
        "The contract written in August is void.",
        "Prices fell, compared with June.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(read: Read, text: str) -> None:
    """Names, adjectives and nouns have the form of a verb and report nothing."""
    assert sourced(read, text) == []


def only(read: Read, text: str) -> Attribution:
    """The attribution of a text of one sentence."""
    (found,) = read(text.encode(), "text").attributions
    return found


def test_an_attitude_says_whose_it_is_and_sources_nothing(read: Read) -> None:
    """What somebody hopes, opposes or demands is theirs; that does not make a fact of it."""
    for text in ("The mayor hopes that it holds.", "The mayor opposes the dam.", "The mayor called for a dam."):
        found = only(read, text)
        assert found.is_attributed
        assert not found.is_sourced
    assert only(read, "The mayor said it holds.").is_sourced


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“The dam is old and it leaks”, says Li and laughs.", ["Li"]),
        ("„The dam is old and it leaks“, says Bo Li of the mill.", ["Bo Li of the mill"]),
        ("“We knew of the leak,” said Bo Li.", ["Bo Li"]),
        ("Bo Li said: “We knew of the leak.”", ["Bo Li"]),
        ("“We knew,” said Bo Li. “Nobody asked us about it.”", ["Bo Li", "Bo Li"]),
        ("“We knew,” said Bo Li.\n\n“Nobody asked us about it.”", ["Bo Li", "Bo Li"]),
        ("The mayor said that critics had called it “a gift to the harbour board.”", ["critics"]),
        ("“It will hold,” he told reporters, then left.", ["he"]),
        ("Ann Lee, harbour master\n\n“The dam will hold for years.”", ["Ann Lee"]),
        ("“The dam will hold for years.”\n\n— Ann Lee, a reader", ["Ann Lee"]),
    ],
)
def test_a_quotation_has_a_speaker(read: Read, text: str, speakers: list[str | None]) -> None:
    """Beside it, before it, carried over from the quotation before, or on a line of its own."""
    assert spoken(read, text) == speakers


def test_a_quotation_covers_all_its_sentences(read: Read) -> None:
    """Who speaks at its end answers for what was said at its beginning."""
    found = sourced(read, "“The dam is old. It leaks a little. It will hold,” said Bo Li.")

    assert [source for _, source in found] == ["Bo Li"] * 3


def test_a_name_before_a_colon_leads_its_paragraph(read: Read) -> None:
    """In a transcript every sentence is the speaker's, and the next paragraph is not."""
    document = read(b"LEE: The dam is old. It leaks.\n\nThe room was full.", "text")

    assert [one.is_attributed for one in document.attributions] == [True, True, False]


def test_a_closing_citation_covers_its_paragraph(read: Read) -> None:
    """A note at the end of a paragraph stands for all of it; one inside for its sentence."""
    closing = read(b"The dam is old. It leaks. It is high (Lee 2004).\n\nIt is grey.", "text").attributions
    inside = read(b"The dam is old (Lee 2004). It leaks.", "text").attributions

    assert [one.is_sourced for one in closing] == [True, True, True, False]
    assert [one.is_sourced for one in inside] == [True, False]


def test_a_pronoun_stands_for_whoever_was_named_last(read: Read) -> None:
    """The words of the source stay as they are; the name is told beside them, unless a title forbids it."""
    document = read(b"Mr. Bo Li said no. He added that it leaks. She denied it.", "text")
    named = [one.name and document.prose.text[slice(*one.name)] for one in document.attributions]

    assert named == ["Mr. Bo Li", "Mr. Bo Li", None]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Bo Li", "Bo Li"),
        ("the mayor", None),
        ("the diver Bo Li of the Harbour Board", "Bo Li"),
        ("Bo Li’s lawyer", None),
        ("their leader", None),
        ("Lund’s head diver, Bo Li", "Bo Li"),
        ("a spokesman for the Harbour Board", None),
    ],
)
def test_a_source_is_named_by_a_name_of_its_own(source: str, named: str | None) -> None:
    """Not by whose lawyer it is, nor by the body that it speaks for."""
    span = name(source, Span(0, len(source)))

    assert (span and source[slice(*span)]) == named


def test_a_lone_mark_quotes_as_far_as_its_partner_is_likely_to_have_stood(read: Read) -> None:
    """A quotation that was broken is a quotation all the same."""
    document = read("The room was full.\n\n“The dam is old. It leaks, said Bo Li.\n\nHe left.".encode(), "text")

    assert [one.is_attributed for one in document.attributions] == [False, True, True, False]


def test_broken_characters_break_no_attribution(read: Read) -> None:
    """Cues and quotations are read in the repaired text."""
    document = read("â€œThe dam is very old,â€\x9d said Bo Li. It isnâ€™t new.".encode(), "text")

    assert [cue.kind for cue in document.attributions[0].cues] == [Kind.SPEECH, Kind.QUOTATION]


def test_verbs_are_inflected_as_the_lexicons_write_them() -> None:
    """What an entry leaves out is regular; particles follow every form."""
    assert dict(forms("deny")) == {
        "deny": Form.BASE,
        "denies": Form.THIRD,
        "denying": Form.ING,
        "denied": Form.PAST,
    }
    assert [phrase for phrase, _ in forms("write/wrote/written off")] == [
        "write off", "writes off", "writing off", "wrote off", "written off",
    ]  # fmt: skip
    assert [phrase for phrase, _ in forms("admit/admitted")][2] == "admitting"
    assert [phrase for phrase, _ in forms("argue")] == ["argue", "argues", "arguing", "argued"]
    assert (plural("reply"), plural("attack on")) == ("replies", "attacks on")


@pytest.mark.parametrize(
    ("kind", "text", "covered"),
    [
        ("markdown", "Exports [rose](https://port.example/report) by 9%. Imports fell by 3%.", [True, False]),
        ("html", "<p>Exports <a href='/report'>rose</a> by 9%. Imports fell by 3%.</p>", [True, False]),
        ("markdown", "Exports [rose](#) by 9%. Imports fell by 3%.", [False, False]),
        ("html", "<p>Ask <a href='mailto:ann@port.example'>Ann</a>. Imports fell by 3%.</p>", [False, False]),
    ],
)
def test_a_link_that_leads_to_a_text_answers_for_its_sentence(
    read: Read, kind: str, text: str, covered: list[bool]
) -> None:
    """Not for the rest of the paragraph; one that leads nowhere, or to a mailbox, answers for nothing."""
    assert [one.is_sourced for one in read(text.encode(), kind).attributions] == covered


def test_a_line_of_many_quotations_costs_its_share(read: Read, growth: Growth) -> None:
    """For none of them is all of the paragraph looked at."""
    (nobody,) = read(b"It rained.", "text").attributions

    def told(text: str) -> None:
        line = SpanIndex([Span(0, len(text))])
        quotes = [Span(*match.span()) for match in re.finditer("“[^”]*”", text)]
        assert {one.source for one in speakers(text, line, line, [nobody], quotes)} == {None}

    assert growth(told, lambda n: "“a b” " * n) <= 16
