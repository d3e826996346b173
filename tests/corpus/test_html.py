from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extract import Extract, is_dead
from corpus.html import extract
from corpus.spans import Span

_STORY = "The harbour board met on Tuesday and decided to dredge the northern channel before winter."


def _stated(markup: str) -> list[tuple[str, str, str]]:
    """The statements, each checked to stand where it says it does."""
    found = extract(markup).statements
    for statement in found:
        assert statement.span is not None
        assert markup[statement.span.start : statement.span.end] == statement.value
    return [(statement.kind, statement.key, statement.value) for statement in found]


def _origin(markup: str, extracted: Extract, words: str) -> str:
    """The markup that ``words`` of the text were made from."""
    start = extracted.text.index(words)
    assert extracted.offsets is not None
    span = extracted.offsets.to_parent(Span(start, start + len(words)))
    return markup[span.start : span.end]


# What is text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>a <b>bold</b>, <i>slanted</i> word</p>", "a bold, slanted word"),
        ("<p>in<b>side</b> a word</p>", "inside a word"),
        ("<p>\n  much \t white\r\nspace \f here </p>", "much white space here"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"),
        ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "one\n\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>", "a b\nc d"),
        ("<pre>one\n  two  &amp; three</pre>", "one\n  two  & three"),
        ("<h1>Title</h1>Text", "Title\n\nText"),
        ("<!-- a comment -->text<!-- > -->", "text"),
        ("a<script>if (1 < 2) { '<p>' }</script>b", "ab"),
        ("a<style>p > a { }</style>b", "ab"),
        ("a<noscript>c</noscript><template>d</template><svg><text>e</text></svg>b", "ab"),
        ("<head><title>t</title></head><body>b</body>", "b"),
        ("just text, no markup", "just text, no markup"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("no-break\u00a0space", "no-break\u00a0space"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    """Blocks are apart by a blank line, lines by one, cells by a space; what is hidden is no text."""
    extracted = extract(markup)
    if markup.startswith("<ul>\n"):  # white space between items is a matter of taste
        assert extracted.text.split() == text.split()
    else:
        assert extracted.text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a &amp; b", "a & b"),
        ("a &amp b", "a & b"),
        ("&lt;p&gt;", "<p>"),
        ("caf&eacute;", "café"),
        ("caf&eacute", "café"),
        ("&copy2024", "©2024"),
        ("&#233;&#xe9;&#XE9;", "ééé"),
        ("&#146;", "’"),
        ("&#0;&#xD800;&#x110000;", "\ufffd\ufffd\ufffd"),
        ("&nosuch; & &; &# &#x &#x;", "&nosuch; & &; &# &#x &#x;"),
        ("&notit;", "¬it;"),
        ("&amp;amp;", "&amp;"),
        ("&nbsp;", "\u00a0"),
        ("fish&chips", "fish&chips"),
    ],
)
def test_character_references_are_resolved_once(markup: str, text: str) -> None:
    """Named, decimal and hexadecimal, with and without semicolon; what is none stays as it is."""
    assert extract(f"<p>{markup}</p>").text == text


def test_a_reference_stands_for_all_of_its_markup() -> None:
    """The character leads to the whole reference, its neighbours to themselves."""
    markup = "<p>The caf&eacute; &amp bar <b>re</b>opened</p>"
    extracted = extract(markup)
    assert _origin(markup, extracted, "é") == "&eacute;"
    assert _origin(markup, extracted, "café") == "caf&eacute;"
    assert _origin(markup, extracted, "& bar") == "&amp bar"
    assert _origin(markup, extracted, "reopened") == "re</b>opened"


# The main text


@pytest.mark.parametrize(
    "aside",
    [
        "<nav>Home News Sport</nav>",
        "<header>The Daily Harbour</header>",
        "<footer>All rights reserved</footer>",
        "<aside>Most read: five things</aside>",
        "<form>Your address <input> <button>Send</button></form>",
        '<div role="navigation">Home News Sport</div>',
        "<div hidden>Not to be seen</div>",
        "<script>var story = 'no'</script>",
    ],
)
def test_what_stands_beside_the_story_is_left_out(aside: str) -> None:
    """Navigation, forms, headers and footers of the page are not part of the text."""
    assert extract(f"<body>{aside}<p>{_STORY}</p>{aside}</body>").text == _STORY


