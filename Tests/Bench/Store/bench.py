"""`make bench-store`: durable postings per second against PocketBase, SQLite and PostgreSQL.

Every server in turn, `--runs` times over, each with new data on the same disk: as many postings as
1, 16, 64 and 256 clients can make, spread by chance over 200 members, each with a key of its own.
Then reads at 64 clients; then ours with syncs that cost nothing, and with syncs that take 5 ms each.
Figures are medians. Other work on the machine shows in them; the load is printed. wrk, or pgbench,
runs on the same processors as the server, for all of them.
"""

import argparse
import collections
import dataclasses
import json
import os
import subprocess
import sys
import time

import goals
import install
import load
from huikan import Huikan
from peers import PocketBase, PostgreSQL, SQLite

SLOW_SYNC_MS = 5
SLOW_CLIENTS = (16, 64)
# A group of postings is synced twice, one after the other: the annex (reasons), then the records.
SYNCS_OF_A_GROUP = 2
NOTES = f"""
  Huikan answers when a posting is on the disk: the rule's points, caps, tiers and receipt, token and
  idempotency key checked, reason in the annex, record in the hash chain. So do, without any rule,
  SQLite (synchronous = FULL, write-ahead log, one transaction a request, Python behind granian, which
  is written in Rust) and PostgreSQL (synchronous_commit, pgbench over a socket: no HTTP, no JSON, no
  token).
  PocketBase does NOT sync each write: it runs SQLite with synchronous = NORMAL, so a power cut can
  take back what it has answered. It keeps no balance here, and anybody may write.
  Without syncs: a library preloaded into our server answers fdatasync and fsync at once.
  Fill: the same library lets every sync take {SLOW_SYNC_MS} ms. A group is full where every client has a
  posting in it. It is synced {SYNCS_OF_A_GROUP} times in turn, the annex, then the records: with full groups and no
  time for anything else there would be clients / ({SYNCS_OF_A_GROUP} × {SLOW_SYNC_MS} ms) postings a second."""


def main():
    options = arguments()
    install.debian()
    servers = {"huikan": lambda: Huikan(options.huikan), "pocketbase": PocketBase, "sqlite": SQLite,
               "postgresql": PostgreSQL}
    chosen = [make() for name, make in servers.items() if name in options.only]
    os.makedirs(options.folder, exist_ok=True)
    folder = os.path.abspath(options.folder)
    before = {"load_before": os.getloadavg()[0], "disk": disk(folder)}
    postings = collections.defaultdict(lambda: collections.defaultdict(list))
    reads = collections.defaultdict(lambda: collections.defaultdict(list))
    unsynced, slow = [], collections.defaultdict(list)
    for run in range(options.runs):
        for server in chosen:
            say(f"run {run + 1} of {options.runs}: {server.name} …")
            measure(server, folder, options, postings[server.name], reads)
        if "huikan" in options.only:
            say(f"run {run + 1} of {options.runs}: {Huikan.name} with other syncs …")
            unsynced += without_syncs(folder, options)
            for clients, figures in with_slow_syncs(folder, options).items():
                slow[clients].append(figures)
    report(options, before, postings, reads, unsynced, slow)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one run of 2 seconds each")
    parser.add_argument("--seconds", type=int, help="of each measurement (6)")
    parser.add_argument("--runs", type=int, help="of everything (3)")
    parser.add_argument("--clients", default="1,16,64,256", help="how many (%(default)s)")
    parser.add_argument("--only", default="huikan,pocketbase,sqlite,postgresql",
                        help="which servers (%(default)s)")
    parser.add_argument("--json", metavar="FILE", help="write every figure of every run to FILE")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a goal is not met")
    parser.add_argument("--huikan", default=".build/release/huikan", metavar="PATH")
    parser.add_argument("--folder", default=".build/bench-store-data",
                        help="where all servers keep their data: a disk, not memory (%(default)s)")
    options = parser.parse_args()
    options.seconds = options.seconds or (2 if options.quick else 6)
    options.runs = options.runs or (1 if options.quick else 3)
    options.clients = [int(clients) for clients in options.clients.split(",")]
    options.only = options.only.split(",")
    return options


def disk(folder):
    """The file system of the data and what a sync costs on it; memory is no disk."""
    kind = subprocess.run(["findmnt", "-n", "-o", "FSTYPE", "-T", folder],
                          check=True, capture_output=True, text=True).stdout.strip()
    if kind in ("tmpfs", "ramfs"):
        sys.exit(f"{folder} is in memory ({kind}), where syncs cost nothing: choose another --folder")
    return {"kind": kind, "sync_ms": load.sync_ms(folder)}


