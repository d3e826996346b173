"""The JSON Schema of the JSON report."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, cast

__all__ = ["report_schema"]


def report_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) that every JSON report of version 1 keeps to."""
    text = files("reports").joinpath("schema", "report-v1.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))
