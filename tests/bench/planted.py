"""What the families encoding and extraction find of planted defects, and what they report besides: ``make bench``.

usage: python tests/bench/planted.py [--missed] [--false] [--kind KIND]

``plantings.jsonl`` holds texts with a defect between ⟦ and ⟧, and controls, which look alike and are fine; they were
written by hands that had not seen the rules. Those marked ``kept_apart`` have not been read while the rules were made.
Each defect is put into the middle of a clean sample, and is found where a finding of the two families touches it.
Beside it: the cases of ftfy, and clean news.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ftfy

from audit.config import CommandLine, Configuration
from audit.engine import audit_document
from audit.model import DocumentReport, Finding, Severity
from audit.sources import configured
from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source

_PLANTINGS = Path("tests/bench/plantings.jsonl")
_SAMPLES = Path("corpus/samples")
_CARRIER = _SAMPLES / "clean-canal-lock-restoration.txt"
_CLEAN = tuple(_SAMPLES / name for name in ("clean-canal-lock-restoration.txt", "clean-kelp-pigment-study.md"))
_NEWS = Path("../shared/data/meantime-wikinews.jsonl")
_FTFY = Path("../shared/data/ftfy-cases.jsonl")
_FAMILIES = ("encoding", "extraction", "provenance/content-credentials")
# What shows only at the end of a text, in its bytes, or in what all of it has in common stands by itself.
_ALONE = frozenset(
    ("invalid-bytes", "declared-charset", "quote-style-mix", "irregular-space", "repeated-line", "page-number")
)
_AT_END = frozenset(("truncated-text",))
# What says that a text was decoded wrongly, as ftfy does; other rules find other defects in its cases.
_DECODED_WRONGLY = frozenset(("encoding/mojibake", "encoding/stray-mojibake", "encoding/replacement-character"))
_PER = 50_000  # code points to which false alarms in clean news are told


@dataclass(slots=True)
class _Score:
    """Counts of a kind: plantings, found, found by the rule for them, those kept apart; controls and those flagged."""

    planted: int = 0
    found: int = 0
    by_rule: int = 0
    apart: int = 0
    apart_found: int = 0
    controls: int = 0
    false: int = 0


@dataclass(slots=True)
class _Planting:
    """A text in its carrier: the bytes, the places of the marks (code points, or bytes), and the text's own place."""

    data: bytes
    marks: list[tuple[int, int]] = field(default_factory=list)
    start: int = 0
    end: int = 0


def main() -> None:
    """Print the three tables."""
    arguments = _arguments()
    configuration = configured([], None, CommandLine(select=_FAMILIES))
    _planted(configuration, arguments)
    _cases_of_ftfy(configuration)
    _clean(configuration)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--missed", action="store_true", help="list the defects that are not found, but those kept apart"
    )
    parser.add_argument("--false", action="store_true", help="list the findings in controls, but those kept apart")
    parser.add_argument("--kind", help="only this kind")
    return parser.parse_args()


def _planted(configuration: Configuration, arguments: argparse.Namespace) -> None:
    scores: dict[str, _Score] = defaultdict(_Score)
    # With a line for each paragraph, for in text with lines of one width breaks inside sentences are how it is set.
    carrier = "\n\n".join(" ".join(part.split()) for part in _CARRIER.read_text(encoding="utf-8").split("\n\n"))
    for line in _PLANTINGS.read_text(encoding="utf-8").split("\n")[:-1]:
        record = json.loads(line)
        if arguments.kind in {None, record["kind"]}:
            planting = _in_carrier(record, carrier)
            kind = "html" if record["kind"] == "declared-charset" else "text"
            _count(scores[record["kind"]], record, planting, _audited(planting.data, kind, configuration), arguments)
    print("## Defects planted into clean text, and controls\n")
    print("| kind                    |   found | by its rule | recall | kept apart | controls flagged |")
    print("| ----------------------- | ------: | ----------: | -----: | ---------: | ---------------: |")
    for name, score in sorted(scores.items()):
        _row(name, score)
    values = scores.values()
    _row("**all**", _Score(*(sum(getattr(score, name) for score in values) for name in _Score.__slots__)))


