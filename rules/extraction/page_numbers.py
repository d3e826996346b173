"""Numbers of pages on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.document import Document
from corpus.lexicon import places
from corpus.spans import Span
from rules.model import Confidence, Finding

LONGEST = 20  # code points: “Page 100 of 120”
# “Page 4 of 12”, “- 4 -”, “A-4”, “4”, “4/12”.
_PAGE = re.compile(
    r"(?i:(?:page|p\.|pg\.?|seite|página|pagina|pág\.|pag\.|side|sida|sivu|strona|стр\.)\s?(?P<named>\d{1,4})"
    r"(?:\s?(?:of|/|von|de|sur|di|van|af|av|z|из)\s?\d{1,4})?)"
    r"|[-–—\[(|•·]\s?(?P<marked>\d{1,4})\s?[-–—\])|•·]"
    r"|[A-Z]-(?P<lettered>\d{1,3})|(?P<bare>\d{1,4})|(?P<of>\d{1,3})\s?(?:of|/)\s?\d{1,3}"
)
# “18 | Annual Report”, “Annual Report · Page 18”: the number with the name of the publication.
_FOLIO = re.compile(
    r"(?P<before>\d{1,4})\s?[|·•]\s?[A-Z][^|·•\n]{2,60}"
    r"|[A-Z][^|·•\n]{2,60}\s?[|·•]\s?(?i:page |p\. ?)?(?P<behind>\d{1,4})"
)
_LONGEST_FOLIO = 80  # code points
_ROMAN = re.compile(r"(?=[ivxl]{2,7}\Z)(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_FEWEST_SECTIONS = 12  # a bare number below may be that of a section
_LONGEST_EDGE = 160  # code points beside a form feed in which the last and the first line of a page stand
_LAST_LINE, _FIRST_LINE = re.compile(r"[^\s][^\r\n]*\Z"), re.compile(r"[^\r\n\f]+")
_SHORTEST_PROSE = 60  # code points of a paragraph of running text
_SHORTEST_SENTENCE = 25  # code points of one that may be a sentence
_MOST_SKIPPED = 2  # pages between two numbers that count upwards; pages with pictures have none


class _Number(NamedTuple):
    """A number on its own line: its value, 0 for a Roman one."""

    span: Span
    value: int
    is_sure: bool


def page_numbers(document: Document) -> Iterator[Finding]:
    """One finding for each, if it can be nothing else or they count upwards."""
    found = [
        number
        for place, paragraph in enumerate(document.paragraphs)
        if paragraph.end - paragraph.start <= _LONGEST_FOLIO and (number := _number(document, place))
    ]
    found = sorted({*found, *(number for line in page_edges(document) if (number := _at_edge(document, line)))})
    values = [number.value for number in found if number.value]
    counts_up = len(values) > 1 and values[0] > 1 and follow_each_other(values)
    for span, value, is_sure in found:
        if is_sure or counts_up:
            yield Finding(
                span,
                f"a page number: {document.prose.text[span.start : span.end]}",
                evidence={"page": value},
                confidence=Confidence.HIGH if is_sure else Confidence.MEDIUM,
            )


def page_edges(document: Document) -> Iterator[Span]:
    """The first and last lines of the pages that form feeds part, where they are no paragraphs by themselves."""
    text = document.prose.text
    for feed in places(text, "\f"):
        before, after = text[max(feed - _LONGEST_EDGE, 0) : feed].rstrip(), text[feed + 1 : feed + 1 + _LONGEST_EDGE]
        stripped = after.lstrip()
        last, first = _LAST_LINE.search(before), _FIRST_LINE.match(stripped)
        if last and len(last[0]) < len(before):
            start = max(feed - _LONGEST_EDGE, 0) + last.start()
            yield Span(start, start + len(last[0]))
        if first and len(first[0]) < len(stripped):
            start = feed + 1 + len(after) - len(stripped)
            yield Span(start, start + len(first[0].rstrip()))


def is_page_number(line: str) -> bool:
    """Whether a line says nothing but on which page it stands, in digits."""
    return _PAGE.fullmatch(line) is not None


def follow_each_other(numbers: list[int]) -> bool:
    """Whether numbers count upwards, as those of pages do."""
    return all(0 < later - earlier <= _MOST_SKIPPED for earlier, later in pairwise(numbers))


def _at_edge(document: Document, line: Span) -> _Number | None:
    """The number that the first or last line of a page is."""
    text = document.prose.text
    match = _PAGE.fullmatch(text, *line) or _FOLIO.fullmatch(text, *line)
    if match:
        return _Number(line, int(next(digits for digits in match.groups() if digits)), is_sure=True)
    return _Number(line, 0, is_sure=True) if _ROMAN.fullmatch(text, *line) else None


def _number(document: Document, place: int) -> _Number | None:
    """The number that a short paragraph is."""
    paragraph, text = document.paragraphs[place], document.prose.text
    if _ROMAN.fullmatch(text, *paragraph):
        return _Number(paragraph, 0, is_sure=True)
    is_inside = 0 < place < len(document.paragraphs) - 1
    match = _PAGE.fullmatch(text, *paragraph) if paragraph.end - paragraph.start <= LONGEST else None
    if match is None:
        return _folio(document, place) if is_inside else None
    value = int(next(digits for digits in match.groups() if digits))
    is_sure = is_inside and (match["bare"] is None or _stands_alone(document, place, value))
    return _Number(paragraph, value, is_sure or "\f" in document.characters)


def _folio(document: Document, place: int) -> _Number | None:
    """The number of a page with the name of the publication, between two paragraphs of running text."""
    match = _FOLIO.fullmatch(document.prose.text, *document.paragraphs[place])
    value = int(match["before"] or match["behind"]) if match else 0
    # “3 | The long road” may be the heading of a section.
    if value < _FEWEST_SECTIONS or not _is_between(document, place, _SHORTEST_SENTENCE):
        return None
    return _Number(document.paragraphs[place], value, is_sure=True)


def _stands_alone(document: Document, place: int, value: int) -> bool:
    """Whether a number stands between two paragraphs of running text, too high for that of a section."""
    return value >= _FEWEST_SECTIONS and _is_between(document, place, _SHORTEST_PROSE)


def _is_between(document: Document, place: int, shortest: int) -> bool:
    """Whether a line stands between two paragraphs that are longer than so many code points."""
    around = (document.paragraphs[place - 1], document.paragraphs[place + 1])
    return all(one.end - one.start > shortest for one in around)
