"""Tables with a row of totals that their columns do not make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.document import Document
from corpus.spans import Span
from rules.attribution.frames import is_near, number
from rules.model import Confidence, Finding, Related

_CELL = re.compile(r"[^|\t\r\n]+")
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,12})?|[0-9]{1,12}(?:\.[0-9]{1,12})?)"
_NUMBER = re.compile(rf"[*_ ]*(?:[$£€]\s?)?(?P<digits>{_FIGURE})\s?%?[*_ ]*")
# A row whose cells are not parted by more than blanks: "North 402 61".
_LINE = re.compile(rf"(?P<label>[^0-9|]*[^\W\d][^0-9|]*?)(?P<numbers>(?:\s[$£€]?{_FIGURE}\.?%?){{1,12}})")
_DIGITS = re.compile(_FIGURE)
_LONGEST = 200  # code points of such a row
_TOTAL = re.compile(r"[*_ ]*(?:grand |overall )?totals?(?: \([^)]*\))?:?[*_ ]*", re.IGNORECASE)
# Rows that are told in others too, or that are no parts.
_NO_PART = re.compile(
    r"\b(?:of which|including|thereof|sub-?totals?|average|mean|median|per|rate|total|share|change|net)\b",
    re.IGNORECASE,
)
_WORDS = ("total", "totals")
_MOST_ROWS = 60
_FEWEST, _MANY = 2, 3  # rows; so many that miss their total by chance are unlikely


class _Row(NamedTuple):
    label: str
    cells: tuple[Span, ...]
    values: tuple[float, ...]

    @property
    def is_total(self) -> bool:
        """Whether it sums up the rows before it."""
        return _TOTAL.fullmatch(self.label) is not None


def conflicts(document: Document) -> Iterator[Finding]:
    """The totals of tables that their columns do not make."""
    text = document.prose.text
    for last in document.paragraphs_with(_WORDS):
        if any(row.is_total for row in _rows(text, document.paragraphs[last])):
            rows: list[_Row] = []
            for row in _table(document, last):
                if not row.is_total:
                    rows.append(row)
                    continue
                if row.cells[0].start >= document.paragraphs[last].start:
                    yield from _compared(text, rows, row)
                rows = []


def _table(document: Document, last: int) -> Iterator[_Row]:
    """The rows of a table that ends with a paragraph: all in that one, or each in its own."""
    text, paragraphs = document.prose.text, document.paragraphs
    first = last
    while first and last - first < _MOST_ROWS and next(_rows(text, paragraphs[first - 1]), None):
        first -= 1
    for paragraph in paragraphs[first : last + 1]:
        yield from _rows(text, paragraph)


def _rows(text: str, paragraph: Span) -> Iterator[_Row]:
    if text.find("|", *paragraph) < 0 and text.find("\t", *paragraph) < 0:
        line = _LINE.fullmatch(text, *paragraph) if paragraph.end - paragraph.start < _LONGEST else None
        if line:
            cells = [Span(*digits.span()) for digits in _DIGITS.finditer(text, *line.span("numbers"))]
            yield _row(text, line["label"], cells)
        return
    label, cells = "", []
    for cell in _CELL.finditer(text, *paragraph):
        digits = _NUMBER.fullmatch(text, *cell.span())
        if digits:
            cells.append(Span(*digits.span("digits")))
        elif any(map(str.isalpha, cell[0])):
            if cells:
                yield _row(text, label, cells)
                cells = []
            label = cell[0]
    if cells:
        yield _row(text, label, cells)


def _row(text: str, label: str, cells: Sequence[Span]) -> _Row:
    values = tuple(float(text[slice(*cell)].replace(",", "")) for cell in cells)
    return _Row(label.strip(), tuple(cells), values)


def _compared(text: str, rows: Sequence[_Row], total: _Row) -> Iterator[Finding]:
    if len(rows) < _FEWEST or any(len(row.values) != len(total.values) or _NO_PART.search(row.label) for row in rows):
        return
    sums = [sum(column) for column in zip(*(row.values for row in rows), strict=True)]
    steps = [_step(text, [row.cells[column] for row in (*rows, total)]) for column in range(len(sums))]
    are_right = [
        abs(one - stated) <= step * (len(rows) + 1) / 2 + 1e-6
        for one, stated, step in zip(sums, total.values, steps, strict=True)
    ]
    for column, (one, stated) in enumerate(zip(sums, total.values, strict=True)):
        if not are_right[column] and is_near(one, stated) and (any(are_right) or len(rows) >= _MANY):
            cell = total.cells[column]
            terms = " + ".join(number(row.values[column]) for row in rows)
            yield Finding(
                cell,
                f"the column makes {number(one)}, its total is given as {text[slice(*cell)]}",
                evidence={
                    "figures": [text[slice(*cell)]],
                    "computation": f"{terms} = {number(one)}, not {number(stated)}",
                },
                related=tuple(Related(row.cells[column], row.label) for row in rows),
                confidence=Confidence.HIGH if any(are_right) else None,
            )


def _step(text: str, cells: Sequence[Span]) -> float:
    """What the last digit of a column is worth where it may be rounded; 0 where it counts whole things."""
    places = max(len(text[slice(*cell)].partition(".")[2]) for cell in cells)
    is_share = any(text[cell.end : cell.end + 2].lstrip().startswith("%") for cell in cells)
    return 10.0**-places if places or is_share else 0.0