def _in_carrier(record: dict[str, Any], carrier: str) -> _Planting:
    text = record["text"]
    is_bytes = record.get("bytes", False)
    if record["kind"] in _ALONE or is_bytes or record.get("control"):
        before = after = ""
    elif record["kind"] in _AT_END:
        before, after = f"{carrier.rstrip()}\n\n", ""
    else:
        middle = carrier.index("\n\n", len(carrier) // 2)
        before, after = f"{carrier[:middle]}\n\n", f"\n\n{carrier[middle:].lstrip()}"
    marks, parts, position, start = [], [before], len(before), 0
    for piece in _pieces(text):
        if piece == "⟦":
            start = position
        elif piece == "⟧":
            marks.append((start, position))
        else:
            parts.append(piece)
            position += len(piece)
    whole = "".join((*parts, after))
    data = whole.encode("latin-1" if is_bytes else "utf-8")
    return _Planting(data, marks, len(before), position)


def _pieces(text: str) -> Iterator[str]:
    for number, part in enumerate(text.replace("⟧", "⟦⟧").split("⟦")):
        if number:
            yield "⟧" if part.startswith("⟧") else "⟦"
        yield part.removeprefix("⟧")


def _audited(data: bytes, kind: str, configuration: Configuration) -> DocumentReport:
    (document,) = documents(Source("planted", kind, 0, len(data), data=data), limit=configuration.max_bytes)
    assert isinstance(document, Document)
    report = audit_document(document, configuration.plan("planted")).report
    for failure in report.failures:
        print(f"FAILED: {failure.rule}: {failure.error}")
    return report


def _count(
    score: _Score, record: dict[str, Any], planting: _Planting, report: DocumentReport, arguments: argparse.Namespace
) -> None:
    is_bytes, apart = record.get("bytes", False), record.get("kept_apart", False)
    if record.get("control"):
        false = [one for one in report.findings if _touches(one, [(planting.start, planting.end)], is_bytes=is_bytes)]
        score.controls += 1
        score.false += bool(false)
        if false and arguments.false and not apart:
            print("FALSE", record["kind"], [(one.rule, one.excerpt[:60]) for one in false], record["why"])
        return
    found = [one for one in report.findings if _touches(one, planting.marks, is_bytes=is_bytes)]
    score.planted += 1
    score.found += bool(found)
    score.by_rule += any(one.rule == record["rule"] for one in found)
    score.apart += apart
    score.apart_found += apart and bool(found)
    if not found and arguments.missed and not apart:
        print("MISSED", record["kind"], repr(record["text"][:300]))


def _touches(finding: Finding, places: list[tuple[int, int]], *, is_bytes: bool) -> bool:
    location = finding.location
    start, end = (location.byte_start, location.byte_end) if is_bytes else (location.start, location.end)
    return any(start < other_end and other_start < end for other_start, other_end in places)


def _row(name: str, score: _Score) -> None:
    found, by_rule = f"{score.found}/{score.planted}", f"{score.by_rule}/{score.planted}"
    recall = f"{score.found / score.planted:.2f}" if score.planted else "–"
    apart = f"{score.apart_found}/{score.apart}" if score.apart else "–"
    false = f"{score.false}/{score.controls}"
    print(f"| {name:23} | {found:>7} | {by_rule:>11} | {recall:>6} | {apart:>10} | {false:>16} |")


def _cases_of_ftfy(configuration: Configuration) -> None:
    """The cases of ftfy: is what it should repair detected, and repaired as it should be?"""
    if not _FTFY.is_file():
        print(f"\n{_FTFY} is missing: nothing to compare with ftfy's cases.")
        return
    told: dict[str, Counter[tuple[bool, bool]]] = {
        "the rules on wrong decoding": Counter(),
        "the whole family": Counter(),
    }
    same = 0
    for line in _FTFY.read_text(encoding="utf-8").split("\n")[:-1]:
        case = json.loads(line)
        data = case["original"].encode("utf-8", "surrogatepass")
        # A case is broken where ``fixed`` differs by more than the curls of its quotation marks and the like.
        is_broken = ftfy.fix_text(case["original"], fix_encoding=False, fix_c1_controls=False) != case["fixed"]
        by_rule, by_family = told.values()
        findings = _audited(data, "text", configuration).findings
        by_rule[is_broken, any(one.rule in _DECODED_WRONGLY or _is_c1(one) for one in findings)] += 1
        by_family[is_broken, any(map(_is_grave, findings))] += 1
        if is_broken:
            (document,) = documents(Source("case", "text", 0, len(data), data=data), limit=len(data) + 1)
            assert isinstance(document, Document)
            same += ftfy.fix_text(document.prose.text, fix_encoding=False) == case["fixed"]
    print("\n## ftfy's cases\n\n| told by | detected | precision |\n| --- | ---: | ---: |")
    for whom, counts in told.items():
        true, missed, false = counts[True, True], counts[True, False], counts[False, True]
        broken = true + missed
        print(f"| {whom} | {true} of {broken} ({true / broken:.3f}) | {true / (true + false):.3f} ({false} false) |")
    print(f"\nRepaired as ftfy's authors want it: {same} of {broken} ({same / broken:.3f}).")


def _is_grave(finding: Finding) -> bool:
    return finding.rule.startswith("encoding/") and finding.severity is not Severity.NOTE


def _is_c1(finding: Finding) -> bool:
    """Whether a finding is of controls that were characters of Windows-1252, which ftfy repairs."""
    return finding.rule == "encoding/control-character" and bool(finding.suggestion) and finding.excerpt[:1] >= "\x80"


def _clean(configuration: Configuration) -> None:
    """Findings of any severity in text that is clean."""
    print("\n## Clean text\n")
    texts = [path.read_text(encoding="utf-8") for path in _CLEAN]
    _tell(f"{len(texts)} clean samples", texts, configuration)
    if not _NEWS.is_file():
        print(f"{_NEWS} is missing: no clean news to read.")
        return
    texts = [json.loads(line)["text"] for line in _NEWS.read_text(encoding="utf-8").split("\n")[:-1]]
    _tell(f"{len(texts)} articles of {_NEWS.name}", texts, configuration)


def _tell(name: str, texts: list[str], configuration: Configuration) -> None:
    length = sum(map(len, texts))
    findings = [one for text in texts for one in _audited(text.encode(), "text", configuration).findings]
    print(
        f"{name}: {len(findings)} findings in {length:,} characters, {len(findings) / length * _PER:.2f} in {_PER:,}."
    )
    for one in findings:
        print(f"  {one.rule} {one.severity}: {one.excerpt[:80]}")


if __name__ == "__main__":
    main()
