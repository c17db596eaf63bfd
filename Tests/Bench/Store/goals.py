"""What the store has promised, and whether the figures keep it."""

import os
import sys

import huikan
import peers

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from goal import Goal  # noqa: E402

CLIENTS = 64
OURS = huikan.Huikan.name
TIMES_AS_FAST = [(peers.PocketBase.name, 3), (peers.SQLite.name, 8), (peers.PostgreSQL.name, 1.3)]
P99_OF_POCKETBASE = 0.25
READS_OF_POCKETBASE = 2.5
PART_OF_UNSYNCED = 0.55
FILL = 0.75


def of(postings, reads, unsynced, fills):
    """The goals that the measured medians can be held to; what was left out is not held to any."""
    goals = []
    ours, theirs = postings.get(OURS, {}), postings.get(peers.PocketBase.name, {})
    for name, times in TIMES_AS_FAST:
        if CLIENTS in ours and CLIENTS in postings.get(name, {}):
            goals.append(Goal(f"postings: times {name}",
                              ours[CLIENTS].per_second / postings[name][CLIENTS].per_second, times, True))
    if CLIENTS in ours and CLIENTS in theirs:
        goals.append(Goal("p99 of a posting in PocketBase's",
                          ours[CLIENTS].p99_ms / theirs[CLIENTS].p99_ms, P99_OF_POCKETBASE, False))
    for what, bound in (("balance", READS_OF_POCKETBASE), ("statement", None)):
        read = reads.get(what, {})
        if OURS in read and peers.PocketBase.name in read:
            goals.append(Goal(f"reads of a {what}: times PocketBase",
                              read[OURS].per_second / read[peers.PocketBase.name].per_second, bound, True))
    if CLIENTS in ours and unsynced:
        goals.append(Goal("postings in those without syncs",
                          ours[CLIENTS].per_second / unsynced.per_second, PART_OF_UNSYNCED, True))
    for clients, fill in fills.items():
        goals.append(Goal(f"fill of a group at {clients} clients", fill, FILL, True))
    return goals
