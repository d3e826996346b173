"""How well date expressions are read, and how fast, as Markdown tables.

usage: python tests/bench/dates.py [--data FOLDER] [--sources FOLDER] [--wrong] [--quick]

WikiWars is 22 histories of wars with TIMEX3 by hand. Every second of them was read while the grammar was written; the
others were kept apart. An expression is found where it shares a character with one of the gold, each counted once; its
value is right where both are equal. The cases of the Recognizers are short commands to a calendar; of them those of a
date or a range of dates count. One command may hold two dates where the gold sees a range, so what touches it is right.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ftfy
import recombined

from corpus import dates
from corpus.dates import DateExpression
from corpus.spans import Span

_DATA = Path("../shared/data")
_SOURCES = Path("../shared/sources")
_SAMPLES = Path("corpus/samples")
_SIZE = 26_000  # bytes of a document
_RUNS = 3
_KINDS = frozenset(("date", "daterange"))


@dataclass(slots=True)
class Score:
    """Counts of expressions: of the gold, read, and both; with the right value."""

    gold: int = 0
    read: int = 0
    found: int = 0  # of the gold
    right: int = 0  # of those read
    comparable: int = 0  # found, with a value that can be compared
    valued: int = 0

    def add(self, other: Score) -> None:
        """Count these too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> tuple[str, ...]:
        """The figures of a table's row."""
        precision, recall = self.right / (self.read or 1), self.found / (self.gold or 1)
        relaxed = 2 * precision * recall / ((precision + recall) or 1)
        # Where the gold has values of another kind too, only those that can be compared count.
        value = f"{2 * self.valued / ((self.gold + self.read) or 1):.3f}" if self.comparable == self.found else "–"
        figures = (f"{figure:.3f}" for figure in (precision, recall, relaxed))
        return (name, str(self.gold), str(self.read), *figures, value, f"{self.valued / (self.comparable or 1):.3f}")


