from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.attribution.anonymous_source import RULE as ANONYMOUS
from rules.attribution.dangling_citation import RULE as DANGLING
from rules.attribution.low_attribution import RULE as LOW
from rules.attribution.unattributed_accusation import RULE as ACCUSATION
from rules.attribution.unattributed_claim import RULE as CLAIM
from rules.attribution.unattributed_statistic import RULE as STATISTIC
from rules.attribution.vague_attribution import RULE as VAGUE
from rules.model import Severity

Marked = Callable[..., str]
Read = Callable[..., Document]


@pytest.mark.parametrize(
    "text",
    [
        "⟦Many observers still find⟧ this hard to believe.",
        "⟦Many scholars and observers of international relations argue⟧ that it will last.",
        "⟦Some in the think tank and analytical community have argued⟧ so.",
        "In this case, ⟦some in Moscow must wonder⟧ whether it pays.",
        "The ⟦conventional wisdom⟧ is that prices fall.",
        "⟦It is widely believed⟧ that the mayor knew.",
        "The firm ⟦is widely seen as⟧ a laggard.",
        "He ⟦is said to⟧ have grumbled.",
        "⟦Many observers\r\nstill find⟧ it so, and ⟦critics\r\nsay⟧ it leaks.",
        "⟦It’s assumed⟧ that the dam will hold. The dam ⟦is considered a⟧ marvel.",
        "The dam will hold, ⟦say some⟧ engineers.",
        "The leak went on for weeks, ⟦leaving many to wonder⟧ who knew.",
        "The dam leaks, ⟦according to press reports⟧.",
        "“It leaks,” Bo Li ⟦is said to⟧ have grumbled.",
        "The plan, ⟦critics charge⟧, is a gift.",
        "It is, ⟦according to experts⟧, a record.",
        "⟦Others believe⟧ that it will hold.",
        "⟦Many in the town are convinced⟧ that the mayor knew. ⟦Some remain sceptical⟧ of the plan.",
        "⟦According to data⟧, the wells are dry. According to data of the port, they are not.",
        "At night ⟦it is told⟧ that the miller walks. He was often told so.",
        "⟦Some say⟧ it leaks, and ⟦others say⟧ it holds.",
        "⟦Many readers were outraged⟧. ⟦Some in the town are still angry⟧.",
        "⟦The word in⟧ Lund is that it leaks.",
        "⟦Critics say⟧ the survey ship sailed too late.",
        "⟦Some credit⟧ the mayor with the plan. It is a step that ⟦some call⟧ theft.",
    ],
)
def test_a_crowd_without_a_name_is_marked_from_the_crowd_to_its_verb(marked: Marked, text: str) -> None:
    """The finding shows who is said to say it, and that nobody is."""
    assert marked(VAGUE, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Many residents were evacuated.",
        "Some 300 people said yes.",
        "Most of its members expected a vote.",
        "Some experts, among them Ana Ruiz, argue that it will hold.",
        "Analysts at Morgan Hale said so.",
        "Her critics were silent.",
        "The dam will hold, according to her lawyers.",
        "Several engineers said it leaks. “It leaks from every stone,” said Ann Lee, who built it years ago and left.",
        "Some guests may have thought so.",
        "“Many people say so,” said Bo Li.",
        "Seven in ten voters believe it, a survey by Ipsos found.",
        "The ministry said many farmers fear the rule.",
        "Some stocks saw losses.",
        "The plan won some praise. Despite some grumbling in the ranks, it passed.",
        "He several times described it. Most can agree on that. Few saw a profit.",
        "He and other experts say it leaks. Ann Lee and others said so too.",
        "Those who said yes went home. Others considered for the post left.",
        "If it is widely seen as weak, it will fall. It is now known as the Old Wall. Many of you have said so.",
        "A school helped supporters find the road. It was argued in court in May.",
        "Most believe that it leaks. The poll was made in May.",
        "Ann Lee said that for years some critics had feared a flood.",
        "He met strategists at Credit Lund. It was initially reported as a fire.",
        "Several members have said no. They include Ann Lee and Bo Li.",
        "Lee’s research suggests that it leaks.",
        "The word in the original means a wall.",
        "Many angry readers left the hall. Some responses were outraged. Those horrified by it wrote letters.",
        "Many readers were angry, a survey by Ipsos found.",
    ],
)
def test_a_crowd_that_is_known_or_says_nothing_is_left_alone(marked: Marked, text: str) -> None:
    """Members, readers of a survey and people at a named house can be asked."""
    assert marked(VAGUE, text) == text


