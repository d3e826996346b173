"""What the family reuse finds of text that was copied, changed, spliced and quoted by a program.

usage: python tests/bench/reuse.py [--half development|apart] [--list KIND] [NEWS]

The material is news (``../shared/data/meantime-wikinews.jsonl``, or what is named) and the samples of this repository.
Every second article is of the half ``development``, on which thresholds were tuned; the others are ``apart``. In each
half, in each of several rounds, half of the articles are sources, the rest are hosts. For each kind of reuse the
sources and what was made of them are audited together, as files of a folder:

copy-5, -10, -20    whole articles with so many of a hundred words replaced by words of other articles
reordered           whole articles with their sentences shuffled
passage-0 … -20     sentences of at least 12 words put into a host, with as many words replaced
insertion-0, -10    whole articles with one to three sentences of a host put between two of their own, and so many of a
                    hundred of the other words replaced
quoted              sentences that source and host quote, each naming the speaker
taken               sentences that the source quotes and the host states as its own

A planted passage is found if a finding names the right other document, has half of its words at least, and no more than
two that are not its own; a finding is right if it does so for a planted passage. An insertion is found if the finding
has its place to the code point.
"""
# ruff: noqa: T201, S311  (the tables are what it is for; chance is not the point, repeatability is)

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.config import CommandLine, load
from audit.model import DocumentReport, Finding, Severity
from audit.runner import run
from audit.sources import found_sources
from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source
from rules import RULES

_NEWS = Path("../shared/data/meantime-wikinews.jsonl")
_SAMPLES = Path("corpus/samples")
_HALVES = ("development", "apart")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_MARK = re.compile(r"[\"“”„«»]|``|''")
_FEWEST = 12  # words of a planted passage
_LEEWAY = 2  # words by which the ends of a passage may be missed: equal words may follow it by chance
_ROUNDS = 4
_SPEAKERS = "Ann Lindqvist|Tomas Okello|Maria Brandt|Peter Nkemelu|Ruth Sorrell|Jan Havelka".split("|")


@dataclass(frozen=True, slots=True)
class Article:
    """A text by its sentences, title and date lines left out."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A place in a made document that holds another one's words. The whole document has no place."""

    document: str
    other: str | None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Corpus:
    """Texts by name, and what was planted in them."""

    texts: dict[str, str] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)


@dataclass(slots=True)
class Score:
    """Counts of a kind: planted, found; findings, and those of them that are right."""

    planted: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another round in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self) -> str:
        """The cells of the table."""
        recall = f"{self.found / self.planted:.3f}" if self.planted else "–"
        precision = f"{self.right / self.reported:.3f}" if self.reported else "–"
        return f"{self.planted} | {self.found} | {recall} | {self.reported} | {precision}"


