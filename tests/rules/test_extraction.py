from collections.abc import Callable
from itertools import chain, pairwise

import pytest

from corpus.document import Document
from corpus.lexicon import entries
from corpus.repair import apply
from rules import RULES
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

Marked = Callable[..., str]
Read = Callable[..., Document]
RULE = {rule.id: rule for rule in RULES}
BEFORE = "The council met on Monday and voted to close the bridge for two years."
AFTER = "The mayor was for it, and nobody spoke against the plan."


def rule(name: str) -> Rule:
    return RULE[f"extraction/{name}"]


def between(text: str) -> str:
    return f"{BEFORE}\n\n{text}\n\n{AFTER}"


def findings(name: str, document: Document) -> list[Finding]:
    check = rule(name).check
    assert check is not None
    return list(check(document, NoOptions()))


def repaired(name: str, document: Document) -> str:
    """The text with the repairs of one rule applied, which must be in order and apart."""
    repairs = list(chain.from_iterable(finding.repairs for finding in findings(name, document)))
    assert all(one.span.end <= other.span.start for one, other in pairwise(repairs))
    return apply(document.text.text, repairs)[0]


# Share buttons


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("f\n\n🐦\n\nG+\n\n✉\n\n🌐\n\nin", id="glyphs one a line"),
        pytest.param("Facebook Twitter LinkedIn WhatsApp", id="names"),
        pytest.param("**Share** | **Facebook** | **X** | **Reddit**", id="bold names between bars"),
        pytest.param("Share this: Facebook · Twitter · Email", id="a label and names"),
        pytest.param("[Facebook](#) [Twitter](#) [Email](#)", id="links without a target"),
        pytest.param("FacebookTwitterPinterestWhatsApp", id="names run together"),
        pytest.param("facebook icon twitter icon email icon", id="names of icons"),
        pytest.param("Share on Facebook Share on Twitter", id="a verb before each name"),
        pytest.param("Facebook share Twitter share", id="a noun behind each name"),
        pytest.param("1.2K Shares Share Tweet Pin", id="a count"),
        pytest.param(
            "Share on Facebook (Opens in new window) Share on Twitter (Opens in new window)",
            id="what a screen reader says",
        ),
        pytest.param("f y ¥ in ®", id="icons read by OCR"),
        pytest.param("Facebook Tvvitter Linkedln", id="names misread by OCR"),
    ],
)
def test_a_row_of_buttons_is_one_finding(marked: Marked, row: str) -> None:
    """Whatever a converter makes of them, the buttons between two paragraphs are one piece of junk."""
    text = between(f"⟦{row}⟧")

    assert marked(rule("share-button-residue"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She wrote on Facebook, Twitter and Reddit.", id="a sentence"),
        pytest.param("The companies:\n\nFacebook, Google, Apple and Microsoft\n", id="a list of companies"),
        pytest.param("in\n\nthe\n\nnight", id="verse"),
        pytest.param("X\n\nThe tenth chapter", id="a number of a chapter"),
        pytest.param("E-mail: a.ruiz@example.org", id="an address"),
        pytest.param("Print run: 5,000", id="a number of copies"),
        pytest.param("a b c d e f g", id="letters"),
        pytest.param("He left Facebook. Twitter is next.", id="a sentence that a name ends"),
    ],
)
def test_prose_that_names_networks_is_left_alone(marked: Marked, text: str) -> None:
    """A word is a button only where nothing but buttons stands in its line."""
    assert marked(rule("share-button-residue"), text) == text


def test_scattered_buttons_are_found_when_they_add_up_to_a_set(marked: Marked) -> None:
    """A set that a converter spread over the page is found one by one, if the document has the same set elsewhere."""
    row = "f\n\n🐦\n\nG+\n\n✉\n\nin"
    text = f"One.\n\n⟦{row}⟧\n\nTwo.\n\n⟦**f**⟧\n\nThree.\n\n⟦**🐦**\n\n**G+**⟧\n\nFour."

    assert marked(rule("share-button-residue"), text) == text


def test_a_row_behind_the_last_sentence_of_a_paragraph_is_found_without_it(marked: Marked) -> None:
    """The sentence is the author's."""
    text = f"{BEFORE} ⟦[Facebook](#) [Twitter](#) [Email](#)⟧\n\n{AFTER}"

    assert marked(rule("share-button-residue"), text) == text


def test_the_evidence_of_a_row_are_its_buttons_by_name(read: Read) -> None:
    """What decorates a name is no part of it."""
    (found,) = findings("share-button-residue", read(between("**Share on Facebook** | Twitter icon")))

    assert found.evidence == {"buttons": ["Facebook", "Twitter"]}


