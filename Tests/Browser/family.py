"""Two members in a real Chromium: one brings the other, both get their points; they become one family on their own
pages, by consent of both, and one gives the other points.
"""

import argparse
import json
import os
import re
import sys
import urllib.request

from playwright.sync_api import sync_playwright

from club import serving
from desk import axe
from journey import no_sideways_scroll
from patience import expect

PHONE = {"width": 375, "height": 760}
DESKTOP = {"width": 1280, "height": 900}


class Person:
    """A browser of one's own, in which somebody has joined."""

    def __init__(self, browser, club, name, email, viewport, scheme="light", referrer=""):
        self.club = club
        self.context = browser.new_context(viewport=viewport, locale="zh-CN", color_scheme=scheme)
        self.page = self.context.new_page()
        self.problems = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.goto(club.address + "/join/")
        no_sideways_scroll(self.page)
        self.page.locator("#name").fill(name)
        self.page.locator("#email").fill(email)
        self.page.locator("#referrer").fill(referrer)
        self.page.locator("#consent").check()
        self.page.locator("#join .button").click()
        shown = self.page.locator("[data-number]")
        expect(shown).to_have_text(re.compile(r"\d{4} \d{4} \d{4}"))
        self.number = shown.inner_text()

    def look(self):
        self.page.goto(self.club.address + "/me/")
        expect(self.page.locator("#me-number")).to_have_text(self.number)
        expect(self.page.locator("#me-family")).to_be_visible()

    def says(self, text):
        expect(self.page.locator("#family-status")).to_contain_text(text)

    def press_twice(self, button, confirm):
        button.click()
        expect(self.page.get_by_role("button", name=confirm)).to_be_visible()
        self.page.wait_for_timeout(800)
        self.page.get_by_role("button", name=confirm).click()

    def gives(self, name, points):
        self.page.locator("#family-points").fill(str(points))
        self.press_twice(self.page.locator("#family-give button"), f"再按一次，转给{name}{points}分")

    def keep(self, folder, name):
        no_sideways_scroll(self.page)
        axe(self.page, name)
        if folder:
            self.page.screenshot(path=os.path.join(folder, name + ".png"), full_page=True)


def post(club, path, body, key):
    request = urllib.request.Request(
        f"{club.address}/api/v1{path}", method="POST", data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {club.token('clerk')}", "Content-Type": "application/json",
                 "Idempotency-Key": key})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def play(browser, club, shots):
    first = Person(browser, club, "沈青", "shen.family@example.com", PHONE)
    second = Person(browser, club, "何知秋", "he.family@example.com", DESKTOP, "dark", first.number)
    waiting = json.loads(ask(club, "/points/requests"))["requests"]
    assert any(r.get("newcomer") == second.number.replace(" ", "") for r in waiting), "nobody waits for both"

    number = first.number.replace(" ", "")
    post(club, f"/members/{number}/points",
         {"action": "award", "source": "help", "reason": "帮忙"}, "family-award-00001")
    first.look()
    expect(first.page.locator("#family-none")).to_be_visible()
    first.page.locator("#family-number").fill(second.number)
    first.page.locator("#family-ask button").click()
    first.says("已邀请")
    first.keep(shots, "family-asked-375")

    second.look()
    expect(second.page.locator("#family-lines")).to_contain_text("沈青")
    second.keep(shots, "family-invited-1280-dark")
    second.press_twice(second.page.get_by_role("button", name="同意", exact=True), "再按一次，成为一家人")
    second.says("已经是一家人")

    first.look()
    expect(first.page.locator("#family-lines")).to_contain_text("何知秋")
    first.page.locator("#family-points").fill("50")
    give = first.page.locator("#family-give button")
    give.click()
    expect(give).to_have_text("再按一次，转给何知秋50分")
    # Another number asks again, and nothing is given by then; so it is in full width.
    first.page.locator("#family-points").fill("５００")
    expect(give).to_have_text("转赠")
    give.click()
    # A double tap is one press.
    give.click()
    expect(give).to_have_text("再按一次，转给何知秋500分")
    first.page.wait_for_timeout(800)
    give.click()
    first.says("需要500分")
    first.gives("何知秋", 50)
    first.says("已转给何知秋50分")
    expect(first.page.locator("#me-balance")).to_have_text("70")
    # The passbook on the page is of now, and says to whom.
    expect(first.page.locator("#me-lines tr").first).to_contain_text("转给何知秋")
    first.keep(shots, "family-given-375")
    give_in_doubt(first)
    say_what_is_wrong(first)
    ask_whom_it_goes_to(browser, club, first, second)

    second.look()
    expect(second.page.locator("#me-balance")).to_have_text("70")
    expect(second.page.locator("#me-ledger")).to_contain_text("沈青转来")
    second.keep(shots, "family-received-1280-dark")
    second.press_twice(second.page.get_by_role("button", name="退出", exact=True), "再按一次，退出家庭")
    second.says("已退出")
    for person in (first, second):
        assert not person.problems, person.problems
        person.context.close()


