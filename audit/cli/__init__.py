"""The command line, a module for each command.

Everything heavy is imported by the command that needs it, when it runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

from typing import Any

import click

from audit import __version__
from audit.cli.annotate import annotate
from audit.cli.baseline import baseline
from audit.cli.catalogue import explain, list_rules, schema
from audit.cli.check import check
from audit.cli.common import FAILED, INTERRUPTED, silence
from audit.cli.fix import fix
from audit.cli.manifest import manifest
from audit.cli.provenance import provenance
from audit.cli.review import review

__all__ = ["main"]


class _Commands(click.Group):
    """Tells by the exit status that a command was interrupted or broke: Python's own 1 would mean "rejected"."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            silence()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception:  # noqa: BLE001 (whatever it is, it must not pass for a verdict)
            import traceback  # noqa: PLC0415 (see the package’s docstring)

            traceback.print_exc()
            ctx.exit(FAILED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="source-audit")
def main() -> None:
    """Audit text sources: name what makes a document untrustworthy, at its exact place."""


for _command in (check, fix, annotate, provenance, manifest, baseline, review, list_rules, explain, schema):
    main.add_command(_command)
