"""``source-audit rules``, ``explain`` and ``schema``: what the tool itself has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audit.cli.command import Command
from audit.cli.common import CONFIG, complete_rules, configuration_for, print_text, say

if TYPE_CHECKING:
    from rules.model import Rule


@click.command("rules", cls=Command)
@CONFIG
@click.option("--markdown", is_flag=True, help="Write the whole catalogue, as docs/rules.md has it.")
@click.pass_context
def list_rules(context: click.Context, config: str | None, markdown: bool) -> None:  # noqa: FBT001 (an option)
    """List the rules: id, severity, confidence, what each is for."""
    from reports.visible import one_line  # noqa: PLC0415 (see the package’s docstring)

    rules = _rules(context, config)
    if markdown:
        from audit.catalogue import catalogue  # noqa: PLC0415 (see the package’s docstring)

        print_text(catalogue(rules), end="")
        return
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        print_text(f"{rule.id:{width}}  {rule.severity:7}  {rule.confidence:6}  {one_line(rule.summary)}")


@click.command(cls=Command)
@click.argument("rule", shell_complete=complete_rules)
@CONFIG
@click.pass_context
def explain(context: click.Context, rule: str, config: str | None) -> None:
    """Print the documentation of a RULE."""
    from difflib import get_close_matches  # noqa: PLC0415 (see the package’s docstring)

    from reports.visible import visible  # noqa: PLC0415

    known = {known.id: known for known in _rules(context, config)}
    if rule not in known:
        short = [name for name in known if name.endswith(f"/{rule}")]
        close = short or get_close_matches(rule, known, 1, 0.5)
        raise click.UsageError(f"unknown rule {rule!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    found = known[rule]
    # In our own documentation examples hold what they are about; anybody may have written that of other rules.
    documentation = visible(found.documentation) if found.origin else found.documentation
    print_text(f"{found.id} ({found.severity}, confidence {found.confidence})\n\n{documentation.strip()}")
    if found.options.__dataclass_fields__:
        print_text("\n**Options.**\n")
        for name, option in found.options.__dataclass_fields__.items():
            print_text(f"{name.replace('_', '-')} = {option.default}  # {option.metadata.get('doc', '')}")


@click.command(cls=Command)
@click.argument("which", type=click.Choice(("report", "record", "baseline", "config")))
@click.option("--markdown", is_flag=True, help="As a page to read, which there is of the report and the configuration.")
def schema(which: str, markdown: bool) -> None:  # noqa: FBT001 (an option)
    """Print the JSON Schema of the JSON report, the provenance record, the baseline or the configuration."""
    import json  # noqa: PLC0415 (see the package’s docstring)

    from reports.schema import baseline_schema, record_schema, report_schema  # noqa: PLC0415

    fixed = {"report": report_schema, "record": record_schema, "baseline": baseline_schema}
    if which in fixed:
        found = fixed[which]()
    else:
        from audit.config import schema as config_schema  # noqa: PLC0415
        from audit.registry import registry  # noqa: PLC0415

        found = config_schema(registry().rules)
    if markdown:
        from audit.cli import pages  # noqa: PLC0415
        from reports.schema_page import page  # noqa: PLC0415

        introductions = {"report": pages.REPORT, "config": pages.CONFIGURATION}
        if which not in introductions:
            raise click.UsageError(f"there is no page of this schema, but of {' and '.join(introductions)}")
        print_text(page(found, introductions[which]), end="")
    else:
        print_text(json.dumps(found, indent=2, ensure_ascii=False))


def _rules(context: click.Context, config: str | None) -> tuple[Rule, ...]:
    """All rules: those of the configuration that holds here, too."""
    from audit.config import CommandLine  # noqa: PLC0415 (see the package’s docstring)
    from audit.registry import registry  # noqa: PLC0415

    for failure in registry().failures:
        say(f"the rules of {failure.rule} cannot run: {failure.error}")
    return configuration_for(context, (), config, CommandLine()).rules
