r"""Escapes that nobody resolved: `&#8217;`, `\u2019`, `=E2=80=99`, `%E2%80%99`.

**What it finds.** In the text that a reader sees: character references of HTML, with their `&` or without it; escapes
of JSON and of programming languages; the names of characters (`<U+2014>`); bytes in quoted-printable (with its soft
line ends and the encoded words of mail headers) and in percent-encoding, outside addresses, paths and code. So are
references in the title that a page states of itself.

**Why it matters.** The text was escaped twice, or read without the step that resolves escapes. Words with an escape in
them are not found by search.

```flagged
The minister⟦&rsquo;⟧s plan costs ⟦&#163;⟧5 million.
“It⟦\u2019⟧s late,” she said.⟦\n⟧The vote is on Monday.
The caf⟦=C3=A9⟧ and the na⟦%C3%AF⟧ve owner met⟦<U+2014>⟧twice.
```

```clean
AT&T and R&D; see https://example.org/a%20b?x=1&copy=2 and C:\new\users\table. Let y=20 and x=3; in TeX, M\"uller.
```

**Known misses.** References that lost their `;`; single bytes in other charsets than UTF-8.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import cached_property
from typing import NamedTuple

from corpus.characters import LINE_ENDS
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored, holds
from corpus.repair import Repair
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import SUBJECT, token

_HEX = "[0-9A-Fa-f]"
_REFERENCE = re.compile(rf"&(?:amp;){{0,3}}#?(?:[A-Za-z][A-Za-z0-9]{{1,31}}|[0-9]{{2,7}}|[xX]{_HEX}{{2,6}});")
_ESCAPINGS = 4  # how often a reference is resolved: &amp;amp;amp;lt; is the most that is looked for
_HEADLESS = re.compile(r"(?<![&\w#])(?:amp|nbsp|quot|apos|[lr][sd]quo|[mn]dash|hellip|#(?:8\d{3}|39|34|160));")
_BACKSLASH = re.compile(
    rf"\\u(?P<high>[dD][89abAB]{_HEX}{{2}})\\u(?P<low>[dD][c-fC-F]{_HEX}{{2}})"  # a surrogate pair
    rf"|\\(?:u(?P<four>{_HEX}{{4}})|U(?P<eight>000{_HEX}{{5}})|u\{{(?P<braced>{_HEX}{{1,6}})\}})"
    rf"|(?P<bytes>(?:\\x{_HEX}{{2}}){{1,6}})"
)
_ENDING = r"(?:s|t|re|ve|ll|d|m)\b"
_LITERAL = re.compile(
    r"(?<=[\w.,;:!?”\"')\]])(?:\\r)?(?:\\n){1,4}(?=[A-Z\s“\"‘'(\\-]|\Z)"  # a line end behind a word, before a capital
    r"|(?<=[\w.,;:!?])\\t(?=[A-Z\s])"
    r"|(?<=[\s(\[])\\[\"'](?=[\w$])|(?<=[\w.,!?…])\\[\"'](?=[\s.,;:!?)\\]|\Z)"  # a quotation mark at an end of a word
    rf"|(?<=[a-z])\\'(?={_ENDING})"
)
_CODE_POINT = re.compile(r"<U\+([0-9A-F]{4,6})>|(?<=[a-z])U\+([0-9A-F]{4})(?=[a-z])")
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
_SOFT_END = re.compile(r"(?<=[\w,.;:’'”\")-])=(?:=20)?(?:\r\n|\r|\n)(?=[\w“\"‘(])")
_ENCODED_WORD = re.compile(r"=\?[A-Za-z0-9-]{3,20}\?[QqBb]\?[^?\s]{1,300}\?=")
_SOFT = "a soft line end of quoted-printable"
_MAIL = frozenset((_SOFT, "quoted-printable"))
_FEW_MAIL = 2  # traces of mail, of which a soft line end is one
_PERCENT = re.compile(rf"(?:%{_HEX}{{2}})+")
_PERCENT_ASCII = frozenset((*" \"',:;()?!", ", "))  # what stands between words

# What shows that a token is an address or a pattern, a path, or that TeX has its accents there.
_ADDRESS = re.compile(r"[/@\\?&<>]|\w=|www\.|\.[a-z]{2,4}(?![a-z])")
_PATH = re.compile(r"\w\\(?![nrtuxU])\w")
_MOST_BACKSLASHES = 4  # a token with more is a path or a pattern
_TEX = re.compile(rf"\\[a-z]{{1,40}}\{{|[A-Za-z](?!\\'{_ENDING})\\['\"`^~]\{{?[a-zA-Z]|\bLa?TeX\b")
_TEX_NEAR = 300  # code points
_BEFORE, _AFTER = 60, 40  # code points in which the text may say that it speaks of escapes
_SPOKEN_OF = re.compile(r"\b(?:JSON|Unicode|ASCII|ampersands?|regex(?:es|ps?)?|backslash(?:es)?)\b")
_MEANT = re.compile(r"\b(?:stands? for|types?|typed|writes?|written|called|means?|signs?|characters?|encod\w+)\b")
_WORDS = frozenset(("&amp;", "&nbsp;", "&ndash;", "&mdash;", "&#8211;", "&#8212;"))  # they stand between words
_QUOTES = frozenset(("“”", '""', "‘’", "()", "''"))


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each escape."""
    text, around = document.text.text, _Surroundings(document)
    found: list[tuple[Span, str, str]] = []
    for kind in (kind for kind in _KINDS if kind.stands(document)):
        for match in anchored(kind.pattern, text, *kind.signs):
            resolved = kind.resolve(match)
            if resolved is not None and not (around.speaks_of(match) or (kind.is_of_tex and around.has_tex(match))):
                found.append((Span(*match.span()), kind.name, resolved))
    if sum(name in _MAIL for _, name, _ in found) < _FEW_MAIL:
        found = [one for one in found if one[1] != _SOFT]  # “a=” may end a line of anything
    end = 0
    for span, name, resolved in sorted(found):
        if span.start >= end:
            end = span.end
            yield _finding(text, span, name, resolved)
    yield from _title(document)


