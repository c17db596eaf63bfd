"""A reader and a new member in a real Chromium: home page → article → join → register.

Once with JavaScript, on a phone; once without, on a desktop. What is asserted is what a person sees.
"""

import argparse
import datetime
import json
import re
import sys
import time
import urllib.request

from playwright.sync_api import sync_playwright

from club import COMING, FULL, demonstration, eventually, serving
from patience import expect

PHONE = {"width": 375, "height": 760}
DESKTOP = {"width": 1280, "height": 900}


def no_sideways_scroll(page):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"


def read_an_article(page, club):
    page.goto(club.address + "/")
    no_sideways_scroll(page)
    page.get_by_role("link", name="翻开本期").first.click()
    expect(page.locator("h1")).to_be_visible()
    no_sideways_scroll(page)
    page.locator("main a[href*='/issues/']").filter(has_text=re.compile(".")).first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("article .prose p").count() > 3, f"{page.url} has no text"
    assert "**" not in page.locator("article").inner_text(), f"{page.url} shows a literal **"
    no_sideways_scroll(page)


def fill_join_form(page, club, name, email):
    page.goto(club.address + "/join/")
    no_sideways_scroll(page)
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#consent").check()


def events(club):
    return json.loads(club.get("/api/v1/events"))["events"]


def open_event(page, club):
    """Looks through the calendar, then opens the event that is yet to come; returns it."""
    page.goto(club.address + "/events/")
    no_sideways_scroll(page)
    event = next(e for e in events(club) if e["title"] == COMING)
    assert event["free"], event
    page.goto(f"{club.address}/events/{event['slug']}/")
    no_sideways_scroll(page)
    return event


def taken(club, slug):
    return next(e for e in events(club) if e["slug"] == slug)["taken"]


def with_javascript(browser, club):
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    page = context.new_page()
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    read_an_article(page, club)

    # A mistake first: no name. The form says so in words and keeps what was typed.
    fill_join_form(page, club, "", "bai.lu.2@example.com")
    page.locator("#join .button").click()
    expect(page.locator("#name-wrong")).to_be_visible()
    expect(page.locator("#email")).to_have_value("bai.lu.2@example.com")
    page.locator("#name").fill("白鹭")
    page.locator("#join .button").click()
    expect(page.locator("[data-number]")).to_have_text(re.compile(r"\d{4} \d{4} \d{4}"))
    number = page.locator("[data-number]").inner_text()
    # The club sends no codes: nobody knows yet whose the address is, and the desk is to see to it.
    expect(page.locator("#join .done")).to_contain_text("联系方式还没有核实")
    no_sideways_scroll(page)

    # Whoever has joined and would join again is told so in words, with nothing lost.
    fill_join_form(page, club, "白鹭", "bai.lu.2@example.com")
    page.locator("#join .button").click()
    expect(page.locator("#join .status.bad")).to_contain_text("您已经入会")
    event = open_event(page, club)
    before = taken(club, event["slug"])
    page.locator("form[action*='/register'] button, form[action*='/register'] .button").first.click()
    expect(page.locator("form[data-event] .status")).to_contain_text("席位已经为您留好")
    eventually(lambda: taken(club, event["slug"]) == before + 1)
    left = event["capacity"] - before - 1
    eventually(lambda: re.search(
        rf"余\s*(<[^>]+>)?\s*{left}\s*(</[^>]+>)?\s*席", club.get(f"/events/{event['slug']}/")))

    # Come back to, the page knows who is registered and does not ask once more.
    page.reload()
    expect(page.locator("form[data-event] .status")).to_contain_text("席位已经为您留好")
    expect(page.locator("form[data-event] button")).to_be_hidden()

    # Where every seat is taken, one is told which place on the waiting list is one's own.
    full = next(e for e in events(club) if e["title"] == FULL)
    page.goto(f"{club.address}/events/{full['slug']}/")
    second = context.new_page()
    second.goto(page.url)
    page.locator("form[data-event] button").click()
    place = re.compile(r"^席位已满，您已排入候补，第\d+位$")
    expect(page.locator("form[data-event] .status")).to_have_text(place)
    # A window that was opened before says the same, and asks no longer.
    second.locator("form[data-event] button").click()
    expect(second.locator("form[data-event] .status")).to_have_text(place)
    expect(second.locator("form[data-event] button")).to_be_hidden()
    second.close()

    page.goto(club.address + "/me/")
    expect(page.locator("#me-number")).to_have_text(number)
    expect(page.locator("#me-unconfirmed")).to_contain_text("请工作人员核实")
    expect(page.locator("#me-registrations")).to_contain_text(event["title"])
    expect(page.locator("#me-registrations")).to_contain_text(re.compile(r"候补，第\d+位"))
    no_sideways_scroll(page)
    # A seat is given up until the event begins; afterwards there is nothing to press.
    expect(page.locator("#me-registrations button")).to_have_count(2)
    page.clock.set_fixed_time(datetime.datetime.now() + datetime.timedelta(days=31))
    page.reload()
    expect(page.locator("#me-registrations")).to_contain_text(event["title"])
    expect(page.locator("#me-registrations button")).to_have_count(0)
    # What is over is said to be.
    expect(page.locator("#me-registrations")).to_contain_text("报过名")
    expect(page.locator("#me-registrations")).to_contain_text("没有候补上")
    # Chromium reports the refusal that was asked for, sooner or later; nothing else may have been said.
    problems[:] = [p for p in problems if "403" not in p and "409" not in p]
    assert not problems, f"the browser's console says: {problems}"
    context.close()


