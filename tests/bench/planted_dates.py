"""What the family dates finds of planted contradictions, and what it reports besides.

usage: python tests/bench/planted_dates.py [--missed] [--false] [--kind KIND] [--half HALF]

``date_plantings.jsonl`` holds texts with expressions of time that do not agree between ⟦ and ⟧, and controls, which
look alike and are fine; they were written by hands that had not seen the rules. The texts of the half ``apart`` have
not been read while the rules were made, and the forms that the rules know are those of ``development``: what they are
worth on other texts is what ``apart`` says. Its counts have been seen, and have led to forms and a rule being taken out
and to one form being added. A planting is found where a finding of the family touches one of its marks; a control is
false where there is any. Beside it: the errors and warnings in news whose days are known.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.layers import LayerName
from corpus.read import documents
from corpus.sources import Source
from corpus.spans import Span
from rules import RULES
from rules.model import Finding, Severity

_PLANTINGS = Path("tests/bench/date_plantings.jsonl")
_NEWS = Path("../shared/data/meantime-wikinews.jsonl")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_HALVES = ("development", "apart")


@dataclass(slots=True)
class _Score:
    """Counts of a kind in a half: plantings and those found, controls and those flagged."""

    planted: int = 0
    found: int = 0
    controls: int = 0
    false: int = 0

    def add(self, other: _Score) -> None:
        """Count another kind in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding, by whom, how grave, and where in the source."""

    rule: str
    severity: Severity
    finding: Finding
    place: Span | None


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    scores: dict[tuple[str, str], _Score] = defaultdict(_Score)
    for line in _PLANTINGS.read_text(encoding="utf-8").split("\n")[:-1]:
        record = json.loads(line)
        if arguments.kind in {None, record["kind"]} and arguments.half in {None, record["half"]}:
            _count(scores[record["kind"], record["half"]], record, arguments)
    _table(scores)
    if arguments.kind is None:
        _news()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missed", action="store_true", help="list the plantings of development that are not found")
    parser.add_argument("--false", action="store_true", help="list the findings in controls of development")
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--half", choices=_HALVES, help="only this half")
    return parser.parse_args()


def _count(score: _Score, record: dict[str, Any], arguments: argparse.Namespace) -> None:
    marked = record["text"]
    text = marked.replace("⟦", "").replace("⟧", "")
    findings = list(_findings(text, record["date"]))
    is_shown = record["half"] == "development"
    if record.get("control"):
        score.controls += 1
        score.false += bool(findings)
        if findings and arguments.false and is_shown:
            print("FALSE", record["kind"], [(one.rule, one.finding.message) for one in findings], record["why"])
        return
    marks = list(_marks(marked))
    is_found = any(_touches(one, marks) for one in findings)
    score.planted += 1
    score.found += is_found
    if not is_found and arguments.missed and is_shown:
        print("MISSED", record["kind"], record["date"], repr(marked[:700]))


def _marks(marked: str) -> Iterator[tuple[int, int]]:
    position = start = 0
    for character in marked:
        if character == "⟦":
            start = position
        elif character == "⟧":
            yield start, position
        else:
            position += 1


def _touches(found: _Found, marks: list[tuple[int, int]]) -> bool:
    # What a record says beside its text has no place in it: the finding is about the whole document.
    return found.place is None or any(found.place.overlaps(Span(*mark)) for mark in marks)


def _findings(text: str, date: str | None) -> Iterator[_Found]:
    """What the rules say; a text of two lines is too short to tell its language, so that they are asked directly."""
    data = text.encode()
    kind = "markdown" if text.startswith("---\n") else "text"
    day = dt.date.fromisoformat(date) if date and _ISO.fullmatch(date) else None
    (document,) = documents(Source("planted", kind, 0, len(data), data=data), limit=len(data) + 1, date=day)
    assert isinstance(document, Document)
    for rule in RULES:
        for finding in rule.check(document, rule.options()) if rule.check and rule.family == "dates" else ():
            layer = document.layer(finding.layer or rule.layer)
            place = finding.span and layer.to(LayerName.SOURCE, finding.span)
            yield _Found(rule.id, finding.severity or rule.severity, finding, place)


def _table(scores: dict[tuple[str, str], _Score]) -> None:
    print("## Planted contradictions of dates, and controls\n")
    print("| kind                    | half        |   found | recall | controls flagged |")
    print("| ----------------------- | ----------- | ------: | -----: | ---------------: |")
    for (kind, half), score in sorted(scores.items(), key=lambda item: (item[0][0], _HALVES.index(item[0][1]))):
        _row(kind, half, score)
    for half in _HALVES:
        whole = _Score()
        for (_, its_half), score in scores.items():
            if its_half == half:
                whole.add(score)
        _row("**all**", half, whole)


def _row(kind: str, half: str, score: _Score) -> None:
    found, false = f"{score.found}/{score.planted}", f"{score.false}/{score.controls}"
    recall = f"{score.found / score.planted:.2f}" if score.planted else "–"
    print(f"| {kind:23} | {half:11} | {found:>7} | {recall:>6} | {false:>16} |")


def _news() -> None:
    """Errors and warnings in news that is clean; a day that is not written as ISO 8601 has it counts as none."""
    if not _NEWS.is_file():
        print(f"\n{_NEWS} is missing: no clean news to read.")
        return
    print(f"\n## Errors and warnings in {_NEWS.name}\n")
    many = 0
    for line in _NEWS.read_text(encoding="utf-8").split("\n")[:-1]:
        record = json.loads(line)
        for one in _findings(record["text"], record["date"]):
            if one.severity is not Severity.NOTE:
                many += 1
                print(f"  {record['id']} {one.rule}: {one.finding.message}")
    print(f"{many} in all.")


if __name__ == "__main__":
    main()
