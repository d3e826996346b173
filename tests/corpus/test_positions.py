"""From bytes through decoding, extraction and repair, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.config import CommandLine, load
from audit.engine import audit_document
from corpus.document import Document
from corpus.layers import Layer, LayerName
from corpus.spans import Span
from rules import RULES

Read = Callable[[bytes, str], Document]

_CONFIGURATION = load(None, RULES, command_line=CommandLine())
_KINDS = ("text", "markdown", "html")

# Tokens: what stands in the file, and what it reads as. {} is a number that tells one token from another.
_PLAIN = [
    ("tok{}en", "tok{}en"),
    ("tök{}én", "tök{}én"),
    ("日本{}語", "日本{}語"),
    ("tok{}😀", "tok{}😀"),
    ("t{}o\u202ek", "t{}o\u202ek"),
]
_BROKEN = [("cafÃ©{}", "café{}"), ("don{}â€™t", "don{}’t"), ("naÃ¯ve{}", "naïve{}"), ("â€œtok{}â€\x9d", "“tok{}”")]
_REFERENCES = [
    ("caf&eacute;{}", "café{}"),
    ("R&amp;D{}", "R&D{}"),
    ("t&#x6f;k{}", "tok{}"),
    ("&#8220;tok{}&rdquo;", "“tok{}”"),
]
_TAGGED = [("t<b>o</b>k{}", "tok{}"), ("tok<!-- x -->{}en", "tok{}en")]
_EMPHASISED = [("tok{}\\*en", "tok{}*en")]
_TOKENS = {
    "text": _PLAIN + _BROKEN,
    "markdown": _PLAIN + _BROKEN + _REFERENCES + _EMPHASISED,
    "html": _PLAIN + _BROKEN + _REFERENCES + _TAGGED,
}
_FILLERS = {
    "text": [" ", " said the mayor ", "\n", "\r\n", "\n\n", "\r", " \u2028 ", "\t", " \ufffd ", " \u202e \u2069 ",
             " naïve “x” "],
    "markdown": [" ", " said **the** mayor ", "\n", "\r\n", "\n\n", "\n\n# ", "\n- ", "\n> ", " [a](b) ", " ![a](b) ",
                 " <b>x</b> ", " <!-- x --> ", "\n\n```\ncode\n```\n\n", " &amp; "],
    "html": [" ", " said <i>the</i> mayor ", "\n", "\r\n", "<p>", "</p>", "<br>", "<li>", "<td>", " <!-- x --> ",
             " <script>tok</script> ",
             "<nav>x</nav>", " &amp; ", " &nbsp; ", "<pre> x\n </pre>", " <![CDATA[x]]> ", "</div>",
             " <style>a > b</style> ", " < "],
}  # fmt: skip


class _Planted(NamedTuple):
    data: bytes
    tokens: list[tuple[str, bytes, int]]  # as a reader sees it, its bytes, their offset


@st.composite
def _documents(draw: st.DrawFn, kind: str) -> _Planted:
    """A document of a kind, with tokens between fillers; invalid bytes where accents show that it is UTF-8."""
    data, tokens = b"", []
    damaged = draw(st.booleans())
    if damaged:
        data += "“Café” – it’s schön … ".encode() * 6 + b" \xff " + (b"<p>" if kind == "html" else b"\n\n")
    for number in range(draw(st.integers(1, 8))):
        written, read = draw(st.sampled_from(_TOKENS[kind]))
        written, read = written.format(f"{number}x"), read.format(f"{number}x")
        data += b" " if not data.endswith((b" ", b"\n", b"\r", b">")) else b""
        tokens.append((read, written.encode(), len(data)))
        data += written.encode() + draw(st.sampled_from(_FILLERS[kind])).encode()
        if damaged and draw(st.booleans()):
            data += b" \x80 "
    return _Planted(data, tokens)


def _bytes_of(document: Document, span: Span) -> tuple[int, int]:
    place = document.prose.to(LayerName.SOURCE, span)
    byte_at = document.decoded.byte_map.byte_at
    return byte_at(place.start), byte_at(place.end)


@pytest.mark.parametrize("kind", _KINDS)
def test_every_planted_word_leads_to_its_bytes(kind: str, read: Read) -> None:
    """A word of PROSE leads through repair, extraction and decoding to exactly the bytes that stood for it."""

    @settings(max_examples=100, deadline=None)
    @given(_documents(kind))
    def check(planted: _Planted) -> None:
        document = read(planted.data, kind)
        prose = document.prose.text
        for word, written, offset in planted.tokens:
            start = prose.find(word)
            assert start >= 0, (word, prose)
            assert _bytes_of(document, Span(start, start + len(word))) == (offset, offset + len(written))

    check()


# Hostile input

_HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["<", ">", "<p>", "</p>", "<pre>", "<!--", "-->", "<![CDATA[", "]]>", "<nav>", "<script>", "</script>",
             "&amp", "&eacute;",
             "&#0;", "&", "*", "_", "[", "](", "a)", "![", "`", "\\", "# ", "- ", "---\n", "Ã©", "â€™", "â€", "Ã",
             "Â ", "é", "’", "\ufffd",
             "\u202e", "\u2028", "\ufeff", "\0", "\r", "\n", "\r\n", " ", "word", "the café", "“", "”", "\x9d", "ï¿½",
             "√©", "\u0301"]
        ).map(str.encode),
        st.sampled_from([b"\xff", b"\x80", b"\xe2\x80", b"\xed\xa0\x80", b"\xc3"]),
        st.binary(max_size=4),
    ),
    min_size=1,
    max_size=30,
).map(b"".join)  # fmt: skip


def _check_layer(layer: Layer) -> None:
    """Every character leads to a place in SOURCE, in order, and each map leads back to it."""
    source = layer
    while source.parent is not None:
        source = source.parent
    previous = Span(0, 0)
    for position in range(len(layer.text)):
        span = Span(position, position + 1)
        place = layer.to(LayerName.SOURCE, span)
        assert 0 <= place.start < place.end <= len(source.text)
        assert previous.start <= place.start
        assert previous.end <= place.end
        previous = place
        if layer.offsets is not None:
            back = layer.offsets.from_parent(layer.offsets.to_parent(span))
            assert back is not None
            assert back.contains(span)


@pytest.mark.parametrize("kind", _KINDS)
def test_any_bytes_have_places(kind: str, read: Read) -> None:
    """Whatever the bytes, every character of TEXT and PROSE has a place in SOURCE, in order, and leads back."""

    @settings(max_examples=120, deadline=None)
    @given(_HOSTILE)
    def check(data: bytes) -> None:
        document = read(data, kind)
        _check_layer(document.text)
        _check_layer(document.prose)

    check()


# Through the audit

_DEFECTS = {
    "encoding/mojibake": ("The cafÃ©x reopened on a Sunday", "Ã©"),
    "dates/impossible-date": ("They met on 31 February 2024 in town", "31 February 2024"),
    "encoding/mixed-script-word": ("The pаypal office was shut", "pаypal"),
}
_BETWEEN = {
    "text": ["\n\n", "\r\n\r\n", ".\r\r", ". “Fine,” the mayor said. 😀 ", ".\n\nÜber den Brücken. "],
    "markdown": ["\n\n", "\r\n\r\n# ", ".\r\r", ". **“Fine,”** the &amp; mayor said. 😀 ", "\n\n- ",
                 "\n\n```\n31 February 2024\n```\n\n"],
    "html": ["<p>", "</p>\r\n<p>", ".<br>\r", ". <b>“Fine,”</b> the &amp; mayor said. 😀 ",
             "<!-- 31 February 2024 --><p>", "<script>cafÃ©</script><p>"],
}  # fmt: skip


def _line_and_column(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, from the bytes alone."""
    lines = re.split(r"\r\n|\r|\n", data[:offset].decode())
    return len(lines), len(lines[-1]) + 1


