"""`make bench-build`: the build against Hugo, on the same pages, on tmpfs.

For each size: a corpus from the seed; Huikan and Hugo build it in turn into an empty folder, then
again with nothing changed, then after an edit of one text, each time as a new process; then `cp -r`
of what is served, which no generator can beat by much.

Both make articles, issues with a print edition, columns, topics, authors, lists cut into pages, the
20 newest articles as Atom and JSON Feed for the magazine and for every column, the site map, the
web app's manifest and the page without a network. The paths of all pages, the bodies of articles,
print editions and feeds, manifest and site map must agree, or the figures mean nothing and the exit
is 1; what remains unequal stands in agree.py. Search, which Hugo has none of, costs a row of its
own.

Figures are medians. Other work on the machine shows in them; the load is printed.
"""

import argparse
import collections
import dataclasses
import json
import os
import shutil
import sys
import tempfile
import time

import agree
import child
import cmark
import corpus
import generators
import goals


def main():
    options = arguments()
    hugo = generators.Hugo(options.hugo)
    results = {"seed": corpus.SEED, "processors": os.cpu_count(), "hugo": generators.HUGO_VERSION,
               "day": time.strftime("%Y-%m-%d"), "corpora": []}
    place = options.folder or tempfile.mkdtemp(prefix="huikan-bench-", dir="/dev/shm")
    try:
        for name in options.sizes.split(","):
            results["corpora"].append(against_hugo(name, os.path.join(place, name), options, hugo))
        if options.scale:
            results["growth"] = growth(place, options)
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(results, file, ensure_ascii=False, indent=2)
    missed = [goal for part in [*results["corpora"], results.get("growth", {"goals": []})]
              for goal in part["goals"] if goal["met"] is False]
    sys.exit(1 if options.strict and missed else 0)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1k,full-length,10k,50k",
                        help="which corpora, smallest first (%(default)s)")
    parser.add_argument("--runs", type=int, help="runs of each (3; from 50k on 1)")
    parser.add_argument("--scale", action="store_true", help="also 25k and 100k, without Hugo")
    parser.add_argument("--json", metavar="FILE", help="write every figure of every run to FILE")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a goal is not met")
    parser.add_argument("--huikan", default=".build/release/huikan", metavar="PATH")
    parser.add_argument("--hugo", metavar="PATH", help="a Hugo that is there already")
    parser.add_argument("--folder", help="where to work, in place of a new folder in /dev/shm")
    parser.add_argument("--keep", action="store_true", help="leave corpora and outputs there")
    return parser.parse_args()


def against_hugo(name, folder, options, hugo):
    """Measures, compares and prints one corpus."""
    ours = generators.Huikan(options.huikan)
    result = {"name": name, "load_before": os.getloadavg()[0], **written(name, folder)}
    hugo.prepare(folder)
    runs = options.runs or (3 if result["articles"] < 50_000 else 1)
    costs = in_turn(folder, ours, hugo, runs)
    costs["full build, Themes/jia", ours.name] = [with_jia(folder, options) for _ in range(runs)]
    costs["full build, search", ours.name] = [with_search(folder, options) for _ in range(runs)]
    rows = {row: child.median(taken) for row, taken in costs.items()}
    cmark_seconds = cmark.seconds(os.path.join(folder, "Content"))
    try:
        compared = agree.compare(
            os.path.join(folder, ours.output), os.path.join(folder, hugo.output), corpus.SEED)
    except agree.Disagreement as disagreement:
        sys.exit(f"{name}: the two sites differ; the figures mean nothing.\n{disagreement}")
    kept = goals.of(name, rows, cmark_seconds)
    result |= {
        "pages": compared["pages"], "agree": compared,
        "cmark_cpu": cmark_seconds, "load_after": os.getloadavg()[0],
        "output": {side.name: generators.weigh(folder, side.output) for side in (ours, hugo)},
        "rows": [{"what": what, "who": who, "median": dataclasses.asdict(rows[what, who]),
                  "runs": [dataclasses.asdict(cost) for cost in taken]}
                 for (what, who), taken in costs.items()],
        "goals": [dataclasses.asdict(goal) | {"met": goal.met} for goal in kept]}
    show(result, rows, kept)
    if not options.keep:
        shutil.rmtree(folder)
    return result


