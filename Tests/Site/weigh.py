"""Weighs the pages of the demonstration, or of a built site: HTML, style sheets and scripts as gzip sends them.

    .venv/bin/python Tests/Site/weigh.py [--huikan PATH] [--json FILE] [SITE]

One line a page type, with its heaviest page; the limits are those of `make test-site`, which fails above them. Pictures and
fonts are no part of it. The checkers that `.ci/setup --site` installs are needed.
"""

import argparse
import json
import os
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "Browser"))
from club import serving  # noqa: E402

import files
import kinds
from document import Document

BASE = "https://yansheng.example"


def weights(site):
    """Of each page what its HTML and style sheets weigh, and its scripts, in bytes."""
    pages = kinds.pages(site)
    documents = {page.file: Document.read(page.file) for page in pages}
    gates = files.Files(site, BASE, pages, documents)
    faults = [fault for page in pages for fault in gates.weight(page, documents[page.file])]
    return pages, gates.weights, faults


def report(pages, found):
    print(f"{'page type':34}{'pages':>6}{'HTML + CSS':>13}{'limit':>9}{'scripts':>9}{'limit':>9}")
    for kind in sorted({page.kind for page in pages}):
        alike = [page for page in pages if page.kind == kind]
        heaviest = max(alike, key=lambda page: found[page.url][0])
        script = max(alike, key=lambda page: found[page.url][1])
        print(f"{kind:34}{len(alike):>6}{found[heaviest.url][0]:>13,}{heaviest.page_limit:>9,}"
              f"{found[script.url][1]:>9,}{script.script_limit:>9,}")
    every = [found[page.url] for page in pages]
    print(f"\n{len(every)} pages: HTML + CSS {statistics.median(page for page, _ in every):,.0f} bytes in the middle, "
          f"{max(page for page, _ in every):,} at most; scripts {statistics.median(script for _, script in every):,.0f} and "
          f"{max(script for _, script in every):,}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--huikan", default=".build/release/huikan", metavar="PATH")
    parser.add_argument("--json", metavar="FILE", help="write every page's two weights there")
    parser.add_argument("site", nargs="?", metavar="SITE", help="a site that is built; without it the demonstration is")
    options = parser.parse_args()
    if options.site:
        pages, found, faults = weights(options.site)
    else:
        # As it is served: pages for members and staff have their scripts where there is an API to talk to.
        with serving(options.huikan, arguments=["--base-url", BASE]) as club:
            pages, found, faults = weights(club.site)
    report(pages, found)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(found, file, ensure_ascii=False, indent=1)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
