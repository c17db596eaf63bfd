"""A clerk at the staff desk in a real Chromium: sign in → find → preview → award → reverse → totals.

Once by keyboard alone on a tablet, once on a desktop with a connection that breaks after the server
has posted. What is asserted is what a person sees, and what the books say afterwards. With
--shots FOLDER it also keeps pictures of what it has seen, light and dark.
"""

import argparse
import contextlib
import datetime
import io
import json
import os
import re
import socket
import sys
import tempfile
import urllib.error
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import zxingcpp
from PIL import Image

from club import serving
from patience import expect

PHONE = {"width": 375, "height": 760}
TABLET = {"width": 768, "height": 1024}
DESKTOP = {"width": 1280, "height": 860}
READING = 500


class Desk:
    """A signed-in browser at the desk, and the same club as its API tells it."""

    def __init__(self, browser, club, shots, viewport, scheme="light", script=None):
        self.club, self.shots, self.scheme, self.viewport = club, shots, scheme, viewport
        self.context = browser.new_context(viewport=viewport, locale="zh-CN", color_scheme=scheme)
        if script:
            self.context.add_init_script(script)
        self.page = self.context.new_page()
        self.problems = []
        self.page.on("console", lambda m: self.problems.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def api(self, method, path, body=None, key=None, role="manager"):
        headers = {"Authorization": f"Bearer {self.club.token(role)}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        request = urllib.request.Request(
            f"{self.club.address}/api/v1{path}", method=method, headers=headers,
            data=json.dumps(body).encode() if body is not None else None)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def entries(self, number):
        return self.api("GET", f"/members/{number}/points")["lines"]

    def new_member(self, name, phone):
        member = self.api(
            "POST", "/members", {"name": name, "phone": phone, "consent": "2026-11"}, f"browser-{phone}-join")
        return member["number"]

    def open(self):
        self.page.goto(f"{self.club.address}/desk/")
        expect(self.page.locator("#token")).to_be_focused()

    def sign_in(self, role="clerk"):
        self.open()
        self.page.keyboard.type(self.club.token(role))
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#q")).to_be_focused()

    def keep(self, name):
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name}: the page scrolls sideways by {wide} px"
        axe(self.page, f"{name}, {self.viewport['width']} px, {self.scheme}")
        if self.shots:
            self.page.screenshot(
                path=os.path.join(self.shots, f"{name}-{self.viewport['width']}-{self.scheme}.png"), full_page=True)

    def close(self, allowed=()):
        # Chromium reports every refusal and every broken connection that the journey asks for.
        left = [p for p in self.problems if not any(word in p for word in ("401", *allowed))]
        assert not left, f"the browser's console says: {left}"
        self.context.close()


def axe(page, name):
    found = Axe().run(page).response["violations"]
    assert not found, f"{name}: " + "; ".join(
        f"{v['id']}: {', '.join(n['html'][:90] for n in v['nodes'][:3])}" for v in found)


def scanned(place):
    """What a scanner reads from a code on the page, as it is drawn there."""
    place.scroll_into_view_if_needed()
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(place.screenshot())))
    assert len(codes) == 1, f"{len(codes)} codes are read"
    return codes[0].text


ATTEMPT = re.compile(r"第\d+次")


def confirm(page):
    """Reads what will be posted, as long as a person takes at the least, and confirms."""
    expect(page.locator("#confirm")).to_be_focused()
    page.wait_for_timeout(READING)
    page.keyboard.press("Enter")


def confirms_nothing_unread(desk):
    """Neither a second press at once nor a key that is still down from the form confirms what is shown."""
    page, keys, sent = desk.page, desk.page.keyboard, []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    keys.press("Escape")
    expect(page.locator("#order .button")).to_be_focused()
    # In the moment in which the preview is shown, however slow the machine is.
    page.evaluate("""() => new Promise((pressed) => {
      const preview = document.getElementById("preview");
      new MutationObserver((_, observer) => {
        if (preview.hidden) return;
        observer.disconnect();
        document.getElementById("confirm").click();
        pressed();
      }).observe(preview, { attributes: true });
      document.querySelector("#order .button").click();
    })""")
    expect(page.locator("#confirm")).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#order .button")).to_be_focused()
    keys.down("Enter")
    expect(page.locator("#confirm")).to_be_focused()
    page.wait_for_timeout(READING)
    keys.down("Enter")
    keys.up("Enter")
    expect(page.locator("#confirm")).to_be_enabled()
    assert len(sent) == 2 and all(url.endswith("?preview=true") for url in sent), sent


def posted_today(desk, kind, name):
    """What somebody has posted today: on the day of an event the demonstration has a day of its own."""
    return sum(own[kind]["points"] for own in desk.api("GET", "/desk/today")["totals"]
               if name in (own["actor"], own.get("actorName")))