def written(name, folder):
    """Writes the corpus of a name: `10k`, or `full-length`."""
    print(f"{name}: writing the corpus …", file=sys.stderr)
    if name == "full-length":
        return corpus.write(1_000, corpus.FULL_LENGTH, folder)
    return corpus.write(corpus.count(name), corpus.ARTICLES, folder)


def in_turn(folder, ours, hugo, runs):
    """Both generators and the copy, one after the other, `runs` times over."""
    costs = collections.defaultdict(list)
    for run in range(runs):
        print(f"run {run + 1} of {runs} …", file=sys.stderr)
        for side in (ours, hugo):
            generators.remove(folder, side.output)
            costs["full build", side.name].append(side.build(folder))
        for side in (ours, hugo):
            costs["nothing to do", side.name].append(side.build(folder))
        corpus.edit(folder, run)
        for side in (ours, hugo):
            costs["one text edited", side.name].append(side.build(folder))
        costs["cp -r of the output", "cp"].append(copied(folder, ours.output))
    return costs


def copied(folder, output):
    """What `cp -r` costs of all that is served: not of what a build remembers in the same folder."""
    served = [name for name in os.listdir(os.path.join(folder, output)) if not name.startswith(".")]
    os.mkdir(os.path.join(folder, "copy"))
    cost = child.measure(
        ["cp", "-r", *(os.path.join(output, name) for name in sorted(served)), "copy"], folder)
    generators.remove(folder, "copy")
    return cost


def with_jia(folder, options):
    """One full build with the theme that the demonstration has: more on every page than plain."""
    side = generators.Huikan(options.huikan, theme="jia")
    side.output = "Site-jia"
    cost = side.build(folder)
    generators.remove(folder, side.output)
    return cost


def with_search(folder, options):
    """One full build with the index that a reader searches, which Hugo has none of."""
    side = generators.Huikan(options.huikan)
    side.output = "Site-search"
    corpus.with_search(folder, True)
    cost = side.build(folder)
    corpus.with_search(folder, False)
    generators.remove(folder, side.output)
    return cost


def growth(place, options):
    """Times a quarter of 100k pages and all of them."""
    side = generators.Huikan(options.huikan)
    medians = []
    for name in ("25k", "100k"):
        folder = os.path.join(place, name)
        written(name, folder)
        costs = []
        for _ in range(options.runs or 3):
            generators.remove(folder, side.output)
            costs.append(side.build(folder))
        shutil.rmtree(folder)
        medians.append(child.median(costs))
        print(f"{name}: " + figures(medians[-1]))
    kept = goals.of_growth(*medians)
    print("\n".join(goal.line() for goal in kept))
    return {"25k": dataclasses.asdict(medians[0]), "100k": dataclasses.asdict(medians[1]),
            "goals": [dataclasses.asdict(goal) | {"met": goal.met} for goal in kept]}


def figures(cost):
    return f"{cost.wall:9.2f} s {cost.cpu:9.2f} s {cost.peak / 1e6:8.0f} MB"


def show(result, rows, kept):
    """The table of one corpus."""
    agreed = result["agree"]
    print(f"\n{result['name']}: {result['articles']:,} articles of {result['body_bytes']:,} bytes in "
          f"{result['issues']:,} issues; {result['pages']:,} pages; these agree: "
          f"{agreed['bodies']:,} articles, {agreed['prints']} print editions, "
          f"{agreed['feeds']} feeds; load {result['load_before']:.1f} to {result['load_after']:.1f}")
    print(f"  {'':24}{'':14}{'clock':>11} {'processor':>11} {'peak memory':>11}")
    for (what, who), cost in rows.items():
        print(f"  {what:24}{who:14}{figures(cost)}")
    if result["cmark_cpu"]:
        print(f"  {'Markdown to HTML':24}{'libcmark':14}{'':11} {result['cmark_cpu']:9.2f} s")
    for who, weight in result["output"].items():
        print(f"  {'output':24}{who:14}{weight['files']:9,} files {weight['bytes'] / 1e6:9.1f} MB")
    print("\n".join(goal.line() for goal in kept), flush=True)


main()