def main() -> None:
    """Print a table for each data set that is there, and that of the speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of the data sets")
    parser.add_argument("--sources", type=Path, default=_SOURCES, help="the folder of texts to recombine")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong in the documents for development")
    parser.add_argument("--quick", action="store_true", help="a tenth of the text for the speed")
    arguments = parser.parse_args()
    heading = ("data", "gold", "read", "precision", "recall", "relaxed F1", "value F1", "right of found")
    rows = [*_wikiwars(arguments.data, is_listing=arguments.wrong), *_recognizers(arguments.data)]
    if rows:
        _table("Date expressions", heading, rows)
    _speed(arguments.sources, 2_000_000 if arguments.quick else 20_000_000)


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        print(f"{path} is missing: nothing to compare with.")
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _wikiwars(folder: Path, *, is_listing: bool) -> Iterator[tuple[str, ...]]:
    found = _lines(folder / "wikiwars-timex3.jsonl")
    for name, documents in (("development", found[::2]), ("kept apart", found[1::2])):
        score = Score()
        for document in documents:
            score.add(_compared(document, is_listing=is_listing and name == "development"))
        if documents:
            yield score.row(f"WikiWars, {len(documents)} {name}")


def _compared(document: dict[str, Any], *, is_listing: bool) -> Score:
    text = document["text"]
    expressions = dates.find(text, dt.date.fromisoformat(document["date"]))
    score = Score(gold=len(document["timexes"]), read=len(expressions))
    left = list(expressions)
    for timex in document["timexes"]:
        span, value = Span(timex["start"], timex["end"]), timex["value"]
        touching = [one for one in left if one.span.overlaps(span)]
        best = next((one for one in touching if one.value == value), touching[0] if touching else None)
        if best:
            left.remove(best)
            score.found += 1
            score.right += 1
            score.comparable += 1
            score.valued += best.value == value
        if is_listing and (best is None or best.value != value):
            print(f"{document['id']} {_around(text, span)}: {value}, read {best and best.value}")
    for one in left if is_listing else ():
        print(f"{document['id']} {_around(text, one.span)}: nothing, read {one.value}")
    return score


def _around(text: str, span: Span) -> str:
    before, after = text[max(span.start - 30, 0) : span.start], text[span.end : span.end + 20]
    return f"{before}[{text[span.start : span.end]}]{after}".replace("\n", "/")


def _recognizers(folder: Path) -> Iterator[tuple[str, ...]]:
    score = Score()
    for case in _lines(folder / "recognizers-english.jsonl"):
        context = case.get("context") or {}
        stated = context.get("ReferenceDateTime")
        results = [one for one in case["results"] if "Start" in one or "start" in one or "Text" in one]
        gold = [(span, one) for one in results if (span := _place(case["input"], one)) and _kind(one) in _KINDS]
        others = [span for one in results if (span := _place(case["input"], one)) and _kind(one) not in _KINDS]
        read = [
            one
            for one in dates.find(case["input"], dt.date.fromisoformat(stated[:10]) if stated else None)
            if one.type == "DATE" and not (one.value or "").endswith("_REF")
            if not any(one.span.overlaps(span) for span in others)
        ]
        score.add(_case(gold, read))
    if score.gold:
        yield score.row("Recognizers, dates and ranges of dates")


def _case(gold: Sequence[tuple[Span, dict[str, Any]]], read: Sequence[DateExpression]) -> Score:
    score = Score(gold=len(gold), read=len(read))
    score.right = sum(any(one.span.overlaps(span) for span, _ in gold) for one in read)
    for span, result in gold:
        touching = [one for one in read if one.span.overlaps(span)]
        values = set(_values(result))
        score.found += bool(touching)
        if touching and values:
            score.comparable += 1
            score.valued += any(one.value in values for one in touching)
    return score


def _place(text: str, result: dict[str, Any]) -> Span | None:
    words = result.get("Text") or result.get("text") or ""
    start = result.get("Start", result.get("start"))
    start = text.lower().find(words.lower()) if start is None else start
    return Span(start, start + len(words)) if words and start >= 0 else None


def _kind(result: dict[str, Any]) -> str:
    return str(result.get("Type") or result.get("TypeName") or result.get("type") or "").rpartition(".")[2]


def _values(result: dict[str, Any]) -> Iterator[str]:
    """The values that could be TIMEX3's: a day, a month, a year, a week; not the pairs of a range."""
    value = result.get("Value") or result.get("Resolution") or {}
    resolved = value.get("values") or [value]
    for one in resolved:
        timex = str(one.get("timex") or one.get("Timex") or "")
        if timex[:4].isdigit():
            yield timex
        for place in (one, one.get("PastResolution") or {}, one.get("FutureResolution") or {}):
            day = place.get("date") or (place.get("value") if _kind(result) == "date" else None)
            if isinstance(day, str) and day[:4].isdigit():
                yield day


def _speed(sources: Path, total: int) -> None:
    if not sources.is_dir():
        print(f"{sources} is missing; the documents are recombined from {_SAMPLES} instead.")
        sources = _SAMPLES
    texts = recombined.documents(recombined.paragraphs(sources), _SIZE, total)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    read = fixed = float("inf")
    for _ in range(_RUNS):
        started = time.process_time()
        expressions = sum(len(dates.find(text, dt.date(2023, 3, 23))) for text in texts)
        read = min(read, time.process_time() - started)
        started = time.process_time()
        for text in texts:
            ftfy.fix_text(text)
        fixed = min(fixed, time.process_time() - started)
    row = (
        f"{megabytes:.0f} MB",
        f"{expressions / megabytes:,.0f}",
        f"{megabytes / read:.1f}",
        f"{megabytes / fixed:.1f}",
    )
    heading = ("text", "expressions a MB", "dates MB/s", "ftfy MB/s", "dates / ftfy", "target")
    target = "1.0, met" if fixed >= read else "1.0, **missed**"
    _table("Speed on one core", heading, [(*row, f"{fixed / read:.2f}", target)])


def _table(title: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = [tuple(heading), *(tuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [[_cell(number, cell, widths[number]) for number, cell in enumerate(row)] for row in table]
    lines.insert(1, ["-" * width if number == 0 else "-" * (width - 1) + ":" for number, width in enumerate(widths)])
    print(f"\n## {title}\n")
    for line in lines:
        print(f"| {' | '.join(line)} |")
    sys.stdout.flush()


def _cell(number: int, cell: str, width: int) -> str:
    return cell.rjust(width) if number else cell.ljust(width)


if __name__ == "__main__":
    main()
