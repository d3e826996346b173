"""Numbers of pages on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.document import Document
from corpus.spans import Span
from rules.model import Confidence, Finding

LONGEST = 20  # code points: “Page 100 of 120”
# “Page 4 of 12”, “- 4 -”, “A-4”, “4”, “4/12”.
_PAGE = re.compile(
    r"(?i:(?:page|p\.|pg\.?|seite|página|стр\.)\s?(?P<named>\d{1,4})(?:\s?(?:of|/|von|de|из)\s?\d{1,4})?)"
    r"|[-–—\[(|•·]\s?(?P<marked>\d{1,4})\s?[-–—\])|•·]"
    r"|[A-Z]-(?P<lettered>\d{1,3})|(?P<bare>\d{1,4})|(?P<of>\d{1,3})\s?(?:of|/)\s?\d{1,3}"
)
_ROMAN = re.compile(r"(?=[ivxl]{2,7}\Z)(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_FEWEST_SECTIONS = 12  # a bare number below may be that of a section
_SHORTEST_PROSE = 60  # code points of a paragraph of running text
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
        if paragraph.end - paragraph.start <= LONGEST and (number := _number(document, place))
    ]
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


def is_page_number(line: str) -> bool:
    """Whether a line says nothing but on which page it stands, in digits."""
    return _PAGE.fullmatch(line) is not None


def follow_each_other(numbers: list[int]) -> bool:
    """Whether numbers count upwards, as those of pages do."""
    return all(0 < later - earlier <= _MOST_SKIPPED for earlier, later in pairwise(numbers))


def _number(document: Document, place: int) -> _Number | None:
    """The number that a short paragraph is."""
    paragraph, text = document.paragraphs[place], document.prose.text
    if _ROMAN.fullmatch(text, *paragraph):
        return _Number(paragraph, 0, is_sure=True)
    match = _PAGE.fullmatch(text, *paragraph)
    if match is None:
        return None
    value = int(next(digits for digits in match.groups() if digits))
    is_inside = 0 < place < len(document.paragraphs) - 1
    is_sure = is_inside and (match["bare"] is None or _stands_alone(document, place, value))
    return _Number(paragraph, value, is_sure or "\f" in document.characters)


def _stands_alone(document: Document, place: int, value: int) -> bool:
    """Whether a number stands between two paragraphs of running text, too high for that of a section."""
    around = (document.paragraphs[place - 1], document.paragraphs[place + 1])
    return value >= _FEWEST_SECTIONS and all(one.end - one.start > _SHORTEST_PROSE for one in around)
