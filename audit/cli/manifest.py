"""``source-audit manifest``: list audited files with their digests, and check them later."""

from __future__ import annotations

import click

from audit.cli.command import Group
from audit.cli.common import (
    ACCEPTED,
    CONFIG,
    FAILED,
    INTERRUPTED,
    REJECTED,
    configuration_for,
    say,
    say_failures,
    silence,
)


@click.group(cls=Group)
def manifest() -> None:
    """List audited files with their digests and verdicts; check that they are still the same."""


@manifest.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output", default="-", type=click.Path(), metavar="FILE", help="Where to write; - is standard output.")
@CONFIG
@click.pass_context
def create(context: click.Context, paths: tuple[str, ...], output: str, config: str | None) -> None:
    """Audit files, and list each: its digest, size and verdict, the rules, and who decided.

    The paths in it are relative to the folder that it stands in.
    """
    import json  # noqa: PLC0415 (see the package’s docstring)
    import os  # noqa: PLC0415

    from audit.config import CommandLine  # noqa: PLC0415
    from audit.manifest import created  # noqa: PLC0415
    from audit.output import Target, written  # noqa: PLC0415
    from audit.runner import run  # noqa: PLC0415
    from audit.sources import STANDARD_INPUT, found_sources, spared  # noqa: PLC0415

    if STANDARD_INPUT in paths:
        raise click.UsageError("standard input is no file: name what a manifest can list")
    target = Target("manifest", output)
    configuration = configuration_for(context, paths, config, CommandLine())
    report = run(spared(found_sources(paths, configuration, ""), [target]), configuration)
    if report.summary.interrupted:
        context.exit(INTERRUPTED)
    say_failures(report)
    try:
        made = created(report, "" if target.is_standard_output else os.path.dirname(output))  # noqa: PTH120 (a string)
        with written(target) as stream:
            stream.write(json.dumps(made, indent=1, ensure_ascii=True) + "\n")
    except BrokenPipeError:
        silence()
    except OSError as error:
        say(f"manifest: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        context.exit(FAILED)
    context.exit(FAILED if report.summary.errors else ACCEPTED)


@manifest.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.pass_context
def verify(context: click.Context, file: str, paths: tuple[str, ...]) -> None:
    """Check the files that a manifest lists; with PATHs, that nothing else stands there.

    Exit status: 0 all as listed; 1 a file is changed, missing or unlisted; 2 it could not be checked.
    """
    from audit.config import CommandLine  # noqa: PLC0415 (see the package’s docstring)
    from audit.manifest import ManifestError, differences, read  # noqa: PLC0415
    from audit.sources import found_sources  # noqa: PLC0415
    from corpus.sources import PassedOver  # noqa: PLC0415

    configuration = configuration_for(context, paths, None, CommandLine())
    try:
        listed = read(file)
    except ManifestError as error:
        say(str(error))
        context.exit(FAILED)
    found = (one.path for one in found_sources(paths, configuration, "") if not isinstance(one, PassedOver))
    status = ACCEPTED
    for difference in differences(listed, found):
        say(str(difference))
        status = REJECTED
    context.exit(status)
