"""`make test-site`: the demonstration site against the gates of its quality.

The files are read whole; of each page type the largest page is opened in Chromium. Nothing here knows the
site's pages: types are told from addresses. A gate that fails is named with its page, its reason and the remedy.
"""

import argparse
import json
import multiprocessing
import os
import platform
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "Browser"))
from club import serving  # noqa: E402

import books  # noqa: E402
import files  # noqa: E402
import kinds  # noqa: E402
from browser import Browser, speed_faults  # noqa: E402
from document import Document  # noqa: E402

BASE = "https://yansheng.example"
FILE_GATES = ["text", "head", "linked", "links", "weight", "images"]
LOOK_GATES = ["look", "narrow", "printed", "gaps", "scriptless"]
GATES = ["html", "books", *FILE_GATES, *LOOK_GATES, "speed"]
# What a gate asks for, and where to mend what fails.
MEANINGS = {
    "html": ("vnu: no error", "mend the template in Themes/jia/templates, or the Markdown layer"),
    "books": ("epubcheck: nothing", "mend Sources/SiteBuilder/Ebooks"),
    "text": ("no literal **, no sentinel, in feeds and books neither", "mend the text in Content, or Sources/Markdown"),
    "head": ("title, description, canonical, language, Open Graph, a picture to send, editions that name each other",
             "mend templates/partials/layout.mustache, or give the page a summary"),
    "linked": ("the chain of JSON-LD, by a schema, of the page itself", "mend Sources/SiteBuilder/LinkedData; the schema is Tests/Site/schema"),
    "links": ("no broken link or fragment, lychee's opinion too", "mend the link, or make what it leads to"),
    "weight": ("HTML + CSS 60 KB, scripts 15 KB, gzipped", "take from the page what it can do without"),
    "images": ("every picture ≤ 400 KB", "give the text a smaller picture; is libvips installed, which makes them?"),
    "look": ("axe at 375 and 1280 px, light and dark; contrast 4.5; 44 px to press; no script fails",
             "https://dequeuniversity.com/rules/axe/ has a page for each rule"),
    "narrow": ("320 px without scrolling sideways", "look at the page at 320 px: --only TYPE --shots FOLDER"),
    "printed": ("paper: black on white, the text, no navigation", "mend Themes/jia/assets/css/90-print.css"),
    "gaps": ("no blank shown between Han characters", "take the line break out of the template, or out of the Markdown"),
    "scriptless": ("the same words and links without scripts", "write into the template what a script adds"),
    "speed": ("CLS 0.02, LCP 1.8 s: 4× slower, 1.6 Mbit/s, 150 ms",
              "serve what is painted largest with the page; give what comes later its room"),
}
# Other work on the machine only ever adds to what is measured, so that the best of some attempts counts: what is
# slow while other pages are opened is looked at again when they are done.
SECOND_ATTEMPTS = 3

_browser = None


def _begin(*arguments):
    global _browser
    _browser = Browser(*arguments)


def _inspect(page):
    """All that an opened page shows, in a worker. What a gate trips over is its failure, not the run's end."""
    try:
        return page.url, *_browser.inspect(page)
    except Exception as error:
        return page.url, {"look": [f"the gates broke off: {str(error).splitlines()[0]}"]}, {}


def _gaps(page):
    return page.url, {"gaps": _browser.gaps(page)}, {}


def _speed(page):
    start = time.monotonic()
    return page.url, _browser.speed(page), time.monotonic() - start


class Report:
    """What was looked at, what failed and how long it took, by gate."""

    def __init__(self):
        self.failures = []
        self.seen, self.seconds = Counter(), Counter()
        self.weights, self.speeds = {}, {}

    def add(self, gate, url, faults, seconds=0.0):
        self.seen[gate] += 1
        self.seconds[gate] += seconds
        self.failures += [{"gate": gate, "page": url, "fault": fault} for fault in faults]

    def print(self, most):
        counts = Counter(failure["gate"] for failure in self.failures)
        print(f"{'':2}{'gate':11}{'pages':>6}{'failures':>10}{'seconds':>9}  what it asks for")
        for gate in GATES:
            if self.seen[gate]:
                mark, failed = ("✗", counts[gate]) if counts[gate] else ("✓", "–")
                print(f"{mark} {gate:11}{self.seen[gate]:>6}{failed:>10}{self.seconds[gate]:>9.1f}  {MEANINGS[gate][0]}")
        for gate in GATES:
            if counts[gate]:
                print(f"\n✗ {gate}: {MEANINGS[gate][1]}")
                # One fault of a template is on every page that it makes.
                pages = {}
                for failure in self.failures:
                    if failure["gate"] == gate:
                        pages.setdefault(failure["fault"], []).append(failure["page"])
                for fault, found in list(pages.items())[:most]:
                    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
                    print(f"    {fault}\n      on {', '.join(found[:3])}{more}")
                if len(pages) > most:
                    print(f"    … and {len(pages) - most} others (--json FILE has all)")
        print()


def progress(text):
    print(f"site: {text} …", file=sys.stderr, flush=True)


