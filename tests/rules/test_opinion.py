from collections.abc import Callable

import pytest

from rules.opinion.foreign_signature import RULE as SIGNATURE
from rules.opinion.inserted_passage import RULE as PASSAGE

Marked = Callable[..., str]

HEAD = "The bridge opens\nBy Mara Lind\n\nThe bridge opened on Monday, the ministry said. It took four years.\n\n"
TAIL = "\n\nThe ministry expects 2,000 cars a day, said its spokeswoman."


@pytest.mark.parametrize(
    "signature",
    [
        "~ Jon Dole",
        "~Jon Dole",
        "— Jon Dole",
        "– Jon Dole, Harbourtown",
        "-- Jon Dole",
        "// Jon Dole",
        "Signed, Jon Dole",
    ],
)
def test_a_name_after_a_mark_signs_a_paragraph(marked: Marked, signature: str) -> None:
    """However somebody sets a name under a comment, it is not the author's."""
    sign, _, place = signature.partition(", Harbour")
    text = f"{HEAD}It will ruin us all. ⟦{sign}⟧{', Harbour' + place if place else ''}{TAIL}"

    assert marked(SIGNATURE, text) == text


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("It will be used by all. — Mara Lind", id="the author's own"),
        pytest.param("“A bridge is a promise.” — Ana Ruiz", id="under a quotation"),
        pytest.param("She read the card aloud: “A bridge is a promise.” — Ana Ruiz", id="after a quotation"),
        pytest.param("    A bridge is a promise.\n\n    — Ana Ruiz", id="under an indented quotation"),
        pytest.param("Eleven people were hurt. — Reuters", id="an agency's credit"),
        pytest.param("The town has one mayor — Jon Dole", id="in the middle of a sentence"),
    ],
)
def test_a_name_that_signs_nothing_foreign_is_left_alone(marked: Marked, paragraph: str) -> None:
    """Speakers, agencies and the author are named with dashes too."""
    text = f"{HEAD}{paragraph}{TAIL}"

    assert marked(SIGNATURE, text) == text
    assert marked(PASSAGE, text) == text


def test_a_page_of_letters_has_no_intruders(marked: Marked) -> None:
    """Where everybody signs, nobody is foreign."""
    letters = "\n\n".join(
        f"Sir, the bridge is too {w}. — {n}" for w, n in zip("long short low".split(), NAMES, strict=True)
    )

    assert (
        marked(SIGNATURE, f"Letters\nBy the letters desk\n\n{letters}") == f"Letters\nBy the letters desk\n\n{letters}"
    )


NAMES = ("Ann Lee", "Bo Marsh", "Cy Holt")


def test_a_passage_is_the_signed_paragraph_where_nothing_before_it_is_opinion(marked: Marked) -> None:
    """The author's reporting before it stays the author's."""
    text = f"{HEAD}⟦It will ruin us all. ~ Jon Dole⟧{TAIL}"

    assert marked(PASSAGE, text) == text


def test_a_passage_reaches_back_over_the_run_of_opinion_before_its_signature(marked: Marked) -> None:
    """The unsigned paragraphs of the same hand belong to it."""
    angry = "Make no mistake: this disgraceful sham was rigged by crooks, and our children must pay for their greed."
    text = f"{HEAD}⟦{angry}\n\nIt will ruin us all. ~ Jon Dole⟧{TAIL}"

    assert marked(PASSAGE, text) == text


def test_a_borrowed_paragraph_between_two_of_one_hand_belongs_to_the_passage(marked: Marked) -> None:
    """It is tied to them by a name that the rest of the document does not have."""
    angry = "Make no mistake: the disgraceful Varnholt sham was rigged by crooks, and our children must pay."
    borrowed = "The court in Varnholt sat for nine days in June and heard forty witnesses."
    text = f"{HEAD}⟦{angry}\n\n{borrowed}\n\nVarnholt was a pathetic farce. ~ Jon Dole⟧{TAIL}"

    assert marked(PASSAGE, text) == text


def test_an_angry_source_is_not_a_passage(marked: Marked) -> None:
    """What somebody says in quotation marks is not the writer's opinion."""
    quote = "“This disgraceful sham was rigged by crooks and our children must pay for their greed,” said Bo Li."
    text = f"{HEAD}{quote}\n\n⟦It will ruin us all. ~ Jon Dole⟧{TAIL}"

    assert marked(PASSAGE, text) == text


@pytest.mark.xfail(reason="nothing but the name tells it apart from a heading", strict=True)
def test_a_bare_name_on_its_own_line_signs_too(marked: Marked) -> None:
    """Some re-posters sign without a mark."""
    text = f"{HEAD}It will ruin us all.\n\n⟦Thaddeus Brockbank⟧{TAIL}"

    assert marked(SIGNATURE, text) == text


def test_without_a_byline_several_names_sign_for_themselves(marked: Marked) -> None:
    """Who is foreign, where nobody is said to be the author? One name that signs again and again is."""
    letters = "The letters\n\nThe bins are full. ~ Ann Lee\n\nThe driver waited for us. ~ Bo Marsh\n\nIt rains."
    assert marked(SIGNATURE, letters) == letters

    comments = letters.replace("~ Ann Lee", "⟦~ Bo Marsh⟧").replace("us. ~ Bo Marsh", "us. ⟦~ Bo Marsh⟧")
    assert marked(SIGNATURE, comments) == comments
