"""What the tests of all parts share: documents from text, configurations, and rules run over marked texts."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from audit.config import CommandLine, Configuration, load
from corpus.document import Document
from corpus.layers import LayerName
from corpus.pair import Kin, Pair
from corpus.read import documents
from corpus.sources import Source
from corpus.spans import Span
from rules import RULES
from rules.model import Fact, Finding, Rule

# Nothing is kept from test to test, nor among what the user has kept: a device is no folder.
os.environ["SOURCE_AUDIT_CACHE"] = os.devnull

OPEN, CLOSE, BETWEEN = "⟦", "⟧", "\n%%\n"
_BYTE = re.compile(rb"\xe2\xa7\xbc([0-9A-F]{2})\xe2\xa7\xbd")  # ⧼E9⧽ in a text stands for a byte that is no text


def _read(text: str | bytes, kind: str = "text", path: str = "a.txt", date: dt.date | None = None) -> Document:
    data = text if isinstance(text, bytes) else _bytes(text)
    (document,) = documents(Source(path, kind, 0, len(data), data=data), limit=len(data) + 1, date=date)
    assert isinstance(document, Document)
    return document


def _bytes(text: str) -> bytes:
    return _BYTE.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), text.encode("utf-8", "surrogatepass"))


def _strip(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def _marked(rule: Rule, text: str, **options: Any) -> str:  # noqa: ANN401 (a rule's options)
    values = rule.options(**options)
    read = [
        _read(_strip(part), "markdown" if part.startswith(("---\n", "---\r\n")) else "text")
        for part in text.split(BETWEEN)
    ]
    parts = []
    for number, document in enumerate(read):
        found = list(rule.check(document, values)) if rule.check else []
        spans = [_place(document, rule, finding) for finding in found]
        spans += _compared(rule, read, number, values)
        parts.append(_with_marks(document, [*spans, *_related(rule, read, number, values)]))
    return BETWEEN.join(parts)


def _place(document: Document, rule: Rule, finding: Finding) -> Span | None:
    return finding.span and document.layer(finding.layer or rule.layer).to(LayerName.SOURCE, finding.span)


def _compared(rule: Rule, read: list[Document], number: int, values: object) -> Iterator[Span | None]:
    """The places in one of several documents that comparing them all finds."""
    if rule.collect is None or rule.compare is None:
        return
    groups: dict[str, list[tuple[int, Fact]]] = {}
    for place, document in enumerate(read):
        for fact in rule.collect(document, values):
            groups.setdefault(fact.key, []).append((place, fact))
    for members in groups.values():
        for comparison in rule.compare([fact for _, fact in members], values) if len(members) > 1 else ():
            owner, fact = members[comparison.subject]
            if owner == number:
                layer = read[owner].layer(rule.layer)
                yield fact.span and layer.to(LayerName.SOURCE, fact.span)


def _related(rule: Rule, read: list[Document], number: int, values: object) -> Iterator[Span | None]:
    """The places in one of several documents that reading each beside those before it finds."""
    for place, document in enumerate(read if rule.relate else ()):
        kin = Kin(document, tuple(Pair(document, other) for other in read[:place]))
        for finding in rule.relate(kin, values) if rule.relate else ():
            if (finding.document or document) is read[number]:
                yield _place(read[number], rule, finding)


def _with_marks(document: Document, spans: list[Span | None]) -> str:
    text = list(document.source.text)
    for position, byte in document.decoded.undecodable.items():
        text[position] = f"⧼{byte:02X}⧽"
    edges = [(span.start, 1, OPEN) for span in spans if span] + [(span.end, 0, CLOSE) for span in spans if span]
    for position, _, mark in sorted(edges, reverse=True):
        text.insert(position, mark)
    return f"{OPEN}{CLOSE}" * sum(span is None for span in spans) + "".join(text)


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """``read(text, kind, path, date)``: a document, as the loader makes it."""
    return _read


@pytest.fixture(scope="session")
def marked() -> Callable[..., str]:
    """``marked(rule, text, **options)``: the text with ⟦ ⟧ where the rule flags it, and no other marks.

    A finding about the whole document is an empty pair in front. ``⧼E9⧽`` is the byte E9, where that is no text. Lines
    of ``%%`` part the documents of a corpus rule. A text that begins with front matter is Markdown.
    """
    return _marked


@pytest.fixture
def configured() -> Callable[..., Configuration]:
    """``configured(fail_on=…, select=…)``: a configuration with no file; ``rules`` replaces the registry."""

    def make(rules: tuple[Rule, ...] = RULES, **command_line: Any) -> Configuration:  # noqa: ANN401 (as CommandLine)
        return load(None, rules, command_line=CommandLine(**command_line))

    return make
