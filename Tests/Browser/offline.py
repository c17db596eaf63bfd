"""Reading without a network in a real Chromium, and that nothing of anybody's is kept for it.

A reader reads, a member joins and looks at the own page, a clerk signs in; then the network is gone. What
was read and the current issue can still be read, anything else is the offline page. Every entry of every
cache is opened: none may be of the service, of a member's page or of the desk, or hold what only a member
sees. Then another build comes, and the old caches are gone.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile

from playwright.sync_api import sync_playwright

from club import eventually, serving
from journey import PHONE, fill_join_form, no_sideways_scroll
from patience import expect

NAME = "白露生"
OLD = "/issues/2025-winter/last-bus/"
UNREAD = "/issues/2026-spring/two-centimetres/"
CURRENT = "/issues/2026-autumn/eaves/"
ENTRIES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const reply = await cache.match(request);
      const isText = /text|json|javascript/.test(reply.headers.get("Content-Type") ?? "");
      found.push({ cache: name, path: new URL(request.url).pathname, method: request.method,
                   text: isText ? await reply.text() : "" });
    }
  }
  return found;
}"""


def active(page):
    """Waits until a worker has the page in its hands."""
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("navigator.serviceWorker.controller")


def caches(page):
    return page.evaluate(ENTRIES)


def updated(page):
    """The names of the caches, after the browser has asked for the worker again."""
    page.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker.update())")
    return {entry["cache"] for entry in caches(page)}


def reading(browser, club, content, huikan):
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: problems.append(m.text) if "Trusted" in m.text else None)
    page.goto(club.address + "/")
    active(page)
    page.goto(club.address + OLD)
    expect(page.locator("h1")).to_be_visible()

    # A member joins and looks at the own page; somebody tries the desk.
    fill_join_form(page, club, NAME, "bai.lusheng@example.com")
    page.locator("#join .button").click()
    expect(page.locator("[data-number]")).to_have_text(re.compile(r"\d{4} \d{4} \d{4}"))
    number = page.locator("[data-number]").inner_text()
    page.goto(club.address + "/me/")
    expect(page.locator("#me-number")).to_have_text(number)
    page.goto(club.address + "/desk/")
    page.evaluate("fetch('/api/v1/me')")
    page.evaluate("fetch('/api/v1/events')")
    page.goto(club.address + "/search/?q=%E5%B1%8B%E6%AA%90")
    page.goto(club.address + "/")
    eventually(lambda: any(entry["path"] == OLD for entry in caches(page)))

    # Of the edition in Traditional characters nothing is kept until somebody reads it.
    assert not any(entry["path"].startswith("/hant/") for entry in caches(page))
    page.goto(club.address + "/hant/about/")
    eventually(lambda: any(entry["path"] == "/hant/offline/" for entry in caches(page)))

    for entry in caches(page):
        path = entry["path"]
        assert entry["method"] == "GET"
        assert not re.match(r"(/hant)?/(api|me|desk|join|sign-in|sign-out|registrations)(/|$)", path), path
        for secret in (NAME, number, number.replace(" ", ""), "bai.lusheng"):
            assert secret not in entry["text"], f"{path} holds {secret}"

    # The network goes.
    context.set_offline(True)
    page.goto(club.address + OLD)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("article .prose p").count() > 3
    page.goto(club.address + "/")
    page.get_by_role("link", name="翻开本期").first.click()
    page.locator("main .contents a[href*='/issues/']").last.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("article .prose p").count() > 3, f"{page.url} is not kept"
    for image in page.locator("article img").all():
        image.scroll_into_view_if_needed()
        eventually(lambda: image.evaluate("image => image.complete && image.naturalWidth > 0"))
    page.goto(club.address + UNREAD)
    expect(page.locator("h1")).to_have_text("没有网络")
    expect(page.locator("[data-kept] a").first).to_be_visible()
    no_sideways_scroll(page)
    assert page.locator(f"[data-kept] a[href='{OLD}']").count() == 1
    page.goto(club.address + "/hant" + CURRENT)
    expect(page.locator("h1")).to_have_text("把屋簷還給雨")
    page.goto(club.address + "/hant" + UNREAD)
    expect(page.locator("h1")).to_have_text(re.compile("沒有網[路絡]"))
    expect(page.locator("[data-kept] a").first).to_be_visible()
    assert page.locator(f"[data-kept] a[href='/hant{CURRENT}']").count() == 1
    assert page.locator("[data-kept] a:not([href^='/hant/'])").count() == 0
    for private in ("/me/", "/desk/", "/join/"):
        try:
            page.goto(club.address + private)
            raise AssertionError(f"{private} opens without a network")
        except Exception as error:
            assert "ERR_INTERNET_DISCONNECTED" in str(error), error
    context.set_offline(False)

    # Another build: another version, and the old one's cache is gone.
    page.goto(club.address + "/")
    active(page)
    before = {entry["cache"] for entry in caches(page)}
    path = os.path.join(content, "issues/2026-autumn/eaves.md")
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n又添了一句。\n")
    eventually(lambda: "又添了一句" in club.get("/issues/2026-autumn/eaves/"), 60)
    # The worker is written after the pages: whoever asks at once may still be given the old one.
    eventually(lambda: updated(page) - before, 180)
    eventually(lambda: len([name for name in {entry["cache"] for entry in caches(page)}
                            if name.startswith("huikan-shell-")]) == 1, 60)
    kept = [entry for entry in caches(page) if entry["path"] == "/issues/2026-autumn/eaves/"]
    assert any("又添了一句" in entry["text"] for entry in kept)
    assert any("又添了一句" in entry["text"] for entry in caches(page) if entry["path"] == "/hant" + CURRENT)
    assert not problems, problems
    context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="huikan-offline-") as folder:
        content = shutil.copytree("Content", os.path.join(folder, "Content"))
        with serving(options.huikan, content, arguments=["--watch"]) as club, \
                sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=["--no-sandbox"])
            reading(browser, club, content, options.huikan)
            browser.close()
    print("browser: reading without a network, and nothing private kept: passed")


if __name__ == "__main__":
    sys.exit(main())
