"""Auditing in several processes. They get names, never documents, and send back finished reports, encoded."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audit.cache import Kept
from audit.codec import DecodeError, decode_report, encode_report
from audit.engine import LocatedFact, audit_document, unreadable
from audit.kinship import Gathered, pack
from audit.model import DocumentReport, Verdict
from corpus.load import LoadError, read
from corpus.read import document_of, pieces
from corpus.sources import Source, Unreadable

if TYPE_CHECKING:
    from audit.cache import Cache
    from audit.config import Configuration
    from corpus.document import Document

_BUNDLE = 16  # sources that are audited in one task; a batch of records ends it
_AHEAD = 4  # tasks for each process that wait or run; more would only fill memory


@dataclass(frozen=True, slots=True)
class Counts:
    """What a document adds to the summary."""

    verdict: Verdict
    severities: Counter[str]
    rules: Counter[str]
    statuses: Counter[str]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Result:
    """A finished report with what the run keeps of it in memory; ``line`` is that of a record in its file, from 1.

    ``packed`` is what the document can be made from anew, if it is to be compared; ``key`` is what the result is kept
    under.
    """

    path: str
    record: str | None
    line: int | None
    has_own_id: bool
    encoded: bytes
    counts: Counts
    facts: tuple[LocatedFact, ...]
    gathered: Gathered | None = None
    packed: bytes = b""
    key: bytes | None = None


def counts(report: DocumentReport) -> Counts:
    """What a document adds to the summary."""
    return Counts(
        report.verdict,
        Counter(finding.severity.value for finding in report.findings),
        Counter(finding.rule for finding in report.findings),
        Counter(finding.status.value for finding in report.findings),
        sum(finding.unchanged for finding in report.findings),
    )


def audit_source(source: Source | Unreadable, configuration: Configuration, cache: Cache | None) -> Iterator[Result]:
    """The results of a source, in the order of its records."""
    if isinstance(source, Unreadable):
        yield _unreadable(source)
        return
    try:
        for piece in pieces(source, configuration.max_bytes):
            yield _unreadable(piece) if isinstance(piece, Unreadable) else _result(piece, configuration, cache)
    except Exception as error:  # noqa: BLE001 (a file that breaks its reader must not take the others with it)
        yield _unreadable(Unreadable(source.path, f"{type(error).__name__}: {error}"))


def audit_all(
    sources: Iterable[Source | Unreadable], configuration: Configuration, jobs: int, cache: Cache | None = None
) -> Iterator[list[Result]]:
    """The results of each source, in the order of the sources, audited in ``jobs`` processes."""
    if jobs == 1:
        for source in sources:
            yield list(audit_source(source, configuration, cache))
    else:
        yield from _in_processes(iter(sources), configuration, jobs, cache)


def _result(piece: Source, configuration: Configuration, cache: Cache | None) -> Result:
    """The result of a document: the one that is kept, if nothing that it depends on has changed."""
    record = str(piece.first_line) if piece.kind == "jsonl" else None
    try:
        key = cache.key(piece, configuration) if cache else None
        if cache and key and (kept := _kept(piece, configuration, cache, key)):
            return kept
        document = document_of(piece, limit=configuration.max_bytes, date=configuration.date)
        record = document.record
        if isinstance(document, Unreadable):
            return _unreadable(document)
        return _audited(document, piece, configuration, cache, key)
    except Exception as error:  # noqa: BLE001 (what breaks on one record must not take the next ones with it)
        return _unreadable(Unreadable(piece.path, f"{type(error).__name__}: {error}", record))


def _kept(piece: Source, configuration: Configuration, cache: Cache, key: bytes) -> Result | None:
    kept = cache.read(key)
    if kept is None or kept.line not in {None, piece.first_line}:
        return None
    try:
        report = decode_report(kept.report)
    except DecodeError:
        return None
    return Result(
        report.path,
        report.record,
        piece.first_line if piece.kind == "jsonl" else None,
        kept.has_own_id,
        kept.report,
        counts(report),
        kept.facts,
        kept.gathered,
        pack(piece, configuration.date) if kept.gathered else b"",
        key,
    )


def _audited(
    document: Document, piece: Source, configuration: Configuration, cache: Cache | None, key: bytes | None
) -> Result:
    audited = audit_document(document, configuration.plan(document.path))
    report, facts, gathered = audited.report, audited.facts, audited.gathered
    encoded = encode_report(report)
    if cache and key and not report.failures:  # what failed may have failed for want of memory
        line = None if document.has_own_id else document.line
        cache.write(key, Kept(line, document.has_own_id, encoded, facts, gathered))
    packed = pack(piece, configuration.date) if gathered else b""
    return Result(
        report.path,
        report.record,
        document.line,
        document.has_own_id,
        encoded,
        counts(report),
        facts,
        gathered,
        packed,
        None if report.failures else key,
    )


def _unreadable(found: Unreadable) -> Result:
    report = unreadable(found).report
    return Result(report.path, report.record, None, False, encode_report(report), counts(report), ())  # noqa: FBT003 (see Result)


_Bundle = list[Source | Unreadable]


def _in_processes(
    sources: Iterator[Source | Unreadable], configuration: Configuration, jobs: int, cache: Cache | None
) -> Iterator[list[Result]]:
    waiting: deque[tuple[_Bundle, Future[list[list[Result]]]]] = deque()
    bundles = _bundles(sources)
    pool = _pool(configuration, jobs, cache)
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (bundle := next(bundles, None)):
                waiting.append((bundle, _submitted(pool, bundle)))
            if not waiting:
                break
            bundle, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # A process was killed, by the system for want of memory, say: which document it was on is not known,
                # so each that was under way is tried again by itself.
                _stop(pool)
                lost = [bundle, *(other for other, _ in waiting)]
                waiting.clear()
                yield from _one_by_one([source for bundle in lost for source in bundle], configuration)
                pool = _pool(configuration, jobs, cache)
        pool.shutdown()
    finally:
        _stop(pool)


def _bundles(sources: Iterator[Source | Unreadable]) -> Iterator[_Bundle]:
    bundle: _Bundle = []
    for source in sources:
        bundle.append(source)
        if len(bundle) == _BUNDLE or (isinstance(source, Source) and source.kind == "jsonl"):
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def _submitted(pool: ProcessPoolExecutor, bundle: _Bundle) -> Future[list[list[Result]]]:
    try:
        return pool.submit(_audit_bundle, bundle)
    except BrokenProcessPool as error:  # since the last result came in; it shows when this one is asked for
        broken: Future[list[list[Result]]] = Future()
        broken.set_exception(error)
        return broken


def _one_by_one(sources: Sequence[Source | Unreadable], configuration: Configuration) -> Iterator[list[Result]]:
    pool = _pool(configuration, 1, None)
    try:
        for source in sources:
            try:
                (results,) = _submitted(pool, [source]).result()
            except BrokenProcessPool:
                _stop(pool)
                pool = _pool(configuration, 1, None)
                results = _remains(source, configuration)
            yield results
    finally:
        _stop(pool)


def _remains(source: Source | Unreadable, configuration: Configuration) -> list[Result]:
    """What is left of a source on which a process was killed: of a batch of records, all but the one."""
    records = _records(source, configuration.max_bytes)
    if len(records) > 1:
        return [result for results in _one_by_one(records, configuration) for result in results]
    record = str(records[0].first_line) if records else None
    return [_unreadable(Unreadable(source.path, "the process that audited it was killed", record))]


def _records(source: Source | Unreadable, limit: int) -> list[Source]:
    """The lines of a batch of records as sources of their own; none if it is no such batch, or gone."""
    if isinstance(source, Unreadable) or source.kind != "jsonl":
        return []
    try:
        data = read(source, limit)
    except (LoadError, OSError):
        return []
    records, start = [], source.start
    for number, line in enumerate(data.split(b"\n"), source.first_line):
        end = min(start + len(line) + 1, source.start + len(data))
        if line.strip():
            own = None if source.data is None else line
            records.append(replace(source, start=start, end=end, first_line=number, data=own))
        start = end
    return records


def _pool(configuration: Configuration, jobs: int, cache: Cache | None) -> ProcessPoolExecutor:
    # Forked workers have everything imported; nothing here has started a thread before.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_initialise, initargs=(configuration, cache))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the processes now; what they were on is lost, as is meant."""
    processes = list((pool._processes or {}).values())  # noqa: SLF001 (there is no public way before 3.14)
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with suppress(OSError, ValueError):
            process.kill()


_configuration: Configuration
_cache: Cache | None


def _initialise(configuration: Configuration, cache: Cache | None) -> None:
    global _configuration, _cache
    _configuration, _cache = configuration, cache
    # The parent alone decides what an interrupt means, and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent was killed, which could not end it: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _audit_bundle(bundle: _Bundle) -> list[list[Result]]:
    return [list(audit_source(source, _configuration, _cache)) for source in bundle]


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
