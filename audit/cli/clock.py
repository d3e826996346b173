"""The clock, which only commands ask: a finding never hangs on it, but an entry of the baseline may expire."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day, in UTC."""
    return dt.datetime.now(dt.UTC).date()


def now() -> str:
    """The time as an entry of the baseline has it."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
