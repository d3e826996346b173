"""The main text of an HTML page, with the place of every character in the raw markup, and what the page says of itself.

The standard library's parser reads the markup: the only one that keeps exact positions.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from corpus.derive import Deriver
from corpus.extract import Extract, Link, Statement
from corpus.html_statements import Statements
from corpus.spans import OffsetMap, Span

# What a reader never sees as text.
_HIDDEN = frozenset(
    "audio button canvas datalist iframe math noscript object option script select style svg template textarea "
    "title video".split()
)
# What stands beside the main text. Each is left out unless it holds most of the page: some systems wrap the whole
# page in a form, and a forgotten end tag makes a page one long navigation.
_ASIDE = frozenset("aside dialog footer form header menu nav".split())
_ASIDE_ROLES = frozenset("banner complementary contentinfo dialog form menu navigation search".split())
_WIDGETS = frozenset(
    "addthis addtoany comment-list comments cookie-banner cookie-notice newsletter-signup share share-buttons "
    "sharedaddy sharing social social-share socials".split()
)  # by class or id
_MAIN = frozenset(("article", "main"))
_BLOCK = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul".split()
)
_LINE = frozenset("br caption li option tr".split())
_CODE = ("pre", "code", "kbd", "samp", "tt")
_PICTURES = frozenset("canvas embed iframe img object svg video".split())
_CELL = frozenset(("td", "th"))
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

# Runs of text: words with single spaces between them, white space to be folded, character references.
_RUN = re.compile(
    r"(?P<words>[^ \t\n\r\f&]+(?: [^ \t\n\r\f&]+)*)"
    r"|(?P<space>[ \t\n\r\f]+)"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|&"
)
_RIGHTS = re.compile(r"©|&copy;|(?i:\bcopyright\b|all rights reserved|creative commons|licen[cs]ed under)")
_LONG_RIGHTS = 1000  # code points of markup
_MAIN_SHARE = 0.25  # of the visible text; below it, <main> or <article> is a teaser and the page itself is the text


def extract(markup: str) -> Extract:
    """Read a whole page. Any text is a page: what is no markup is text."""
    reader = _Reader(markup)
    reader.read()
    kept = _kept(reader)
    text, offsets, marked = _assemble(markup, reader, kept)
    statements = (*reader.statements.found, *_rights(markup, reader, kept))
    quotes, code, captions = map(tuple, (marked.quotes, marked.code, marked.captions))
    return Extract(text, offsets, statements, quotes, code, tuple(reader.links), captions)


@dataclass(slots=True)
class _Region:
    """An element that may be left out, or that holds the main text."""

    parent: int
    is_main: bool
    size: int = 0


@dataclass(slots=True)
class _Figure:
    """A figure, and whether what it shows is there."""

    has_picture: bool = False


@dataclass(slots=True)
class _Text:
    """A stretch of visible text in the markup."""

    start: int
    end: int
    region: int
    separator: str | None
    preformatted: bool
    quoted: bool
    is_code: bool
    captioned: _Figure | None


@dataclass(slots=True)
class _Marked:
    """The parts of the text that the markup sets off."""

    quotes: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    captions: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    tag: str
    region: int
    hides: bool
    link: Link | None


class _Reader(HTMLParser):
    """Notes texts with their places and regions. The parser is fed once, with the whole page."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self._markup = markup
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", markup))]
        self._last_comment_end = markup.rfind("-->")
        self._stack: list[_Element] = []
        self._open: Counter[str] = Counter()
        self._hidden = 0
        self._separator: str | None = None
        self._pending: int | None = None
        self._figures: list[_Figure] = []
        self.regions = [_Region(0, is_main=False)]
        self.texts: list[_Text] = []
        self.statements = Statements(markup)
        self.links: list[Link] = []

    def read(self) -> None:
        """Parse the page.

        Nothing after the last ``>`` can be markup; the parser, left to search it, would do so from every ``<``.
        """
        after = self._markup.rfind(">") + 1
        self.feed(self._markup[:after])
        self.close()
        if self.cdata_elem is None:
            if self._pending is None and after < len(self._markup):
                self._pending = after
            self._flush(len(self._markup))
        self.statements.close(0, self._offset())

    # The parser's hooks. Each first ends the text before it, for the parser tells where a text begins, not where it
    # ends.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._flush()
        attributes = {name: value or "" for name, value in attrs}
        self._break(tag)
        # An icon has a title too, which is not the page's.
        if not self._open["svg"]:
            raw = self.get_starttag_text() or ""
            self.statements.open(tag, attributes, start, raw, len(self._stack) + 1, is_void=tag in _VOID)
        if tag in _PICTURES and self._figures:
            self._figures[-1].has_picture = True
        if tag in _VOID:
            return
        if tag == "figure":
            self._figures.append(_Figure())
        outer = self._stack[-1].region if self._stack else 0
        region = outer
        if tag in _MAIN:
            region = self._new_region(outer, is_main=True)
        elif self._is_aside(tag, attributes, outer):
            region = self._new_region(outer, is_main=False)
        hides = tag in _HIDDEN
        self._stack.append(_Element(tag, region, hides, self._link(tag, attributes, start)))
        self._open[tag] += 1
        self._hidden += hides

    def handle_endtag(self, tag: str) -> None:
        end = self._flush()
        self._break(tag)
        if not self._open[tag]:
            return
        while True:
            element = self._stack.pop()
            self._open[element.tag] -= 1
            self._hidden -= element.hides
            if element.tag == "figure":
                self._figures.pop()
            if element.link and element.link.span.start < end:
                self.links.append(Link(Span(element.link.span.start, end), element.link.target))
            if element.tag == tag:
                self.statements.close(len(self._stack), end)
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # <div/> is an open <div> to a browser, but in pages that write so it is meant as closed.
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._pending is None:
            self._pending = self._offset()
        self.statements.data(data)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 (the parser's signature)
        self._flush()

    handle_decl = handle_pi = unknown_decl = handle_comment  # type: ignore[assignment]  # the names differ only

    # Malformed comments and sections: the parser's own methods look for the end from every beginning, or raise.

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 (the parser's signature)
        # The parser may have dropped what it is done with: ``i`` is no offset of the page, its position is.
        if self._offset() > self._last_comment_end:
            return -1
        return super().parse_comment(i, report)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002
        here = self._flush()
        end = self._markup.find(">", here) + 1
        return i + end - here if end else -1

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _flush(self, here: int | None = None) -> int:
        here = self._offset() if here is None else here
        start, self._pending = self._pending, None
        if start is not None and start < here and not self._hidden:
            region = self._stack[-1].region if self._stack else 0
            is_code = any(self._open[tag] for tag in _CODE)
            is_preformatted, is_quoted = self._open["pre"] > 0, self._open["blockquote"] > 0
            captioned = self._figures[-1] if self._figures and self._open["figcaption"] else None
            self.texts.append(
                _Text(start, here, region, self._separator, is_preformatted, is_quoted, is_code, captioned)
            )
            self._separator = None
        return here

    def _break(self, tag: str) -> None:
        by = "\n\n" if tag in _BLOCK else "\n" if tag in _LINE else " " if tag in _CELL else None
        if by and (self._separator is None or len(by) > len(self._separator) or self._separator == " "):
            self._separator = by

    def _is_aside(self, tag: str, attributes: dict[str, str], region: int) -> bool:
        if tag == "header" and self.regions[region].is_main:
            return False
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
        if not _WIDGETS.isdisjoint(names):
            return True
        return tag in _ASIDE or attributes.get("role", "").lower() in _ASIDE_ROLES or "hidden" in attributes

    def _link(self, tag: str, attributes: dict[str, str], start: int) -> Link | None:
        """A link that begins here; its end is not known yet."""
        if tag != "a" or "href" not in attributes:
            return None
        begin = start + len(self.get_starttag_text() or "")
        return Link(Span(begin, begin), attributes["href"])

    def _new_region(self, parent: int, *, is_main: bool) -> int:
        self.regions.append(_Region(parent, is_main))
        return len(self.regions) - 1


def _assemble(markup: str, reader: _Reader, kept: list[bool]) -> tuple[str, OffsetMap, _Marked]:
    """The text, its map, and what is set off in it."""
    deriver = Deriver(markup)
    marked = _Marked()
    for text in reader.texts:
        if text.separator:
            deriver.separate(text.separator)
        if kept[text.region]:
            start = deriver.length
            _take(deriver, markup, text)
            if start == deriver.length:
                continue
            span = Span(start, deriver.length)
            if text.quoted:
                marked.quotes.append(span)
            if text.is_code:
                marked.code.append(span)
            if text.captioned and text.captioned.has_picture:
                marked.captions.append(span)
    return *deriver.finish(), marked


def _rights(markup: str, reader: _Reader, kept: list[bool]) -> Iterator[Statement]:
    """The lines beside the text that say who holds the rights, as footers do."""
    if not _RIGHTS.search(markup):
        return
    lines: list[list[_Text]] = [[]]
    for text in reader.texts:
        if text.separator and text.separator.strip(" "):
            lines.append([])
        if not kept[text.region]:
            lines[-1].append(text)
    for line in filter(None, lines):
        span = Span(line[0].start, line[-1].end)
        if span.end - span.start <= _LONG_RIGHTS:
            words = " ".join("".join(html.unescape(markup[text.start : text.end]) for text in line).split())
            if _RIGHTS.search(words):
                yield Statement("page", "rights", words, span)


def _kept(reader: _Reader) -> list[bool]:
    """Which regions belong to the text. Parents stand before their children, so one pass each way is enough."""
    regions = reader.regions
    for text in reader.texts:
        regions[text.region].size += text.end - text.start
    for region in reversed(regions[1:]):
        regions[region.parent].size += region.size
    total = regions[0].size
    kept, in_main = [True], [False]
    for region in regions[1:]:
        fits = region.is_main or region.size * 2 > total
        kept.append(kept[region.parent] and fits)
        in_main.append(in_main[region.parent] or (region.is_main and kept[-1]))
    main = sum(
        region.size
        for number, region in enumerate(regions)
        if number and kept[number] and region.is_main and not in_main[region.parent]
    )
    return [k and m for k, m in zip(kept, in_main, strict=True)] if main > total * _MAIN_SHARE else kept


def _take(deriver: Deriver, markup: str, text: _Text) -> None:
    for run in _RUN.finditer(markup, text.start, text.end):
        if run["words"] or run[0] == "&" or (run["space"] and text.preformatted):
            deriver.keep(*run.span())
        elif run["space"]:
            deriver.separate(" ")
        else:
            deriver.replace(html.unescape(run[0]), *run.span())
