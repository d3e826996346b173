"""What a command costs as a process of its own: its CPU time and the most memory that it or a worker of it held."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("source-audit"))

# The system counts a parent's memory into a child's peak up to the moment the child becomes a program of its own, so
# that the parent must be small: a fresh interpreter that does nothing else.
_MEASURE = """
import json, resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of all processes; the peak of the one that held most, in MiB; the exit status."""

    status: int
    seconds: float
    mebibytes: float


def cost(arguments: Sequence[str]) -> Cost:
    """What ``source-audit`` with these arguments costs."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, COMMAND, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    status, seconds, kibibytes = json.loads(done.stdout)
    return Cost(status, seconds, kibibytes / 1024)