def measure(server, folder, options, postings, reads):
    """One life of a server with new data. What it has counted must be what it has acknowledged."""
    with server.running(folder):
        warm = min(16, max(options.clients))
        acknowledged, cut_off = server.post(warm, 1).requests, warm
        for clients in options.clients:
            sample = server.post(clients, options.seconds)
            acknowledged += sample.requests
            cut_off += clients
            postings[clients].append(sample)
        # One answer of each client is cut off at the end; it may have been booked.
        booked = server.count()
        if not acknowledged <= booked <= acknowledged + cut_off:
            sys.exit(f"{server.name}: {acknowledged} postings were acknowledged and {booked} are there; "
                     "the figures mean nothing")
        if hasattr(server, "read"):
            for what in ("balance", "statement"):
                reads[what][server.name].append(
                    server.read(goals.CLIENTS, options.seconds, what == "statement"))


def without_syncs(folder, options):
    server = Huikan(options.huikan, {"LD_PRELOAD": install.flush_library()})
    with server.running(folder):
        server.post(goals.CLIENTS, 1)
        return [server.post(goals.CLIENTS, options.seconds)]


def with_slow_syncs(folder, options):
    """Postings per second, and the postings of a group, by the number of clients."""
    server = Huikan(options.huikan, {"LD_PRELOAD": install.flush_library(),
                                     "FLUSH_MICROSECONDS": str(SLOW_SYNC_MS * 1000)})
    with server.running(folder):
        found = {}
        for clients in SLOW_CLIENTS:
            server.post(clients, 1)
            before = server.groups()
            sample = server.post(clients, options.seconds)
            records, groups = (after - was for after, was in zip(server.groups(), before))
            found[clients] = (sample.per_second, records / groups)
        return found


def report(options, before, postings, reads, unsynced, slow):
    """Medians, ratios and goals, as a table and as JSON."""
    medians = {name: {clients: load.median(samples) for clients, samples in by_clients.items()}
               for name, by_clients in postings.items()}
    read = {what: {name: load.median(samples) for name, samples in by_name.items()}
            for what, by_name in reads.items()}
    free = load.median(unsynced) if unsynced else None
    groups = {clients: (middle(rate for rate, _ in found), middle(size for _, size in found))
              for clients, found in slow.items()}
    fills = {clients: size / clients for clients, (_, size) in groups.items()}
    kept = goals.of(medians, read, free, fills)
    show(options, before, medians, read, free, groups)
    print("\n".join(goal.line() for goal in kept))
    print(NOTES)
    if options.json:
        write(options, before, postings, reads, unsynced, slow, kept)
    sys.exit(1 if options.strict and any(goal.met is False for goal in kept) else 0)


def middle(values):
    values = sorted(values)
    return values[len(values) // 2]


def show(options, before, medians, read, free, groups):
    print(f"{options.runs} × {options.seconds} s each, {os.cpu_count()} processors, load "
          f"{before['load_before']:.1f} to {os.getloadavg()[0]:.1f}; a small write and its sync take "
          f"{before['disk']['sync_ms']:.2f} ms ({before['disk']['kind']})\n")
    print(f"  {'durable postings':24}{'clients':>8}{'a second':>11}{'p50 ms':>9}{'p99 ms':>9}{'ours':>8}")
    for clients in options.clients:
        for name, by_clients in medians.items():
            line(name, clients, by_clients[clients], medians.get(goals.OURS, {}).get(clients))
    if free:
        line("Huikan without syncs", goals.CLIENTS, free, medians[goals.OURS].get(goals.CLIENTS))
    for what, by_name in read.items():
        print(f"\n  reads of a {what}")
        for name, sample in by_name.items():
            line(name, goals.CLIENTS, sample, by_name.get(goals.OURS))
    for clients, (rate, size) in groups.items():
        print(f"\n  Huikan, every sync {SLOW_SYNC_MS} ms {clients:8} clients {rate:9,.0f} postings a second, "
              f"{size:.1f} in a group", end="")
    print("\n")


def line(name, clients, sample, ours):
    times = f"{ours.per_second / sample.per_second:7.2f}×" if ours else ""
    print(f"  {name:24}{clients:8}{sample.per_second:11,.0f}{sample.p50_ms:9.2f}{sample.p99_ms:9.2f}{times}")


def write(options, before, postings, reads, unsynced, slow, kept):
    plain = dataclasses.asdict
    results = {
        "day": time.strftime("%Y-%m-%d"), "processors": os.cpu_count(), **before,
        "load_after": os.getloadavg()[0], "seconds": options.seconds,
        "postings": {name: {clients: [plain(sample) for sample in samples]
                            for clients, samples in found.items()} for name, found in postings.items()},
        "reads": {what: {name: [plain(sample) for sample in samples]
                         for name, samples in found.items()} for what, found in reads.items()},
        "without_syncs": [plain(sample) for sample in unsynced],
        "slow_syncs": {clients: [{"per_second": rate, "postings_in_a_group": size}
                                 for rate, size in found] for clients, found in slow.items()},
        "goals": [plain(goal) | {"met": goal.met} for goal in kept]}
    with open(options.json, "w", encoding="utf-8") as file:
        json.dump(results, file, ensure_ascii=False, indent=2)


def say(text):
    print(text, file=sys.stderr, flush=True)


main()
