"""What is on the pages, told by neither side: the text of every article, by Python's HTML parser."""

import html.parser
import os
import random
import re

INLINE = set("a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q rb ruby s samp small span "
             "strong sub sup time u var wbr".split())
SKIPPED = {"rp", "rt", "script", "style", "svg", "template", "nav"}


class Reader(html.parser.HTMLParser):
    """The text within the article element, a line for every block."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.depth = self.skipped = 0
        self.text = []

    def handle_starttag(self, tag, attributes):
        self.depth += tag == "article"
        self.skipped += tag in SKIPPED
        if tag not in INLINE:
            self.text.append("\n")

    def handle_endtag(self, tag):
        self.depth -= tag == "article"
        self.skipped -= tag in SKIPPED
        if tag not in INLINE:
            self.text.append("\n")

    def handle_data(self, data):
        if self.depth and not self.skipped:
            self.text.append(data)


def pages(site):
    """The text of every article page, by URL."""
    found = {}
    for place, _, names in os.walk(os.path.join(site, "issues")):
        # A whole issue on one page, to be printed, says everything a second time, and nobody searches it.
        if "index.html" not in names or os.path.basename(place) == "print":
            continue
        with open(os.path.join(place, "index.html"), encoding="utf-8") as file:
            page = file.read()
        if "<article" in page:
            reader = Reader()
            reader.feed(page)
            url = "/" + os.path.relpath(place, site) + "/"
            found[url] = re.sub(r"\s*\n\s*", "\n", "".join(reader.text))
    return found


def queries(pages, count, seed):
    """Phrases of 2 to 6 Han characters, each taken from a page at random."""
    rng = random.Random(seed)
    texts = [pages[url] for url in sorted(pages)]
    found = []
    while len(found) < count:
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        phrase = text[start:start + rng.randint(2, 6)]
        if re.fullmatch(r"[\u4e00-\u9fff]{2,6}", phrase) and phrase not in found:
            found.append(phrase)
    return found


def having(query, pages):
    return {url for url, text in pages.items() if query in text}


def judge(answers, expected, pages):
    """Recall and precision over all phrases together; pages that are no articles do not count."""
    right = found = true = 0
    worst = 1.0
    for query, truth in expected.items():
        answer = {url for url in answers[query] if url in pages}
        right += len(answer & truth)
        found += len(answer)
        true += len(truth)
        worst = min(worst, len(answer & truth) / len(truth))
    return {"recall": right / true, "precision": right / found if found else 0.0,
            "worst_recall": worst, "pages_a_query": true / len(expected)}
