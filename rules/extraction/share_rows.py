"""Lines that hold share buttons and nothing else: as names, as pictures, and as what OCR makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.lexicon import alternation, entries
from corpus.spans import Span

LONGEST = 160  # code points; a longer line is prose
SET = 3  # different buttons; fewer may be words of the text
# Pictures, and the private characters of icon fonts.
_GLYPHS = r"(?:[🐦🐤🕊✉📧📨📩🌐🔗📌📎🖨💬📱☎👍📘➤↗⤴\ue000-\uf8ff]\ufe0f?)"
_GLYPH = re.compile(_GLYPHS)
_PICTURE = rf"(?!{_GLYPHS})[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?"  # any other one is decoration
_LETTERS = r"(?:f|t|in|g\+|G\+|g|y|p|P|ig|yt|fb|FB|tw|w|X|𝕏|li|wa)"
# What converters wrap around a button: emphasis, brackets, links without a target, counts.
_WRAP_OPEN = rf"(?:[*_\[(|•·>–—\s-]|{_PICTURE})*"
_WRAP_CLOSE = rf"(?:\]\([^()\s]{{0,200}}\)|[*_\])|•·:,;–—\s/-]|\(\d{{1,6}}\)|{_PICTURE})*"
_COUNTER = r"(?:\d{1,4}(?:[.,]\d{1,3})?\s?[KkM]?(?:\s?(?i:shares?|likes?|comments?|views?)\b)?)"
# “Share on”, “Click to forward this article via”, “Partager sur”.
_VERBS = (
    r"(?:(?:click\sto\s)?"
    r"(?:share|post|send|forward|tweet|pin|follow|like|save|find|join|email|partager|envoyer|teilen|compartir|condividi"
    r"|delen|del|enviar|seguir|suivre|compartilhar|auf|sur|en)"
    r"(?:\s(?:this|it|us|me|page|article|story|post))?"
    r"(?:\s(?:on|via|to|by|with|in|sur|par|auf|en|su|på|por|em|no))?\s)?"
)
# Names of classes, and what is said of the picture to those who do not see it; “Facebook Share on Twitter” are two.
_PREFIX = r"(?:(?:icon|fa|btn|share)[-_])?"
_SUFFIX = (
    r"(?:\s\(opens\sin\s(?:a\s)?new\swindow\)|[\s_-](?:icon|logo|button|square|share(?!\s(?:on|via|to|by|with)\b))"
    r"|\steilen)"
)
# Names that may lose the space to the next.
_JOINED = (
    r"Facebook|Twitter|Tweet|Pinterest|Whats[Aa]pp|Linked[Ii]n|Email|Reddit|Telegram|Tumblr|Instagram|YouTube|Print|Share"
    r"|Flipboard|Pocket|Messenger|Google\+?|Pin|Yum"
)
_RUN_TOGETHER = re.compile(
    r"(?:share|tweet|pin|e?mail|facebook|twitter|print|linkedin|whatsapp|reddit|save|like|pinterest|post){3,}",
    re.IGNORECASE,
)
# What stands before the buttons, or on a line of its own.
_LABEL = re.compile(
    r"[*_#\s]*(?:please\s)?(?:share(?:\s(?:this|on|via|to|article|story|page|with)[\w\s]{0,20})?"
    r"|follow\sus(?:\son)?|tweet\sthis|like\sthis|partagez?|compartir|teilen|condividi|delen)[*_\s]*(?::[*_\s]*|$)",
    re.IGNORECASE,
)
_SURE_LABELS = ("share this", "share on", "share via")
# What OCR makes of the icons of a row, by themselves or before the names; and what is no letter of a list.
_SCANNED = frozenset(
    "f F Fi fi fb in G+ g+ G t y Y ¥ w W x X p P @ & ® © 8 Q O o 0 + ° » « • > □ ☐ Ei | * § ¢ € £ = v".split()
)
_TELLING = frozenset("f F Fi fi fb in G+ g+ t y ¥ w p P @ ®".split())
_SCANNED_LABELS = frozenset(("share", "follow", "teilen"))
_FEWEST_SCANNED = 4  # tokens
_SHORTEST_SCANNED = 4  # letters of a name that can be told when it is misread
_SPECK = re.compile(r"\w{0,2}[\W\d_]{1,4}|\d\+\d")  # an icon, a count
_ALIKE = str.maketrans("l1|!0$5", "iiiioss")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of buttons: ``tokens`` as they stand, ``is_sure`` if it can be nothing else.

    A label by itself (“Share this:”) has itself as its only token and no ``buttons``.
    """

    span: Span
    tokens: tuple[str, ...]
    is_sure: bool
    buttons: tuple[str, ...]


