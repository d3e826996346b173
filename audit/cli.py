"""The command line. Everything heavy is imported by the command that needs it, so that ``--help`` answers at once."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import click

from audit import __version__
from audit.parameters import FORMATS, Date, Report

if TYPE_CHECKING:
    from audit.config import CommandLine, Configuration
    from audit.model import AuditReport
    from audit.output import Target

LEVELS = ("error", "warning", "note", "never")

ACCEPTED, REJECTED, FAILED, INTERRUPTED = 0, 1, 2, 130

_EPILOG = (
    "Exit status: 0 accepted, or only to review; 1 something is rejected; 2 the audit could not be done as asked; "
    "130 interrupted."
)


class _Commands(click.Group):
    """Tells by the exit status that a command was interrupted or broke: Python's own 1 would mean "rejected"."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _silence()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # noqa: BLE001 (whatever it is, it must not pass for a verdict)
            import traceback  # noqa: PLC0415 (see the module's docstring)

            traceback.print_exc()
            ctx.exit(FAILED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="source-audit")
def main() -> None:
    """Audit text sources: name what makes a document untrustworthy, at its exact place."""


_DATE = click.option(
    "--date", type=Date(), metavar="DATE", help="The day that relative dates count from in documents that name none."
)
_STDIN_NAME = click.option(
    "--stdin-name",
    default="<stdin>",
    metavar="NAME",
    help="What standard input is called; its ending says how it is read.",
)


@main.command(epilog=_EPILOG)
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
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    help="The configuration, instead of the one found from the paths upwards.",
)
@click.option(
    "--select", multiple=True, metavar="RULE|FAMILY", help="Run only these. May be repeated, or a list with commas."
)
@click.option(
    "--ignore", multiple=True, metavar="RULE|FAMILY", help="Do not run these. May be repeated, or a list with commas."
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="Reject documents with a finding at or above this level (default error).",
)
@_DATE
@_STDIN_NAME
@click.option(
    "--jobs", type=click.IntRange(min=0), metavar="N", help="How many processes; 0 (the default) is one for each core."
)
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    targets: tuple[Target, ...],
    config: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    date: dt.date | None,
    stdin_name: str,
    jobs: int | None,
) -> None:
    """Audit files, folders, globs or standard input (-)."""
    from audit.config import CommandLine, FailOn  # noqa: PLC0415 (see the module's docstring)
    from audit.output import Target  # noqa: PLC0415

    if not paths:
        raise click.UsageError("name what to audit: files, folders, globs, or - for standard input")
    if sum(target.is_standard_output for target in targets) > 1:
        raise click.UsageError("only one report can go to standard output")
    if len({target.path for target in targets}) < len(targets):
        raise click.UsageError("two reports go to the same file")
    if not any(target.is_standard_output for target in targets):
        targets = (*targets, Target("text", "-"))
    command_line = CommandLine(
        select=_names(select) or None,
        ignore=_names(ignore),
        fail_on=FailOn(fail_on) if fail_on else None,
        date=date,
        jobs=jobs,
    )
    configuration = _configured(context, paths, config, command_line)
    report = _audit(paths, configuration, stdin_name, targets)
    written = _write(report, targets)
    context.exit(_status(report, written=written))


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@_DATE
@_STDIN_NAME
@click.pass_context
def annotate(context: click.Context, paths: tuple[str, ...], date: dt.date | None, stdin_name: str) -> None:
    """Write sentences, quotations, dates and metadata of each document as JSON lines."""
    from audit.annotate import annotate_all  # noqa: PLC0415 (see the module's docstring)
    from audit.config import CommandLine  # noqa: PLC0415
    from audit.output import standard_output  # noqa: PLC0415
    from audit.sources import found_sources  # noqa: PLC0415
    from corpus.sources import Unreadable  # noqa: PLC0415
    from reports.json_text import dumps  # noqa: PLC0415

    configuration = _configured(context, paths, None, CommandLine(date=date))
    status = ACCEPTED
    for annotated in annotate_all(found_sources(paths, configuration, stdin_name), configuration):
        if isinstance(annotated, Unreadable):
            status = FAILED
            _say(f"{annotated.path}{'#' + annotated.record if annotated.record else ''}: {annotated.reason}")
        else:
            print(dumps(annotated), file=standard_output())
    context.exit(status)


