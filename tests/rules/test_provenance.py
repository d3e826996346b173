import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from corpus.document import Document
from rules.model import Confidence, NoOptions, Severity
from rules.provenance.hash_mismatch import RULE as HASH
from rules.provenance.incomplete_byline import RULE as INCOMPLETE_BYLINE
from rules.provenance.incomplete_credit import RULE as CREDIT
from rules.provenance.language_mismatch import RULE as LANGUAGE
from rules.provenance.missing_date import RULE as DATE
from rules.provenance.translated_text import RULE as TRANSLATED

Read = Callable[..., Document]


CREDITS = "The bridge opens\nBy Mara Lind, Skerrow, Harbour Post, March 23, 2023\nIt opened."


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("\ufeffThe bridge opens\nBy Mara Lind\nIt opened.", "title", "The bridge opens"),
        (CREDITS, "byline", "Mara Lind"),
        (
            "The bridge opens\nBy Mara Lind, Skerrow, Harbour Post, March 23, 2023\nIt opened.",
            "publisher",
            "Harbour Post",
        ),
        (CREDITS, "date", "2023-03-23"),
        ("The bridge opens\nBy Mara Lind and Bo Li, May 3, 2021\nIt opened.", "byline", "Bo Li"),
        ("The bridge opens\nMARA LIND & BO LI\nIt opened.", "byline", "BO LI"),
        ("The bridge opens\n\nIt opened.\n\nPublished on: May 3, 2021", "date", "2021-05-03"),
        ("Harbour Post\nVol. 1, No. 87   Tuesday, 14 May 2024\nThe bridge opens\nIt opened.", "date", "2024-05-14"),
        ("The bridge opens\nInterview by Mara Lind, Harbour Post, 2 June 2021\nIt opened.", "byline", "Mara Lind"),
        ("FOR IMMEDIATE RELEASE\nThe bridge opens\n\nIt opened.", "title", "The bridge opens"),
        (
            "The bridge opens\n\nIt opened.\n\nIt is long.\n\nMara Lind is a reporter at the Harbour Post.",
            "byline",
            "Mara Lind",
        ),
        ("The plant\n\nGDAŃSK, Poland, Sept. 4, 2023 /PRNewswire/ -- It opened.", "date", "2023-09-04"),
        ("SKERROW, March 3, 2018 (Reuters) - The bridge opened.", "publisher", "Reuters"),
        ("From: Slow Boats <hello@boats.example>\nSubject: Locks\n\nIt opened.", "publisher", "Slow Boats"),
        ("From: Slow Boats <sb@slowboats.example>\nSubject: Locks\n\nIt opened.", "publisher", "Slow Boats"),
        ("From: Mara Lind <mara@boats.example>\nSubject: Locks\n\nIt opened.", "byline", "Mara Lind"),
        ("From: Mara Lind <mara@maralind.example>\nSubject: Locks\n\nIt opened.", "byline", "Mara Lind"),
        ("SLOW BOATS\nLetters from the canals\nNo. 12 · Mara Lind\n\nIt opened.", "publisher", "SLOW BOATS"),
        ("The locks\n\nA report of the Skerrow Group\n\nIt opened.", "publisher", "Skerrow Group"),
        ("The locks\nStation: Radio Skerrow\n\nIt opened.", "publisher", "Radio Skerrow"),
        ("The locks\n\nIt opened.\n\nAbout Skerrow Locks\nSkerrow Locks digs.", "publisher", "Skerrow Locks"),
        ("The locks\n\nSir, it opened.\n\nIt is long.\n\nYours sincerely,\nMara Lind", "byline", "Mara Lind"),
        ("The locks\nPresented by Mara Lind\n\nIt opened.", "byline", "Mara Lind"),
    ],
)
def test_lines_at_both_ends_say_where_a_text_is_from(read: Read, text: str, field: str, value: str) -> None:
    """Titles, bylines, dates and publishers are laid out in many ways."""
    assert value in [one.value for one in read(text).metadata[field]]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("The bridge opens\n\nCorrection, 5 October 2022: the bridge is longer.", "byline"),
        ("The bridge opened on Monday. It is long.\nIt took four years.", "title"),
        ("The bridge opens\n\nThe council met on 5 March 2024 and will meet again", "date"),
        ("Journal of JÃ©rÃ´me\n\nThe cafÃ© is closed.", "licence"),
        ("Newspaper: Minister used his own car\n\nIt opened.", "publisher"),
        ("The locks\n\nIt opened.\n\nAbout Locks\nThey are long.", "publisher"),
        ("The locks\n\nA report of the flood had reached the town.", "publisher"),
    ],
)
def test_what_only_looks_like_a_credit_is_none(read: Read, text: str, field: str) -> None:
    """A heading before a date is nobody's name, a sentence no title, and half a broken letter no copyright sign."""
    assert not read(text).metadata[field]


