"""The kinds of values that options of the command line take."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from audit.output import Target

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html")


class Date(click.ParamType[dt.date]):
    """A day as ISO 8601 has it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401
        """The day that ``value`` names."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2023-03-23", param, ctx)


class Report(click.ParamType["Target"]):
    """``FORMAT=PATH``: a report and where it goes."""

    name = "format=path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:  # noqa: ANN401
        """The target that ``value`` names."""
        from audit.output import Target  # noqa: PLC0415 (0.01 s, and seldom needed)

        if isinstance(value, Target):
            return value
        name, mark, path = value.partition("=")
        if name not in FORMATS:
            from difflib import get_close_matches  # noqa: PLC0415 (see above)

            close = get_close_matches(name, FORMATS, 1)
            self.fail(
                f"unknown format {name!r}; "
                + (f"did you mean {close[0]!r}?" if close else f"one of {', '.join(FORMATS)}"),
                param,
                ctx,
            )
        if not mark or not path:
            self.fail(
                f"{value!r} does not say where to: write {name}=PATH, or {name}=- for standard output", param, ctx
            )
        if name == "html" and path == "-":
            self.fail("an HTML report is a folder: write html=FOLDER", param, ctx)
        return Target(name, path)
