from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.frontmatter import front_matter
from corpus.markdown import extract
from corpus.spans import Span


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\\\ntwo"),
        ("one\r\n\r\ntwo\rthree", "one\n\ntwo three"),
        ("# Title #\ntext", "Title\n\ntext"),
        ("###### deep\n####### none", "deep\n\n####### none"),
        ("Title\n=====\n\ntext", "Title\n\ntext"),
        ("Title\n---\ntext", "Title\n\ntext"),
        ("#hashtag", "#hashtag"),
        ("- one\n- two\n* three\n+ four", "one\n\ntwo\n\nthree\n\nfour"),
        ("1. one\n2) two", "one\n\ntwo"),
        ("1984. A year", "A year"),
        ("> quoted\n> words", "quoted words"),
        ("> > - deep", "deep"),
        ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("lone * star and _ line", "lone * star and _ line"),
        ("[words](https://a.example/b 'x')", "[words](https://a.example/b 'x')"),
        ('[words](https://a.example/b "x")', "words"),
        ("[words](https://a.example/b_(c)) on", "words on"),
        ("[words][1] on\n\n[1]: https://a.example", "words on"),
        ("![alt](a.png) after", " after"),
        ("![alt\ntext](a.png) after", " after"),
        ("[![alt](a.png)](b) after", " after"),
        ("[not a link] after", "[not a link] after"),
        ("word[^1] on\n\n[^1]: A note", "word on\n\nA note"),
        ("<https://a.example/b>", "https://a.example/b"),
        ("a <b>bold</b><br/> word<!-- not seen -->", "a bold word"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("`code` in text", "code in text"),
        ("one\n\n```\ncode\n```\n\ntwo", "one\n\ntwo"),
        ("~~~ python\n```\ncode\n~~~\ntwo", "two"),
        ("caf&eacute; &amp; bar &nosuch; AT&T", "café & bar &nosuch; AT&T"),
        (r"\*not emphasis\* \[x\] \# 5\.", "*not emphasis* [x] # 5."),
        ("one\n\n---\n\ntwo\n\n* * *\n\nthree", "one\n\ntwo\n\nthree"),
        ("| a | b |\n|---|:-:|\n| c | d |", "| a | b |\n\n| c | d |"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    """Marks of headings, lists, quotations, emphasis and links are gone; lines that are wrapped are joined."""
    assert extract(markup).text == text


def test_places_are_those_of_the_markup() -> None:
    """Words lead to themselves, through emphasis, references, escapes and wrapped lines."""
    markup = "# Head\n\nThe **caf&eacute;** in\n[the \\*old\\* town](https://a.example) is shut.\n"
    extracted = extract(markup)
    assert extracted.text == "Head\n\nThe café in the *old* town is shut."
    assert extracted.offsets is not None
    for words, origin in [("Head", "Head"), ("café", "caf&eacute;"), ("*old", "\\*old"), ("is shut.", "is shut.")]:
        start = extracted.text.index(words)
        span = extracted.offsets.to_parent(Span(start, start + len(words)))
        assert markup[span.start : span.end] == origin


def test_the_first_heading_is_the_title() -> None:
    """A first heading states the title, without its marks, at its place; a second one does not."""
    markup = "intro\n\n# The *great* flood\n\n# Another\n"
    (statement,) = extract(markup).statements
    assert (statement.kind, statement.value) == ("h1", "The great flood")
    assert statement.span is not None
    assert markup[statement.span.start : statement.span.end] == "The *great* flood"


# Front matter


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("closing", ["---", "..."])
def test_front_matter_states_at_its_place(end: str, mark: str, closing: str) -> None:
    """Every scalar is a statement, whatever ends the lines, and none of it is text."""
    lines = [
        "---",
        "title: A flood",
        "Pub-Date: 2024-05-01",
        "author:",
        "  name: 'José P.'",
        'tags: [a, "b"]',
        closing,
        "Text.",
    ]
    markup = mark + end.join(lines)
    extracted = extract(markup)
    assert extracted.text == "Text."
    assert [(statement.key, statement.value) for statement in extracted.statements] == [
        ("title", "A flood"),
        ("pub_date", "2024-05-01"),
        ("author.name", "José P."),
        ("tags", "a"),
        ("tags", "b"),
    ]
    for statement in extracted.statements:
        assert statement.kind == "front matter"
        assert statement.span is not None
        assert markup[statement.span.start : statement.span.end] == statement.value


@pytest.mark.parametrize(
    "block",
    ["a: b: c", "\ta: b", "a: 'x", "[" * 5000, "- " * 5000, "{a: " * 3000, "a: *none", "!!python/object:os.system {}",
     "%TAG", "a: \x01", "a: &a [*a]", "? " * 5000, "!" * 5000, "a: \ud800", "---", "a: |\n  text\nb: >\n  folded"],
)  # fmt: skip
def test_broken_front_matter_is_no_text(block: str) -> None:
    """YAML that is none never raises; the block is left out all the same."""
    extracted = extract(f"---\n{block}\n---\nText.\n")
    if block != "---":
        assert extracted.text == "Text."
    for statement in extracted.statements:
        assert statement.span is not None


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    """A title with a colon in it is no YAML, and a title all the same."""
    markup = '---\ntitle: Late winner: Rovers 2-1\nauthor: "Jo Hill"\n  nested: x\n---\nText.\n'
    statements, start = front_matter(markup)
    assert [(one.key, one.value) for one in statements] == [
        ("title", "Late winner: Rovers 2-1"),
        ("author", "Jo Hill"),
    ]
    assert all(one.span and markup[one.span.start : one.span.end] == one.value for one in statements)
    assert markup[start:] == "Text.\n"


def test_aliases_do_not_multiply() -> None:
    """A list of aliases of a list of aliases is read in the time that it takes to write."""
    block = "a: &a [" + "x," * 5000 + "]\nb: &b [" + "*a," * 5000 + "]\nc: [" + "*b," * 5000 + "]\n"
    statements, _ = front_matter(f"---\n{block}---\n")
    assert len(statements) <= 5000


@pytest.mark.parametrize(
    "markup", ["---\ntitle: x\n", "----\ntitle: x\n----\n", " ---\ntitle: x\n---\n", "text\n---\ntitle: x\n---\n"]
)
def test_what_is_not_closed_or_not_first_is_no_front_matter(markup: str) -> None:
    """A rule at the beginning or in the middle opens nothing."""
    assert front_matter(markup) == ((), 0)


def test_front_matter_has_a_limit() -> None:
    """A block longer than any front matter is text."""
    assert front_matter("---\n" + "a: b\n" * 20_000 + "---\n") == ((), 0)


# Hostile documents

_PARTS = st.sampled_from(
    ["*", "**", "_", "~~", "`", "```", "~~~", "\n", "\n\n", "\r\n", " ", "  ", "\\", "[", "]", "](", "](a)", ")",
     "![", "!", "<", ">",
     "<b>", "</b>", "<!--", "-->", "&amp;", "&", "# ", " #", "- ", "---", "===", "|", "|-|", "1. ", "[^1]", "[1]: x",
     ": ", "> ", "word", "Wörter", "\0", "\u2028", "<https://a>", "\t", "title: x", "..."]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_PARTS, max_size=30).map("".join)
    | st.text(max_size=40)
    | st.lists(_PARTS, max_size=12).map(lambda p: "---\n" + "".join(p))
)
def test_any_text_is_markdown(markup: str) -> None:
    """Nothing raises; every character of the text stands where the map says, and every statement somewhere."""
    extracted = extract(markup)
    assert extracted.offsets is not None
    previous = Span(0, 0)
    for position, character in enumerate(extracted.text):
        span = extracted.offsets.to_parent(Span(position, position + 1))
        assert previous.start <= span.start < span.end <= len(markup)
        assert previous.end <= span.end
        if not character.isspace() and not markup.startswith(("&", "\\", "<"), span.start):
            assert markup[span.start : span.end] == character
        previous = span
    for statement in extracted.statements:
        assert statement.span is not None
        assert 0 <= statement.span.start <= statement.span.end <= len(markup)


Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]