def by_keyboard(browser, club, shots):
    desk = Desk(browser, club, shots, TABLET)
    page, keys = desk.page, desk.page.keyboard
    first = desk.new_member("江小满", "13900007788")
    second = desk.new_member("江大满", "13800007788")
    clerk = desk.api("GET", "/desk/session", role="clerk")["name"]
    taken = posted_today(desk, "reversals", clerk)
    desk.open()
    keys.type("hk_wrong")
    keys.press("Enter")
    expect(page.locator("#token-wrong")).to_contain_text("令牌")
    desk.keep("sign-in")
    desk.sign_in()
    cookie = next(c for c in desk.context.cookies() if c["name"] == "huikan-desk")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict", cookie
    stored = page.evaluate("JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])")
    assert stored == '[[],[],""]', f"the page keeps {stored}"

    scripts = page.evaluate(
        "performance.getEntriesByType('resource').filter((r) => r.name.endsWith('.js')).map((r) => r.decodedBodySize)")
    assert len(scripts) == 7 and sum(scripts) <= 40_960, f"{len(scripts)} scripts of {sum(scripts)} bytes"

    # Two members with one ending: arrows choose, Enter picks, Esc and / lead back.
    keys.type("7788")
    keys.press("Enter")
    expect(page.locator("#hits .row").first).to_be_focused()
    expect(page.locator("#hits")).to_contain_text("139****7788")
    desk.keep("hits")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.locator("#member-name")).to_have_text("江小满")
    expect(page.locator("#rule-0")).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    # A scanner types the card's address and Enter.
    keys.type(f"https://club.example/m/{first}")
    keys.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()

    # Award by the second rule; the rule gives the points and proposes the reason.
    keys.press("ArrowDown")
    expect(page.locator("#reason")).to_have_value(re.compile("志愿服务"))
    desk.keep("order")
    keys.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("0 → 120")
    expect(page.locator("#confirm")).to_have_text("记入120分")
    desk.keep("preview")
    assert desk.entries(first) == [], "a preview has posted something"
    confirms_nothing_unread(desk)
    assert desk.entries(first) == [], "what nobody could have read was confirmed"
    keys.press("Enter")
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已记入 P\d+-1"))
    expect(page.locator("#status")).to_contain_text("0 → 120")
    expect(page.locator("#statement-lines tr")).to_have_count(1)
    desk.keep("done")

    # Reverse it, with a reason; without one the form says so.
    page.locator("#statement-lines button").focus()
    keys.press("Enter")
    expect(page.locator("#why")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#why-wrong")).to_be_visible()
    keys.type("签到重复")
    desk.keep("reverse")
    keys.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("120 → 0")
    confirm(page)
    expect(page.locator("#receipt-after")).to_have_text("120 → 0")
    assert [e["points"] for e in desk.entries(first)] == [120, -120]

    # The day: one award, one reversal, by this clerk; the latest entries name them.
    row = page.locator("#totals tr").filter(has_text=clerk)
    expect(row).to_contain_text(f"−{120 - taken:,}")
    expect(page.locator("#latest li").first).to_contain_text("−120")

    # The next person, who is new.
    expect(page.locator("#next")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#member-card")).to_be_hidden()
    page.locator("#new-member").focus()
    keys.press("Enter")
    expect(page.locator("#name")).to_be_focused()
    keys.type("叶知秋")
    keys.press("Tab")
    keys.type("136 0000 7788")
    keys.press("Enter")
    expect(page.locator("#agreed-wrong")).to_be_visible()
    keys.press("Space")
    desk.keep("enrol")
    keys.press("Enter")
    expect(page.locator("#preview-rows")).to_contain_text("+8613600007788")
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已入会 \d{4} \d{4} \d{4}"))
    expect(page.locator("#member-name")).to_have_text("叶知秋")
    assert len(desk.api("GET", "/members?find=7788")["members"]) == 3

    page.locator("#sign-out").focus()
    keys.press("Enter")
    expect(page.locator("#token")).to_be_focused()
    assert "叶知秋" not in page.content() and second not in page.content(), "somebody is left on the page"
    desk.close()


def through_a_broken_line(browser, club, shots):
    desk = Desk(browser, club, shots, DESKTOP)
    page = desk.page
    number = desk.new_member("白石", "13700009911")
    desk.sign_in()
    page.locator("#q").fill("9911")
    page.keyboard.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()

    keys_sent, is_whole = [], []

    def drop_the_answer(route):
        """The server posts; its answer never arrives, until the line is whole."""
        keys_sent.append(route.request.headers["idempotency-key"])
        if is_whole:
            return route.continue_()
        route.fetch()
        route.abort("connectionreset")

    page.route("**/points", drop_the_answer)
    page.keyboard.press("Enter")
    confirm(page)
    expect(page.locator("#notice-text")).to_contain_text(re.compile(r"正在用同一凭证重试（第\d+次）"))
    expect(page.locator("#notice-text")).to_contain_text(re.compile(r"第([2-9]|\d\d)次"))
    assert page.evaluate("(() => { const e = new Event('beforeunload', { cancelable: true }); return !dispatchEvent(e); })()"), \
        "the page can be closed in doubt without a warning"
    desk.keep("retry")
    is_whole.append(True)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已记入 P\d+-1"), timeout=60_000)
    expect(page.locator("#status")).to_contain_text("只记了一次")
    expect(page.locator("#notice")).to_be_hidden()
    assert len(keys_sent) >= 3 and len(set(keys_sent)) == 1, keys_sent
    assert len(desk.entries(number)) == 1, "it was posted twice"
    page.unroute("**/points")

    # No line at all: the request waits for it, and “now” tries at once.
    page.locator("#again").click()
    page.locator("#rules label", has_text="兑换").click()
    page.locator("#reason").fill("换雨伞一把")
    page.locator("#points").fill("9,999,999")
    page.keyboard.press("Enter")
    expect(page.locator("#points-wrong")).to_be_visible()
    page.locator("#points").fill("６０")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("60 → 0")
    # A bare number is a second person's to approve; what a rule gives is not.
    expect(page.locator("#preview-waits")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#rules label", has_text="志愿服务半天").click()
    page.locator("#reason").fill("志愿服务半天")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("60 → 180")
    desk.context.set_offline(True)
    confirm(page)
    expect(page.locator("#notice-text")).to_contain_text(ATTEMPT)
    desk.context.set_offline(False)
    expect(page.locator("#receipt-after")).to_have_text("60 → 180", timeout=60_000)
    assert [e["points"] for e in desk.entries(number)] == [60, 120]
    desk.keep("desktop")

    # The session ends in the middle: the same person goes on with the same key.
    page.locator("#again").click()
    page.keyboard.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("180 → 240")
    desk.context.clear_cookies()
    confirm(page)
    expect(page.locator("#token")).to_be_focused()
    expect(page.locator("#bench")).to_be_hidden()
    page.keyboard.type(club.token("clerk"))
    page.keyboard.press("Enter")
    expect(page.locator("#receipt-after")).to_have_text("180 → 240")
    assert [e["points"] for e in desk.entries(number)] == [60, 120, 60]
    # A refusal by the rules is said in words, and nothing is lost of the form.
    page.locator("#again").click()
    page.locator("#rules label", has_text="兑换").click()
    page.locator("#reason").fill("换茶具")
    page.locator("#points").fill("500")
    page.keyboard.press("Enter")
    expect(page.locator("#notice-text")).to_contain_text("需要500分")
    expect(page.locator("#points")).to_have_value("500")
    desk.close(("409", "ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_RESET", "ERR_FAILED"))


def typed_anew(browser, club, shots):
    """A clerk who types the next number before the last one was found is left alone by what is found late."""
    desk = Desk(browser, club, shots, TABLET)
    page, held = desk.page, []
    desk.new_member("早来", "13700007701")
    desk.new_member("晚到", "13700007702")
    desk.sign_in()
    page.route("**/members?find=7701", lambda route: held.append(route))
    page.keyboard.type("7701")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("正在查找……")
    page.locator("#q").fill("")
    page.keyboard.type("7702")
    expect(page.locator("#status")).to_be_empty()
    with page.expect_response("**/members?find=7701"):
        held.pop().continue_()
    page.wait_for_timeout(READING)
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("7702")
    expect(page.locator("#member-card")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#member-name")).to_have_text("晚到")
    expect(page.locator("#rule-0")).to_be_focused()

    # Nobody is found, then the line is gone: whoever was served before is not served in their place.
    for typed, told, line in (("7799", "#status", "没有找到"), ("7701", "#notice-text", "连接中断")):
        if typed == "7701":
            page.route("**/members?find=7701", lambda route: route.abort("connectionreset"))
        page.keyboard.press("/")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.locator(told)).to_contain_text(line)
        expect(page.locator("#q")).to_be_focused()
        expect(page.locator("#member-card")).to_be_hidden()
        expect(page.locator("#order")).to_be_hidden()
        expect(page.locator("#work-idle")).to_be_visible()
        assert "晚到" not in page.locator("#bench").text_content(), "somebody is left on the page"
        # What is typed next is typed over it.
        page.keyboard.type("7702")
        page.keyboard.press("Enter")
        expect(page.locator("#member-name")).to_have_text("晚到")
        expect(page.locator("#rule-0")).to_be_focused()
        expect(page.locator("#notice")).to_be_hidden()
    # Also a row of the day that cannot be opened.
    page.route(re.compile(r"/members/\d+$"), lambda route: route.abort("connectionreset"))
    page.locator("#latest .row").first.click()
    expect(page.locator("#notice-text")).to_contain_text("连接中断")
    expect(page.locator("#member-card")).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()
    desk.close(("ERR_CONNECTION_RESET", "ERR_FAILED"))


def by_rule(browser, club, shots):
    """A rule asks for its facts and says how many points they make, and what its cap leaves."""
    desk = Desk(browser, club, shots, TABLET)
    page = desk.page
    number = desk.new_member("许文舟", "13500009944")
    desk.sign_in()
    page.locator("#q").fill(number)
    page.keyboard.press("Enter")
    page.locator("#rules label", has_text="会所与食堂消费").click()
    expect(page.locator("#points-field")).to_be_hidden()
    expect(page.locator("#reference-label")).to_have_text("依据（必填）")
    page.keyboard.press("Enter")
    expect(page.locator("#amountFen-wrong")).to_be_visible()
    expect(page.locator("#amountFen")).to_be_focused()
    page.locator("#amountFen").fill("1,280.5")
    page.keyboard.press("Enter")
    expect(page.locator("#reference-wrong")).to_have_text("请填写依据，如小票号。")
    expect(page.locator("#reference")).to_be_focused()
    desk.keep("by-rule-lacking")
    page.locator("#reference").fill("R-2026.0944")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("0 → 100")
    # A campaign may be on: what the service would post is what is shown.
    earning = desk.api("POST", f"/members/{number}/points?preview=true", {
        "action": "award", "source": "purchase", "amountFen": 128_050, "reference": "R-2026.0944",
        "reason": "会所与食堂消费"})["entries"][0]["earning"]
    assert earning["cut"] >= 28, earning
    expect(page.locator("#preview-rows")).to_contain_text(
        f"{earning['base']}分 × {earning.get('percent', 100) / 100:g}，超限减{earning['cut']}")
    expect(page.locator("#preview-rows")).to_contain_text("当天 0 · 当月 500")
    desk.keep("by-rule")
    confirm(page)
    expect(page.locator("#receipt-after")).to_have_text("0 → 100")
    page.locator("#again").click()
    # One that is held today would do for whoever joins today.
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date().isoformat()
    event = [one["slug"] for one in desk.api("GET", "/events")["events"]
             if one["points"] and one["start"][:10] < today][-1]
    attending(page, event)
    expect(page.locator("#reference-label")).to_have_text("依据（可不填）")
    expect(page.locator("#event option").first).to_contain_text("+")
    desk.keep("by-event")
    page.locator("#order .button").click()
    # Whoever joins today was no member when it was held.
    expect(page.locator("#notice-text")).to_contain_text("业务日期须在")
    absent = next(one["number"] for one in desk.api("GET", "/members")["members"] if can_attend(desk, one, event))
    page.keyboard.press("/")
    page.locator("#q").fill(absent)
    page.keyboard.press("Enter")
    attending(page, event)
    page.locator("#order .button").click()
    expect(page.locator("#preview-after")).to_have_text(re.compile(r"^[\d,]+ → [\d,]+$"))
    confirm(page)
    page.locator("#again").click()
    attending(page, event)
    page.locator("#order .button").click()
    expect(page.locator("#notice-text")).to_contain_text("同一凭据已经记过")
    desk.close(("409", "422"))
    by_a_rule_of_yesterday(browser, club, shots, number)


def attending(page, event):
    """Chooses the rule of attendance, and the event once the desk has read which have begun."""
    page.evaluate("document.getElementById('event').replaceChildren()")
    page.locator("#rules label", has_text="活动签到").click()
    page.locator("#event").select_option(event)


def can_attend(desk, member, event):
    """Whether somebody was a member when the event was held, and has not had its points."""
    with contextlib.suppress(urllib.error.HTTPError):
        return bool(desk.api("POST", f"/members/{member['number']}/points?preview=true", {
            "action": "award", "source": "attend", "event": event, "reason": "活动签到"}))
    return False


def by_a_rule_of_yesterday(browser, club, shots, number):
    """A page that has been open since before the rules were changed: the service says what is lacking."""
    desk = Desk(browser, club, shots, TABLET)
    page = desk.page
    stale = desk.api("GET", "/desk/rules")
    rule = next(rule for rule in stale["pointRules"] if rule["code"] == "purchase")
    page.route("**/desk/rules", lambda route: route.fulfill(json=stale))
    desk.sign_in()
    for field, typed in (("amountFen", "128"), ("points", "5")):
        rule["needs"] = [field]
        page.reload()
        expect(page.locator("#q")).to_be_focused()
        page.locator("#q").fill(number)
        page.keyboard.press("Enter")
        page.locator("#rules label", has_text="会所与食堂消费").click()
        page.locator(f"#{field}").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#reference-wrong")).to_have_text("依据必填。")
        if field == "amountFen":
            # What has its field is said there, and there alone.
            expect(page.locator("#reference")).to_be_focused()
            expect(page.locator("#notice")).to_be_hidden()
    # What has none here is said above: in the desk's words, and sentence after sentence.
    expect(page.locator("#notice-text")).to_have_text("规则“会所与食堂消费”须填：金额、依据。金额必填。")
    desk.close(("422",))


def of_a_member(browser, club, shots):
    """What is changed of a member beside the points, each looked over first; and what has not arrived."""
    desk = Desk(browser, club, shots, TABLET, "dark")
    page = desk.page
    guardian = desk.new_member("秦望舒", "13300005501")
    desk.sign_in()

    def look(form):
        page.locator(f"#{form} .submit .button").click()
        expect(page.locator("#preview")).to_be_visible()

    def begin(name):
        if page.locator("#more[open]").count() == 0:
            page.locator("#more summary").click()
        page.locator(f"#more button[name={name}]").click()
        expect(page.locator(f"#{name}")).to_be_visible()

    # A child joins through whoever answers for it, without a telephone.
    page.locator("#new-member").click()
    page.locator("#name").fill("秦小满")
    page.locator("#guardian").fill(guardian)
    page.locator("#agreed").check()
    look("enrol")
    expect(page.locator("#preview-rows")).to_contain_text(guardian[:4])
    confirm(page)
    expect(page.locator("#receipt-title")).to_contain_text("已入会")
    expect(page.locator("#member-name")).to_have_text("秦小满")
    child = page.locator("#member-number").text_content().replace(" ", "")
    assert desk.api("GET", f"/members/{child}")["guardian"] == guardian

    page.locator("#q").fill(guardian)
    page.keyboard.press("Enter")
    expect(page.locator("#member-name")).to_have_text("秦望舒")
    begin("note")
    page.locator("#note-homes").fill("两套")
    page.locator("#note .submit .button").click()
    expect(page.locator("#note-homes-wrong")).to_be_visible()
    page.locator("#note-homes").fill("2")
    page.locator("#note-region").select_option("yuntang")
    page.locator("#note-segments label", has_text="志愿者").click()
    page.locator("#note-reason").fill("看过购房合同")
    desk.keep("note")
    look("note")
    expect(page.locator("#preview-rows")).to_contain_text("云塘里")
    assert desk.api("GET", f"/members/{guardian}")["homes"] == 0, "a preview has noted something"
    confirm(page)
    expect(page.locator("#receipt-rows")).to_contain_text("志愿者")
    told = desk.api("GET", f"/members/{guardian}")
    assert (told["homes"], told["region"], told["segments"]) == (2, "yuntang", ["volunteer"]), told

    expect(page.locator("#member-facts")).to_contain_text("房屋2套 · 云塘里 · 志愿者")

    begin("change-contact")
    page.locator("#contact-new").fill("133 0000 5502")
    look("change-contact")
    # No points move: nothing is said of reversing.
    expect(page.locator("#preview .hint")).to_be_hidden()
    confirm(page)
    expect(page.locator("#member-facts")).to_contain_text("13300005502")

    # Joined on the site with a phone that nobody has confirmed: marked, and confirmed in two presses.
    joined = urllib.request.Request(
        f"{club.address}/api/v1/members", method="POST",
        headers={"Content-Type": "application/json", "Idempotency-Key": "browser-unconfirmed"},
        data=json.dumps({"name": "秦望北", "phone": "13300005503", "consent": "2026-11"}).encode())
    with urllib.request.urlopen(joined, timeout=60) as answer:
        north = json.load(answer)["number"]
    page.locator("#q").fill("5503")
    page.keyboard.press("Enter")
    expect(page.locator("#member-facts")).to_contain_text("13300005503（未核实）")
    desk.keep("unconfirmed")
    page.locator("#unconfirmed").click()
    expect(page.locator("#contact-known")).to_contain_text("13300005503")
    desk.keep("confirm-contact")
    look("confirm-contact")
    assert desk.api("GET", f"/members/{north}")["unconfirmed"] == ["phone"], "a preview has confirmed something"
    confirm(page)
    expect(page.locator("#receipt-title")).to_contain_text("核实联系方式")
    expect(page.locator("#member-facts")).not_to_contain_text("未核实")
    expect(page.locator("#unconfirmed")).to_be_hidden()
    assert desk.api("GET", f"/members/{north}")["unconfirmed"] == []
    page.locator("#q").fill(guardian)
    page.keyboard.press("Enter")
    expect(page.locator("#member-name")).to_have_text("秦望舒")
    expect(page.locator("#unconfirmed")).to_be_hidden()

    begin("refer")
    page.locator("#refer-referrer").fill(guardian)
    page.locator("#refer .submit .button").click()
    expect(page.locator("#notice-text, #refer-referrer-wrong").filter(visible=True).first).to_contain_text("介绍")

    begin("transfer")
    page.locator("#transfer-to").fill(child)
    page.locator("#transfer-points").fill("30")
    page.locator("#transfer .submit .button").click()
    expect(page.locator("#notice-text")).to_contain_text("家")
    page.keyboard.press("Escape")

    # Every message has arrived; the other system that is to be told answers nothing.
    page.locator("#show-messages").click()
    expect(page.locator("#messages li")).to_have_count(1)
    expect(page.locator("#messages")).to_contain_text("till")
    expect(page.locator("#messages")).to_contain_text("通知别的系统")
    expect(page.locator("#messages-none")).to_be_hidden()
    desk.keep("messages")

    page.locator("#q").fill(child)
    page.keyboard.press("Enter")
    expect(page.locator("#member-name")).to_have_text("秦小满")
    begin("leave")
    desk.keep("leave")
    look("leave")
    confirm(page)
    expect(page.locator("#receipt-title")).to_contain_text("办理退会")
    assert desk.api("GET", f"/members/{child}")["left"] is not None
    expect(page.locator("#member-facts")).to_contain_text("已退会")
    expect(page.locator("#again")).to_be_disabled()
    scripts = page.evaluate(
        "performance.getEntriesByType('resource').filter((r) => r.name.endsWith('.js')).map((r) => r.decodedBodySize)")
    assert max(scripts) <= 40_960, scripts
    desk.close(("409", "422"))


def of_one_who_has_left(browser, club, shots):
    """Whoever has left can be looked at, and nothing is offered that would be refused."""
    desk = Desk(browser, club, shots, TABLET)
    page, keys = desk.page, desk.page.keyboard
    number, other = desk.new_member("谢幕", "13300005511"), desk.new_member("留步", "13300005512")
    desk.api("POST", f"/members/{number}/points", {
        "action": "award", "points": 300, "source": "article", "reason": "来稿刊用"}, "browser-left-award")
    desk.api("POST", "/rewards/canteen-meal/vouchers", {"member": number}, "browser-left-voucher")
    desk.api("POST", f"/members/{number}/leaving", {}, "browser-left-leaving")
    acts = ("#order", "#give-code", "#redeem", "#more", "#unconfirmed", "#statement-lines button")
    desk.sign_in("manager")
    keys.type(number)
    keys.press("Enter")
    expect(page.locator("#member-facts")).to_contain_text("已退会")
    expect(page.locator("#member-name")).to_be_focused()
    expect(page.locator("#work-gone")).to_be_visible()
    expect(page.locator("#statement-lines tr")).not_to_have_count(0)
    for act in acts:
        expect(page.locator(act).filter(visible=True)).to_have_count(0)
    for seen in ("#card-page", "#statement-page", "#show-vouchers"):
        expect(page.locator(seen)).to_be_visible()
    desk.keep("left")
    page.locator("#show-vouchers").click()
    expect(page.locator("#vouchers")).to_contain_text("社区食堂餐券")
    page.locator("#vouchers button").click()
    expect(page.locator("#voucher-rows")).to_contain_text("社区食堂餐券")
    expect(page.locator("#voucher-back")).to_be_hidden()
    desk.keep("left-voucher")
    keys.press("Escape")
    expect(page.locator("#work-gone")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    with desk.context.expect_page() as opened:
        page.locator("#statement-page").click()
    expect(opened.value.locator("tbody")).to_contain_text("社区食堂餐券")
    opened.value.close()
    with desk.context.expect_page() as opened:
        page.locator("#card-page").click()
    expect(opened.value.locator("h1")).to_have_text("会员卡")
    opened.value.close()
    # Whoever is there is offered all of it again.
    page.locator("#q").fill(other)
    page.locator("#q").press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()
    for act in ("#give-code", "#redeem", "#more"):
        expect(page.locator(act)).to_be_visible()
    desk.close()


def by_hand_and_back(browser, club, shots):
    """An entry by hand has no title: what takes it back says all the same what it was."""
    desk = Desk(browser, club, shots, TABLET)
    page, keys = desk.page, desk.page.keyboard
    number = desk.new_member("回音", "13300005521")
    asked = desk.api(
        "POST", f"/members/{number}/points",
        {"action": "award", "points": 20, "source": "manual", "reason": "补记值守"}, "browser-hand-award", role="clerk")
    desk.api("POST", f"/points/requests/{asked['request']}/approval", {}, "browser-hand-approval")
    entry, = desk.entries(number)
    what = f"冲正{entry['id']} · 手工发放"
    desk.sign_in("manager")
    keys.type(number)
    keys.press("Enter")
    page.locator("#statement-lines button").click()
    expect(page.locator("#why")).to_be_focused()
    keys.type("补错了人")
    keys.press("Enter")
    expect(page.locator("#preview-rows")).to_contain_text(what)
    confirm(page)
    expect(page.locator("#receipt-after")).to_have_text("20 → 0")
    expect(page.locator("#receipt-rows")).to_contain_text(what)
    expect(page.locator("#statement-lines th").first).to_contain_text(what)
    expect(page.locator("#latest li").first).to_contain_text(what)
    assert desk.entries(number)[-1]["title"] is None
    desk.keep("by-hand-and-back")
    with desk.context.expect_page() as opened:
        page.locator("#statement-page").click()
    expect(opened.value.locator("tbody")).to_contain_text(f"冲正{entry['id']}：手工发放")
    opened.value.close()
    desk.close()
    member = Desk(browser, club, shots, PHONE)
    code = member.api("POST", f"/members/{number}/sign-in-code", {}, "browser-hand-code")["code"]
    member.page.goto(f"{club.address}/me/#in={number}-{code.replace('-', '')}")
    member.page.locator("#sign-in button").click()
    expect(member.page.locator("h1")).to_have_text("已经登录")
    member.page.goto(f"{club.address}/me/")
    expect(member.page.locator("#me-lines th").filter(has_text="冲正")).to_have_text("发放冲正 · 补错了人")
    member.close()


def in_doubt(browser, club, shots):
    """Every answer is lost and the clerk stops waiting: the same again is still the same posting."""
    desk = Desk(browser, club, shots, TABLET)
    page = desk.page
    number = desk.new_member("方竹", "13500009933")
    desk.sign_in()
    # A scanner types wherever the focus is.
    page.locator("#refresh").focus()
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()
    keys_sent = []

    def drop_every_answer(route):
        keys_sent.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort("connectionreset")

    page.route("**/points", drop_every_answer)
    # The page's clock stands still, so that each attempt waits for somebody to press the button.
    page.clock.install()
    page.keyboard.press("Enter")
    expect(page.locator("#confirm")).to_be_focused()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(minutes=5))
    page.keyboard.press("Enter")
    for attempt in (1, 2, 3):
        expect(page.locator("#notice-text")).to_contain_text(f"第{attempt}次")
        expect(page.locator("#retry-stop")).to_be_hidden()
        expect(page.locator("#retry-now")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator("#notice-text")).to_contain_text("第4次")
    # Nothing else can be begun meanwhile.
    page.locator("#q").fill("9911")
    page.locator("#q").press("Enter")
    expect(page.locator("#status")).to_contain_text("先等它记完")
    expect(page.locator("#member-name")).to_have_text("方竹")
    page.locator("#retry-stop").click()
    expect(page.locator("#notice-text")).to_contain_text("还不能确定")
    expect(page.locator("#statement-lines tr")).to_have_count(1)
    page.clock.resume()
    desk.keep("doubt")
    page.unroute("**/points")
    page.locator("#order .button").click()
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已记入 P\d+-1"))
    entry, = desk.entries(number)
    # The preview has shown a second one; nothing else was posted, and nobody is told so.
    expect(page.locator("#status")).to_contain_text(f"这一笔刚才已经记入（{entry['id']}），没有再记。")
    expect(page.locator("#receipt-after")).to_have_text("0 → 60")
    # And the next one is another one.
    page.locator("#again").click()
    page.locator("#order .button").click()
    confirm(page)
    expect(page.locator("#receipt-after")).to_have_text("60 → 120")
    assert len(desk.entries(number)) == 2
    desk.close(("ERR_CONNECTION_RESET", "ERR_FAILED"))


def two_clerks(browser, club, shots):
    """Two clerks look the same posting over; the second is shown the new balance before anything is posted."""
    first, second = Desk(browser, club, None, TABLET), Desk(browser, club, shots, PHONE)
    number = first.new_member("连理", "13500009935")
    for desk in (first, second):
        page = desk.page
        desk.sign_in()
        page.locator("#q").fill(number)
        page.keyboard.press("Enter")
        page.locator("#rules label", has_text="志愿服务半天").click()
        page.locator("#order .button").click()
        expect(page.locator("#preview-after")).to_have_text("0 → 120")
        page.wait_for_timeout(READING)
    first.page.locator("#confirm").click()
    expect(first.page.locator("#receipt-after")).to_have_text("0 → 120")
    page = second.page
    page.locator("#confirm").click()
    expect(page.locator("#notice-text")).to_have_text("这位会员的账刚才变了，这一笔还没有记。请按新的结余再核对。")
    expect(page.locator("#preview-after")).to_have_text("120 → 240")
    expect(page.locator("#member-facts")).to_contain_text("120")
    expect(page.locator("#statement-lines tr")).to_have_count(1)
    assert len(first.entries(number)) == 1, "it was posted on a balance that nobody had seen"
    second.keep("changed-meanwhile")
    confirm(page)
    expect(page.locator("#receipt-after")).to_have_text("120 → 240")
    expect(page.locator("#notice")).to_be_hidden()
    assert [entry["points"] for entry in first.entries(number)] == [120, 120]
    # The first has the old card open: what is looked over next is on the balance as it is.
    page = first.page
    page.locator("#again").click()
    page.locator("#rules label", has_text="志愿服务半天").click()
    page.locator("#order .button").click()
    expect(page.locator("#preview-after")).to_have_text("240 → 360")
    confirm(page)
    expect(page.locator("#receipt-after")).to_have_text("240 → 360")
    for desk in (first, second):
        desk.close(("412",))


def as_it_is_written(browser, club, shots):
    """A number with hyphens is a member's; a landline is shown as it is dialled."""
    desk = Desk(browser, club, shots, TABLET)
    page = desk.page
    number = desk.new_member("座机", "027-87654321")
    desk.sign_in()
    for typed in (f"{number[:4]}-{number[4:8]}-{number[8:]}", "027-8765 4321", number):
        page.locator("#q").fill(typed)
        page.locator("#q").press("Enter")
        expect(page.locator("#member-name")).to_have_text("座机")
        page.locator("#q").fill("0000")
        page.locator("#q").press("Enter")
        expect(page.locator("#member-card")).to_be_hidden()
    page.locator("#q").fill(number)
    page.locator("#q").press("Enter")
    row = page.locator("#member-facts div").filter(has_text="02787654321")
    expect(row.locator("dt")).to_have_text("电话")
    desk.new_member("座机二号", "0755-87654321")
    page.locator("#q").fill("4321")
    page.locator("#q").press("Enter")
    expect(page.locator("#hits")).to_contain_text("027****4321")
    expect(page.locator("#hits")).to_contain_text("0755****4321")
    desk.close()


FAKE_DETECTOR = """
globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(picture) {
    return picture.videoWidth > 0 ? [{ rawValue: "https://club.example/card/NUMBER" }] : [];
  }
};
"""


def by_camera(browser, club, shots):
    """The page may use the camera; what it reads is looked up like what is typed."""
    number = Desk(browser, club, shots, TABLET).api("GET", "/members?find=9933")["members"][0]["number"]
    desk = Desk(browser, club, shots, TABLET, script=FAKE_DETECTOR.replace("NUMBER", number))
    desk.sign_in()
    desk.page.locator("#scan").click()
    expect(desk.page.locator("#member-name")).to_have_text("方竹")
    expect(desk.page.locator("#camera")).to_be_hidden()
    desk.close()


def for_a_second_person(browser, club, shots):
    """What has to be approved is shown as it would be posted, and is posted by nobody yet."""
    desk = Desk(browser, club, shots, TABLET)
    page = desk.page
    number = desk.new_member("石榴", "13400009944")
    desk.sign_in()
    page.locator("#q").fill(number)
    page.keyboard.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()
    page.locator("#rules label", has_text="手工发放").click()
    page.locator("#points").fill("5000")
    page.locator("#reason").fill("旧账补记")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("0 → 5,000")
    expect(page.locator("#preview-waits")).to_be_visible()
    desk.keep("waits")
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已提交复核 Q\d+-1"))
    expect(page.locator("#receipt")).to_contain_text("尚未入账")
    assert desk.entries(number) == [] and len(desk.api("GET", "/points/requests")["requests"]) == 1
    desk.close()
    approve(browser, club, shots, number)


def taken_back_by_two(browser, club, shots):
    """What one person may not post alone one does not take back alone: a clerk asks, a manager agrees."""
    desk = Desk(browser, club, shots, TABLET)
    page = desk.page
    number = desk.new_member("薄荷", "13400009955")
    asked = desk.api(
        "POST", f"/members/{number}/points",
        {"action": "award", "points": 5000, "source": "manual", "reason": "首次购房"}, f"browser-{number}-award", role="clerk")
    desk.api("POST", f"/points/requests/{asked['request']}/approval", {}, f"browser-{number}-approval")
    got = desk.api("POST", "/rewards/housekeeping/vouchers", {"member": number}, f"browser-{number}-voucher")
    desk.api("POST", "/vouchers/use", {"voucher": got["voucher"]}, f"browser-{number}-use")
    desk.sign_in()
    page.locator("#q").fill(number)
    page.keyboard.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()
    # A voucher that was used, of many points.
    page.locator("#show-vouchers").click()
    page.locator("#vouchers button").click()
    page.locator("#voucher-reason").fill("没有上门")
    page.locator("#voucher-give-back").click()
    expect(page.locator("#preview-after")).to_have_text("4,200 → 5,000")
    expect(page.locator("#preview-waits")).to_be_visible()
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已提交复核 Q\d+-1"))
    expect(page.locator("#receipt")).to_contain_text("尚未入账")
    waiting, = desk.api("GET", "/points/requests")["requests"]
    assert waiting["action"] == "reverse" and waiting["points"] == 800, waiting
    desk.api("POST", f"/points/requests/{waiting['request']}/approval", {}, f"browser-{number}-back")
    page.locator("#q").fill(number)
    page.locator("#q").press("Enter")
    expect(page.locator("#statement-lines tr")).to_have_count(3)
    # An entry of many points.
    page.locator("#statement-lines button").click()
    expect(page.locator("#why")).to_be_focused()
    # Whoever agrees allows the debt; the clerk asks for it.
    expect(page.locator("#debt-field")).to_be_visible()
    page.locator("#why").fill("合同作废")
    page.locator("#debt").check()
    page.locator("#reverse .button").click()
    expect(page.locator("#preview-after")).to_have_text("5,000 → 0")
    expect(page.locator("#preview-waits")).to_be_visible()
    expect(page.locator("#confirm")).to_have_text("提交复核（5,000分）")
    desk.keep("reversal-waits")
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已提交复核 Q\d+-1"))
    expect(page.locator("#receipt")).to_contain_text(re.compile(r"冲正P\d+-2"))
    assert [entry["points"] for entry in desk.entries(number)] == [5000, -800, 800]
    # Once is enough.
    page.locator("#statement-lines button").click()
    page.locator("#why").fill("合同作废")
    page.locator("#reverse .button").click()
    expect(page.locator("#notice-text")).to_contain_text("正在等复核")
    # Why there is no button to agree with: it is one's own; what is left is to withdraw it.
    page.locator("#requests .row").click()
    expect(page.locator("#refusal")).to_be_focused()
    expect(page.locator("#decide-other")).to_contain_text("提交人以外的经理")
    expect(page.locator("#approve")).to_be_hidden()
    clerk = desk.api("GET", "/desk/session", role="clerk")["name"]
    desk.close(("409",))

    desk = Desk(browser, club, shots, DESKTOP)
    page = desk.page
    desk.sign_in("manager")
    waiting = page.locator("#requests .row")
    expect(waiting).to_contain_text(re.compile(r"冲正P\d+-2"))
    expect(waiting).to_contain_text("−5,000")
    waiting.click()
    expect(page.locator("#approve")).to_be_focused()
    expect(page.locator("#decide-other")).to_be_hidden()
    for told in ("合同作废", clerk, "−5,000", "允许"):
        expect(page.locator("#decide-rows")).to_contain_text(told)
    desk.keep("decide-reversal")
    page.locator("#approve").click()
    expect(page.locator("#preview-after")).to_have_text("5,000 → 0")
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已记入 P\d+-2"))
    expect(page.locator("#waiting")).to_be_hidden()
    assert [entry["points"] for entry in desk.entries(number)] == [5000, -800, 800, -5000]
    desk.close()


def approve(browser, club, shots, number):
    """A manager looks the request over and agrees; then the member gets a code, and uses it."""
    desk = Desk(browser, club, shots, DESKTOP, "dark")
    page = desk.page
    desk.sign_in("manager")
    page.locator("#requests .row").click()
    expect(page.locator("#approve")).to_be_focused()
    page.locator("#refuse").click()
    expect(page.locator("#refusal-wrong")).to_be_visible()
    desk.keep("decide")
    page.locator("#approve").click()
    expect(page.locator("#preview-after")).to_have_text("0 → 5,000")
    assert desk.entries(number) == [], "a preview has posted something"
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已记入 P\d+-2"))
    expect(page.locator("#waiting")).to_be_hidden()
    assert [entry["points"] for entry in desk.entries(number)] == [5000]
    page.locator("#give-code").click()
    expect(page.locator("#status")).to_contain_text(re.compile(r"登录码 [0-9A-Z]{4}-[0-9A-Z]{4}"))
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator("#status").inner_text()).group()
    expect(page.locator("#receipt")).to_contain_text(code)
    link = scanned(page.locator("#receipt-code"))
    assert link == f"{club.address}/me/#in={number}-{code.replace('-', '')}", link
    desk.keep("sign-in-slip")
    desk.close()
    member = Desk(browser, club, shots, {"width": 375, "height": 812})
    member.page.goto(link)
    expect(member.page.locator("#sign-in button")).to_be_focused()
    assert member.page.url == f"{club.address}/me/", "the code stays in the address"
    assert member.page.locator("#number").input_value().replace(" ", "") == number
    assert member.page.locator("#code").input_value() == code
    member.keep("sign-in-member")
    member.page.locator("#sign-in button").click()
    expect(member.page.locator("h1")).to_have_text("已经登录")
    member.page.goto(f"{club.address}/me/")
    expect(member.page.locator("#me-name")).to_have_text("石榴")
    expect(member.page.locator("#me-expiring")).to_contain_text("5,000")
    assert scanned(member.page.locator("#me-code")) == number
    member.keep("me-signed-in")
    member.page.get_by_role("link", name="打印会员卡").click()
    expect(member.page.locator("h1")).to_have_text("会员卡")
    assert scanned(member.page.locator(".qr")) == number
    assert "石榴" not in member.page.content(), "the card names its member"
    expect(member.page.locator("[data-print]")).to_be_visible()
    member.keep("card")
    member.close()


def vouchers(browser, club, shots):
    """A clerk redeems for a member, the voucher is scanned and handed over once; the member sees it all."""
    desk = Desk(browser, club, shots, TABLET)
    page, keys = desk.page, desk.page.keyboard
    number = desk.new_member("白露", "13700003344")
    desk.api("POST", f"/members/{number}/points", {
        "action": "award", "points": 300, "source": "article", "reason": "来稿刊用"}, "browser-voucher-award")
    desk.sign_in()
    keys.type("3344")
    keys.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()
    page.locator("#redeem").click()
    expect(page.locator("#reward-0")).to_be_focused()
    desk.keep("shelf")
    keys.press("Enter")
    expect(page.locator("#preview-after")).to_have_text("300 → 200")
    expect(page.locator("#preview-rows")).to_contain_text("社区食堂餐券")
    expect(page.locator("#preview-rows")).not_to_contain_text("canteen-meal")
    assert desk.entries(number)[-1]["points"] == 300, "a preview has posted something"
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已兑换 V\d+-2"))
    code = page.locator("#receipt-after").inner_text()
    scan = scanned(page.locator("#receipt-code"))
    assert scan == f"HKV:{code.replace('-', '')}", scan
    desk.keep("voucher-slip")
    page.locator("#q").focus()
    keys.type(scan)
    keys.press("Enter")
    expect(page.locator("#voucher-use")).to_be_focused()
    expect(page.locator("#voucher-rows")).to_contain_text("社区食堂餐券")
    desk.keep("voucher")
    keys.press("Enter")
    confirm(page)
    expect(page.locator("#receipt-title")).to_have_text(re.compile(r"已领取 V\d+-2"))
    name = page.locator("#receipt-title").inner_text().split()[-1]
    # Once: the second time the counter says when it was used.
    page.locator("#q").fill(code.replace("-", ""))
    page.locator("#q").press("Enter")
    expect(page.locator("#notice-text")).to_contain_text("已于")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#member-card")).to_be_hidden()
    expect(page.locator("#order")).to_be_hidden()
    keys.type(number)
    keys.press("Enter")
    expect(page.locator("#member-name")).to_have_text("白露")
    page.locator("#show-vouchers").click()
    expect(page.locator("#vouchers")).to_contain_text("已用")
    line = page.locator("#statement-lines tr").first
    expect(line).to_contain_text("社区食堂餐券")
    expect(line).not_to_contain_text("canteen-meal")
    expect(page.locator("#latest li").first).to_contain_text("社区食堂餐券")
    # By what stands on the slip, as it is typed.
    entry = line.locator("small").inner_text().split()[0]
    for typed in (name.lower(), entry):
        page.locator("#q").fill("0000")
        page.locator("#q").press("Enter")
        expect(page.locator("#member-none")).to_be_visible()
        page.locator("#q").fill(typed)
        page.locator("#q").press("Enter")
        expect(page.locator("#member-name")).to_have_text("白露")
    with desk.context.expect_page() as opened:
        page.locator("#statement-page").click()
    statement = opened.value
    expect(statement.locator("h1")).to_have_text("积分对账单")
    expect(statement.locator("tbody tr")).to_have_count(2)
    expect(statement.locator("tbody")).to_contain_text("社区食堂餐券")
    expect(statement.locator("tbody")).not_to_contain_text("canteen-meal")
    if shots:
        statement.pdf(path=os.path.join(shots, "statement.pdf"))
    statement.close()
    by_themselves(browser, club, shots, desk, number)
    desk.close(("409",))
    reader = Desk(browser, club, shots, PHONE)
    for name, path in (("rewards", "/rewards/"), ("reward", "/rewards/umbrella-ribs/")):
        reader.page.goto(club.address + path)
        reader.keep(name)
    expect(reader.page.locator("#redeem button")).to_be_visible()
    reader.close()
    wide = Desk(browser, club, shots, DESKTOP, "dark")
    for name, path in (("rewards", "/rewards/"), ("reward", "/rewards/umbrella-ribs/")):
        wide.page.goto(club.address + path)
        wide.keep(name)
    wide.close()


def by_themselves(browser, club, shots, desk, number):
    """Two members redeem without the desk: their pages say what for, and the day has one row for both."""
    other = desk.new_member("寒露", "13700003355")
    spent = posted_today(desk, "spends", "member")
    desk.api("POST", f"/members/{other}/points", {
        "action": "award", "points": 300, "source": "article", "reason": "来稿刊用"}, "browser-own-award")
    for redeemer in (number, other):
        code = desk.api("POST", f"/members/{redeemer}/sign-in-code", {}, f"browser-own-{redeemer}")["code"]
        member = Desk(browser, club, shots, PHONE)
        page = member.page
        page.goto(f"{club.address}/me/#in={redeemer}-{code.replace('-', '')}")
        page.locator("#sign-in button").click()
        expect(page.locator("h1")).to_have_text("已经登录")
        page.goto(f"{club.address}/rewards/canteen-meal/")
        page.locator("#redeem button").click()
        page.get_by_role("button", name="确认兑换").click()
        expect(page.locator("figure.code")).to_be_visible()
        expect(page.locator("h1")).to_have_text("社区食堂餐券")
        page.goto(f"{club.address}/me/")
        lines = page.locator("#me-lines tr")
        expect(lines.first.locator("th")).to_have_text("社区食堂餐券兑换")
        expect(lines.last.locator("th")).to_have_text("来稿刊用发放")
        expect(page.locator("#me-lines")).not_to_contain_text("canteen-meal")
        member.keep("me-lines")
        member.close()
    page = desk.page
    page.locator("#refresh").click()
    own = page.locator("#totals tr").filter(has_text="会员本人")
    expect(own).to_have_count(1)
    expect(own).to_contain_text(f"−{200 - spent:,}")
    expect(page.locator("#totals")).not_to_contain_text("member:")
    page.locator("#q").fill(other)
    page.keyboard.press("Enter")
    expect(page.locator("#statement-lines tr").first).to_contain_text("会员本人")
    desk.keep("today-members")


def receipt(browser, club, shots):
    """What is printed is the receipt alone; without one, the statement."""
    desk = Desk(browser, club, shots, DESKTOP, "dark")
    page = desk.page
    number = desk.new_member("苏木", "13600009922")
    desk.sign_in("manager")
    page.locator("#q").fill(number)
    page.keyboard.press("Enter")
    expect(page.locator("#rule-0")).to_be_focused()
    desk.keep("order")
    page.keyboard.press("Enter")
    expect(page.locator("#confirm")).to_be_focused()
    desk.keep("preview")
    confirm(page)
    expect(page.locator("#receipt")).to_be_visible()
    desk.keep("done")
    page.emulate_media(media="print")
    for hidden in ("#find", "#member", "#today", "#next", "header"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("#receipt")).to_contain_text("苏木")
    if shots:
        page.pdf(path=os.path.join(shots, "receipt.pdf"), format="A6")
        page.screenshot(path=os.path.join(shots, "receipt.png"))
    page.emulate_media(media="screen")
    page.locator("#next").click()
    page.locator("#q").fill(number)
    page.keyboard.press("Enter")
    expect(page.locator("#member-card")).to_be_visible()
    expect(page.locator("#member-name")).to_have_text("苏木")
    page.emulate_media(media="print")
    expect(page.locator("#statement")).to_be_visible()
    expect(page.locator("#work")).to_be_hidden()
    desk.close()


def for_one_estate(browser, club, shots):
    """A token that is bound to regions says so; a member of another region is as one who does not exist."""
    keys = {f"138000066{digit}": region for digit, region in (("01", "yuntang"), ("02", "banshan"))}
    numbers, everywhere = {}, Desk(browser, club, None, DESKTOP)
    for phone, region in keys.items():
        numbers[region] = everywhere.new_member(f"住在{region}", phone)
        everywhere.api("POST", f"/members/{numbers[region]}/profile",
                       {"homes": 1, "region": region, "reason": "看过合同"}, f"browser-{phone}-region")
    everywhere.api("POST", f"/members/{numbers['banshan']}/points", {
        "action": "award", "points": 300, "source": "article", "reason": "来稿刊用"}, "browser-estate-award")
    offered = [reward for reward in everywhere.api("GET", "/rewards")["rewards"] if reward["status"] == "open"]
    cheap = min(offered, key=lambda reward: reward["points"])
    foreign = everywhere.api(
        "POST", f"/rewards/{cheap['slug']}/vouchers", {"member": numbers["banshan"]}, "browser-estate-voucher")["code"]
    everywhere.close()
    for viewport, scheme in ((TABLET, "light"), (PHONE, "dark"), (DESKTOP, "light")):
        desk = Desk(browser, club, shots, viewport, scheme)
        page = desk.page
        desk.open()
        page.keyboard.type(club.colleague("何小满", "clerk", "yuntang"))
        page.keyboard.press("Enter")
        expect(page.locator("#on-duty-regions")).to_have_text("只管云塘里")
        expect(page.locator("#q")).to_be_focused()
        said = []
        # Somebody of the other region, then nobody at all: the same words.
        for wanted in ("138000066 02", numbers["banshan"], "13800006699"):
            page.locator("#q").fill(wanted)
            page.keyboard.press("Enter")
            expect(page.locator("#status")).to_contain_text("您的令牌只管云塘里")
            expect(page.locator("#member-card")).to_be_hidden()
            said.append(page.locator("#status").text_content())
            page.locator("#q").fill("138000066 01")
            page.keyboard.press("Enter")
            expect(page.locator("#member-card")).to_be_visible()
            expect(page.locator("#member-name")).to_have_text("住在yuntang")
        assert len(set(said)) == 1, said
        page.locator("#q").fill(numbers["banshan"])
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_contain_text("您的令牌只管云塘里")
        desk.keep("one-estate")
        # Their voucher is nobody's here.
        page.locator("#q").fill(foreign)
        page.keyboard.press("Enter")
        expect(page.locator("#notice-text")).to_contain_text("您的令牌只管云塘里")
        # Whoever joins here joins into this region; there is nothing to choose.
        page.locator("#new-member").click()
        expect(page.locator("#region-field")).to_be_hidden()
        page.locator("#name").fill("云起")
        page.locator("#phone").fill(f"1380000{viewport['width']:04}")
        page.locator("#agreed").check()
        page.keyboard.press("Enter")
        expect(page.locator("#preview-rows")).to_contain_text("云塘里")
        desk.close(("404",))

    # Of several regions one is chosen; for the whole club it may stay open.
    desk = Desk(browser, club, shots, TABLET, "dark")
    page = desk.page
    desk.open()
    page.keyboard.type(club.colleague("何大满", "clerk", "yuntang", "banshan"))
    page.keyboard.press("Enter")
    expect(page.locator("#on-duty-regions")).to_have_text("只管半山台、云塘里")
    page.locator("#new-member").click()
    page.locator("#name").fill("云起")
    page.locator("#phone").fill("13800006677")
    page.locator("#agreed").check()
    page.locator("#enrol .submit .button").click()
    expect(page.locator("#region-wrong")).to_have_text("请选这位会员所在的区域。")
    desk.keep("enrol-region")
    page.locator("#region").select_option(label="半山台")
    page.locator("#enrol .submit .button").click()
    expect(page.locator("#preview-rows")).to_contain_text("半山台")
    confirm(page)
    expect(page.locator("#member-facts")).to_contain_text("半山台")
    page.locator("#more summary").click()
    page.locator("#more button[name=note]").click()
    expect(page.locator("#note-region option")).to_have_text(["云塘里", "半山台"])
    desk.close()
    desk = Desk(browser, club, shots, TABLET)
    desk.sign_in()
    expect(desk.page.locator("#on-duty-regions")).to_be_empty()
    desk.page.locator("#q").fill("13800006699")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#status")).to_have_text("没有找到。请核对号码，或为这位客人办理入会。")
    desk.page.locator("#new-member").click()
    expect(desk.page.locator("#region option")).to_have_text(["未记", "云塘里", "半山台"])
    desk.close()


def at_other_sizes(browser, club, shots):
    for viewport, scheme in ((PHONE, "light"), (PHONE, "dark"), (TABLET, "dark"), (DESKTOP, "light")):
        desk = Desk(browser, club, shots, viewport, scheme)
        desk.sign_in("auditor" if viewport is DESKTOP else "clerk")
        desk.page.locator("#q").fill("9911")
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator("#member-name")).to_have_text("白石")
        if viewport is DESKTOP:
            # An auditor reads everything and is offered nothing to do.
            expect(desk.page.locator("#work-idle")).to_contain_text("不记账")
            for hidden in ("#order", "#new-member", "#statement-lines button"):
                expect(desk.page.locator(hidden)).to_have_count(0) if "lines" in hidden else \
                    expect(desk.page.locator(hidden)).to_be_hidden()
        desk.keep("sizes")
        desk.close()


@contextlib.contextmanager
def webhooks():
    """Yields the file that names another system, at whose address nobody listens as long as it is there."""
    with tempfile.TemporaryDirectory(prefix="huikan-desk-") as folder, socket.socket() as nobody:
        key, file = os.path.join(folder, "till.key"), os.path.join(folder, "webhooks.json")
        with open(os.open(key, os.O_WRONLY | os.O_CREAT, 0o600), "w") as text:
            text.write("bm9ib2R5IGxpc3RlbnMgdG8gdGhpcyBrZXkgYXQgYWxs")
        # A port that is bound cannot be anybody else's; as nobody listens, it refuses.
        nobody.bind(("127.0.0.1", 0))
        with open(file, "w") as text:
            json.dump({"till": {"url": f"http://127.0.0.1:{nobody.getsockname()[1]}/", "keys": [key]}}, text)
        yield file


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--shots", help="a folder for pictures of what was seen")
    options = parser.parse_args()
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    with webhooks() as others, serving(options.huikan, arguments=["--webhooks", others]) as club, \
            sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options.chromium,
            args=["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"])
        for journey in (by_keyboard, through_a_broken_line, typed_anew, by_rule, of_a_member, of_one_who_has_left, by_hand_and_back, in_doubt, two_clerks, as_it_is_written, by_camera, for_a_second_person, taken_back_by_two, vouchers, receipt, for_one_estate, at_other_sizes):
            journey(browser, club, options.shots)
            print(f"desk: {journey.__name__.replace('_', ' ')}: passed")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
