"""What date expressions denote that leave something open: by the document's date, or by an earlier expression."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.dates import Kind, Resolution, find

_DAY = dt.date(2013, 3, 22)  # a Friday


def values(text: str, day: dt.date | None = _DAY) -> list[str | None]:
    return [one.value for one in find(text, day)]


def told(text: str, day: dt.date | None = _DAY) -> list[tuple[str, str | None, int | None]]:
    return [(text[one.span.start : one.span.end], one.value, one.earlier) for one in find(text, day)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It met today.", "2013-03-22"),
        ("It met yesterday.", "2013-03-21"),
        ("It meets the day after tomorrow.", "2013-03-24"),
        ("It met on Friday.", "2013-03-22"),
        ("It met on Thursday.", "2013-03-21"),
        ("It will meet on Tuesday.", "2013-03-26"),
        ("The trial starts Monday.", "2013-03-25"),
        ("It will meet on Tuesday, he said.", "2013-03-26"),
        ("It met last Friday.", "2013-03-15"),
        ("It meets next Monday.", "2013-03-25"),
        ("It meets this Sunday.", "2013-03-24"),
        ("It met on Thursday of last week.", "2013-03-14"),
        ("It met last week.", "2013-W11"),
        ("It met earlier this week.", "2013-W12"),
        ("It met over the weekend.", "2013-W11-WE"),
        ("It meets next month.", "2013-04"),
        ("It met last year.", "2012"),
        ("It met this quarter.", "2013-Q1"),
        ("It met last summer.", "2012-SU"),
        ("It meets this spring.", "2013-SP"),
        ("It met this century.", "20"),
        ("It met two days ago.", "2013-03-20"),
        ("It met two weeks ago.", "2013-W10"),
        ("It met three months ago.", "2012-12"),
        ("It met a year ago.", "2012"),
        ("It met about 20 years ago.", "1993"),
        ("It met half a century ago.", "196"),
        ("It meets ten years from now.", "2023"),
        ("It met weeks ago.", "PAST_REF"),
        ("It met in February.", "2013-02"),
        ("It met in December.", "2012-12"),
        ("It is due in November.", "2013-11"),
        ("It met on March 5.", "2013-03-05"),
        ("It met on Dec. 5.", "2012-12-05"),
        ("It met last November.", "2012-11"),
        ("It met in January of last year.", "2012-01"),
        ("It met in the third quarter.", "2012-Q3"),
        ("It met in the first quarter.", "2013-Q1"),
        ("It met on the 14th.", "2013-03-14"),
        ("It met on Christmas Day.", "2012-12-25"),
        ("It met on Good Friday.", "2013-03-29"),
        ("It met at 3 pm.", "2013-03-22T15:00"),
        ("It met at noon.", "2013-03-22T12:00"),
        ("It met this morning.", "2013-03-22TMO"),
        ("It met last night.", "2013-03-21TNI"),
        ("It meets tonight.", "2013-03-22TNI"),
        ("It met on Thursday night.", "2013-03-21TNI"),
        ("It met yesterday afternoon.", "2013-03-21TAF"),
        ("It met at about 2 p.m. Wednesday.", "2013-03-20T14:00"),
        ("It met Wednesday at 2:30 p.m.", "2013-03-20T14:30"),
        ("It met at 8 o’clock in the evening.", "2013-03-22T20:00"),
        ("It met on the morning of March 5.", "2013-03-05TMO"),
        ("It met at night.", "XXXX-XX-XXTNI"),
        ("It meets now.", "PRESENT_REF"),
        ("It is currently closed.", "PRESENT_REF"),
        ("It recently closed.", "PAST_REF"),
        ("It will close in the future.", "FUTURE_REF"),
    ],
)
def test_news_counts_from_the_day_of_the_document(text: str, value: str) -> None:
    """No finer than the expression is, and by the tense of its sentence."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    ["It met yesterday.", "It met on Friday.", "It met last week.", "It met two days ago.", "It met in May.",
     "It met at noon.", "It met the following day.", "It met in the spring.", "It met on Easter Sunday."],
)  # fmt: skip
def test_without_a_date_nothing_is_made_up(text: str) -> None:
    """What cannot be resolved has no value and no days."""
    (found,) = find(text)
    assert (found.value, found.interval, found.resolution, found.earlier) == (None, None, Resolution.NONE, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ship sank on April 14, 1912. The following day it was known.",
            [("April 14, 1912", "1912-04-14", None), ("The following day", "1912-04-15", 0)],
        ),
        (
            "It was founded in May 1998. A year later it closed. That same year it burned.",
            [("May 1998", "1998-05", None), ("A year later", "1999", 0), ("That same year", "1999", 1)],
        ),
        (
            "In 1916 the town was shelled. On May 14 it fell, and three days later it burned.",
            [("1916", "1916", None), ("May 14", "1916-05-14", 0), ("three days later", "1916-05-17", 1)],
        ),
        (
            "It began on 8 March 1965. Two weeks earlier, in February, and later that month it rained.",
            [("8 March 1965", "1965-03-08", None), ("Two weeks earlier", "1965-W08", 0), ("February", "1965-02", 1),
             ("later that month", "1965-02", 2)],
        ),
        (
            "The council met on Tuesday. The next morning it voted.",
            [("Tuesday", "2013-03-19", None), ("The next morning", "2013-03-20TMO", 0)],
        ),
        (
            "War came in August 1914. By October of that year all had changed; in the spring it went on.",
            [("August 1914", "1914-08", None), ("October of that year", "1914-10", 0), ("the spring", "1914-SP", 1)],
        ),
        (
            "In May 2011 she told the Harbour Post: “Next year the dam will be built.” It was not, last year.",
            [("May 2011", "2011-05", None), ("Next year", "2012", 0), ("last year", "2012", None)],
        ),
        (
            "It opened on July 1, 2009. It had rained the week before; in the year after, too, and the night before.",
            [("July 1, 2009", "2009-07-01", None), ("the week before", "2009-W26", 0), ("the year after", "2010", 1),
             ("the night before", "2009-06-30TNI", 0)],
        ),
        (
            "It opened on July 1, 2009, and the day after, it closed.",
            [("July 1, 2009", "2009-07-01", None), ("the day after", "2009-07-02", 0)],
        ),
    ],
)  # fmt: skip
def test_some_count_from_an_earlier_expression(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    """Which one it is, is told by its number."""
    assert told(text) == expected


_STORY = (
    "The war began on 1 September 1939. Paris fell in June 1940. In October 1941 snow fell, and by December 5 all"
    " stood still. In January it thawed. On 8 May 1945 it ended, and the following summer men came home on a Friday."
)


def test_a_history_counts_from_what_it_told_last() -> None:
    """Also where the document has a date; after October comes the January of the next year."""
    for day in (_DAY, None):
        assert values(_STORY, day)[:7] == [
            "1939-09-01", "1940-06", "1941-10", "1941-12-05", "1942-01", "1945-05-08", "1946-SU",
        ]  # fmt: skip


def test_news_that_looks_back_is_no_history() -> None:
    """Weekdays and last weeks say that a text counts from its own day, however many years it names."""
    text = (
        "He ran in June 1992, in May 1996 and in March 2000. On Tuesday he said that he would run in May."
        " Last week he had not. On Monday he was silent. Yesterday he spoke. On Thursday he left."
    )
    assert values(text)[3:] == ["2013-03-19", "2013-05", "2013-W11", "2013-03-18", "2013-03-21", "2013-03-21"]


def test_a_bare_weekday_of_an_undated_text_is_not_that_of_a_date_it_names() -> None:
    """A text without a date that names a day long ago may still have been written yesterday."""
    assert values("The school opened on May 3, 1916. The council met on Friday.", None) == ["1916-05-03", None]


def test_years_before_christ_keep_their_value() -> None:
    """They count backwards, and have no days that could be told."""
    found = find("In 490 BC they landed. Ten years later they came again.", _DAY)
    assert [(one.value, one.interval) for one in found] == [("BC0490", None), ("BC0480", None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It met last week.", Kind.RELATIVE),
        ("It met days ago.", Kind.RELATIVE),
        ("It met recently.", Kind.RELATIVE),
        ("It meets now.", Kind.VAGUE),
        ("It met the week after, and a week later.", Kind.CONTEXT),
        ("It met at noon.", Kind.CONTEXT),
        ("It met on May 14.", Kind.EXPLICIT),
        ("It met daily.", Kind.SET),
        ("It met for days.", Kind.DURATION),
    ],
)
def test_the_kind_says_what_an_expression_counts_from(text: str, kind: Kind) -> None:
    """Rules need to know what counts from the day of writing, and what from the text."""
    assert {one.kind for one in find(text, _DAY)} == {kind}


def test_counting_stays_within_the_calendar() -> None:
    """At its ends nothing is resolved, and nothing breaks."""
    assert values("It met 99 centuries ago, and 9999 years from now.") == [None, None]
    assert values("It met yesterday.", dt.date(1, 1, 1)) == [None]
    assert values("It meets tomorrow, next week.", dt.date(9999, 12, 31)) == [None, None]
