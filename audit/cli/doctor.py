"""``source-audit doctor``: what is wrong with this installation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from audit.cli.command import Command
from audit.cli.common import print_text

if TYPE_CHECKING:
    from audit.installation import Check

HEALTHY, ILL = 0, 1

_EPILOG = "Exit status: 0 nothing is wrong; 1 something is."


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.pass_context
def doctor(context: click.Context, paths: tuple[str, ...]) -> None:
    """Look for what is wrong with this installation.

    Python, the packages corpus, rules, audit and reports, which another distribution may own too, the libraries, rules
    of other packages, the configuration that holds for PATHs (by default for the working directory), and the folder of
    kept results.
    """
    from audit.installation import checks  # noqa: PLC0415 (see the package’s docstring)

    found = list(checks())
    is_whole = not any(check.problem for check in found if check.subject.startswith("package "))
    # The rest is our own code, which is not there where a package is another's.
    found += [*_foreign_rules(), *_configuration(paths), _cache()] if is_whole else []
    for check in found:
        mark = "wrong" if check.problem else "ok"
        print_text(_visible(f"{mark:5}  {check.subject}{f': {check.problem}' if check.problem else ''}"))
    context.exit(ILL if any(check.problem for check in found) else HEALTHY)


def _foreign_rules() -> Iterator[Check]:
    from audit.installation import Check  # noqa: PLC0415 (see the package’s docstring)
    from audit.registry import registry  # noqa: PLC0415

    yield from (Check(f"rules of {failure.rule}", failure.error) for failure in registry().failures)


def _configuration(paths: tuple[str, ...]) -> Iterator[Check]:
    from audit.config import CommandLine, ConfigError  # noqa: PLC0415 (see the package’s docstring)
    from audit.installation import Check  # noqa: PLC0415
    from audit.sources import configured  # noqa: PLC0415

    try:
        configuration = configured(paths, None, CommandLine())
    except ConfigError as error:
        yield from (Check("configuration", problem) for problem in str(error).splitlines())
        return
    running = len(configuration.plan("").rules)
    yield Check(f"configuration {configuration.file or 'of defaults, for no file was found'}, {running} rules run")


def _cache() -> Check:
    from audit.cache import Folder, default_folder  # noqa: PLC0415 (see the package’s docstring)
    from audit.installation import Check  # noqa: PLC0415

    path = default_folder()
    if path is None:
        return Check("kept results", "there is no place for them; name a folder in SOURCE_AUDIT_CACHE")
    folder = Folder(path)
    problem = folder.problem()
    size = folder.size()
    subject = f"kept results in {path}: {size.entries:,}, {size.bytes / 1e6:,.1f} MB"
    return Check(subject, problem and f"nothing can be kept: {problem}")


def _visible(text: str) -> str:
    """The text with nothing that a terminal would obey. Not by ``reports``, which may be another's."""
    return "".join(character if character.isprintable() else "�" for character in text)