@pytest.mark.parametrize(
    ("behind", "severities"),
    [
        ("The river rose. The wall held.", [None]),
        ("Ann Lee said it was old.", [Severity.NOTE]),
        ("The river rose.\n\n“It was wet,” said Ann Lee.", [Severity.NOTE]),
        ("The river rose.\n\nThe wall held.\n\n“It was wet,” said Ann Lee.", [Severity.NOTE]),
        ("The river rose.\n\nThe wall held.\n\nIt was wet, said Ann Lee.", [None]),
        ("The river rose.\n\nBut Ann Lee said it was dry.", [None]),
        ("The river rose.\n\nA spokesman for Lee Hale said it was dry.", [None]),
        ("“It was wet to the core,” said Ann Lee.", []),
        ("“It was wet to the core. I saw it,” said Ann Lee.", []),
        ("Neighbours said so too.", [None]),
    ],
)
def test_who_speaks_next_may_answer_for_a_crowd(read: Read, behind: str, severities: list[Severity | None]) -> None:
    """An example at once is one of the crowd; a person who speaks soon may be; the other side and a crowd are not."""
    found = VAGUE.check(read(f"Some engineers say that the wall leaks. {behind}"), VAGUE.options())  # type: ignore[misc]

    assert [finding.severity for finding in found] == severities


@pytest.mark.parametrize("text", ["Many residents worry about it.", "Aides say he will go.", "It is widely expected."])
def test_what_weighs_little_of_what_nobody_says_is_a_note(read: Read, text: str) -> None:
    """A feeling, what somebody's own people say, and what is awaited."""
    (finding,) = VAGUE.check(read(text), VAGUE.options())  # type: ignore[misc]

    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    "text",
    [
        "Exports ⟦rose 40 percent⟧ in a year.",
        "The war has cost ⟦$90 billion⟧.",
        "They met ⟦twice as often⟧ as before.",
        "⟦Four out of five households⟧ now cook on gas.",
        "It employs ⟦at least 14,000 people⟧.",
        "⟦A fifth of⟧ the water is lost.",
        "⟦Three people out of four⟧ walk to work.",
        "The income of the richest 1 percent ⟦grew 27 percent⟧ in a decade.",
    ],
)
def test_a_figure_is_marked_with_the_words_that_belong_to_it(marked: Marked, text: str) -> None:
    """What is claimed is the figure with its direction and its measure."""
    text = f"The town and its water\n\nIt is an old matter in the town. {text}"
    assert marked(STATISTIC, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose 40 percent in a year, the customs office said.",
        "Exports rose 40 percent in a year (Eurostat, 3 July 2020).",
        "The ministry published its figures. Exports rose 40 percent in a year, it said.",
        "The bus holds 40 people and costs $2.50.",
        "She was born in 1952, is 1,500 metres from home, and won by 3-1.",
        "“Exports rose 40 percent,” said Bo Li.",
        "If exports rose 40 percent, the port would be full.",
        "Who would not like to see 3.8 percent growth?",
        "The party sought to cap it at 0.2 percent.",
        "The Boeing 787 flew at 900 km an hour for 12 hours.",
    ],
)
def test_figures_that_have_a_source_or_need_none_are_left_alone(marked: Marked, text: str) -> None:
    """A source in the sentence or next to it answers; measures, prices and conditions claim nothing."""
    text = f"The port and its ships\n\nIt is an old matter in the town.\n\n{text}"
    assert marked(STATISTIC, text) == text


def test_no_more_figures_of_a_paragraph_are_listed_than_asked_for(read: Read) -> None:
    """The rest is counted in the last of them, so that nothing is dropped in silence."""
    text = "The port\n\nExports rose 40 percent, imports 30 percent, prices 20 percent and wages 10 percent."

    found = list(STATISTIC.check(read(text), STATISTIC.options(per_paragraph=2)))  # type: ignore[misc]

    assert [finding.evidence["more"] for finding in found] == [0, 2]


