"""What a second run over unchanged documents costs, and one over a few that have changed, beside the first.

usage: python tests/bench/second_run.py [--sources FOLDER] [--documents NUMBER] [--jobs NUMBER]... [--folder FOLDER]

Documents of about 4 kB are recombined from a folder of texts, so that each shares its paragraphs with many others,
which is dearer than usual; or the documents of a folder are taken as they are. Of these some are changed: a sentence
is put at the end. All times are CPU times of the command with its processes, with a JSON report written.
"""
# ruff: noqa: T201  (the table is what it is for)

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

import memory
import recombined

_SOURCES = Path("../shared/sources")
_SAMPLES = Path("corpus/samples")
_SIZE = 4_000
_TARGET = 0.2
_CHANGED = 0.01  # of the documents
_SENTENCE = "\n\nThe clerk of the harbour added a line of his own in the evening.\n"


def main() -> None:
    """Measure, and print a table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "documents")
        origin = _copied(arguments, folder)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        print(f"{len(paths):,} documents, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB, {origin}.\n")
        print("| `--jobs` | first run, s | second run, s | of the first | target | documents changed | s |")
        print("| -------: | -----------: | ------------: | -----------: | -----: | ----------------: | -: |")
        for jobs in arguments.jobs or [1, 0]:
            _measure(folder, paths, jobs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=Path, default=_SOURCES, help="the folder of texts to recombine")
    parser.add_argument("--documents", type=int, default=1_000, help="how many")
    parser.add_argument("--jobs", type=int, action="append", help="processes; 0 is one for each core")
    parser.add_argument("--folder", type=Path, help="a folder of documents to take as they are")
    return parser.parse_args()


def _copied(arguments: argparse.Namespace, folder: Path) -> str:
    if arguments.folder:
        shutil.copytree(arguments.folder, folder)
        return f"copied from {arguments.folder}"
    sources = arguments.sources if arguments.sources.is_dir() else _SAMPLES
    folder.mkdir()
    texts = recombined.documents(recombined.paragraphs(sources), _SIZE, arguments.documents * (_SIZE + 600))
    for number, text in enumerate(texts[: arguments.documents]):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return f"recombined from {sources}"


def _measure(folder: Path, paths: list[Path], jobs: int) -> None:
    """A row of the table, with a cache of its own."""
    with tempfile.TemporaryDirectory() as kept:
        os.environ["SOURCE_AUDIT_CACHE"] = str(Path(kept, "cache"))
        first, second = _seconds(folder, jobs), _seconds(folder, jobs)
        changed = paths[:: round(1 / _CHANGED)]
        before = {path: path.read_bytes() for path in changed}
        for path, data in before.items():
            path.write_bytes(data + _SENTENCE.encode())
        third = _seconds(folder, jobs)
        for path, data in before.items():
            path.write_bytes(data)
    share = second / first
    target = f"{_TARGET}, {'met' if share <= _TARGET else '**missed**'}"
    cells = (jobs or "cores", f"{first:.1f}", f"{second:.1f}", f"{share:.3f}", target, len(changed), f"{third:.1f}")
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def _seconds(folder: Path, jobs: int) -> float:
    with tempfile.TemporaryDirectory() as reports:
        report = Path(reports, "report.json")
        return memory.cost(["check", str(folder), "--jobs", str(jobs), "--report", f"json={report}"]).seconds


if __name__ == "__main__":
    main()
