from collections.abc import Callable

import pytest

from corpus.document import Document
from corpus.opinion import Kind
from corpus.pair import Kin, Pair
from corpus.spans import Span
from rules.model import Confidence, Severity
from rules.opinion.editor_note import RULE as NOTE
from rules.opinion.foreign_signature import RULE as SIGNATURE
from rules.opinion.inserted_passage import RULE as PASSAGE
from rules.opinion.inserted_passage import Options, check, relate
from rules.opinion.loaded_language import RULE as LOADED
from rules.opinion.undeclared_opinion import RULE as UNDECLARED

Marked = Callable[..., str]
Read = Callable[..., Document]

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
        pytest.param("As the poet once put it, “a bridge is a promise.” — Ana Ruiz", id="after a saying"),
        pytest.param("Nobody knew. “A bridge is a promise.” — Ana Ruiz", id="after a quotation by itself"),
        pytest.param("The town has one mayor — Jon Dole", id="in the middle of a sentence"),
        pytest.param("The vote was put off. — Harbour Correspondent Jon Dole", id="of the paper's own staff"),
    ],
)
def test_a_name_that_signs_nothing_foreign_is_left_alone(marked: Marked, paragraph: str) -> None:
    """Speakers, agencies and the author are named with dashes too."""
    text = f"{HEAD}{paragraph}{TAIL}"

    assert marked(SIGNATURE, text) == text
    assert marked(PASSAGE, text) == text


@pytest.mark.parametrize(
    "paragraph",
    [
        "They will pay for what the ministry calls “progress.” ⟦— Jon Dole⟧",
        "The minister told us that “nobody will lose a house.” ⟦— Jon Dole⟧",
    ],
)
def test_a_name_after_a_quotation_whose_speaker_is_told_signs_the_paragraph(marked: Marked, paragraph: str) -> None:
    """A dash and a name say who speaks only where nothing else does."""
    text = f"{HEAD}{paragraph}{TAIL}"

    assert marked(SIGNATURE, text) == text


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


@pytest.mark.parametrize(
    "item",
    [
        "YOU WON'T BELIEVE IT Shameless crooks, every one of them, and we let them. Wake up, dear reader! [Post]",
        "* Shameless crooks, every one of them, and we let them. Wake up, dear reader! Must we trust such liars?",
        "~ Congrats to Jon Dole",
    ],
)
def test_an_item_of_a_newsletter_is_no_passage(marked: Marked, item: str) -> None:
    """Each is in another voice and on another matter, and by whoever makes the letter."""
    others = (
        "FERRY SOLD The ferry was sold on Tuesday for two million crowns, its owner said. [Mail]",
        "LIBRARY OPEN The library will stay open on two evenings more a week, the council said. [Times]",
        "BRIDGE CLOSED The bridge will be closed until the end of the month, the ministry said. [Sun]",
        "SCHOOL MOVED The school will move to the old mill in the autumn, its head said. [Post]",
    )
    text = "\n\n".join(("The morning letter", "By Mara Lind", *others[:2], item, *others[2:]))

    assert marked(PASSAGE, text) == text
    assert marked(SIGNATURE, text) == text


def test_without_a_byline_several_names_sign_for_themselves(marked: Marked) -> None:
    """Who is foreign, where nobody is said to be the author? One name that signs again and again is."""
    letters = "The letters\n\nThe bins are full. ~ Ann Lee\n\nThe driver waited for us. ~ Bo Marsh\n\nIt rains."
    assert marked(SIGNATURE, letters) == letters

    comments = letters.replace("~ Ann Lee", "⟦~ Bo Marsh⟧").replace("us. ~ Bo Marsh", "us. ⟦~ Bo Marsh⟧")
    assert marked(SIGNATURE, comments) == comments