_ADVERSARIAL: dict[str, Callable[[int], str]] = {
    "stars": lambda n: "*" * n,
    "opening stars": lambda n: " *a" * n,
    "emphasis in emphasis": lambda n: "*a **b " * n,
    "brackets": lambda n: "[" * n,
    "images": lambda n: "![" * n + "a" + "](b)" * n,
    "ends of links": lambda n: "](" * n,
    "ends of links with words": lambda n: "](a" * n,
    "parentheses": lambda n: "](" + "(" * n,
    "pairs of parentheses": lambda n: "](" + "()" * n,
    "spaces in a link": lambda n: "[a](b" + " " * n,
    "titles": lambda n: '[a](b "' * n,
    "tags": lambda n: "<a " * n,
    "spaces in a tag": lambda n: "<a" + " " * n,
    "comments": lambda n: "<!--" * n,
    "addresses": lambda n: "<https://" * n,
    "backticks": lambda n: "`" * n,
    "fences": lambda n: "```\n" * n,
    "references": lambda n: "&amp" * n,
    "footnotes": lambda n: "[^a" * n,
    "backslashes": lambda n: "\\" * n,
    "dashes": lambda n: "-" * n + "x",
    "dashes in a table": lambda n: "|-" * n + "x",
    "spaced dashes": lambda n: "- " * n + "x",
    "equals": lambda n: "=" * n + "x",
    "spaces": lambda n: " " * n + "x" + " " * n + "x",
    "spaces in a heading": lambda n: "# a" + " " * n + "b",
    "hashes in a heading": lambda n: "# a" + " #" * n + "b",
    "quotations": lambda n: ">" * n,
    "spaced quotations": lambda n: "> " * n + "x",
    "lines": lambda n: "a\n" * n,
    "definitions": lambda n: "[a]:" * n,
    "front matter of brackets": lambda n: "---\na: " + "[" * n + "\n---\n",
    "front matter of lists": lambda n: "---\n" + "- " * n + "\n---\n",
    "front matter of keys": lambda n: "---\n" + "a: b\n" * min(n, 2000) + "---\n" + "x" * n,
    "rules": lambda n: "---\n" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", _ADVERSARIAL)
def test_time_is_linear(name: str, growth: Growth) -> None:
    """No repetition makes a document take more than its share of time."""
    assert growth(extract, _ADVERSARIAL[name]) <= 16


def test_links_have_the_place_of_their_marks_and_their_target() -> None:
    """Pictures, and marks without a partner, are none."""
    markup = 'See [the *report*](/a) and ![a picture](/b), or ](/c) [d](<https://e.example> "E").'
    found = extract(markup).links
    assert [(markup[slice(*link.span)], link.target) for link in found] == [
        ("[the *report*](/a)", "/a"),
        ('[d](<https://e.example> "E")', "<https://e.example>"),
    ]