@pytest.mark.parametrize("kind", _KINDS)
def test_findings_stand_where_the_defect_was_planted(kind: str, read: Read) -> None:
    """Offsets, lines, columns and bytes of findings are those of the file, and name exactly what was planted."""

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(st.tuples(st.sampled_from(sorted(_DEFECTS)), st.sampled_from(_BETWEEN[kind])), min_size=1, max_size=6)
    )
    def check(plants: list[tuple[str, str]]) -> None:
        text, expected = "\ufeff" if len(plants) % 2 else "", set()
        for rule, between in plants:
            sentence, defect = _DEFECTS[rule]
            text += between
            start = len(text) + sentence.index(defect)
            expected.add((rule, start, start + len(defect)))
            text += sentence
        data = text.encode()
        document = read(data, kind)
        report = audit_document(document, _CONFIGURATION.plan("a")).report
        assert report.failures == ()
        findings = [finding for finding in report.findings if finding.rule in _DEFECTS]
        assert len(findings) == len(expected)
        for finding in findings:
            place = finding.location
            # A repair is told as short as it can be: any part of the broken characters will do, if no other is named.
            held = [e for e in expected if e[0] == finding.rule and e[1] <= place.start < place.end <= e[2]]
            assert held
            if finding.rule != "encoding/mojibake":
                assert (finding.rule, place.start, place.end) in expected
            byte_start, byte_end = (len(text[:n].encode()) for n in (place.start, place.end))
            assert (place.byte_start, place.byte_end) == (byte_start, byte_end)
            assert (place.line, place.column) == _line_and_column(data, byte_start)
            assert (place.end_line, place.end_column) == _line_and_column(data, byte_end)
            assert document.source.text[place.start : place.end] == data[byte_start:byte_end].decode()

    check()


@pytest.mark.parametrize("kind", _KINDS)
def test_no_rule_fails_on_hostile_input(kind: str, read: Read) -> None:
    """The whole audit of any bytes ends with a report, every finding in the file and none of them empty."""

    @settings(max_examples=50, deadline=None)
    @given(_HOSTILE)
    def check(data: bytes) -> None:
        document = read(data, kind)
        report = audit_document(document, _CONFIGURATION.plan("a")).report
        assert report.failures == ()
        for finding in report.findings:
            place = finding.location
            whole = place.start == place.end == 0
            assert whole or 0 <= place.start < place.end <= len(document.source.text)
            assert 0 <= place.byte_start <= place.byte_end <= len(document.decoded.data)

    check()