REPORT = (
    "The harbour board will dredge the north channel in May, its chairman, Aldo Venn, said on Tuesday.",
    "The work will cost 4.2 million crowns and take eleven weeks, Venn said. Two firms have bid for it.",
    "Pilots asked for a deeper channel in 2019, after the freighter Ostra ran aground off the mole, records show.",
    "The board of Varnholt Fishermen said that its members would lose the spring season. They fish for cod there.",
    "Venn told reporters that the board would pay 300 crowns a day to each boat that stays in port.",
    "The ministry confirmed that it had received the plans. It will decide by April 3, a spokeswoman said.",
)
RANT = (
    "Oh, how generous! And who, I ask you, is supposed to live on that? Not these shameless crooks. They think that we "
    "are fools, dear reader, and we let them. Wake up! Must we trust such arrogant liars again?"
)


def with_passage(*passage: str, after: int = 3) -> str:
    body = (*REPORT[:after], *passage, *REPORT[after:])
    return "\n\n".join(("Channel to be dredged", "By Mara Lind", *body))


def test_a_passage_that_nobody_signed_is_told_by_its_voice(marked: Marked, read: Read) -> None:
    """It speaks to the reader and abuses, in the middle of a report in which nobody does."""
    text = with_passage(f"⟦{RANT}⟧")
    assert marked(PASSAGE, text) == text

    (finding,) = check(read(with_passage(RANT)), Options())
    assert finding.severity is Severity.WARNING
    assert finding.evidence["tier"] == "polemic"
    assert {"voice", "judgement"} <= set(finding.evidence["kinds"])  # type: ignore[arg-type]
    assert "crooks" in finding.evidence["words"]["invective"]  # type: ignore[call-overload, index, operator]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param(f"“{RANT}”", id="in quotation marks"),
        pytest.param(f"“{RANT}", id="in quotation marks, the last of which is missing"),
        pytest.param(f"A letter to the board reads: {RANT}", id="after a colon"),
        pytest.param(f"A letter was found. It reads:\n\n{RANT}", id="after a line that ends in a colon"),
    ],
)
def test_what_a_source_says_is_no_passage(marked: Marked, paragraph: str) -> None:
    """However angry it is, and whether or not the marks are whole."""
    text = with_passage(paragraph)

    assert marked(PASSAGE, text) == text


def test_a_document_in_one_angry_voice_has_no_warning(read: Read) -> None:
    """What is everywhere in it was put in by nobody."""
    text = "\n\n".join(("Our harbour", "By Mara Lind", *(f"{RANT} Enough of {word}." for word in "abcdef")))
    document = read(text)

    assert document.kind is Kind.OPINION
    assert [one for one in check(document, Options()) if one.severity is not Severity.NOTE] == []


def test_one_angry_paragraph_does_not_make_the_document_opinion_throughout(marked: Marked) -> None:
    """Short as the report may be."""
    text = with_passage(RANT)

    assert marked(UNDECLARED, text) == text


def test_the_evidence_names_who_is_met_nowhere_else_and_how_little_is_reported(read: Read) -> None:
    """Names of the passage alone, and the words of reporting here and elsewhere."""
    (finding,) = check(
        read(with_passage(RANT.replace("such arrogant liars", "Ludo Karst and his Blue League"))), Options()
    )

    assert finding.evidence["names"] == ["Ludo Karst", "Blue League"]
    assert finding.evidence["reporting"]["here"] == 0  # type: ignore[call-overload, index]
    assert finding.evidence["reporting"]["elsewhere"] > 5  # type: ignore[call-overload, index, operator]


def test_a_passage_that_a_copy_of_the_document_lacks_is_an_error(read: Read) -> None:
    """Two witnesses that know nothing of each other: how it is written, and that it stands elsewhere without it."""
    source, spliced = read(with_passage()), read(with_passage(RANT))

    (finding,) = relate(Kin(spliced, (Pair(spliced, source),)), Options())

    assert finding.span == spliced.paragraphs[5]
    assert (finding.severity, finding.confidence) == (Severity.ERROR, Confidence.HIGH)
    assert "copy" in finding.evidence
    (there,) = finding.related
    assert there.document is source
    assert there.span is not None
    assert source.prose.text[slice(*there.span)].startswith("Pilots asked for a deeper channel in 2019")


