"""``source-audit review``: decisions that were made in a report become the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit.cli.baseline import FILE
from audit.cli.command import Group
from audit.cli.common import ACCEPTED, FAILED, REJECTED, configuration_for, say, user
from audit.cli.decided import tell_entries

if TYPE_CHECKING:
    from audit.model import Entry
    from audit.review import Contradiction, Merged

_BASELINE = click.option(
    "--baseline",
    "file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=f"The baseline, made if it is not there; else the one that the configuration names, else {FILE}.",
)


@click.group(cls=Group)
def review() -> None:
    """Put what reviewers decide in a report into the baseline."""


@review.command("apply")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE...")
@_BASELINE
@click.option("--take-later", is_flag=True, help="Where decisions contradict each other, let the latest hold.")
@click.pass_context
def apply(context: click.Context, files: tuple[str, ...], file: str | None, take_later: bool) -> None:  # noqa: FBT001 (an option)
    """Put decisions that a report exported into the baseline.

    The paths in them are those of the report: run this where check was run. Of one person the last word counts.
    Where two people contradict each other both are shown, and what the baseline says of that finding stays as it is.

    Exit status: 0 all of it holds now; 1 something is contradicted; 2 it could not be done.
    """
    from audit.baseline import BaselineError, sole_writer, write  # noqa: PLC0415 (see the package’s docstring)
    from audit.review import merged  # noqa: PLC0415

    baseline = _baseline(context, file)
    try:
        decisions = [_decisions(one) for one in files]
        with sole_writer(baseline):
            result = merged(_entries(baseline), decisions, take_later=take_later)
            if result.added or result.changed:
                write(baseline, result.entries)
    except BaselineError as error:
        say(str(error))
        context.exit(FAILED)
    except OSError as error:
        say(f"{error.strerror or error}: {baseline}")
        context.exit(FAILED)
    _tell(result, baseline)
    context.exit(REJECTED if any(one.taken is None or not take_later for one in result.contradictions) else ACCEPTED)


@review.command()
@click.argument("report", type=click.Path(exists=True, file_okay=False), metavar="REPORT")
@_BASELINE
@click.option("--by", metavar="NAME", help="Who reviews, as it stands beside each decision.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port; 0 is any that is free.")
@click.option("--open", "with_browser", is_flag=True, help="Open the browser.")
@click.pass_context
def serve(
    context: click.Context,
    report: str,
    file: str | None,
    by: str | None,
    port: int,
    with_browser: bool,  # noqa: FBT001 (an option)
) -> None:
    """Open a report on this machine, and save what is decided in it straight into the baseline.

    Only this machine can reach it, with the address that it prints. Run it where check was run, for the paths of the
    report are those of the baseline. End it with Ctrl-C.
    """
    import webbrowser  # noqa: PLC0415 (see the package’s docstring)
    from pathlib import Path  # noqa: PLC0415

    from audit.baseline import BaselineError  # noqa: PLC0415
    from audit.review import ReviewServer  # noqa: PLC0415
    from reports.html.folder import MARKER, is_ours  # noqa: PLC0415

    baseline = _baseline(context, file)
    folder = Path(report)
    if not (folder / MARKER).is_file() or (folder / MARKER).is_symlink():
        raise click.UsageError(f"{report} is no report of ours: make one with check --report html={report}")
    try:
        server = ReviewServer(folder, baseline, is_ours, by=user() if by is None else by, port=port)
        server.entries()
    except BaselineError as error:
        say(str(error))
        context.exit(FAILED)
    except OSError as error:
        say(f"{error.strerror or error}: port {port}")
        context.exit(FAILED)
    with server:
        click.echo(server.address)
        say(f"decisions go to {baseline}; end with Ctrl-C")
        if with_browser:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            context.exit(ACCEPTED)


def _baseline(context: click.Context, file: str | None) -> str:
    from audit.config import CommandLine  # noqa: PLC0415 (see the package’s docstring)

    return file or configuration_for(context, (), None, CommandLine()).baseline or FILE


def _entries(baseline: str) -> tuple[Entry, ...]:
    import os  # noqa: PLC0415 (see the package’s docstring)

    from audit.baseline import read  # noqa: PLC0415

    return read(baseline) if os.path.lexists(baseline) else ()


def _decisions(file: str) -> tuple[Entry, ...]:
    from audit.baseline import read  # noqa: PLC0415 (see the package’s docstring)

    return read(file, folder="")


def _tell(result: Merged, baseline: str) -> None:
    import os  # noqa: PLC0415 (see the package’s docstring)

    from audit.cli.clock import today  # noqa: PLC0415

    for contradiction in result.contradictions:
        _show(contradiction)
    written = (*result.added, *result.changed)
    tell_entries(baseline, [entry for entry in written if entry.has_expired(today())], "has expired already")
    missing = [entry for entry in written if not os.path.lexists(entry.path)]
    tell_entries(baseline, missing, "is for a file that does not exist")
    added, changed, contradicted = len(result.added), len(result.changed), len(result.contradictions)
    say(f"{baseline}: {added} added, {changed} changed" + (f", {contradicted} contradicted" if contradicted else ""))


def _show(contradiction: Contradiction) -> None:
    first = contradiction.entries[0]
    say(f"{first.name}: {first.rule}: contradiction about “{first.excerpt or first.message}” ({first.fingerprint})")
    for entry in contradiction.entries:
        mark = "  holds" if entry == contradiction.taken else "  "
        say(f"{mark} {entry.status} by {entry.by or 'nobody named'}, {entry.at}: {entry.reason or 'no reason'}")
