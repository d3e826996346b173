"""The family dates: what each rule flags, and the look-alikes that it leaves alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.dates import (
    after_publication,
    ambiguous_numeric_date,
    conflicting_date,
    duration_mismatch,
    impossible_date,
    metadata_date_conflict,
    relative_without_anchor,
    reversed_range,
    stale_relative_date,
    undated_citation,
    weekday_mismatch,
)
from rules.dates.weekday_mismatch import _julian
from rules.model import Confidence, Finding, Rule, Severity

Read = Callable[..., Document]
Marked = Callable[..., str]
REFERENCES = "\n\nReferences\n\nHaas, U. (2007). Wind shadows. Mires 2, 8.\nLind, S. 1999a. Bogs. Mires 2, 8.\n"


def findings(rule: Rule, document: Document) -> list[Finding]:
    assert rule.check is not None
    return list(rule.check(document, rule.options()))


def flagged(rule: Rule, document: Document) -> list[str]:
    """The words that a rule flags."""
    return [
        document.layer(one.layer or rule.layer).text[one.span.start : one.span.end]
        for one in findings(rule, document)
        if one.span
    ]


def cases(*pairs: tuple[str, ...]) -> pytest.MarkDecorator:
    """The first of each is the id; an empty last one is a look-alike."""
    return pytest.mark.parametrize(("date", "text", "expected"), [pytest.param(*one[1:], id=one[0]) for one in pairs])


def day(date: str) -> dt.date | None:
    return dt.date.fromisoformat(date) if date else None


@cases(
    ("month-name", "", "They met on April 31, 2023.", "April 31, 2023"),
    ("common-year", "", "It began on 29 February 2023.", "29 February 2023"),
    ("of-the-document", "2023-03-08", "They met on Feb. 29th, in the rain.", "Feb. 29th"),
    ("of-a-leap-year", "2024-03-08", "They met on Feb. 29th, in the rain.", ""),
    ("birthday", "2023-03-08", "Born on Feb. 29, she has had twelve birthdays.", ""),
    ("no-such-month", "", "They met on 13/32/2020.", "13/32/2020"),
    (
        "year-told-before",
        "",
        "She kept a diary of it: on 26 February 2022 it rose. On Feb. 29th the boats came.",
        "Feb. 29th",
    ),
    (
        "leap-year-told-before",
        "",
        "She kept a diary of it: on 26 February 2024 it rose. On Feb. 29th the boats came.",
        "",
    ),
    ("leap-year", "", "It began on 29 February 2024.", ""),
    ("said-to-be-none", "", "The form must refuse dates that do not exist, as 31 June 2022.", ""),
    ("another-calendar", "", "By the Julian calendar of Sweden it was 30 February 1712.", ""),
    ("title", "", "He read *The 35th of May* to us.", ""),
)
def test_days_that_the_calendar_does_not_have(date: str, text: str, expected: str, read: Read) -> None:
    """They are flagged, but where the text speaks of them as such."""
    assert flagged(impossible_date.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@cases(
    ("full-date", "", "They met on Wednesday, March 5, 2024.", "Wednesday, March 5, 2024"),
    ("after-the-date", "", "On 2022-08-09 (Wed) it was warm.", "2022-08-09 (Wed)"),
    ("told-after", "", "It fell on 5 March 2024, a Wednesday.", "5 March 2024, a Wednesday"),
    ("last-friday", "2022-03-08", "It came down last Friday, March 3, at noon.", "last Friday, March 3, at noon"),
    ("today", "2021-05-18", "They said today, Wednesday, that it is so.", "today, Wednesday"),
    ("yesterday", "2020-10-15", "They were found yesterday (Tuesday) at last.", "yesterday (Tuesday)"),
    ("neither-calendar", "", "It was Thursday, 11 November 1918.", "Thursday, 11 November 1918"),
    ("right", "", "They met on Tuesday, March 5, 2024.", ""),
    ("right-after", "", "It fell on 5 March 2024, a Tuesday.", ""),
    ("old-style", "", "It burned on Sunday, 2 September 1666.", ""),
    ("last-friday-right", "2022-03-08", "It came down last Friday, March 4, at noon.", ""),
    ("yesterday-in-a-quotation", "2020-10-15", "She said: “Yesterday, Monday, was hard to bear.”", ""),
    ("no-document-date", "", "It came down last Friday, March 3, at noon.", ""),
)
def test_weekdays_that_do_not_fit(date: str, text: str, expected: str, read: Read) -> None:
    """A weekday is held against its date, or against the document's."""
    assert flagged(weekday_mismatch.RULE, read(text, date=day(date))) == [expected] * bool(expected)