def row(text: str, span: Span) -> Row | None:
    """The buttons of a line, if nothing else stands in it."""
    if span.end - span.start > LONGEST:
        return None
    line = text[span.start : span.end]
    label = _LABEL.match(line)
    buttons = _buttons(line[label.end() :] if label else line)
    if buttons is None:
        scanned = tuple(_scanned(line))
        return Row(span, scanned, is_sure=True, buttons=scanned) if scanned else None
    if label:
        is_sure = bool(buttons) or ":" in line or line.casefold().startswith(_SURE_LABELS)
        named = (line[: label.end()].strip(), *buttons) if buttons else (line,)
        return Row(span, named, is_sure, buttons)
    distinct = {button.casefold() for button in buttons}
    is_sure = len(distinct & networks()) > 1 or (len(distinct) >= SET and has_glyph(buttons))
    return Row(span, buttons, is_sure, buttons) if buttons else None


def row_at_end(text: str, line: Span) -> Row | None:
    """A row behind the last sentence of a paragraph."""
    stop = text.rfind(". ", max(line.end - LONGEST, line.start), line.end)
    start = stop + len(". ")
    if stop <= line.start or not text.startswith(("[", "|", "•", "·"), start):
        return None
    found = row(text, Span(start, line.end))
    return found if found and found.is_sure else None


def has_glyph(tokens: Iterable[str]) -> bool:
    """Whether one of the tokens is the picture or the letter that stands for a network."""
    return any(_GLYPH.fullmatch(token) or token.lower() in {"g+", "f"} for token in tokens)


@cache
def networks() -> frozenset[str]:
    """The names on buttons, in lower case."""
    return frozenset(name for name, _ in entries("share-networks"))


def _buttons(line: str) -> tuple[str, ...] | None:
    """The buttons of a line, networks by their bare names, or ``None`` if anything else stands in it."""
    found, position = [], 0
    while position < len(line):
        match = _button().match(line, position)
        if not match or match.end() == position:
            return None
        if match["token"]:
            found.append(match["name"] or match["token"])
        position = match.end()
    return tuple(found)


@cache
def _button() -> re.Pattern[str]:
    names = alternation(sorted(networks()))
    named = rf"(?i:{_VERBS}{_PREFIX}(?P<name>{names})(?:{_SUFFIX})?)"
    token = rf"{_GLYPHS}|(?:{named}|{_LETTERS})(?![\w+'’])|(?:{_JOINED})(?=[A-Z\d]|\b)"
    return re.compile(rf"{_WRAP_OPEN}(?:{_COUNTER}\s*)?(?:(?P<token>{token})|$){_WRAP_CLOSE}")


def _scanned(line: str) -> list[str]:
    """The tokens of a row whose icons went through OCR: alone, or each before a name; none if it is no such row."""
    tokens = line.split()
    names = [token for token in tokens if token not in _SCANNED and not _SPECK.fullmatch(token)]
    if len(tokens) >= _FEWEST_SCANNED and tokens[0].casefold() in _SCANNED_LABELS:
        is_row = _RUN_TOGETHER.fullmatch("".join(tokens)) is not None or all(token in _SCANNED for token in tokens[1:])
    elif names:
        is_row = _RUN_TOGETHER.fullmatch("".join(tokens)) is not None or _are_names(tokens, names)
    else:
        told = {token for token in tokens if token in _TELLING}
        has_sign = any(not token.isalnum() for token in tokens)
        is_row = len(tokens) >= _FEWEST_SCANNED and len(told) > 1 and has_sign
    return tokens if is_row else []


def _are_names(tokens: list[str], names: list[str]) -> bool:
    """Whether a line is a row of misread names, or of names with an icon before each."""
    if not all(_as_scanned(name) in _scanned_networks() or name.casefold() in networks() for name in names):
        return False
    if len(names) == len(tokens):
        return len(names) >= SET and all(_as_scanned(name) in _scanned_networks() for name in names)
    return len(names) > 1 and len(tokens) - len(names) > 1


def _as_scanned(name: str) -> str:
    """A name with the letters that OCR takes for each other as one."""
    return name.casefold().replace("vv", "w").replace("rn", "m").translate(_ALIKE)


@cache
def _scanned_networks() -> frozenset[str]:
    return frozenset(_as_scanned(name) for name in networks() if len(name) >= _SHORTEST_SCANNED)
