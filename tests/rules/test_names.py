from collections.abc import Callable

import pytest

from rules.names.mangled_name import RULE as MANGLED
from rules.names.spelling_variant import RULE as VARIANT

Marked = Callable[..., str]


@pytest.mark.parametrize(
    "text",
    [
        "Artyom Lukin wrote it. Lukin left. ⟦Loekin⟧ stayed.",
        "Yuri Petrov wrote it. Petrov left. ⟦Petroff⟧ stayed.",
        "Anthony Kiedis sang. Kiedis left, and Kiedis slept. ⟦Keidis⟧ stayed.",
        "Katherine Hale sang. The hall rose. Katherine Hale left. ⟦Kathrine Hale⟧ stayed.",
        "Ewan Prideaux spoke. Mr. ⟦Predeaux⟧ left.",
        "Farida Suleimani wrote it. ⟦Sulemani⟧ left.",
        "Jonas Ulmann wrote it. ⟦Ullmann⟧ left.",
        "Ann Allies met the Allied. National Guardsmen met a National Guardsman.",
        "Artyom Lukin met Anna Loekin.",
        "Artyom Lukin met the Lukins. Lukin’s house is old.",
        "Jon Hale met Joan Hale and John Hale.",
        "Professor Adaeze Oroko left. Oroko sang. Dr. ⟦Oruko⟧ came.",
        "Adaeze Oroko left. Oroko sang. Bo Oruko came. Oroto came.",
        "Bo Koreas met a Korean and a Korea.",
        "Anna Brown met Browne and Frown.",
    ],
)
def test_two_spellings_of_one_person_are_told_from_two_persons(marked: Marked, text: str) -> None:
    """Near in sound or form, and no first name of its own; plurals, peoples and known names are none."""
    assert marked(VARIANT, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "She is at ⟦Kings College⟧ now.",
        "It was sold to ⟦St Marys Hospital⟧ for one pound.",
        "She is at King’s College, at Kings Cross, at kings college.",
        "He left the ⟦Ministry of⟧, she said. He left the Ministry of Works.",
        "What is the ministry of, then?",
    ],
)
def test_a_name_that_lost_a_part_is_marked(marked: Marked, text: str) -> None:
    """An apostrophe, or what a body is of; not names that are right, and not common nouns."""
    assert marked(MANGLED, text) == text


def test_the_apostrophe_is_that_of_the_document(marked: Marked) -> None:
    """What is suggested fits the marks that the document has."""
    assert marked(MANGLED, "It's at ⟦Kings College⟧.") == "It's at ⟦Kings College⟧."