@pytest.mark.xfail(reason="known miss", strict=True)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{BEFORE}\n\n⟦🐦⟧\n\n{AFTER}", id="one glyph in all of the document"),
        pytest.param(f"⟦Facebook Twitter Email⟧ {BEFORE}", id="a row before a sentence"),
    ],
)
def test_a_button_that_is_not_told_from_text(marked: Marked, text: str) -> None:
    """What the documentation says is missed."""
    assert marked(rule("share-button-residue"), text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(between("Facebook Twitter Email"), f"{BEFORE}\n\n{AFTER}", id="between paragraphs"),
        pytest.param(between("f\n\n🐦\n\nG+"), f"{BEFORE}\n\n{AFTER}", id="one a line"),
        pytest.param(f"{BEFORE}\nFacebook Twitter\n{AFTER}", f"{BEFORE}\n{AFTER}", id="between lines"),
        pytest.param(f"{BEFORE}\n\nFacebook Twitter\n{AFTER}", f"{BEFORE}\n\n{AFTER}", id="right before a line"),
        pytest.param(f"{BEFORE}\nFacebook Twitter\n\n{AFTER}", f"{BEFORE}\n\n{AFTER}", id="right behind a line"),
        pytest.param(f"Facebook Twitter\n\n{AFTER}\n", f"{AFTER}\n", id="at the beginning"),
        pytest.param(f"{BEFORE}\n\nFacebook Twitter\n", f"{BEFORE}\n", id="at the end"),
        pytest.param(f"{BEFORE}\n\nFacebook Twitter", BEFORE, id="at the very end"),
        pytest.param(f"{BEFORE} [Facebook](#) [X](#)\n\n{AFTER}", f"{BEFORE}\n\n{AFTER}", id="behind a sentence"),
        pytest.param(f"{BEFORE}\r\n\r\nf\r\nG+\r\nin\r\n\r\n{AFTER}", f"{BEFORE}\r\n\r\n{AFTER}", id="Windows"),
        pytest.param(
            f"{BEFORE}\n\n  Facebook Twitter  \n\n    {AFTER}", f"{BEFORE}\n\n    {AFTER}", id="before an indented line"
        ),
        pytest.param(
            "Like this:\n\nred, green, blue", "Like this:\n\nred, green, blue", id="a label with no button stays"
        ),
    ],
)
def test_a_row_of_buttons_is_deleted_with_its_lines(read: Read, text: str, expected: str) -> None:
    """The paragraphs around a row stay parted as they were, and no line shows where it stood."""
    assert repaired("share-button-residue", read(text)) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("<p>One.</p><p>Facebook Twitter Email</p><p>Two.</p>", "html", id="HTML"),
        pytest.param("One.\n\n[Facebook](#) [Twitter](#)\n\nTwo.", "markdown", id="Markdown"),
    ],
)
def test_what_stands_in_markup_is_not_deleted_from_it(read: Read, text: str, kind: str) -> None:
    """Lines of the text are no lines of the markup; to delete them there would break it."""
    (found,) = findings("share-button-residue", read(text, kind=kind))

    assert found.repairs == ()


# Markup


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The 2⟦<sup>⟧nd⟦</sup>⟧ of May", id="tags in a word"),
        pytest.param("A line⟦<br/>⟧and another", id="an empty tag"),
        pytest.param('He ⟦<span class="lead">⟧said', id="a tag with an attribute"),
        pytest.param("He ⟦<!-- more -->⟧ said", id="a comment"),
        pytest.param('He ⟦class="lead">⟧ said', id="the end of a tag"),
        pytest.param("Its ⟦<o:p>⟧end⟦</o:p>⟧", id="a tag of a word processor"),
        pytest.param("worth ⟦\\$⟧400 million", id="an escaped sign"),
        pytest.param("He said ⟦\\*⟧so⟦\\*⟧ again", id="escaped emphasis"),
        pytest.param("in a⟦\\_⟧long⟦\\_⟧name", id="escapes in a word"),
        pytest.param("⟦[caption id=1]⟧The bridge⟦[/caption]⟧", id="shortcodes"),
        pytest.param("of the ⟦[[Harbour|harbour]]⟧ board", id="a link of a wiki"),
        pytest.param("Dear ⟦{{first_name}}⟧, we met", id="a placeholder"),
        pytest.param("⟦== History ==⟧\nIt was built in 1902.", id="a heading of a wiki"),
        pytest.param("⟦::: {.note}⟧\nIt is closed.\n⟦:::⟧", id="fences"),
        pytest.param("It is so.\n⟦googletag.cmd.push(go)⟧\nSo it is.", id="a script"),
        pytest.param("⟦p.lead { color: red }⟧\nIt is so.", id="a style sheet"),
        pytest.param("⟦| Town | Votes |\n|---|---|\n| Hull | 12 |⟧\n\nIt is so.", id="a table"),
        pytest.param("He was ⟦** very late**⟧ again", id="bold type that failed"),
        pytest.param(
            "Wells Depth\nHull ⟦41 14.2\nOld Quay 38 17.9\nNewby 55 36.0⟧\n\nIt is so.", id="a table in lines"
        ),
        pytest.param("Hull ⟦41 14.2 Old Quay 38 17.9 Newby 55 36.0⟧ in all", id="a table in one line"),
    ],
)
def test_markup_is_marked_piece_by_piece(marked: Marked, text: str) -> None:
    """The words between two tags are the author's."""
    assert marked(rule("markup-residue"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("if a < b and b > c", id="comparisons"),
        pytest.param("I <3 trams", id="a heart"),
        pytest.param("write to <a.ruiz@example.org>", id="an address"),
        pytest.param("see [1] and [Smith 2020](https://example.org/a)", id="references"),
        pytest.param("[i]t was so", id="a letter that an editor changed"),
        pytest.param("AT&T and R&D", id="ampersands"),
        pytest.param("C:\\Temp\\new and C:\\$Recycle\\a", id="paths"),
        pytest.param("¯\\_(ツ)_/¯", id="a shrug"),
        pytest.param("He said *so*, and _so_ again.", id="emphasis"),
        pytest.param("Use `<b>` and `\\*` in it.", id="code"),
        pytest.param("The tag <b> makes bold type.", id="a text on markup"),
        pytest.param("In \\TeX, write \\$ for the sign.", id="a text in TeX"),
        pytest.param('He said class="lead" was wrong.', id="an attribute without a tag"),
        pytest.param("Smith &amp; Sons", id="a character reference, which is another rule's"),
        pytest.param("as [the report](#) says", id="a dead link, which is another rule's"),
        pytest.param("Hull 41\nQuay 38\nNewby 55", id="a list with one figure each"),
        pytest.param("Hull  41  14.2\nQuay  38  17.9\nNewby  55  36.0", id="a table with its columns"),
        pytest.param("Call 020 7946 0958. Fax 020 7946 0959, home 020 7946 0960.", id="telephones"),
    ],
)
def test_signs_that_people_write_are_no_markup(marked: Marked, text: str) -> None:
    """Comparisons, addresses, paths and what a text on markup shows are text."""
    assert marked(rule("markup-residue"), text) == text


