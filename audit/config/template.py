"""A configuration to begin with: every setting with what it is for, its default or an example, all commented out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from audit.config.json_schema import schema

if TYPE_CHECKING:
    from rules.model import Rule

_WIDTH = 100
_HEAD = """\
# What source-audit runs, and what rejects a document. This file holds for all that lies below its folder.
# A setting with a # before it is the default, or an example. All rules: source-audit rules; the options
# of one: source-audit explain RULE; everything that can be set: source-audit schema config
"""
# A table ends the settings before it, so tables come last.
_EXAMPLES = {
    "select": 'select = ["encoding", "extraction", "dates"]',
    "ignore": 'ignore = ["provenance/missing-source-url"]',
    "baseline": 'baseline = "source-audit-baseline.json"',
    "date": "date = 2023-03-23",
    "types": 'types = { ".log" = "text" }',
    "gate": '[gate]\nattributed = 0.2\nrequired = ["date"]\nbudgets = [{ severity = "warning", per-1000-words = 2 }]',
    "house": '[[house]]\nid = "house/no-hype"\nmessage = "say what is new about it"\nphrases = ["game changer"]',
    "severity": '[severity]\n"provenance/missing-licence" = "note"',
    "rules": '[rules."attribution/anonymous-source"]\nper-document = 20',
    "overrides": '[[overrides]]\npaths = ["wire/**"]\nignore = ["provenance"]',
}


def template(rules: Sequence[Rule]) -> str:
    """The text of the file, which as it stands sets nothing."""
    settings = schema(rules)["properties"]
    written = [(key, _EXAMPLES.get(key) or _default(key, values)) for key, values in settings.items()]
    written.sort(key=lambda one: one[1].startswith("["))
    parts = ["\n".join((*_comments(settings[key]), *_commented(text))) for key, text in written if text]
    return "\n\n".join((_HEAD.rstrip(), *parts)) + "\n"


def _default(key: str, setting: dict[str, Any]) -> str:
    """A line that changes nothing; none for what has no default."""
    return f"{key} = {json.dumps(setting['default'])}" if "default" in setting else ""


def _comments(setting: dict[str, Any]) -> Iterator[str]:
    about = setting.get("title") or setting.get("description") or setting["items"]["description"]
    choices = f" One of {', '.join(setting['enum'])}." if "enum" in setting else ""
    return (f"# {line}" for line in textwrap.wrap(about + choices, _WIDTH))


def _commented(text: str) -> Iterator[str]:
    return (f"#{line}" for line in text.splitlines())
