from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import agree
from corpus.document import Document
from corpus.html import extract
from corpus.json_ld import properties
from corpus.layers import Layer, LayerName
from corpus.metadata import metadata, preferred
from corpus.persons import persons
from corpus.read import documents
from corpus.sources import Source

Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]

_BODY = "<p>The bridge over the Skerrow opened on Monday, four years after it was begun, the ministry said.</p>"


def _values(head: str, field: str, body: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body>{body}{_BODY}</body></html>"
    data = page.encode()
    (document,) = documents(Source("a.html", "html", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(document, Document)
    for value in document.metadata[field]:
        assert value.span is not None
        assert 0 <= value.span.start < value.span.end <= len(page)
    return [value.value for value in preferred(document.metadata[field])]


def _script(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


# Which value is gone by


def test_the_value_that_most_origins_give_comes_first() -> None:
    """Of two authors that are stated with the same certainty, the one whom another origin names too."""
    head = '<meta name="author" content="Jon Dole">' + _script(**{"@type": "Article", "author": "Mara Lind"})
    assert _values(head, "byline", "<p>By Mara Lind</p>") == ["Mara Lind"]


@pytest.mark.parametrize("value", ["admin", "Untitled", "undefined", "{{ author }}", "%title%", "<?= $name ?>", "N/A"])
def test_what_nobody_filled_in_is_no_value(value: str) -> None:
    """Placeholders of content systems and templates say nothing."""
    head = f'<meta name="author" content="{value}"><meta property="og:title" content="{value}">'
    assert _values(head, "byline") == _values(head, "title") == []


@pytest.mark.parametrize("day", ["0000-00-00", "1970-01-01T00:00:00Z", "0001-01-01", "yesterday", "3 hours ago"])
def test_what_names_no_year_that_was_is_no_day(day: str) -> None:
    """The beginning of a calendar is what a field of a data base holds that nobody filled in."""
    assert _values(f'<meta name="date" content="{day}">', "date") == []


def test_the_name_of_the_site_is_parted_from_the_title() -> None:
    """What stands before or behind the heading in the title is who published it."""
    head = "<title>Harbour Post: The bridge opens</title>"
    assert _values(head, "publisher", "<h1>The bridge opens</h1>") == ["Harbour Post"]
    head = '<meta property="og:title" content="The bridge opens - Harbour Post">'
    head += '<meta property="og:site_name" content="Harbour Post">'
    assert _values(head, "title") == ["The bridge opens"]


def test_an_address_without_a_host_takes_that_of_another() -> None:
    """A canonical link may be relative; with nothing to complete it, it is no address."""
    link = '<link rel="canonical" href="/bridge">'
    assert _values(f'{link}<meta property="og:url" content="https://a.example/x">', "url") == [
        "https://a.example/bridge"
    ]
    assert _values(link, "url") == []


def test_the_rights_line_of_a_footer_is_read() -> None:
    """It is no part of the text, and still says who holds the rights."""
    foot = "<footer><p>© 2023 <a href=/>Harbour Post</a>. All rights reserved.</p></footer>"
    assert _values("", "licence", foot) == ["© 2023 Harbour Post. All rights reserved."]
    assert _values("", "publisher", foot) == ["Harbour Post"]


# JSON-LD


def test_references_within_a_graph_are_followed() -> None:
    """An article names its publisher by the identifier of another object, as many systems write it."""
    graph: list[dict[str, object]] = [
        {"@type": "NewsArticle", "headline": "T", "publisher": {"@id": "#o"}, "author": {"@id": "#a"}},
        {"@type": "Organization", "@id": "#o", "name": "Harbour Post"},
        {"@type": "Person", "@id": "#a", "name": "Mara Lind"},
    ]
    found = {path: value for path, value, _ in properties(json.dumps({"@graph": graph}))}
    assert (found["publisher.name"], found["author.name"]) == ("Harbour Post", "Mara Lind")


@pytest.mark.parametrize("wrap", ["<!--{}-->", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/{}/*]]>*/", " {} "])
def test_json_ld_in_a_comment_is_json_ld(wrap: str) -> None:
    """Old systems hide it from old browsers; a line break in a string is no reason to lose it."""
    text = wrap.format('{"@type": "Article", "headline": "The\nbridge &amp; the river"}')
    assert ("headline", "The\nbridge & the river", False) in list(properties(text))


@given(st.recursive(st.none() | st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["@type", "@id", "@graph", "author", "name", "mainEntity"]), inner, max_size=4),
    max_leaves=20))  # fmt: skip
def test_any_json_has_properties(value: object) -> None:
    """Nothing raises, whatever is in it."""
    assert all(isinstance(text, str) for _, text, _ in properties(json.dumps(value)))


def test_references_in_a_circle_end(growth: Growth) -> None:
    """Objects that refer to each other are read once."""

    def circle(n: int) -> str:
        people = [{"@id": f"#{i}"} for i in range(1, n)]
        items: list[dict[str, object]] = [{"@type": "Article", "@id": "#0", "author": people}]
        items += [{"@type": "Person", "@id": f"#{i}", "author": {"@id": "#0"}} for i in range(1, n)]
        return json.dumps({"@graph": items})

    assert growth(lambda text: list(properties(text)), lambda n: circle(n // 100)) <= 16


# Microdata, RDFa and classes


@pytest.mark.parametrize(
    ("markup", "field", "values"),
    [
        pytest.param(
            '<div itemscope itemtype="http://schema.org/NewsArticle"><span itemprop="author" itemscope '
            'itemtype="http://schema.org/Person"><span itemprop="name">Mara Lind</span></span></div>',
            "byline",
            ["Mara Lind"],
            id="an author within an article",
        ),
        pytest.param(
            '<div itemscope itemtype="http://schema.org/Comment"><span itemprop="author" itemscope>'
            '<span itemprop="name">angry99</span></span></div>',
            "byline",
            [],
            id="an author of a comment",
        ),
        pytest.param(
            '<div vocab="https://schema.org/" typeof="NewsArticle"><span property="publisher" typeof="Organization">'
            '<span property="name">Harbour Post</span></span></div>',
            "publisher",
            ["Harbour Post"],
            id="RDFa Lite",
        ),
        pytest.param('<b class="author vcard"><a class="fn">Mara Lind</a></b>', "byline", ["Mara Lind"], id="hAtom"),
        pytest.param(
            '<div class="comments"><span class="author">Jon Dole</span></div>', "byline", [], id="a comment's class"
        ),
        pytest.param('<abbr class="published" title="2023-03-23T06:00Z">Thu</abbr>', "date", ["2023-03-23"], id="a"),
    ],
)  # fmt: skip
def test_properties_belong_to_their_item(markup: str, field: str, values: list[str]) -> None:
    """What is said of a comment or a related story is not said of the page."""
    assert _values("", field, markup) == values


# Persons and agreement


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("By Mara Lind", ["Mara Lind"]),
        ("Mara Lind and Bo Li", ["Mara Lind", "Bo Li"]),
        ("Lind, Mara", ["Mara Lind"]),
        ("Mara Lind, Bo Li", ["Mara Lind", "Bo Li"]),
        ("Mara Lind, transport editor", ["Mara Lind"]),
        ("Mara Lind (press office)", ["Mara Lind"]),
        ("Written by Mara Lind mara@post.example", ["Mara Lind"]),
        ("Department for Health and Social Care", ["Department for Health and Social Care"]),
        ("Harbour Post", ["Harbour Post"]),
        ("", []),
    ],
)
def test_a_credit_is_taken_apart_into_persons(credit: str, names: list[str]) -> None:
    """Leads, roles, addresses and the order of a name are no part of it."""
    assert persons(credit) == names


@pytest.mark.parametrize(
    ("field", "first", "second", "same"),
    [
        ("title", "The bridge opens", "THE BRIDGE OPENS | Harbour Post", True),
        ("title", "The bridge opens", "Ten mattresses you will love", False),
        ("byline", "Mara Lind", "M. Lind", True),
        ("byline", "Mara Lind", "Lind Mara", True),
        ("byline", "Mara Lind", "Jon Dole", False),
        ("byline", "Mara Lind", "Jon Lind", False),
        ("publisher", "The Harbour Post Ltd", "harbourpost", True),
        ("publisher", "British Sailing Council", "BSC", True),
        ("publisher", "Harbour Post", "Bargain Oils", False),
        ("url", "https://www.a.example/b/", "http://a.example/b?utm_source=x#top", True),
        ("url", "https://a.example/b", "https://a.example/b/amp", True),
        ("url", "https://a.example/?p=12", "https://a.example/b", True),
        ("url", "https://a.example/b", "https://c.example/b", False),
        ("url", "https://a.example/b", "https://a.example/c", False),
    ],
)
def test_values_agree_in_substance(field: str, first: str, second: str, same: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    """Case, order, forms of companies and of addresses are no contradiction; the order of the two does not count."""
    assert agree(field, first, second) is agree(field, second, first) is same


@given(st.sampled_from(["title", "byline", "publisher", "url", "date", "licence"]), st.text(), st.text())
def test_any_values_can_be_compared(field: str, first: str, second: str) -> None:
    """Nothing raises, a value agrees with itself, and both ways give the same answer."""
    assert agree(field, first, first)
    assert agree(field, first, second) is agree(field, second, first)


@pytest.mark.parametrize(
    "statement",
    [
        '<link rel="canonical" href="/@">',
        "<meta name=author content='Ann Lee @ and Bo Li'>",
        "<title>a@ - b: c | d</title>",
        '<link rel="canonical" href="http://[@">',
    ],
)
def test_many_statements_take_their_share_of_time(statement: str, growth: Growth) -> None:
    """A page may state one thing ten thousand times."""

    def read(page: str) -> object:
        return metadata(page, Layer(LayerName.PROSE, ""), extract(page).statements)

    assert growth(read, lambda n: "".join(statement.replace("@", str(i)) for i in range(n // 40))) <= 16
