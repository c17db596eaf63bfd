"""Looking things up in a real Chromium: with a script on a phone, without one on a desktop.

Every phrase that is asked for is looked up by both, and both must find the same pages and show the same of them,
in the edition of Traditional characters as well.
"""

import argparse
import re
import sys
import urllib.parse

from playwright.sync_api import sync_playwright

from club import serving
from journey import DESKTOP, PHONE, no_sideways_scroll
from patience import expect

# Typed without the punctuation of the text: “皮三馅七”误, 一把卷尺、一棵枇杷, 门槛、首问.
BARE = ["皮三馅七误", "卷尺一棵枇杷", "门槛首问", "門檻首問"]
# Phrases of the demonstration: everyday, in Traditional characters, mixed, full-width, absent.
PHRASES = ["屋檐", "修伞", "客户中心", "桂花", "什么", "積分", "雨傘", "Ａ", "2026年", "积分 兑换", "量", *BARE, "“皮三馅七”误",
           "我们什么", "没有这个词组"]

# Characters that no text in Traditional ones has.
SIMPLIFIED = "这们来说时会对发经过现还进种东业从点问题长门开间车书见单"
# Code stays as it was written, and the handbooks are full of it; one article is written in Traditional characters by
# hand. A script reads that on the page, and the server, which turns its answer as a whole, does not know of it.
AS_WRITTEN = ("/hant/typesetting/", "/hant/punctuation/", "/hant/issues/2026-autumn/balcony-south/")


def excerpts(page):
    """The address and the excerpt of each result."""
    return page.locator("[data-hits] li").evaluate_all(
        "items => items.map(item => [item.querySelector('a').getAttribute('href'),"
        " item.querySelector('.gist').textContent])")


def results(page):
    """All results, in their order."""
    while page.locator("[data-more]").is_visible():
        shown = page.locator("[data-hits] li").count()
        page.locator("[data-more] button, [data-more] a").first.click()
        page.wait_for_function(
            "n => document.querySelectorAll('[data-hits] li').length > n"
            " || document.querySelector('[data-more]').hidden", arg=shown)
    return excerpts(page)


def look_up(page, phrase):
    """All that a script finds."""
    page.locator("main [name=q]").fill(phrase)
    page.locator("main [name=q]").press("Enter")
    expect(page.locator("[data-status]")).to_have_text(re.compile(r"找到\d+[页頁]|[约約]\d+[页頁]|[没沒]有找到"))
    return results(page)


def with_javascript(browser, club):
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    page = context.new_page()
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(club.address + "/")
    page.locator(".tools").get_by_role("link", name="搜索").click()
    found = {}
    for phrase in PHRASES:
        found[phrase] = look_up(page, phrase)
        no_sideways_scroll(page)
        for address, text in found[phrase]:
            assert "↩" not in text, f"{address} shows the way back from a note: {text}"
        for text in page.locator("[data-hits] mark").all_inner_texts():
            assert text.strip(), f"{phrase} is marked nowhere"
    assert urllib.parse.quote(PHRASES[-1]) in page.url, "the address does not say what was looked for"
    for phrase in BARE:
        assert found[phrase], f"{phrase} is not found without the text's punctuation"
    assert found["屋檐"] and found["積分"] and found["雨傘"] and not found["没有这个词组"], found
    # An address with a question is answered when it is opened again, and by the way back.
    page.goto(f"{club.address}/search/?q={urllib.parse.quote('屋檐')}")
    page.locator("[data-hits] a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-hits] a").first).to_be_visible()
    # What a member typed is shown as text, whatever it is.
    page.goto(f"{club.address}/search/?q={urllib.parse.quote('<img src=x onerror=alert(1)>')}")
    expect(page.locator("main [name=q]")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0
    assert not problems, f"the browser's console says: {problems}"
    context.close()
    return found


def in_edition(browser, club, found):
    """What is found in the edition of Traditional characters: the same pages, in that edition's words."""
    context = browser.new_context(viewport=PHONE, locale="zh-TW", has_touch=True)
    page = context.new_page()
    page.goto(club.address + "/hant/search/")
    traditional = {}
    for phrase in PHRASES:
        hits = traditional[phrase] = look_up(page, phrase)
        addresses = [address for address, _ in hits]
        assert addresses == ["/hant" + address for address, _ in found[phrase]], f"{phrase}: {addresses}"
        for address, shown in zip(addresses, page.locator("[data-hits] li").all_inner_texts()):
            if address in AS_WRITTEN:
                continue
            assert not set(shown) & set(SIMPLIFIED), f"{phrase} is answered with {set(shown) & set(SIMPLIFIED)} in {shown}"
    context.close()
    return traditional


def is_alike(text, other):
    """Whether they are the same. What an excerpt cuts in two, the server has to turn without knowing how it goes on."""
    return len(text) == len(other) and sum(one != two for one, two in zip(text, other)) <= ("……" in text)


def without_javascript(browser, club, found, root=""):
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    for phrase in PHRASES:
        page.goto(club.address + root + "/")
        page.locator(".masthead [name=q]").fill(phrase)
        page.locator(".masthead [name=q]").press("Enter")
        found_here = []
        while True:
            found_here += excerpts(page)
            no_sideways_scroll(page)
            if not page.locator("[data-more] a").count():
                break
            page.locator("[data-more] a").click()
        for (address, text), (wanted, other) in zip(found_here, found[phrase], strict=True):
            assert address == wanted, f"{phrase}: {found_here} without, {found[phrase]} with a script"
            assert address in AS_WRITTEN or is_alike(text, other), f"{phrase} on {address}: {text} without, {other} with a script"
    context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    with serving(options.huikan) as club, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"])
        found = with_javascript(browser, club)
        without_javascript(browser, club, found)
        without_javascript(browser, club, in_edition(browser, club, found), "/hant")
        browser.close()
    print("browser: search, with and without scripts: passed")


if __name__ == "__main__":
    sys.exit(main())
