"""What the audit finds of the defects that are known, and what it reports besides: ``make bench``.

usage: python tests/bench/accuracy.py [--missed] [--extra]

The samples are compared with the record of what was planted in them: a defect is found where the rule of its kind
reports a place that shares a character with it. The three sources of ``../shared`` are compared with the gold of a
copy editor, by the script that lies beside it.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.config import CommandLine, Configuration
from audit.model import AuditReport, Finding, Severity
from audit.runner import run
from audit.sources import configured, found_sources
from corpus.document import Document
from corpus.read import documents
from corpus.sources import Source
from corpus.spans import Span
from reports import STREAM_FORMATS

_SAMPLES = Path("corpus/samples")
_PLANTED = Path("tests/planted.jsonl")
_SOURCES = Path("../shared/sources")
_SCORE = Path("../shared/gold/score.py")

Name = tuple[str, str | None]  # the file and the record of a document


@dataclass(frozen=True, slots=True)
class Planted:
    """A defect that was put into a sample; no span is the whole document."""

    document: Name
    kind: str
    text: str
    span: Span | None

    def is_found_by(self, finding: Finding) -> bool:
        """Whether a finding of the same document is this defect."""
        if finding.rule.partition("/")[2] != self.kind:
            return False
        if self.span is None or finding.location.is_whole_document:
            return self.span is None and finding.location.is_whole_document
        return self.span.overlaps(Span(finding.location.start, finding.location.end))


def main() -> None:
    """Compare both, the samples first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--missed", action="store_true", help="list the defects that are not found")
    parser.add_argument("--extra", action="store_true", help="list the errors and warnings that are no known defect")
    arguments = parser.parse_args()
    configuration = configured([str(_SAMPLES)], None, CommandLine())
    planted = list(_planted(_texts(configuration)))
    found = _findings(run(found_sources([str(_SAMPLES)], configuration, ""), configuration))
    _compare(planted, found, missed=arguments.missed, extra=arguments.extra)
    if _SOURCES.is_dir() and _SCORE.is_file():
        _score([f"--{name}" for name, is_asked in vars(arguments).items() if is_asked])
    else:
        print(f"{_SOURCES} or {_SCORE} is missing: nothing to compare with the gold.")


def _texts(configuration: Configuration) -> dict[Name, str]:
    """The text of each sample as read, in which positions count."""
    return {
        (Path(document.path).name, document.record): document.source.text
        for source in found_sources([str(_SAMPLES)], configuration, "")
        if isinstance(source, Source)
        for document in documents(source, limit=configuration.max_bytes)
        if isinstance(document, Document)
    }


def _planted(texts: dict[Name, str]) -> Iterator[Planted]:
    for line in _PLANTED.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        name = (record["doc"], record["record"])
        span = _place(texts[name], record["text"], record["occurrence"]) if record["text"] else None
        yield Planted(name, record["kind"], record["text"], span)


def _place(text: str, words: str, occurrence: int) -> Span:
    """Where ``words`` stand in ``text`` for the time of that number.

    Raises:
        ValueError: They don't.

    """
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _findings(report: AuditReport) -> dict[Name, list[Finding]]:
    found: dict[Name, list[Finding]] = {}
    for document in report.documents:
        found[Path(document.path).name, document.record] = list(document.findings)
        for failure in document.failures:
            print(f"{document.name}: {failure.rule} failed: {failure.error}")
    return found


def _compare(planted: list[Planted], found: dict[Name, list[Finding]], *, missed: bool, extra: bool) -> None:
    lost = [defect for defect in planted if not any(map(defect.is_found_by, found.get(defect.document, ())))]
    known: dict[Name, list[Planted]] = defaultdict(list)
    for defect in planted:
        known[defect.document].append(defect)
    besides = [
        (name, finding)
        for name, findings in found.items()
        for finding in findings
        if finding.severity is not Severity.NOTE and not any(defect.is_found_by(finding) for defect in known[name])
    ]
    _table(planted, lost, besides)
    for defect in lost if missed else ():
        print("MISSED", _shown(defect.document), defect.kind, repr(defect.text[:80]))
    for name, finding in besides if extra else ():
        print("EXTRA", _shown(name), finding.rule, finding.severity, repr(finding.excerpt[:80]))


def _table(planted: list[Planted], missed: list[Planted], besides: list[tuple[Name, Finding]]) -> None:
    total, lost = (Counter(defect.kind for defect in defects) for defects in (planted, missed))
    more = Counter(finding.rule.partition("/")[2] for _, finding in besides)
    print(f"## {_SAMPLES}: errors and warnings\n")
    print("| kind                    | found of planted | recall | not planted |")
    print("| ----------------------- | ---------------: | -----: | ----------: |")
    for kind in sorted(total.keys() | more.keys()):
        _row(kind, total[kind] - lost[kind], total[kind], more[kind])
    _row("**all**", len(planted) - len(missed), len(planted), len(besides))
    print()


def _row(kind: str, found: int, planted: int, besides: int) -> None:
    recall = f"{found / planted:.2f}" if planted else "–"
    print(f"| {kind:23} | {f'{found} of {planted}':>16} | {recall:>6} | {besides:11} |")


def _score(options: list[str]) -> None:
    """Give the report on the sources to the script that knows the gold."""
    configuration = configured([str(_SOURCES)], None, CommandLine())
    report = run(found_sources([str(_SOURCES)], configuration, ""), configuration)
    print(f"## {_SOURCES}: the gold of a copy editor\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.json")
        with path.open("w", encoding="utf-8") as stream:
            STREAM_FORMATS["json"](report, stream)
        sys.stdout.flush()
        subprocess.run([sys.executable, str(_SCORE), str(path), *options], check=True)


def _shown(name: Iterable[str | None]) -> str:
    return "#".join(part for part in name if part)


if __name__ == "__main__":
    main()