def give_in_doubt(person):
    """An answer that decides nothing, though the points were given: the same once more gives nothing twice."""
    page, keys = person.page, []
    answers = [
        (502, "/problems/internal", "服务暂时不在。"), (429, "/problems/too-many-requests", "请稍后再试。"),
        (409, "/problems/idempotency-key-in-flight", "同一请求正在处理。")]

    def answer(route):
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) > len(answers):
            return route.continue_()
        if len(keys) == 1:
            assert route.fetch().ok
        status, kind, detail = answers[len(keys) - 1]
        route.fulfill(status=status, json={"type": kind, "detail": detail})

    def press():
        person.gives("何知秋", 20)

    page.route("**/transfers", answer)
    for _, _, detail in answers:
        press()
        person.says(detail)
    press()
    person.says("已转给何知秋20分")
    expect(page.locator("#me-balance")).to_have_text("50")
    assert len(keys) == 4 and len(set(keys)) == 1, keys
    page.unroute("**/transfers")
    # What is refused for good is another request the next time; so is what has been given.
    for points in ("500", "500"):
        page.locator("#family-points").fill(points)
        give = page.locator("#family-give button")
        give.click()
        expect(give).to_have_text("再按一次，转给何知秋500分")
        page.wait_for_timeout(800)
        with page.expect_request("**/transfers") as request:
            give.click()
        keys.append(request.value.headers["idempotency-key"])
        person.says("需要500分")
        expect(give).to_be_enabled()
    assert len(set(keys)) == 3, keys


def say_what_is_wrong(person):
    """What is typed wrong is said in words, and nothing is asked or sent."""
    page = person.page
    give = page.locator("#family-give button")
    for points in ("", "0", "abc", "10.5", "-3"):
        page.locator("#family-points").fill(points)
        give.click()
        person.says("请填要转赠的积分")
        expect(give).to_have_text("转赠")
    for number, words in (("", "请填对方的会员号"), ("123", "会员号为十二位数字")):
        page.locator("#family-number").fill(number)
        page.locator("#family-ask button").click()
        person.says(words)


def ask_whom_it_goes_to(browser, club, first, second):
    """With a third of the family: another receiver asks again, and what was asked of one goes to no other. Who was
    asked and has not agreed stands there, and can be left out again."""
    third = Person(browser, club, "罗小满", "luo.family@example.com", PHONE)
    first.page.locator("#family-number").fill(third.number)
    first.page.locator("#family-ask button").click()
    first.says("已邀请")
    first.page.reload()
    asked = first.page.locator("#family-lines li").filter(has_text=third.number)
    expect(asked).to_contain_text("已邀请，等对方同意")
    assert "罗小满" not in first.page.locator("#family-lines").inner_text(), "a name that nobody has told"
    first.press_twice(asked.get_by_role("button", name="撤回邀请"), "再按一次，撤回邀请")
    first.says("已撤回邀请")
    expect(asked).to_have_count(0)
    first.page.locator("#family-number").fill(third.number)
    first.page.locator("#family-ask button").click()
    first.says("已邀请")
    third.look()
    third.press_twice(third.page.get_by_role("button", name="同意", exact=True), "再按一次，成为一家人")
    third.says("已经是一家人")

    first.look()
    page = first.page
    give, to = page.locator("#family-give button"), page.locator("#family-to")
    to.select_option(label="何知秋")
    page.locator("#family-points").fill("20")
    give.click()
    expect(give).to_have_text("再按一次，转给何知秋20分")
    page.wait_for_timeout(800)
    to.select_option(label="罗小满")
    expect(give).to_have_text("转赠")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/transfers" in request.url else None)
    give.click()
    expect(give).to_have_text("再按一次，转给罗小满20分")
    assert not sent, sent
    page.wait_for_timeout(800)
    give.click()
    first.says("已转给罗小满20分")
    expect(page.locator("#me-balance")).to_have_text("30")
    third.look()
    expect(third.page.locator("#me-balance")).to_have_text("20")
    expect(third.page.locator("#me-ledger")).to_contain_text("沈青转来")
    # Back to two: the rest of the test is about these.
    third.press_twice(third.page.get_by_role("button", name="退出", exact=True), "再按一次，退出家庭")
    third.says("已退出")
    assert not third.problems, third.problems
    third.context.close()


def ask(club, path):
    request = urllib.request.Request(
        f"{club.address}/api/v1{path}", headers={"Authorization": f"Bearer {club.token('manager')}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--shots", help="a folder for pictures")
    options = parser.parse_args()
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    with serving(options.huikan) as club, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        play(browser, club, options.shots)
        browser.close()
    print("Family test passed: a referral for both, consent of both, points with their days.")


if __name__ == "__main__":
    sys.exit(main())
