"""Document reports on disk, one at a time in memory, so that a run needs no more for a million than for one."""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Iterator

from audit.codec import decode_name, decode_report, encode_report
from audit.model import DocumentReport

_IN_MEMORY = 8 << 20  # bytes that are kept in memory before a file is made


class Spool:
    """Reports in the order in which they were added; each can be replaced."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed with the spool)
        self._offsets, self._lengths = array("Q"), array("Q")
        # The report that holds a spool goes from hand to hand; no reader knows that it is the last.
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return len(self._offsets)

    def __iter__(self) -> Iterator[DocumentReport]:
        for number in range(len(self._offsets)):
            yield self[number]

    def __getitem__(self, number: int) -> DocumentReport:
        self._file.seek(self._offsets[number])
        return decode_report(self._file.read(self._lengths[number]))

    def name(self, number: int) -> tuple[str, str | None]:
        """The path and the record of a report."""
        self._file.seek(self._offsets[number])
        return decode_name(self._file.readline())

    def add(self, encoded: bytes) -> int:
        """Add a report that is encoded already; its number is returned."""
        self._offsets.append(self._write(encoded))
        self._lengths.append(len(encoded))
        return len(self._offsets) - 1

    def replace(self, number: int, report: DocumentReport) -> None:
        """Put ``report`` in the place of number ``number``."""
        encoded = encode_report(report)
        self._offsets[number] = self._write(encoded)
        self._lengths[number] = len(encoded)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()

    def _write(self, encoded: bytes) -> int:
        offset = self._file.seek(0, 2)
        self._file.write(encoded)
        return offset
