"""Auditing from Python, with the same findings and verdicts as ``source-audit check``.

Nothing is written and nothing is printed; the results are the values of ``audit.model``. What cannot be audited is a
result too, a document whose verdict is ``error``, never an exception. The functions and their keywords are stable:
they change only with the major version, and then CHANGELOG.md says so.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from audit.config import CommandLine, ConfigError, load
from audit.decisions import decisions
from audit.registry import registry
from audit.runner import run
from audit.sources import configured, found_sources
from corpus.sources import Source

if TYPE_CHECKING:
    from audit.config import Configuration
    from audit.model import AuditReport, DocumentReport

__all__ = ["Metadata", "audit_paths", "audit_records", "audit_text"]

Metadata = str | int | dt.date | Sequence[str] | None
"""A value of a record: text, a number for an ``id``, a day or a time, several authors; ``None`` is not stated."""

_BATCH = 1 << 20  # characters of records that are audited together
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT, _RECORDS = "<text>", "<records>"  # what stands for a path


def audit_text(
    text: str,
    *,
    config: str | PathLike[str] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: str | None = None,
    **metadata: Metadata,
) -> DocumentReport:
    """Audit one text.

    Rules that compare documents have nothing to compare here: see ``audit_records``.

    Args:
        text: Plain text, as read; positions of findings count its code points.
        config: A configuration file. Without one the defaults hold; none is looked for.
        select: Rules and families that run; all, if there are none.
        ignore: Rules and families that do not run.
        fail_on: The mildest severity that rejects: ``error``, ``warning``, ``note`` or ``never``.
        **metadata: What is known of it: ``id``, ``title``, ``author`` (one or several), ``date``, ``publisher``,
            ``url``, ``licence``, as in a record of a JSON-lines file.

    Raises:
        ConfigError: The configuration, a rule or a level is not valid.

    """
    report = _audited([{**metadata, "text": text}], _TEXT, _configuration(config, select, ignore, fail_on, 1))
    return next(iter(report.documents))


def audit_records(
    records: Iterable[Mapping[str, object]],
    *,
    config: str | PathLike[str] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: str | None = None,
    jobs: int = 1,
) -> AuditReport:
    """Audit records, and compare them with each other.

    The documents of the report stand in the order of the records, one for each. ``record`` of a document is its
    ``id``, or its number from 1 where it has none; an ``id`` that comes again is an error.

    Args:
        records: Mappings with a ``text`` and what else is known, as for ``audit_text``; any other field is read as
            metadata if it is text. They are taken a megabyte at a time.
        config: A configuration file. Without one the defaults hold; none is looked for.
        select: Rules and families that run; all, if there are none.
        ignore: Rules and families that do not run.
        fail_on: The mildest severity that rejects: ``error``, ``warning``, ``note`` or ``never``.
        jobs: How many processes; 0 is one for each core.

    Raises:
        ConfigError: The configuration, a rule or a level is not valid.

    """
    return _audited(records, _RECORDS, _configuration(config, select, ignore, fail_on, jobs))


def audit_paths(  # noqa: PLR0913 (keywords, as the command has options)
    paths: Iterable[str | PathLike[str]],
    *,
    config: str | PathLike[str] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    fail_on: str | None = None,
    date: dt.date | None = None,
    references: Iterable[str | PathLike[str]] = (),
    baseline: str | PathLike[str] | None = None,
    today: dt.date | None = None,
    jobs: int = 1,
) -> AuditReport:
    """Audit files, folders and globs.

    Args:
        paths: What to audit, in the order in which documents are reported.
        config: A configuration file; else the one found from the paths upwards.
        select: Rules and families that run; all, if there are none.
        ignore: Rules and families that do not run.
        fail_on: The mildest severity that rejects: ``error``, ``warning``, ``note`` or ``never``.
        date: The day that relative dates count from in documents that name none.
        references: Documents to compare with that are not audited themselves.
        baseline: What was said of findings before; else the file that the configuration names, if it names one.
        today: The day on which entries of the baseline have expired or not; else the clock is asked.
        jobs: How many processes; 0 is one for each core.

    Raises:
        ConfigError: The configuration, a rule or a level is not valid.
        BaselineError: The baseline cannot be read.

    """
    named, other = [fspath(path) for path in paths], [fspath(path) for path in references]
    command_line = _command_line(select, ignore, fail_on, date, jobs)
    configuration = configured(named, None if config is None else fspath(config), command_line)
    file = configuration.baseline if baseline is None else fspath(baseline)
    today = today or dt.datetime.now(dt.UTC).date()
    report = run(
        found_sources(named, configuration, ""),
        configuration,
        references=found_sources(other, configuration, ""),
        decisions=None if file is None else decisions(file, named, today, configuration),
        failures=registry().failures,
    )
    return _finished(report)


def _command_line(
    select: Sequence[str], ignore: Sequence[str], fail_on: str | None, date: dt.date | None = None, jobs: int = 1
) -> CommandLine:
    for option, names in (("select", select), ("ignore", ignore)):
        if isinstance(names, str):  # a sequence of letters
            raise ConfigError(f"{option} must be a list of rules and families, not {names!r}")
    return CommandLine(select=tuple(select) or None, ignore=tuple(ignore), fail_on=fail_on, date=date, jobs=jobs)


def _configuration(
    config: str | PathLike[str] | None, select: Sequence[str], ignore: Sequence[str], fail_on: str | None, jobs: int
) -> Configuration:
    file = None if config is None else Path(config)
    return load(file, registry().rules, command_line=_command_line(select, ignore, fail_on, jobs=jobs))


def _audited(records: Iterable[Mapping[str, object]], path: str, configuration: Configuration) -> AuditReport:
    return _finished(run(_sources(records, path), configuration, failures=registry().failures))


def _finished(report: AuditReport) -> AuditReport:
    if report.summary.interrupted:
        raise KeyboardInterrupt  # a run ends with a report of what was done, a call does not
    return report


def _sources(records: Iterable[Mapping[str, object]], path: str) -> Iterator[Source]:
    """Records as runs of JSON lines."""
    first, size = 1, 0
    lines: list[str] = []
    for number, record in enumerate(records, 1):
        lines.append(_line(record))
        size += len(lines[-1])
        if size > _BATCH:
            yield _source(lines, path, first)
            first, size, lines = number + 1, 0, []
    if lines:
        yield _source(lines, path, first)


def _source(lines: Sequence[str], path: str, first: int) -> Source:
    data = "\n".join(lines).encode()
    return Source(path, "jsonl", 0, len(data), first, data)


def _line(record: Mapping[str, object]) -> str:
    if not isinstance(record, Mapping):
        return "null"  # no record, as the audit will say
    fields = {str(key): _plain(value) for key, value in record.items()}
    try:
        line = json.dumps(fields, ensure_ascii=False, default=_other, skipkeys=True)
    except (ValueError, RecursionError):  # a number of thousands of digits, a mapping that holds itself
        return "null"
    # Written out, so that a text counts against the limit as what it is; a lone surrogate alone has no UTF-8.
    return line if line.isascii() else _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _plain(value: object) -> object:
    """A value of a record as JSON has it. What data frames put where nothing is known becomes ``None``."""
    if isinstance(value, dt.date | float) and value != value:  # noqa: PLR0124 (NaN and pandas' NaT, which is a date)
        return None
    return value.isoformat() if isinstance(value, dt.date) else value


def _other(value: object) -> object:
    """A value that JSON does not know: numpy's numbers and lists are Python's by other names, the rest says nothing."""
    as_list = getattr(value, "tolist", None)
    return as_list() if callable(as_list) else None