def test_a_table_of_the_markup_is_flat_in_the_text_only(read: Read) -> None:
    """Where a page has cells, nobody lost the columns."""
    rows = (f"<tr><td>{name}</td><td>4</td><td>{n}.5</td></tr>" for n, name in enumerate(("Hull", "Quay", "Newby"), 1))

    assert findings("markup-residue", read(f"<table>{''.join(rows)}</table>", kind="html")) == []


def test_in_markdown_only_what_a_reader_sees_counts(read: Read) -> None:
    """A tag, an escape or a table is how Markdown is written; a shortcode is not."""
    text = "The 2<sup>nd</sup> deal of \\$400.\n\n| a | b |\n|---|---|\n| c | d |\n\n[gallery ids=1]"

    found = [finding.evidence["markup"] for finding in findings("markup-residue", read(text, kind="markdown"))]

    assert found == ["[gallery ids=1]"]


def test_in_html_markup_that_was_escaped_twice_is_found_at_its_place_in_the_page(read: Read) -> None:
    """A reader sees the tag; the place is where its reference stands in the markup."""
    page = "<html><body><p>The 2&lt;sup&gt;nd&lt;/sup&gt; of May</p></body></html>"
    document = read(page, kind="html")

    spans = [finding.span for finding in findings("markup-residue", document) if finding.span]
    places = [document.text.to(document.source.name, span) for span in spans]

    assert [page[place.start : place.end] for place in places] == ["&lt;sup&gt;", "&lt;/sup&gt;"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("worth \\$400 and \\#1", "worth $400 and #1", id="escapes"),
        pytest.param("He said \\*so\\* again", "He said *so\\* again", id="behind a word it may be a pattern's"),
        pytest.param("in <b>bold</b>, <EM class='x'>so</EM>", "in bold, so", id="type"),
        pytest.param('<p><font color="red">Now</font></p>', "<p>Now</p>", id="type inside a paragraph"),
        pytest.param("for all x <b and y> c and <b> d", "for all x <b and y> c and <b> d", id="signs, and a tag alone"),
        pytest.param("so it is <br />", "so it is", id="a line break at the end"),
        pytest.param("One line<br>and another", "One line\nand another", id="a line break"),
        pytest.param("One line <br>\nand another", "One line\nand another", id="a line break at a line end"),
        pytest.param("One<br/>two\r\nthree", "One\r\ntwo\r\nthree", id="a line break among those of Windows"),
        pytest.param("He <!-- more --> said", "He <!-- more --> said", id="a comment in a sentence may be its subject"),
        pytest.param("One.\n\n<!-- more -->\n\nTwo.", "One.\n\nTwo.", id="a comment on a line of its own"),
    ],
)
def test_markup_that_says_nothing_is_taken_out_of_plain_text(read: Read, text: str, expected: str) -> None:
    """An escape loses its backslash; tags of type and comments go; a line break becomes one."""
    assert repaired("markup-residue", read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The 2<sup>nd</sup> of 10<sup>6</sup>", id="a power"),
        pytest.param('<a href="https://example.org">the report</a>', id="a link"),
        pytest.param("the<b>minister</b>", id="type right behind a word, where a space may be lost"),
        pytest.param("<<b>b>", id="a tag in a tag"),
        pytest.param("a <b\\>c", id="an escape that hides a tag"),
        pytest.param("see \\[1\\] and \\(x\\)", id="brackets, which may be those of TeX"),
        pytest.param("[gallery ids=1]", id="a shortcode"),
        pytest.param("**a very late **train", id="bold type that failed"),
    ],
)
def test_markup_that_may_say_something_stays(read: Read, text: str) -> None:
    """Where a figure would become another, or other markup appear, a person decides."""
    assert repaired("markup-residue", read(text)) == text


