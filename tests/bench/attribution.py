"""How well the sources of sentences and the speakers of quotations are told, as Markdown tables: ``make bench``.

usage: python tests/bench/attribution.py [--data FOLDER] [--vague FILE] [--wrong KIND]

PolNeAR is 840 news articles with attributions by hand: cue, source and content. Half of them, told by a digest of their
ids, were read while the rules were made; the others were kept apart. A sentence is attributed in the gold if it shares
a character with a cue, or four with a content. A source or speaker is right if it shares a character with one of the
gold for that sentence or quotation. Speech are the sentences with a quotation mark or with a verb of saying as the cue.

The 400 sentences of ``tests/bench/vague_positions.jsonl``, of the half kept apart, were judged by somebody who did not
know the rule: ``{"article", "start", "end", "label"}``, where the label is true if nobody in particular is said to say
something. Half were drawn from those that have a plural or impersonal source in the gold, or none.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source
from corpus.spans import Span
from rules import RULES
from rules.model import Severity

_DATA = Path("../shared/data")
_VAGUE = Path("tests/bench/vague_positions.jsonl")
_FAMILIES = ("attribution", "quotation", "names")
_ENOUGH = 4  # code points of a content, and words of a quotation
# The quotations of the gold: by marks alone, not as the rules read them.
_QUOTE = re.compile(r"“[^“”]+”|\"[^\"\n]+\"|''(?:[^'\n]|'(?!'))+''")
_MARK = re.compile(r"[\"“”]|''")
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|according|add(?:s|ed|ing)?|ask(?:s|ed|ing)?|w(?:rote|rites|riting)"
    r"|tweet\w*|report(?:s|ed|ing)?|announc\w+|argu\w+|claim\w*|declar\w+|explain\w*|insist\w*|not(?:es|ed|ing)"
    r"|repl(?:y|ies|ied)|respond\w*|stat(?:es|ed|ing)|suggest\w*|warn\w*)\b",
    re.IGNORECASE,
)

Attributions = Sequence[Mapping[str, Sequence[Sequence[int]]]]


@dataclass(slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    all: int = 0

    def add(self, *, is_right: bool) -> bool:
        """Count one."""
        self.right += is_right
        self.all += 1
        return is_right

    def __str__(self) -> str:
        """As a cell of a table."""
        return f"{self.right / (self.all or 1):.3f} of {self.all:,}"


@dataclass(slots=True)
class Scores:
    """What is counted of a half, and what is wrong, by kind."""

    precision: Share = field(default_factory=Share)
    recall: Share = field(default_factory=Share)
    speech: Share = field(default_factory=Share)
    sources: Share = field(default_factory=Share)
    speakers: Share = field(default_factory=Share)
    findings: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def f1(self) -> float:
        """Of the sentences."""
        precision, recall = (share.right / (share.all or 1) for share in (self.precision, self.recall))
        return 2 * precision * recall / ((precision + recall) or 1)


def main() -> None:
    """Score both halves, and the judged sentences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of the data sets")
    parser.add_argument("--vague", type=Path, default=_VAGUE, help="the judged sentences")
    parser.add_argument("--development", action="store_true", help="leave the half kept apart alone")
    parser.add_argument(
        "--wrong", default="", help="list these of the development half: found, missed, source, speaker"
    )
    arguments = parser.parse_args()
    path = arguments.data / "polnear-train.jsonl"
    if not path.is_file():
        print(f"{path} is missing: nothing to compare with.")
        return
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    halves = {True: Scores(), False: Scores()}
    for record in records:
        was_read = is_development(record["id"])
        if was_read or not arguments.development:
            _score(record, halves[was_read])
    _sentences({"development": halves[True], "kept apart": halves[False]})
    if not arguments.development:
        _vague(records, arguments.vague)
    for line in halves[True].wrong[arguments.wrong]:
        print(line)


def is_development(name: str) -> bool:
    """Whether an article of that id is one of those that were read while the rules were made."""
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 0


