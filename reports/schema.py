"""The JSON Schemas of the JSON report, of the provenance record and of the baseline."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, cast

__all__ = ["baseline_schema", "record_schema", "report_schema"]


def report_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) that every JSON report of version 1 keeps to."""
    return _schema("report-v1.json")


def record_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) that every provenance record of version 1 keeps to."""
    return _schema("record-v1.json")


def baseline_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) that every baseline of version 1 keeps to."""
    return _schema("baseline-v1.json")


def _schema(name: str) -> dict[str, Any]:
    text = files("reports").joinpath("schema", name).read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))
