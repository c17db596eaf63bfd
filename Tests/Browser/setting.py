"""How a text is set, measured in Chromium: tables wider than the page, and addresses in a justified line.

In both themes, on an article's page and in the print edition of its issue.
"""

import argparse
import contextlib
import functools
import http.server
import os
import subprocess
import sys
import tempfile
import threading

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from journey import no_sideways_scroll

MONTHS = "一二三四五六七八九十"
TEXT = f"""---
title: 一年的水和电
---
请在十一月二十八日以前到网站登记，地址是https://qiantai.yansheng.example/events/open-day/register?from=magazine-2026-autumn，登记以后请留好回执。

| 项目 | {" | ".join(f"{month}月" for month in MONTHS)} |
|---|{"---|" * len(MONTHS)}
| 水 | {" | ".join(["1,200"] * len(MONTHS))} |

| 日期 | 事情 | 地方 | 人 | 数 | 网址 | 备注 |
|---|---|---|---|---|---|---|
| 28日 | 开放日 | 前台 | 林 | 12,345 | https://qiantai.yansheng.example/events/open-day/register | 请先登记 |
"""
ISSUE = "---\ntitle: 听雨\nnumber: 1\ndate: 2026-10-01\n---\n"
PAGES = ["/issues/no1/year/", "/issues/no1/print/"]

BROKEN_FIGURES = """() => [...document.querySelectorAll('td')]
  .filter(cell => /^[\\d,]+$/.test(cell.textContent)).filter(cell => {
    const range = document.createRange()
    range.selectNodeContents(cell)
    return new Set([...range.getClientRects()].map(part => part.top)).size > 1
  }).map(cell => cell.textContent)"""
# Where the word before the first address ends, and where the address begins.
SEAM = """() => {
  const link = document.querySelector('p > a[href*="register"]')
  const range = document.createRange()
  range.setStart(link.previousSibling, link.previousSibling.length - 1)
  range.setEndAfter(link.previousSibling)
  const [word, address] = [range.getBoundingClientRect(), link.getClientRects()[0]]
  return {between: address.left - word.right, down: Math.abs(address.bottom - word.bottom),
          lines: link.getClientRects().length, size: parseFloat(getComputedStyle(link).fontSize)}
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def site(huikan, theme):
    """Builds a magazine of one article in a theme; yields where it is served."""
    with tempfile.TemporaryDirectory() as folder:
        issue = os.path.join(folder, "Content", "issues", "no1")
        os.makedirs(issue)
        for path, text in (
            ("../../site.yml", f"title: 檐声\nbase_url: https://a.example\ntheme: {theme}\n"),
            ("index.md", ISSUE), ("year.md", TEXT),
        ):
            with open(os.path.join(issue, path), "w", encoding="utf-8") as file:
                file.write(text)
        output = os.path.join(folder, "Site")
        subprocess.run(
            [huikan, "build", "--quiet", "--content", os.path.join(folder, "Content"),
             "--themes", "Themes", "--output", output], check=True)
        with http.server.ThreadingHTTPServer(
                ("127.0.0.1", 0), functools.partial(Handler, directory=output)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}"
            server.shutdown()


def on_a_phone(page, where):
    no_sideways_scroll(page)
    assert page.evaluate(BROKEN_FIGURES) == [], f"{where}: figures break: {page.evaluate(BROKEN_FIGURES)}"
    box = page.locator(".table-box").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())
    found = [fault["id"] for fault in Axe().run(page).response["violations"]]
    assert not found, f"{where}: {found}"


def on_a_desk(page, where):
    no_sideways_scroll(page)
    seam = page.evaluate(SEAM)
    assert seam["lines"] > 1, f"{where}: the address fills no line: {seam}"
    assert seam["down"] < seam["size"] / 2, f"{where}: the address begins a line: {seam}"
    assert seam["between"] < seam["size"] / 2, f"{where}: the line is torn: {seam}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"])
        for theme in ("jia", "plain"):
            with site(options.huikan, theme) as address:
                for width, look in ((320, on_a_phone), (375, on_a_phone), (1280, on_a_desk)):
                    page = browser.new_page(viewport={"width": width, "height": 900})
                    for path in PAGES:
                        page.goto(address + path)
                        look(page, f"{theme} {path} at {width} px")
                    page.close()
        browser.close()
    print("browser: wide tables and long addresses, in both themes: passed")


if __name__ == "__main__":
    sys.exit(main())
