"""`make bench-search`: our search against Pagefind, on the same pages, in the same Chromium.

A thousand invented Chinese articles are built with the theme jia. Pagefind (extended, which knows
Chinese) indexes the article pages of that very output. Both are served by one server that compresses
as a production server would, and the browser asks both the same 200 phrases of 2 to 6 Han characters,
taken from the pages at random. The truth is told by neither: the pages' text as Python's own HTML
parser reads it. Other work on the machine shows in the times; the load is printed.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

import browse
import server
import truth

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
sys.path += [os.path.join(HERE, ".."), os.path.join(HERE, "..", "Build")]
import corpus  # noqa: E402
from goal import Goal  # noqa: E402

PAGEFIND_VERSION = "1.5.2"


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="huikan-search-", dir="/dev/shm") as folder:
        load = os.getloadavg()[0]
        print(f"writing {options.articles} articles …", file=sys.stderr)
        kind = corpus.FULL_LENGTH if options.full_length else corpus.ARTICLES
        corpus.write(options.articles, kind, folder)
        corpus.with_search(folder, True)
        site = os.path.join(folder, "Site")
        build_ms = statistics.median(build(options.huikan, folder, site) for _ in range(options.runs))
        ours_bytes = weigh(os.path.join(site, "search"))
        pages = truth.pages(site)
        queries = truth.queries(pages, options.queries, corpus.SEED)
        pagefind_ms = pagefind(folder, site, pages)
        theirs_bytes = weigh(os.path.join(site, "pagefind"), is_packed=True)
        expected = {query: truth.having(query, pages) for query in queries}
        with server.serving(site) as club, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox"])
            ours = browse.Ours(site)
            results = {}
            for name, side in (("Huikan", ours), (f"Pagefind {PAGEFIND_VERSION}", browse.Pagefind())):
                print(f"asking {name} …", file=sys.stderr)
                answers = side.ask(browser, club, queries)
                results[name] = {
                    **truth.judge(answers, expected, pages),
                    "first": side.first(browser, club, queries[:options.first])}
            browser.close()
    results["Huikan"] |= {"build_ms": build_ms, "index": ours_bytes}
    results[f"Pagefind {PAGEFIND_VERSION}"] |= {"build_ms": pagefind_ms, "index": theirs_bytes}
    report(options, results, load, ours.script_bytes)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=corpus.count, default=1000, metavar="N",
                        help="how many articles: 500, 1k, 10k (%(default)s)")
    parser.add_argument("--full-length", action="store_true", help="articles of 23 KB, not of 3")
    parser.add_argument("--queries", type=int, default=200, help="how many phrases (%(default)s)")
    parser.add_argument("--first", type=int, default=200,
                        help="how many of them are asked by a new visitor (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="how many builds (%(default)s)")
    parser.add_argument("--json", metavar="FILE", help="write every figure to FILE")
    parser.add_argument("--huikan", default=".build/release/huikan", metavar="PATH")
    parser.add_argument("--chromium", default="/usr/bin/chromium", metavar="PATH")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a goal is not met")
    return parser.parse_args()


def build(huikan, folder, site):
    """Builds from nothing; returns the milliseconds of the stage that makes the index."""
    shutil.rmtree(site, ignore_errors=True)
    said = subprocess.run(
        [os.path.abspath(huikan), "build", "--json", "--profile", "--content", "Content",
         "--themes", os.path.join(ROOT, "Themes"), "--theme", "jia", "--output", site,
         "--store", "Store", "--as-of", corpus.AS_OF],
        cwd=folder, check=True, capture_output=True, text=True).stdout
    return float(json.loads(said)["profile"]["stages"]["search"])


def pagefind(folder, site, pages):
    """Lets Pagefind index the same pages; returns its milliseconds, its start included."""
    environment = os.path.join(ROOT, ".build", "bench-pagefind-" + PAGEFIND_VERSION)
    python = os.path.join(environment, "bin", "python")
    # It comes without a command of its own, and an installation may have been cut off.
    has = [python, "-I", "-c", "import pagefind, pagefind_bin_extended"]
    if not os.path.exists(python) or subprocess.run(has, capture_output=True).returncode != 0:
        print(f"Installing Pagefind {PAGEFIND_VERSION} into {environment} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                        f"pagefind[extended]=={PAGEFIND_VERSION}"], check=True)
    only = os.path.join(folder, "Articles")
    for url in pages:
        place = os.path.join(only, url.strip("/"))
        os.makedirs(place, exist_ok=True)
        shutil.copy(os.path.join(site, url.strip("/"), "index.html"), place)
    start = time.monotonic()
    subprocess.run([python, "-m", "pagefind", "--site", only, "--output-path",
                    os.path.join(site, "pagefind"), "--root-selector", "article"],
                   cwd=folder, check=True, capture_output=True)
    return (time.monotonic() - start) * 1000


def weigh(folder, is_packed=False):
    """Files, bytes, and bytes as a server compresses them; some are compressed already."""
    files = size = packed = 0
    for place, _, names in os.walk(folder):
        for name in names:
            if name == "index.html":
                continue
            with open(os.path.join(place, name), "rb") as file:
                data = file.read()
            files, size = files + 1, size + len(data)
            packed += min(len(data), len(gzip.compress(data, 6)))
    return {"files": files, "bytes": size, "gzipped": packed}


def report(options, results, load, script_bytes):
    print(f"\n{options.articles:,} articles, {options.queries} phrases, load {load:.1f}\n")
    names = list(results)
    print(f"{'':40}" + "".join(f"{name:>18}" for name in names))
    rows = [
        ("index made, ms", lambda r: f"{r['build_ms']:.0f}"),
        ("index, KB gzipped", lambda r: f"{r['index']['gzipped'] / 1e3:.0f}"),
        ("index, files", lambda r: f"{r['index']['files']}"),
        ("recall", lambda r: f"{r['recall']:.4f}"),
        ("precision", lambda r: f"{r['precision']:.4f}"),
        ("worst recall of a phrase", lambda r: f"{r['worst_recall']:.2f}"),
        ("first query, search alone, KB: median", lambda r: kilobytes(r, "search", statistics.median)),
        ("first query, search alone, KB: most", lambda r: kilobytes(r, "search", max)),
        ("first query, page and all, KB: most", lambda r: kilobytes(r, "all", max)),
        ("first query, requests: most", lambda r: f"{max(f['requests'] for f in r['first'])}"),
    ]
    for label, value in rows:
        print(f"{label:40}" + "".join(f"{value(results[name]):>18}" for name in names))
    ours = results["Huikan"]
    goals = [
        Goal("recall", ours["recall"], 1.0, True, ""),
        Goal("precision", ours["precision"], 0.98, True, ""),
        Goal("first query", max(f["search"] for f in ours["first"]) / 1e3, 60, False, " KB"),
        Goal("index gzipped", ours["index"]["gzipped"] / 1e6, 1.1, False, " MB"),
        Goal("index made", ours["build_ms"] / 1e3, 0.5, False, " s"),
        Goal("script", script_bytes / 1024, 12, False, " KiB"),
    ]
    if options.articles != 1000 or options.full_length:
        goals = [Goal(goal.name, goal.value, None, goal.at_least, goal.unit) for goal in goals]
    print()
    for goal in goals:
        print(goal.line())
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"articles": options.articles, "load": load, "results": results}, file, indent=2)
    sys.exit(1 if options.strict and any(goal.met is False for goal in goals) else 0)


def kilobytes(result, key, of):
    return f"{of(f[key] for f in result['first']) / 1e3:.1f}"


if __name__ == "__main__":
    main()
