"""How fast an audit is, and where its time goes, as Markdown tables: ``make bench``.

usage: python tests/bench/speed.py [--sources FOLDER] [--quick]

All times are CPU times of one process, so that a busy machine changes little; where two things are compared, their
runs take turns and the best of three counts.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

import ftfy
import memory
import recombined
from stopwatch import Stopwatch, annotations_charged, rules_charged

from audit.config import CommandLine, Configuration, PlannedRule
from audit.engine import audit_document
from audit.sources import configured
from corpus import html, markdown
from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source

_SOURCES = Path("../shared/sources")
_SAMPLES = Path("corpus/samples")
_TARGETS = {26_000: 0.6, 4_000: 0.4}  # size of a document in bytes: speed of an audit, where that of ftfy is 1
_FAMILIES = {  # families with their annotations: the same
    ("encoding", "extraction"): 2.0,
    ("dates",): 1.0,
    ("attribution", "quotation", "names"): 0.7,
    ("opinion",): 1.5,
}
_RUNS = 3
_PARTS = 4  # one document in so many is enough for where the time goes
_MEGA = 1e6
_FLAT = 1.5  # peak memory of a run over ten times as many documents, where that of the shorter one is 1
_HELP_MILLISECONDS = 150

Row = Sequence[str]


def main() -> None:
    """Measure, and print each table as soon as it is known."""
    arguments = _arguments()
    total = 2_000_000 if arguments.quick else 20_000_000
    each = total // len(_TARGETS)
    sources = arguments.sources
    if not sources.is_dir():
        print(f"{sources} is missing; the documents are recombined from {_SAMPLES} instead.\n")
        sources = _SAMPLES
    parts = recombined.paragraphs(sources)
    texts = {size: recombined.documents(parts, size, each) for size in _TARGETS}
    counted = " and ".join(f"{len(found):,} documents of {size // 1000} kB" for size, found in texts.items())
    print(f"{total // 1_000_000} MB recombined from {len(parts)} paragraphs of {sources}: {counted}.")
    with tempfile.TemporaryDirectory() as folder:
        files = {size: _files(found, Path(folder, str(size))) for size, found in texts.items()}
        _whole(texts, files)
        _families(texts, files)
        _stages(files)
        _processes(parts, Path(folder), 100 if arguments.quick else 1_000)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=Path, default=_SOURCES, help="the folder of texts to recombine")
    parser.add_argument("--quick", action="store_true", help="a tenth of the text")
    return parser.parse_args()


def _files(texts: Iterable[str], folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"{number:05}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def _whole(texts: dict[int, list[str]], files: dict[int, list[Path]]) -> None:
    """The whole audit beside ``ftfy.fix_text`` on the same texts."""
    configuration = _configuration()
    rows = []
    for size, found in texts.items():
        megabytes = _megabytes(files[size])

        def audit(paths: list[Path] = files[size]) -> None:
            for document in _read(paths, configuration):
                audit_document(document, configuration.plan(document.path))

        def fix(found: list[str] = found) -> None:
            for text in found:
                ftfy.fix_text(text)

        audited, fixed = _in_turn(audit, fix)
        ratio = fixed / audited
        rows.append(
            (
                f"{size // 1000} kB",
                f"{megabytes / audited:.2f}",
                f"{audited / len(found) * 1e3:.2f}",
                f"{megabytes / fixed:.2f}",
                f"{ratio:.2f}",
                _target(f"{_TARGETS[size]}", met=ratio >= _TARGETS[size]),
            )
        )
    _table(
        "The whole audit, from bytes to the report of a document",
        ("documents of", "audit MB/s", "ms a document", "ftfy MB/s", "audit / ftfy", "target"),
        rows,
    )


def _families(texts: dict[int, list[str]], files: dict[int, list[Path]]) -> None:
    """The rules of some families, with reading and with what they ask of the document, beside ``ftfy.fix_text``."""
    configuration = _configuration()
    rows = []
    for families, target in _FAMILIES.items():
        for size, found in texts.items():
            planned = [one for one in configuration.plan("any.txt").rules if one.rule.family in families]

            def check(paths: list[Path] = files[size], planned: list[PlannedRule] = planned) -> None:
                for document in _read(paths, configuration):
                    for one in planned:
                        for _ in one.rule.check(document, one.options) if one.rule.check else ():
                            pass

            def fix(found: list[str] = found) -> None:
                for text in found:
                    ftfy.fix_text(text)

            checked, fixed = _in_turn(check, fix)
            megabytes, ratio = _megabytes(files[size]), fixed / checked
            rows.append(
                (
                    " + ".join(families),
                    f"{size // 1000} kB",
                    f"{megabytes / checked:.2f}",
                    f"{megabytes / fixed:.2f}",
                    f"{ratio:.2f}",
                    _target(f"{target}", met=ratio >= target),
                )
            )
    _table(
        "Families of rules, from bytes to findings",
        ("families", "documents of", "MB/s", "ftfy MB/s", "families / ftfy", "target"),
        rows,
    )


def _stages(files: dict[int, list[Path]]) -> None:
    """What each annotation and each rule costs by itself."""
    configuration = _configuration()
    columns: list[dict[str, float]] = []
    for size in files:
        paths = files[size][::_PARTS]
        megabytes = _megabytes(paths)
        watch = Stopwatch()
        plan = rules_charged(watch, configuration.plan("any.txt"))
        with annotations_charged(watch) as annotations, watch.charge("read and decode"):
            for document in _read(paths, configuration):
                with watch.charge("engine: locate, fingerprint, report"):
                    audit_document(document, plan)
        names = ["read and decode", *annotations, "engine: locate, fingerprint, report"]
        names += [planned.rule.id for planned in configuration.plan("any.txt").rules]
        columns.append({name: watch.nanoseconds[name] / _MEGA / megabytes for name in names})
    extraction = _extraction(files)
    wholes = [sum(column.values()) for column in columns]
    rows = [(name, *_costs(name, columns, wholes)) for name in sorted(columns[0], key=lambda name: -columns[0][name])]
    rows = [*rows, ("**all**", *_costs(None, columns, wholes)), *extraction]
    heading = [f"{size // 1000} kB: {unit}" for size in files for unit in ("ms/MB", "MB/s", "share")]
    _table(
        f"Where the time goes: each annotation and rule by itself, without what it asks for (one document in {_PARTS})",
        ("stage or rule", *heading),
        rows,
    )


def _costs(name: str | None, columns: Sequence[dict[str, float]], wholes: Sequence[float]) -> Iterator[str]:
    for column, whole in zip(columns, wholes, strict=True):
        cost = whole if name is None else column[name]
        yield from (f"{cost:.1f}", _speed(cost), f"{cost / whole:.1%}")


def _extraction(files: dict[int, list[Path]]) -> Iterator[tuple[str, ...]]:
    """Extraction, which plain text has none of, on the same texts marked up; of the markup, and outside the sum."""
    for name, extract, marked in (("extract HTML", html.extract, _page), ("extract Markdown", markdown.extract, str)):
        cells: list[str] = []
        for paths in files.values():
            pages = [marked(path.read_text(encoding="utf-8")) for path in paths[::_PARTS]]
            megabytes = sum(len(page.encode()) for page in pages) / _MEGA
            started = time.process_time()
            for page in pages:
                extract(page)
            cost = (time.process_time() - started) * 1e3 / megabytes
            cells += [f"{cost:.1f}", _speed(cost), "–"]
        yield (name, *cells)


def _page(text: str) -> str:
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return f"<!doctype html>\n<title>A page</title>\n<body><article>\n{body}\n</article></body>\n"


def _processes(parts: list[str], folder: Path, fewer: int) -> None:
    """The command as a process: its memory over few and over many documents, and its start."""
    more = fewer * 10
    size = min(_TARGETS)
    texts = recombined.documents(parts, size, more * (size + 400))[:more]
    few, many = folder / "few", folder / "many"
    _files(texts[:fewer], few)
    _files(texts, many)
    costs = [memory.cost(["check", str(each), "--no-cache"]) for each in (few, many)]
    ratio = costs[1].mebibytes / costs[0].mebibytes
    start = min(memory.cost(["--help"]).seconds for _ in range(5)) * 1e3
    _table(
        "The command as a process",
        ("what", "measured", "target"),
        [
            *(
                (f"`check`, {number:,} documents of 4 kB: peak memory", f"{cost.mebibytes:.0f} MiB", "–")
                for number, cost in zip((len(texts[:fewer]), len(texts)), costs, strict=True)
            ),
            ("the second to the first", f"{ratio:.2f}", _target(f"flat: below {_FLAT}", met=ratio < _FLAT)),
            ("`--help`, CPU", f"{start:.0f} ms", _target(f"{_HELP_MILLISECONDS} ms", met=start <= _HELP_MILLISECONDS)),
        ],
    )


def _configuration() -> Configuration:
    return configured([], None, CommandLine(jobs=1))


def _read(paths: Iterable[Path], configuration: Configuration) -> Iterator[Document]:
    for path in paths:
        for document in documents(Source(str(path), "text"), limit=configuration.max_bytes):
            assert isinstance(document, Document)
            yield document


def _in_turn(*functions: Callable[[], None]) -> list[float]:
    """The CPU seconds of each, the best of some runs that take turns."""
    best = [float("inf")] * len(functions)
    for _ in range(_RUNS):
        for number, function in enumerate(functions):
            started = time.process_time()
            function()
            best[number] = min(best[number], time.process_time() - started)
    return best


def _megabytes(paths: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in paths) / _MEGA


def _speed(milliseconds: float) -> str:
    """MB/s for a cost of so many milliseconds a megabyte."""
    return f"{1e3 / milliseconds:,.1f}" if milliseconds >= 0.05 else "–"  # less is not measured, but guessed


def _target(target: str, *, met: bool) -> str:
    return f"{target}, {'met' if met else '**missed**'}"


def _table(title: str, heading: Row, rows: Iterable[Row]) -> None:
    print(f"\n## {title}\n")
    table = [tuple(heading), *(tuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [[_cell(number, cell, widths[number]) for number, cell in enumerate(row)] for row in table]
    lines.insert(1, ["-" * width if number == 0 else "-" * (width - 1) + ":" for number, width in enumerate(widths)])
    for line in lines:
        print(f"| {' | '.join(line)} |")
    sys.stdout.flush()


def _cell(number: int, cell: str, width: int) -> str:
    return cell.rjust(width) if number else cell.ljust(width)


if __name__ == "__main__":
    main()