# Boilerplate


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Advertisement", id="a button"),
        pytest.param("**Skip to main content**", id="an emphasised one"),
        pytest.param("Read more: What the council decided", id="a lead"),
        pytest.param("Home > News > Local", id="a path through the site"),
        pytest.param("Sign up for our free newsletter and get the news to your inbox.", id="a call"),
        pytest.param("This site uses cookies to improve your experience.", id="a notice"),
        pytest.param("We have updated our Privacy Policy", id="a notice of a change"),
        pytest.param("12 comments", id="a count"),
        pytest.param("Estimated reading time: 4 minutes", id="a reading time"),
        pytest.param("Page 1 of 3 | Next", id="numbers of pages"),
        pytest.param("Sign up for our morning letter! · Terms of Use · Powered by PaperPress", id="a footer"),
        pytest.param("You are receiving this email because you came to the fair.", id="why a letter was sent"),
        pytest.param(
            "Was this forwarded to you? Sign up here.", id="a short line that begins with a phrase is all of it"
        ),
        pytest.param("taxpayer12 · 2 days ago", id="the head of a comment"),
        pytest.param("Posted on 06/06/2019 by marg in Fish, Boats", id="the foot of a post"),
        pytest.param("BC-EU--Ferry Strike,2nd Ld-Writethru,540", id="a slug"),
        pytest.param("(MORE)", id="the end of a take"),
        pytest.param("Views: 1,204", id="a count behind its name"),
        pytest.param("Join 1,204 other subscribers", id="a count of readers"),
        pytest.param("Follow @harbourpost on Twitter", id="a handle to follow"),
        pytest.param("Was this page useful? Yes No", id="a question to the reader"),
        pytest.param("IMG_2041.JPG", id="the name of a file"),
        pytest.param("See BRIDGE, Page A4", id="a jump to another page"),
        pytest.param("Downloaded from harbour.example on 12 May 2019", id="a stamp of a library"),
        pytest.param("[Embedded tweet]", id="what stood there"),
        pytest.param("Caption goes here", id="a line of a template"),
        pytest.param("undefined", id="a value that was missing"),
        pytest.param("Lorem ipsum dolor sit amet", id="a filler"),
        pytest.param("LENGTH: 823 words", id="a field of an archive"),
        pytest.param(
            "---------- Forwarded message ---------\nFrom: Notes <notes@harbour.example>\nSubject: Notes, no. 12",
            id="the head of a forwarded mail",
        ),
        pytest.param(
            "From: Ann\nSent: Monday\nTo: all@harbour.example\nSubject: The bridge",
            id="the head of a mail without a rule",
        ),
        pytest.param("From: Ann <a@b.example> Date: 5 May Subject: The bridge", id="the head of a mail in one line"),
        pytest.param("> On Mon, 6 May 2024 at 08:10, Ann Lee <a@b.example> wrote:", id="what leads an answer"),
        pytest.param("Advertisement\n\nRead more: What the council decided", id="neighbours together"),
    ],
)
def test_what_a_page_says_around_its_articles_is_one_finding(marked: Marked, line: str) -> None:
    """Neighbouring lines of a page are one piece of junk."""
    text = between(f"⟦{line}⟧")

    assert marked(rule("boilerplate-residue"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("She wanted to read more about the case.", id="a sentence with the words of a button"),
        pytest.param("Websites must ask before they use cookies, the court ruled.", id="cookies in the news"),
        pytest.param("Readers can sign up for the course at the library.", id="a course"),
        pytest.param("“Sign up for our newsletter and you will see,” he said.", id="somebody's words"),
        pytest.param("TO: All staff\n\nFROM: The mayor\n\nSUBJECT: The bridge", id="a memorandum"),
        pytest.param("On 6 May 2024 the mayor of the town wrote:", id="what leads a letter"),
        pytest.param("Follow the river to the bridge, 3 miles on.", id="a way"),
        pytest.param("Insert the key here and turn it twice.", id="a direction"),
        pytest.param("We use cookies to teach fractions, said the baker.", id="what a school bakes"),
        pytest.param("Powered by wind, the mill ran until 1950 – and then it stopped.", id="what moves a mill"),
        pytest.param(
            "Related: my cousin and I, by marriage, for twenty years now and more.", id="a sentence with a colon"
        ),
        pytest.param("Home", id="one weak line"),
        pytest.param("Read - Write - Think", id="a motto"),
    ],
)
def test_prose_with_the_words_of_a_page_is_left_alone(marked: Marked, text: str) -> None:
    """A phrase counts where it is all of a line, or speaks to the visitor."""
    assert marked(rule("boilerplate-residue"), between(text)) == between(text)


def test_the_evidence_of_boilerplate_are_its_lines_and_nothing_is_repaired(read: Read) -> None:
    """What of a page belongs to its article is a judgement."""
    (found,) = findings("boilerplate-residue", read(between("Advertisement\n\n12 comments")))

    assert found.evidence == {"lines": ["Advertisement", "12 comments"]}
    assert found.repairs == ()


# Words without a space between them


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("By ⟦ignoringRussia’s⟧ interests, Russia said no.", id="a name of the text"),
        pytest.param("They met ⟦withThe⟧ Times.", id="a word that begins sentences"),
        pytest.param("It was ⟦GovernorPataki⟧ who said so.", id="a title"),
        pytest.param("⟦ByAnn⟧ Lee", id="a byline"),
        pytest.param("That was the ⟦basis.But⟧ nobody knew.", id="a sentence behind a stop"),
        pytest.param("It was built in ⟦1902.The⟧ bridge is old.", id="a sentence behind a year"),
        pytest.param("He ⟦said,and⟧ left the room.", id="a comma"),
        pytest.param("It was (⟦quietly)he⟧ said.", id="a bracket"),
        pytest.param("⟦“No.”She⟧ was gone.", id="a curly mark"),
        pytest.param('He ⟦said,"Look⟧ at it."', id="a straight mark"),
        pytest.param("The council met ⟦withthe⟧ minister on Monday.", id="a word of grammar"),
        pytest.param("They were ⟦ofthe⟧ same mind on Monday.", id="two words of grammar"),
        pytest.param("The council had ⟦neverspoken⟧ of it on Monday.", id="an adverb"),
        pytest.param("The vote is ⟦requiredby⟧ the law on Monday.", id="a participle and a preposition"),
        pytest.param("It was ⟦completelydifferent⟧ on the next day.", id="an adverb in -ly"),
        pytest.param("They met ⟦AliceRohrwacher⟧ on Monday.", id="a given name"),
        pytest.param("They met in ⟦NewYork⟧ on Monday.", id="a place of two words"),
        pytest.param("The ⟦EuropeanMedicines⟧ Agency met on Monday.", id="an adjective of a people"),
        pytest.param("The Mueller report. ⟦MuellerTrump⟧ said so.", id="two names of which the text has one"),
        pytest.param("Das Amt ging ⟦mitden⟧ Leuten in den Wald, und es war die ganze Nacht dort.", id="German"),
        pytest.param("La ville est fermée ⟦pourla⟧ nuit, et le maire est dans les rues.", id="French"),
        pytest.param("The wells were ⟦dry.1⟧ Nobody asked.\n\n1. Register of wells", id="the number of a note"),
        pytest.param("It was so, said the ⟦mayor.3⟧ It was not, said the “⟦clerk.”4⟧", id="numbers that count on"),
    ],
)
def test_a_lost_space_is_found_where_it_was(marked: Marked, text: str) -> None:
    """The place is the two words, with the marks that touch them."""
    text = text.replace("(⟦", "⟦(")  # a token begins with its bracket

    assert marked(rule("fused-words"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("McDonald and DeVos use YouTube, LinkedIn, eBay and an iPhone.", id="names"),
        pytest.param("Use setLocale() and toString() in JavaScript.", id="programs"),
        pytest.param("The U.S.A. and Node.js 3.30pm, e.g. on example.org/aB.", id="abbreviations and addresses"),
        pytest.param("The blockchain runs a website and a livestream.", id="new compounds"),
        pytest.param("It (re)opened with the parent(s) and f(x) in it.", id="brackets in words"),
        pytest.param("#ThisIsIt, said @AnnLee.", id="handles"),
        pytest.param("It rose 1,200 at 3.5 per cent.", id="figures"),
        pytest.param("A neverending, user-friendly thankyou was inarguably sent.", id="words that many write as one"),
        pytest.param("KellyAnne left Exxon, that is ExxonMobil, for HarperCollins.", id="joined names"),
        pytest.param("Und beider Leute sind wieder zudem indem und mit der Bahn überein.", id="German words"),
        pytest.param("He said conla and mitden in English only.", id="letters of no language near"),
        pytest.param("See fig.3 and art.4 of the law, at windows,95 or so.", id="abbreviations with a number"),
    ],
)
def test_words_with_capitals_or_marks_inside_are_left_alone(marked: Marked, text: str) -> None:
    """Names, programs, addresses and compounds are spelt so."""
    assert marked(rule("fused-words"), text) == text