@main.command("rules")
def list_rules() -> None:
    """List the rules: id, severity, confidence, what each is for."""
    from rules import RULES  # noqa: PLC0415 (see the module's docstring)

    width = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        _print(f"{rule.id:{width}}  {rule.severity:7}  {rule.confidence:6}  {rule.summary}")


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Print the documentation of a RULE."""
    from difflib import get_close_matches  # noqa: PLC0415 (see the module's docstring)

    from rules import RULES  # noqa: PLC0415

    known = {known.id: known for known in RULES}
    if rule not in known:
        short = [name for name in known if name.endswith(f"/{rule}")]
        close = short or get_close_matches(rule, known, 1, 0.5)
        raise click.UsageError(f"unknown rule {rule!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    found = known[rule]
    _print(f"{found.id} ({found.severity}, confidence {found.confidence})\n\n{found.documentation.strip()}")
    if found.options.__dataclass_fields__:
        _print("\n**Options.**\n")
        for name, option in found.options.__dataclass_fields__.items():
            _print(f"{name.replace('_', '-')} = {option.default}  # {option.metadata.get('doc', '')}")


@main.command()
@click.argument("which", type=click.Choice(("report", "config")))
def schema(which: str) -> None:
    """Print the JSON Schema of the JSON report or of the configuration."""
    import json  # noqa: PLC0415 (see the module's docstring)

    if which == "report":
        from reports.schema import report_schema  # noqa: PLC0415

        found = report_schema()
    else:
        from audit.config import schema as config_schema  # noqa: PLC0415
        from rules import RULES  # noqa: PLC0415

        found = config_schema(RULES)
    _print(json.dumps(found, indent=2, ensure_ascii=False))


def _configured(
    context: click.Context, paths: tuple[str, ...], file: str | None, command_line: CommandLine
) -> Configuration:
    """The configuration that holds, or the end of the command with what is wrong."""
    from audit.config import ConfigError  # noqa: PLC0415 (see the module's docstring)
    from audit.sources import configured  # noqa: PLC0415

    try:
        return configured(paths, file, command_line)
    except ConfigError as error:
        _say(str(error))
        context.exit(FAILED)


def _audit(
    paths: tuple[str, ...], configuration: Configuration, stdin_name: str, targets: tuple[Target, ...]
) -> AuditReport:
    from audit.progress import progress  # noqa: PLC0415 (see the module's docstring)
    from audit.runner import run  # noqa: PLC0415
    from audit.sources import count, found_sources, spared  # noqa: PLC0415
    from rules import RULES  # noqa: PLC0415

    found = spared(found_sources(paths, configuration, stdin_name), targets)
    with progress(lambda: count(paths, configuration)) as advance:
        return run(found, configuration, RULES, advance=advance)


def _write(report: AuditReport, targets: tuple[Target, ...]) -> bool:
    """Write all reports; what cannot be written is said, and the others are written all the same."""
    from pathlib import Path  # noqa: PLC0415 (see the module's docstring)

    from audit.output import written  # noqa: PLC0415
    from reports import FOLDER_FORMATS, STREAM_FORMATS  # noqa: PLC0415
    from reports.text import write as write_text  # noqa: PLC0415

    done = True
    for target in targets:
        try:
            if target.format in FOLDER_FORMATS:
                FOLDER_FORMATS[target.format](report, Path(target.path))
                _say(f"HTML report: {Path(target.path) / 'index.html'}")
                continue
            with written(target) as stream:
                if target.format == "text":
                    write_text(report, stream, colour=target.is_standard_output and stream.isatty())
                else:
                    STREAM_FORMATS[target.format](report, stream)
        except BrokenPipeError:  # whoever read our output has had enough
            if target.is_standard_output:
                _silence()
        except OSError as error:
            done = False
            _say(f"{target.format} report: {error.strerror or error}: {target.path}")
    return done


def _silence() -> None:
    """Give the interpreter nothing to complain of when it flushes standard output at its end."""
    import os  # noqa: PLC0415 (see the module's docstring)

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _status(report: AuditReport, *, written: bool) -> int:
    if report.summary.interrupted:
        return INTERRUPTED
    if report.summary.errors or not written:
        return FAILED
    return REJECTED if report.summary.rejected else ACCEPTED


def _names(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _print(text: str) -> None:
    from audit.output import standard_output  # noqa: PLC0415 (see the module's docstring)

    click.echo(text, file=standard_output())


def _say(message: str) -> None:
    from reports.visible import one_line  # noqa: PLC0415 (see the module's docstring)

    click.echo(f"source-audit: {one_line(message)}", err=True)
