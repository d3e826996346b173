"""``source-audit init``: a configuration to begin with."""

from __future__ import annotations

import click

from audit.cli.command import Command
from audit.cli.common import FAILED, say


@click.command(cls=Command)
@click.argument("folder", type=click.Path(exists=True, file_okay=False), default=".")
@click.pass_context
def init(context: click.Context, folder: str) -> None:
    """Write a commented source-audit.toml into FOLDER, by default the working directory.

    A file of that name is never overwritten, and nothing is written beside a pyproject.toml that configures
    source-audit already.
    """
    from pathlib import Path  # noqa: PLC0415 (see the package’s docstring)

    from audit.config import ConfigError  # noqa: PLC0415
    from audit.config.files import OWN_NAME, SHARED_NAME, read, shown  # noqa: PLC0415
    from audit.config.template import template  # noqa: PLC0415
    from rules import RULES  # noqa: PLC0415

    path, shared = Path(folder, OWN_NAME), Path(folder, SHARED_NAME)
    try:
        if shared.exists() and read(shared):
            say(f"{shown(shared)} configures source-audit already")
            context.exit(FAILED)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(template(RULES))
    except ConfigError as error:
        say(str(error))
        context.exit(FAILED)
    except FileExistsError:
        say(f"{shown(path)} is there already, and stays as it is")
        context.exit(FAILED)
    except OSError as error:
        say(f"{shown(path)}: {error.strerror or error}")
        context.exit(FAILED)
    say(f"wrote {shown(path)}")
