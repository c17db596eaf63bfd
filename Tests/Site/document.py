"""A page as it was written: its text by blocks, its head, its links and the places they lead to."""

import html.parser
import json
import re
from functools import cached_property

BLOCKS = set(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav noscript ol option p pre section select summary table tbody "
    "td tfoot th thead title tr ul button label".split())
HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\u3001-\u303f\uff01-\uff60]"
BROKEN = re.compile(HAN + r"[ \t]*\n\s*" + HAN)
SILENT = {"script", "style", "template", "textarea", "pre", "code", "svg"}
VOID = set("area base br col embed hr img input link meta source track wbr".split())


class Document(html.parser.HTMLParser):
    """Parses one page; it is known to be well-formed, because the HTML checker reads it too."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.blocks, self.metas, self.properties, self.rels = [""], {}, {}, []
        self.ids, self.links, self.sheets, self.scripts = set(), [], [], []
        self.language, self.linked_texts = None, []
        self._stack, self._silent, self._linked, self.title = [], 0, None, None
        self._prose, self._written = None, set()
        self.source = source
        self.feed(self.source)
        self.close()

    @classmethod
    def read(cls, file):
        with open(file, encoding="utf-8") as opened:
            return cls(opened.read())

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.ids.add(values["id"])
        if tag == "html":
            self.language = values.get("lang")
        elif tag == "meta":
            if "name" in values:
                self.metas[values["name"]] = values.get("content", "")
            if "property" in values:
                self.properties[values["property"]] = values.get("content", "")
        elif tag == "link":
            rels = (values.get("rel") or "").split()
            self.rels.append((rels, values))
            if "stylesheet" in rels:
                self.sheets.append(values["href"])
        elif tag == "script":
            if values.get("src"):
                self.scripts.append(values["src"])
            if values.get("type") == "application/ld+json":
                self._linked = ""
        for name in ("href", "src", "action"):
            if values.get(name):
                self.links.append((tag, name, values[name]))
        for candidate in (values.get("srcset") or "").split(","):
            if candidate.strip():
                self.links.append((tag, "srcset", candidate.split()[0]))
        if tag in BLOCKS:
            self.blocks.append("")
        if self._prose is None and "prose" in (values.get("class") or "").split():
            self._prose = len(self._stack)
        if tag not in VOID:
            self._stack.append(tag)
            self._silent += tag in SILENT

    def handle_endtag(self, tag):
        if tag not in self._stack:
            return
        while True:
            last = self._stack.pop()
            self._silent -= last in SILENT
            if last == tag:
                break
        if tag == "script" and self._linked is not None:
            self.linked_texts.append(self._linked)
            self._linked = None
        if self._prose is not None and len(self._stack) <= self._prose:
            self._prose = None
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data):
        if self._linked is not None:
            self._linked += data
        if self._stack and self._stack[-1] == "title" and self.title is None:
            self.title = data.strip()
        if not self._silent:
            self.blocks[-1] += data
            if self._prose is not None:
                self._written.add(len(self.blocks) - 1)

    @cached_property
    def linked_data(self):
        return [json.loads(text) for text in self.linked_texts]

    @property
    def canonical(self):
        return next((v.get("href") for rels, v in self.rels if "canonical" in rels), None)

    @property
    def alternates(self):
        """The same page in each language, by language."""
        return {v["hreflang"]: v.get("href") for rels, v in self.rels if "alternate" in rels and "hreflang" in v}

    @property
    def is_unlisted(self):
        return "noindex" in self.metas.get("robots", "")

    @property
    def has_broken_lines(self):
        """Whether a line of what editors wrote ends between two Han characters: most browsers show a gap there.
        What stands around it is the template's, alike on all pages of a type."""
        return any(BROKEN.search(self.blocks[place]) for place in self._written)

    def text_faults(self):
        """Literal marks of emphasis, and the code points that only our own Markdown layer knows."""
        faults = []
        for block in self.blocks:
            if "**" in block:
                faults.append("a literal ** in “" + around(block, block.index("**")) + "”")
            if any("\ufdd0" <= character <= "\ufdef" for character in block):
                faults.append("a sentinel in “" + block.strip()[:40] + "”")
        return faults


def around(text, place):
    return text[max(0, place - 15): place + 15].replace("\n", "⏎")
