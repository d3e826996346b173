"""What an audit is asked to do: which rules, how grave, with which options, for which documents."""

from audit.config.configuration import Configuration
from audit.config.discovery import discover, find
from audit.config.errors import ConfigError
from audit.config.gating import Budget, Gate, Threshold
from audit.config.json_schema import options_schema, schema
from audit.config.loading import load
from audit.config.planning import Plan, PlannedRule
from audit.config.settings import CommandLine, FailOn

__all__ = [
    "Budget",
    "CommandLine",
    "ConfigError",
    "Configuration",
    "FailOn",
    "Gate",
    "Plan",
    "PlannedRule",
    "Threshold",
    "discover",
    "find",
    "load",
    "options_schema",
    "schema",
]
