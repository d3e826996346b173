"""Share buttons that a converter took for text.

**What it finds.** Lines that hold nothing but the glyphs or names of share buttons (`f`, `G+`, `✉`, `in`,
`Facebook | Twitter | Email`, `Share this:`), bare, bracketed or emphasised, in rows or scattered one a line;
neighbouring ones are one finding. A lone glyph counts only where the document has such a row elsewhere or the
scattered ones add up.

**Why it matters.** They cut sentences and paragraphs in two and turn up as words in counts and search.

```flagged
The vote is on Monday.

⟦f

🐦

G+

✉

in⟧

The mayor is for it.
```

```flagged
The vote is on Monday.

⟦Facebook Twitter LinkedIn Email⟧

The mayor is for it.
```

```clean
She shared it on Facebook, Twitter and by email.

I

The council sits
in
the old school.
```

**Known misses.** A single button with no other in the document; buttons inside a line of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import alternation, entries
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_LINE = re.compile(r"[^\r\n]+")
_LONGEST = 160  # code points; a longer line is prose
_GLYPHS = r"[🐦🐤🕊✉📧📨📩🌐🔗📌📎🖨💬📱☎👍➤↗⤴\uf099\uf09a\uf0e0\uf0e1\uf1e0]\ufe0f?"
_LETTERS = r"(?:f|t|in|g\+|G\+|g|y|p|P|ig|yt|fb|FB|tw|w|X|𝕏|li|wa)"
# What converters wrap around a button: emphasis, brackets, links without a target.
_WRAP_OPEN, _WRAP_CLOSE = r"[*_\[(|•·>–—\s-]*", r"(?:\]\([^()\s]{0,200}\)|[*_\])|•·:,;–—\s/-])*"
# "Share on", "Forward this via", "Partager sur"; "icon"; "1.2K shares"; names that lost the spaces between them.
_VERBS = (
    r"(?:(?:share|post|send|forward|tweet|pin|follow|like|save|find|join|partager|envoyer|teilen|compartir|condividi"
    r"|delen|del)"
    r"(?:\s(?:this|it|us|me))?\s(?:on|via|to|by|with|in|sur|par|auf|en|su|på)\s)?"
)
_SUFFIX = r"\s(?:icon|logo|button)"
_COUNTER = r"(?:\d{1,4}(?:[.,]\d{1,3})?\s?[KkM]?(?:\s?(?i:shares?|likes?|comments?|views?)\b)?)"
_JOINED = (
    r"Facebook|Twitter|Tweet|Pinterest|Whats[Aa]pp|Linked[Ii]n|Email|Reddit|Telegram|Tumblr|Instagram|YouTube|Print|Share"
    r"|Flipboard|Pocket|Messenger"
)
_LABEL = re.compile(
    r"(?i)^[*_#\s]*(?:please\s)?(?:share(?:\s(?:this|on|via|to|article|story|page|with)[\w\s]{0,20})?"
    r"|follow\sus(?:\son)?|tweet\sthis|like\sthis)[*_\s]*(?::|$)"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of buttons: ``tokens`` as they stand, ``is_sure`` if it can be nothing else."""

    span: Span
    tokens: tuple[str, ...]
    is_sure: bool


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each run of lines with buttons."""
    text = document.text.text
    groups = _groups(text, [row for match in _LINE.finditer(text) if (row := _row(match))])
    sure = [group for group in groups if _is_sure(group)]
    known = {token.casefold() for group in sure for row in group for token in row.tokens}
    scattered = [group for group in groups if not _is_sure(group)]
    lone = {row.tokens[0].casefold() for group in scattered for row in group if len(row.tokens) == 1}
    for group in groups:
        tokens = [token for row in group for token in row.tokens]
        repeats = all(token.casefold() in known for token in tokens)
        if _is_sure(group) or (repeats and sure) or (len(lone) > 3 and _has_glyph(tokens)):  # noqa: PLR2004 (a set of buttons)
            yield Finding(
                Span(group[0].span.start, group[-1].span.end),
                f"share buttons left in the text: {' '.join(tokens)[:80]}",
                evidence={"buttons": tokens},
            )


def _row(match: re.Match[str]) -> _Row | None:
    line = match[0].strip()
    if not line or len(line) > _LONGEST:
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    span = Span(start, start + len(line))
    label = _LABEL.match(line)
    rest = line[label.end() :] if label else line
    tokens = _tokens(rest)
    if tokens is None or not (tokens or label):
        return None
    if label:
        sure = bool(tokens) or ":" in line or line.casefold().startswith(("share this", "share on", "share via"))
        return _Row(span, (line,) if not tokens else (line[: label.end()].strip(), *tokens), sure)
    distinct = {token.casefold() for token in tokens}
    networks = distinct & _networks()
    return _Row(span, tuple(tokens), len(networks) > 1 or (len(distinct) > 2 and _has_glyph(tokens)))  # noqa: PLR2004


def _tokens(line: str) -> list[str] | None:
    """The buttons of a line, networks by their bare names, or ``None`` if anything else stands in it."""
    tokens, position = [], 0
    pattern = _button()
    while position < len(line):
        match = pattern.match(line, position)
        if not match or match.end() == position:
            return None
        if match["token"]:
            tokens.append(match["name"] or match["token"])
        position = match.end()
    return tokens


@cache
def _button() -> re.Pattern[str]:
    names = alternation(sorted(_networks()))
    named = rf"(?i:{_VERBS}(?P<name>{names})(?:{_SUFFIX})?)"
    token = rf"{_GLYPHS}|(?:{named}|{_LETTERS})(?![\w+'’])|(?:{_JOINED})(?=[A-Z]|\b)"
    return re.compile(rf"{_WRAP_OPEN}(?:{_COUNTER}\s*)?(?:(?P<token>{token})|$){_WRAP_CLOSE}")


@cache
def _networks() -> frozenset[str]:
    return frozenset(name for name, _ in entries("share-networks"))


def _has_glyph(tokens: list[str] | tuple[str, ...]) -> bool:
    return any(re.fullmatch(_GLYPHS, token) or token.lower() in {"g+", "f"} for token in tokens)


def _groups(text: str, rows: list[_Row]) -> list[list[_Row]]:
    """Rows with nothing but white space between them."""
    groups: list[list[_Row]] = []
    for row in rows:
        if groups and not text[groups[-1][-1].span.end : row.span.start].strip():
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _is_sure(group: list[_Row]) -> bool:
    if any(row.is_sure for row in group):
        return True
    tokens = [token.casefold() for row in group for token in row.tokens]
    return len(set(tokens)) > 2 and (_has_glyph(tokens) or len(set(tokens) & _networks()) > 2)  # noqa: PLR2004 (a set of buttons)


RULE = Rule(
    id="extraction/share-button-residue",
    summary="share buttons left in the text",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
