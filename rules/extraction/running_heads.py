"""Running heads and feet: short lines that recur between the pages of a text, of which only the numbers differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.document import Document
from corpus.spans import Span
from rules.extraction.page_numbers import LONGEST as LONGEST_NUMBER
from rules.extraction.page_numbers import follow_each_other, is_page_number, page_edges
from rules.model import Finding, Related

_LONGEST = 120  # code points
_OFTEN = 3  # times; what stands twice must look like a head
_SEVERAL_WORDS = 3
_FEWEST_BETWEEN = 2  # paragraphs from one to the next: entries of a list follow each other
_SHORT_PAGE = 30  # code points of text for each word of a head; between the lines of a programme stands less
_LONGEST_NUMBER = 5  # digits of the number of a page
_NEAR = 20  # code points in which a form feed stands beside a line
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\b[lio]?\d+[\dlio]*\b|\d+|\b[ivxl]{1,6}\b")  # with what OCR makes of one and zero
_BLANKS = re.compile(r"\s+")
_GAP = re.compile(r" {3,}|\t")
_LETTERS = re.compile(r"\b[ivxl]{1,6}\b")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_SHORTEST_SENTENCE = 20  # code points
_STOPS = frozenset('.!?”"’)')
_SHORTEST_OPEN = 40  # code points of a line that may be cut
_WORD = re.compile(r"[^\W\d_]{3}")
# “Q.”, “Background:”: headings that recur by right, and entries and parts that are numbered by right.
_LABEL = re.compile(r"\W*[\w’' ]{0,20}[:.?]?\W*")
_ENTRY = re.compile(
    r"[-*•“\"‘']|q\W|a\W|(?:plate|figure|fig|table|chapter|part|section|act|scene|question|day|week|step|photo|image|box"
    r"|no|appendix|article|lesson|mrs?|ms|dr)\b"
)
# What only heads and feet say, in lower case, with every number as 0.
_FORMAL = re.compile(
    r"©|www\.|https?:|\|| – | — |confidential|downloaded|copyright|draft|all rights|\bpage 0|printed|embargo|not for"
    r"|issn|doi\b|\bfiled\b|^(?:case|file|doc|ref)\b|^0 | 0\Z"
)


def running_heads(document: Document) -> Iterator[Finding]:
    """One finding for each place but the first, and one for that too where a page number shows that it is no title."""
    text = document.prose.text
    for line, places in _recurring(document).items():
        if _is_head(document, line, places):
            is_title = places[0].start <= document.paragraphs[0].start or not _is_numbered(document, places)
            for place in places[is_title:]:
                other = Related(places[0], "the first time") if place != places[0] else Related(places[1], "the next")
                yield Finding(
                    place,
                    f"a line that stands {len(places)} times in the document: {text[place.start : place.end][:80]}",
                    evidence={"times": len(places)},
                    related=(other,),
                )


def _recurring(document: Document) -> dict[str, list[Span]]:
    """The places of the short lines that stand there twice or more, by the line without its numbers."""
    lines: dict[str, list[Span]] = {}
    short = {*document.paragraphs, *page_edges(document)} if "\f" in document.characters else document.paragraphs
    for paragraph in sorted(short):
        if paragraph.end - paragraph.start <= _LONGEST:
            line = _BLANKS.sub(" ", _NUMBER.sub("0", document.folded[paragraph.start : paragraph.end]))
            lines.setdefault(line, []).append(paragraph)
    recurring = {line: _heads(document, line, places) for line, places in lines.items() if len(places) > 1}
    return {line: places for line, places in recurring.items() if len(places) > 1}


def _heads(document: Document, line: str, places: list[Span]) -> list[Span]:
    """The places of a line but those that are labels, numbers of pages or no words."""
    if is_page_number(line) or not _WORD.search(line):
        return []
    if not _LABEL.fullmatch(line):
        return places
    if (
        _is_title(document, places)
        or _breaks(document, places) > 1
        or (len(places) >= _OFTEN and _is_wide(document, places))
    ):
        return places
    # “CONFIDENTIAL” is stamped on pages; “Draft” may be a heading.
    is_formal = _FORMAL.search(line) is not None
    return [place for place in places if is_formal and document.prose.text[place.start : place.end].isupper()]


def _breaks(document: Document, places: Sequence[Span]) -> int:
    """At how many of the places one page ends and another begins."""
    return sum(_is_at_page_break(document, place) or _cuts_sentence(document, place) for place in places)


def _is_wide(document: Document, places: Sequence[Span]) -> bool:
    """Whether a wide gap parts the numbers of lines from their words, and they count upwards."""
    text = document.prose.text
    return all(_GAP.search(text, *place) for place in places) and _is_numbered(document, places)


def _is_head(document: Document, line: str, places: Sequence[Span]) -> bool:
    """Whether a line that recurs is what a page says of itself, rather than a refrain, a heading or an entry."""
    shown = document.prose.text[places[0].start : places[0].end]
    at_break = _breaks(document, places)
    is_notice = "©" in line or "www" in line
    return (
        (len(places) >= _OFTEN or _looks_like_head(shown, is_at_breaks=at_break == len(places)))
        and not line.endswith(("?", "!"))
        and not (line.endswith(".") and not is_notice and at_break < len(places) - 1)
        and not _ENTRY.match(line)
        and _are_apart(document, places)
        and (
            at_break > 1
            or _FORMAL.search(line) is not None
            or (shown.isupper() and "0" in line)
            or _has_pages_between(shown, places)
            or _is_numbered(document, places)
            or _is_title(document, places)
        )
    )


def _looks_like_head(shown: str, *, is_at_breaks: bool) -> bool:
    """Whether a line that stands there twice only can be a head."""
    words = len(shown.split())
    return shown[-1].isalnum() and (is_at_breaks or words >= _SEVERAL_WORDS or (words > 1 and shown.isupper()))


def _is_title(document: Document, places: Sequence[Span]) -> bool:
    """Whether a line of some words is the first one of the document, and stands between sentences afterwards."""
    text, paragraphs = document.prose.text, document.paragraphs
    title = text[slice(*places[0])]
    words = [word for word in title.split() if word[0].isalpha()]
    is_heading = len(words) > 1 and sum(word[0].isupper() for word in words) * 2 >= len(words) and title[-1].isalnum()
    if places[0] != paragraphs[0] or not is_heading or _are_labels(document, title):
        return False
    numbers = [document.paragraph_index.number(place.start) or 0 for place in places[1:]]
    beside = [paragraphs[other] for number in numbers for other in (number - 1, number + 1) if other < len(paragraphs)]
    return all(one.end - one.start > _SHORTEST_SENTENCE and text[one.end - 1] in _STOPS for one in beside)


def _are_labels(document: Document, title: str) -> bool:
    """Whether other lines are in capitals as a title is: those who speak in turn, the scenes of a play."""
    text = document.prose.text
    short = (text[slice(*one)] for one in document.paragraphs if one.end - one.start <= _LONGEST)
    return title.isupper() and any(line.isupper() and line != title for line in short)


def _are_apart(document: Document, places: Sequence[Span]) -> bool:
    """Whether something stands between all of the places."""
    numbers = [document.paragraph_index.number(place.start) or 0 for place in places]
    return all(later - earlier >= _FEWEST_BETWEEN for earlier, later in pairwise(numbers))


def _has_pages_between(shown: str, places: Sequence[Span]) -> bool:
    """Whether a page of text lies between the places, on average."""
    between = sum(later.start - earlier.end for earlier, later in pairwise(places)) / (len(places) - 1)
    return between >= _SHORT_PAGE * len(shown.split())


def _is_numbered(document: Document, places: Sequence[Span]) -> bool:
    """Whether one of the numbers of the lines is that of a page."""
    lines = [document.prose.text[place.start : place.end] for place in places]
    numbers = [
        [int(digits) for digits in _DIGITS.findall(line) if len(digits) <= _LONGEST_NUMBER]
        or [_roman(letters) for letters in _LETTERS.findall(line)]
        for line in lines
    ]
    if len(set(map(len, numbers))) != 1:
        return False
    return any(follow_each_other(list(column)) for column in zip(*numbers, strict=True))


def _roman(letters: str) -> int:
    """The value of a number in small Roman letters, up to 89."""
    values = [_VALUES[letter] for letter in letters]
    return sum(-value if value < following else value for value, following in pairwise((*values, 0)))


def _cuts_sentence(document: Document, paragraph: Span) -> bool:
    """Whether a line stands between two parts of a sentence: a long line that no stop ends, and a small letter."""
    text, paragraphs = document.prose.text, document.paragraphs
    number = document.paragraph_index.number(paragraph.start) or 0
    if not 0 < number < len(paragraphs) - 1 or paragraphs[number] != paragraph:
        return False
    before, after = paragraphs[number - 1], paragraphs[number + 1]
    is_open = text[before.end - 1].isalpha() or text[before.end - 1] == ","
    return is_open and before.end - before.start > _SHORTEST_OPEN and text[after.start].islower()


def _is_at_page_break(document: Document, paragraph: Span) -> bool:
    """Whether a form feed or a page number stands next to a line."""
    text, paragraphs = document.prose.text, document.paragraphs
    number = document.paragraph_index.number(paragraph.start) or 0
    before = paragraphs[number - 1] if number else Span(0, 0)
    after = paragraphs[number + 1] if number + 1 < len(paragraphs) else Span(len(text), len(text))
    # The first or the last line of a page may stand within a paragraph.
    start, end = max(before.end, paragraph.start - _NEAR), min(after.start, paragraph.end + _NEAR)
    if text.find("\f", start, paragraph.start) >= 0 or text.find("\f", paragraph.end, end) >= 0:
        return True
    return any(
        one.end - one.start < LONGEST_NUMBER and is_page_number(text[one.start : one.end]) for one in (before, after)
    )
