"""Writes the bench's corpora: the same articles for Huikan and for Hugo, from a seed.

    python3 Tests/Bench/Build/corpus.py 10k FOLDER [--full-length]

An article depends on the seed, its number and the kind of corpus only, so a larger corpus begins
with the bodies of a smaller one. The Markdown stays where CommonMark, Huikan and goldmark agree:

- bold that begins or ends with a quotation mark stands between punctuation, because goldmark does
  not take `**「…」**` beside a Han character for bold;
- no footnotes, definition lists or ruby, for which every generator has markup of its own;
- links inside the site are URLs, which Huikan checks and Hugo passes on.
"""

import argparse
import datetime
import os
import random
import shutil

import words

SEED = 20261107
ARTICLES_PER_ISSUE = 40
TAGS_PER_ARTICLE = 3
FIRST_DAY = datetime.date(2006, 11, 7)
DAYS = 20 * 365
AS_OF = "2026-11-22"
BASE_URL = "https://bench.example"
TITLE = "檐下月刊"
TABLE_ROWS = 5


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


def _lines(text):
    return [line.strip() for line in text.strip().splitlines()]


class Pattern:
    """A sentence with slots, taken apart once."""

    def __init__(self, text):
        self.pieces = []
        for piece in text.split("{"):
            slot, closed, rest = piece.partition("}")
            if closed:
                self.pieces.append((True, WORDS[slot]))
                piece = rest
            if piece:
                self.pieces.append((False, piece))

    def fill(self, rng):
        return "".join(pick(rng, piece) if is_slot else piece for is_slot, piece in self.pieces)


def pick(rng, items):
    """Like `rng.choice`, at a third of the time."""
    return items[int(rng.random() * len(items))]


WORDS = {slot: text.split() for slot, text in words.SLOTS.items()}
SENTENCES = [Pattern(line) for line in _lines(words.SENTENCES)]
QUOTATIONS = [Pattern(line) for line in _lines(words.QUOTATIONS)]
HEADINGS = [Pattern(text) for text in words.HEADINGS.split()]
TITLES = [Pattern(text) for text in words.TITLES.split()]
QUOTED_BOLD, BOLD = words.QUOTED_BOLD.split(), words.BOLD.split()
LINKED, TABLE_HEADS = words.LINKED.split(), words.TABLE_HEADS.split()
TAGS, SLUGS = words.TAGS.split(), words.SLUGS.split()
ZIPF = [1 / (rank + 1) for rank in range(len(TAGS))]


class Article:
    """One article: what stands in its front matter, and its body."""

    def __init__(self, number, kind, day):
        rng = random.Random(SEED * 1_000_003 + number)
        self.number = number
        self.issue, place = divmod(number, ARTICLES_PER_ISSUE)
        self.slug = SLUGS[place]
        self.title = pick(rng, TITLES).fill(rng)
        self.summary = pick(rng, SENTENCES).fill(rng) + "。"
        self.column = pick(rng, words.COLUMNS)[0]
        self.authors = [pick(rng, words.AUTHORS)[0]]
        if rng.random() < 0.15:
            self.authors = sorted({*self.authors, pick(rng, words.AUTHORS)[0]})
        self.tags = topics(rng)
        self.day = day
        self.body = body(rng, number, kind.body_size(rng))

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


def url(number):
    issue, place = divmod(number, ARTICLES_PER_ISSUE)
    return f"/issues/{issue_slug(issue)}/{SLUGS[place]}/"


def issue_slug(issue):
    return f"no-{issue + 1:04d}"


def body(rng, number, size):
    """Sections until there is enough: paragraphs, and now and then something else."""
    blocks = [paragraph(rng, number), paragraph(rng, number)]
    length = sum(map(len, blocks)) * 3
    while length < size:
        section = [f"## {pick(rng, HEADINGS).fill(rng)}", paragraph(rng, number)]
        section.append(pick(rng, INTERLUDES)(rng, number))
        section.append(paragraph(rng, number))
        blocks += section
        length += sum(map(len, section)) * 3
    return "\n\n".join(blocks) + "\n"


def paragraph(rng, number):
    """Three to five sentences; some hold bold or a link, one paragraph in eight is wrapped."""
    sentences = [pick(rng, SENTENCES).fill(rng) for _ in range(3 + int(rng.random() * 3))]
    chance = rng.random()
    if chance < 0.2:
        sentences[0] += f"，这就叫做，**「{pick(rng, QUOTED_BOLD)}」**，写在第一页"
    elif chance < 0.4:
        sentences[1] += f"，要点是**{pick(rng, BOLD)}**"
    elif chance < 0.55 and number > 0:
        place = int(rng.random() * number)
        sentences[1] += f"，见[{pick(rng, LINKED)}]({url(place)})"
    elif chance < 0.6:
        sentences[0] += f"，全文在[临津的旧档案](https://archive.example/{number}?page=1&lang=zh)里"
    return ("。\n" if rng.random() < 0.125 else "。").join(sentences) + "。"


def bullets(rng, number):
    mark = pick(rng, ["- ", "- ", "1. "])
    return "\n".join(
        mark + pick(rng, SENTENCES).fill(rng) for _ in range(3 + int(rng.random() * 3)))


def quotation(rng, number):
    return f"> {pick(rng, QUOTATIONS).fill(rng)}。\n>\n> ——{pick(rng, WORDS['who'])}"


def subsection(rng, number):
    return f"### {pick(rng, HEADINGS).fill(rng)}\n\n{paragraph(rng, number)}"


def table(rng, number):
    rows = [
        [pick(rng, WORDS["where"]), f"{1 + int(rng.random() * 12)} 月", str(int(rng.random() * 90)),
         pick(rng, WORDS["who"])] for _ in range(TABLE_ROWS)]
    lines = [TABLE_HEADS, ["---", "---", "--:", "---"], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


INTERLUDES = 3 * [bullets, quotation, paragraph] + 2 * [subsection, paragraph] + [table]


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


def _write_frame(ours, theirs, issues):
    """Everything but the articles: settings, issues, columns, authors, two pages."""
    columns = "".join(f"  - slug: {slug}\n    name: {name}\n" for slug, name in words.COLUMNS)
    _put(ours, "site.yml", (
        f"title: {TITLE}\ndescription: 量出来的会刊，只用来比快慢。\nbase_url: {BASE_URL}\ntheme: plain\n"
        f"feed_size: 20\ncolumns:\n{columns}menu:\n  - title: 往期\n    link: /issues/\n"
        "  - title: 栏目\n    link: /columns/\n  - title: 话题\n    link: /tags/\n"
        "  - title: 作者\n    link: /authors/\nfooter: [一年四期，送给每一位会员。]\n"
        "footer_menu:\n  - title: 关于\n    link: /about/\n  - title: 征稿\n    link: /call/\n"))
    for slug, name in words.COLUMNS:
        _put(theirs, f"column/{slug}/_index.md", f"---\ntitle: {name}\n---\n")
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
    _put(theirs, "issues/_index.md", "---\ntitle: 往期\nlayout: archive\n---\n")
    for issue in range(issues):
        rng = random.Random(SEED + issue)
        text = (
            f"---\ntitle: {pick(rng, TITLES).fill(rng)}\nnumber: {issue + 1}\n"
            f"date: {issue_day(issue, issues)}\nsummary: {pick(rng, SENTENCES).fill(rng)}。\n---\n\n"
            f"{paragraph(rng, 0)}\n")
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