@pytest.mark.parametrize("main", ["article", "main"])
def test_the_article_is_the_text_where_there_is_one(main: str) -> None:
    """What stands outside <article> or <main> is left out, even with no mark of its own."""
    page = f"<body><div>Also today: rain</div><{main}><header>Head</header><p>{_STORY}</p></{main}><div>Ads</div>"
    assert extract(page).text == f"Head\n\n{_STORY}"


def test_a_teaser_is_not_the_main_text() -> None:
    """An <article> that holds little of the page is one of its teasers."""
    assert _STORY in extract(f"<article>Rain</article><div>{_STORY}</div>").text


@pytest.mark.parametrize("tag", ["form", "nav", "header", "div hidden", "aside", "div role=dialog"])
@pytest.mark.parametrize("end", ["", "</form></nav></header></div></aside>"])
def test_a_page_that_is_wrapped_whole_is_not_lost(tag: str, end: str) -> None:
    """A page inside a form, or after a navigation that is never closed, is still the page."""
    assert _STORY in extract(f"<body><{tag}><p>{_STORY}</p>{end}").text


# What the page says of itself


@pytest.mark.parametrize(
    ("markup", "stated"),
    [
        ('<meta name="author" content="A. Person">', ("meta", "author", "A. Person")),
        ('<meta content="author" name="author">', ("meta", "author", "author")),
        ('<meta name=author content="a">', ("meta", "author", "a")),
        ("<META PROPERTY='og:title' CONTENT='A title'/>", ("meta", "og:title", "A title")),
        ('<meta itemprop="datePublished"\n content = " 2024-05-01 ">', ("meta", "datepublished", "2024-05-01")),
        ("<title> A  title </title>", ("title", "", "A title")),
        ("<h1>One <b>heading</b></h1>", ("h1", "", "One heading")),
        ('<link rel="canonical" href="https://a.example/b">', ("link", "canonical", "https://a.example/b")),
        ('<a rel="nofollow license" href=/by>by</a>', ("link", "license", "/by")),
        ('<html lang="en-GB">', ("html", "lang", "en-GB")),
        ('<time datetime="2024-05-01">May</time>', ("time", "", "2024-05-01")),
        ('<a rel="author" href="/p">A. Person</a>', ("microdata", "author", "A. Person")),
        ('<script type="application/ld+json">{"a": 1}</script>', ("json-ld", "", '{"a": 1}')),
    ],
)
def test_statements_are_read_at_their_place(markup: str, stated: tuple[str, str, str]) -> None:
    """Meta elements, titles, links, times and JSON-LD say something of the page, each at an exact place."""
    page = f"<p>before</p>{markup}<p>after</p>"
    (statement,) = extract(page).statements
    assert (statement.kind, statement.key, statement.value) == stated
    assert statement.span is not None
    said = page[statement.span.start : statement.span.end]
    assert " ".join(said.replace("<b>", "").replace("</b>", "").split()) == statement.value
    assert "before" not in said
    assert page.index(markup) <= statement.span.start < statement.span.end <= page.index(markup) + len(markup)


def test_all_statements_of_a_page_have_their_place() -> None:
    """Several statements do not take each other's place."""
    head = (
        '<html lang="en"><head><title>T</title><meta name="author" content="T">'
        '<meta content="2024-05-01" property="article:published_time"><link href="/T" rel="canonical"></head>'
    )
    assert _stated(head) == [
        ("html", "lang", "en"),
        ("title", "", "T"),
        ("meta", "author", "T"),
        ("meta", "article:published_time", "2024-05-01"),
        ("link", "canonical", "/T"),
    ]


def test_a_value_with_references_has_the_place_of_its_tag() -> None:
    """What is not written as it reads cannot be placed more closely than by its tag."""
    markup = '<p>x</p><meta name="author" content="Jos&eacute;">'
    (statement,) = extract(markup).statements
    assert statement.value == "José"
    assert statement.span == Span(8, len(markup))


@pytest.mark.parametrize("markup", ['<meta name="author">', '<meta name="author" content=" ">', "<title> </title>",
                                    '<meta content="x">', "<link rel=canonical>", "<h1></h1>"])  # fmt: skip
def test_what_says_nothing_is_no_statement(markup: str) -> None:
    """Elements without a value or a name say nothing."""
    assert extract(markup).statements == ()


# Links


