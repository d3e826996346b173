"""The engine: configuration, plan, location, gate and runner, with the command line on top.

``audit_text``, ``audit_records`` and ``audit_paths`` are what other programs call; docs/api.md describes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.api import audit_paths, audit_records, audit_text

__all__ = ["__version__", "audit_paths", "audit_records", "audit_text"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # The command line imports this package for every --help, and the functions import all rules.
    if name in {"audit_paths", "audit_records", "audit_text"}:
        from audit import api  # noqa: PLC0415 (see above)

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
