"""``source-audit annotate``: what is read in documents, as JSON lines."""

from __future__ import annotations

import datetime as dt

import click

from audit.cli.command import Command
from audit.cli.common import ACCEPTED, DATE, FAILED, STDIN_NAME, configuration_for, say


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@DATE
@STDIN_NAME
@click.pass_context
def annotate(context: click.Context, paths: tuple[str, ...], date: dt.date | None, stdin_name: str) -> None:
    """Write sentences, quotations, dates and metadata of each document as JSON lines."""
    from audit.annotate import annotate_all  # noqa: PLC0415 (see the package’s docstring)
    from audit.config import CommandLine  # noqa: PLC0415
    from audit.output import standard_output  # noqa: PLC0415
    from audit.sources import found_sources  # noqa: PLC0415
    from corpus.sources import Unreadable  # noqa: PLC0415
    from reports.json_text import dumps  # noqa: PLC0415

    configuration = configuration_for(context, paths, None, CommandLine(date=date))
    status = ACCEPTED
    for annotated in annotate_all(found_sources(paths, configuration, stdin_name), configuration):
        if isinstance(annotated, Unreadable):
            status = FAILED
            say(f"{annotated.path}{'#' + annotated.record if annotated.record else ''}: {annotated.reason}")
        else:
            print(dumps(annotated), file=standard_output())
    context.exit(status)