@pytest.mark.parametrize(
    ("markup", "words", "target"),
    [
        pytest.param('<p>as <a href="/a">the report</a> says</p>', "the report", "/a", id="plain"),
        pytest.param("<p>as <a href=#>it</a> says</p>", "it", "#", id="without quotation marks"),
        pytest.param('<p>as <A HREF="">it</A> says</p>', "it", "", id="an empty target"),
        pytest.param('<p><a href="/a?b&amp;c">it</a></p>', "it", "/a?b&c", id="a target with a reference"),
        pytest.param('<p><a href="/a">the <b>new</b> one</a></p>', "the <b>new</b> one", "/a", id="with type in it"),
        pytest.param('<p><a href="/a">it</p><p>So.</p>', "it", "/a", id="closed by its paragraph"),
    ],
)
def test_a_link_has_the_place_of_its_words_and_its_target(markup: str, words: str, target: str) -> None:
    """The place is what stands between its tags, in the markup."""
    (link,) = extract(markup).links

    assert markup[link.span.start : link.span.end] == words
    assert link.target == target


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param('<p><a name="top">it</a></p>', id="an anchor"),
        pytest.param('<p><a href="/a"></a>it</p>', id="a link without words"),
        pytest.param('<p>it <a href="/a"', id="a tag without its end"),
    ],
)
def test_what_nobody_can_follow_is_no_link(markup: str) -> None:
    """An anchor leads nowhere by right; a link without words is not seen."""
    assert extract(markup).links == ()


def test_links_are_told_in_the_order_in_which_they_end() -> None:
    """Every link of a page is there once."""
    page = '<nav><a href="/a">one</a></nav><p><a href="/b">two</a>, <a href="/c">three</a></p>'

    assert [link.target for link in extract(page).links] == ["/a", "/b", "/c"]


