"""Load and what comes of it: wrk over HTTP, pgbench for PostgreSQL; the disk by itself."""

import dataclasses
import glob
import os
import re
import statistics
import subprocess
import sys
import time

# Postings and reads go to so many members by chance; a statement has so many lines at most.
MEMBERS, LINES = 200, 20
HERE = os.path.dirname(os.path.abspath(__file__))


@dataclasses.dataclass
class Sample:
    """One run: how many were answered, how many a second, and how long the answers took."""

    requests: int
    per_second: float
    p50_ms: float
    p99_ms: float


def wrk(address, script, clients, seconds, arguments):
    """Runs wrk with a script; a single answer that is not 2xx ends the bench."""
    command = ["wrk", f"-t{min(2, clients)}", f"-c{clients}", f"-d{seconds}s", "--timeout", "10s",
               "-s", os.path.join(HERE, script), address, "--", *arguments]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(
        r"RESULT requests=(\d+) seconds=([\d.]+) p50=([\d.]+) p99=([\d.]+) bad=(\d+)", output)
    requests, took, p50, p99, bad = (float(value) for value in found.groups())
    if bad or not requests:
        sys.exit(f"{int(bad)} of {int(requests)} requests to {address} failed; the figures mean nothing")
    return Sample(int(requests), requests / took, p50, p99)


def pgbench(command, folder, clients, seconds):
    """Runs pgbench, which writes the time of each transaction to files in a folder."""
    prefix = os.path.join(folder, "pgbench")
    for left in glob.glob(prefix + ".*"):
        os.remove(left)
    done = subprocess.run(
        [*command, "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(2, clients)),
         "-T", str(seconds), "-l", "--log-prefix=" + prefix],
        capture_output=True, text=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        sys.exit("pgbench failed:\n" + done.stderr)
    milliseconds = []
    for name in glob.glob(prefix + ".*"):
        with open(name, encoding="ascii") as file:
            milliseconds += [int(line.split()[2]) / 1000 for line in file]
    milliseconds.sort()
    return Sample(len(milliseconds), float(found.group(1)),
                  milliseconds[len(milliseconds) // 2], milliseconds[len(milliseconds) * 99 // 100])


def median(samples):
    """The median of each figure by itself."""
    return Sample(*(statistics.median(getattr(sample, field.name) for sample in samples)
                    for field in dataclasses.fields(Sample)))


def sync_ms(folder, count=300):
    """How long the disk takes for a small write at the end of a file and its sync: the median."""
    path = os.path.join(folder, "probe")
    taken = []
    with open(path, "wb", buffering=0) as file:
        for _ in range(count):
            start = time.monotonic()
            file.write(b"x" * 500)
            os.fdatasync(file.fileno())
            taken.append((time.monotonic() - start) * 1000)
    os.remove(path)
    return statistics.median(taken)
