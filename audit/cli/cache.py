"""``source-audit cache``: what is kept from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit.cli.command import Group
from audit.cli.common import FAILED, print_text, say

if TYPE_CHECKING:
    from audit.cache import Folder


@click.group(cls=Group)
def cache() -> None:
    """Look after the results that are kept from run to run.

    They are kept in $SOURCE_AUDIT_CACHE, else in $XDG_CACHE_HOME/source-audit or ~/.cache/source-audit.
    """


@cache.command()
@click.pass_context
def info(context: click.Context) -> None:
    """Print where results are kept, and how much that is."""
    from audit.cache.folder import BOUND  # noqa: PLC0415 (see the package’s docstring)

    folder = _folder(context)
    size = folder.size()
    print_text(f"{folder.path}: {_counted(size.entries)}, {_megabytes(size.bytes)} of at most {_megabytes(BOUND)}")


@cache.command()
@click.pass_context
def clear(context: click.Context) -> None:
    """Remove all results that are kept."""
    folder = _folder(context)
    try:
        removed = folder.clear()
    except OSError as error:
        say(f"cache: {error.strerror or error}: {folder.path}")
        context.exit(FAILED)
    say(f"removed {_counted(removed.entries)}, {_megabytes(removed.bytes)}, from {folder.path}")


def _folder(context: click.Context) -> Folder:
    from audit.cache import Folder, default_folder  # noqa: PLC0415 (see the package’s docstring)

    path = default_folder()
    if path is None:
        say("cache: there is no place for one; name a folder in SOURCE_AUDIT_CACHE")
        context.exit(FAILED)
    return Folder(path)


def _counted(results: int) -> str:
    return f"{results:,} result{'s' if results != 1 else ''}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
