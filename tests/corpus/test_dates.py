"""Date expressions: their words, types and values, and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import DateExpression, Kind, Resolution, find, full, units
from corpus.dates.intervals import interval
from corpus.lexicon import folded

_DAY = dt.date(2013, 3, 22)  # a Friday
Read = tuple[str, str, str | None]


def read(text: str, day: dt.date | None = _DAY) -> list[Read]:
    return [(text[one.span.start : one.span.end], one.type, one.value) for one in find(text, day)]


def only(text: str, day: dt.date | None = _DAY) -> DateExpression:
    (found,) = find(text, day)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It met on March 23, 2023, in town.", "March 23, 2023", "2023-03-23"),
        ("It met on 23 March 2023.", "23 March 2023", "2023-03-23"),
        ("It met on 23rd March, 2023.", "23rd March, 2023", "2023-03-23"),
        ("It met on the 14th of May 1916.", "the 14th of May 1916", "1916-05-14"),
        ("It met on the fourteenth of May 1916.", "the fourteenth of May 1916", "1916-05-14"),
        ("It met on Mar. 23, 2023.", "Mar. 23, 2023", "2023-03-23"),
        ("It met on MARCH 23, 2023.", "MARCH 23, 2023", "2023-03-23"),
        ("It met on Wednesday, March 5, 2014.", "Wednesday, March 5, 2014", "2014-03-05"),
        ("It met on Thursday 23 March 2023.", "Thursday 23 March 2023", "2023-03-23"),
        ("It met on 2023-03-23.", "2023-03-23", "2023-03-23"),
        ("It met on 2023/03/23.", "2023/03/23", "2023-03-23"),
        ("It met on 03.23.23.", "03.23.23", "2023-03-23"),
        ("It met on 3/23/2023.", "3/23/2023", "2023-03-23"),
        ("It met on 23.3.2023.", "23.3.2023", "2023-03-23"),
        ("It met on 23-Mar-2023.", "23-Mar-2023", "2023-03-23"),
        ("It met on 2023-02-30.", "2023-02-30", "2023-02-30"),
        ("It met last Friday, March 3, 2023.", "last Friday, March 3, 2023", "2023-03-03"),
        ("It met in October 1998.", "October 1998", "1998-10"),
        ("It met in October of 1998.", "October of 1998", "1998-10"),
        ("It met in 1998-10.", "1998-10", "1998-10"),
        ("It met in 2014.", "2014", "2014"),
        ("It met (2014) in town.", "2014", "2014"),
        ("It met in 2000.", "2000", "2000"),
        ("1998’s vote was lost.", "1998", "1998"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It began in the early 1990’s.", "the early 1990’s", "199"),
        ("It began in the ’60s.", "the ’60s", "196"),
        ("It began in the early seventies.", "the early seventies", "197"),
        ("It began in late 2018.", "late 2018", "2018"),
        ("It began at the end of 2018.", "the end of 2018", "2018"),
        ("It began in mid-2018.", "mid-2018", "2018"),
        ("It began in early March 2014.", "early March 2014", "2014-03"),
        ("It began in spring 2014.", "spring 2014", "2014-SP"),
        ("It began in the summer of 2014.", "the summer of 2014", "2014-SU"),
        ("It began in the winter of 2010-11.", "the winter of 2010-11", "2010-WI"),
        ("It sold more in Q3 2018.", "Q3 2018", "2018-Q3"),
        ("It sold more in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3"),
        ("It sold more in the first quarter of fiscal 2014.", "the first quarter of fiscal 2014", "2014-Q1"),
        ("It sold more in the second half of 2018.", "the second half of 2018", "2018-H2"),
        ("It sold more in fiscal 2019.", "fiscal 2019", "2019"),
        ("It sold more in FY19.", "FY19", "2019"),
        ("It stood in 480 BC.", "480 BC", "BC0480"),
        ("It stood in August 480 BC.", "August 480 BC", "BC0480-08"),
        ("It stood in the 470s BC.", "the 470s BC", "BC047"),
        ("It stood in AD 79.", "AD 79", "0079"),
        ("It stood in the 4th century BC.", "the 4th century BC", "BC03"),
        ("It stood in the nineteenth century.", "the nineteenth century", "18"),
        ("It stood in the mid-20th century.", "the mid-20th century", "19"),
        ("It closed on Christmas Eve 2014.", "Christmas Eve 2014", "2014-12-24"),
        ("It closed on Easter Monday 2016.", "Easter Monday 2016", "2016-03-28"),
        ("It closed on Thanksgiving 2015.", "Thanksgiving 2015", "2015-11-26"),
        ("It closed on Memorial Day 2015.", "Memorial Day 2015", "2015-05-25"),
    ],
)
def test_a_date_that_names_its_year_is_read(text: str, words: str, value: str) -> None:
    """Its value needs nothing but itself, whether the document has a date or not."""
    for day in (_DAY, None):
        assert read(text, day) == [(words, "DATE", value)]
    assert only(text).resolution is Resolution.EXPLICIT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 9-11 April 1940", [("9", "1940-04-09"), ("11 April 1940", "1940-04-11")]),
        ("on 3 and 4 May 1904", [("3", "1904-05-03"), ("4 May 1904", "1904-05-04")]),
        ("on May 3 and 4, 1904", [("May 3", "1904-05-03"), ("4, 1904", "1904-05-04")]),
        ("on Oct. 29-30, 2012", [("Oct. 29", "2012-10-29"), ("30, 2012", "2012-10-30")]),
        ("on 31 May-1 June 1916", [("31 May", "1916-05-31"), ("1 June 1916", "1916-06-01")]),
        ("from 12 December to 9 April 2022", [("12 December", "2021-12-12"), ("9 April 2022", "2022-04-09")]),
        ("in 1914-18", [("1914", "1914"), ("18", "1918")]),
        ("in 1939–1945", [("1939", "1939"), ("1945", "1945")]),
        ("in 2007-08", [("2007", "2007"), ("08", "2008")]),
        ("from 499 to 493 BC", [("499", "BC0499"), ("493 BC", "BC0493")]),
        ("between 1990 and 1995", [("1990", "1990"), ("1995", "1995")]),
    ],
)
def test_a_range_is_two_dates(text: str, expected: list[tuple[str, str]]) -> None:
    """As TIMEX3 has it; what the second names holds for the first too."""
    assert [(words, value) for words, _, value in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It took forty years.", "forty years", "P40Y"),
        ("It took twenty-five years.", "twenty-five years", "P25Y"),
        ("It took two hundred and ten days.", "two hundred and ten days", "P210D"),
        ("It took several months.", "several months", "PXM"),
        ("It took a decade.", "a decade", "P1DE"),
        ("It took half a century.", "half a century", "P50Y"),
        ("It took a quarter of a century.", "a quarter of a century", "P25Y"),
        ("It took a quarter of an hour.", "a quarter of an hour", "PT15M"),
        ("over the last quarter-century", "the last quarter-century", "P25Y"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("It took an hour and a half.", "an hour and a half", "PT1.5H"),
        ("It took 3 1/2 years.", "3 1/2 years", "P3.5Y"),
        ("It took two fortnights.", "two fortnights", "P4W"),
        ("It took 60 minutes.", "60 minutes", "PT60M"),
        ("It lasted for weeks.", "weeks", "PXW"),
        ("a two-week search", "a two-week", "P2W"),
        ("a year-long drought", "a year-long", "P1Y"),
        ("a 27-year-old singer", "27-year-old", "P27Y"),
        ("He is 1.5 years old.", "1.5 years old", "P1.5Y"),
        ("He died at age seventy-nine.", "age seventy-nine", "P79Y"),
        ("a man aged 45", "aged 45", "P45Y"),
        ("In the past three days it rained.", "the past three days", "P3D"),
        ("over the next few weeks", "the next few weeks", "PXW"),
        ("over the past year", "the past year", "P1Y"),
        ("in the last 24 hours", "the last 24 hours", "PT24H"),
        ("the first six months", "the first six months", "P6M"),
    ],
)
def test_a_duration_is_read(text: str, words: str, value: str) -> None:
    """Its value says how long, with X for a number that is not told; it has no days of its own."""
    (found,) = [one for one in find(text, _DAY) if one.type == "DURATION"]
    assert text[found.span.start : found.span.end].removeprefix("a ") == words.removeprefix("a ")
    assert (found.value, found.kind, found.interval) == (value, Kind.DURATION, None)


@pytest.mark.parametrize(
    ("text", "amount", "unit", "is_approximate"),
    [
        ("It took almost 40 years.", 40, "Y", True),
        ("It took more than two hours.", 2, "TH", True),
        ("It took nearly a decade.", 1, "DE", True),
        ("It took about 2.5 days.", 2.5, "D", True),
        ("It took some 20 months.", 20, "M", True),
        ("It took several weeks.", None, "W", False),
        ("It took over 30 minutes.", 30, "TM", True),
        ("over the next four years", 4, "Y", False),
        ("It took 12 seconds.", 12, "TS", False),
    ],
)
def test_a_duration_has_an_amount_and_a_unit(
    text: str, amount: float | None, unit: str, *, is_approximate: bool
) -> None:
    """So that rules can compare it; "about" and its like are told apart."""
    found = only(text)
    assert (found.amount, found.unit, found.is_approximate) == (amount, unit, is_approximate)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It meets every year.", "every year", "P1Y"),
        ("It meets daily.", "daily", "P1D"),
        ("It meets each Monday.", "each Monday", "XXXX-WXX-1"),
        ("It meets on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("It meets on Saturday nights.", "Saturday nights", "XXXX-WXX-6TNI"),
        ("It meets every two months.", "every two months", "P2M"),
        ("It meets every other week.", "every other week", "P2W"),
        ("It meets twice a week.", "a week", "P1W"),
        ("It sells 15 a year.", "a year", "P1Y"),
        ("It sells ten per day.", "per day", "P1D"),
        ("It meets every March.", "every March", "XXXX-03"),
        ("It meets every spring.", "every spring", "XXXX-SP"),
        ("It meets each morning.", "each morning", "XXXX-XX-XXTMO"),
    ],
)
def test_a_set_is_read(text: str, words: str, value: str) -> None:
    """What comes again and again."""
    assert read(text) == [(words, "SET", value)]


@pytest.mark.parametrize(
    "text",
    [
        "You may go, and she may march in a second, said May.",
        "March on! May I? Mark Sun sat and drank spring water; the fall of Rome.",
        "April Smith and June Jones wed.",
        "See section 1.2.2012, version 2013.1, page 2014 and Boeing 1998.",
        "Call 555-1998 or 020 7946 0018.",
        "They won 21-19, 3-1 and 6/4, and lost 3:15.",
        "It cost $2013, 1,998 votes, 2014 people and 1800 tons.",
        "Of 2000 copies three quarters were sold; half were read.",
        "He is in his 30s, and the KC-30s are 737s.",
        "The second round was first-class. The Daily Post wrote; the China Daily too.",
        "It is up-to-date, work of the day, for the record.",
        "route 1066, no. 1914, ISBN 978-0-306-40615-7, 192.168.2.10, a1998b, x2000",
        "In April 31 schools of the county were closed" + "x",
        "It may last months. Super Tuesday",
        "The Sunday Times wrote of Bloody Sunday and of Black Monday.",
    ],
)
def test_what_only_looks_like_time_is_left_alone(text: str) -> None:
    """Numbers, names and verbs; some of these hold a month that is one."""
    assert [one for one in read(text) if one[0] != "April"] == []


def test_the_order_of_figures_is_that_of_the_document() -> None:
    """One date that can be read in one way only decides for those that can be read in two."""
    assert [value for _, _, value in read("On 3/4/2014 and 23/4/2014.")] == ["2014-04-03", "2014-04-23"]
    assert [value for _, _, value in read("On 3/4/2014 and 4/23/2014.")] == ["2014-03-04", "2014-04-23"]
    assert [value for _, _, value in read("On 3/4/2014 and 4/4/2014.")] == ["2014-XX-XX", "2014-04-04"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("April 31, 2023", (2023, 4, 31)),
        ("2023-02-30", (2023, 2, 30)),
        ("29 February 2023", (2023, 2, 29)),
        ("31 June", (None, 6, 31)),
        ("13/32/2014", (2014, 13, 32)),
        ("31/13/2014", (2014, 13, 31)),
        ("40/90/2014", None),
        ("13/32/14", None),
        ("2014-13-01", (2014, 13, 1)),
    ],
)
def test_a_day_that_the_calendar_lacks_is_impossible(text: str, parts: tuple[int | None, int, int] | None) -> None:
    """Its parts are as written; it denotes no day."""
    found = find(text, _DAY)
    assert [(one.year, one.month, one.day) for one in found] == ([parts] if parts else [])
    assert all(one.is_impossible and one.date is None and one.interval is None for one in found)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2013-03-22", (2013, 3, 22), (2013, 3, 22)),
        ("2013-03-22T14:00", (2013, 3, 22), (2013, 3, 22)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("2013-W11", (2013, 3, 11), (2013, 3, 17)),
        ("2013-W11-WE", (2013, 3, 16), (2013, 3, 17)),
        ("2013-Q4", (2013, 10, 1), (2013, 12, 31)),
        ("2013-H1", (2013, 1, 1), (2013, 6, 30)),
        ("2013-WI", (2013, 12, 1), (2014, 2, 28)),
        ("2013", (2013, 1, 1), (2013, 12, 31)),
        ("2013-XX-XX", (2013, 1, 1), (2013, 12, 31)),
        ("199", (1990, 1, 1), (1999, 12, 31)),
        ("19", (1900, 1, 1), (1999, 12, 31)),
        ("00", (1, 1, 1), (99, 12, 31)),
    ],
)
def test_a_value_denotes_days(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """From its first to its last."""
    assert interval(value) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize(
    "value", ["BC0480", "P3D", "PRESENT_REF", "XXXX-03", "2013-02-30", "2013-W60", "9999-WI", None]
)
def test_other_values_denote_no_days(value: str | None) -> None:
    """Durations, what is not told, and days that ``datetime`` lacks."""
    assert interval(value) is None


def test_whole_days_of_a_line_are_found() -> None:
    """What credits ask for: only dates with year, month and day."""
    line = "Harbour Post · March 23, 2023 · updated May 2023, 2023-05-04"
    assert [one.date for one in full(line)] == [dt.date(2023, 3, 23), dt.date(2023, 5, 4)]


_WORDS = """on in the a of and last next this that every two 3 14 31 99 480 1998 2014 2023 BC AD May March may Friday
Sun spring weeks days year century quarter half ago later before noon 3:15 pm o'clock morning night today now 2014-13-40
9-11 3/4/14 30.2.2014 1914-18 '60s 1990s 9999 0000 first 20th Easter Q3 FY19 aged — “ ” . , ( ) İ ’ é weekend Dec. -"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "the following day", "every other week"])


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES).map("".join)),
    st.none() | st.dates(),
)
def test_any_text_can_be_read(text: str, day: dt.date | None) -> None:
    """Expressions ascend, do not overlap, lie in the text; their intervals run forwards, and no value is made up."""
    found = find(text, day)

    end = 0
    for index, one in enumerate(found):
        assert end <= one.span.start < one.span.end <= len(text)
        assert one.interval is None or one.interval[0] <= one.interval[1]
        assert one.value is not None or one.resolution is Resolution.NONE
        assert one.earlier is None or one.earlier < index
        assert (one.earlier is None) == (one.resolution is not Resolution.EARLIER)
        end = one.span.end
    assert found == find(text, day, folded(text))


@given(st.sampled_from(("", "for ", "(", "of the past ", "$", "mid-")), st.from_regex(units.LEFT))
@settings(max_examples=300)
def test_all_that_may_stand_before_a_unit_begins_where_its_words_do(before: str, left: str) -> None:
    """Looking only at the row of words before a unit finds what looking everywhere does."""
    text = folded(before + left)
    end = len(text)
    everywhere, in_row = units.LEFT.search(text, 0, end), units.LEFT.search(text, units.left_most(text, 0, end), end)
    assert (everywhere and everywhere.span()) == (in_row and in_row.span())