def without_javascript(browser, club):
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(club.address + "/")
    expect(page.locator("h1").first).to_be_visible()
    # Without a name nothing is lost but the way there: the form stands again, with the rest in it.
    fill_join_form(page, club, "", "han.lu@example.com")
    page.locator("#join .button").click()
    expect(page.locator("#name-wrong")).to_contain_text("必填")
    expect(page.locator("#email")).to_have_value("han.lu@example.com")
    expect(page.locator("#consent")).to_be_checked()
    page.locator("#name").fill("韩露")
    page.locator("#join .button").click()
    expect(page.get_by_text("韩露").first).to_be_visible()
    confirm = page.url
    page.locator("main form .button").click()
    expect(page.get_by_text(re.compile(r"\d{4} \d{4} \d{4}")).first).to_be_visible()
    expect(page.locator("main")).to_contain_text("联系方式还没有核实")
    assert page.url != confirm or page.locator("main form input[type=hidden]").count() == 0

    event = open_event(page, club)
    before = taken(club, event["slug"])
    page.locator("form[action*='/register'] button, form[action*='/register'] .button").first.click()
    expect(page.locator("main .kicker")).to_have_text("请核对")
    expect(page.locator("main")).to_contain_text(event["title"])
    page.locator("main form .button").click()
    expect(page.locator("main .kicker")).to_have_text("办好了")
    eventually(lambda: taken(club, event["slug"]) == before + 1)
    # Come back to without a script, the event asks once more, and says then how it stands.
    page.goto(f"{club.address}/events/{event['slug']}/")
    page.locator("form[data-event] button").click()
    expect(page.locator("h1")).to_have_text("已经报过名")
    expect(page.locator("main form .button").first).to_have_text("取消这次报名")
    page.goto(club.address + "/me/")
    page.locator("a[href='/me/overview']").click()
    expect(page.locator("main")).to_contain_text(event["title"])
    page.get_by_role("link", name="退出报名：" + event["title"]).click()
    page.locator("main form .button").click()
    expect(page.locator("h1")).to_have_text("已取消报名")
    eventually(lambda: taken(club, event["slug"]) == before)
    for private in ("/me/privacy", "/me/overview"):
        page.goto(club.address + private)
        expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    page.get_by_role("button", name="退出登录").click()
    expect(page.locator("h1")).to_have_text("已退出登录")
    assert page.goto(club.address + "/me/overview").status == 401
    context.close()


def a_long_piece(browser, club):
    """Nothing of what somebody has written is cut off in silence, with scripts and without."""
    for scripts in (True, False):
        context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=scripts)
        page = context.new_page()
        page.goto(club.address + "/contribute/")
        for field, text in (("draft-title", "雨"), ("pen-name", "何○○"), ("contact", "he@example.com")):
            page.locator(f"#{field}").fill(text)
        # As it is pasted; what is set by a program is never cut off.
        page.locator("#draft-text").focus()
        page.keyboard.insert_text("雨" * 6_012)
        page.locator("#agree").check()
        page.locator("form[action='/contribute'] .button").click()
        expect(page.locator("main")).to_contain_text("正文超出6000字：现在6012字，多了12字。")
        expect(page.locator("#text")).to_have_value("雨" * 6_012)
        no_sideways_scroll(page)
        page.locator("#text").fill("雨" * 6_000)
        page.locator("main form .button").click()
        expect(page.locator("h1")).to_have_text("稿子收到了")
        context.close()


