"""An editor at work beside a real Chromium: save, look, break, mend, restart.

Once on a phone, once on a desktop. What is asserted is what the editor sees, without ever asking the
browser to load anything again.
"""

import argparse
import contextlib
import os
import re
import shutil
import sys
import tempfile

from playwright.sync_api import sync_playwright

from club import eventually, serving
from journey import DESKTOP, PHONE, no_sideways_scroll
from patience import expect
from ports import lasting_port

PAGE = "/news/2026-11-12-baipo-roof-result/"
FILE = "news/2026-11-12-baipo-roof-result.md"
OVERLAY = "[role=alert]"


class Desk:
    """A copy of the demonstration's content and theme, for one editor."""

    def __init__(self, folder):
        self.content = shutil.copytree("Content", os.path.join(folder, "Content"))
        self.themes = shutil.copytree("Themes", os.path.join(folder, "Themes"))

    def serving(self, huikan, port=0):
        return serving(huikan, self.content, port, ["--watch", "--themes", self.themes])

    def read(self, path):
        with open(os.path.join(self.content, path), encoding="utf-8") as file:
            return file.read()

    def save(self, path, text):
        with open(os.path.join(self.content, path), "w", encoding="utf-8") as file:
            file.write(text)

    def save_as_vim_does(self, path, text):
        """Moves the old file away, writes a new one, removes the old."""
        path = os.path.join(self.content, path)
        os.rename(path, path + "~")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
            os.fsync(file.fileno())
        os.unlink(path + "~")


def mark(page):
    """Notes in the page's body and in its window that they are these."""
    page.evaluate("window.untouched = document.body.dataset.untouched = 'yes'")


def has_kept(page, part):
    """Whether the `body` that was marked is still there, or the `window` at least."""
    owner = {"body": "document.body.dataset", "window": "window"}[part]
    return page.evaluate(owner + ".untouched === 'yes'")


def saving(page, desk):
    text = desk.read(FILE)
    last = page.locator("article .prose p").last
    last.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 240)")
    before = page.evaluate("scrollY")
    assert before > 100, "the page is too short to scroll"
    mark(page)
    desk.save(FILE, text + "\n屋脊上又添了一片瓦。\n")
    expect(page.get_by_text("屋脊上又添了一片瓦。")).to_be_visible()
    assert has_kept(page, "window") and not has_kept(page, "body")
    eventually(lambda: page.evaluate("scrollY") == before)
    desk.save_as_vim_does(FILE, text + "\n这一句用 Vim 存的。\n")
    expect(page.get_by_text("这一句用 Vim 存的。")).to_be_visible()


def elsewhere(page, desk):
    """What is saved for another page leaves this one alone."""
    mark(page)
    about = desk.read("pages/about.md")
    desk.save("pages/about.md", about + "\n编辑部又多了一个人。\n")
    other = page.context.new_page()
    other.goto(page.url.replace(PAGE, "/about/"))
    expect(other.get_by_text("编辑部又多了一个人。")).to_be_visible()
    other.close()
    # Who has been told of what came after has been told of this.
    restyle(page, desk, "bottom", 3)
    assert has_kept(page, "body"), "a page was renewed though its file had not changed"


def restyle(page, desk, side, width):
    sheet = os.path.join(desk.themes, "jia/assets/css/20-base.css")
    with open(sheet, "a", encoding="utf-8") as file:
        file.write(f"\nbody {{ border-{side}: {width}px solid teal }}\n")
    expect(page.locator("body")).to_have_css(f"border-{side}-width", f"{width}px")


def restyling(page, desk):
    """A sheet is changed without loading the page again."""
    mark(page)
    restyle(page, desk, "top", 7)
    expect(page.locator("link[href*=theme-]")).to_have_count(1)
    assert has_kept(page, "body"), "a style sheet was changed and the page was renewed"


def loading_scripts(page, desk):
    """A page whose forms a script serves is loaded, so that the script serves the new ones."""
    address = page.url
    page.goto(address.replace(PAGE, "/join/"))
    mark(page)
    settings = desk.read("site.yml")
    desk.save("site.yml", settings.replace("一年四期", "一年六期"))
    expect(page.locator("meta[name=description]")).to_have_attribute(
        "content", re.compile("一年六期"))
    assert not has_kept(page, "window"), "a page with a script of its own was not loaded"
    desk.save("site.yml", settings)
    page.goto(address)


def breaking_and_mending(page, desk):
    text = desk.read(FILE)
    desk.save(FILE, text.replace("title:", "titel:", 1))
    overlay = page.locator(OVERLAY)
    expect(overlay).to_be_visible()
    expect(overlay.locator("h1")).to_have_text("有2处错误，页面仍是上一版")
    expect(overlay).to_contain_text(FILE + ":2:1")
    expect(overlay).to_contain_text("an article has no key “titel”")
    expect(overlay).to_contain_text("→ write “title”")
    expect(overlay.locator("pre").last).to_have_text(re.compile(r"^titel: .*\n\^$"))
    expect(page.get_by_text("这一句用 Vim 存的。")).to_be_attached()
    no_sideways_scroll(page)

    # The last good page stays where it is asked for anew, and says the same.
    page.reload()
    expect(page.get_by_text("这一句用 Vim 存的。")).to_be_attached()
    expect(overlay).to_be_visible()

    desk.save(FILE, text + "\n<b>改好了</b>。\n")
    expect(overlay).to_be_hidden()
    expect(page.get_by_text("改好了")).to_be_visible()

    # Markup in a mistake is text.
    desk.save(FILE, text.replace("title: ", "title: [<img src=x onerror=alert(1)>\n", 1))
    expect(overlay).to_contain_text("<img src=x onerror=alert(1)>")
    assert overlay.locator("img").count() == 0
    desk.save(FILE, text)
    expect(overlay).to_be_hidden()


def editor(browser, huikan, viewport):
    with contextlib.ExitStack() as stack:
        desk = Desk(stack.enter_context(tempfile.TemporaryDirectory(prefix="huikan-")))
        context = browser.new_context(viewport=viewport, locale="zh-CN")
        page = context.new_page()
        problems = []
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        port = lasting_port()
        with desk.serving(huikan, port) as club:
            page.goto(club.address + PAGE)
            for step in (saving, elsewhere, restyling, loading_scripts, breaking_and_mending):
                step(page, desk)
            assert not problems, f"the browser's console says: {problems}"
        # The server is away; what is written meanwhile shows when it is back.
        desk.save(FILE, desk.read(FILE) + "\n重启之后才看得见。\n")
        with desk.serving(huikan, port):
            expect(page.get_by_text("重启之后才看得见。")).to_be_visible(timeout=60_000)
        context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"])
        for name, viewport in (("a phone", PHONE), ("a desktop", DESKTOP)):
            editor(browser, options.huikan, viewport)
            print(f"browser: editing beside {name}: passed")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
