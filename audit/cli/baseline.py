"""``source-audit baseline``: keep the file of findings that were decided on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from audit.cli.command import Group
from audit.cli.common import (
    ACCEPTED,
    CONFIG,
    DATE,
    FAILED,
    IGNORE,
    INTERRUPTED,
    REFERENCES,
    SELECT,
    configuration_for,
    names,
    print_text,
    say,
    say_failures,
    user,
)
from audit.cli.decided import decisions_for
from audit.parameters import Date

if TYPE_CHECKING:
    from collections.abc import Callable

    from audit.model import AuditReport, Entry

FILE = "source-audit-baseline.json"
"""What the file is called where nothing else is said."""

_FILE = click.option(
    "--baseline",
    type=click.Path(),
    metavar="FILE",
    help=f"The file; else the one that the configuration names, else {FILE}.",
)
_REASON = click.option("--reason", default="", metavar="TEXT", help="Why these findings don't count.")
_BY = click.option("--by", metavar="NAME", help="Who says so (default: the name of the user).")


def _not_past(_context: click.Context, _parameter: click.Parameter, day: dt.date | None) -> dt.date | None:
    from audit.cli.clock import today  # noqa: PLC0415 (see the package’s docstring)

    if day is not None and day < today():
        raise click.BadParameter(f"{day} is past: the entries would not hold")
    return day


_EXPIRES = click.option(
    "--expires", type=Date(), callback=_not_past, metavar="DATE", help="The last day on which that holds."
)


@dataclass
class _Audit:
    """An audit as ``check`` does it, so that it sees the same findings, and the file of entries.

    The fields but for ``file`` are what was asked for, by the names of the options.
    """

    context: click.Context
    paths: tuple[str, ...]
    baseline: str | None
    config: str | None
    references: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    date: dt.date | None
    file: str = field(init=False)

    def __post_init__(self) -> None:
        from audit.config import CommandLine  # noqa: PLC0415 (see the package’s docstring)
        from audit.sources import STANDARD_INPUT  # noqa: PLC0415

        if STANDARD_INPUT in self.paths:
            raise click.UsageError("standard input is no file: name what entries can be for")
        command_line = CommandLine(select=names(self.select) or None, ignore=names(self.ignore), date=self.date)
        self._configuration = configuration_for(self.context, self.paths, self.config, command_line)
        self.file = self.baseline or self._configuration.baseline or FILE

    def report(self, *, with_entries: bool = True) -> AuditReport:
        """The report of a whole run, with the entries of the file applied; what was not read is said."""
        from audit.registry import registry  # noqa: PLC0415 (see the package’s docstring)
        from audit.runner import run  # noqa: PLC0415
        from audit.sources import found_sources  # noqa: PLC0415

        configuration = self._configuration
        decisions = decisions_for(self.context, self.paths, self.file, configuration) if with_entries else None
        other = found_sources(self.references, configuration, "") if self.references else ()
        found = found_sources(self.paths, configuration, "")
        failures = registry().failures
        report = run(found, configuration, references=other, decisions=decisions, failures=failures)
        if report.summary.interrupted:
            self.context.exit(INTERRUPTED)
        for failure in failures:
            say(f"the rules of {failure.rule} cannot run: {failure.error}")
        say_failures(report)
        return report

    def revise(self, revised: Callable[[tuple[Entry, ...]], list[Entry]]) -> list[Entry]:
        """Write what becomes of the entries as the file has them now, or end the command with why that cannot be done.

        An audit takes its time, and somebody may have decided on something meanwhile. Gives the entries written.
        """
        import os  # noqa: PLC0415 (see the package’s docstring)

        from audit.baseline import BaselineError, read, sole_writer, write  # noqa: PLC0415

        try:
            with sole_writer(self.file):
                entries = revised(read(self.file) if os.path.lexists(self.file) else ())
                write(self.file, entries)
        except BaselineError as error:
            say(str(error))
            self.context.exit(FAILED)
        except OSError as error:
            say(f"baseline: {error.strerror or error}: {self.file}")
            self.context.exit(FAILED)
        return entries


def _audits(command: Callable[..., AuditReport]) -> Callable[..., None]:
    """Give a command what it takes to audit, and the ``_Audit`` that this makes in place of the context."""

    @wraps(command)
    def called(context: click.Context, **given: Any) -> None:  # noqa: ANN401 (as click gives them)
        asked = {one.name: given.pop(one.name) for one in fields(_Audit) if one.name in given}
        report = command(_Audit(context, **asked), **given)
        context.exit(FAILED if report.summary.errors or report.failures else ACCEPTED)

    asked: Callable[..., None] = click.pass_context(called)
    for option in (DATE, IGNORE, SELECT, REFERENCES, CONFIG, _FILE):
        asked = option(asked)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(asked)


@click.group(cls=Group)
def baseline() -> None:
    """Keep the file of findings that were decided on, which check --baseline reads."""


@baseline.command()
@_audits
@_REASON
@_BY
@_EXPIRES
def create(audit: _Audit, reason: str, by: str | None, expires: dt.date | None) -> AuditReport:
    """Audit, and write a new file that dismisses every finding.

    The paths in it are relative to the folder that it stands in.
    """
    _refuse_existing(audit.file)
    report = audit.report(with_entries=False)
    entries = _entries(report, reason, by, expires)

    def revised(_: tuple[Entry, ...]) -> list[Entry]:
        _refuse_existing(audit.file)
        return entries

    audit.revise(revised)
    say(f"{audit.file}: {_counted(len(entries))}")
    return report


@baseline.command()
@_audits
@_REASON
@_BY
@_EXPIRES
def update(audit: _Audit, reason: str, by: str | None, expires: dt.date | None) -> AuditReport:
    """Audit, and dismiss the findings that have no entry, or one that has expired. Other entries stay as they are."""
    from audit.cli.clock import today  # noqa: PLC0415 (see the package’s docstring)

    report = audit.report()
    made = {entry.key: entry for entry in _entries(report, reason, by, expires)}

    def revised(entries: tuple[Entry, ...]) -> list[Entry]:
        holding = {entry.key: entry for entry in entries if entry.key not in made or not entry.has_expired(today())}
        return list({**made, **holding}.values())

    written = audit.revise(revised)
    added = sum(made.get(entry.key) is entry for entry in written)
    say(f"{audit.file}: {_counted(added)} more, {_counted(len(written))} in all")
    return report


@baseline.command()
@_audits
def prune(audit: _Audit) -> AuditReport:
    """Audit, and take out the entries for which there is no finding any more.

    Entries of documents that are not audited stay, unless the document is gone from a folder that is.
    """
    report = audit.report()
    unused = frozenset(report.baseline.unused if report.baseline else ())
    if unused:
        audit.revise(lambda entries: [entry for entry in entries if entry not in unused])
    for entry in report.baseline.unused if report.baseline else ():
        say(f"{audit.file}: took out the entry for {entry.rule} in {entry.name}")
    return report


@baseline.command()
@click.argument("file", default=FILE, type=click.Path())
@click.pass_context
def show(context: click.Context, file: str) -> None:
    """List the entries: what was said of which finding, by whom, when, why and until when."""
    from audit.baseline import BaselineError, read  # noqa: PLC0415 (see the package’s docstring)
    from audit.cli.clock import today  # noqa: PLC0415
    from reports.visible import one_line  # noqa: PLC0415

    try:
        entries = read(file)
    except BaselineError as error:
        say(str(error))
        context.exit(FAILED)
    for entry in entries:
        until = "" if entry.expires is None else f", until {entry.expires}"
        expired = " (expired)" if entry.has_expired(today()) else ""
        print_text(one_line(f"{entry.name}: {entry.status} {entry.rule}  {entry.message}"))
        print_text(
            one_line(f"    by {entry.by or 'nobody'} at {entry.at}{until}{expired}: {entry.reason or 'no reason'}")
        )
    print_text(_counted(len(entries)))


def _refuse_existing(file: str) -> None:
    from pathlib import Path  # noqa: PLC0415 (see the package’s docstring)

    if Path(file).exists():
        raise click.UsageError(f"{file} exists: source-audit baseline update adds what is new")


def _entries(report: AuditReport, reason: str, by: str | None, expires: dt.date | None) -> list[Entry]:
    """An entry for each finding of which nothing was said."""
    from audit.baseline import dismissing  # noqa: PLC0415 (see the package’s docstring)
    from audit.cli.clock import now  # noqa: PLC0415

    by = user() if by is None else by
    return list(dismissing(report.documents, reason=reason, by=by, at=now(), expires=expires))


def _counted(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"