def _title(document: Document) -> Iterator[Finding]:
    """References in the title that the markup states, which are still some when it has been read."""
    for value in document.metadata["title"] if document.media_type == "text/html" else ():
        match = _REFERENCE.search(value.value) if not value.is_in_text and value.span else None
        if match and html.unescape(match[0]) != match[0]:
            yield Finding(
                value.span,
                f"a character reference was not resolved in the title: {match[0]}",
                evidence={"escape": match[0], "kind": "a character reference", "title": value.value[:300]},
                layer=LayerName.SOURCE,
            )


def _finding(text: str, span: Span, name: str, resolved: str) -> Finding:
    escape = text[span.start : span.end]
    shown = f"“{resolved}”" if resolved.strip() else "white space" if resolved else "nothing: the line goes on"
    return Finding(
        span,
        f"{name} was not resolved: {escape.strip()[:60]} is {shown}",
        evidence={"escape": escape[:300], "kind": name},
        suggestion=resolved or None,
        repairs=(Repair(span, resolved),) if _is_certain(text, span, name) else (),
    )


def _is_certain(text: str, span: Span, name: str) -> bool:
    """Whether an escape can be nothing but one: no word of its own, which may be what the text speaks of."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    stands_alone = (not before or before.isspace()) and (not after or after.isspace())
    if _MEANT.search(text, max(span.start - _BEFORE, 0), span.end + _AFTER):
        return False
    return name in _CERTAIN and (not stands_alone or name == _ENCODED or text[span.start : span.end] in _WORDS)


class _Surroundings:
    """What stands near an escape. Each pattern reads the text once, however many escapes there are."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def speaks_of(self, match: re.Match[str]) -> bool:
        """Whether the escape itself is what the text speaks of: in code, in quotation marks, near words for escapes."""
        start, end = match.span()
        is_quoted = match.string[start - 1 : start] + match.string[end : end + 1] in _QUOTES
        is_code = self._document.code.at(start) is not None
        return is_quoted or is_code or _holds(self._subjects, start - _BEFORE, end + _AFTER)

    def has_tex(self, match: re.Match[str]) -> bool:
        """Whether TeX is written there, in which backslashes stand before letters and quotation marks."""
        return _holds(self._tex, match.start() - _TEX_NEAR, match.end() + _TEX_NEAR)

    @cached_property
    def _subjects(self) -> list[int]:
        return sorted(match.start() for words in (SUBJECT, _SPOKEN_OF) for match in words.finditer(self._text))

    @cached_property
    def _tex(self) -> list[int]:
        return [match.start() for match in _TEX.finditer(self._text)]

    @property
    def _text(self) -> str:
        return self._document.text.text


def _holds(places: list[int], start: int, end: int) -> bool:
    """Whether one of ``places``, which ascend, is from ``start`` to ``end``."""
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def _reference(match: re.Match[str]) -> str | None:
    resolved = match[0]
    for _ in range(_ESCAPINGS):
        resolved = html.unescape(resolved)
    return None if resolved == match[0] or "&" in resolved[:-1] else resolved


def _headless(match: re.Match[str]) -> str | None:
    return html.unescape(f"&{match[0]}")


