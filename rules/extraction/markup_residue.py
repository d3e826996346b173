r"""Markup that a converter left in the text: `<sup>nd</sup>`, `\$400`, `[the report](#)`.

**What it finds.** HTML tags and character references, Markdown escapes of signs that need none, links whose target was
lost, shortcodes. In an HTML page or a Markdown document only what a reader would see counts.

**Why it matters.** Tags end up inside words and figures (`21<sup>st</sup>`), and a link without its target is a source
that can no longer be looked up.

```flagged
The 21⟦<sup>⟧st⟦</sup>⟧ century began badly.
The deal is worth ⟦\$⟧400 million, according to ⟦[the ministry](#)⟧.
```

```clean
If a < b and b > c, then use List<int>; write to <a.ruiz@example.org>. I <3 trams. C:\Temp costs $400.
```

**Known misses.** Emphasis marks (`*so*`) in plain text, which many write on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules.model import Confidence, Finding, Json, NoOptions, Rule, Severity

_TAGS = (
    "a|abbr|article|aside|b|blockquote|br|button|center|cite|code|col|dd|del|div|dl|dt|em|figcaption|figure|font|footer|form"
    "|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|link|main|meta|nav|ol|option|p|picture|pre|script|section|select|small"
    "|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,1000}})?\s?/?>|<!--[^<>]{{0,1000}}-->", re.IGNORECASE)
_REFERENCE = re.compile(
    r"&(?:amp;)?(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|bull|copy|eacute|egrave|ccedil|uuml|ouml|auml|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)
_ESCAPE = re.compile(r"\\(?P<sign>[$*_#\[\]()~`>!&.+-])(?![\w\\]{0,60}\\)")
# A link is found by its target, for any text may stand in brackets; what it was a link of stands before.
_DEAD_TARGET = re.compile(
    r"\]\((?:#?|about:blank|javascript:[^()\s]{0,100}(?:\(\d?\))?;?|#[\w-]{0,60}|undefined|null)\)"
)
_LABEL_BEFORE = re.compile(r"!?\[[^\[\]\n]{0,200}\Z")
_ATTRIBUTE = re.compile(
    r"\b(?:class|href|style|target|rel|src|data-[a-z-]{1,20})=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')(?:\s?/?>)?"
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|vc_\w{1,30}|et_pb_\w{1,30}|quote|[biu]|url|img|size|color)"
    r"(?:[ =][^\[\]\n]{0,300})?\]"
    r"|\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|\{[.#][a-z][\w.# -]{0,60}\}"
    r"|'''[^'\n]{1,100}'''"
)
_FENCE = re.compile(r"^:::+ ?\{?[\w.# -]{0,80}\}?$", re.MULTILINE)
_SCRIPT = re.compile(
    r"(?:googletag|adsbygoogle|document\.(?:write|getElementById)|window\.[\w.]{1,60}\s?[=(]"
    r"|function\s?\w{0,40}\s?\([^()\n]{0,100}\)\s?\{)[^\n]{0,500}"
)
_STYLE = re.compile(r"^[.#@][\w-]{1,60}[^{}\n]{0,100}\{[^{}\n]{1,500}\}", re.MULTILINE)

# What it is, its pattern, and signs of which at least one must stand in the text for the pattern to be worth trying.
_DEAD_LINK = "a link without its target"
_KINDS = (
    ("an HTML tag", _TAG, ("<",), Severity.WARNING),
    ("a character reference", _REFERENCE, ("&",), Severity.WARNING),
    ("an HTML attribute", _ATTRIBUTE, ('="', "='"), Severity.WARNING),
    ("a shortcode", _SHORTCODE, ("[", "{", "'''"), Severity.WARNING),
    ("a fence", _FENCE, (":::",), Severity.WARNING),
    ("code of a page", _SCRIPT, ("googletag", "adsbygoogle", "document.", "window.", "function"), Severity.WARNING),
    ("code of a page", _STYLE, ("{",), Severity.WARNING),
    ("a Markdown escape", _ESCAPE, ("\\",), Severity.NOTE),
)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each piece of markup; what lies inside another is part of it."""
    if document.media_type == "text/markdown":
        yield from (
            _finding(document.source.text, span, _DEAD_LINK, layer=LayerName.SOURCE)
            for span in _dead_links(document.source.text)
        )
    text = document.text.text
    found = [(span, _DEAD_LINK, Severity.WARNING) for span in _dead_links(text)]
    for what, pattern, signs, severity in _KINDS:
        if any(sign in text for sign in signs):
            found += [(Span(*match.span()), what, severity) for match in pattern.finditer(text)]
    end = 0
    for span, what, severity in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        if span.start >= end:
            end = span.end
            yield _finding(text, span, what, severity=severity)


def _finding(
    text: str, span: Span, what: str, *, severity: Severity | None = None, layer: LayerName | None = None
) -> Finding:
    markup = text[span.start : span.end]
    evidence: dict[str, Json] = {"markup": markup[:200], "kind": what}
    return Finding(span, f"{what} is left in the text: {markup[:60]}", evidence, severity=severity, layer=layer)


def _dead_links(text: str) -> Iterator[Span]:
    """Links that lead nowhere, with their words where the brackets are whole."""
    place = text.find("](")
    while place >= 0:
        target = _DEAD_TARGET.match(text, place)
        if target:
            label = _LABEL_BEFORE.search(text, max(place - 202, 0), place)
            yield Span(label.start() if label else place, target.end())
        place = text.find("](", place + 2)


RULE = Rule(
    id="extraction/markup-residue",
    summary="markup left in the text",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
