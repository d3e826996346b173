"""``source-audit check``: audit documents and write reports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from audit.cli.command import Command
from audit.cli.common import (
    ACCEPTED,
    CONFIG,
    DATE,
    FAILED,
    IGNORE,
    INTERRUPTED,
    REFERENCES,
    REJECTED,
    SELECT,
    STDIN_NAME,
    configuration_for,
    names,
    say,
    silence,
)
from audit.cli.decided import BASELINE, DIFF_BASE, base_for, decisions_for, tell_use
from audit.cli.handover import ACCEPTED_TO, MANIFEST, hand_on, manifest_of
from audit.parameters import FORMATS, Report

if TYPE_CHECKING:
    from audit.cache import Cache
    from audit.change import Base
    from audit.config import Configuration
    from audit.decisions import Decisions
    from audit.model import AuditReport
    from audit.output import Target

LEVELS = ("error", "warning", "note", "never")
CONFIDENCES = ("high", "medium", "low")

_EPILOG = (
    "Exit status: 0 accepted, or only to review; 1 something is rejected; 2 the audit could not be done as asked; "
    "130 interrupted."
)


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH | -]...")
@click.option(
    "--report",
    "targets",
    type=Report(),
    multiple=True,
    metavar="FORMAT=PATH",
    help=f"Write a report; FORMAT is {', '.join(FORMATS)} (a folder); PATH - is standard output. May be repeated.",
)
@click.option(
    "--single-file", is_flag=True, help="The HTML report of one document is one file, PATH, that holds all of it."
)
@CONFIG
@SELECT
@IGNORE
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="Reject documents with a finding at or above this level (default error).",
)
@click.option(
    "--confidence",
    type=click.Choice(CONFIDENCES),
    help="Reject only for findings of at least this confidence (default medium).",
)
@BASELINE
@DIFF_BASE
@MANIFEST
@ACCEPTED_TO
@DATE
@REFERENCES
@STDIN_NAME
@click.option(
    "--jobs", type=click.IntRange(min=0), metavar="N", help="How many processes; 0 (the default) is one for each core."
)
@click.option("--no-cache", is_flag=True, help="Audit everything anew, and keep nothing for the next run.")
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    targets: tuple[Target, ...],
    single_file: bool,  # noqa: FBT001 (an option)
    config: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    confidence: str | None,
    baseline: str | None,
    diff_base: str | None,
    manifest: str | None,
    accepted: str | None,
    date: dt.date | None,
    references: tuple[str, ...],
    stdin_name: str,
    jobs: int | None,
    no_cache: bool,  # noqa: FBT001 (click gives options by name)
) -> None:
    """Audit files, folders, globs or standard input (-)."""
    from audit.cache import opened  # noqa: PLC0415 (see the package’s docstring)
    from audit.config import CommandLine, FailOn  # noqa: PLC0415
    from audit.manifest import held  # noqa: PLC0415
    from audit.output import Target  # noqa: PLC0415

    if not paths:
        raise click.UsageError("name what to audit: files, folders, globs, or - for standard input")
    if sum(target.is_standard_output for target in targets) > 1:
        raise click.UsageError("only one report can go to standard output")
    if len({target.path for target in targets}) < len(targets):
        raise click.UsageError("two reports go to the same file")
    if single_file and not any(target.format == "html" for target in targets):
        raise click.UsageError("--single-file says how an HTML report is written: add --report html=FILE")
    if not any(target.is_standard_output for target in targets):
        targets = (*targets, Target("text", "-"))
    command_line = CommandLine(
        select=names(select) or None,
        ignore=names(ignore),
        fail_on=FailOn(fail_on) if fail_on else None,
        confidence=confidence,
        date=date,
        jobs=jobs,
    )
    configuration = configuration_for(context, paths, config, command_line)
    cache = None if no_cache else opened(configuration)
    decisions = decisions_for(context, paths, baseline, configuration)
    base = base_for(context, paths, references, diff_base, configuration, cache) if diff_base is not None else None
    listed = manifest_of(context, manifest) if manifest is not None else None
    report = _audit(paths, references, configuration, stdin_name, targets, decisions, base, cache)
    if listed is not None:
        report = held(report, listed)
    _tell(report)
    written = _write(report, targets, single_file=single_file)
    if accepted and not report.summary.interrupted:
        written = hand_on(report, accepted) and written
    context.exit(_status(report, written=written))


def _audit(
    paths: tuple[str, ...],
    references: tuple[str, ...],
    configuration: Configuration,
    stdin_name: str,
    targets: tuple[Target, ...],
    decisions: Decisions | None,
    base: Base | None,
    cache: Cache | None,
) -> AuditReport:
    from audit.progress import progress  # noqa: PLC0415 (see the package’s docstring)
    from audit.registry import registry  # noqa: PLC0415
    from audit.runner import run  # noqa: PLC0415
    from audit.sources import count, found_sources, spared  # noqa: PLC0415

    found = spared(found_sources(paths, configuration, stdin_name), targets)
    other = spared(found_sources(references, configuration, stdin_name), targets) if references else ()
    with progress(lambda: count(paths, configuration)) as advance:
        return run(
            found,
            configuration,
            references=other,
            cache=cache,
            decisions=decisions,
            base=base,
            failures=registry().failures,
            advance=advance,
        )


def _write(report: AuditReport, targets: tuple[Target, ...], *, single_file: bool) -> bool:
    """Write all reports; what cannot be written is said, and the others are written all the same."""
    from pathlib import Path  # noqa: PLC0415 (see the package’s docstring)

    from audit.output import written  # noqa: PLC0415
    from reports import FOLDER_FORMATS, PAGE_FORMATS, STREAM_FORMATS, NotOneDocument  # noqa: PLC0415
    from reports.text import write as write_text  # noqa: PLC0415

    done = True
    for target in targets:
        try:
            if target.format in FOLDER_FORMATS and not single_file:
                FOLDER_FORMATS[target.format](report, Path(target.path))
                say(f"HTML report: {Path(target.path) / 'index.html'}")
                continue
            with written(target) as stream:
                if target.format == "text":
                    write_text(report, stream, colour=target.is_standard_output and stream.isatty())
                else:
                    {**STREAM_FORMATS, **PAGE_FORMATS}[target.format](report, stream)
        except BrokenPipeError:  # whoever read our output has had enough
            if target.is_standard_output:
                silence()
        except NotOneDocument as error:
            done = False
            say(f"{target.format} report: {error}: {target.path}")
        except OSError as error:
            done = False
            say(f"{target.format} report: {error.strerror or error}: {target.path}")
    return done


def _tell(report: AuditReport) -> None:
    """Say what is not about a document that was audited."""
    for failure in report.failures:
        say(f"the rules of {failure.rule} cannot run: {failure.error}")
    if report.baseline:
        tell_use(report.baseline)
    if report.manifest:
        for difference in report.manifest.differences:
            say(f"{report.manifest.path}: {difference}")


def _status(report: AuditReport, *, written: bool) -> int:
    if report.summary.interrupted:
        return INTERRUPTED
    if report.summary.errors or report.failures or not written:
        return FAILED
    is_as_listed = report.manifest is None or not report.manifest.differences
    return ACCEPTED if is_as_listed and not report.summary.rejected else REJECTED