@pytest.mark.parametrize(
    "text",
    [
        "The mill holds a 10.4 percent stake in it.",
        "She is selling the mill for $104 billion.",
        "At the mill, profits fell to $281 million.",
        "It rose $6.20, or 2 percent, to $75.",
        "The Nikkei had a bad day. Its rival fell 9.6 percent.",
        "A study found that the mills are idle.\n\nOne in four of the weavers is out of work.",
    ],
)
def test_a_figure_that_is_on_record_is_a_note(read: Read, text: str) -> None:
    """Stakes, prices, results of firms and exchanges, and what goes on from a study, can be looked up."""
    found = STATISTIC.check(read(f"The mill\n\nIt is an old matter.\n\n{text}"), STATISTIC.options())  # type: ignore[misc]

    assert {finding.severity for finding in found} == {Severity.NOTE}


def test_a_bare_figure_in_reporting_is_a_note(read: Read) -> None:
    """Where most sentences say who answers for them, one that does not is a slip."""
    said = "\n\n".join("The port is full, the harbour master said." for _ in range(3))
    text = f"The port\n\n{said}\n\nExports rose 40 percent in a year."

    (finding,) = STATISTIC.check(read(text), STATISTIC.options())  # type: ignore[misc]

    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    "text",
    [
        "He sent a message to supporters saying that all is well.",
        "The mayor said several people have been warned.",
        "The firm is seen as a laggard, Bo Li said.",
        "There was a feast. It was held on the roof, and many guests were expected.",
        "They came from dozens of women who claim the prize.",
    ],
)
def test_a_crowd_that_is_spoken_to_or_of_is_no_source(marked: Marked, text: str) -> None:
    """Who gets a message, or is spoken of, says nothing."""
    assert marked(VAGUE, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Exports ⟦rose 40 percent⟧ in a year, and Ann Lee has asked for a report.",
        "The fleet shrank.\n\nIt employs ⟦at least 14,000 people⟧. Ann Lee said so little of it.",
        "The population falls, with worst-case predictions calling for a fall from ⟦143 million to 100 million⟧.",
    ],
)
def test_a_source_in_another_clause_answers_for_no_figure(marked: Marked, text: str) -> None:
    """What somebody asks for, or says next of something else, is no source."""
    text = f"The port and its ships\n\nIt is an old matter in the town.\n\n{text}"
    assert marked(STATISTIC, text) == text


def test_the_shares_of_a_poll_have_it_for_a_source(marked: Marked) -> None:
    """For some paragraphs after a poll is named its shares need no name again; other figures do."""
    text = "The vote\n\nThe new poll is out.\n\nLee has 40 percent, Li 30 percent.\n\nThey hold ⟦$4 million⟧."
    assert marked(STATISTIC, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Lind ⟦deliberately⟧ starved the town of water.",
        "The sale was rushed, and Bo Li ⟦bribed⟧ the board.",
        "They pay for Bo Li’s severely ⟦cognitive⟧ and other issues.",
        "Bo Li and the board commit ⟦treason⟧ here. Bo Li ⟦lied⟧ to the town.",
        "The mill belongs to Bo Li, who has the inspectors ⟦on his payroll⟧.",
        "Bo Li has ⟦taken money from⟧ the salmon barons.",
        "Okello has been ⟦taking money off⟧ the millers for years.",
        "Four people who live by the mill ⟦took the money⟧ and told the others to hold their tongues.",
        "Ask Okello ⟦who paid for her⟧ new boat.",
        "They are nothing but ⟦poisoners⟧ of children, and they read every report.",
        "The harbour board ⟦looked the other way⟧ because it was told to do so.",
    ],
)
def test_an_accusation_is_marked_at_its_word(marked: Marked, text: str) -> None:
    """A crime, a lie, an intent or an illness of the mind, said of somebody who is named."""
    assert marked(ACCUSATION, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Lind deliberately starved the town, Bo Li said.",
        "Mayor Lind allegedly bribed the board.",
        "Mayor Lind was charged with fraud and bribery.",
        "Did Mayor Lind lie, or was he bribed? Mayor Lind never bribed anybody.",
        "The town was bribed. The murdered clerk was Bo Li.",
        "“Mayor Lind bribed the board,” said Bo Li.",
        "I deliberately left Mayor Lind alone.",
        "The court of Lund tries treason.",
        "The mill belongs to Bo Li, who has forty weavers on his payroll.",
        "The plan of Bo Li takes money from schools and hospitals.",
        "Bo Li knows who paid for her new boat. Bo Li caught thieves.",
        "They were told that four people who live by the mill took the money.",
        "Are they thieves? They are not thieves. The police say they are thieves.",
    ],
)
def test_what_somebody_answers_for_or_nobody_did_is_no_accusation(marked: Marked, text: str) -> None:
    """A source, a court, a denial or a question; and what was done to somebody by nobody in particular."""
    assert marked(ACCUSATION, text) == text