@pytest.mark.parametrize(
    ("target", "dead"),
    [
        *(
            (target, True)
            for target in ("", " # ", "#!", "javascript:void(0)", "JavaScript:go()", "about:blank", "null")
        ),
        *((target, True) for target in ("http://localhost:80/a", "https://127.0.0.1", "file:///a", "C:\\a", "<#>")),
        *((target, False) for target in ("/a", "#notes", "https://example.org", "mailto:a@example.org", "a.html")),
        *((target, False) for target in ("http://localhost.example.org", "http://127.0.0.10/", "nullable.html")),
    ],
)
def test_a_dead_target_leads_nowhere_for_anybody_else(target: str, dead: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """Empty ones, scripts, and what stands on the author's own machine; all others may live."""
    assert is_dead(target) is dead


# Broken and hostile pages


@pytest.mark.parametrize(
    "markup",
    [
        "<p>before</p>{}<p>word</p>",
        "{}word",
        "word{}",
        "<p>word{}</p>",
    ],
)
@pytest.mark.parametrize(
    "junk",
    ["<![CDATA[x]]>", "<![if !IE]>", "<![endif]>", "<!>", "</>", "<>", "<?php echo 1 ?>", "<!-- x -->", "<!--x--!>-->",
     "<!doctype html>", "\0", "</p></div></nothing>", "<a href='", "<!--", "<![CDATA[", "<![", "<!", "</", "<", "&",
     "&#"],
)  # fmt: skip
def test_junk_costs_no_text(markup: str, junk: str) -> None:
    """Malformed markup never raises and never swallows the words around it."""
    page = markup.format(junk)
    extracted = extract(page)
    if junk == "<a href='" and not markup.startswith("word") and not markup.endswith("</p>"):
        return  # a tag that is never closed has no end that anybody could name
    assert "word" in extracted.text
    assert _origin(page, extracted, "word") == "word"


def test_a_section_after_an_unclosed_comment_keeps_its_place() -> None:
    """What the parser has given up on does not shift what follows."""
    page = "intro text <!-- open > words > <![CDATA[ section ]]> tail <b>end</b>"
    extracted = extract(page)
    assert _origin(page, extracted, "tail end") == "tail <b>end"
    assert "section" not in extracted.text


@pytest.mark.parametrize("tag", ["div", "b", "article", "nav", "p", "table", "form", "pre", "blockquote", "svg"])
@pytest.mark.parametrize("closed", [True, False])
def test_depth_is_no_danger(tag: str, closed: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """Elements 100,000 deep are read, without recursion."""
    depth = 100_000 if tag == "div" and closed else 20_000
    page = f"<{tag}>" * depth + "word" + (f"</{tag}>" * depth if closed else "")
    assert extract(page).text == ("" if tag == "svg" else "word")


_PARTS = st.sampled_from(
    ["<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<![if", "<?", '<a href="', "'", '"', " ", "\n", "\r\n", "=",
     "/",
     "<p>", "</p>", "<br>", "<pre>", "</pre>", "<script>", "</script>", "<style>", "<title>", "</title>", "<nav>",
     "</nav>",
     "<article>", "</article>", "<form>", "</form>", "&amp", "&amp;", "&#x41;", "&#0;", "&", "word", "Wörter", "\0",
     "<div hidden>",
     "</div>", "<textarea>", "<svg/>", "<!doctype", "</>", "<li>", "<td>", "<h1>", '<meta name=author content="x">',
     "<time datetime=1>"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PARTS, max_size=30).map("".join) | st.text(max_size=40))
def test_any_text_is_a_page(markup: str) -> None:
    """Nothing raises; every character of the text stands where the map says, and every statement somewhere."""
    extracted = extract(markup)
    assert extracted.offsets is not None
    previous = Span(0, 0)
    for position, character in enumerate(extracted.text):
        span = extracted.offsets.to_parent(Span(position, position + 1))
        assert previous.start <= span.start <= span.end <= len(markup)
        assert previous.end <= span.end
        if not character.isspace() and not markup.startswith("&", span.start):
            assert markup[span.start : span.end] == character
        previous = span
    for statement in extracted.statements:
        assert statement.span is not None
        assert 0 <= statement.span.start < statement.span.end <= len(markup)


Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]

_ADVERSARIAL: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "<" * n,
    "open tags": lambda n: "<a " * n,
    "open tags, one end": lambda n: "<a " * n + ">",
    "attributes": lambda n: "<a " + "b=c " * n + ">",
    "attributes without values": lambda n: "<a " + "b " * n + ">",
    "quotes": lambda n: "<a b=" + "'\"" * n + ">",
    "open quotes": lambda n: "<a b='" * n + ">",
    "slashes": lambda n: "<a" + "/" * n + ">",
    "equals": lambda n: "<a " + "=" * n + ">",
    "spaces in a tag": lambda n: "<a" + " " * n + ">" + "<a" + " " * n,
    "open comments": lambda n: "<!--" * n + ">",
    "open comments, one end": lambda n: "<!--" * n + "-->",
    "ends after an open comment": lambda n: "<!--x" + ">" * n,
    "sections": lambda n: "<![CDATA[" * n + ">",
    "closed sections": lambda n: "<![CDATA[]]>" * n,
    "declarations": lambda n: "<!a " * n + ">",
    "instructions": lambda n: "<?" * n + ">",
    "end tags": lambda n: "</" * n + ">",
    "end tags without start": lambda n: "</p>" * n,
    "ends of one of many": lambda n: "<b>" * n + "<i></i>" * n,
    "ampersands": lambda n: "&" * n,
    "references": lambda n: "&amp" * n,
    "digits": lambda n: "&#" + "1" * n,
    "white space": lambda n: "<p>" + " " * n + "x",
    "scripts": lambda n: "<script>" * n,
    "scripts that nearly end": lambda n: "<script>" + "</scrip" * n + ">",
    "relations": lambda n: '<link href=x rel="' + "license " * n + '">',
    "navigations": lambda n: "<nav>x" * n,
    "titles": lambda n: "<title>" * n + "x" + "</title>" * n,
    "items in items": lambda n: "<b itemscope itemprop=author>" * n,
    "classes in classes": lambda n: "<b class=author>x" * n,
    "rights": lambda n: "<footer>" + "© x " * n + "<p>©" * n,
    "statements": lambda n: "<meta name=a content=b>" * n,
}  # fmt: skip


@pytest.mark.parametrize("name", _ADVERSARIAL)
def test_time_is_linear(name: str, growth: Growth) -> None:
    """No repetition makes a page take more than its share of time."""
    assert growth(extract, _ADVERSARIAL[name]) <= 16


@pytest.mark.parametrize("head", ["<head><title>T</title>", "<head><title>T</title></head>", "<title>T</title>"])
@pytest.mark.parametrize("body", ["<body>", ""])
def test_the_end_of_the_head_may_be_left_out(head: str, body: str) -> None:
    """As in browsers: what follows a head that was never closed is the page."""
    assert extract(f"<html>{head}{body}<p>The bridge opened.</p></html>").text == "The bridge opened."


def test_share_widgets_and_icons_are_no_part_of_the_text() -> None:
    """What a page's own markup calls a widget is not the source's defect, and an icon's title not the page's."""
    page = extract(
        "<svg><title>Facebook</title></svg><title>T</title><article><p>The bridge opened.</p>"
        '<div class="sharedaddy">Facebook Twitter</div></article>'
    )

    assert page.text == "The bridge opened."
    assert [one.value for one in page.statements if one.kind == "title"] == ["T"]
