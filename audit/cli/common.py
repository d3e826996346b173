"""What the commands share: options, exit statuses, and how they speak."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from audit.parameters import Date

if TYPE_CHECKING:
    from audit.config import CommandLine, Configuration
    from audit.model import AuditReport

ACCEPTED, REJECTED, FAILED, INTERRUPTED = 0, 1, 2, 130


def complete_rules(_context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """What the shell may put for the beginning of a rule; of options that of a family or in a list too."""
    from audit.registry import registry  # noqa: PLC0415 (see the package’s docstring)

    rules = registry().rules
    is_list = isinstance(parameter, click.Option)
    before, comma, begun = incomplete.rpartition(",") if is_list else ("", "", incomplete)
    families = dict.fromkeys(rule.family for rule in rules) if is_list else {}
    found = (*families, *(rule.id for rule in rules))
    return [f"{before}{comma}{name}" for name in found if name.startswith(begun)]


DATE = click.option(
    "--date", type=Date(), metavar="DATE", help="The day that relative dates count from in documents that name none."
)
CONFIG = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    help="The configuration, instead of the one found from the paths upwards.",
)
SELECT = click.option(
    "--select",
    multiple=True,
    metavar="RULE|FAMILY",
    shell_complete=complete_rules,
    help="Run only these. May be repeated, or a list with commas.",
)
IGNORE = click.option(
    "--ignore",
    multiple=True,
    metavar="RULE|FAMILY",
    shell_complete=complete_rules,
    help="Do not run these. May be repeated, or a list with commas.",
)
REFERENCES = click.option(
    "--reference",
    "references",
    type=click.Path(exists=True),
    multiple=True,
    metavar="DIR",
    help="Compare with the documents of this folder or file too, without auditing them. May be repeated.",
)
STDIN_NAME = click.option(
    "--stdin-name",
    default="<stdin>",
    metavar="NAME",
    help="What standard input is called; its ending says how it is read.",
)


def configuration_for(
    context: click.Context, paths: tuple[str, ...], file: str | None, command_line: CommandLine
) -> Configuration:
    """The configuration that holds, or the end of the command with what is wrong."""
    from audit.config import ConfigError  # noqa: PLC0415 (see the package’s docstring)
    from audit.sources import configured  # noqa: PLC0415

    try:
        return configured(paths, file, command_line)
    except ConfigError as error:
        for problem in str(error).split("\n"):
            say(problem)
        context.exit(FAILED)


def user() -> str:
    """The name of the user; empty where there is none, as in some containers."""
    import getpass  # noqa: PLC0415 (see the package’s docstring)

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def silence() -> None:
    """Give the interpreter nothing to complain of when it flushes standard output at its end."""
    import os  # noqa: PLC0415 (see the package’s docstring)

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def names(values: tuple[str, ...]) -> tuple[str, ...]:
    """The rules and families of an option that may be repeated and hold lists."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def print_text(text: str, end: str = "\n") -> None:
    """Print to standard output, as UTF-8."""
    from audit.output import standard_output  # noqa: PLC0415 (see the package’s docstring)

    click.echo(f"{text}{end}", file=standard_output(), nl=False)


def say(message: str) -> None:
    """Print a message to standard error, on one line."""
    from reports.visible import not_obeyed, one_line  # noqa: PLC0415 (see the package’s docstring)

    click.echo(not_obeyed(f"source-audit: {one_line(message)}"), err=True)


def say_failures(report: AuditReport) -> None:
    """Name what could not be done: documents that were not read, rules that failed on them."""
    for document in report.documents:
        for failure in document.failures:
            say(f"{document.name}: {failure.rule}: {failure.error}")
