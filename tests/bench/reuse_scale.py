"""What it costs to find reuse in many documents: time, memory, and how much of what was planted is found.

usage: python tests/bench/reuse_scale.py [COUNT]... [--jobs N]

Documents of about 4 kB are made by a program, always the same ones: words of this project's word lists, drawn as
frequent words and rare ones stand in English (Zipf), with set phrases among them. Of a hundred, one is an earlier one
to the letter, two are earlier ones with up to a fifth of the words replaced, two are earlier ones with a sentence put
in, two hold a sentence of an earlier one, and thirty end with one of twenty publishers' boilerplate. Only the family
reuse is run.

A planted document is found if a finding of the right rule names the document that it was made from.
"""
# ruff: noqa: T201, S311  (the table is what it is for; chance is not the point, repeatability is)

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from memory import cost  # type: ignore[import-not-found,unused-ignore]

from corpus.lexicon import entries

_COUNTS = (10_000, 30_000, 100_000)
_WORDS = 650  # of a document
_PHRASES = 3_000
_PUBLISHERS = 20
_BOILERPLATE = "boilerplate"
_RULES = {
    "duplicate": "reuse/duplicate-document",
    "near": "reuse/duplicate-document",
    "inserted": "reuse/copy-with-insertions",
    "passage": "reuse/recycled-passage",
}


class Model:
    """Makes sentences of words that are as unequally frequent as those of a language."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        words = "the of and to in that is for it was on with as by at from his had".split()
        words += [word for name in ("grammar-words", "english-common", "english-rare") for word, _ in entries(name)]
        self._words = [word for word in dict.fromkeys(words) if word.isalpha()]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        self._phrases = [" ".join(self._draw(self.chance.randint(3, 6))) for _ in range(_PHRASES)]
        self._phrase_weights = list(accumulate(1 / (rank + 10) for rank in range(_PHRASES)))

    def sentence(self) -> str:
        """A sentence of some twenty words."""
        words = self._draw(self.chance.randint(8, 28))
        for _ in range(2):
            if self.chance.random() < 0.5:
                (phrase,) = self.chance.choices(self._phrases, cum_weights=self._phrase_weights)
                words.insert(self.chance.randrange(len(words)), phrase)
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def document(self) -> list[str]:
        """The sentences of a document."""
        sentences: list[str] = []
        length = 0
        while length < _WORDS:
            sentences.append(self.sentence())
            length += sentences[-1].count(" ") + 1
        return sentences

    def replaced(self, sentence: str, share: float) -> str:
        """The sentence with about that share of its words replaced."""
        words = sentence.rstrip(".").split()
        return " ".join(self._draw(1)[0] if self.chance.random() < share else word for word in words) + "."

    def _draw(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._weights, k=count)


def records(count: int) -> Iterator[tuple[dict[str, str], tuple[str, str] | None]]:
    """Records of a JSON-lines file, each with the kind of reuse in it and the id of the record that it is made from."""
    model = Model()
    chance = model.chance
    boilerplate = [" ".join(model.sentence() for _ in range(2)) for _ in range(_PUBLISHERS)]
    earlier: list[tuple[str, list[str]]] = []
    for number in range(count):
        name = f"d{number:06}"
        kind = chance.choices(("", *_RULES), (93, 1, 2, 2, 2))[0] if earlier else ""
        made = planted = None
        if kind:
            other, sentences = chance.choice(earlier)
            planted = (kind, other)
            made = _reused(model, kind, sentences)
        if made is None:
            made = model.document()
            earlier.append((name, made))
            del earlier[:-2_000]  # what is copied is at most so many documents old, so that little is kept in memory
            if chance.random() < 0.3:
                made.append(chance.choice(boilerplate))
                planted = (_BOILERPLATE, "")
        parts = ["\n".join(made[at : at + 4]) for at in range(0, len(made), 4)]
        yield {"id": name, "text": "\n\n".join(parts)}, planted


def _reused(model: Model, kind: str, sentences: list[str]) -> list[str]:
    chance = model.chance
    if kind == "duplicate":
        return sentences
    if kind == "near":
        share = chance.choice((0.05, 0.1, 0.2))
        return [model.replaced(sentence, share) for sentence in sentences]
    at = chance.randrange(1, len(sentences))
    if kind == "inserted":
        return [*sentences[:at], model.sentence(), *sentences[at:]]
    own = model.document()
    own.insert(chance.randrange(1, len(own)), max((one for one in sentences if ". " not in one), key=len))
    return own


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=_COUNTS)
    parser.add_argument("--jobs", default="0")
    arguments = parser.parse_args()
    print("\n## Reuse: many documents of 4 kB, only the family reuse\n")
    print("| documents | MB | wall s | CPU s | ms a document | peak MiB | planted found | findings besides |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in arguments.counts:
        print(_row(count, arguments.jobs), flush=True)


def _row(count: int, jobs: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        source, report = Path(folder, "wire.jsonl"), Path(folder, "report.jsonl")
        planted: dict[str, tuple[str, str]] = {}
        with source.open("w", encoding="utf-8") as stream:
            for record, reuse in records(count):
                stream.write(json.dumps(record) + "\n")
                if reuse:
                    planted[record["id"]] = reuse
        start = time.perf_counter()
        options = ["--select", "reuse", "--jobs", jobs, "--report", f"jsonl={report}"]
        spent = cost(["check", str(source), "--no-cache", *options])
        wall = time.perf_counter() - start
        found, besides = _found(report, planted)
        size = source.stat().st_size / 1e6
    reused = sum(kind != _BOILERPLATE for kind, _ in planted.values())
    share = f"{found.total() / reused:.3f}"
    return (
        f"| {count:,} | {size:.0f} | {wall:.0f} | {spent.seconds:.0f} | {1000 * spent.seconds / count:.1f} "
        f"| {spent.mebibytes:.0f} | {share} of {reused:,} | {besides:,} |"
    )


def _found(report: Path, planted: dict[str, tuple[str, str]]) -> tuple[Counter[str], int]:
    """How many of each kind are found, and how many errors and warnings are on documents that hold nothing."""
    found: Counter[str] = Counter()
    besides = 0
    with report.open(encoding="utf-8") as stream:
        for line in stream:
            document: dict[str, Any] = json.loads(line)
            reuse = planted.get(document["record"])
            grave = [finding for finding in document["findings"] if finding["severity"] != "note"]
            if reuse is None:
                besides += len(grave)
                continue
            kind, other = reuse
            if kind == _BOILERPLATE:
                continue
            found[kind] += any(
                finding["rule"] == _RULES[kind] and other in {place["record"] for place in finding["related"]}
                for finding in grave
            )
    return found, besides


if __name__ == "__main__":
    main()