def test_what_is_read_in_english_lines_only_is_less_sure_elsewhere(read: Read) -> None:
    """A German page may well say in its lines when it was published: it is to be looked at, not rejected."""
    text = "Die Brücke ist offen\nVon Mara Lind\n8. November 2023\n\nDie Brücke über die Elbe wurde am Montag eröffnet."

    (finding,) = DATE.check(read(text), NoOptions())  # type: ignore[misc]

    assert finding.confidence is Confidence.LOW


def test_the_byline_of_a_record_may_lack_somebody_too(read: Read) -> None:
    """With nothing in the text to point at, the finding is about the document, and names both."""
    record = {"text": "The bridge opened.\n\nIt will ruin us all. ~ Jon Dole\n\nSo it was said.", "author": "Mara Lind"}
    document = read(json.dumps(record), "jsonl", "a.jsonl")

    (finding,) = INCOMPLETE_BYLINE.check(document, NoOptions())  # type: ignore[misc]

    assert (finding.span, finding.evidence["missing"]) == (None, ["Jon Dole"])


@pytest.mark.parametrize("spoiled", [False, True])
@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_a_digest_is_that_of_the_text_or_a_mistake(read: Read, algorithm: str, spoiled: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """One changed character is found, whatever the algorithm and however it is written."""
    text = "The bridge over the Skerrow opened on Monday."
    digest = hashlib.new(algorithm, text.encode()).hexdigest().upper()
    record = {"text": text + "!" * spoiled, algorithm: f"{algorithm}:{digest}"}

    findings = list(HASH.check(read(json.dumps(record), "jsonl", "a.jsonl"), NoOptions()))  # type: ignore[misc]

    assert len(findings) == spoiled


@pytest.mark.parametrize(
    ("declared", "is_flagged"),
    [
        ("en", False),
        ("en-GB", False),
        ("en_US", False),
        ("de", True),
        ("fr-CH", True),
        ("x-klingon", False),
        ("la", False),
    ],
)
def test_a_declared_language_is_held_against_the_text(read: Read, declared: str, is_flagged: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """Regions do not count, nor languages that cannot be told."""
    text = "The bridge over the river was opened on Monday, and the ministry said that it had cost more than planned. "
    page = f'<html lang="{declared}"><body><p>{text * 3}</p></body></html>'

    findings = list(LANGUAGE.check(read(page, "html", "a.html"), NoOptions()))  # type: ignore[misc]

    assert [finding.evidence["declared"] for finding in findings] == [declared] * is_flagged


@pytest.mark.parametrize(
    ("line", "is_flagged"),
    [
        ("Photo credit:", True),
        ("(Photo by )", True),
        ("Written by", True),
        ("Reporting by Ann Lee; editing by .", True),
        ("(Additional reporting by ; Editing by Bo Li)", True),
        ("By , staff writer", True),
        ("By and Bo Li", True),
        ("By [author name]", True),
        ("Photo: TK", True),
        ("The bridge on Monday. Picture:", True),
        ("The bridge on Monday (photo by )", True),
        ("The bridge on Monday. Photo by/Reuters", True),
        ("The bridge on Monday. (Photo by Ann Lee)", False),
        ("The bridge on Monday. Photo by Ann Lee/Reuters", False),
        ("On Monday. See this picture:", False),
        ("By and large it opened", False),
        ("By and Large", False),
        ("By, say, noon", False),
        ("By X. X. Lee", False),
        ("Photo: Ann Lee", False),
        ("Reporting by Ann Lee in Skerrow; editing by Bo Li.", False),
        ("He was known for the company he was judged by.", False),
        ("The photo:", False),
    ],
)
def test_a_credit_names_somebody(read: Read, line: str, is_flagged: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """What a converter left of a credit is found; a sentence that ends in “by” is none."""
    text = f"The bridge opened on Monday, the ministry said.\n\n{line}\n\nIt took four years."

    assert bool(list(CREDIT.check(read(text), NoOptions()))) is is_flagged  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "The firm builds it since two years. Wladimir Putin saw it. Yesterday, he has said so.",
        "Poetin saw „the dam“. It cost 3,5 million euros.",
        "Gorbatschow was there ! It was as planned ; nobody knew. There is hint of a leak.",
    ],
)
def test_traces_of_two_kinds_tell_a_translation(read: Read, text: str) -> None:
    """The finding is the document's; its traces are related places."""
    finding = next(TRANSLATED.check(read(text), NoOptions()))  # type: ignore[misc]
    assert finding.span is None
    words = [text[slice(*one.span)] for one in finding.related if one.span]
    traces: Any = finding.evidence["traces"]
    assert [trace["words"] for trace in traces] == words
    assert len({trace["kind"] for trace in traces}) > 1


@pytest.mark.parametrize(
    ("text", "traces"),
    [
        ("She has 24 years. The dam has opened in 1998, and leaks since days.", {"order of words", "tense"}),
        (
            "Who waits, does not drive. He pays for the water nothing. It leaks since weeks.",
            {"order of words", "tense"},
        ),
        ("He believes, that it leaks. It opens on the 3. May at 14.30 o'clock.", {"comma", "number"}),
        ("It made 9 millions in the 2015. This is „the dam“.", {"number", "order of words", "quotation mark"}),
        ("It depends from the rain. Despite of it, all what he built is there.", {"turn of phrase"}),
        ("[Translator's note: a pun.] The power fell out.", {"translator's note", "turn of phrase"}),
        (
            "The dam is new, and it is paid for. Nadie del pueblo supo decir cuánto costó la obra. The power fell out.",
            {"passage", "turn of phrase"},
        ),
    ],
)
def test_what_a_translation_leaves_behind(read: Read, text: str, traces: set[str]) -> None:
    """Order, tense, commas and numbers of another language, false friends, and what was left in it."""
    found = next(TRANSLATED.check(read(text), NoOptions()))  # type: ignore[misc]
    told: Any = found.evidence["traces"]

    assert {trace["kind"] for trace in told} == traces


def test_many_traces_are_a_warning_and_each_turn_of_phrase_a_note(read: Read) -> None:
    """The document is to be looked at; each turn is to be written anew."""
    text = (
        "It leaks since weeks. Who waits, does not drive. The power fell out. It cost 3,5 million euros. Poetin came."
    )

    document, *turns = TRANSLATED.check(read(text), NoOptions())  # type: ignore[misc]

    assert document.severity is Severity.WARNING
    assert [text[slice(*turn.span)] for turn in turns if turn.span] == [
        "since weeks",
        "Who waits, does not",
        "power fell out",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Poetin saw it. Loekin and Tsjernov did too. Gorbatschow did not.",
        "“It is since two years,” he said, “Wladimir Putin saw it, according to me.”",
        "The firm builds it since two years. Wladimir Putin saw it. It cost 3,5 million euros. Translated by Ann Lee.",
        "Who knows, perhaps he has met her. He has said that last week was cold; it has 24 years left.",
        "In the last years, she said, that of all was worst. The most people in the 1990s. It has made for a change.",
    ],
)
def test_one_habit_is_no_translation(read: Read, text: str) -> None:
    """Nor is what somebody said, or a translation that says what it is."""
    assert list(TRANSLATED.check(read(text), NoOptions())) == []  # type: ignore[misc]
