"""Feeds the loader, the rules and ``fix`` what libFuzzer makes up: ``make fuzz``.

usage: python tests/bench/fuzz.py [libFuzzer's options, such as -max_total_time=600]

A crash of the loader, a rule that fails, a repair that changes more on a second run, a map that loses its place, and a
text that takes longer than its length allows are errors; libFuzzer then writes the input to a file and stops.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["corpus", "rules", "audit"]):
    from audit.config import CommandLine, load
    from audit.engine import audit_document
    from audit.fix import fix_all
    from corpus.document import Document
    from corpus.read import documents
    from corpus.sources import Source, Unreadable
    from corpus.spans import Span
    from rules import RULES

_KINDS = ("text", "markdown", "html", "jsonl")
_CONFIGURATION = load(None, RULES, command_line=CommandLine())
_SAMPLES = Path("corpus/samples")
_LONGEST = 20_000  # bytes
_SECONDS = 2.0  # in which text of that length is done many times over, instrumented too


def one(data: bytes) -> None:
    """Audit and fix one input, whose first byte says how it is read."""
    if not data:
        return
    source = Source("fuzz", _KINDS[data[0] % len(_KINDS)], 0, len(data) - 1, data=data[1:])
    started = time.process_time()
    for document in documents(source, limit=_LONGEST):
        if isinstance(document, Document):
            report = audit_document(document, _CONFIGURATION.plan("fuzz")).report
            assert not report.failures, report.failures
    once = _fixed(source)
    if once is not None:
        again = _fixed(Source(source.path, source.kind, 0, len(once), data=once))
        assert again is None or again == once, "a second fix changes more"
    assert time.process_time() - started < _SECONDS, "too slow"


def _fixed(source: Source) -> bytes | None:
    for file in fix_all([source], _CONFIGURATION):
        if isinstance(file, Unreadable):
            continue
        for document in file.documents:
            for position in range(len(document.fixed.after)):
                place = document.fixed.offsets.to_parent(Span(position, position + 1))
                assert 0 <= place.start < place.end <= len(document.fixed.before)
        return file.data
    return None


def main() -> None:
    """Fuzz, from the samples on."""
    corpus = Path("build/fuzz")
    corpus.mkdir(parents=True, exist_ok=True)
    for sample in _SAMPLES.iterdir():
        kind = {".txt": 0, ".md": 1, ".html": 2, ".jsonl": 3}.get(sample.suffix)
        if kind is not None:
            (corpus / sample.name).write_bytes(bytes([kind]) + sample.read_bytes())
    atheris.Setup([sys.argv[0], str(corpus), f"-max_len={_LONGEST}", *sys.argv[1:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
