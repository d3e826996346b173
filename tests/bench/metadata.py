"""What is read in the metadata of pages in the manner of the common content systems: ``make bench``.

usage: python tests/bench/metadata.py [--missed] [--half HALF]

The pages of ``metadata_pages`` and what they say were written, and frozen, before they were read for the first time.
``apart`` was read once, when the reading was made (115 of 120 values, all conflicts, one besides); a guess that counted
as support and a publisher's other name were put right after that. A field is right where the value that the record
goes by is the expected one, but for case; a page that does not state a field must have none. Beside it, where they are
installed, what trafilatura and htmldate read on the same pages.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import importlib
import json
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.metadata import preferred
from corpus.read import documents
from corpus.sources import Source
from rules import RULES

_PAGES = Path("tests/bench/metadata_pages")
_FIELDS = {"title": "title", "author": "byline", "date": "date", "publisher": "publisher", "url": "url",
           "licence": "licence"}  # fmt: skip
_HALVES = ("development", "apart")
_OF_CONFLICTS = ("provenance/metadata-conflict", "dates/metadata-date-conflict")

Read = Callable[[Path], dict[str, Any]]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missed", action="store_true", help="list what is read otherwise")
    parser.add_argument("--half", choices=_HALVES, help="only this half")
    arguments = parser.parse_args()
    pages = [json.loads(line) for line in (_PAGES / "expected.jsonl").read_text("utf-8").splitlines()]
    readers: dict[str, Read] = {"source-audit": _ours}
    readers |= {name: read for name, read in _OTHERS.items() if find_spec(name)}
    print("## Metadata of pages: values that are right\n")
    print(f"| reader       | half        | {' | '.join(f'{name:9}' for name in _FIELDS)} | all         |")
    print(f"| ------------ | ----------- | {' | '.join('--------:' for _ in _FIELDS)} | ----------: |")
    for half in (arguments.half,) if arguments.half else _HALVES:
        some = [page for page in pages if page["half"] == half]
        for name, read in readers.items():
            _row(name, half, some, read, missed=arguments.missed and name == "source-audit")
    for half in (arguments.half,) if arguments.half else _HALVES:
        _conflicts(half, [page for page in pages if page["half"] == half], missed=arguments.missed)


def _row(name: str, half: str, pages: list[dict[str, Any]], read: Read, *, missed: bool) -> None:
    right: Counter[str] = Counter()
    known: set[str] = set()
    for page in pages:
        found = read(_PAGES / page["page"])
        for field, expected in page["expected"].items():
            known |= {field} & found.keys()
            is_right = field in found and _same(field, expected, found[field])
            right[field] += is_right
            if missed and not is_right:
                print("OTHERWISE", page["page"], field, repr(found.get(field)), "expected", repr(expected))
    cells = [f"{f'{right[field]}/{len(pages)}' if field in known else '–':>9}" for field in _FIELDS]
    most = len(pages) * len(known)
    print(f"| {name:12} | {half:11} | {' | '.join(cells)} | {right.total()}/{most} {right.total() / most:.3f} |")


def _same(field: str, expected: Any, found: Any) -> bool:  # noqa: ANN401 (a text or a list)
    if field == "author":
        return sorted(map(str.casefold, expected)) == sorted(map(str.casefold, found))
    if not expected or not found:
        return not expected and not found
    if field == "licence":
        return str(expected).casefold() in str(found).casefold()
    return str(expected).replace("’", "'").casefold() == str(found).replace("’", "'").casefold()


def _document(path: Path) -> Document:
    data = path.read_bytes()
    (document,) = documents(Source(path.name, "html", 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(document, Document)
    return document


def _ours(path: Path) -> dict[str, Any]:
    found = _document(path).metadata
    values = {name: [value.value for value in preferred(found[field])] for name, field in _FIELDS.items()}
    return {name: some if name == "author" else next(iter(some), None) for name, some in values.items()}


def _conflicts(half: str, pages: list[dict[str, Any]], *, missed: bool) -> None:
    expected = found = false = 0
    for page in pages:
        document, fields = _document(_PAGES / page["page"]), set()
        for rule in RULES:
            if rule.id in _OF_CONFLICTS and rule.check:
                findings = rule.check(document, rule.options())
                fields |= {str(one.evidence.get("field", "date")) for one in findings}
        expected, found = expected + len(page["conflicts"]), found + len(fields & set(page["conflicts"]))
        false += len(fields - set(page["conflicts"]))
        if missed and fields != set(page["conflicts"]):
            print("CONFLICTS", page["page"], sorted(fields), "expected", page["conflicts"])
    print(f"\nconflicts, {half}: {found} of {expected} found, {false} besides")


def _trafilatura(path: Path) -> dict[str, Any]:
    # Not a dependency: it is looked for, and compared with where somebody has installed it.
    found = importlib.import_module("trafilatura.metadata").extract_metadata(path.read_text("utf-8"))
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {
        "title": found.title, "author": authors, "date": found.date, "publisher": found.sitename, "url": found.url,
        "licence": found.license,
    }  # fmt: skip


def _htmldate(path: Path) -> dict[str, Any]:
    return {"date": importlib.import_module("htmldate").find_date(path.read_text("utf-8"), original_date=True)}


_OTHERS: dict[str, Read] = {"trafilatura": _trafilatura, "htmldate": _htmldate}

if __name__ == "__main__":
    main()
