"""A copy of the demonstration's content whose rules are all on, and in which every posting of a bench is alike."""

import contextlib
import os
import re
import shutil
import tempfile

# The most points that a cap can name, more than a bench posts.
MOST = 1_000_000


@contextlib.contextmanager
def uncapped(content):
    """Yields the copy: caps of `purchase` are looked up and counted as ever, but refuse nobody, and its campaign is far off."""
    with tempfile.TemporaryDirectory(prefix="huikan-content-") as folder:
        copy = shutil.copytree(content, os.path.join(folder, "Content"))
        path = os.path.join(copy, "club.yml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        text, count = re.subn(
            r"caps: \{day: \d+, month: \d+\}", f"caps: {{day: {MOST}, month: {MOST}}}", text)
        assert count == 1, f"{path} has {count} rules with caps by day and month; postings.lua needs one"
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"(from|through): \d{4}-", r"\1: 2099-", text))
        yield copy
