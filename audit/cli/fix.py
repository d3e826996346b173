"""``source-audit fix``: show or write the repairs that have exactly one right answer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audit.cli.command import Command
from audit.cli.common import (
    ACCEPTED,
    CONFIG,
    FAILED,
    IGNORE,
    SELECT,
    STDIN_NAME,
    configuration_for,
    names,
    print_text,
    say,
)

if TYPE_CHECKING:
    from audit.fix import FixedFile


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="[PATH | -]...")
@click.option("--diff", "mode", flag_value="diff", default="diff", help="Show what would change (the default).")
@click.option("--write", "mode", flag_value="write", help="Write it: in place, or as --output says.")
@click.option(
    "--output", type=click.Path(), metavar="FILE", help="Write the repaired text of one PATH to another file."
)
@click.option(
    "--map", "with_map", is_flag=True, help="Write beside it where every character came from, as FILE.map.json."
)
@CONFIG
@SELECT
@IGNORE
@STDIN_NAME
@click.pass_context
def fix(
    context: click.Context,
    paths: tuple[str, ...],
    mode: str,
    output: str | None,
    with_map: bool,  # noqa: FBT001 (an option)
    config: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    stdin_name: str,
) -> None:
    """Repair what has exactly one right answer: broken characters, escapes, what converters left in.

    No word that an author wrote is touched. Without --write nothing is written, only a diff is shown, in which
    invisible characters are made visible; it is to be read, not to be applied.
    """
    from audit.config import CommandLine  # noqa: PLC0415 (see the package’s docstring)
    from audit.fix import fix_all  # noqa: PLC0415
    from audit.sources import found_sources  # noqa: PLC0415
    from corpus.sources import Unreadable  # noqa: PLC0415

    if mode == "diff" and (output is not None or with_map):
        raise click.UsageError("--output and --map go with --write")
    if output is not None and (not output or len(paths) > 1 or Path(paths[0]).is_dir()):
        raise click.UsageError("--output names a file for one document: name one PATH")
    if with_map and (output or paths[0]) == "-":
        raise click.UsageError("--map goes beside a file, not standard output")
    configuration = configuration_for(
        context, paths, config, CommandLine(select=names(select) or None, ignore=names(ignore))
    )
    status = ACCEPTED
    for fixed in fix_all(found_sources(paths, configuration, stdin_name), configuration):
        if isinstance(fixed, Unreadable):
            status = FAILED
            say(f"{fixed.path}{'#' + fixed.record if fixed.record else ''}: {fixed.reason}")
        elif mode == "diff":
            _show(fixed)
        else:
            status = max(status, _put(fixed, output or fixed.path, stdin_name, with_map=with_map))
    context.exit(status)


def _show(fixed: FixedFile) -> None:
    """Print what would change in a file."""
    from audit.fix import diff  # noqa: PLC0415 (see the package’s docstring)
    from reports.visible import not_obeyed, one_line, visible  # noqa: PLC0415

    for one in fixed.documents:
        name = one_line(fixed.path + (f"#{one.record}" if one.record else ""))
        for line in diff(name, one.fixed.before, one.fixed.edits):
            print_text(not_obeyed(visible(line)))
    if fixed.rules:
        say(_repairs(fixed))


def _put(fixed: FixedFile, target: str, stdin_name: str, *, with_map: bool) -> int:
    """Write a repaired file under its name, another one, or to standard output where it came from standard input."""
    import json  # noqa: PLC0415 (see the package’s docstring)

    from audit.output import write_bytes  # noqa: PLC0415

    if target in {stdin_name, "-"}:
        sys.stdout.buffer.write(fixed.data)
        sys.stdout.buffer.flush()
    else:
        try:
            if fixed.rules or target != fixed.path:
                write_bytes(Path(target), fixed.data)
            # With nothing to repair in place, the map of an earlier run is still the way back.
            if with_map and (fixed.rules or target != fixed.path):
                text = json.dumps(fixed.offsets(), ensure_ascii=False, indent=1)
                write_bytes(Path(f"{target}.map.json"), f"{text}\n".encode())
        except OSError as error:
            say(f"{error.strerror or error}: {target}")
            return FAILED
    say(_repairs(fixed))
    return ACCEPTED


def _repairs(fixed: FixedFile) -> str:
    total = sum(fixed.rules.values())
    each = ", ".join(f"{rule} {count}" for rule, count in sorted(fixed.rules.items()))
    return f"{fixed.path}: " + (
        f"{total} {'repair' if total == 1 else 'repairs'} ({each})" if total else "nothing to repair"
    )
