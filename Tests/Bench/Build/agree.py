"""Whether Huikan and Hugo made the same pages, and say the same on them and in their feeds.

The pages: the same paths of `index.html`, print editions and the page without a network among them.
Huikan numbers the pages of a long list from its oldest article, Hugo from its newest: there the
number of pages of each list is compared. The articles: the body of each, which is what follows
title, summary and byline, as a list of tags and texts in which these differences are no
differences: white space between blocks, runs of it within them, and any between two Han
characters; the order of attributes; ids of headings; the attributes of tables, where Huikan
says `class="r"` and `scope="col"` and goldmark `style="text-align: right"`; the box around each
table; and the class of links that show their address.

The print editions: everything in `<main>`, which is the contents, the letter and every article
whole, in the same way but without any attributes, because Huikan keeps ids and links within the
edition apart. The feeds: the same files, in each the same entries in the same order, with the same
bodies. The web app's manifest: the same but for its icon. The site map: the same addresses, those
of numbered pages in number; beyond 50,000 addresses Huikan's has parts, as the protocol asks.

What remains unequal, and is not compared. Huikan alone makes the service worker `sw.js` with its
list of files; keeps ids and links of a print edition apart; marks what search may read; takes
comments out of style sheet and script. Articles of one day stand in lists, and as the previous and
the next one, in the order of the contents with Huikan and by title with Hugo. Both count
characters, each in its way.
"""

import collections
import html.parser
import json
import os
import random
import re
import xml.etree.ElementTree

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
BLOCKS = HEADINGS | TABLE | {"p", "ul", "ol", "li", "blockquote", "pre", "hr"}
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
SAMPLE = 1_000
PRINTS = 25
FEEDS = {"feed.xml", "feed.json"}
SITE_MAP = "sitemap.xml"
ATOM = "{http://www.w3.org/2005/Atom}"
MANIFEST = "manifest.webmanifest"


class Disagreement(Exception):
    """What differs first, and where."""


class Reader(html.parser.HTMLParser):
    """Takes a body apart into normalised tags and texts; `bare` leaves out every attribute."""

    def __init__(self, bare=False):
        super().__init__(convert_charrefs=True)
        self.parts, self.text, self.bare = [], "", bare
        self.boxes = []

    def handle_starttag(self, tag, attributes):
        is_box = tag == "div" and ("class", "table-box") in attributes
        self.flush("table" if is_box else tag)
        if tag == "div":
            self.boxes.append(is_box)
        if is_box:
            return
        kept = sorted(
            (name, value) for name, value in attributes
            if not (self.bare or tag in TABLE or (tag in HEADINGS and name == "id")
                    or (tag == "a" and (name, value) == ("class", "url"))))
        self.parts.append(f"<{tag}" + "".join(f' {name}="{value}"' for name, value in kept) + ">")

    def handle_endtag(self, tag):
        is_box = tag == "div" and self.boxes and self.boxes.pop()
        self.flush("table" if is_box else tag)
        if is_box:
            return
        self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        self.text += data

    def flush(self, tag):
        text = BETWEEN_HAN.sub("", re.sub(r"\s+", " ", self.text))
        self.text = ""
        if tag in BLOCKS:
            text = text.strip()
        if text:
            self.parts.append(text)


def parts_of(body, bare=False):
    """The tags and texts of a body."""
    reader = Reader(bare)
    reader.feed(body)
    reader.close()
    reader.flush("p")
    return reader.parts


def article(page):
    """The parts of the body of an article's page."""
    frame = within("article", page).split("</p>", 2)
    if len(frame) < 3:
        raise Disagreement("no <article> with a summary and a byline on the page")
    return parts_of(frame[2])


def printed(page):
    """The parts of a print edition, from its title to its foot."""
    return parts_of(within("main", page), bare=True)


def within(tag, page):
    _, found, rest = page.partition(f"<{tag}>")
    inside, closed, _ = rest.partition(f"</{tag}>")
    if not found or not closed:
        raise Disagreement(f"no <{tag}> on the page")
    return inside


