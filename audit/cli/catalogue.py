"""``source-audit rules``, ``explain`` and ``schema``: what the tool itself has to say."""

from __future__ import annotations

import click

from audit.cli.common import print_text


@click.command("rules")
def list_rules() -> None:
    """List the rules: id, severity, confidence, what each is for."""
    from rules import RULES  # noqa: PLC0415 (see the package’s docstring)

    width = max(len(rule.id) for rule in RULES)
    for rule in RULES:
        print_text(f"{rule.id:{width}}  {rule.severity:7}  {rule.confidence:6}  {rule.summary}")


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Print the documentation of a RULE."""
    from difflib import get_close_matches  # noqa: PLC0415 (see the package’s docstring)

    from rules import RULES  # noqa: PLC0415

    known = {known.id: known for known in RULES}
    if rule not in known:
        short = [name for name in known if name.endswith(f"/{rule}")]
        close = short or get_close_matches(rule, known, 1, 0.5)
        raise click.UsageError(f"unknown rule {rule!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    found = known[rule]
    print_text(f"{found.id} ({found.severity}, confidence {found.confidence})\n\n{found.documentation.strip()}")
    if found.options.__dataclass_fields__:
        print_text("\n**Options.**\n")
        for name, option in found.options.__dataclass_fields__.items():
            print_text(f"{name.replace('_', '-')} = {option.default}  # {option.metadata.get('doc', '')}")


@click.command()
@click.argument("which", type=click.Choice(("report", "record", "baseline", "config")))
def schema(which: str) -> None:
    """Print the JSON Schema of the JSON report, the provenance record, the baseline or the configuration."""
    import json  # noqa: PLC0415 (see the package’s docstring)

    from reports.schema import baseline_schema, record_schema, report_schema  # noqa: PLC0415

    fixed = {"report": report_schema, "record": record_schema, "baseline": baseline_schema}
    if which in fixed:
        found = fixed[which]()
    else:
        from audit.config import schema as config_schema  # noqa: PLC0415
        from rules import RULES  # noqa: PLC0415

        found = config_schema(RULES)
    print_text(json.dumps(found, indent=2, ensure_ascii=False))