def in_debt(browser, club):
    """Whoever owes points reads that they do."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    fill_join_form(page, club, "小雪", "xiao.xue@example.com")
    page.locator("#join .button").click()
    expect(page.locator("[data-number]")).to_have_text(re.compile(r"\d{4} \d{4} \d{4}"))
    number = page.locator("[data-number]").inner_text().replace(" ", "")

    def post(path, token, **body):
        request = urllib.request.Request(
            f"{club.address}/api/v1{path}", method="POST", data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json",
                     "Idempotency-Key": f"browser-debt-{time.monotonic_ns()}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    points, clerk, manager = f"/members/{number}/points", club.token("clerk"), club.token("manager")
    given = post(points, clerk, action="award", source="help", reason="帮忙")
    spent = post(points, clerk, action="spend", points=given["points"], source="redemption", reason="换茶")
    post(f"/points/requests/{spent['request']}/approval", manager)
    post(f"/points/{given['id']}/reversal", manager, allowsDebt=True, reason="记错了人")
    page.goto(club.address + "/me/")
    expect(page.locator("#me-balance")).to_have_text(f"欠{given['points']}")
    no_sideways_scroll(page)
    page.goto(club.address + "/me/leaving")
    expect(page.locator("main")).to_contain_text(re.compile(rf"销去的欠分\s*{given['points']}"))
    context.close()


def sign_in_code(club, number):
    """A code from the desk, for a member who stands there."""
    request = urllib.request.Request(
        f"{club.address}/api/v1/members/{number}/sign-in-code", method="POST", data=b"{}",
        headers={"Authorization": f"Bearer {club.token('clerk')}", "Content-Type": "application/json",
                 "Idempotency-Key": f"browser-way-on-{time.monotonic_ns()}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["code"]


def led_back(browser, club):
    """Whoever signs in or joins on the way to a reward or an event comes back to it, with scripts and without."""
    event = next(e for e in events(club) if e["title"] == COMING)["slug"]
    reward = json.loads(club.get("/api/v1/rewards?status=open"))["rewards"][0]["slug"]
    join = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = join.new_page()
    page.goto(f"{club.address}/events/{event}/")
    page.locator("form[data-event] a[href^='/join/']").click()
    for name, text in (("name", "谷雨"), ("email", "gu.yu@example.com")):
        page.locator(f"#{name}").fill(text)
    page.locator("#consent").check()
    page.locator("#join .button").click()
    expect(page.locator("#join .done [data-number]")).to_have_text(re.compile(r"\d{4} \d{4} \d{4}"))
    number = page.locator("#join .done [data-number]").inner_text()
    page.locator("#join .done [data-way-on]").click()
    page.wait_for_url(f"{club.address}/events/{event}/")
    # Signed in already, the member's own page shows the way back as well, in either edition.
    for edition in ("", "/hant"):
        page.goto(f"{club.address}{edition}/me/?to=reward/{reward}")
        expect(page.locator("[data-way-on]")).to_have_attribute("href", f"{edition}/rewards/{reward}/")
    for elsewhere in ("//evil.example/", "https://evil.example/", "event/../me", "news/a", "event/a%22"):
        page.goto(f"{club.address}/me/?to={elsewhere}")
        expect(page.locator("#me-number")).to_have_text(number)
        expect(page.locator("[data-way-on]")).to_be_hidden()
    join.close()

    for scripts in (True, False):
        context = browser.new_context(viewport=DESKTOP, locale="zh-CN", java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{club.address}/rewards/{reward}/")
        if scripts:
            page.locator("#redeem a[href^='/me/']").click()
            expect(page.locator("#sign-in input[name=to]")).to_have_value(f"reward/{reward}")
            # What stands behind # fills the form in, and leaves the rest of the address.
            page.evaluate("([n, c]) => { location.hash = `in=${n}-${c}` }", [
                number.replace(" ", ""), sign_in_code(club, number.replace(" ", "")).replace("-", "")])
            expect(page.locator("#sign-in .button")).to_be_focused()
            page.locator("#sign-in .button").click()
        else:
            page.locator("#redeem .button").click()
            page.locator("input[name=number]").fill(number)
            page.locator("input[name=code]").fill(sign_in_code(club, number.replace(" ", "")))
            page.locator("main form .button").click()
        expect(page.locator("main .kicker")).to_have_text("办好了")
        page.locator("main a[href^='/rewards/']").click()
        page.wait_for_url(f"{club.address}/rewards/{reward}/")
        if scripts:
            # The event's page knows who is signed in, though no other page of theirs was opened.
            page.goto(f"{club.address}/events/{event}/")
            expect(page.locator("form[data-event] [data-stranger]").first).to_be_hidden()
            expect(page.locator("form[data-event] button")).to_be_visible()
        context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    options = parser.parse_args()
    with demonstration() as content, serving(options.huikan, content) as club, \
            sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox"])
        for journey in (with_javascript, without_javascript, led_back, a_long_piece, in_debt):
            journey(browser, club)
            print(f"browser: {journey.__name__.replace('_', ' ')}: passed")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
