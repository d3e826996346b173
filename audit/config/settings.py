"""What can be set, with its defaults."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rules.model import Confidence

if TYPE_CHECKING:
    from datetime import date

MAX_BYTES = 20_000_000
JOBS = 0
DOCUMENT_TYPES = ("text", "markdown", "html", "jsonl")


class FailOn(StrEnum):
    """The mildest severity that rejects a document; ``never`` rejects none."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


FAIL_ON = FailOn.ERROR
CONFIDENCE = Confidence.MEDIUM


@dataclass(frozen=True, slots=True)
class CommandLine:
    """What the command line sets; ``None`` leaves it to the file.

    ``select`` replaces what the file selects, and an empty one counts as not given; ``ignore`` is added to what the
    file ignores. Both name rules or families. ``fail_on`` and ``confidence`` say which findings reject, where the file
    says nothing of their rule; with ``never`` nothing does. ``jobs`` counts processes, 0 is one for each core. ``date``
    anchors the relative dates of documents that have no date of their own.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    confidence: str | None = None
    date: date | None = None
    jobs: int | None = None
