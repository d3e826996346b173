from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.model import Severity
from rules.quotation.altered_quotation import RULE as ALTERED
from rules.quotation.attribution_conflict import RULE as CONFLICT
from rules.quotation.mixed_quotation_marks import RULE as MIXED
from rules.quotation.quotation_without_speaker import RULE as WITHOUT
from rules.quotation.unbalanced_quotes import RULE as UNBALANCED
from rules.quotation.unidentified_speaker import RULE as UNIDENTIFIED
from rules.quotation.wording import difference, surname

Marked = Callable[..., str]
Read = Callable[..., Document]

LONG = "We never promised the town that the dam would hold for ever"


@pytest.mark.parametrize(
    "text",
    [
        'He said "Allah hu akbar" to "them." "He said "no" to me," said Bo Li.',
        "‘‘The dam is old,’’ said Bo Li. “It leaks,’’ he said.",
        'See <a href="x.html" class="y">the page</a>, he said.',
        '<a href="x>The page is gone, he said.',
        "It runs on.\n\n“The dam is old.\n\nIt leaks.\n\nIt is high.\n\nIt is grey,” said Bo Li.",
        "He called it a “harbinger⟦“⟧ and “worse.”",
        "He is 6’2” and she is 5’ 4”, said Bo Li.",
        "“He is 6’2” and grey,” said Bo Li. “I am 5’9”,” she said.",
        "“We saw it, and he said “no” to us all.\n\n“Then we went home.”",
        '"We saw it, and he said "no" to us all.\n\n"He said "yes" then.\n\n"Then we went home."',
        '"We saw it, and it was old.\n\n“It leaks,” he told us. And then we went home."',
        "He said ⟦”⟧the dam is old,” and left “at once.”",
        '“It is old,” he said. ⟦“It⟧ leaks.\n\n"The wall is high," said Bo Li.',
        "“It is old,” he said. ⟦“It⟧ leaks.\n\nThe road is shut.\n\n“It will open,” said Ann Lee.",
        "We were ⟦late,”⟧ she said.",
        '⟦"We⟧ were late, she said.',
    ],
)
def test_marks_that_nest_are_doubled_or_stand_in_tags_have_their_partner(marked: Marked, text: str) -> None:
    """What is no missing mark is left alone; a mark turned round is named as that."""
    assert marked(UNBALANCED, text) == text


def test_a_mark_turned_round_is_a_warning_with_what_it_should_be(read: Read) -> None:
    """It has its partner: nobody is in doubt where the quotation ends."""
    (finding,) = UNBALANCED.check(read("He called it a “harbinger“ and “worse.”"), UNBALANCED.options())  # type: ignore[misc]

    assert (finding.severity, finding.suggestion) == (Severity.WARNING, "”")


def test_many_marks_turned_round_are_counted(read: Read) -> None:
    """Three are listed, the last of which says how many more there are."""
    text = "He called it “so“ and “so.” " * 5

    found = list(UNBALANCED.check(read(text), UNBALANCED.options()))  # type: ignore[misc]

    assert [finding.evidence["more"] for finding in found] == [0, 0, 2]


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        (LONG, LONG.replace("hold", "leak"), True),
        (LONG, LONG.replace(" for ever", ""), False),
        (LONG, LONG.replace("the town ", ""), True),
        (LONG, LONG.replace("the town ", "… "), False),
        (LONG, LONG.replace("the town", "[you]"), False),
        (LONG, LONG.upper(), False),
        (LONG, "We always told the port that no wall would stand here at all", False),
        ("We never said so", "We always said so", False),
        (f"{LONG}, and that is that, for nobody could have known", LONG.replace("hold", "leak"), True),
        ("and in this house nobody has seen the key", "In this house nobody had seen the key", True),
        ("In this house nobody has seen the key", "In this house nobody has seen the cat", False),
    ],
)
def test_a_change_inside_a_quotation_is_found(read: Read, first: str, second: str, *, is_found: bool) -> None:
    """An exchange or a silent cut; not an end left out, a declared change, capitals, or another quotation."""
    text = f"“{first},” said Bo Li.\n\n“{second},” Bo Li had said."

    assert bool(list(ALTERED.check(read(text), ALTERED.options()))) is is_found  # type: ignore[misc]


