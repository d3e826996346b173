"""``source-audit provenance``: the provenance record of each document as JSON-LD."""

from __future__ import annotations

import datetime as dt

import click

from audit.cli.command import Command
from audit.cli.common import (
    ACCEPTED,
    CONFIG,
    DATE,
    FAILED,
    INTERRUPTED,
    STDIN_NAME,
    configuration_for,
    say,
    say_failures,
    silence,
)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="[PATH | -]...")
@click.option(
    "--output",
    default="-",
    type=click.Path(),
    metavar="FILE",
    help="Where to write; - (the default) is standard output.",
)
@click.option(
    "--recorded-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%SZ"]),
    metavar="TIME",
    help="A time (UTC, as 2024-05-01T12:00:00Z) to note in each record, outside its digest; no clock is asked.",
)
@CONFIG
@DATE
@STDIN_NAME
@click.pass_context
def provenance(
    context: click.Context,
    paths: tuple[str, ...],
    output: str,
    recorded_at: dt.datetime | None,
    config: str | None,
    date: dt.date | None,
    stdin_name: str,
) -> None:
    """Write the provenance record of each document as JSON-LD, one a line.

    The same input gives the same record, byte for byte.
    """
    from audit.config import CommandLine  # noqa: PLC0415 (see the package’s docstring)
    from audit.output import Target, written  # noqa: PLC0415
    from audit.runner import run  # noqa: PLC0415
    from audit.sources import found_sources, spared  # noqa: PLC0415
    from reports.record import write  # noqa: PLC0415

    target = Target("provenance", output)
    configuration = configuration_for(context, paths, config, CommandLine(date=date))
    report = run(spared(found_sources(paths, configuration, stdin_name), [target]), configuration)
    if report.summary.interrupted:
        context.exit(INTERRUPTED)
    say_failures(report)
    try:
        with written(target) as stream:
            write(report, stream, recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ") if recorded_at else None)
    except BrokenPipeError:
        silence()
    except OSError as error:
        say(f"provenance: {error.strerror or error}: {output}")
        context.exit(FAILED)
    context.exit(FAILED if report.summary.errors else ACCEPTED)
