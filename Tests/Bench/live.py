"""`make bench-live`: from a save to the refreshed page, in a real Chromium.

An article of a corpus is open in the browser while `huikan serve --watch` runs. Again and again one
paragraph is added to its file; the clock runs from the write() until that paragraph is in the
browser's document, and until the browser has drawn a frame with it. The content, the site and the
store lie on tmpfs. Other work on the machine shows in the figures; the load is printed.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "..", "Browser"), os.path.join(HERE, "Build")]
import corpus  # noqa: E402
from club import eventually, serving  # noqa: E402

GOAL_MS = 50

# Notes when a paragraph that has been added came into the document, and when it was drawn. The clock
# is the system's, as in this process.
WITNESS = """
new MutationObserver(() => {
  const text = document.querySelector("main")?.textContent.match(/第 (\\d+) 次保存/g)?.at(-1);
  if (!text || text === window.witnessed?.text) return;
  const seen = window.witnessed = { text, document: Date.now() };
  requestAnimationFrame(() => setTimeout(() => { seen.drawn = Date.now(); }));
}).observe(document, { childList: true, subtree: true });
"""


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="huikan-live-", dir="/dev/shm") as folder:
        print(f"writing {options.articles} articles …", file=sys.stderr)
        corpus.write(options.articles, corpus.ARTICLES, folder)
        content = os.path.join(folder, "Content")
        slug = corpus.issue_slug(0)
        name = sorted(n for n in os.listdir(f"{content}/issues/{slug}") if n != "index.md")[0]
        file, url = f"{content}/issues/{slug}/{name}", f"/issues/{slug}/{name[:-3]}/"
        extra = ["--watch", "--theme", options.theme, "--as-of", corpus.AS_OF]
        before = os.getloadavg()[0]
        with serving(options.huikan, content, arguments=extra, shm=True) as club, \
                sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox"])
            page = browser.new_page()
            page.add_init_script(WITNESS)
            page.goto(club.address + url)
            built = os.path.join(club.site, url.strip("/"), "index.html")
            rounds = [save(page, file, built, number) for number in range(options.runs + 3)][3:]
            browser.close()
    report(options, rounds, before)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=corpus.count, default=1000, metavar="N",
                        help="how many articles the magazine has: 500, 1k, 10k (%(default)s)")
    parser.add_argument("--runs", type=int, default=20, help="how many saves (%(default)s)")
    parser.add_argument("--theme", default="plain", help="%(default)s, or jia")
    parser.add_argument("--json", metavar="FILE", help="write every figure to FILE")
    parser.add_argument("--huikan", default=".build/release/huikan", metavar="PATH")
    parser.add_argument("--chromium", default="/usr/bin/chromium", metavar="PATH")
    parser.add_argument("--strict", action="store_true", help="exit 1 when the goal is not met")
    return parser.parse_args()


def save(page, file, built, number):
    """One save; milliseconds until the site's file, the document and the frame are new."""
    time.sleep(0.3)
    text = f"第 {number} 次保存"
    addition = f"\n{text}。\n".encode()
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND)
    start = time.time()
    os.write(descriptor, addition)
    os.close(descriptor)
    seen = eventually(lambda: witnessed(page, text), seconds=30)
    return {"written": os.stat(built).st_mtime * 1000 - start * 1000,
            "document": seen["document"] - start * 1000, "drawn": seen["drawn"] - start * 1000}


def witnessed(page, text):
    try:
        seen = page.evaluate("window.witnessed")
    except Exception:  # The page is just being replaced.
        return None
    return seen if seen and seen["text"] == text and "drawn" in seen else None


def report(options, rounds, load):
    names = {"written": "the page's file is new", "document": "the browser's document is new",
             "drawn": "a frame is drawn"}
    print(f"\n{options.articles:,} articles, Themes/{options.theme}, {len(rounds)} saves, "
          f"load {load:.1f}; milliseconds from write() until")
    print(f"{'':32}{'median':>8}{'fastest':>9}{'slowest':>9}")
    for key, meaning in names.items():
        taken = [each[key] for each in rounds]
        print(f"{meaning:32}{statistics.median(taken):8.1f}{min(taken):9.1f}{max(taken):9.1f}")
    median = statistics.median(each["document"] for each in rounds)
    is_met = median <= GOAL_MS
    print(f"goal: a refreshed document within {GOAL_MS} ms: {'met' if is_met else 'NOT MET'}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            json.dump({"articles": options.articles, "theme": options.theme, "load": load,
                       "rounds": rounds}, out, indent=2)
    sys.exit(1 if options.strict and not is_met else 0)


if __name__ == "__main__":
    main()
