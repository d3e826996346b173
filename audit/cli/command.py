"""What all commands are made of: one that takes a value once does not take it twice.

Of two values the first would be lost in silence, and with it what somebody meant to hold the sources to.
"""

from __future__ import annotations

from collections import Counter

import click

__all__ = ["Command", "Group"]


class Command(click.Command):
    """A command that refuses an option of one value that is given again."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, which ``args`` holds.

        Raises:
            click.UsageError: They cannot be read, or an option of one value stands among them more than once.

        """
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(list(args))
            for parameter, number in Counter(order).items():
                if number > 1 and isinstance(parameter, click.Option) and not (parameter.multiple or parameter.is_flag):
                    raise click.UsageError(f"{parameter.opts[0]} is given {number} times, and takes one value", ctx)
        return super().parse_args(ctx, args)


class Group(click.Group):
    """A group of such commands."""

    command_class = Command