def test_numbers_that_the_markup_raises_are_no_part_of_the_word(read: Read) -> None:
    """Only the text of the page has lost their raising."""
    page = "<p>It is so.<sup>1</sup> It was so.<sup>2</sup></p>"

    assert findings("fused-words", read(page, kind="html")) == []


def test_what_is_spelt_so_again_and_again_is_a_name(marked: Marked) -> None:
    """A capital inside a word that the text always writes so is no accident."""
    text = "The ofRussia met. They joined ofRussia. She left ofRussia. In Russia it rains."

    assert marked(rule("fused-words"), text) == text


def test_a_page_whose_blocks_were_joined_is_found_by_its_many_pairs(marked: Marked) -> None:
    """A menu without its line ends has words run together all over, in longer rows than brands are."""
    text = "HomeNewsSport then ⟦HomeNews⟧ then ⟦SportWeather⟧ then ⟦MoneyTravel⟧ then ⟦StyleFood⟧ then ⟦VideoRadio⟧"

    assert marked(rule("fused-words"), text) == text


def test_the_suggestion_for_fused_words_has_the_space(read: Read) -> None:
    """It is told, not made: another space may be the right one."""
    (found,) = findings("fused-words", read("The council met withthe minister on Monday."))

    assert found.suggestion == "with the"
    assert found.confidence is Confidence.MEDIUM
    assert found.repairs == ()


@pytest.mark.xfail(reason="known miss", strict=True)
def test_two_small_words_without_a_word_of_grammar(marked: Marked) -> None:
    """Too many compounds look like it."""
    text = "The ⟦governmentforces⟧ met the minister on Monday."

    assert marked(rule("fused-words"), text) == text


# Sentences cut in two


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The exercises of last year had an unusual ⟦number of\n\nparticipating⟧ states in them.", id="small letters"
        ),
        pytest.param(
            "The exercises of last year were held by ⟦members of\n\nThe⟧ Alliance in the north of the country.",
            id="a capital behind a word that ends no sentence",
        ),
        pytest.param(
            "The exercises of last year had an unusual ⟦number of\n\n12\n\nparticipating⟧ states in them.",
            id="a page number between",
        ),
        pytest.param(
            "THE REPORT 3\n\nThe exercises of last year had an unusual ⟦number of\n\nTHE REPORT 4\n\nnew⟧ states.",
            id="a running head between",
        ),
    ],
)
def test_a_sentence_that_runs_over_a_break_is_marked_at_the_break(marked: Marked, text: str) -> None:
    """The place is from the last words before it to the first behind it."""
    assert marked(rule("split-paragraph"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The council decided on the plan of\n\n• the north bank", id="a list"),
        pytest.param("What the Council Decided on Monday About\n\nthe bridge", id="a heading"),
        pytest.param("the road not taken was grassy and\nthe other was as fair and\nit bent", id="verse"),
        pytest.param("They met the board and bought a new phone of\n\niPhone fame", id="a brand"),
        pytest.param("They met the board on Monday, and said:\n\nthe bridge is closed", id="a colon"),
        pytest.param("> They met the board of\n\n> the town", id="a quotation"),
    ],
)
def test_lists_verse_and_headings_are_no_cut_sentences(marked: Marked, text: str) -> None:
    """What is set in lines on purpose is left alone."""
    assert marked(rule("split-paragraph"), text) == text


def test_the_last_words_before_a_break_are_told_where_no_space_is_near(read: Read) -> None:
    """Tabs between words do not make the place one of another paragraph."""
    text = "the\tboard\tof\tthe\ttown\tmet\tthe\tboard\tof\n\nthe town and its mayor, they said."
    document = read("It met. " + text)

    (found,) = findings("split-paragraph", document)

    assert found.span is not None
    assert document.prose.text[found.span.start : found.span.end].endswith("of\n\nthe")


