"""`make test-site`: the demonstration site against the gates of its quality, as a table.

The files are read whole; of each page type the largest page is opened in Chromium. Nothing here knows the
site's pages: types are told from addresses. A gate that fails is named with its page and its reason.
"""

import argparse
import json
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "Browser"))
from club import serving  # noqa: E402

import files  # noqa: E402
import kinds  # noqa: E402
from browser import Browser  # noqa: E402
from document import Document  # noqa: E402

BASE = "https://yansheng.example"
FILE_GATES = ["text", "head", "linked", "links", "weight"]
BROWSER_GATES = ["look", "narrow", "printed", "scriptless", "speed"]
GATES = ["html", *FILE_GATES, *BROWSER_GATES]
MEANINGS = {
    "html": "vnu", "text": "no **, no gap between Han", "head": "title to Open Graph", "linked": "JSON-LD",
    "links": "no broken link", "weight": "KB of page + scripts, gzipped", "look": "axe 375/1280 × light/dark, targets",
    "narrow": "320 px", "printed": "print", "scriptless": "without scripts", "speed": "CLS, LCP in ms"}

_browser = None


def _begin(*arguments):
    global _browser
    _browser = Browser(*arguments)


def _inspect(page):
    """All browser gates of one page, in a worker. What a gate trips over is its failure, not the run's end."""
    faults = {gate: [] for gate in BROWSER_GATES}
    try:
        faults.update(_browser.inspect(page))
        faults["scriptless"] = _browser.scriptless(page)
        faults["speed"] = _browser.speed(page)
    except Exception as error:
        faults["look"].append(f"the gates broke off: {str(error).splitlines()[0]}")
    return page.url, faults, _browser.measured.get(page.url)


def _gaps(pages):
    return _browser.gaps(pages)


class Report:
    """What failed, by page and gate."""

    def __init__(self, pages):
        self.pages = {page.url: page for page in pages}
        self.failures = []
        self.seen = {gate: set() for gate in GATES}

    def add(self, gate, url, faults):
        self.seen[gate].add(self.pages[url].kind)
        self.failures += [{"gate": gate, "page": url, "fault": fault} for fault in faults]

    def cell(self, gate, kind, weights, measured):
        failed = sum(f["gate"] == gate and self.pages[f["page"]].kind == kind for f in self.failures)
        if failed:
            return f"✗ {failed}"
        if kind not in self.seen[gate]:
            return "–"
        if gate == "weight":
            pages = [weights[u] for u, p in self.pages.items() if p.kind == kind]
            return f"{max(p[0] for p in pages) / 1000:.1f}+{max(p[1] for p in pages) / 1000:.1f}"
        if gate == "speed":
            found = [m for u, m in measured.items() if m and self.pages[u].kind == kind]
            return f"{found[0][0]:.3f} {found[0][1]:.0f}" if found else "–"
        return "ok"


def table(report, pages, weights, measured):
    counts = {}
    for page in pages:
        counts[page.kind] = counts.get(page.kind, 0) + 1
    rows = [["page type", "pages", *GATES]]
    for kind in sorted(counts):
        rows.append([kind, str(counts[kind]), *[report.cell(g, kind, weights, measured) for g in GATES]])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    print()


def inspect_files(site, pages, report):
    documents = {page.file: Document(page.file) for page in pages}
    gates = files.Files(site, BASE, pages, documents)
    for page in pages:
        for gate in FILE_GATES:
            report.add(gate, page.url, getattr(gates, gate)(page, documents[page.file]))
    broken = files.lychee_faults(site)
    by_file = {os.path.abspath(page.file): page.url for page in pages}
    for file, faults in (broken or {}).items():
        report.add("links", by_file[os.path.abspath(file)], faults)
    return gates.weights, broken is not None


def run(options):
    start = time.monotonic()
    with serving(options.huikan, arguments=["--base-url", BASE]) as club:
        vnu = files.start_vnu(club.site)
        pages = kinds.pages(club.site)
        report = Report(pages)
        weights, has_lychee = inspect_files(club.site, pages, report)
        for page in pages:
            report.seen["html"].add(page.kind)
        for file, faults in files.vnu_faults(vnu, club.site).items():
            url = next(page.url for page in pages if os.path.realpath(page.file) == os.path.realpath(file))
            report.add("html", url, faults)
        chosen = [page for page in kinds.largest(pages) if options.only in page.kind]
        measured = {}
        with ProcessPoolExecutor(
                max_workers=options.workers, mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin, initargs=(options.chromium, BASE, club.address, options.shots)) as pool:
            gaps = pool.submit(_gaps, [page for page in pages if not page.is_tool])
            for url, faults, figures in pool.map(_inspect, chosen):
                measured[url] = figures
                for gate in BROWSER_GATES:
                    report.add(gate, url, faults[gate])
            for url, faults in gaps.result().items():
                report.add("text", url, faults)
    table(report, pages, weights, measured)
    for failure in report.failures[: options.most]:
        print(f"✗ {failure['gate']} {failure['page']}: {failure['fault']}")
    if len(report.failures) > options.most:
        print(f"… and {len(report.failures) - options.most} more (--json FILE has all)")
    seconds = time.monotonic() - start
    verdict = f"{len(report.failures)} failures" if report.failures else "every gate held"
    print(f"site: {len(pages)} pages of {len({p.kind for p in pages})} types, {len(chosen)} of them in Chromium"
          f"{'' if has_lychee else ', links without lychee'}: {verdict}, in {seconds:.0f} s")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"pages": len(pages), "seconds": round(seconds, 1), "failures": report.failures,
                       "weights": weights, "speed": measured}, file, ensure_ascii=False, indent=1)
    return 1 if report.failures else 0


def main():
    parser = argparse.ArgumentParser(
        description="The gates: " + "; ".join(f"{gate}: {MEANINGS[gate]}" for gate in GATES))
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--json", metavar="FILE", help="write everything that was found there")
    parser.add_argument("--only", metavar="WORD", default="", help="open only page types with this in their address")
    parser.add_argument("--shots", metavar="FOLDER", help="keep pictures of every page type, in both sizes, light and dark")
    parser.add_argument("--most", metavar="N", type=int, default=60, help="print at most so many failures")
    parser.add_argument("--workers", metavar="N", type=int, default=2, help="Chromiums at once")
    options = parser.parse_args()
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    try:
        return run(options)
    except (RuntimeError, OSError) as error:
        print(f"the site gates could not run: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
