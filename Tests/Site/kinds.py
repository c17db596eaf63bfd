"""Which page types a site has, by its addresses alone: a page that somebody adds is found by itself."""

import os
from dataclasses import dataclass

# Names below a page's own that say what kind of page this is, and not which one.
KEPT = {"page", "print"}
# The same pages once more, in another script.
MIRRORS = {"hant"}
# Pages that somebody works with: their scripts have a limit of their own, and they need one.
TOOLS = {"/me/", "/desk/", "/search/"}

# Lists below a folder of pages: not one of them.
LISTS = {"/news/progress/", "/news/handover/", "/news/after-handover/"}

SCRIPT_LIMIT = 15_000
PAGE_LIMIT = 60_000
# A whole issue on one page, for paper.
PRINT_LIMIT = 150_000
TOOL_SCRIPT_LIMIT = 40_960


@dataclass(frozen=True)
class Page:
    url: str
    file: str
    kind: str

    @property
    def is_tool(self):
        return any(self.url.endswith(tool) for tool in TOOLS)

    @property
    def is_mirror(self):
        """The same template, styles, scripts and pictures once more, with other characters."""
        return self.url.strip("/").split("/")[0] in MIRRORS

    @property
    def original_kind(self):
        """The type of the same page in the script that it was written in."""
        return "/" + self.kind.split("/", 2)[2] if self.is_mirror else self.kind

    @property
    def page_limit(self):
        return PRINT_LIMIT if self.url.endswith("/print/") else PAGE_LIMIT

    @property
    def script_limit(self):
        return TOOL_SCRIPT_LIMIT if self.is_tool else SCRIPT_LIMIT


def kind(url):
    """`/issues/27/rain/` is one of `/issues/*/*/`; the first name of an address always counts."""
    names = url.strip("/").split("/")
    mirror = names[0] in MIRRORS
    if "/" + "/".join(names[mirror:]) + "/" in LISTS:
        return "/" + "/".join(names[: mirror + 1]) + "/(kind)/"
    start = 2 if mirror else 1
    kept = names[:start] + [name if name in KEPT else "*" for name in names[start:]]
    return "/" if kept == [""] else "/" + "/".join(kept) + ("/" if url.endswith("/") else "")


def pages(site):
    """Every page of a built site, sorted by address."""
    found = []
    for folder, _, names in os.walk(site):
        for name in names:
            if not name.endswith(".html"):
                continue
            file = os.path.join(folder, name)
            path = "/" + os.path.relpath(file, site).replace(os.sep, "/")
            url = path[: -len("index.html")] if name == "index.html" else path
            found.append(Page(url, file, kind(url)))
    return sorted(found, key=lambda page: page.url)


def largest(pages):
    """Of each type the largest page: what does not fit does not fit there."""
    chosen = {}
    for page in pages:
        other = chosen.get(page.kind)
        if other is None or os.path.getsize(page.file) > os.path.getsize(other.file):
            chosen[page.kind] = page
    return [chosen[key] for key in sorted(chosen)]