# Words cut in two


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ⟦govern-\nment⟧ met on Monday.", id="at a line end"),
        pytest.param("It was a ⟦re- markable⟧ day for them.", id="in a line"),
        pytest.param("It was a ⟦dif-ferent⟧ day for them.", id="joined with its hyphen"),
        pytest.param("They met in the ⟦morn ing⟧ of that day.", id="with a space only"),
        pytest.param("They met the ⟦govern\u00ad\nment⟧ on Monday.", id="with a soft hyphen"),
    ],
)
def test_a_word_that_a_line_end_divided_is_marked_whole(marked: Marked, text: str) -> None:
    """Both parts and what stands between them."""
    assert marked(rule("split-hyphen"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The pre- and post-war years", id="a suspended hyphen"),
        pytest.param("a two- or three-year plan for them", id="another"),
        pytest.param("a well-\nknown plan of the council", id="a compound at a line end"),
        pytest.param("The vote - ten to one - was clear.", id="dashes"),
        pytest.param("The co-operative re-signed the ex-minister.", id="prefixes"),
        pytest.param("The lane runs zig-zag to the bridge.", id="an echo"),
    ],
)
def test_hyphens_of_compounds_are_left_alone(marked: Marked, text: str) -> None:
    """Two words that a hyphen joins are no word that it divides."""
    assert marked(rule("split-hyphen"), text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The govern-\nment met on Monday.", "The government met on Monday.", id="a word of one kind"),
        pytest.param(
            "He had to re-\nsign it on Monday.", "He had to re-\nsign it on Monday.", id="perhaps another word"
        ),
        pytest.param("It was a dif-ferent day.", "It was a dif-ferent day.", id="a hyphen that may be the author's"),
    ],
)
def test_a_divided_word_is_joined_where_it_can_be_no_other(read: Read, text: str, expected: str) -> None:
    """What may be a compound, or another word, is told and not touched."""
    assert repaired("split-hyphen", read(text)) == expected


# Texts cut off


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("The ministry, which had denied the report, said on Tuesday that it ⟦would⟧", id="an open word"),
        pytest.param("The ministry denied the report on Tuesday, and the mayor went to the ⟦bridge⟧", id="no stop"),
        pytest.param("The ministry denied the report and its ⟦minist...⟧", id="a part of a word"),
        pytest.param("The ministry denied the report ⟦[…]⟧", id="dots in brackets"),
        pytest.param("The authors wish to thank the ministry and ⟦Ms. R.⟧", id="a title without a name"),
        pytest.param("The ministry denied the report⟦… [+1234 chars]⟧", id="a count of characters"),
        pytest.param("The ministry denied it. ⟦Read the full story⟧", id="a link to the rest"),
    ],
)
def test_the_end_of_a_cut_text_is_marked(marked: Marked, end: str) -> None:
    """The place is the last word, or the mark of truncation."""
    text = (
        f"{BEFORE}\n\n{AFTER}\n\n{end}".replace("⟦… [", "… ⟦[") if "chars" in end else f"{BEFORE}\n\n{AFTER}\n\n{end}"
    )

    assert marked(rule("truncated-text"), text) == text


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("Ana Ruiz is a reporter in the capital", id="a note on the author"),
        pytest.param("Write to the newsroom of the paper at news@example.org", id="an address"),
        pytest.param("He had nothing more to say of it, and so he went to the bridge...", id="dots behind a word"),
        pytest.param("“I have nothing more to say of it, and so I go to the bridge,” he said.", id="a stop"),
        pytest.param(
            "Subscribe to the podcast of the paper or listen to the last one below:", id="words before a film"
        ),
        pytest.param(
            "She is called Ms. R. in the report. That is so, said the mayor to Ms. R.", id="an initial for a name"
        ),
        pytest.param("• the bridge and the roads that lead to it from the north of the town", id="an entry of a list"),
    ],
)
def test_a_text_that_ends_is_left_alone(marked: Marked, end: str) -> None:
    """Short lines behind the text, addresses and lists end without a stop by right."""
    assert marked(rule("truncated-text"), f"{BEFORE}\n\n{end}") == f"{BEFORE}\n\n{end}"


# Captions


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("FILE PHOTO: The mayor at a rally in March. REUTERS/Ann Lee", id="a label"),
        pytest.param("Image caption The bridge in March", id="a label without a colon"),
        pytest.param("Photo: Ann Lee/The Wire", id="a credit"),
        pytest.param("(Getty Images)", id="a credit in brackets"),
        pytest.param("The mayor at a rally in March. Ann Lee / AFP / Getty Images", id="a credit behind a sentence"),
        pytest.param("The mayor at a rally in March. (Photo by Ann Lee)", id="one in brackets"),
        pytest.param("AP/Ann Lee", id="an agency and a name"),
    ],
)
def test_a_caption_without_its_picture_is_found(marked: Marked, line: str) -> None:
    """The whole paragraph is the picture's."""
    text = between(f"⟦{line}⟧")

    assert marked(rule("caption-residue"), text) == text


