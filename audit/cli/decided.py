"""What the commands share that know what was said of findings: the baseline, and what to say of its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit.cli.common import FAILED, INTERRUPTED, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit.cache import Cache
    from audit.change import Base
    from audit.config import Configuration
    from audit.decisions import Decisions
    from audit.model import BaselineUse, Entry

BASELINE = click.option(
    "--baseline",
    type=click.Path(),
    metavar="FILE",
    help="What was said of findings before: those that were dismissed don't count.",
)

DIFF_BASE = click.option(
    "--diff-base",
    metavar="REF",
    help="Judge only what is new since this commit of the git repository; all documents are read and compared.",
)

_MOST_NAMED = 10


def decisions_for(
    context: click.Context, paths: tuple[str, ...], baseline: str | None, configuration: Configuration
) -> Decisions | None:
    """The decisions that hold today, or the end of the command with what is wrong with their file."""
    from audit.baseline import BaselineError  # noqa: PLC0415 (see the package’s docstring)
    from audit.cli.clock import today  # noqa: PLC0415
    from audit.decisions import decisions  # noqa: PLC0415

    file = baseline or configuration.baseline
    if file is None:
        return None
    try:
        return decisions(file, paths, today(), configuration)
    except BaselineError as error:
        say(str(error))
        context.exit(FAILED)


def base_for(
    context: click.Context,
    paths: tuple[str, ...],
    references: tuple[str, ...],
    reference: str,
    configuration: Configuration,
    cache: Cache | None,
) -> Base:
    """What was found in the documents as they were, or the end of the command with why that is not known."""
    from pathlib import Path  # noqa: PLC0415 (see the package’s docstring)

    from audit.change import GitError, base, before  # noqa: PLC0415
    from audit.runner import run  # noqa: PLC0415
    from audit.sources import STANDARD_INPUT, found_sources  # noqa: PLC0415

    if STANDARD_INPUT in paths:
        raise click.UsageError("standard input has no past: name files for --diff-base")
    first = Path(paths[0])
    folder = next(above for above in (first, *first.absolute().parents) if above.is_dir())
    try:
        then = before(reference, str(folder))
        found = then.sources(found_sources(paths, configuration, ""), configuration.max_bytes)
        other = found_sources(references, configuration, "") if references else ()
        report = run(found, configuration.for_base(then.same), references=other, cache=cache)
    except GitError as error:
        say(f"--diff-base {reference}: {error}")
        context.exit(FAILED)
    if report.summary.interrupted:
        context.exit(INTERRUPTED)
    return base(then, report, configuration.rules)


def tell_use(use: BaselineUse) -> None:
    """Name the entries that need somebody's hand; the JSON report has all of them."""
    tell_entries(use.path, use.expired, "has expired")
    tell_entries(use.path, use.unused, "is for no finding any more (source-audit baseline prune takes it out)")
    tell_entries(use.path, use.missing, "is for a file that does not exist")


def tell_entries(file: str, entries: Sequence[Entry], what: str) -> None:
    """Name entries that are all alike in something, so many as one reads."""
    for entry in entries[:_MOST_NAMED]:
        say(f"{file}: the entry for {entry.rule} in {entry.name} {what}")
    if len(entries) > _MOST_NAMED:
        say(f"{file}: and so are {len(entries) - _MOST_NAMED} more")
