"""A reader with a small phone, large type and a keyboard: nothing runs off the screen or hides behind the dock."""

import argparse
import sys

from playwright.sync_api import sync_playwright

from club import serving
from patience import expect

PAGES = ("/", "/join/", "/me/", "/rewards/", "/contribute/")

MASTHEAD = """(size) => {
  const root = document.documentElement, masthead = document.querySelector(".masthead");
  root.style.fontSize = `${size}px`;
  const name = document.querySelector(".wordmark");
  const range = document.createRange();
  range.selectNodeContents(name.lastChild);
  return {
    wide: Math.round(masthead.scrollWidth - root.clientWidth),
    lines: range.getClientRects().length,
    outside: [...masthead.querySelectorAll("a")].filter((link) => {
      const { left, right, width } = link.getBoundingClientRect();
      return width && (left < 0 || right > root.clientWidth + 1 || link.scrollWidth > link.clientWidth + 1);
    }).map((link) => link.textContent.trim()),
  };
}"""

BEHIND = """() => {
  const dock = document.querySelector(".dock")?.getBoundingClientRect();
  const at = document.activeElement, box = at.getBoundingClientRect();
  if (!dock?.height || at === document.body || at.closest(".dock")) return null;
  // Of a field of many lines Chromium shows the one that is written in.
  const bottom = at.matches("textarea") ? box.top + 40 : box.bottom;
  return bottom > dock.top + 1 ? `${at.id || at.textContent.trim()} ${bottom} > ${dock.top}` : null;
}"""


def large_type(browser, club):
    """The name stays in one line and every link on the screen, on the smallest phone and with type of 200 %."""
    for width in (320, 375, 768):
        context = browser.new_context(viewport={"width": width, "height": 667}, locale="zh-CN")
        page = context.new_page()
        page.goto(club.address + "/")
        for size in (16, 24, 32):
            seen = page.evaluate(MASTHEAD, size)
            assert seen == {"wide": 0, "lines": 1, "outside": []}, f"{width} px, {size} px: {seen}"
        context.close()


def by_keyboard(browser, club):
    """Tab leads through the whole page, and what it comes to is never behind the dock."""
    context = browser.new_context(viewport={"width": 375, "height": 667}, locale="zh-CN")
    page = context.new_page()
    for path in PAGES:
        page.goto(club.address + path)
        expect(page.locator(".dock")).to_be_visible()
        page.evaluate("document.activeElement?.blur()")
        hidden, steps = [], 0
        while steps < 150:
            page.keyboard.press("Tab")
            steps += 1
            if page.evaluate("document.activeElement === document.body"):
                break
            behind = page.evaluate(BEHIND)
            if behind:
                hidden.append(behind)
        assert steps > 8, f"{path}: only {steps} places to come to"
        assert not hidden, f"{path}: behind the dock is {hidden}"
    context.close()


def long_name(browser, club):
    """A name of fifty characters leaves the code on the card free."""
    for width in (320, 375):
        context = browser.new_context(viewport={"width": width, "height": 667}, locale="zh-CN")
        page = context.new_page()
        page.goto(club.address + "/join/")
        name = "阿不都热依木·买买提明" * 4 + "江小满"
        page.locator("#name").fill(name)
        page.locator("#phone").fill(f"1390000{width:04}")
        page.locator("#consent").check()
        page.locator("#join .submit .button").click()
        page.goto(club.address + "/me/")
        expect(page.locator("#me-card-name")).to_have_text(name)
        expect(page.locator("#me-name")).to_contain_text(name)
        code = page.locator("#me-code").bounding_box()
        for part in (".card .no", "#me-card-name"):
            box = page.locator(part).bounding_box()
            assert box["y"] >= code["y"] + code["height"] or box["x"] + box["width"] <= code["x"], \
                f"{width} px: {part} at {box} runs under the code at {code}"
        context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options, _ = parser.parse_known_args()
    with serving(options.huikan) as club, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for journey in (long_name, large_type, by_keyboard):
            journey(browser, club)
            print(f"small: {journey.__name__.replace('_', ' ')}: passed")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
