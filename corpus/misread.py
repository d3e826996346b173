"""Characters that were read in the wrong charset, told by the word they stand in: ``ErdoÄŸan``, ``H⌠tel``, ``ItÕs``.

ftfy judges whole lines and keeps quiet where one broken word stands in an honest one. Here a run of characters must
make its word irregular (a capital or a sign behind a small letter), and must, read in the charset that it was in, make
it regular again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.spans import Span

# What no word has behind a small letter, of the characters that bytes become in charsets of Windows, Mac OS and DOS.
_CAPITALS = "À-ÖØ-ÞĀĂĄĆĈĊČĎŒŠŸŽА-ЯЂЃЄЅІЇΓ"
_SIGNS = "¡-©«¬®¶¸»-¿×÷√∞≈∆Ω≤≥∂∑∏π∫◊‡†•‰‹›ˆ˜¨™€⌠⌡⌐░-▓│┤╡-╣┐-└┴┬├─┼╞-╬┘┌█▄▌▐▀≡±∙"
_REST = r"[^\x00-\x7f]"  # what may follow the first character of a run: so many of them that no run costs much
_END = r"(?![A-Z0-9\x80-\U0010ffff])"  # a run does not go on, and what follows could follow a small letter
_RUN = re.compile(
    rf"(?<=[a-z])[{_CAPITALS}]{_REST}{{0,12}}{_END}"  # ErdoÄŸan: in a word of small letters, or at its end
    rf"|(?<=[A-Za-z])[{_SIGNS}]{_REST}{{0,12}}(?=[a-z])"  # K÷ln: a sign in a word
    rf"|(?<=[a-z])[{_SIGNS}]{_REST}{{1,12}}{_END}"  # caf√©: two signs at its end; one may be meant, as in Acme™
    r"|(?<=[A-Za-z])[\u4e00-\u9fff]{1,4}(?![\u4e00-\u9fff])"  # UTF-8 read as GBK, which takes an ASCII letter with it
    rf"|(?<![^\W_])[ÂÃÄÅÐÑ×√┬├ГР]{_REST}{{1,12}}(?=[a-z])"  # at its beginning, of two characters or more
)
_FIRST = re.compile(rf"[{_CAPITALS}{_SIGNS}ÂÃÄÅÐÑ×√┬├ГР\u4e00-\u9fff]")  # what such a run begins with
_CONTRACTION = re.compile(r"(?:s|t|re|ve|ll|d|m)(?!\w)")
# What the bytes of UTF-8 were read as, the likeliest first,
_MULTIBYTE = ("sloppy-windows-1252", "mac_roman", "cp437", "cp850", "sloppy-windows-1250", "sloppy-windows-1251")
# and what a single byte was read as, with the charset that it was in.
_SINGLE = (("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("cp437", "cp1252"), ("cp850", "cp1252"))
_LEADS = "ÂÃ"  # alone they are what is left of a character of UTF-8
_CHINESE, _FIRST_CHINESE = "gb18030", "\u4e00"
_DASHES_AND_QUOTES = "’‘“”–—…"
_SIGN_BYTES = 3  # of a dash or quotation mark in UTF-8, which no other three characters look like by chance
_FEWEST_LETTERS = 3
_NO_LETTERS = frozenset("ƒªºµ")  # signs that Unicode has among the small letters: they make no word regular
# What is honest by itself is not where its neighbours were misread in the same charset.
_ALSO = (
    ("mac_roman", re.compile(r"(?<=[a-z])’(?=[a-z]{2})(?!(?:re|ve|ll)\b)"), "í"),
    ("sloppy-windows-1251", re.compile(r"(?<=\s)Г(?=[ \u00a0][a-z])"), "à"),
)
# Marks of Mac OS read as Windows-1252, or the other way round, told by their place.
_MARKS = frozenset("ÒÓÐÑí")
_QUOTED = re.compile(r"(?<![^\W_])(?P<opens>Ò)(?=[A-Za-z])|(?<=[a-z.,!?…])(?P<closes>Ó)(?!\w)")
# No dash, but the letter that is spoken of, stands behind these: "and Ñ is one".
_NAMED = "".join(f"(?<!{word} )" for word in ("letter", "letters", "character", "and", "or", "the", "an"))
_DASH = re.compile(rf"(?<=\s){_NAMED}(?:Ð(?=\s)|Ñ(?=\s[a-z]))|(?<=[a-z][a-z])Ñ(?=[a-z][a-z])")
_APOSTROPHE = re.compile(
    r"\b(?:(?:it|that|he|she|there|what|who|here|let|how|where)(?=ís\b)"
    r"|(?:we|they|you)(?=í(?:re|ve|ll|d)\b)|i(?=í(?:m|ve|ll|d)\b)"
    r"|(?:do|does|did|is|was|are|were|has|have|had|ca|wo|would|could|should|must|need)n(?=ít\b))(?P<mark>í)",
    re.IGNORECASE,
)


class _Read(NamedTuple):
    """What a run was, and the charset that tells so."""

    text: str
    charset: str


def misread(line: str) -> Iterator[tuple[Span, str]]:
    """The misread characters of a line and what they are, in order."""
    found: list[tuple[Span, str]] = []
    charsets = set()
    for span in _runs(line):
        read = _reread(line, span)
        if read:
            found.append((span, read.text))
            charsets.add(read.charset)
    for charset, pattern, was in _ALSO:
        if charset in charsets:
            found += [(Span(*match.span()), was) for match in pattern.finditer(line)]
    if not _MARKS.isdisjoint(line):
        found += _marks(line)
    end = 0
    for span, was in sorted(found):
        if span.start >= end:
            end = span.end
            yield span, was


def _runs(line: str) -> Iterator[Span]:
    """The runs that make their words irregular."""
    end = 0
    for first in _FIRST.finditer(line):
        match = _RUN.match(line, first.start()) if first.start() >= end else None
        if match:
            end = match.end()
            yield Span(*match.span())


def _reread(line: str, span: Span) -> _Read | None:
    """What a run is in the first charset that makes its word regular."""
    run = line[span.start : span.end]
    if run[0] >= _FIRST_CHINESE:
        was = _converted(run, _CHINESE, "utf-8")
        return _Read(was, _CHINESE) if was and was[0] in _DASHES_AND_QUOTES and was[1:].isascii() else None
    if len(run) > 1:
        charsets = ((read_as, "utf-8", read_as) for read_as in _MULTIBYTE)
    else:
        charsets = ((read_as, charset, charset) for read_as, charset in _SINGLE if run not in _LEADS)
    for read_as, charset, tells in charsets:
        was = _converted(run, read_as, charset)
        if was and was != run and _is_regular(line, span, was):
            return _Read(was, tells)
    return None


def _converted(run: str, read_as: str, charset: str) -> str | None:
    import ftfy.bad_codecs  # noqa: F401, PLC0415 (registers the sloppy ones; 0.1 s, seldom needed)

    try:
        return run.encode(read_as).decode(charset)
    except UnicodeError:
        return None


def _is_regular(line: str, span: Span, was: str) -> bool:
    """Whether ``was`` fits between its neighbours: small letters among small ones, an apostrophe in a contraction."""
    before, after = line[span.start - 1 : span.start], line[span.end : span.end + 1]
    if span.end - span.start >= _SIGN_BYTES and was in _DASHES_AND_QUOTES + "•":
        return True
    if not _has_letters(line, span) or (line[span.end - 1] == "’" and _CONTRACTION.match(line, span.end)):
        return False
    if was == "’":
        return before.isalpha() and _CONTRACTION.match(line, span.end) is not None
    if was == "…":
        return before.isalpha() and not after.isalnum()
    if not was.isalpha() or not _NO_LETTERS.isdisjoint(was):
        return was == "¿" and not before.isalnum()
    return was.islower() if before.isalpha() else len(was) == 1 and was.isupper() and after.islower()


def _has_letters(line: str, span: Span) -> bool:
    """Whether the word around a run has enough letters of its own: three, or two before it."""
    before = after = 0
    while before < _FEWEST_LETTERS and line[span.start - before - 1 : span.start - before].isalpha():
        before += 1
    while before + after < _FEWEST_LETTERS and line[span.end + after : span.end + after + 1].isalpha():
        after += 1
    return before >= _FEWEST_LETTERS - 1 or before + after >= _FEWEST_LETTERS


def _marks(line: str) -> Iterator[tuple[Span, str]]:
    """Pairs of quotation marks, dashes and apostrophes that have become letters."""
    opened: int | None = None
    for match in _QUOTED.finditer(line):
        if match["opens"]:
            opened = match.start()
        elif opened is not None:
            yield Span(opened, opened + 1), "“"
            yield Span(*match.span()), "”"
            opened = None
    for match in _DASH.finditer(line):
        yield Span(*match.span()), "–" if match[0] == "Ð" else "—"
    for match in _APOSTROPHE.finditer(line):
        yield Span(*match.span("mark")), "’"
