"""Lost spaces next to a mark: ``basis.But``, ``said,and``, ``(quietly)he``, ``“No.”She``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import vocabulary
from corpus.document import Document
from corpus.lexicon import places
from corpus.spans import Span
from rules.extraction.fused import Fused, openers
from rules.model import Confidence
from rules.same_line import around

# A mark with a letter, or the number of a note, right behind it, and no space before it. What else stands before is
# looked at afterwards: a pattern of one set of characters is quicker than one of alternatives.
_MARK = re.compile(r"[.!?,;)”:“(\"](?=[^\W\d_]|[¹²³\d]{1,2}[A-Z][a-z])(?<=\S.)")
# In addresses, code, plurals in brackets and figures, marks stand between letters by right.
_NO_PROSE = re.compile(
    r"[/@\\=<>{}\[\]#$_|`]|www\.|\.[a-z]{2,4}(?![a-z])|[a-z0-9]\.\w.*\.\w|\(s\)|\(e?s\b|\w\(\)|\d,\d|,\w+,|&\w+;"
)
_TOKEN = 60  # code points on each side in which the rest of an address is looked for
_BRACKETED = 100  # code points in which a bracket closes
_SHORTEST_BRACKETED = 3  # code points between brackets; fewer are a part of the word: re(ad)ing
_SHORTEST = 3  # letters of a foreign word; fewer are initials and abbreviations
_FOLLOWING = 40  # code points behind a stop in which its word is looked for
_YEAR = re.compile(r"\d\d\d\Z")
_INITIALS = re.compile(r"\.[A-Z]\Z")
_WORD = re.compile(r"[^\W\d_]*")
_WORD_END = re.compile(r"[^\W\d_]*\Z")
_STOPS = frozenset(".,!?…")
_NOTES = "¹²³0123456789"  # between a stop and the next sentence
_ABBREVIATIONS = frozenset(
    "st dr mr mrs ms vs no fig figs vol nos gen col lt sgt prof rev hon pp ed eds etc al op cit ca jr sr inc co "
    "ltd".split()
)


def marks(text: str) -> Iterator[Fused]:
    """Marks without the space that belongs before or behind them."""
    for match in _MARK.finditer(text):
        found = _apart(text, match.start())
        if found:
            yield Fused(*found, Confidence.HIGH)


def quotation_ends(document: Document) -> Iterator[Fused]:
    """Straight marks that close a quotation right before a word."""
    text = document.prose.text
    closes, last = False, 0
    for mark in places(text, '"'):
        # In every line marks begin to count anew.
        closes = not closes if text.find("\n", last, mark) < 0 else False
        last = mark
        following = text[mark + 1 : mark + 3]
        if not closes and mark and text[mark - 1].isalpha() and following.isalpha() and following.islower():
            end = around(text, Span(mark + 1, mark + 2)).end
            yield Fused(Span(mark, end), f'" {text[mark + 1 : end]}', Confidence.HIGH)


def _apart(text: str, place: int) -> tuple[Span, str] | None:
    """A mark with a word right behind it, or before it if it opens; and the two with a space between them."""
    mark, before, after = text[place], text[max(place - 3, 0) : place], text[place + 1 : place + 5]
    if not _parts(mark, before, after):
        return None
    span = _token(text, place)
    token, at = text[span.start : span.end], place - span.start
    if (
        _NO_PROSE.search(token.replace("..", ". "))  # “fight..and” has no ending of a site
        or (mark == "." and not _may_end(_WORD_END.search(token, 0, at), text, place))
        or (mark == ")" and _closes_in_word(token, at))
        or (mark == "(" and " " not in text[place : text.find(")", place, place + _BRACKETED) + 1])  # call(argument)
    ):
        return None
    cut = at + (mark not in "“(")
    return span, f"{token[:cut]} {token[cut:]}"


def _token(text: str, place: int) -> Span:
    """What stands between white space around a place, within reach."""
    start, end = place, place + 1
    while start > max(place - _TOKEN, 0) and not text[start - 1].isspace():
        start -= 1
    while end < min(place + _TOKEN, len(text)) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _closes_in_word(token: str, at: int) -> bool:
    """Whether a bracket closes inside the word in which it opened: ``(re)named``, ``f(x)dx``."""
    opening = token.rfind("(", 0, at)
    return opening >= 0 and (at - opening <= _SHORTEST_BRACKETED or token[opening - 1 : opening].isalnum())


def _parts(mark: str, before: str, after: str) -> bool:
    """Whether a space belongs on one side of a mark, by the characters next to it."""
    if mark in ".!?":
        return _parts_sentences(mark, before, after)
    return _BETWEEN[mark](before, after)


def _after_comma(before: str, after: str) -> bool:
    return before[-1].islower() and before[-2:-1].isalpha() and after[1:2].islower()


def _after_colon(before: str, after: str) -> bool:
    return before[-1].islower() and before[-1].isascii() and after[:1].isupper() and after[1:2].islower()


def _after_bracket(before: str, after: str) -> bool:
    return (
        (before[-1].islower() or before[-1].isdigit() or before[-1] == ".")
        and _starts_word(after)
        and after[:2].islower()
    )


def _after_quotation(before: str, after: str) -> bool:
    return (before[-1].islower() or before[-1] in _STOPS) and _starts_word(after)


def _before_bracket(before: str, after: str) -> bool:
    return before.isalpha() and before.islower() and after.isalpha()


def _before_quotation(before: str, after: str) -> bool:
    return before[-1].isascii() and (before[-1].islower() or before[-1] in _STOPS) and after[:1].isalpha()


def _after_straight(before: str, after: str) -> bool:
    return before[-1] in _STOPS and before[-2:-1].islower() and _starts_word(after)


def _starts_word(after: str) -> bool:
    return after[:2].isalpha()


_BETWEEN = {
    ",": _after_comma,
    ";": _after_comma,
    ":": _after_colon,
    ")": _after_bracket,
    "”": _after_quotation,
    "(": _before_bracket,
    "“": _before_quotation,
    '"': _after_straight,
}


def _parts_sentences(mark: str, before: str, after: str) -> bool:
    """The same for a stop: a small letter, initials or a year before it, a capitalised word behind it."""
    if mark == "." and before[-1:] == ".":
        return before[-2:-1].isalpha() and before[-2:-1].islower()
    after = after.lstrip(_NOTES)
    ends = before[-1:].islower() or _INITIALS.search(before) or _YEAR.search(before)
    return bool(ends) and after[:1].isupper() and (after[1:2].islower() or after[1:2] in {"’", "'", " "})


def _may_end(match: re.Match[str] | None, text: str, place: int) -> bool:
    """Whether a sentence may end with one word and the next begin with the other: no abbreviation, no file, no site."""
    following = _WORD.search(text, place + 1, place + _FOLLOWING)
    left, right = match[0] if match else "", following[0] if following else ""
    is_third_dot = text[place - 1] == "."
    if len(left) == 1 and left.isupper():  # initials, of a state or of a person
        return right in openers() and text[place - 2 : place - 1] == "."
    if not left and text[place - 1].isdigit():
        return right in openers()
    if left.lower() in _ABBREVIATIONS or len(left) <= 1:
        return is_third_dot
    if not left.isascii() or not right.isascii():
        return len(left) >= _SHORTEST and len(right) >= _SHORTEST
    return right in openers() or is_third_dot or (left.islower() and vocabulary.is_word(left))
