"""Titles, sentences and bodies in Chinese, made from the patterns of words.py.

The Markdown stays where CommonMark, Huikan and goldmark agree:

- bold that begins or ends with a quotation mark stands between punctuation, because goldmark does
  not take `**「…」**` beside a Han character for bold;
- no footnotes, definition lists or ruby, for which every generator has markup of its own;
- links inside the site are URLs, which Huikan checks and Hugo passes on.
"""

import words

TABLE_ROWS = 5
ARTICLES_PER_ISSUE = 40


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
SLUGS = words.SLUGS.split()


def title(rng):
    return pick(rng, TITLES).fill(rng)


def sentence(rng):
    return pick(rng, SENTENCES).fill(rng) + "。"


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
