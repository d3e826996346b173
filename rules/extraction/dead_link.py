r"""A link that leads nowhere: `[the report](#)`, `<a href="">`, “click here” with nothing to click.

**What it finds.** Links whose target was lost or never was an address that others can open: empty, `#`, `javascript:`,
`about:blank`, `localhost`, `file:`; in HTML and Markdown the links themselves, in plain text what is left of them, and
“click here” and `[link]` with no address behind them in the line.

**Why it matters.** The link was the source of what the sentence says, and the source can no longer be looked up.

```flagged
The deal was signed in May, according to ⟦[the ministry](#)⟧.
For the full report, ⟦click here⟧. The minister has denied it ⟦[link]⟧.
```

```clean
According to [the ministry](https://example.org/deal), it was signed in May. See example.org and click on a city.
```

**Known misses.** Links to pages that no longer exist: nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.document import Document
from corpus.extract import is_dead
from corpus.layers import Layer, LayerName
from corpus.lexicon import folded, holds, places
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# “](target "title")”, behind the words of a Markdown link.
_TARGET = re.compile(
    r"\]\(\s?<?(?P<target>[^()\s<>]{0,300}(?:\([^()\s]{0,100}\)[^()\s<>]{0,100})?)>?"
    r"(?:\s\"[^\"\r\n]{0,100}\")?\s?\)"
)
_LABEL_BEFORE = re.compile(r"!?\[[^\[\]\r\n]{0,200}\Z")
_LONGEST_LABEL = 202  # code points, with the marks that _LABEL_BEFORE asks for
# An HTML link, to its end if that is near. The target and what follows it are taken whole: a tag of many targets would
# otherwise be read in all ways.
_TAG = re.compile(
    r"<a\s[^<>]{0,300}?href\s?=\s?[\"']?(?P<target>[^\"'<>\s]{0,300}+)[\"']?+[^<>]{0,300}+>(?:[^<>\r\n]{0,200}</a>)?",
    re.IGNORECASE,
)
# Words that were a link: “[link]”, “click here”, what word processors say of one that they lost, a scheme by itself.
_LOST = re.compile(
    r"[(\[](?:link|links|url|hyperlink|source link|link here|link removed|broken link|here|link to \w+(?: \w+)?)[)\]]"
    r"|Error! (?:Reference source|Hyperlink reference|Bookmark) not (?:found|valid|defined)\.?"
    r"|(?<![\w/.])(?:https?://|www\.)(?=[\s,;)]|\Z)"
    r"|\bclick(?:ing)? (?:on )?(?:here|this link|the link(?: below)?)\b"
    r"|\b(?:follow|use|at) (?:this link|the link below)\b",
    re.IGNORECASE,
)
# Without one of these, none of them stands in a text; which is quicker to see than by trying them everywhere. Of the
# others, by what they end in.
_LOST_SIGNS = ("click", "Click", "CLICK", "link", "Link", "LINK", "www. ")
_LOST_FOLDED = ("click", "link", "www. ")
_LOST_ENDING = {
    "!": ("Error!",),
    "// ": ("http:// ", "https:// "),
    ")": ("(here)", "(url)"),
    "]": ("[here]", "[url]", "[URL]"),
}
_LOCAL = re.compile(
    r"(?:https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?![\w.-])|file:///)[^\s<>\"”)\]]{0,300}", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://|www\.|\w\.(?:com|org|net|gov|edu|int|eu|uk|io)\b|\]\(")
_NEAR = 100  # code points behind “click here” in which an address would be what to click on
_QUOTES = ("“", '"', "‘", "'")


class _Lost(NamedTuple):
    """What is left of a link, and where it led to."""

    span: Span
    target: str
    confidence: Confidence


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each link."""
    # In the source of Markdown stand pictures and HTML too.
    layer = document.source if document.media_type == "text/markdown" else document.text
    for link in document.links if layer is document.text else ():
        if is_dead(link.target):
            yield _finding(document.source, _Lost(link.span, link.target, Confidence.HIGH))
    text = layer.text
    low = document.folded if text is document.prose.text else folded(text)
    end = 0
    for lost in sorted([*_markdown(text), *_html(text), *_local(text), *_words(text, low)]):
        if lost.span.start >= end:
            end = lost.span.end
            yield _finding(layer, lost)


def _markdown(text: str) -> Iterator[_Lost]:
    """``[the report](#)``, or the second half of it."""
    for place in places(text, "]("):
        match = _TARGET.match(text, place)
        if match and is_dead(match["target"]):
            label = _LABEL_BEFORE.search(text, max(place - _LONGEST_LABEL, 0), place)
            yield _Lost(Span(label.start() if label else place, match.end()), match["target"], Confidence.HIGH)


def _html(text: str) -> Iterator[_Lost]:
    """``<a href="">the report</a>``, as text."""
    if "<" in text and ("<a" in text or "<A" in text):
        for match in _TAG.finditer(text):
            if is_dead(match["target"]):
                yield _Lost(Span(*match.span()), match["target"], Confidence.HIGH)


def _local(text: str) -> Iterator[_Lost]:
    """Addresses on the author's own machine."""
    if "://" in text:
        for match in _LOCAL.finditer(text):
            yield _Lost(Span(*match.span()), match[0], Confidence.MEDIUM)


def _words(text: str, low: str) -> Iterator[_Lost]:
    """Words that were a link, with no address behind them in the line; ``low`` is the text in small letters."""
    if _may_have_lost(text, low):
        for match in _LOST.finditer(text):
            after = text[match.end() : match.end() + _NEAR].partition("\n")[0]
            if not text.startswith(_QUOTES, max(match.start() - 1, 0)) and not _ADDRESS.search(after):
                yield _Lost(Span(*match.span()), "", Confidence.MEDIUM)


def _may_have_lost(text: str, low: str) -> bool:
    """Whether one of the signs stands in a text."""
    if any(sign in low for sign in _LOST_FOLDED) and any(sign in text for sign in _LOST_SIGNS):
        return True
    return any(holds(text, ending, *signs) for ending, signs in _LOST_ENDING.items())


def _finding(layer: Layer, lost: _Lost) -> Finding:
    where = f"leads to “{lost.target[:60]}”" if lost.target else "has no target"
    words = layer.text[lost.span.start : lost.span.end]
    return Finding(
        lost.span,
        f"a link {where}: {words[:80]}",
        evidence={"link": words[:200], "target": lost.target},
        confidence=lost.confidence,
        layer=layer.name,
    )


RULE = Rule(
    id="extraction/dead-link",
    summary="a link that leads nowhere",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
