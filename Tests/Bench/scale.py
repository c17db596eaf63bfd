"""A large club on disk: what a start costs, from its records alone and from a snapshot, and a statement.

`make bench-scale` makes a million members with ten million postings from a seed (5 GB in .build), and
takes some minutes; `BENCH="--members 100000 --postings 1000000"` is a tenth of that.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from goal import Goal  # noqa: E402

TAIL = 0.1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--postings", type=int, default=10_000_000)
    parser.add_argument("--executable", default=".build/release/store-scale")
    parser.add_argument("--folder", default=".build/bench-scale")
    parser.add_argument("--json")
    options = parser.parse_args()
    store = os.path.join(options.folder, "Store")
    shutil.rmtree(options.folder, ignore_errors=True)
    os.makedirs(options.folder)
    results = measure(options, store)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=2)
    report(options, results)
    shutil.rmtree(options.folder)


def measure(options, store):
    def run(task, *arguments):
        print(f"{task} {' '.join(map(str, arguments))} …", file=sys.stderr, flush=True)
        output = subprocess.run([options.executable, task, store, *map(str, arguments)], check=True,
                                capture_output=True, text=True).stdout
        return json.loads(output)

    head = round(options.postings * (1 - TAIL))
    size = ["--members", options.members, "--postings", options.postings]
    results = {"members": options.members, "postings": options.postings,
               "load_before": os.getloadavg()[0]}
    results["generate"] = run("generate", *size, "--from", 0, "--upto", head)
    # A store that no server has made has no secret yet; an empty file says that none was lost.
    with open(os.path.join(store, "secret.key"), "w"):
        os.chmod(os.path.join(store, "secret.key"), 0o600)
    results["snapshot"] = run("open", "--snapshot")
    results["tail"] = run("generate", *size, "--from", head, "--upto", options.postings)
    results["restart"] = run("open", "--statements")
    results["desk"] = run("open", "--desk")
    results["verify"] = run("verify")
    shutil.rmtree(os.path.join(store, "snapshots"))
    results["replay"] = run("open")
    results["bytes"] = sum(os.path.getsize(os.path.join(path, name))
                           for path, _, names in os.walk(store) for name in names)
    results["load_after"] = os.getloadavg()[0]
    return results


def report(options, results):
    restart, replay, verify = results["restart"], results["replay"], results["verify"]
    print(f"{options.members:,} members, {options.postings:,} postings, {results['bytes'] / 1e9:.1f} GB; "
          f"load {results['load_before']:.1f} to {results['load_after']:.1f}\n")
    print(f"  start from a snapshot and {TAIL:.0%} of the postings   {restart['open_cpu_s']:7.1f} s CPU"
          f"   {restart['peak_mb']:6.0f} MB")
    print(f"  start from the records alone                  {replay['open_cpu_s']:7.1f} s CPU"
          f"   {replay['peak_mb']:6.0f} MB")
    print(f"  ledger verify, the snapshot against it too    {verify['cpu_s']:7.1f} s CPU"
          f"   {verify['peak_mb']:6.0f} MB")
    print(f"  writing a snapshot                            {results['snapshot']['snapshot_cpu_s']:7.1f} s CPU")
    print(f"  a statement, every line read back             {restart['statement_p50_ms']:7.2f} ms"
          f"   p99 {restart['statement_p99_ms']:.2f} ms\n")
    for goal in [Goal("memory, MB", max(restart["peak_mb"], replay["peak_mb"]), 800, False, ""),
                 Goal("start from a snapshot, s of CPU", restart["open_cpu_s"], 3, False, ""),
                 Goal("start from the records, s of CPU", replay["open_cpu_s"], 20, False, ""),
                 Goal("a statement, ms", restart["statement_p50_ms"], 1, False, ""),
                 Goal("a member by the last digits, p99, ms", results["desk"]["find_ending_p99_ms"], 5, False, "")]:
        print(goal.line())


main()