def _read(text: str) -> Document:
    data = text.encode()
    (document,) = documents(Source("a", "text", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(document, Document)
    return document


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _score(record: dict[str, Any], scores: Scores) -> None:
    document = _read(record["text"])
    text = document.prose.text
    for one in document.attributions:
        gold = [given for given in record["attributions"] if _is_about(given, one.sentence)]
        words = text[slice(*one.sentence)].replace("\n", " ")
        if one.is_attributed and not scores.precision.add(is_right=bool(gold)):
            scores.wrong["found"].append(f"{[text[slice(*cue.span)][:30] for cue in one.cues]} {words}")
        if not gold:
            continue
        if not scores.recall.add(is_right=one.is_attributed):
            scores.wrong["missed"].append(words)
        if _is_speech(text, one.sentence, gold):
            scores.speech.add(is_right=one.is_attributed)
        given = [place for attribution in gold for place in attribution.get("source", ())]
        if given and not scores.sources.add(is_right=_is_among(one.source, given)):
            scores.wrong["source"].append(f"{one.source and text[slice(*one.source)]!r}: {words}")
    _score_speakers(document, record["attributions"], scores)
    for rule in RULES:
        if rule.family in _FAMILIES and rule.check:
            for finding in rule.check(document, rule.options()):
                scores.findings[f"{rule.id} {finding.severity or rule.severity}"] += 1


def _is_about(given: Mapping[str, Sequence[Sequence[int]]], sentence: Span) -> bool:
    return any(_shared(cue, sentence) for cue in given.get("cue", ())) or any(
        _shared(content, sentence) >= _ENOUGH for content in given.get("content", ())
    )


def _is_speech(text: str, sentence: Span, gold: Attributions) -> bool:
    cues = [cue for given in gold for cue in given.get("cue", ()) if _shared(cue, sentence)]
    return bool(_MARK.search(text, *sentence)) or any(_SAYING.search(text, *cue) for cue in cues)


def _is_among(source: Span | None, given: Iterable[Sequence[int]]) -> bool:
    return source is not None and any(_shared(source, place) for place in given)


def _score_speakers(document: Document, gold: Attributions, scores: Scores) -> None:
    """Quotations of some words that are mostly the content of an attribution with a source."""
    text = document.prose.text
    for match in _QUOTE.finditer(text):
        quote = match.span()
        if len(match[0].split()) < _ENOUGH or not gold:
            continue
        best = max(gold, key=lambda given: _quoted(given, quote))
        if 2 * _quoted(best, quote)[0] < match.end() - match.start() or not best.get("source"):
            continue
        told = [speaker.source for speaker in document.speakers if _shared(speaker.quotation, quote)]
        if not scores.speakers.add(is_right=any(_is_among(source, best["source"]) for source in told)):
            shown = [text[slice(*source)] for source in told if source]
            scores.wrong["speaker"].append(f"{shown} {text[max(match.start() - 120, 0) : match.end() + 80]!r}")


def _quoted(given: Mapping[str, Sequence[Sequence[int]]], quote: tuple[int, int]) -> tuple[int, int]:
    """How much of a quotation is the content of an attribution; of two, the narrower one tells whose it is."""
    contents = given.get("content", ())
    return sum(_shared(content, quote) for content in contents), -sum(end - start for start, end in contents)


def _sentences(halves: Mapping[str, Scores]) -> None:
    rows: list[tuple[str, ...]] = [
        (name, str(scores.precision), str(scores.recall), f"{scores.f1:.3f}", str(scores.speech), str(scores.sources),
         str(scores.speakers))
        for name, scores in halves.items()
        if scores.recall.all
    ]  # fmt: skip
    heading = ("half", "precision", "recall", "F1", "recall of speech", "right source", "right speaker")
    _table("Attribution of sentences and quotations", heading, rows)
    print("\nTargets: F1 .87, recall of speech .93, right source .75, right speaker .88.")
    kinds = sorted({kind for scores in halves.values() for kind in scores.findings})
    rows = [(kind, *(str(scores.findings[kind]) for scores in halves.values() if scores.recall.all)) for kind in kinds]
    names = (name for name, scores in halves.items() if scores.recall.all)
    _table("Findings in these articles, by half", ("rule and severity", *names), rows)


def _vague(records: Iterable[dict[str, Any]], path: Path) -> None:
    """The rule of vague sources on the sentences that were judged."""
    if not path.is_file():
        print(f"\n{path} is missing: no sentences judged.")
        return
    judged: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        judged[one["article"]].append(one)
    (rule,) = (rule for rule in RULES if rule.id == "attribution/vague-attribution")
    scores = {"warnings and notes": (Share(), Share()), "warnings alone": (Share(), Share())}
    for record in records:
        if record["id"] in judged and rule.check:
            document = _read(record["text"])
            found = list(rule.check(document, rule.options()))
            graver = [finding for finding in found if finding.severity is not Severity.NOTE]
            for one in judged[record["id"]]:
                place = Span(one["start"], one["end"])
                for (precision, recall), some in zip(scores.values(), (found, graver), strict=True):
                    is_found = any(finding.span and finding.span.overlaps(place) for finding in some)
                    if is_found:
                        precision.add(is_right=bool(one["label"]))
                    if one["label"]:
                        recall.add(is_right=is_found)
    rows = [(name, str(precision), str(recall)) for name, (precision, recall) in scores.items()]
    title = f"Vague attribution, on {sum(map(len, judged.values()))} judged sentences"
    _table(title, ("findings", "precision", "recall"), rows)
    print("\nTargets: precision .85, recall .75.")


def _table(title: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = [tuple(heading), *(tuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    print(f"\n## {title}\n")
    for number, row in enumerate(table):
        print(f"| {' | '.join(_cells(row, widths))} |")
        if number == 0:
            print(f"| {' | '.join('-' * width for width in widths)} |")


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if number else cell.ljust(width)


if __name__ == "__main__":
    main()
