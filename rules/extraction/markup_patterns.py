"""Patterns of what is left of HTML, Markdown, wikis, content systems and scripts, and of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.lexicon import anchored, standing
from rules.model import Severity


class Kind(NamedTuple):
    """One kind of markup: what a report calls it, and its pattern.

    Every match begins with one of ``signs``; where ``is_inside``, it only holds one of them. ``needs`` are characters
    of which one stands in every text with such markup, if there are any.
    """

    name: str
    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    needs: frozenset[str]
    severity: Severity = Severity.WARNING
    is_inside: bool = False

    def matches(self, text: str, characters: frozenset[str]) -> Iterator[re.Match[str]]:
        """The matches of the pattern in a text of these characters, in order."""
        if not self.is_inside:
            yield from anchored(self.pattern, text, *self.signs, characters=characters)
        elif any(standing(self.signs, text, characters)):
            yield from self.pattern.finditer(text)


_TAGS = (
    "a|abbr|article|aside|b|blockquote|br|button|center|cite|code|col|dd|del|div|dl|dt|em|figcaption|figure|font|footer"
    "|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|link|main|meta|nav|ol|option|p|picture|pre|script|section"
    "|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video"
)
# Tags of HTML and of namespaces (“<o:p>”), comments, declarations, instructions; a tag that lost its end after an
# attribute, and one that lost its beginning. “a < b” and “<a.ruiz@example.org>” are none.
_TAG = re.compile(
    rf"</?(?:{_TAGS}|[a-z]{{1,6}}:[a-zA-Z]{{1,20}})(?:\s[^<>\n]{{0,1000}})?\s?/?>"
    r"|<!--[^<>]{0,1000}-->|<!--.{0,200}|<!DOCTYPE[^<>]{0,200}>"
    r"|<[?%][^<>\n]{0,300}[?%]>"
    rf"|<(?:{_TAGS})(?:\s[a-z-]{{1,30}}=\"[^\"\n<>]{{0,200}}\")+|(?<![<\w/])/(?:{_TAGS})>",
    re.IGNORECASE,
)
# A backslash before a sign that needs none. No shrug (¯\_(ツ)_/¯), no path (C:\$Recycle\a).
_ESCAPE = re.compile(r"(?<!¯)\\(?P<sign>[$*_#\[\]()~`>!&.+|{}-])(?![\w\\]{0,60}\\(?:[^\W_]|\\))")
# The attributes of a tag that lost its beginning, with its end.
_VALUE = r"=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')"
_ATTRIBUTE = re.compile(rf"\b[a-z][a-z-]{{1,30}}{_VALUE}(?:\s[a-z][a-z-]{{1,30}}{_VALUE}){{0,10}}\s?/?>")
# Shortcodes of content systems and forums, links and headings of wikis, what templates should have filled in.
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|vc_\w{1,30}|et_pb_\w{1,30}|quote|[biu]|url|img|size|color|center|list|code|video|audio"
    r"|youtube|spoiler)(?:[ =][^\[\]\n]{0,300})?\]"
    r"|\[/?[a-z][\w-]{1,40}(?:\s[\w-]{1,30}=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s\[\]\"']{1,200})){1,10}\s?/?\]"
    r"|\[\[[^\[\]\n]{1,300}\]\]|\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|\{[.#][a-z][\w.# -]{0,60}\}"
    r"|'''[^'\n]{1,100}'''|%%[A-Za-z_]\w{0,40}%%|\*\|[A-Z][A-Z_:]{1,40}\|\*|\$\{[A-Za-z_][\w.]{0,40}\}"
    r"|<<[A-Za-z_][\w ]{0,40}>>|__[A-Z]{3,20}__|^={2,6} ?[^=\n]{1,80}?[^=\s] ?={2,6}[ \t]*$",
    re.MULTILINE,
)
# Bold type with a space inside one of its marks, which no reader of Markdown takes for bold.
_EMPHASIS = re.compile(r"\*\*[^*\s][^*\n]{0,100} \*\*(?!\w)|(?<!\w)\*\* [^*\n]{0,100}[^*\s]\*\*")
_FENCE = re.compile(r"^:::+ ?\{?[\w.# -]{0,80}\}?$", re.MULTILINE)
# What only a script says, or a word processor in its own format, to the end of the line.
_SCRIPT = re.compile(
    r"(?:googletag|adsbygoogle|document\.(?:write|getElementById|querySelector)|window\.[\w.]{1,60}\s?[=(]|jQuery\("
    r"|\$\((?:document|['\"#.])|function\s?\w{0,40}\s?\([^()\n]{0,100}\)\s?\{"
    r"|\b(?:var|let|const)\s[\w$]{1,60}\s?=\s?(?=[^\n;]{1,300};)"
    r"|Normal 0 (?:false|true)\b|MicrosoftInternetExplorer4|\}\)?\((?:window|document|jQuery)\b"
    r"|\{\s?\"@?\w{1,30}\"\s?:\s?[\"{\[\d])[^\n]{0,2000}"
)
# A rule of a style sheet, at the beginning of a line: a selector and braces, or an “@media”.
_STYLE = re.compile(
    r"^(?:[.#@][\w-]{1,60}|(?:body|html|div|span|p|a|h[1-6]|ul|li|img|table|td)\b[\w\s.#:,>-]{0,60}?)[^{}\n]{0,100}"
    r"\{[^{}\n]{1,500}\}"
    r"|^@(?:media|font-face|import|keyframes|charset)\b[^\n]{0,1000}",
    re.MULTILINE,
)
# Rows of a table: bars around cells, a rule of signs, cells between tabs in two lines or more.
_TABLE = re.compile(
    r"(?:^[ \t]*\|.*\|[ \t]*(?:\n|\Z)|^[ \t]*\+(?:[-=]{2,}\+){1,40}[ \t]*(?:\n|\Z))+"
    r"|(?:^[^\t\n]{1,40}(?:\t+[^\t\n]{1,40}){2,}(?:\n|\Z)){2,}"
    r"|\|(?:(?:[^|\s](?:[^|\n]{0,58}[^|\s])?\|){3,40}|(?:[ \t][^|\n]{0,59}\|){3,40})"
    r"|^\|[ \t](?=[A-Z])|(?<=\S) ?\t{2,} ?(?=\S)"
    r"|(?:\|\s?:?-{2,}:?\s?){2,}\|?"
    r"|^\{\|[^\n]{0,200}\n(?:[|!][^\n]{0,500}\n){1,200}(?:\|\})?",
    re.MULTILINE,
)

ESCAPES = Kind("a Markdown escape", _ESCAPE, ("\\",), frozenset("\\"), Severity.NOTE)
TABLES = Kind("a table", _TABLE, ("|", "\t", "+--", "+=="), frozenset("|\t+"), Severity.NOTE, is_inside=True)
TAGS = Kind("an HTML tag", _TAG, ("<", "/"), frozenset("</"))
_SHORTCODE_SIGNS = ("[", "{", "'''", "%%", "*|", "${", "<<", "__", "==")
SHORTCODES = Kind("a placeholder or shortcode", _SHORTCODE, _SHORTCODE_SIGNS, frozenset("[{'%|<_="))
_ATTRIBUTE_SIGNS = ('">', "'>", '" />', '"/>')
_CODE = "code of a page"
_SCRIPT_NAMES = ("googletag", "adsbygoogle", "document.w", "document.g", "Normal 0", "MicrosoftInternetExplorer4")
KINDS = (
    TAGS,
    Kind("a part of an HTML tag", _ATTRIBUTE, _ATTRIBUTE_SIGNS, frozenset("="), is_inside=True),
    SHORTCODES,
    Kind("a fence", _FENCE, (":::",), frozenset(":")),
    Kind(_CODE, _SCRIPT, ("document.", "window.", "jQuery(", "$(", "{", "}"), frozenset("{}=$")),
    Kind(_CODE, _SCRIPT, ("function",), frozenset("{")),
    Kind(_CODE, _SCRIPT, ("var ", "let ", "const "), frozenset("=")),
    Kind(_CODE, _SCRIPT, _SCRIPT_NAMES, frozenset()),
    Kind(_CODE, _STYLE, ("{", "@import", "@charset"), frozenset("{@"), is_inside=True),
    TABLES,
    Kind("bold type that failed", _EMPHASIS, ("**",), frozenset("*"), Severity.NOTE),
    ESCAPES,
)