@pytest.mark.parametrize(
    ("second", "speaker", "is_found"),
    [
        ("We don't want new dams. What we want is a wall which our village trusts", "he", True),
        ("We don't want new dams. What we want is a wall which our village trusts", "Ann Lee", False),
        ("We don't want new dams. […] We want a wall which our village trusts", "he", False),
        ("We want a wall that the village can trust for ever", "he", False),
        ("We want a wall that keeps the river from our doors in every winter", "he", False),
    ],
)
def test_a_speaker_has_one_wording_of_a_statement(read: Read, second: str, speaker: str, *, is_found: bool) -> None:
    """The same telling words in another sentence; not of somebody else, not with dots, not on the same matter alone."""
    first = "We do not want a new dam, we want a wall that the village can trust"
    text = f"“{first},” said Bo Li.\n\nLi came late. “{second},” {speaker} said."

    found = list(ALTERED.check(read(text), ALTERED.options()))  # type: ignore[misc]

    assert [finding.severity for finding in found] == [Severity.NOTE] * is_found
    assert not list(ALTERED.check(read(text.replace("\n\n", " ")), ALTERED.options()))  # type: ignore[misc]


def test_the_difference_is_shown_word_by_word() -> None:
    """What one has in the place of the other."""
    first, second = "a b c d".split(), "a x c".split()

    assert difference(first, second) == [{"here": "x", "there": "b"}, {"here": "", "there": "d"}]


@pytest.mark.parametrize(
    "text",
    [
        "“The dam was never meant to hold,” said Bo Li.\n\n⟦“The dam was never meant to hold,”⟧ said Ann Lee.",
        "“The dam was never meant to hold,” said Bo Li.\n\n“The dam was never meant to hold,” said Mr Li.",
        "“The dam was never meant to hold,” said Bo Li.\n\n“The dam was never meant to hold,” said the mayor.",
        "“It will hold,” said Bo Li.\n\n“It will hold,” said Ann Lee.",
        (
            "Mayor Bo Li came late. “The dam was never meant to hold,” said Ann Lee.\n\n"
            "⟦“The dam was never meant to hold,”⟧ the mayor said."
        ),
        (
            "Mayor Bo Li came late. “The dam was never meant to hold,” said Mr Li.\n\n"
            "“The dam was never meant to hold,” the mayor said."
        ),
        (
            "Mayor Bo Li came late, and Mayor Ann Lee. “The dam was never meant to hold,” said Ann Lee.\n\n"
            "“The dam was never meant to hold,” the mayor said."
        ),
    ],
)
def test_one_quotation_has_one_speaker(marked: Marked, text: str) -> None:
    """Two names for the same words are in conflict, and a role that one person bears.

    Two forms of a name, a role that nobody or more than one bears, and a short phrase are not.
    """
    assert marked(CONFLICT, text) == text


def test_a_surname_is_the_last_word_of_a_name() -> None:
    """Without case and genitive."""
    assert (surname("Bo Li"), surname("LI’s"), surname("")) == ("li", "li", "")


@pytest.mark.parametrize(
    "text",
    [
        (
            "The dam\n\n“The dam is old and it will surely leak,” said Bo Li. “Nobody has looked at it for twenty "
            "years,” he said.\n\n⟦‘We have looked at it every single week this year.’⟧"
        ),
        "Lee: ‘We Have Looked at It Every Single Week This Year.’\n\n“The dam is old and it will leak,” said Bo Li.",
        "The dam\n\n‘The dam is old and it will surely leak,’ said Bo Li. ‘It has been so for twenty years,’ he said.",
        "The dam\n\n“The dam is old and it will surely leak,” he said. “It leaked.” They saw the film ‘Dams’.",
    ],
)
def test_speech_in_the_other_kind_of_mark_is_marked(marked: Marked, text: str) -> None:
    """Not a headline, not a document that quotes in single marks, not a title."""
    assert marked(MIXED, text) == text


@pytest.mark.parametrize(
    "between",
    [
        "⟦“Nothing in this valley was ever built to last.”⟧",
        "“Nothing at all.”",
        "He left. “Nothing in this valley was ever built to last.”",
        "“Nothing in this valley was ever built to last.” Bo Li",
    ],
)
def test_a_quotation_near_nobody_has_no_speaker(marked: Marked, between: str) -> None:
    """A name or a pronoun near it is taken for its speaker; a short one is not looked at."""
    text = f"The road is shut.\n\nThe road to the port is closed.\n\n{between}\n\nThe road will be open again."
    assert marked(WITHOUT, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "the road is shut.\n\n⟦“It will be shut for a week,”⟧ she said.",
        "Bo Li closed the road. “It will be shut for a week,” he said.",
        "The road is shut, Bo Li said. ⟦“Nobody told us of it,”⟧ said an elderly resident.",
        "The road is shut, Bo Li said. “Nobody told us of it,” said a resident, Ann Lee.",
    ],
)
def test_a_speaker_who_is_nobody_to_the_reader_is_marked(marked: Marked, text: str) -> None:
    """A pronoun that stands for nobody, and somebody who has no name."""
    assert marked(UNIDENTIFIED, text) == text