def test_the_weekday_of_a_julian_date() -> None:
    """The fire of London began on a Sunday, the October revolution on a Wednesday; both by the Julian calendar."""
    assert [_julian(dt.date(1666, 9, 2)), _julian(dt.date(1917, 10, 25)), _julian(dt.date(1700, 2, 28))] == [6, 2, 2]


def test_a_day_of_the_year_that_the_text_tells_of_has_the_weekday_of_that_year(read: Read) -> None:
    """An essay of 2014 on the strike of 1914 leaves the year out after the first time."""
    essay = (
        "The strike\nBy Ann Lee\nMay 17, 2014\n\nIn 1914 the trams stood still. On Thursday, 14 May, they ran again.\n"
    )
    assert findings(weekday_mismatch.RULE, read(essay)) == []


def test_a_weekday_by_the_documents_date_is_a_warning(read: Read) -> None:
    """What hangs on the document's date is less sure than what stands in the text."""
    (found,) = findings(weekday_mismatch.RULE, read("It fell last Friday, March 3, at noon.", date=dt.date(2022, 3, 8)))

    assert (found.severity, found.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert (
        found.message
        == "“last Friday, March 3, at noon”: 3 March 2022 was a Thursday, by the document's date, 8 March 2022"
    )


@cases(
    ("from-to", "", "She led it from 1998 to 1989.", "1998 to 1989"),
    ("between", "", "It is closed between 12 and 9 April 2022.", "12 and 9 April 2022"),
    ("dash", "", "A workshop in Ghent, March 4–1, 2020.", "March 4–1, 2020"),
    ("brackets", "", "R. Dudek (1971–1961) was mayor.", "1971–1961"),
    ("life", "", "Josef Marek (b. 1950 – d. 1940) cut glass.", "1950 – d. 1940"),
    ("opens-closes", "", "Opens 18 October 2021, closes 3 October 2021.", "18 October 2021, closes 3 October 2021"),
    ("before-christ", "", "He ruled from 27 BC to AD 14, and from 49 to 44 BC.", ""),
    ("decade", "", "In 1990-95 it was dry, and in 1898-02 wet.", ""),
    ("pages", "", "See pp. 1998–1989 of the film.", ""),
    ("telephone", "", "Call 555-1998-1989, or ISSN 1998-1989.", ""),
    ("score", "", "They won by 2012-1998 points, or 30-12.", ""),
    ("turn-of-the-year", "", "It is closed between 12 December and 9 April.", ""),
    ("backwards", "", "Telling it backwards, from 1998 to 1989, she begins at the end.", ""),
    ("term", "", "A term commencing 1 July 2020 and expiring 30 June 2017.", "1 July 2020 and expiring 30 June 2017"),
    (
        "of-one-month",
        "",
        "It is open starting Oct. 21 and running through Oct. 7.",
        "Oct. 21 and running through Oct. 7",
    ),
    ("of-a-year", "", "The year begins on 6 April and ends on 5 April.", ""),
    ("moved", "", "The vote was moved from 9 May 2020 to 2 May 2020.", ""),
)
def test_ranges_that_end_before_they_begin(date: str, text: str, expected: str, read: Read) -> None:
    """Two dates are compared where the words between them make a range."""
    assert flagged(reversed_range.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@cases(
    ("ago", "2022-06-01", "The last train left two decades ago, in 1972.", "two decades ago, in 1972"),
    ("range-for", "", "He ran it from 1990 to 2005, for 20 years.", "1990 to 2005, for 20 years"),
    ("after", "", "Twenty years after the war ended in 1945, in 1955, they came.",
     "Twenty years after the war ended in 1945, in 1955"),
    ("named-range", "", "They call it the ten-year war (1914–1918) here.", "the ten-year war (1914–1918"),
    ("since", "2020-11-05", "It has been dark for fourteen months, since March 2020.",
     "fourteen months, since March 2020"),
    ("age", "", "Born in Porto in 1950, he died in 2001 at the age of 45.", "45"),
    ("age-now", "2014-06-03", "Wilf Arden, 74, who was born in 1931, winds it.", "74"),
    ("anniversary", "", "In July 2019 they kept the fortieth anniversary of the landing of July 1969.",
     "fortieth anniversary"),
    ("centenary", "", "It opened in 1913 and celebrated its centenary in 2003.", "centenary"),
    ("century", "", "It was put up in the 18th century, in 1923.", "the 18th century, in 1923"),
    ("decade", "", "It was bought in the seventies, in 1984.", "the seventies, in 1984"),
    ("two-sentences", "", "It shut in April 1996 and opened in April 2009. Those twenty years were quiet.",
     "April 1996 and opened in April 2009. Those twenty years"),
    ("days-of-no-year", "", "The posts went up on 3 March and came down on 24 March, after five weeks.",
     "3 March and came down on 24 March, after five weeks"),
    ("later", "", "The abbey was shut in 1539. They bought the ruin in 1702, some ninety years afterwards.",
     "1539. They bought the ruin in 1702, some ninety years afterwards"),
    ("quarter-of-a-century", "2016-02-02", "She has swept it for a quarter of a century; she began in 1999.",
     "a quarter of a century; she began in 1999"),
    ("explained-elsewhere", "", "It shut in 1989. It opened in 1996 and burned in 2009, after twenty years.", ""),
    ("another-time", "", "He was sentenced to ten years in 1996 and died in 2009.", ""),
    ("far-too-long", "", "She won in 2008 and lost in 2016, as no one had in 200 years.", ""),
    ("age-in-figures", "", "Lena Orr, born on 2 May 1938, was 71 when she died on 4 May 2016.", "71"),
    ("age-of-the-paragraph", "", "Born in 1938, she studied law.\n\nIn 1972, at nine, she left.", "nine"),
    ("two-ages", "", "In 1994 she was 22 and taught. In 2021 she said: “I'm only 41,” and laughed.", "41"),
    ("two-ages-right", "", "In 1994 she was 22 and taught. In 2021 she said: “I'm only 49,” and laughed.", ""),
    ("jubilee", "", "The school opened in 1935.\n\nThey came for the diamond jubilee in 1990.", "diamond jubilee"),
    ("jubilee-right", "", "The school opened in 1935.\n\nThey came for the diamond jubilee in 1995.", ""),
    ("exactly", "", "It began on 2 April 1962, and again on 2 April 2002, exactly half a century later.",
     "2 April 1962, and again on 2 April 2002, exactly half a century later"),
    ("named-era", "", "It collapsed on Monday. Victorian navvies dug it in 1926.", "Victorian navvies dug it in 1926"),
    ("named-era-right", "", "It collapsed on Monday. Victorian navvies dug it in 1896.", ""),
    ("era-revived", "", "A Victorian ballroom, restored and opened in 1926.", ""),
    ("period", "2019-03-14", "It began in the winter of 2006 and ended in the spring of 2011, a period of eight years.",
     "the winter of 2006 and ended in the spring of 2011, a period of eight years"),
    ("years-later", "2019-03-14", "That one, imposed in 1994, was lifted in 1997, four years later.",
     "1994, was lifted in 1997, four years later"),
    ("years-later-right", "2019-03-14", "That one, imposed in 1994, was lifted in 1997, three years later.", ""),
    ("years-later-of-winters", "2019-03-14", "That one, imposed in 1994, was lifted in 1997, two years later.", ""),
    ("years-later-of-another", "2019-03-14", "Built in 1994, it was sold in 1997, ten years later than planned.", ""),
    ("age-is-now", "2019-03-14", "In 2015 he sold it. Adair, who was born in 1961 and is now 54, fishes.", "54"),
    ("age-is-now-right", "2019-03-14", "In 2015 he sold it. Adair, who was born in 1961 and is now 57, fishes.", ""),
    ("denied-date", "", "It was opened in 1908 and not in 1918. It closed in 1996, after 78 years.",
     "1908 and not in 1918. It closed in 1996, after 78 years"),
    ("book-of-a-jubilee", "", "Built in 1868, it was at its height in 1955, by a book printed for its centenary.", ""),
    ("half-a-century", "2022-06-01", "The last train left half a century ago, in 1972.", ""),
    ("rounded", "2022-06-01", "The last train left about fifty years ago, in 1968.", ""),
    ("both-ends", "", "He ran it from 1990 to 2005, for 16 years.", ""),
    ("name", "", "The Hundred Years' War (1337–1453) was longer.", ""),
    ("had-been", "2020-11-05", "It had been dark for fourteen months, since March 2020.", ""),
    ("age-before-birthday", "", "Born on 30 November 1950, he died on 4 February 2001 at the age of 50.", ""),
    ("age-of-another", "", "Born on 12 November 1961, she won on 18 July 1976. Her coach was 34, and wept.", ""),
    ("anniversary-right", "", "In July 2019 they kept the fiftieth anniversary of the landing of July 1969.", ""),
    ("century-ends", "", "The year was of the nineteenth century, in 1900.", ""),
    ("no-document-date", "", "The last train left two decades ago, in 1972.", ""),
)  # fmt: skip
def test_amounts_that_their_dates_contradict(date: str, text: str, expected: str, read: Read) -> None:
    """Durations, ages, anniversaries, centuries and decades are held against the dates beside them."""
    assert flagged(duration_mismatch.RULE, read(text, date=day(date))) == [expected] * bool(expected)


def test_the_arithmetic_is_shown(read: Read) -> None:
    """A reader can check the finding without the text: both ends, and the time between them."""
    (found,) = findings(duration_mismatch.RULE, read("He ran it from 1990 to 2005, for 20 years."))

    assert found.message == "“20 years”: from 1990 to 2005 it is 14 to 16 years"
    assert found.evidence["from"] == ["1990-01-01", "1990-12-31"]
    assert [one.message for one in found.related] == ["1990", "2005"]


@cases(
    ("day", "2021-05-10", "The court ruled on 14 May 2021 that it is so.", "ruled on 14 May 2021"),
    ("year", "2023-02-11", "In 2024 it fell by a third.", "2024"),
    ("accessed", "2017-04-20", "It is on their website (retrieved 2 May 2018).", "retrieved 2 May 2018"),
    ("range", "2020-09-15", "Data were collected from January 2012 through December 2020.",
     "were collected from January 2012 through December 2020"),
    ("passive", "2022-06-21", "The port was hit by two storms in October 2022.", "hit by two storms in October 2022"),
    ("by-its-noun", "2007-01-15", "Turnout in the election of May 2007 was low.", "election of May 2007"),
    ("befell", "2019-03-14", "She went aground in the storm of May 2019 and spilled her fuel.", "storm of May 2019"),
    ("befalls", "2019-03-14", "She is ready for all that comes in the election of May 2019.", ""),
    ("inserted", "2021-04-09", "Inspectors, in late 2021, discovered cracks.", "late 2021"),
    ("picture", "1952-12-12", "Caption: Flood water in Baker Row, 8 January 1953.", "8 January 1953"),
    ("coming-year", "2015-12-22", "The council raised its budget in 2016.", ""),
    ("plan", "2021-05-10", "The court will rule on 14 May 2021.", ""),
    ("schedule", "2020-03-30", "It was scheduled to open on 12 June 2020.", ""),
    ("fiscal-year", "2023-02-11", "The firm closed its fiscal year in 2024.", ""),
    ("quotation", "2018-10-08", "“We won it in 2030,” the book says.", ""),
    ("novel", "2019-05-03", "In the novel the sea rose in 2049.", ""),
    ("a-day-later", "2021-05-10", "The court ruled on 11 May 2021 that it is so.", ""),
    ("no-document-date", "", "The court ruled on 14 May 2021 that it is so.", ""),
)  # fmt: skip
def test_past_events_later_than_the_document(date: str, text: str, expected: str, read: Read) -> None:
    """What is told as done cannot lie after the document; plans, stories and quotations can."""
    assert flagged(after_publication.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("---\ndate: 2018-03-02\n---\n*Published: 9 March 2018*\n\nIt froze.", 1, id="front-matter"),
        pytest.param("Published 14 August 2020 · Last updated 2 August 2020\n\nIt froze.", 1, id="changed-before"),
        pytest.param("Published 2 August 2020 · Last updated 14 August 2020\n\nIt froze.", 0, id="changed-after"),
        pytest.param("---\ndate: 2018-03-02\n---\n*Published: 3 March 2018*\n\nIt froze.", 0, id="time-zone"),
        pytest.param("By Oren Blatt | June 11, 2015\nhttps://a.example/2015/07/11/thieves\n\nThey came.", 1, id="url"),
        pytest.param("Submitted 18 May 2010; revised 2 February 2010.\n\nA sea slug.", 1, id="stages"),
        pytest.param("Submitted 18 May 2010; revised 2 July 2010.\n\nA sea slug.", 0, id="stages-right"),
        pytest.param("By Oren Blatt | June 11, 2015\nhttps://a.example/2015/06/11/x\n\nThey came.", 0, id="same-url"),
        pytest.param(
            "---\ndate: 2018-03-05\n---\n# Ice\n\nBy Ana Ruiz\n\n2 March 2018\n\nIt froze.", 1, id="below-byline"
        ),
        pytest.param(
            "---\ndate: 2018-03-05\n---\n# Ice\n\n2 March 2018\n\nBy Ana Ruiz\n\nIt froze.", 1, id="above-byline"
        ),
    ],
)
def test_two_days_of_publication(text: str, expected: int, read: Read) -> None:
    """What a document says of its own day is compared, to a day."""
    document = read(text, "markdown" if text.startswith("---") else "text")

    assert len(findings(metadata_date_conflict.RULE, document)) == expected


@cases(
    (
        "come-back-to",
        "",
        "The wall gave way on 14 January 2014. It has been quiet since the wall gave way on 17 January 2014.",
        "17 January 2014",
    ),
    (
        "when-after-it",
        "",
        "Lightning hit it on February 3, 1979; it stood. I recall February 1977, when the lightning struck.",
        "February 1977",
    ),
    ("life", "", "Ada Voss (6 May 1912 – 2 May 1987) dug wells. She was born in Ghent on 16 May 1912.", "16 May 1912"),
    ("work", "", "*Fog* (1956) is short. By the time *Fog* appeared in 1959, he had left.", "1959"),
    (
        "founders",
        "",
        "It was founded by Una and Fergal Roche in 1989. Founded by Una and Fergal Roche in 1992, it grew.",
        "1992",
    ),
    (
        "quotation",
        "",
        "He said on 3 May 2009: “No bank is left to drown.” He said on 9 May 2009: “No bank is left to drown.”",
        "9 May 2009",
    ),
    (
        "same",
        "",
        "The wall gave way on 14 January 2014. It has been quiet since the wall gave way on 14 January 2014.",
        "",
    ),
    (
        "second-time",
        "",
        "The wall gave way on 14 January 2014, and since it gave way again on 17 January 2014 all is quiet.",
        "",
    ),
    (
        "explained",
        "",
        "Ada Voss (6 May 1912 – 2 May 1987) dug wells. She was born on 16 May 1912 by her gravestone.",
        "",
    ),
)
def test_one_event_with_two_dates(date: str, text: str, expected: str, read: Read) -> None:
    """The clause must lead back to what has been told, and the dates differ as those of a slip do."""
    assert flagged(conflicting_date.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@cases(
    ("slashes", "", "Signed on 03/04/2021 and on 05/04/2021.", "03/04/2021"),
    ("dashes", "", "Invoice 11-12-2018: one harmonium.", "11-12-2018"),
    ("another-tells", "", "Signed on 03/04/2021, filed on 13/04/2021.", ""),
    ("same-number", "", "Signed on 05/05/2021.", ""),
    ("iso", "", "Signed on 2021-03-04.", ""),
    ("weekday", "", "Comments by Friday 04/03/2022, please.", ""),
    ("form-is-named", "", "All are written day/month/year. Signed on 03/04/2021.", ""),
    ("document-date", "2021-04-03", "Signed on 03/04/2021.", ""),
)
def test_dates_that_read_two_ways(date: str, text: str, expected: str, read: Read) -> None:
    """Once a document, and only where nothing in it tells which number is the day."""
    assert flagged(ambiguous_numeric_date.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@cases(
    ("next-year", "2023-04-11", "It will be extended next year, in 2017, to the sea.", "next year, in 2017"),
    ("upcoming", "2022-09-30", "In the upcoming 2016 election they decide.", "the upcoming 2016"),
    ("months-ago", "2023-08-01", "It opened a few months ago, in May 2014, in Ghent.", "a few months ago, in May 2014"),
    ("bracket", "2019-11-11", "It is due out next spring (2011), they say.", "next spring (2011"),
    ("ahead", "2011-01-20", "The turbines will not turn before 2004 at the earliest.", "will not turn before 2004"),
    ("ahead-of-then", "2011-01-20", "In 2001 they said that the turbines will not turn before 2004.", ""),
    (
        "taken",
        "2017-02-02",
        "They agreed a few weeks ago to stop. The vote, taken on 11 May 2013, was close.",
        "a few weeks ago",
    ),
    (
        "old-words",
        "2023-03-23",
        "The retreat of 2021 was bitter. “Just a few months ago we were there,” he said.",
        "a few months ago",
    ),
    ("right", "2016-04-11", "It will be extended next year, in 2017, to the sea.", ""),
    ("reprint", "2023-08-01", "This first appeared in 2014. It opened a few months ago, in May 2014.", ""),
    ("quotation", "2023-01-16", "She wrote: “It will open next year, in 2017, at last.”", ""),
    ("story", "2024-03-02", "In 2011 it was closed; next year, in 2012, it opened.", ""),
    ("novel", "2023-04-11", "The novel opens in 1951, when the dam is to be finished next month.", ""),
    ("set-in", "2023-04-11", "The film is set in 1951, and the wedding will be held in June 1951.", ""),
    ("plot-goes-on", "2023-04-11", "The heroine is poor. She will marry in 1912, and will sail in April 1912.", ""),
    ("set-first", "2023-04-11", "Set in 1984, the series will end its arc in 1989.", ""),
    ("next-paragraph", "2023-04-11", "The novel opens in 1951.\n\nThe hall will open in 2019.", "will open in 2019"),
    ("first-night", "2023-04-11", "The film opens in the summer of 2019.", "opens in the summer of 2019"),
    ("no-work", "2023-04-11", "The hall opens in 2019, when it is to be finished.", "opens in 2019"),
)
def test_relative_words_with_a_year_long_past(date: str, text: str, expected: str, read: Read) -> None:
    """“Next year” must be near the document's own."""
    assert flagged(stale_relative_date.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@cases(
    ("last-week", "", "The ward closed last week.", "last week"),
    ("weekday", "", "They seek witnesses to a collision on Tuesday evening.", "Tuesday evening"),
    ("document-date", "2022-10-19", "The ward closed last week.", ""),
    ("date-in-the-paragraph", "", "After the holiday of 6 May 2024 we meet. The Monday stays free.", ""),
    ("year-in-the-sentence", "", "It is closed from Monday to Friday, 3–7 June 2024.", ""),
    ("any-day", "", "Today's teenagers call it yesterday's tool.", ""),
    ("advice", "", "If your order arrived last week, write to us.", ""),
    ("quotation", "", "“He was here yesterday,” she said.", ""),
)
def test_relative_time_without_an_anchor(date: str, text: str, expected: str, read: Read) -> None:
    """Only what counts from a day that nothing names, in the writer's own words."""
    assert flagged(relative_without_anchor.RULE, read(text, date=day(date))) == [expected] * bool(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hedges slow it (⟦Haas, 2011⟧), they say.", id="bracket"),
        pytest.param("Hedges slow it, as ⟦Haas (2011⟧) found.", id="narrative"),
        pytest.param("Bogs shrink (⟦Lind 1999b⟧).", id="letter"),
        pytest.param("Hedges slow it (Haas, 2007).", id="listed"),
        pytest.param("Bogs shrink (Lind 1999a; Aho, personal communication, 2004).", id="unlisted-author"),
        pytest.param("On hedges we follow ⟦Haas 2011⟧, 40–52.", id="no-brackets"),
        pytest.param("Haas counted hedges felled in 2011.", id="no-citation"),
    ],
)
def test_citations_whose_year_is_not_listed(text: str, marked: Marked) -> None:
    """The author must be listed, and the year not; without a list there is nothing to compare."""
    plain = text.replace("⟦", "").replace("⟧", "")

    assert marked(undated_citation.RULE, plain + REFERENCES) == text + REFERENCES
    assert marked(undated_citation.RULE, plain) == plain


def test_an_amount_is_not_reckoned_where_a_day_of_the_text_may_be_any(read: Read) -> None:
    """Two weeks after last Friday may be any day, if nothing tells the day of writing."""
    text = "They met{}. The talks come nearly two weeks later, on September 13, ahead of the vote of October 11."

    assert findings(duration_mismatch.RULE, read(text.format(" last Friday"))) == []
    assert len(findings(duration_mismatch.RULE, read(text.format("")))) == 1
