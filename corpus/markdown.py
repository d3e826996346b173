"""The text of a Markdown document as a reader sees it, with the place of every character in the markup.

Only what changes the text is read: marks of headings, lists, quotations, emphasis, links, references and inline HTML.
Front matter and code blocks are no text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.derive import Deriver
from corpus.extract import Extract, Link, Statement
from corpus.frontmatter import front_matter
from corpus.spans import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:([-*_=])(?: *\1){2,}|=+|-{2,}) *$")
_TABLE_RULE = re.compile(r"[ |:]*-[ |:-]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\^][^\]]{0,200}\]:\s+\S")
_PREFIX = re.compile(
    r"(?:[ \t]*>)*[ \t]*"
    r"(?:(?P<heading>#{1,6})(?=[ \t]|$)[ \t]*|[-*+][ \t]+|\d{1,9}[.)][ \t]+|\[\^[^\]\s]{1,40}\]:[ \t]+)?"
)

# Everything inside a line that a reader does not see as it stands.
_INLINE = re.compile(
    r"(?P<ticks>`{1,3})(?P<code>(?:(?!`)[^\r\n]){1,500}?)(?P=ticks)(?!`)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<dropped><!--[^<>]{0,2000}-->|</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,2000})?/?>|\[\^[^\]\s]{1,40}\]|`{1,3})"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?:\((?P<target>(?:[^()\s]|\([^()\s]{0,500}\)){0,2000})(?:\s+\"[^\"]{0,500}\")?\s{0,3}\)|\[[^\]]{0,200}\]))"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
)


def extract(markup: str) -> Extract:
    """Read a whole document. Any text is Markdown."""
    statements, start = front_matter(markup)
    found = list(statements)
    quotes: list[Span] = []
    inside = _Inside()
    deriver = Deriver(markup)
    for block in _blocks(markup, start):
        deriver.separate("\n\n")
        if block.heading == 1 and not any(statement.kind == "h1" for statement in found):
            first, last = block.lines[0].start, block.lines[-1].end
            found.append(Statement("h1", "", _plain(markup[first:last]), Span(first, last)))
        quote_start = deriver.length
        _inline(deriver, markup, block.lines, inside)
        if block.quoted and quote_start < deriver.length:
            quotes.append(Span(quote_start, deriver.length))
    text, offsets = deriver.finish()
    code = tuple(span for span in map(offsets.from_parent, inside.code) if span)
    return Extract(text, offsets, tuple(found), tuple(quotes), code, tuple(inside.links))


def _plain(markup: str) -> str:
    deriver = Deriver(markup)
    _inline(deriver, markup, [Span(0, len(markup))], _Inside())
    return deriver.finish()[0]


@dataclass(slots=True)
class _Inside:
    """What stands inside the lines, as places of the markup."""

    code: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


class _Block:
    """Lines that are one paragraph, heading or list entry, without the marks at their beginning."""

    def __init__(self, heading: int = 0) -> None:
        self.heading = heading
        self.quoted = False
        self.lines: list[Span] = []


def _blocks(markup: str, start: int) -> Iterator[_Block]:
    block = _Block()
    fence = ""
    for match in _LINE.finditer(markup, start):
        line, position = match[0].rstrip("\r\n"), match.start()
        fenced = _FENCE.match(line)
        if fence or fenced:
            fence = _fence(fence, fenced[1] if fenced else "")
            if block.lines:
                yield block
            block = _Block()
            continue
        if not line.strip() or _RULE.match(line) or _TABLE_RULE.match(line) or _DEFINITION.match(line):
            if block.lines:
                # A row of = or - under a line of text makes it a heading.
                block.heading = block.heading or (1 if line.startswith("=") else 2 if line.startswith("--") else 0)
                yield block
            block = _Block()
            continue
        prefix = _PREFIX.match(line)
        assert prefix is not None  # every part of it is optional
        heading = len(prefix["heading"] or "")
        if block.lines and (heading or block.heading or prefix[0].strip(" \t>")):
            yield block
            block = _Block()
        block.heading = heading
        block.quoted = ">" in prefix[0]
        end = position + len(_without_tail(line) if heading else line.rstrip())
        if position + prefix.end() < end:
            block.lines.append(Span(position + prefix.end(), end))
        elif block.lines:  # an empty line of a block quotation
            yield block
            block = _Block()
    if block.lines:
        yield block


def _without_tail(heading: str) -> str:
    """A heading without the marks that close it, as in ``# Title #``."""
    heading = heading.rstrip()
    title = heading.rstrip("#")
    return title.rstrip() if title[-1:] in {" ", "\t"} else heading