def test_a_passage_of_which_the_copy_lacks_a_part_is_not_said_to_be_lacking(read: Read) -> None:
    """The other document has the first of the two paragraphs: who put it there, it does not tell."""
    source, spliced = read(with_passage(RANT)), read(with_passage(RANT, f"{RANT} Think of it, dear reader!"))

    assert list(relate(Kin(spliced, (Pair(spliced, source),)), Options())) == []


def test_a_line_without_words_parts_no_passage_that_a_copy_lacks(read: Read) -> None:
    """Asterisks are of whoever wrote what is around them."""
    source, spliced = read(with_passage()), read(with_passage(MILD, "* * *", MILD.replace("plans", "schemes")))

    (finding,) = relate(Kin(spliced, (Pair(spliced, source),)), Options())

    assert finding.span == Span(spliced.paragraphs[5].start, spliced.paragraphs[7].end)


MILD = (
    "That is a poor bargain. Such plans have been made before, and this town will have to ask for more before it "
    "believes in another one of them."
)


def test_a_mild_passage_is_found_if_a_copy_of_the_document_lacks_it(read: Read) -> None:
    """By its voice alone it is none; and an added paragraph in the voice of the report is for another rule."""
    source, spliced = read(with_passage()), read(with_passage(MILD))
    assert list(check(spliced, Options())) == []

    (finding,) = relate(Kin(spliced, (Pair(spliced, source),)), Options())

    assert finding.span == spliced.paragraphs[5]
    assert (finding.severity, finding.evidence["tier"]) == (Severity.WARNING, "copy")

    added = read(with_passage("The dredger will lie at the north quay until June, the harbour master said on Friday."))
    assert list(relate(Kin(added, (Pair(added, source),)), Options())) == []


def test_what_is_most_of_the_document_is_no_passage_put_into_it(read: Read) -> None:
    """Where a copy lacks more than it has, neither tells which of the two was there first."""
    added = [MILD.replace("plans", f"plans, {word},") for word in ("again", "here", "too", "then", "often", "ever")]
    source, longer = read(with_passage()), read(with_passage(*added, *(one.replace("poor", "bad") for one in added)))

    assert list(relate(Kin(longer, (Pair(longer, source),)), Options())) == []


def test_an_interview_has_no_passages_that_only_a_copy_tells(read: Read) -> None:
    """Who asks and who answers speak in two voices all the time."""
    turns = [
        f"Q: And what of the {word}?\n\nA: We will see to it, and so will you." for word in "mole quay pier".split()
    ]
    talk = ("\n\n".join(turns),)
    source, longer = read(with_passage(*talk, after=6)), read(with_passage(*talk, f"A: {MILD}", after=6))

    assert longer.kind is Kind.INTERVIEW
    assert list(relate(Kin(longer, (Pair(longer, source),)), Options())) == []


def test_undated_the_passage_belongs_to_the_document_that_has_it(read: Read) -> None:
    """Whichever of the two comes first in the order of the input."""
    source, spliced = read(with_passage()), read(with_passage(RANT))

    (finding,) = relate(Kin(source, (Pair(source, spliced),)), Options())

    assert finding.document is spliced


def test_what_another_hand_writes_otherwise_is_named(read: Read) -> None:
    """The rest of the document has its own habits."""
    text = with_passage(RANT, after=3).replace("million crowns", "million crowns, or 12 percent, or 13 percent,")
    (finding,) = check(read(text.replace(RANT, f"{RANT} A 12 per cent rise!")), Options())

    assert finding.evidence["traces"] == ["“per cent” where the rest has “percent”"]