@pytest.mark.parametrize(
    ("figure", "severity"),
    [
        ("<img src=a.jpg><figcaption>{}</figcaption>", Severity.NOTE),
        ("<figcaption>{}</figcaption><img src=a.jpg>", Severity.NOTE),
        ("<picture><source><img></picture><figcaption><p>{}</p></figcaption>", Severity.NOTE),
        ("<noscript><img src=a.jpg></noscript><figcaption>{}</figcaption>", Severity.NOTE),
        ("<figure><video></video></figure><figcaption>{}</figcaption>", None),
        ("<figcaption>{}</figcaption>", None),
        ("</figure><img src=a.jpg><p>{}</p><figure>", None),
    ],
)
def test_a_caption_beside_its_picture_is_a_note(read: Read, figure: str, severity: Severity | None) -> None:
    """In the page it belongs to what a reader sees, and in the text it does not; the page is no converter's doing."""
    caption = "Photo: Ann Lee/The Wire"
    page = f"<article><p>{BEFORE}</p><figure>{figure.format(caption)}</figure><p>{AFTER}</p></article>"
    document = read(page, "html")

    (found,) = findings("caption-residue", document)

    assert found.span is not None
    assert document.prose.text[found.span.start : found.span.end] == caption
    assert found.severity is severity


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The photo shows the mayor, said Getty Images, which sells it.", id="a sentence on a photo"),
        pytest.param("Photographs: a history of the craft was published in 1998.", id="a title"),
        pytest.param("Reuters said so.", id="a sentence on an agency"),
        pytest.param("He and/or she may vote on the plan.", id="a stroke"),
        pytest.param("The mayor takes another look at what happened. [Reuters.]", id="where a report is from"),
    ],
)
def test_a_sentence_on_pictures_is_no_caption(marked: Marked, line: str) -> None:
    """A credit is nothing but a name; a sentence says something."""
    assert marked(rule("caption-residue"), between(line)) == between(line)


# Links that lead nowhere


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("as ⟦[the report](#)⟧ says", id="a Markdown link"),
        pytest.param("as ⟦[the report]()⟧ says", id="one without a target"),
        pytest.param("as the report⟦](#)⟧ says", id="the second half of one"),
        pytest.param("as ⟦[it](javascript:void(0))⟧ says", id="a script"),
        pytest.param('as ⟦<a href="#">the report</a>⟧ says', id="an HTML link"),
        pytest.param("see ⟦http://localhost:8000/a⟧ for it", id="the author's own machine"),
        pytest.param("For the full report, ⟦click here⟧.", id="words that were a link"),
        pytest.param("He has denied it ⟦[link]⟧.", id="a word in brackets"),
        pytest.param("⟦Error! Hyperlink reference not valid.⟧", id="what a word processor says"),
    ],
)
def test_a_link_to_nowhere_is_found_in_plain_text(marked: Marked, text: str) -> None:
    """What is left of a link with its words, where they stand there."""
    assert marked(rule("dead-link"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("as [the report](https://example.org/a_(b)) says", id="a link that leads somewhere"),
        pytest.param('<a href="https://example.org">it</a>', id="an HTML link that does"),
        pytest.param("To read it, click here: https://example.org/a", id="an address behind the words"),
        pytest.param("A “click here” is bad style.", id="quoted words"),
        pytest.param("See http://localhost.example.org/a for it.", id="a host that begins alike"),
        pytest.param("The link between the two is clear.", id="another kind of link"),
    ],
)
def test_a_link_that_can_be_followed_is_left_alone(marked: Marked, text: str) -> None:
    """Nothing is looked up; whether a page still exists is not asked."""
    assert marked(rule("dead-link"), text) == text


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param('<p>as <a href="">the report</a> says</p>', "html", "the report", id="HTML"),
        pytest.param('<p>as <a href="http://localhost/">it</a> says</p>', "html", "it", id="HTML, on a machine"),
        pytest.param("as [the report](#) says", "markdown", "[the report](#)", id="Markdown"),
    ],
)
def test_a_link_of_the_markup_is_found_at_its_place_there(read: Read, text: str, kind: str, words: str) -> None:
    """A reader no longer sees where a link leads, its source does."""
    document = read(text, kind=kind)

    (found,) = findings("dead-link", document)

    assert found.span is not None
    assert found.layer is document.source.name
    assert document.source.text[found.span.start : found.span.end] == words


# What stands there again


