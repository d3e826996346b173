"""The command line, a module for each command.

Everything heavy is imported by the command that needs it, when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from audit import __version__
from audit.cli.annotate import annotate
from audit.cli.baseline import baseline
from audit.cli.cache import cache
from audit.cli.catalogue import explain, list_rules, schema
from audit.cli.check import check
from audit.cli.common import ACCEPTED, FAILED, INTERRUPTED, say, silence
from audit.cli.doctor import doctor
from audit.cli.fix import fix
from audit.cli.init import init
from audit.cli.manifest import manifest
from audit.cli.provenance import provenance
from audit.cli.review import review

__all__ = ["main"]


class _Commands(click.Group):
    """Tells by the exit status that a command was interrupted or broke: Python's own 1 would mean "rejected"."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:  # noqa: ANN401 (as in click)
        """Read the command line; --help and --version are answered here."""
        with _told():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        """Run the command."""
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what may go wrong into an exit status, and a line on standard error where somebody should know."""
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # what cannot be written shows here, not when Python ends
    except KeyboardInterrupt:
        raise click.exceptions.Exit(INTERRUPTED) from None
    except BrokenPipeError as error:  # whoever read our output has had enough
        silence()
        raise click.exceptions.Exit(getattr(error.__context__, "exit_code", ACCEPTED)) from None
    except OSError as error:
        say(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        raise click.exceptions.Exit(FAILED) from None
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception:  # noqa: BLE001 (whatever it is, it must not pass for a verdict)
        import traceback  # noqa: PLC0415 (see the package’s docstring)

        traceback.print_exc()
        raise click.exceptions.Exit(FAILED) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="source-audit")
def main() -> None:
    """Audit text sources: name what makes a document untrustworthy, at its exact place."""


_COMMANDS = (
    check,
    fix,
    annotate,
    provenance,
    manifest,
    baseline,
    review,
    list_rules,
    explain,
    schema,
    init,
    cache,
    doctor,
)
for _command in _COMMANDS:
    main.add_command(_command)