def test_words_that_are_spelt_one_way_everywhere_are_no_habit(read: Read) -> None:
    """Who writes “raised” and “promised” is not British for it, and a laboratory is in no country."""
    text = with_passage(f"{RANT} They raised what they promised!").replace(
        "Venn said.", "Venn recognized at the laboratory."
    )
    (finding,) = check(read(text.replace("Venn told", "Venn organized and told")), Options())

    assert finding.evidence["traces"] == []


def test_a_bound_can_be_raised(read: Read) -> None:
    """Whoever wants fewer findings asks for more evidence."""
    assert list(check(read(with_passage(RANT)), Options(voice=50.0))) == []


@pytest.mark.parametrize(
    "note",
    [
        "⟦[Ed. note: they said the same of the old one.]⟧",
        "⟦(Editor’s comment: they said the same of the old one.)⟧",
        "⟦[Note by the moderator: they said the same (twice) of the old one.]⟧",
        "The work begins in May. ⟦[Admin: it never will.]⟧",
        "⟦Our comment: it never will.⟧",
        "⟦[Ed. note: they said the same.\n\nAnd they will say it again.]⟧",
        "The work begins in May. ⟦[JB: is that so?? we have one source]⟧",
        "⟦[Note to web: the lawyers want “alleged” here]⟧",
        "⟦[Note to web: the lawyers want “alleged” here]⟧ It ended in a [",
        "⟦[Desk – new headline, please]⟧",
        "The work costs ⟦[TK]⟧ million and begins in ⟦[check date with Ann]⟧.",
        "The work costs ⟦XX⟧ million and begins in ⟦TKTK⟧.",
        "⟦[And so it goes on, of course. Nobody asked the people of the north bank whether they wanted it!]⟧",
    ],
)
def test_a_note_that_is_not_the_authors_is_found(marked: Marked, note: str) -> None:
    """Whoever adds it says who speaks."""
    text = with_passage(note)

    assert marked(NOTE, text) == text


@pytest.mark.parametrize(
    "note",
    [
        "[Editor's note: this story was corrected on May 3.]",
        "Editor's note: an earlier version of this story gave the wrong date.",
        "The work (our first in ten years) begins in May.",
        "[Translator's note: the word in the original means a bank of mud.]",
        "[Ed. note: the abbreviation VHB stands for the Varnholt Harbour Board.]",
        "[Ed. note: this bracket is never closed",
        "The editor noted that the work begins in May.",
        "“He sent the [check] in May,” she said. “It was [Minister Jan] Holt’s.”",
        "[NB: the work begins in May.] [UK: in June.] [Photo: Ann Lee]",
        "The work is described elsewhere [see note 3] and in the appendix [add. 2].",
        "See [Desk: the works of May](https://example.org/desk) on Super Bowl XX and TK Maxx.",
        "[The work of the north bank was paid for by the council, and by three of the towns beside it.]",
    ],
)
def test_what_mends_the_text_or_is_no_note_is_left_alone(marked: Marked, note: str) -> None:
    """Corrections are what such notes are for."""
    text = with_passage(note)

    assert marked(NOTE, text) == text


def test_a_passage_beside_a_signed_one_is_found_by_itself(marked: Marked) -> None:
    """What is signed is taken out, and the rest is told by its own voice."""
    text = with_passage(f"⟦{RANT}⟧", "⟦[Ed. note: they said the same of the old one.]⟧")

    assert marked(PASSAGE, text) == text


def test_a_note_on_who_wrote_it_closes_the_passage_above(marked: Marked) -> None:
    """As a signature does."""
    text = with_passage(f"⟦{RANT}\n\n(Comment by a reader who was there)⟧", after=5)

    assert marked(PASSAGE, text) == text


def test_loaded_words_are_marked_from_the_first_to_the_last(marked: Marked) -> None:
    """In the sentence that has them, not in what a source says."""
    text = with_passage("The plan is an ⟦utterly shameless⟧ one. The pilots said that it was an utterly shameless one.")

    assert marked(LOADED, text) == text