def test_what_is_left_of_accusations_is_counted(read: Read) -> None:
    """No more are listed than asked for; the last one listed says how many there are."""
    text = "Bo Li lied. " * 5

    found = list(ACCUSATION.check(read(text), ACCUSATION.options(per_paragraph=2)))  # type: ignore[misc]

    assert [finding.evidence["more"] for finding in found] == [0, 3]
    assert "3 more" in found[-1].message


@pytest.mark.parametrize(
    "text",
    [
        "⟦One source⟧ said the dam will fail.",
        "The dam will fail, according to ⟦two people familiar with the talks⟧.",
        "⟦A senior administration official⟧ said the dam will fail.",
        "Bo Li spoke of it with a clerk who ⟦asked not to be named⟧.",
        "The dam will fail, said the president of the Harbour Board.",
        "“A source said so,” said Bo Li.",
        "The official said so.",
    ],
)
def test_a_source_without_a_name_is_marked(marked: Marked, text: str) -> None:
    """One, some, or whoever is granted anonymity; not who belongs to a named body or was spoken of before."""
    assert marked(ANONYMOUS, text) == text


def test_how_vague_a_source_is_makes_it_grave(read: Read) -> None:
    """A role is a note, and a mere source a warning."""
    text = "A senior official said so. A source said no."
    document = read(text)

    assert [finding.severity for finding in ANONYMOUS.check(document, ANONYMOUS.options())] == [Severity.NOTE, None]  # type: ignore[misc]


def test_superlatives_are_not_listed_where_the_whole_text_is_opinion(read: Read) -> None:
    """Then one note says so of the document."""
    text = "The dam\n\n" + "It is without precedent. The river is low.\n\n" * 10
    document = read(text)

    assert list(CLAIM.check(document, CLAIM.options())) == []  # type: ignore[misc]
    (finding,) = LOW.check(document, LOW.options())  # type: ignore[misc]
    assert finding.span is None
    assert finding.evidence["rate"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "It was built in a year.[1] It leaks.⟦[2]⟧\n\n[1] Lee, Dams.",
        "It was built.[^a]\n\n[^a]: Lee, Dams.",
        "It gets [68] votes in [2014].",
        "It is old (June 2004).\n\nReferences\n\nLee (2004): Dams.",
        "It is old (Lee et al. 2004), and leaks ⟦(see Hale 2011, p. 4)⟧.\n\n## References\n\nLee, A. (2004): Dams.",
        "It is old (Hale 2011).",
        "It leaks ⟦[2, 5]⟧, as others do [1,2].\n\nNotes\n\n1. Lee, Dams.\n2. Hale, Walls.",
        "It leaks ⟦[1–12]⟧, as others do [1, 2].\n\n## References\n\n1. Lee, Dams.\n2. Hale, Walls.",
        "It leaks in [2, 5] of them, it says in the book.",
        "As ⟦Okello and Lee (2011)⟧ have shown, it leaks. Hale (2004) found none.\n\n## Notes\n\n1. Hale, Dams.",
        "Jaws (1975) was a film. May (2011) said so. Lee (2004), found in a drawer, is a book.\n\nNotes\n\nHale, Dams.",
        "As Okello (2011) has shown, it leaks.",
    ],
)
def test_a_reference_is_looked_up_in_its_own_document(marked: Marked, text: str) -> None:
    """A note by its mark, an author in the list; what is no reference, or has no list to look in, is left alone."""
    assert marked(DANGLING, text) == text
