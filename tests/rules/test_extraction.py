from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.extraction.markup_residue import RULE as MARKUP
from rules.extraction.share_button_residue import RULE as BUTTONS
from rules.model import NoOptions

Marked = Callable[..., str]
Read = Callable[..., Document]


@pytest.mark.parametrize(
    "row",
    [
        "f\n\n🐦\n\nG+\n\n✉\n\n🌐\n\nin",
        "Facebook Twitter LinkedIn WhatsApp",
        "**Share** | **Facebook** | **X** | **Reddit**",
        "Share this: Facebook · Twitter · Email",
        "[Facebook](#) [Twitter](#) [Email](#)",
        "FacebookTwitterPinterestWhatsApp",
        "facebook icon twitter icon email icon",
        "Share on Facebook Share on Twitter",
        "1.2K Shares Share Tweet Pin",
    ],
)
def test_a_row_of_buttons_is_one_finding(marked: Marked, row: str) -> None:
    """Whatever a converter makes of them, the buttons between two paragraphs are one piece of junk."""
    text = f"The vote is on Monday.\n\n⟦{row}⟧\n\nThe mayor is for it."

    assert marked(BUTTONS, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "She wrote on Facebook, Twitter and Reddit.",
        "The companies:\n\nFacebook, Google, Apple and Microsoft\n",
        "in\n\nthe\n\nnight",
        "X\n\nThe tenth chapter",
        "E-mail: a.ruiz@example.org",
        "Print run: 5,000",
    ],
)
def test_prose_that_names_networks_is_left_alone(marked: Marked, text: str) -> None:
    """A word is a button only where nothing but buttons stands in its line."""
    assert marked(BUTTONS, text) == text


def test_scattered_buttons_are_found_when_they_add_up_to_a_set(marked: Marked) -> None:
    """A set that a converter spread over the page is found one by one, if the document has the same set elsewhere."""
    row = "f\n\n🐦\n\nG+\n\n✉\n\nin"
    text = f"One.\n\n⟦{row}⟧\n\nTwo.\n\n⟦**f**⟧\n\nThree.\n\n⟦**🐦**\n\n**G+**⟧\n\nFour."

    assert marked(BUTTONS, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "The 2⟦<sup>⟧nd⟦</sup>⟧ of May",
        "A line⟦<br/>⟧and another",
        "worth ⟦\\$⟧400 million",
        "as ⟦[the report](#)⟧ says",
        "as the report⟦](#)⟧ says",
        "Smith ⟦&amp;⟧ Sons, a⟦&nbsp;⟧b",
        'He ⟦class="lead"⟧ said',
        "⟦[caption id=1]⟧The bridge⟦[/caption]⟧",
    ],
)
def test_markup_is_marked_tag_by_tag(marked: Marked, text: str) -> None:
    """The words between two tags are the author's."""
    assert marked(MARKUP, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "if a < b and b > c",
        "I <3 trams",
        "write to <a.ruiz@example.org>",
        "see [1] and [Smith 2020](https://example.org/a)",
        "AT&T and R&D",
        "C:\\Temp\\new",
        "He said *so*, and _so_ again.",
    ],
)
def test_signs_that_people_write_are_no_markup(marked: Marked, text: str) -> None:
    """Comparisons, addresses, paths and working links are text."""
    assert marked(MARKUP, text) == text


def test_in_markdown_only_what_a_reader_sees_counts(read: Read) -> None:
    """A tag or an escape is how Markdown is written; a link to nowhere is a defect there too."""
    document = read("The 2<sup>nd</sup> deal of \\$400, see [the report](#).", kind="markdown")

    found = [finding.evidence["markup"] for finding in MARKUP.check(document, NoOptions())]  # type: ignore[misc]

    assert found == ["[the report](#)"]


def test_in_html_markup_that_was_escaped_twice_is_found_at_its_place_in_the_page(read: Read) -> None:
    """A reader sees the tag; the place is where its reference stands in the markup."""
    page = "<html><body><p>The 2&lt;sup&gt;nd&lt;/sup&gt; of May</p></body></html>"
    document = read(page, kind="html")

    found = [document.text.to(document.source.name, f.span) for f in MARKUP.check(document, NoOptions()) if f.span]  # type: ignore[misc]

    assert [page[span.start : span.end] for span in found] == ["&lt;sup&gt;", "&lt;/sup&gt;"]
