"""Numbers in order, more than memory holds: sorted runs on disk, merged one part after the other."""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

_IN_MEMORY = 1 << 20  # numbers of a run, and about as many of a part
_SAMPLED = 1 << 12  # numbers of a run for each one that is remembered
_LOW = (1 << 32) - 1
_SIZE = array("Q").itemsize


class Sorter:
    """Numbers of 64 bits. They come back in ascending order, those with the same upper half in one part."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the sorter)
        self._buffer = array("Q")
        self._runs: list[array[int]] = []  # of each run on disk every so manieth number
        self._starts: list[int] = []  # where each run begins in the file, in numbers, and where the last one ends
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def extend(self, numbers: Iterable[int]) -> None:
        """Take more numbers."""
        self._buffer.extend(numbers)
        if len(self._buffer) >= _IN_MEMORY:
            self._flush()

    def parts(self) -> Iterator[list[int]]:
        """All numbers, part by part, each sorted. Nothing can be added afterwards."""
        self._flush()
        bounds = self._bounds()
        for low, high in pairwise(bounds):
            part: list[int] = []
            for number in range(len(self._runs)):
                part += self._within(number, low, high)
            part.sort()  # sorted runs one after the other, which is what Timsort merges
            if part:
                yield part

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()

    def _flush(self) -> None:
        if not self._buffer:
            return
        run = array("Q", sorted(self._buffer))
        self._starts.append(self._length)
        self._length += len(run)
        self._runs.append(run[::_SAMPLED])
        self._file.seek(0, 2)
        run.tofile(self._file)
        self._buffer = array("Q")

    def _bounds(self) -> list[int]:
        """The numbers between which parts lie, all with a lower half of nothing."""
        samples = sorted(number for run in self._runs for number in run)
        step = max(_IN_MEMORY // _SAMPLED, 1)
        inner = {number & ~_LOW for number in samples[step::step]}
        return [0, *sorted(inner - {0}), 1 << 64]

    def _within(self, run: int, low: int, high: int) -> list[int]:
        """The numbers of a run from ``low`` up to ``high``."""
        sample, start = self._runs[run], self._starts[run]
        end = self._starts[run + 1] if run + 1 < len(self._starts) else self._length
        first = start + max(bisect_left(sample, low) - 1, 0) * _SAMPLED
        after = min(start + bisect_left(sample, high) * _SAMPLED, end)
        found = array("Q")
        self._file.seek(first * _SIZE)
        found.frombytes(self._file.read((after - first) * _SIZE))
        return found[bisect_left(found, low) : bisect_left(found, high)].tolist()
