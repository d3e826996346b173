"""What ``opinion/inserted-passage`` finds of passages spliced into articles, and in others: ``make bench``.

usage: python tests/bench/splices.py [--data FILE] [--half development|apart] [--curve]

Opinion was spliced into news and polemic into analysis; controls are untouched, or had plain news or analysis spliced
in. Articles that share a paragraph are variants of one another, or have passages from one source: all of them stand on
one side. A third of these groups, told by a digest of their texts, are kept apart, and were not looked at while the
rules were made. Counts are of paragraphs: found, of those found right, of those inserted found.

*Signed* is the same with a signature set under each passage, or the passage set in brackets: the paragraphs that the
finding has are compared with those of the passage.

The half of PolNeAR that ``attribution.py`` keeps apart, on which no number of these rules was set, tells how often
something is found where nothing is: in the articles as they are, and with plain paragraphs of one another.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attribution import is_development

from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source
from corpus.spans import Span
from rules.model import Finding, Severity
from rules.opinion.inserted_passage import Options, check

_DATA = Path("../shared/data/splice-train.jsonl")
_NEWS = "polnear-train.jsonl"
_PARTS = 8  # paragraphs of an article of that set, at least
_LONG = 60  # code points of a paragraph that two articles have in common only if they are variants
_APART = 3  # one group in so many is kept apart
_GENRES = {
    "news": ("opinion-into-news", "news-untouched", "news-into-news"),
    "analysis": ("polemic-into-analysis", "analysis-untouched", "analysis-into-analysis"),
}
_CURVE = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_SIGNATURES = ("{} ~ Ned Varga", "{}\n\n~ Ned Varga", "{} — Ned Varga", "{}\n\n-- Ned Varga, Ashby", "[Ed. note: {}]")

Row = Sequence[object]


@dataclass(slots=True)
class Score:
    """Paragraphs inserted and found, and articles flagged, by what they are."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    articles: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """The share of the paragraphs found that were inserted."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of the inserted paragraphs that were found."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def share(self, kind: str) -> str:
        """How many articles of a kind have a finding."""
        return f"{self.flagged[kind]} of {self.articles[kind]} ({self.flagged[kind] / max(self.articles[kind], 1):.1%})"


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    if not arguments.data.is_file():
        print(f"{arguments.data} is missing; nothing is measured.")
        return
    articles = list(_half(arguments.data, arguments.half))
    print(f"{len(articles)} articles, {arguments.half}.")
    read = [(article, _document(article["text"])) for article in articles]
    rows = []
    for genre in _GENRES:
        for name, options, graver in (
            ("warnings", Options(), True),
            ("warnings and notes", Options(), False),
        ):
            rows.append((genre, name, *_row(genre, _scored(genre, read, options, is_graver=graver))))
    heading = ("host", "findings", "F1", "precision", "recall", "untouched flagged", "plain spliced, flagged")
    _table("Passages that nobody signed", heading, rows)
    if arguments.curve:
        rows = [
            (genre, f"{odds:.2f}", *_row(genre, _scored(genre, read, Options(shift=odds), is_graver=False)))
            for genre in _GENRES
            for odds in _CURVE
        ]
        _table("By the odds from which on there is a finding", ("host", "odds", *heading[2:]), rows)
    _signed(articles)
    _plain(arguments.data.parent / _NEWS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=_DATA)
    parser.add_argument("--half", choices=("development", "apart"), default="apart")
    parser.add_argument("--curve", action="store_true", help="print the figures for a range of thresholds too")
    return parser.parse_args()


def _half(path: Path, half: str) -> Iterator[dict[str, Any]]:
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for article, group in zip(articles, _groups([article["text"] for article in articles]), strict=True):
        if (int(group, 16) % _APART == 0) == (half == "apart"):
            yield article


