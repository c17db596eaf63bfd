"""Measures one process: wall time, processor time, peak memory.

The kernel counts the memory of the process that starts a child into the child's peak, so the bench
itself stays small (about 20 MB): corpora are written and compared file by file.
"""

import dataclasses
import os
import statistics
import subprocess
import sys
import time


@dataclasses.dataclass
class Cost:
    """What one run took: seconds by the clock, seconds of processor, bytes at the peak."""

    wall: float
    cpu: float
    peak: int


def measure(command, folder, environment=None):
    """Runs a command in a folder; what it says is shown only when it fails, and ends the bench."""
    start = time.monotonic()
    child = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}\nfailed in {folder}:\n{said.decode(errors='replace')}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def median(costs):
    """The median of each figure by itself."""
    return Cost(*(statistics.median(getattr(cost, field.name) for cost in costs)
                  for field in dataclasses.fields(Cost)))
