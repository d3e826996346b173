from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.model import NoOptions, Severity
from rules.names.mangled_name import RULE as MANGLED
from rules.names.spelling_variant import RULE as VARIANT

Marked = Callable[..., str]
Read = Callable[..., Document]


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
        "⟦HIllary Brandl⟧ wrote it. Later Hillary Brandl left.",
        "Jörg Rüttgers wrote it. ⟦Ruettgers⟧ stayed. ⟦Ruttgers⟧ left.",
        "Astrid Sönberg wrote it. Later ⟦Soenberg⟧ left.",
        "Engineer Calvarro wrote it. The river rose. Engineer ⟦Calvaro⟧ left.",
        "Professor Ade Tunko wrote it. Tunko left. Professor ⟦Tonko⟧ stayed.",
        "Leticia Brandl sang. The hall rose. ⟦Leticya Brandl⟧ left.",
        "The road to Vordano is shut. ⟦Vodrano⟧ is an hour away.",
        "The road to Harnden is shut. Harnden waits. ⟦Hamden⟧ is an hour away.",
        "The Institute of Marine Rope Safety wrote. The ⟦Institute of Marine Rope Safes⟧ did not.",
        "The Institute of Marine Rope Safety wrote. The Institute of Northern Rope Safety did not.",
        "The Institute of Southern Rope Safety wrote. The Institute of Eastern Rope Safety did not.",
        "The Department of Justice met the Department of Jobs.",
        "Saddam Hussein prayed. The king of old, Imam Hossein, rode.",
        "James Rosen met James Risen.",
        "⟦Angela Correy⟧ wrote it. Angela Corey left.",
        "Jörg Rüttgers wrote it. ⟦Ruettgers⟧ stayed, and Rüttgers left.",
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


def test_names_that_differ_in_marks_alone_are_a_note(read: Read) -> None:
    """Most searches find both: it is untidy, and nobody is counted as two."""
    document = read("Jorge Pelánder wrote it. Pelánder left. Pelander stayed.")

    (finding,) = VARIANT.check(document, NoOptions())  # type: ignore[misc]

    assert finding.severity is Severity.NOTE