def _groups(texts: Sequence[str]) -> list[str]:
    """For each text the least digest of those that it shares long paragraphs with, directly or through others."""
    leader = list(range(len(texts)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        for line in map(str.strip, text.split("\n")):
            if len(line) >= _LONG:
                leader[lead(first.setdefault(line, number))] = lead(number)
    least: dict[int, str] = {}
    for number, text in enumerate(texts):
        digest = hashlib.sha256(text.encode()).hexdigest()
        least[lead(number)] = min(least.get(lead(number), digest), digest)
    return [least[lead(number)] for number in range(len(texts))]


def _document(text: str) -> Document:
    data = text.encode()
    (found,) = documents(Source("a", "text", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(found, Document)
    return found


def _scored(genre: str, read: Iterable[tuple[dict[str, Any], Document]], options: Options, *, is_graver: bool) -> Score:
    score = Score()
    host, *_ = _GENRES[genre]
    for article, document in read:
        if article["kind"] not in _GENRES[genre]:
            continue
        found = [one for one in check(document, options) if not is_graver or one.severity is not Severity.NOTE]
        score.articles[article["kind"]] += 1
        score.flagged[article["kind"]] += bool(found)
        if article["kind"] == host:
            _count(score, document, found, [Span(*span) for span in article["inserted"]])
    return score


def _count(score: Score, document: Document, found: Iterable[Finding], inserted: Iterable[Span]) -> None:
    flagged = _paragraphs(document, (one.span for one in found if one.span))
    wanted = _paragraphs(document, inserted)
    score.right += len(flagged & wanted)
    score.wrong += len(flagged - wanted)
    score.missed += len(wanted - flagged)


def _paragraphs(document: Document, spans: Iterable[Span]) -> set[int]:
    return {
        number
        for span in spans
        for number, paragraph in enumerate(document.paragraphs)
        if paragraph.start < span.end and span.start < paragraph.end
    }


def _row(genre: str, score: Score) -> Row:
    _, untouched, plain = _GENRES[genre]
    measures = (f"{value:.3f}" for value in (score.f1, score.precision, score.recall))
    return (*measures, score.share(untouched), score.share(plain))


def _signed(articles: Iterable[dict[str, Any]]) -> None:
    """The passages with a signature, each article in each manner."""
    kept = [article for article in articles if article["inserted"]]
    rows = []
    for genre, (host, *_) in _GENRES.items():
        for manner in _SIGNATURES:
            score, exact, passages = Score(), 0, 0
            for article in kept:
                if article["kind"] != host:
                    continue
                text, spans = _with_signatures(article, manner)
                document = _document(text)
                found = [one for one in check(document, Options()) if one.evidence["tier"] == "signed"]
                _count(score, document, found, spans)
                passages += len(spans)
                wanted = [_paragraphs(document, [span]) for span in spans]
                exact += sum(_paragraphs(document, [one.span]) in wanted for one in found if one.span)
            name = manner.replace("\n\n", " (below) ").replace("{}", "…")
            measures = (f"{value:.3f}" for value in (score.f1, score.precision, score.recall))
            rows.append((genre, name, *measures, f"{exact} of {passages}"))
    _table("Signed passages", ("host", "manner", "F1", "precision", "recall", "exact"), rows)


def _plain(path: Path) -> None:
    """Articles of another set as they are, and with one to three paragraphs of another article of it spliced in."""
    if not path.is_file():
        print(f"\n{path} is missing; plain passages are not measured.")
        return
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [one["text"] for one in records if not is_development(one["id"])]
    articles = [parts for text in texts if len(parts := [part for part in text.split("\n") if part.strip()]) >= _PARTS]
    counts: Counter[str] = Counter()
    for number, parts in enumerate(articles):
        chance = random.Random(number)  # noqa: S311 (the same articles each time)
        donor = chance.choice(articles)
        first = chance.randrange(1, len(donor) - 3)
        passage = donor[first : first + chance.randint(1, 3)]
        place = chance.randrange(3, len(parts))
        spliced = [*parts[:place], *passage, *parts[place:]]
        for name, body in (("untouched", parts), ("plain spliced", spliced)):
            found = list(check(_document("\n\n".join(body)), Options()))
            counts[name] += bool(found)
            counts[f"{name}, warnings"] += any(one.severity is not Severity.NOTE for one in found)
    rows = [(name, f"{count} of {len(articles)} ({count / len(articles):.1%})") for name, count in counts.items()]
    _table(f"Plain passages in articles of {path.name}", ("articles", "flagged"), rows)


def _with_signatures(article: dict[str, Any], manner: str) -> tuple[str, list[Span]]:
    """The text, with a byline, and where the passages with their signatures stand in it."""
    text, spans, end = "By Ann Lee\n\n", [], 0
    for start, stop in article["inserted"]:
        text += article["text"][end:start]
        passage = manner.format(article["text"][start:stop].rstrip())
        spans.append(Span(len(text), len(text) + len(passage)))
        text += f"{passage}\n\n"
        end = stop
    return text + article["text"][end:], spans


def _table(title: str, heading: Row, rows: Iterable[Row]) -> None:
    print(f"\n## {title}\n")
    table = [heading, *rows]
    widths = [max(len(str(row[number])) for row in table) for number in range(len(heading))]
    for number, row in enumerate(table):
        print("| " + " | ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("| " + " | ".join("-" * width for width in widths) + " |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
