"""What ``attribution/figure-conflict`` finds of planted conflicts, and what it reports besides: ``make bench``.

usage: python tests/bench/planted_figures.py [--missed] [--false]

``figure_plantings.jsonl`` holds texts with figures that cannot all be true between ⟦ and ⟧, and controls, which look
alike and are fine, written by the hand that made the rule. The texts of the half ``apart`` were run when it was made,
and not looked at but for the controls that were flagged: one of the first 31, four of the last 32 (of the last 32
plantings 26 were found); these led to words and a condition being added. A planting is found where a finding touches
one of its marks; a control is false where there is any. Beside it: what is found in news, and how many of its sentences
have figures that are reckoned with, told by changing one of them: each of these fits as it stands, or is a finding.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source
from corpus.spans import Span
from rules.attribution import changes, order, shares, subsets, sums
from rules.attribution.figure_conflict import check
from rules.attribution.frames import Frame, frames
from rules.model import Finding, NoOptions

_PLANTINGS = Path("tests/bench/figure_plantings.jsonl")
_NEWS = Path("../shared/data/meantime-wikinews.jsonl")
_CHANGES = (0.7, 1.4)  # times a figure that is changed


@dataclass(slots=True)
class _Score:
    """Counts of a kind in a half: plantings and those found, controls and those flagged."""

    planted: int = 0
    found: int = 0
    controls: int = 0
    false: int = 0


def main() -> None:
    """Print the table, and what is found in news."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missed", action="store_true", help="list the plantings of development that are not found")
    parser.add_argument("--false", action="store_true", help="list the findings in controls of development")
    arguments = parser.parse_args()
    scores: dict[tuple[str, str], _Score] = defaultdict(_Score)
    for line in _PLANTINGS.read_text(encoding="utf-8").split("\n")[:-1]:
        record = json.loads(line)
        score, whole = scores[record["half"], record["kind"]], scores[record["half"], "**all**"]
        findings, is_found = _run(record["text"])
        is_shown = record["half"] == "development"
        for one in (score, whole):
            if record.get("control"):
                one.controls += 1
                one.false += bool(findings)
            else:
                one.planted += 1
                one.found += is_found
        if arguments.false and is_shown and record.get("control") and findings:
            print("FALSE", record["kind"], [one.message for one in findings], record["why"])
        if arguments.missed and is_shown and not record.get("control") and not is_found:
            print("MISSED", record["kind"], repr(record["text"]))
    print("## Planted conflicts of figures, and controls\n")
    print("| half        | kind       | found | controls flagged |")
    print("| ----------- | ---------- | ----: | ---------------: |")
    for (half, kind), one in sorted(scores.items(), reverse=True):
        found, false = f"{one.found}/{one.planted}", f"{one.false}/{one.controls}"
        print(f"| {half:11} | {kind:10} | {found:>5} | {false:>16} |")
    _news()


def _run(marked: str) -> tuple[list[Finding], bool]:
    """The findings, and whether one of them touches a mark."""
    text, marks, start = "", [], 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            marks.append(Span(start, len(text)))
        else:
            text += character
    document = _document(text)
    findings = list(check(document, NoOptions()))
    return findings, any(one.span and one.span.overlaps(mark) for one in findings for mark in marks)


def _document(text: str) -> Document:
    data = text.encode()
    (found,) = documents(Source("planted", "text", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(found, Document)
    return found


def _news() -> None:
    if not _NEWS.is_file():
        print(f"\n{_NEWS} is missing: no news to read.")
        return
    found = reckoned = 0
    for line in _NEWS.read_text(encoding="utf-8").split("\n")[:-1]:
        document = _document(json.loads(line)["text"])
        found += sum(1 for _ in check(document, NoOptions()))
        reckoned += sum(any(map(_is_found, _changed(frame))) for frame in frames(document))
    print(f"\n{_NEWS.name}: {found} findings; {reckoned} sentences are reckoned with.")


def _changed(frame: Frame) -> Iterator[Frame]:
    """The frame with one figure changed, each in turn."""
    for place, quantity in frame.places.items():
        for times in _CHANGES:
            yield replace(frame, places={**frame.places, place: quantity._replace(value=quantity.value * times)})


def _is_found(frame: Frame) -> bool:
    return any(True for checks in (sums, subsets, shares, changes, order) for _ in checks.conflicts(frame))


if __name__ == "__main__":
    main()