class Maker:
    """Makes one half's corpora, always the same ones."""

    def __init__(self, articles: Sequence[Article], seed: int) -> None:
        self._chance = random.Random(seed)
        shuffled = self._chance.sample(articles, len(articles))
        self.sources, self.hosts = shuffled[::2], shuffled[1::2]
        self._words = sorted({word for one in articles for text in one.sentences for word in _WORD.findall(text)})

    def copies(self, share: float) -> Corpus:
        """Whole articles with words replaced."""
        made = self._with_sources()
        for one in self.sources:
            sentences = [self._replaced(text, share) for text in one.sentences]
            self._plant_whole(made, one, sentences)
        return made

    def reordered(self) -> Corpus:
        """Whole articles with their sentences shuffled."""
        made = self._with_sources()
        for one in self.sources:
            self._plant_whole(made, one, self._chance.sample(one.sentences, len(one.sentences)))
        return made

    def passages(self, share: float) -> Corpus:
        """A sentence of each of three sources in a host."""
        made = self._with_sources()
        for host in self.hosts:
            sentences = list(host.sentences)
            marks: list[tuple[str, str]] = []
            for source in self._chance.sample(self.sources, 3):
                long = [text for text in source.sentences if len(_WORD.findall(text)) >= _FEWEST]
                if long:
                    taken = self._replaced(self._chance.choice(long), share)
                    marks.append((taken, source.name))
                    sentences.insert(self._chance.randrange(len(sentences) + 1), taken)
            self._plant(made, f"made-{host.name}", sentences, marks)
        return made

    def insertions(self, share: float) -> Corpus:
        """Whole articles with passages of a host between two of their own sentences."""
        made = self._with_sources()
        for one, host in zip(self.sources, self.hosts, strict=False):
            sentences = [self._replaced(text, share) for text in one.sentences]
            passage = self._passage(host)
            at = self._chance.randrange(1, len(sentences))
            name = f"made-{one.name}"
            parts = [*sentences[:at], *passage, *sentences[at:]]
            made.texts[name] = text = "\n\n".join(parts)
            start = len("\n\n".join(sentences[:at])) + 2
            end = start + len("\n\n".join(passage))
            assert text[start:end] == "\n\n".join(passage)
            made.planted.append(Planted(name, one.name, start, end))
        return made

    def _passage(self, host: Article) -> tuple[str, ...]:
        """One to three sentences of an article that together have as many words as a passage."""
        while True:
            length = self._chance.randint(1, 3)
            first = self._chance.randrange(len(host.sentences) - length + 1)
            passage = host.sentences[first : first + length]
            if sum(len(_WORD.findall(each)) for each in passage) >= _FEWEST:
                return passage

    def quoted(self, *, is_attributed: bool) -> Corpus:
        """A sentence that a source quotes, and a host quotes too, or takes for its own."""
        made = Corpus()
        for number, (one, host) in enumerate(zip(self.sources, self.hosts, strict=False)):
            own = [text for text in host.sentences if len(_WORD.findall(text)) >= _FEWEST and not _MARK.search(text)]
            if not own:
                continue
            words = own[0].rstrip(" .")
            speaker = self._chance.choice(_SPEAKERS)
            sentences = [text for text in host.sentences if text != own[0]]
            mine, theirs = self._attributed(words, speaker), self._attributed(words, speaker)
            made.texts[one.name] = self._with(one.sentences, mine)
            at = self._chance.randrange(len(sentences) + 1)
            name = f"made-{number:03}-{host.name}"
            self._plant(
                made,
                name,
                [*sentences[:at], theirs if is_attributed else f"{words}.", *sentences[at:]],
                [(words, one.name)],
            )
        return made

    def _attributed(self, words: str, speaker: str) -> str:
        last = speaker.split()[1]
        return self._chance.choice(
            (
                f"“{words},” said {speaker}.",
                f"{speaker} told reporters: “{words}.”",
                f"“{words},” {last} said in the afternoon.",
                f"According to {speaker}, “{words}.”",
                f"“{words}.” So {speaker} put it at the hearing.",
                f'"{words}," {last} told the committee.',
            )
        )

    def _with(self, sentences: Sequence[str], more: str) -> str:
        at = self._chance.randrange(len(sentences) + 1)
        return "\n\n".join((*sentences[:at], more, *sentences[at:]))

    def _with_sources(self) -> Corpus:
        return Corpus({one.name: "\n\n".join(one.sentences) for one in self.sources})

    def _plant_whole(self, made: Corpus, one: Article, sentences: Sequence[str]) -> None:
        made.texts[f"made-{one.name}"] = "\n\n".join(sentences)
        made.planted.append(Planted(f"made-{one.name}", one.name))

    @staticmethod
    def _plant(made: Corpus, name: str, sentences: Sequence[str], marks: Sequence[tuple[str, str]]) -> None:
        text = made.texts[name] = "\n\n".join(sentences)
        for passage, other in marks:
            start = text.index(passage)
            made.planted.append(Planted(name, other, start, start + len(passage)))

    def _replaced(self, text: str, share: float) -> str:
        """The text with that share of its words replaced, chosen by chance."""
        places = [match.span() for match in _WORD.finditer(text)]
        count = round(len(places) * share + self._chance.random() - 0.5)
        for start, end in sorted(self._chance.sample(places, min(max(count, 0), len(places))), reverse=True):
            other = self._chance.choice(self._words)
            other = other[0].upper() + other[1:] if text[start].isupper() else other.lower()
            text = f"{text[:start]}{other}{text[end:]}"
        return text