def test_a_paragraph_that_stands_twice_is_found_the_second_time(read: Read) -> None:
    """Word for word or nearly; the first place is told beside it."""
    first = "The council voted on Monday to close the bridge for two years, and the mayor said the ferry would run."
    again = first.replace("Monday", "Friday")
    text = f"{first}\n\n{AFTER}\n\n{again}"

    (found,) = findings("repeated-block", read(text))

    assert found.span is not None
    assert text[found.span.start : found.span.end] == again
    assert [text[related.span.start : related.span.end] for related in found.related if related.span] == [first]
    assert found.evidence == {"shared words": 0.95}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Annual Report 2019 | 4\n\nThere were floods.\n\n⟦Annual Report 2019 | 5⟧\n\nThere was a drought.\n\n"
            "⟦Annual Report 2019 | 6⟧\n\nThere was peace.",
            id="a running head with numbers",
        ),
        pytest.param(
            f"{BEFORE}\n\n⟦RIVERS | THE REPORT 3⟧\n\n{AFTER}\n\n⟦RIVERS | THE REPORT 4⟧\n\n{BEFORE[:-30]}.",
            id="the first one too where it has the number of a page",
        ),
        pytest.param(f"{BEFORE}\n\n⟦- 4 -⟧\n\n{AFTER}\n\n⟦- 5 -⟧\n\n{BEFORE[:-30]}.", id="page numbers"),
        pytest.param(f"{BEFORE}\n\n⟦Page 4 of 9⟧\n\n{AFTER}", id="one page number that tells"),
        pytest.param(f"{BEFORE}\n\n⟦xii⟧\n\n{AFTER}", id="a Roman one"),
        pytest.param(f"{BEFORE}\n\n⟦18 | Stonemasters plc⟧\n\n{AFTER}", id="one with the name of the publication"),
        pytest.param(f"{BEFORE}\n\n⟦Page 4 sur 9⟧\n\n{AFTER}", id="one in another language"),
        pytest.param(f"HANSARD\n\f{BEFORE}\nIt was\n⟦HANSARD⟧\n\f{AFTER}\nIt is\n⟦HANSARD⟧\n\fso.", id="at form feeds"),
        pytest.param(
            f"xi    Foreword\n\n{BEFORE}\n\n⟦xii    Foreword⟧\n\n{AFTER}\n\n⟦xiii    Foreword⟧\n\n{BEFORE[:-30]}.",
            id="with Roman numbers apart",
        ),
        pytest.param(
            f"The Fens\n\n{BEFORE[:50]}\n\n⟦The Fens⟧\n\nfor all of the next year, and nobody was ever\n\n"
            "⟦The Fens⟧\n\nfor it.",
            id="inside sentences",
        ),
        pytest.param(f"Hearing of 14 May\n\n{BEFORE}\n\n⟦Hearing of 14 May⟧\n\n{AFTER}", id="the title"),
        pytest.param(f"CONFIDENTIAL DRAFT\n\n{BEFORE}\n\n⟦CONFIDENTIAL DRAFT⟧\n\n{AFTER}", id="a stamp"),
        pytest.param(
            "He said the bridge is closed for two years. She left.\n\n⟦“The bridge is closed for two years.”⟧\n\n"
            f"{AFTER}",
            id="a sentence shown large",
        ),
    ],
)
def test_lines_of_pages_are_found_at_every_place_but_the_first(marked: Marked, text: str) -> None:
    """Running heads repeat; a page number is one wherever it stands."""
    assert marked(rule("repeated-block"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Q. Did you see it?\n\nA. Yes.\n\nQ. Did you?\n\nA. Yes.\n\nQ. Who?\n\nA. Yes.", id="an interview"
        ),
        pytest.param(f"Background:\n\n{BEFORE}\n\nBackground:\n\n{AFTER}\n\nBackground:\n\nSo.", id="headings"),
        pytest.param("1\n\nIt rained.\n\n2\n\nIt snowed.\n\n3\n\nIt was dry.", id="numbers of sections"),
        pytest.param(f"3 | The long road\n\n{BEFORE}\n\n4 | The short road\n\n{AFTER}", id="headings with numbers"),
        pytest.param(
            f"THE SPEAKER OF THE HOUSE\n\n{AFTER}\n\nMR. TOLL\n\nI am not for it, she said.\n\n"
            "THE SPEAKER OF THE HOUSE\n\nThe vote will be on Friday.",
            id="those who speak in turn",
        ),
        pytest.param("And so we sing\n\nLa la la\n\nAnd so we sing\n\nLa di da", id="a refrain"),
        pytest.param("Chapter 1\n\nIt rained.\n\nChapter 2\n\nIt snowed.\n\nChapter 3\n\nIt was dry.", id="chapters"),
    ],
)
def test_lines_that_recur_by_right_are_left_alone(marked: Marked, text: str) -> None:
    """Questions, headings, refrains and numbers of parts belong to the text."""
    assert marked(rule("repeated-block"), text) == text


# What repairs leave behind

REPAIRED = (
    between("Facebook Twitter Email"),
    between("f\n\n🐦\n\nG+\n\n✉\n\nin"),
    between("Share this: Facebook · Twitter · Email"),
    f"{BEFORE} [Facebook](#) [Twitter](#)\n\n{AFTER}\n\nFacebook\nTwitter\nEmail",
    f"Facebook | Twitter\n\n{BEFORE}\n\nFacebook | Twitter\n\n{AFTER}\n\nFacebook | Twitter\n",
    f"{BEFORE}\n\n<!-- one -->\n\n<!-- two -->\n\n{AFTER}",
    f"<b>{BEFORE}</b>\n\n<i>{AFTER}</i>\n\n<!-- more -->",
    f"<span>The <b>council</b></span> met.<br><br>{AFTER}",
    "The deal of \\$400 is \\*the first. It is \\#1 \\& so \\- they said.",
    f"{BEFORE} <br> {AFTER} <br/>\nThe <font size='2'>ferry</font> runs all night.",
    f"The govern-\nment met.\n\n{BEFORE}",
)


@pytest.mark.parametrize("text", REPAIRED)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
def test_a_repaired_text_has_none_of_the_defects_and_no_new_ones(read: Read, text: str, end: str) -> None:
    """What is repaired is gone, and nothing of the family comes in its place."""
    names = [name.partition("/")[2] for name in RULE if name.startswith("extraction/")]
    text, before = text.replace("\n", end), 0
    while found := [(name, one) for name in names for one in findings(name, read(text)) if one.repairs]:
        assert before < 10, f"{found} come again and again"
        text, before = repaired(found[0][0], read(text)), before + 1

    assert before > 0
    assert [one.message for name in names for one in findings(name, read(text))] == []


@pytest.mark.parametrize("text", REPAIRED)
def test_repairs_touch_no_word(read: Read, text: str) -> None:
    """Letters go only where a whole button, tag or comment does: what is left was there in the same order."""
    for name in ("share-button-residue", "markup-residue"):
        after = repaired(name, read(text))
        letters = iter(text)
        assert all(character in letters for character in after if character.isalnum())
        assert BEFORE.split()[1] in after or BEFORE not in text


def test_every_phrase_of_boilerplate_has_a_word_that_is_looked_for() -> None:
    """Paragraphs without such a word are not searched, so that a phrase without one would never be found."""
    keywords = {word for word, _ in entries("boilerplate-keywords")}
    telling = [phrase for phrase, weight in entries("boilerplate-phrases") if weight >= 1]

    assert [phrase for phrase in telling if not keywords & {word.strip("?,.()") for word in phrase.split()}] == []


def test_two_dots_between_words_are_a_lost_space(marked: Marked) -> None:
    """They stand for an ellipsis, or for a stop and a space."""
    text = "They would ⟦fight..and⟧ fight again, wait... and see example.org/a..b"

    assert marked(rule("fused-words"), text) == text
