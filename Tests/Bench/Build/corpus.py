"""Writes the bench's corpora: the same articles for Huikan and for Hugo, from a seed.

    python3 Tests/Bench/Build/corpus.py 10k FOLDER [--full-length]

An article depends on the seed, its number and the kind of corpus only, so a larger corpus begins
with the bodies of a smaller one.
"""

import argparse
import datetime
import os
import random
import shutil

import prose
import words
from prose import ARTICLES_PER_ISSUE, issue_slug, pick

SEED = 20261107
TAGS_PER_ARTICLE = 3
FIRST_DAY = datetime.date(2006, 11, 7)
DAYS = 20 * 365
AS_OF = "2026-11-22"
BASE_URL = "https://bench.example"
NO_SEARCH = "search: false\n"
TITLE = "檐下月刊"
TAGS = words.TAGS.split()
ZIPF = [1 / (rank + 1) for rank in range(len(TAGS))]


class Kind:
    """A kind of corpus: its name and the size of its bodies in bytes of UTF-8."""

    def __init__(self, name, smallest, usual, largest):
        self.name, self.smallest, self.usual, self.largest = name, smallest, usual, largest

    def body_size(self, rng):
        """Most articles are short, some are long: lognormal around the usual size."""
        size = self.usual * rng.lognormvariate(-0.06, 0.35)
        return min(max(size, self.smallest), self.largest)


ARTICLES = Kind("articles", 1_200, 3_000, 12_000)
FULL_LENGTH = Kind("full-length", 12_000, 23_100, 48_000)


class Article:
    """One article: what stands in its front matter, and its body."""

    def __init__(self, number, kind, day):
        rng = random.Random(SEED * 1_000_003 + number)
        self.day = day
        self.slug = prose.SLUGS[number % ARTICLES_PER_ISSUE]
        self.title = prose.title(rng)
        self.summary = prose.sentence(rng)
        self.column = pick(rng, words.COLUMNS)[0]
        self.authors = [pick(rng, words.AUTHORS)[0]]
        if rng.random() < 0.15:
            self.authors = sorted({*self.authors, pick(rng, words.AUTHORS)[0]})
        self.tags = topics(rng)
        self.body = prose.body(rng, number, kind.body_size(rng))

    def text(self):
        return (
            f"---\ntitle: {self.title}\ncolumn: {self.column}\n"
            f"authors: [{', '.join(self.authors)}]\ntags: [{', '.join(self.tags)}]\n"
            f"summary: {self.summary}\ndate: {self.day}\n---\n\n{self.body}")


def topics(rng):
    """Three different tags, the first of the list far oftener than the last."""
    found = []
    while len(found) < TAGS_PER_ARTICLE:
        tag = rng.choices(TAGS, ZIPF)[0]
        if tag not in found:
            found.append(tag)
    return found


def issue_day(issue, issues):
    """Issues stand at equal distances over twenty years, however many there are."""
    return FIRST_DAY + datetime.timedelta(days=issue * DAYS // issues)


def write(articles, kind, folder):
    """Writes `Content/` for Huikan and `content/` for Hugo; an article is one file with two names.

    Returns what the corpus measures.
    """
    shutil.rmtree(folder, ignore_errors=True)
    ours, theirs = os.path.join(folder, "Content"), os.path.join(folder, "hugo", "content")
    issues = -(-articles // ARTICLES_PER_ISSUE)
    _write_frame(ours, theirs, issues)
    size = 0
    for number in range(articles):
        issue = number // ARTICLES_PER_ISSUE
        article = Article(number, kind, issue_day(issue, issues))
        path = f"issues/{issue_slug(issue)}/{article.slug}.md"
        _put(ours, path, article.text())
        os.link(os.path.join(ours, path), os.path.join(theirs, path))
        size += len(article.body.encode())
    return {"articles": articles, "issues": issues, "body_bytes": size // articles}


def with_search(folder, wanted):
    """Whether our site can be searched; Hugo's cannot."""
    path = os.path.join(folder, "Content", "site.yml")
    with open(path, encoding="utf-8") as file:
        text = file.read().replace(NO_SEARCH, "")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + ("" if wanted else NO_SEARCH))


def edit(folder, run):
    """Adds a sentence to the first article; both generators read the same file."""
    path = os.path.join(folder, "Content", "issues", issue_slug(0), prose.SLUGS[0] + ".md")
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"\n又添一句，这是第 {run + 1} 回。\n")


def _write_frame(ours, theirs, issues):
    """Everything but the articles: settings, issues, columns, authors, two pages."""
    columns = "".join(f"  - slug: {slug}\n    name: {name}\n" for slug, name in words.COLUMNS)
    _put(ours, "site.yml", (
        f"title: {TITLE}\ndescription: 量出来的会刊，只用来比快慢。\nbase_url: {BASE_URL}\ntheme: plain\n"
        f"feed_size: 20\n{NO_SEARCH}columns:\n{columns}menu:\n  - title: 往期\n    link: /issues/\n"
        "  - title: 栏目\n    link: /columns/\n  - title: 话题\n    link: /tags/\n"
        "  - title: 作者\n    link: /authors/\nfooter: [一年四期，送给每一位会员。]\n"
        "footer_menu:\n  - title: 关于\n    link: /about/\n  - title: 征稿\n    link: /call/\n"))
    for slug, name in words.COLUMNS:
        _put(theirs, f"column/{slug}/_index.md", (
            f"---\ntitle: {name}\noutputs: [html, atom, jsonfeed]\n---\n"))
    for slug, name in words.AUTHORS:
        life = f"{name}住在临津，给本刊写稿。\n"
        _put(ours, f"authors/{slug}.md", f"---\nname: {name}\nrole: 作者\n---\n\n{life}")
        _put(theirs, f"authors/{slug}/_index.md", f"---\ntitle: {name}\nrole: 作者\n---\n\n{life}")
    for slug, title in (("about", "关于本刊"), ("call", "征稿")):
        text = f"---\ntitle: {title}\n---\n\n来稿请寄编辑部。\n"
        _put(ours, f"pages/{slug}.md", text)
        _put(theirs, f"{slug}.md", text)
    for name, title in (("column", "栏目"), ("tags", "话题"), ("authors", "作者")):
        _put(theirs, f"{name}/_index.md", f"---\ntitle: {title}\n---\n")
    _put(theirs, "issues/_index.md", "---\ntitle: 往期\nlayout: archive\noutputs: [html]\n---\n")
    for issue in range(issues):
        rng = random.Random(SEED + issue)
        text = (
            f"---\ntitle: {prose.title(rng)}\nnumber: {issue + 1}\n"
            f"date: {issue_day(issue, issues)}\nsummary: {prose.sentence(rng)}\n---\n\n"
            f"{prose.paragraph(rng, 0)}\n")
        _put(ours, f"issues/{issue_slug(issue)}/index.md", text)
        _put(theirs, f"issues/{issue_slug(issue)}/_index.md", text)


def _put(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def count(text):
    """`10k` or `500`, as a number."""
    return int(text[:-1]) * 1000 if text.endswith("k") else int(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=count, help="how many: 500, 1k, 50k")
    parser.add_argument("folder", help="gets Content/ and hugo/content/; emptied first")
    parser.add_argument("--full-length", action="store_true", help="bodies of 22.7 KB")
    options = parser.parse_args()
    print(write(options.articles, FULL_LENGTH if options.full_length else ARTICLES, options.folder))


if __name__ == "__main__":
    main()
