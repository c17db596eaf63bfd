"""What the build has promised, and whether the figures keep it."""

import os
import sys

import generators

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from goal import Goal  # noqa: E402

# By corpus; the bound for builds with nothing to do was set for a disk, which swings too much here.
FASTER_THAN_HUGO = {"1k": 6, "10k": 10, "50k": 12, "full-length": 6}
FASTER_WHEN_NOTHING_CHANGED = {"10k": 15}
SLOWER_THAN_COPYING = {"10k": 2}
EDIT_SECONDS = {"10k": 0.06, "50k": 0.3}
MEMORY_OF_HUGO = 8
PROCESSOR_OF_CMARK = 2.5
FOUR_TIMES_THE_PAGES = 4.6
MEMORY_AT_100K = 500e6

OURS, THEIRS = generators.Huikan.name, generators.Hugo.name


def of(name, rows, cmark_seconds):
    """The goals of one corpus; `rows` holds the median cost by (what was done, who did it)."""
    full, again = rows["full build", OURS], rows["nothing to do", OURS]
    edited, hugo_edited = rows["one text edited", OURS], rows["one text edited", THEIRS]
    hugo, hugo_again = rows["full build", THEIRS], rows["nothing to do", THEIRS]
    goals = [
        Goal("full build: times as fast as Hugo", hugo.wall / full.wall,
             FASTER_THAN_HUGO.get(name), True),
        Goal("nothing to do: times as fast as Hugo", hugo_again.wall / again.wall,
             FASTER_WHEN_NOTHING_CHANGED.get(name), True),
        Goal("one text edited: times as fast as Hugo", hugo_edited.wall / edited.wall, None, True),
        Goal("one text edited, a new process", edited.wall, EDIT_SECONDS.get(name), False, " s"),
        Goal("full build: its time in that of cp -r",
             full.wall / rows["cp -r of the output", "cp"].wall,
             SLOWER_THAN_COPYING.get(name), False),
        Goal("peak memory: Hugo's in ours", hugo.peak / full.peak, MEMORY_OF_HUGO, True),
    ]
    goals.append(Goal("processor: Hugo's in ours", hugo.cpu / full.cpu, None, True))
    if cmark_seconds:
        goals.append(Goal("processor: ours in that of libcmark alone",
                          full.cpu / cmark_seconds, PROCESSOR_OF_CMARK, False))
    return goals


def of_growth(small, large):
    """The goals of a corpus of 25k and one of 100k."""
    return [
        Goal("time: 100k in that of 25k", large.wall / small.wall, FOUR_TIMES_THE_PAGES, False),
        Goal("peak memory: 100k", large.peak / 1e6, MEMORY_AT_100K / 1e6, False, " MB"),
    ]
