"""Measures the release executable as a whole process; see Tests/Bench/run."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Browser"))
from club import serving  # noqa: E402

HUIKAN = ".build/release/huikan"
HERE = os.path.dirname(__file__)


def wrk(club, clients, seconds, script=None, arguments=(), path="/"):
    command = ["wrk", "-t2", f"-c{clients}", f"-d{seconds}s", "--timeout", "10s"]
    if clients == 1:
        command[1] = "-t1"
    command += ["-s", os.path.join(HERE, script)] + [club.address + path]
    output = subprocess.run(
        command + ["--", *arguments], check=True, capture_output=True, text=True).stdout
    found = re.search(r"RESULT requests=(\d+) seconds=([\d.]+) p50=([\d.]+) p99=([\d.]+) bad=(\d+)",
                      output)
    requests, took, p50, p99, bad = (float(value) for value in found.groups())
    if bad:
        sys.exit(f"{int(bad)} of {int(requests)} requests failed; the figures mean nothing")
    return {"per_second": requests / took, "p50_ms": p50, "p99_ms": p99}


def request(address, path, token=None, body=None, key=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    if key:
        headers["Idempotency-Key"] = key
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(
            urllib.request.Request(address + path, data=data, headers=headers), timeout=10) as answer:
        return json.load(answer)


def timed(command):
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return (time.monotonic() - start) * 1000


def builds():
    with tempfile.TemporaryDirectory(prefix="huikan-", dir="/dev/shm") as folder:
        build = [HUIKAN, "build", "--quiet", "--output", folder + "/Site", "--store", folder + "/Store"]
        cold = timed(build)
        return {"clean_ms": cold,
                "nothing_to_do_ms": statistics.median(timed(build) for _ in range(5))}


def main():
    seconds = int(os.environ.get("SECONDS_EACH", "8"))
    results = {"executable_bytes": os.path.getsize(HUIKAN), "build": builds()}
    with serving(HUIKAN, by_hand=True) as club:
        results["start_ms"] = club.start_ms
        token = club.token("manager")
        member = request(club.address, "/api/v1/members", token, {
            "name": "测一测", "email": "bench@example.com", "channel": "desk", "consent": consent_version(),
        }, key="bench-new-member-1")["number"].replace(" ", "")
        for clients in (1, 16, 64):
            results[f"postings_{clients}"] = wrk(
                club, clients, seconds, "postings.lua", (token, member))
            results[f"reads_{clients}"] = wrk(
                club, clients, max(2, seconds // 2), "reads.lua", (token, member))
    report(results)


def consent_version():
    with open("Content/club.yml", encoding="utf-8") as file:
        return re.search(r"version:\s*\"?([^\s\"]+)", file.read()).group(1)


def report(results):
    os.makedirs(".build", exist_ok=True)
    with open(".build/bench.json", "w") as file:
        json.dump(results, file, indent=2)
    print(f"executable              {results['executable_bytes'] / 1e6:8.1f} MB")
    print(f"build, from nothing     {results['build']['clean_ms']:8.1f} ms")
    print(f"build, nothing to do    {results['build']['nothing_to_do_ms']:8.1f} ms")
    print(f"start of the server     {results['start_ms']:8.1f} ms")
    print("\nclients   durable postings/s   p50 ms   p99 ms      reads/s   p99 ms")
    for clients in (1, 16, 64):
        write, read = results[f"postings_{clients}"], results[f"reads_{clients}"]
        print(f"{clients:7d}   {write['per_second']:18,.0f}   {write['p50_ms']:6.2f}   "
              f"{write['p99_ms']:6.2f}   {read['per_second']:10,.0f}   {read['p99_ms']:6.2f}")


main()