def _backslash(match: re.Match[str]) -> str | None:
    place = _token(match)
    if ":\\" in match.string[place.start : place.end] or _PATH.search(match.string, place.start, match.start()):
        return None
    if match["high"]:
        return bytes.fromhex(match["high"] + match["low"]).decode("utf-16-be")
    if not match["bytes"]:
        return _character(match["four"] or match["eight"] or match["braced"])
    data = bytes.fromhex(match["bytes"].replace("\\x", ""))
    resolved = _utf8(data)
    if resolved is None and len(data) == 1:
        resolved = data.decode("latin-1")
        return None if resolved < "\u00a0" else resolved
    return resolved


def _literal(match: re.Match[str]) -> str | None:
    place = _token(match)
    whole = match.string[place.start : place.end]
    if ":\\" in whole or whole.count("\\") > _MOST_BACKSLASHES or "\\\\" in whole:
        return None
    return match[0].replace("\\r", "").replace("\\n", "\n").replace("\\t", "\t").replace("\\", "")


def _code_point(match: re.Match[str]) -> str | None:
    return _character(match[1] or match[2])


def _quoted_printable(match: re.Match[str]) -> str | None:
    data = bytes.fromhex(match[0].replace("=", ""))
    if not data.isascii():
        return _utf8(data)
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    if match[0] == "=20" and after in LINE_ENDS:
        return ""
    return "=" if match[0] == "=3D" and before.isalpha() and after in {'"', "'"} else None


def _encoded_word(match: re.Match[str]) -> str | None:
    try:
        return str(make_header(decode_header(match[0])))
    except (HeaderParseError, LookupError, ValueError):
        return None


def _percent(match: re.Match[str]) -> str | None:
    if _ADDRESS.search(match.string, *_token(match)) or match.string[match.start() - 1 : match.start()].isdigit():
        return None
    data = bytes.fromhex(match[0].replace("%", ""))
    resolved = _utf8(data)
    return resolved if resolved in _PERCENT_ASCII or not data.isascii() else None


def _character(digits: str) -> str | None:
    """The character of a number, as HTML reads it: controls are those of Windows-1252, and some numbers are none."""
    resolved = html.unescape(f"&#x{digits};")
    return None if resolved in {"", "\ufffd"} else resolved


def _utf8(data: bytes) -> str | None:
    try:
        resolved = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return resolved if resolved.isprintable() or resolved == "\u00a0" else None


def _token(match: re.Match[str]) -> Span:
    return token(match.string, Span(*match.span()))


class _Kind(NamedTuple):
    """One kind of escapes: the signs that each begins with, its name, its pattern, and what a match of it stands for.

    All signs end in one character. ``resolve``: ``None`` for what only looks like an escape. ``is_of_tex``: TeX has
    such signs too.
    """

    signs: tuple[str, ...]
    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str]], str | None]
    is_of_tex: bool = False

    def stands(self, document: Document) -> bool:
        """Whether one of the signs stands in a document."""
        ending = self.signs[0][-1]
        return ending in document.characters and holds(document.text.text, ending, *self.signs)


_HEADLESS_NAME = "a character reference without its first character"
_NAMES = ("amp;", "nbsp;", "quot;", "apos;", "lsquo;", "rsquo;", "ldquo;", "rdquo;", "mdash;", "ndash;", "hellip;")
_KINDS = (
    _Kind(("&",), "a character reference", _REFERENCE, _reference),
    _Kind(_NAMES, _HEADLESS_NAME, _HEADLESS, _headless),
    _Kind(("#",), _HEADLESS_NAME, _HEADLESS, _headless),
    _Kind(("\\",), "an escape", _BACKSLASH, _backslash),
    _Kind(("\\",), "a literal escape", _LITERAL, _literal, is_of_tex=True),
    _Kind(("<U+", "U+"), "the name of a character", _CODE_POINT, _code_point),
    _Kind(("=",), "quoted-printable", _QUOTED_PRINTABLE, _quoted_printable),
    _Kind(("=",), _SOFT, _SOFT_END, lambda _: ""),
    _Kind(("=?",), "an encoded word", _ENCODED_WORD, _encoded_word),
    _Kind(("%",), "percent-encoding", _PERCENT, _percent),
)
# The others are read as escapes in one language and as text in another.
_ENCODED = "an encoded word"  # stands alone by nature
_CERTAIN = frozenset(
    ("a character reference", "percent-encoding", "quoted-printable", _ENCODED, "an escape", "the name of a character")
)

RULE = Rule(
    id="encoding/double-escaping",
    summary="an escape that nobody resolved",
    severity=Severity.WARNING,
    layer=LayerName.TEXT,
    confidence=Confidence.HIGH,
    documentation=__doc__,
    check=check,
)