def main() -> None:
    """Print the table."""
    arguments = _arguments()
    news = arguments.news
    if not news.is_file():
        print(f"{news} is missing: only the samples of this repository are used.")
    articles = list(_articles(news))
    print("\n## Reuse: planted copies\n")
    print("| kind | half | planted | found | recall | reported | precision |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for half in _HALVES:
        if arguments.half in {None, half}:
            _half(half, articles[_HALVES.index(half) :: 2], arguments.list)


def _half(half: str, articles: Sequence[Article], listed: str | None) -> None:
    for kind, scored in _KINDS.items():
        if listed in {None, kind}:
            score = Score()
            for seed in range(_ROUNDS):
                score.add(scored(Maker(articles, seed)))
            print(f"| {kind} | {half} | {score.row()} |", flush=True)
            if listed:
                print(*score.wrong, sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("news", nargs="?", type=Path, default=_NEWS)
    parser.add_argument("--half", choices=_HALVES)
    parser.add_argument("--list", metavar="KIND", help="list what was missed or is wrong of a kind")
    return parser.parse_args()


def _articles(news: Path) -> Iterator[Article]:
    """The articles of the news, and of the samples, by their sentences; every sentence once in all."""
    seen: set[str] = set()
    sources = [Source(str(news), "jsonl")] if news.is_file() else []
    sources += [Source(str(path), "text") for path in sorted(_SAMPLES.glob("*.txt"))]
    for source in sources:
        for number, one in enumerate(documents(source, limit=10_000_000)):
            assert isinstance(one, Document)
            text = one.prose.text
            body = one.paragraphs[one.body_start :]
            spans = [span for span in one.sentences if body and span.start >= body[0].start]
            folded = [" ".join(text[span.start : span.end].split()) for span in spans]
            new = [sentence for sentence in folded if sentence not in seen]
            seen.update(new)
            # No two articles may share more than what is planted: series of market reports are left out.
            if len(new) == len(folded) >= 4 and "stock" not in text.lower():
                yield Article(f"{Path(source.path).stem}-{number:03}", tuple(new))


def _audited(made: Corpus) -> dict[str, DocumentReport]:
    """The reports by the names of the documents."""
    names = sorted(made.texts)
    random.Random(7).shuffle(names)
    # The originals come first in the order of the input, as they did in time.
    names.sort(key=lambda name: name.startswith("made-"))
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for name in names:
                Path(f"{name}.txt").write_text(made.texts[name], encoding="utf-8")
            configuration = load(None, RULES, command_line=CommandLine(select=("reuse",), jobs=1))
            report = run(found_sources([f"{name}.txt" for name in names], configuration, ""), configuration)
            return {document.path.removesuffix(".txt"): document for document in report.documents}
        finally:
            os.chdir(here)


def _others(finding: Finding) -> set[str]:
    return {place.path.removesuffix(".txt") for place in finding.related}


def _whole(made: Corpus) -> Score:
    """Whether each copy is told to be one, of the right document, and by one finding about it."""
    score = Score(planted=len(made.planted))
    reports = _audited(made)
    by_document = {planted.document: planted for planted in made.planted}
    for name, report in reports.items():
        planted = by_document.get(name)
        whole = [finding for finding in report.findings if finding.location.is_whole_document]
        score.reported += len(report.findings)
        right = [finding for finding in whole if planted and planted.other in _others(finding)]
        score.right += len(right)
        score.found += bool(right)
        score.wrong += [f"{name}: {one.rule} {one.excerpt[:90]!r}" for one in report.findings if one not in right]
        score.wrong += [f"{name}: missed"] if planted and not right else []
    return score


def _passages(made: Corpus) -> Score:
    score = Score(planted=len(made.planted))
    reports = _audited(made)
    for name, report in reports.items():
        text = made.texts[name]
        here = [planted for planted in made.planted if planted.document == name]
        missing = list(here)
        for finding in report.findings:
            place = finding.location
            score.reported += 1
            fitting = [
                one for one in here if one.other in _others(finding) and _fits(text, one, place.start, place.end)
            ]
            score.right += bool(fitting)
            if not fitting:
                score.wrong.append(f"{name}: {finding.message}: {finding.excerpt!r} {_others(finding)}")
            missing = [one for one in missing if one not in fitting]
        score.found += len(here) - len(missing)
        score.wrong += [f"{name}: missed {text[one.start : one.end]!r}" for one in missing]
    return score


def _fits(text: str, planted: Planted, start: int, end: int) -> bool:
    """Whether a place overlaps a planted one, and what is too little or too much of it is no more than chance."""
    if not (start < planted.end and planted.start < end):
        return False
    outside = (text[start : planted.start], text[planted.end : end])
    if any(len(_WORD.findall(stretch)) > _LEEWAY for stretch in outside):
        return False
    inside = len(_WORD.findall(text[max(start, planted.start) : min(end, planted.end)]))
    return inside * 2 >= len(_WORD.findall(text[planted.start : planted.end]))


def _insertions(made: Corpus) -> Score:
    score = Score(planted=len(made.planted))
    reports = _audited(made)
    for name, report in reports.items():
        here = {(one.start, one.end) for one in made.planted if one.document == name}
        located = [one for one in report.findings if not one.location.is_whole_document]
        places = {(one.location.start, one.location.end) for one in located if one.rule.endswith("insertions")}
        score.found += len(here & places)
        score.reported += len(located)
        score.right += len(here & places)
        score.wrong += [f"{name}: missed {made.texts[name][start:end]!r}" for start, end in here - places]
        score.wrong += [
            f"{name}: {one.rule} {one.excerpt!r}"
            for one in located
            if (one.location.start, one.location.end) not in here
        ]
    return score


def _quoted(made: Corpus, severity: Severity) -> Score:
    score = Score(planted=len(made.planted))
    for name, report in _audited(made).items():
        here = [one for one in made.planted if one.document == name]
        found = [one for one in report.findings if one.severity is severity]
        score.reported += len(found)
        touching = [
            one
            for one in found
            if any(one.location.start < place.end and place.start < one.location.end for place in here)
        ]
        score.right += len(touching)
        score.found += bool(touching)
        score.wrong += [f"{name}: {one.message} {one.excerpt!r}" for one in found if severity is Severity.WARNING]
    return score


_KINDS: dict[str, Callable[[Maker], Score]] = {
    "copy-5": lambda maker: _whole(maker.copies(0.05)),
    "copy-10": lambda maker: _whole(maker.copies(0.1)),
    "copy-20": lambda maker: _whole(maker.copies(0.2)),
    "reordered": lambda maker: _whole(maker.reordered()),
    "passage-0": lambda maker: _passages(maker.passages(0)),
    "passage-5": lambda maker: _passages(maker.passages(0.05)),
    "passage-10": lambda maker: _passages(maker.passages(0.1)),
    "passage-20": lambda maker: _passages(maker.passages(0.2)),
    "insertion-0": lambda maker: _insertions(maker.insertions(0)),
    "insertion-10": lambda maker: _insertions(maker.insertions(0.1)),
    "quoted: warnings": lambda maker: _quoted(maker.quoted(is_attributed=True), Severity.WARNING),
    "quoted: notes": lambda maker: _quoted(maker.quoted(is_attributed=True), Severity.NOTE),
    "taken: warnings": lambda maker: _quoted(maker.quoted(is_attributed=False), Severity.WARNING),
}


if __name__ == "__main__":
    main()