def _fence(open_fence: str, mark: str) -> str:
    """The fence that is open after a line that has ``mark``, if any."""
    if not open_fence:
        return mark
    return "" if mark.startswith(open_fence) else open_fence


def _inline(deriver: Deriver, markup: str, lines: list[Span], inside: _Inside) -> None:
    """Take over the text of a block, and note the code and the links in it.

    A mark with no partner is text, so what to leave out is known only at the end.
    """
    changes = _changes(markup, lines, inside)
    number = position = 0
    for index, line in enumerate(lines):
        if index:
            end = lines[index - 1].end
            is_hard = markup.startswith("  ", end) or markup[end - 1] == "\\"
            deriver.separate("\n" if is_hard else " ")
        position = max(position, line.start)  # an image that was left out may end in this line
        while number < len(changes) and changes[number][0] < line.end:
            start, end, text = changes[number]
            number += 1
            if start >= position:  # not inside an image that was left out
                deriver.keep(position, start)
                deriver.replace(text, start, end)
                position = end
        deriver.keep(position, line.end)


def _changes(markup: str, lines: list[Span], inside: _Inside) -> list[tuple[int, int, str]]:
    """What a reader sees otherwise: start, end and the text instead, in order."""
    changes: list[tuple[int, int, str]] = []
    brackets: list[tuple[int, int]] = []
    emphasis: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        for match in _INLINE.finditer(markup, line.start, line.end):
            start, end = match.span()
            if match["code"]:
                ticks = len(match["ticks"])
                inside.code.append(Span(*match.span("code")))
                changes += [(start, start + ticks, ""), (end - ticks, end, "")]
            elif match["escaped"] or match["address"]:
                changes.append((start, end, match["escaped"] or match["address"]))
            elif match["dropped"]:
                changes.append((start, end, ""))
            elif match["reference"]:
                changes.append((start, end, html.unescape(match[0])))
            elif match["open"]:
                brackets.append((start, end))
            elif match["close"]:
                changes += _link(markup, brackets.pop(), match, inside) if brackets else ()
            else:
                changes += _emphasis(markup, match[0], (start, end), emphasis)
    return sorted(changes)


def _link(markup: str, opened: tuple[int, int], closed: re.Match[str], inside: _Inside) -> list[tuple[int, int, str]]:
    """The marks of a link, or the whole of a picture."""
    if markup[opened[0]] == "!":
        return [(opened[0], closed.end(), "")]
    if closed["target"] is not None:
        inside.links.append(Link(Span(opened[0], closed.end()), closed["target"]))
    return [(*opened, ""), (*closed.span(), "")]


def _emphasis(
    markup: str, mark: str, span: tuple[int, int], opened: dict[str, list[tuple[int, int]]]
) -> list[tuple[int, int, str]]:
    """The pair that a mark closes, by its neighbours: it opens before a word and closes after one."""
    before = markup[span[0] - 1 : span[0]]
    after = markup[span[1] : span[1] + 1]
    closes = before and not before.isspace() and not after.isalnum()
    if closes and opened.get(mark):
        return [(*opened[mark].pop(), ""), (*span, "")]
    if after and not after.isspace() and not before.isalnum():
        opened.setdefault(mark, []).append(span)
    return []