def compare(ours, theirs, seed):
    """Compares two output folders.

    Returns how many pages there are, and how many articles and print editions (all, or a seeded
    sample) and feeds were compared. Raises Disagreement.
    """
    mine, other = Listing(ours), Listing(theirs)
    same_paths(mine.pages, other.pages)
    same_paths(mine.feeds, other.feeds)
    for path in sorted({*mine.parts, *other.parts}):
        if mine.parts[path] != other.parts[path]:
            raise Disagreement(f"Huikan cuts {path} into {mine.parts[path] + 1} pages, "
                               f"Hugo into {other.parts[path] + 1}")
    of_issues = [
        path for path in sorted(mine.pages) if re.fullmatch("issues/.*/.*/index.html", path)]
    prints = [path for path in of_issues if path.endswith("/print/index.html")]
    articles = sorted({*of_issues} - {*prints})
    for size, paths, reading in ((SAMPLE, articles, article), (PRINTS, prints, printed)):
        for path in sampled(paths, size, seed):
            same(path, *(reading(read(folder, path)) for folder in (ours, theirs)))
    for path in sorted(mine.feeds):
        same(path, *(entries(path, read(folder, path)) for folder in (ours, theirs)))
    same(MANIFEST, *(manifest(read(folder, MANIFEST)) for folder in (ours, theirs)))
    same(SITE_MAP, *(addresses(folder) for folder in (ours, theirs)))
    return {"pages": len(mine.pages) + mine.parts.total(), "bodies": min(SAMPLE, len(articles)),
            "prints": min(PRINTS, len(prints)), "feeds": len(mine.feeds)}


def sampled(paths, size, seed):
    return random.Random(seed).sample(paths, min(size, len(paths)))


def same_paths(mine, other):
    for path in sorted(mine ^ other):
        raise Disagreement(f"only {'Huikan' if path in mine else 'Hugo'} makes {path}")


def same(path, mine, other):
    if mine != other:
        raise Disagreement(f"{path}: {first_difference(mine, other)}")


def entries(path, feed):
    """The entries of a feed, one after the other: the id of each, then the parts of its body."""
    if path.endswith(".json"):
        found = [(item["id"], item["content_html"]) for item in json.loads(feed)["items"]]
    else:
        found = [(entry.findtext(ATOM + "id"), entry.findtext(ATOM + "content"))
                 for entry in xml.etree.ElementTree.fromstring(feed).iter(ATOM + "entry")]
    return [part for name, body in found for part in (name, *parts_of(body))]


def manifest(text):
    """What a web app's manifest says but for its icon, as texts."""
    members = json.loads(text)
    return [f"{name}: {members[name]}" for name in sorted(members) if name != "icons"]


def addresses(folder):
    """The addresses of a site map and of its parts; of numbered pages their list's, once for each."""
    site_map = read(folder, SITE_MAP)
    if "<sitemapindex" in site_map:
        site_map = "".join(
            read(folder, place.rpartition("/")[2]) for place in re.findall("<loc>(.*?)</loc>", site_map))
    return sorted(part.partition("page/")[0] for part in re.findall("<loc>(.*?)</loc>", site_map))


def first_difference(mine, other):
    for index, (left, right) in enumerate(zip(mine, other)):
        if left != right:
            before = "".join(mine[max(index - 2, 0):index])
            return f"after {before!r}\n  Huikan {left!r}\n  Hugo   {right!r}"
    return f"Huikan has {len(mine)} parts, Hugo {len(other)}"


class Listing:
    """The paths of pages and feeds below a folder, and how many numbered pages each list has."""

    def __init__(self, folder):
        self.pages, self.feeds, self.parts = set(), set(), collections.Counter()
        for place, _, files in os.walk(folder):
            below = os.path.relpath(place, folder)
            self.feeds |= {os.path.normpath(os.path.join(below, name)) for name in FEEDS & {*files}}
            if "index.html" in files:
                self.add(os.path.normpath(os.path.join(below, "index.html")))

    def add(self, path):
        of_list, numbered, _ = path.partition("/page/")
        if numbered:
            self.parts[of_list] += 1
        else:
            self.pages.add(path)


def read(folder, path):
    try:
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        raise Disagreement(f"there is no {path} in {folder}") from None
