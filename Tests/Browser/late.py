"""Answers that come late at the staff desk, in a real Chromium: what was asked before disturbs nothing that is done now.

Every answer is held until the clerk has gone on to something else; then it arrives, or fails.
"""

import argparse
import re
import sys

from playwright.sync_api import sync_playwright

from club import serving
from desk import DESKTOP, READING, Desk, confirm
from patience import expect


class Held:
    """The requests for an address, kept from the server until they arrive; those that come later are let through."""

    def __init__(self, page, address):
        self.page, self.routes, self.is_over = page, [], False
        page.route(address, lambda route: route.fallback() if self.is_over else self.routes.append(route))

    def wait(self):
        while not self.routes:
            self.page.wait_for_timeout(20)

    def arrive(self, **answer):
        """Lets them go, or answers them; returns when the page has had time to do wrong."""
        self.wait()
        self.is_over = True
        for route in self.routes:
            with self.page.expect_response(lambda response: response.request == route.request):
                route.fulfill(**answer) if answer else route.continue_()
        self.page.wait_for_timeout(READING)


BROKEN = {"status": 500, "json": {"type": "/problems/internal", "detail": "服务出了差错。"}}


def search(desk, typed):
    desk.page.locator("#q").fill(typed)
    desk.page.locator("#q").press("Enter")


def find(desk, typed, name):
    search(desk, typed)
    expect(desk.page.locator("#member-card")).to_be_visible()
    expect(desk.page.locator("#member-name")).to_have_text(name)


def more_lines(browser, club):
    """The rest of one member's statement does not come under another one's name."""
    desk = Desk(browser, club, None, DESKTOP)
    page = desk.page
    first, second = desk.new_member("先看", "13711110001"), desk.new_member("后看", "13711110002")
    # Twenty stand on the card, 500 come by each press.
    for start in (0, 500):
        desk.api("POST", "/points/batch", {"mode": "all", "lines": [
            {"member": first, "action": "award", "source": "watch", "reason": f"第{line}次帮忙"}
            for line in range(start, min(start + 500, 521))]}, f"late-award-{start:05}")
    desk.sign_in()
    find(desk, first, "先看")
    held = Held(page, "**/points?limit=500&after=*")
    page.locator("#statement-more").click()
    held.wait()
    find(desk, second, "后看")
    held.arrive()
    expect(page.locator("#member-name")).to_have_text("后看")
    expect(page.locator("#statement-none")).to_be_visible()
    expect(page.locator("#statement-lines tr")).to_have_count(0)
    # Of the member whose card is open they do come.
    find(desk, first, "先看")
    expect(page.locator("#statement-lines tr")).to_have_count(20)
    page.locator("#statement-more").click()
    expect(page.locator("#statement-lines tr")).to_have_count(520)
    page.locator("#statement-more").click()
    expect(page.locator("#statement-lines tr")).to_have_count(521)
    expect(page.locator("#statement-more")).to_be_hidden()
    # From the latest to the first, each once.
    told = re.findall(r"第(\d+)次帮忙", page.locator("#statement-lines").inner_text())
    assert told == [str(line) for line in reversed(range(521))], told
    desk.close()


def failing_search(browser, club):
    """A search that was called off and fails late leaves the clerk to type."""
    desk = Desk(browser, club, None, DESKTOP)
    page = desk.page
    desk.sign_in()
    held = Held(page, "**/members?find=*")
    search(desk, "13711110001")
    held.wait()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("1371111")
    held.arrive(**BROKEN)
    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("0002")
    expect(page.locator("#q")).to_have_value("13711110002")
    # The same failure of a search that is still wanted is said.
    held = Held(page, "**/members?find=*")
    page.keyboard.press("Enter")
    held.arrive(**BROKEN)
    expect(page.locator("#notice-text")).to_have_text("服务出了差错。")
    desk.close(("500",))


def decision(browser, club):
    """A request that waits is decided beside its own member's card, or not at all."""
    desk = Desk(browser, club, None, DESKTOP)
    page = desk.page
    number, other = desk.new_member("待批", "13711110003"), desk.new_member("插队", "13711110004")
    desk.api("POST", f"/members/{number}/points", {
        "action": "award", "source": "manual", "points": 5000, "reason": "旧账补记"}, "late-request-0001", role="clerk")
    desk.sign_in("manager")
    request = page.locator("#requests .row")
    held = Held(page, f"**/members/{number}")
    request.click()
    held.wait()
    find(desk, other, "插队")
    held.arrive()
    expect(page.locator("#member-name")).to_have_text("插队")
    expect(page.locator("#decide")).to_be_hidden()
    expect(page.locator("#order")).to_be_visible()
    # The card cannot be opened: there is nothing to decide beside.
    held = Held(page, f"**/members/{number}")
    request.click()
    held.arrive(**BROKEN)
    expect(page.locator("#notice-text")).to_have_text("服务出了差错。")
    expect(page.locator("#decide")).to_be_hidden()
    request.click()
    expect(page.locator("#approve")).to_be_focused()
    expect(page.locator("#member-name")).to_have_text("待批")
    desk.close(("500",))


