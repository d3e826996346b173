"""Plain data as JSON text: UTF-8 for people, and valid whatever a source holds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["dumps", "plain"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(value: object) -> Any:  # noqa: ANN401  # JSON data has no narrower type that mypy can follow
    """``value`` as dicts, lists and scalars; numbers that JSON cannot write (NaN, infinities) become ``None``."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is not JSON data")


def dumps(value: object) -> str:
    """``value`` on one line; characters stand for themselves, but lone surrogates are escaped: UTF-8 has none."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text if text.isascii() else _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
