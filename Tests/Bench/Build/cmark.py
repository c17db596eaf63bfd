"""What libcmark alone costs for a corpus: from Markdown in memory to HTML in memory, one thread."""

import ctypes
import ctypes.util
import os
import time


def seconds(content):
    """Seconds of processor for all articles below a `Content/`; None without libcmark."""
    name = ctypes.util.find_library("cmark")
    if name is None:
        return None
    cmark, libc = ctypes.CDLL(name), ctypes.CDLL(None)
    cmark.cmark_markdown_to_html.restype = ctypes.c_void_p
    cmark.cmark_markdown_to_html.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    libc.free.argtypes = [ctypes.c_void_p]
    total = 0.0
    for place, _, files in os.walk(os.path.join(content, "issues")):
        for name in files:
            with open(os.path.join(place, name), "rb") as file:
                body = file.read().split(b"\n---\n", 1)[1]
            start = time.process_time_ns()
            page = cmark.cmark_markdown_to_html(body, len(body), 0)
            total += time.process_time_ns() - start
            libc.free(page)
    return total / 1e9