def inspect_files(site, pages, report):
    documents = {page.file: Document.read(page.file) for page in pages}
    gates = files.Files(site, BASE, pages, documents)
    for page in pages:
        for gate in FILE_GATES:
            start = time.monotonic()
            faults = getattr(gates, gate)(page, documents[page.file])
            report.add(gate, page.url, faults, time.monotonic() - start)
    start = time.monotonic()
    for file, others in files.other_texts(site):
        report.add("text", file, [fault for other in others for fault in other.text_faults()])
    report.seconds["text"] += time.monotonic() - start
    start = time.monotonic()
    broken = files.lychee_faults(site)
    report.seconds["links"] += time.monotonic() - start
    by_file = {os.path.abspath(page.file): page.url for page in pages}
    for file, faults in (broken or {}).items():
        report.failures += [{"gate": "links", "page": by_file[os.path.abspath(file)], "fault": one} for one in faults]
    report.weights = gates.weights
    return documents, broken is not None


def inspect_html(vnu, site, pages, report):
    """What the HTML checker has found, which has been at work while pages were opened."""
    start = time.monotonic()
    by_file = {os.path.realpath(page.file): page.url for page in pages}
    report.seen["html"] = len(pages)
    for file, faults in files.vnu_faults(vnu, site).items():
        url = by_file.get(os.path.realpath(file), file or "the checker")
        report.failures += [{"gate": "html", "page": url, "fault": fault} for fault in faults]
    report.seconds["html"] = time.monotonic() - start


def inspect_books(checking, site, report):
    """What epubcheck has found, which has been at work while pages were opened."""
    start = time.monotonic()
    for file, faults in checking.result().items():
        report.add("books", "/" + os.path.relpath(file, site), faults)
    report.seconds["books"] = time.monotonic() - start


def inspect_shown(pool, chosen, broken, report):
    """What pages look like: of each type one, and of the others those that may show a gap."""
    progress(f"opening {len(chosen)} pages, one of each type, and {len(broken)} more with a line that ends in Han")
    for url, faults, seconds in [*pool.map(_inspect, chosen), *pool.map(_gaps, broken)]:
        for gate in faults:
            report.add(gate, url, faults[gate], seconds.get(gate, 0.0))


def inspect_speed(pool, chosen, report, is_paint_timed):
    timed = [page for page in chosen if not page.is_mirror]
    progress(f"timing {len(timed)} pages on a slow telephone")
    slow = []
    for page, (url, measured, seconds) in zip(timed, pool.map(_speed, timed)):
        report.speeds[url] = measured
        report.add("speed", url, [], seconds)
        if speed_faults(measured, is_paint_timed):
            slow.append(page)
    for page in slow:
        for _ in range(SECOND_ATTEMPTS):
            url, measured, seconds = pool.submit(_speed, page).result()
            report.seconds["speed"] += seconds
            before = report.speeds[url]
            shift = min(measured[0], before[0])
            report.speeds[url] = (shift, *min(tuple(measured[1:]), tuple(before[1:])))
            if not speed_faults(report.speeds[url], is_paint_timed):
                break
        faults = speed_faults(report.speeds[page.url], is_paint_timed)
        report.failures += [{"gate": "speed", "page": page.url, "fault": fault} for fault in faults]


def run(options):
    start = time.monotonic()
    report = Report()
    progress("building and serving the demonstration")
    with serving(options.huikan, arguments=["--base-url", BASE]) as club:
        vnu, checking = files.start_vnu(club.site), books.start(club.site)
        pages = kinds.pages(club.site)
        progress(f"reading {len(pages)} pages")
        documents, has_lychee = inspect_files(club.site, pages, report)
        if not has_lychee and os.environ.get("CI") == "true" and platform.machine() in files.LYCHEE_MACHINES:
            report.failures.append({"gate": "links", "page": "every page", "fault": "lychee is missing: .ci/setup --site installs it"})
        chosen = [page for page in kinds.largest(pages) if options.only in page.kind]
        broken = [page for page in pages if page not in chosen and documents[page.file].has_broken_lines]
        with ProcessPoolExecutor(
                max_workers=options.workers, mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin, initargs=(options.chromium, club.address, options.shots)) as pool:
            inspect_shown(pool, chosen, [] if options.only else broken, report)
            inspect_html(vnu, club.site, pages, report)
            inspect_books(checking, club.site, report)
            inspect_speed(pool, chosen, report, is_paint_timed=not options.no_speed)
    report.print(options.most)
    seconds = time.monotonic() - start
    verdict = f"{len(report.failures)} failures" if report.failures else "every gate held"
    print(f"site: {len(pages)} pages of {len({p.kind for p in pages})} types, {len(chosen)} of them in Chromium"
          f"{'' if has_lychee else ', links without lychee'}: {verdict}, in {seconds:.0f} s"
          f" at a load of {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"pages": len(pages), "seconds": round(seconds, 1), "gates": report.seconds,
                       "failures": report.failures, "weights": report.weights, "speed": report.speeds},
                      file, ensure_ascii=False, indent=1)
    return 1 if report.failures else 0


def main():
    parser = argparse.ArgumentParser(
        description="The gates: " + "; ".join(f"{gate}: {MEANINGS[gate][0]}" for gate in GATES))
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--json", metavar="FILE", help="write everything that was found there")
    parser.add_argument("--only", metavar="WORD", default="", help="open only page types with this in their address")
    parser.add_argument("--no-speed", action="store_true", help="leave out LCP, which only a quiet machine can tell")
    parser.add_argument("--shots", metavar="FOLDER", help="keep pictures of every page type, in both sizes, light and dark")
    parser.add_argument("--most", metavar="N", type=int, default=20, help="print at most so many faults of a gate")
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