def vouchers(browser, club):
    """A voucher, the shelf and the list of vouchers come to whom they were asked for, or to nobody."""
    desk = Desk(browser, club, None, DESKTOP)
    page = desk.page
    number, other = desk.new_member("持券", "13711110005"), desk.new_member("无券", "13711110006")
    desk.api("POST", f"/members/{number}/points", {
        "action": "award", "source": "article", "points": 300, "reason": "来稿刊用"}, "late-article-0001")
    voucher = desk.api("POST", "/rewards/canteen-meal/vouchers", {"member": number}, "late-voucher-0001")
    desk.sign_in()
    held = Held(page, "**/vouchers/use?preview=true")
    search(desk, voucher["code"])
    held.wait()
    find(desk, other, "无券")
    held.arrive()
    expect(page.locator("#member-name")).to_have_text("无券")
    expect(page.locator("#voucher")).to_be_hidden()
    search(desk, voucher["code"])
    expect(page.locator("#voucher-use")).to_be_focused()
    expect(page.locator("#member-name")).to_have_text("持券")

    held = Held(page, "**/rewards")
    page.locator("#redeem").click()
    held.wait()
    search(desk, "13711119999")
    expect(page.locator("#status")).to_contain_text("没有找到")
    held.arrive()
    expect(page.locator("#shelf")).to_be_hidden()
    expect(page.locator("#work-idle")).to_be_visible()

    # What was posted meanwhile has the card read anew: the list is still this member's.
    find(desk, number, "持券")
    held = Held(page, f"**/members/{number}/vouchers")
    page.locator("#show-vouchers").click()
    held.wait()
    page.locator("#order .button").click()
    confirm(page)
    expect(page.locator("#statement-lines tr")).to_have_count(3)
    held.arrive()
    expect(page.locator("#vouchers")).to_contain_text(voucher["voucher"])
    desk.close()


def signing_in(browser, club):
    """Nothing is done at the desk before its rules are there, and nobody sees whom another person has served."""
    desk = Desk(browser, club, None, DESKTOP)
    page = desk.page
    number = desk.new_member("前客", "13711110007")
    desk.open()
    held = Held(page, "**/desk/rules")
    page.keyboard.type(club.token("manager"))
    page.keyboard.press("Enter")
    held.wait()
    expect(page.locator("#bench")).to_be_hidden()
    held.arrive()
    expect(page.locator("#q")).to_be_focused()
    find(desk, number, "前客")

    # The session is over; somebody else signs in, and the rules do not come.
    desk.context.clear_cookies()
    page.locator("#refresh").click()
    expect(page.locator("#token")).to_be_focused()
    held = Held(page, "**/desk/rules")
    page.keyboard.type(club.token("clerk"))
    page.keyboard.press("Enter")
    held.arrive(**BROKEN)
    expect(page.locator("#token-wrong")).to_have_text("服务出了差错。")
    expect(page.locator("#bench")).to_be_hidden()
    for shown in ("前客", number, "13711110007"):
        assert shown not in page.content(), f"{shown} is left on the page"
    page.locator("#sign-in button").click()
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#member-card")).to_be_hidden()
    expect(page.locator("#work-idle")).to_be_visible()
    expect(page.locator("#status")).to_be_empty()
    find(desk, number, "前客")
    expect(page.locator("#rule-0")).to_be_focused()
    desk.close(("500",))


def another_thing(browser, club):
    """More can be done for whoever has just joined as soon as the card is there, and not before."""
    desk = Desk(browser, club, None, DESKTOP)
    page = desk.page
    desk.sign_in()
    page.locator("#new-member").click()
    page.locator("#name").fill("新来")
    page.locator("#phone").fill("13711110008")
    page.locator("#agreed").check()
    page.locator("#enrol .submit .button").click()
    held = Held(page, re.compile(r"/members/\d{12}$"))
    confirm(page)
    held.wait()
    expect(page.locator("#receipt-title")).to_contain_text("已入会")
    expect(page.locator("#again")).to_be_disabled()
    page.locator("#again").dblclick(force=True)
    held.arrive()
    expect(page.locator("#member-name")).to_have_text("新来")
    page.locator("#again").click()
    expect(page.locator("#order")).to_be_visible()
    expect(page.locator("#rule-0")).to_be_focused()
    desk.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    with serving(options.huikan) as club, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for journey in (more_lines, failing_search, decision, vouchers, signing_in, another_thing):
            journey(browser, club)
            print(f"desk, answered late: {journey.__name__.replace('_', ' ')}: passed")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
