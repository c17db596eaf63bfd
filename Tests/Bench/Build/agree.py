"""Whether Huikan and Hugo made the same pages, and said the same in the articles.

The pages: the same paths of `index.html`. Huikan numbers the pages of a long list from its oldest
article and makes the first one longer, Hugo from its newest: there the number of pages of each list
is compared, and they may differ by one. The articles: the body of each, which is what follows
title, summary and byline, as a list of tags and texts in which these differences are no
differences: white space between blocks, runs of it within them, and any between two Han
characters; the order of attributes; ids of headings; and the attributes of tables, where Huikan
says `class="r"` and `scope="col"` and goldmark `style="text-align: right"`.
"""

import collections
import html.parser
import os
import random
import re

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
BLOCKS = HEADINGS | TABLE | {"p", "ul", "ol", "li", "blockquote", "pre", "hr"}
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
SAMPLE = 1_000


class Disagreement(Exception):
    """What differs first, and where."""


class Reader(html.parser.HTMLParser):
    """Takes a body apart into normalised tags and texts."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.text = [], ""

    def handle_starttag(self, tag, attributes):
        self.flush(tag)
        kept = sorted(
            (name, value) for name, value in attributes
            if tag not in TABLE and not (tag in HEADINGS and name == "id"))
        self.parts.append(f"<{tag}" + "".join(f' {name}="{value}"' for name, value in kept) + ">")

    def handle_endtag(self, tag):
        self.flush(tag)
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


def normalised(page):
    """The parts of the body of an article's page."""
    _, found, article = page.partition("<article>")
    article, closed, _ = article.partition("</article>")
    frame = article.split("</p>", 2)
    if not found or not closed or len(frame) < 3:
        raise Disagreement("no <article> with a summary and a byline on the page")
    reader = Reader()
    reader.feed(frame[2])
    reader.close()
    reader.flush("p")
    return reader.parts


def compare(ours, theirs, seed):
    """Compares two output folders.

    Returns how many pages there are, and how many bodies were compared (all, or a seeded sample).
    Raises Disagreement.
    """
    (pages, parts), (their_pages, their_parts) = (listed(folder) for folder in (ours, theirs))
    for path in sorted(pages ^ their_pages):
        raise Disagreement(f"only {'Huikan' if path in pages else 'Hugo'} makes {path}")
    for path in sorted({*parts, *their_parts}):
        if abs(parts[path] - their_parts[path]) > 1:
            raise Disagreement(
                f"Huikan cuts {path} into {parts[path] + 1} pages, Hugo into {their_parts[path] + 1}")
    articles = sorted(path for path in pages if path.count("/") == 3 and path.startswith("issues/"))
    sample = random.Random(seed).sample(articles, min(SAMPLE, len(articles)))
    for path in sample:
        mine, other = (normalised(read(folder, path)) for folder in (ours, theirs))
        if mine != other:
            raise Disagreement(f"{path}: {first_difference(mine, other)}")
    return len(pages) + parts.total(), len(sample)


def first_difference(mine, other):
    for index, (left, right) in enumerate(zip(mine, other)):
        if left != right:
            before = "".join(mine[max(index - 2, 0):index])
            return f"after {before!r}\n  Huikan {left!r}\n  Hugo   {right!r}"
    return f"Huikan has {len(mine)} parts, Hugo {len(other)}"


def listed(folder):
    """The paths of all pages below a folder, and how many numbered pages each list has by its path."""
    pages, parts = set(), collections.Counter()
    for place, _, files in os.walk(folder):
        if "index.html" in files:
            path = os.path.relpath(os.path.join(place, "index.html"), folder)
            of_list, numbered, _ = path.partition("/page/")
            if numbered:
                parts[of_list] += 1
            else:
                pages.add(path)
    return pages, parts


def read(folder, path):
    with open(os.path.join(folder, path), encoding="utf-8") as file:
        return file.read()
