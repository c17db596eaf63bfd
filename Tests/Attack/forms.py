"""The forms of the pages: found as a reader finds them, then filled in with texts that mean something to a machine."""

import html.parser
import pathlib
import re
import urllib.parse

from people import Senders, award, join_at_desk, sign_in
from texts import TEXTS, percent

# What is for those who are not signed in.
VISITORS = ["/join", "/sign-in", "/contribute"]
# What a member sees without a script; their forms are found there.
OWN_PAGES = ["/me/overview", "/me/contact", "/me/privacy", "/me/leaving", "/me/card", "/me/statement"]
# What ends a session or a membership comes last.
LAST = ["/sign-out", "/me/sessions", "/me/leaving"]


class Forms(html.parser.HTMLParser):
    """The forms of a page that are sent by POST: where to, and their fields with what they hold."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], None
        self.feed(page)

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag == "form" and given.get("method", "").lower() == "post" and given.get("action"):
            self.open = (given["action"], {})
            self.found.append(self.open)
        elif self.open and tag in ("input", "textarea", "select", "button") and given.get("name"):
            self.open[1].setdefault(given["name"], given.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


def kind(action):
    """`/events/spring/register` and `/events/autumn/register` are one form."""
    parts = action.split("?")[0].split("/")
    return "/".join("*" if re.search(r"\d", part) or place == 2 and parts[1] in ("events", "rewards") else part
                    for place, part in enumerate(parts))


def decent(fields, turn):
    """What a member would write, where the page has written nothing."""
    usual = {
        "name": "试攻击", "phone": f"137{20_000_000 + turn}", "contact": f"137{20_000_000 + turn}", "title": "雨后",
        "pen_name": "某人", "text": "雨后的院子。", "code": "AAAA-AAAA", "number": "477127567449"}
    return {name: value or usual.get(name, "") for name, value in fields.items()}


def new_member(club, wire, phone, senders):
    """The cookie of a new member, who joins at the desk, has points and signs in there twice, with codes from the desk."""
    number = join_at_desk(club, wire, phone, f"a{phone}@example.org")
    for _ in range(2):
        award(club, wire, number)
        cookie = sign_in(club, wire, number, senders.next())
    return cookie


def is_read(status, page):
    """Whether the fields were looked at: not where somebody has to sign in first, may not, or is a member already."""
    return status not in (401, 429) and not any(title in page for title in ["没有权限", "请求来自别的网站", "您已经是会员"])


def forms_of_pages(club, wire):
    """injection in every field of every form"""
    senders, known, waiting = Senders(), {}, []
    read, unread = set(), {}

    def learn(page):
        for action, fields in Forms(page).found:
            if kind(action) not in known:
                known[kind(action)] = len(fields)
                waiting.append((action, fields))

    for page in sorted(pathlib.Path(club.folder, "Site").rglob("index.html")):
        learn(page.read_text())
    cookie = new_member(club, wire, "13711110000", senders)
    for path in OWN_PAGES:
        learn(wire.ask("GET", path, cookie=cookie, source=senders.next())[2].decode())
    tries = limited = 0
    while waiting:
        waiting.sort(key=lambda form: any(form[0].startswith(last) for last in LAST))
        action, fields = waiting.pop(0)
        sender = {} if any(kind(action).startswith(start) for start in VISITORS) else {"cookie": cookie}
        for field in [None, *fields]:
            for text in TEXTS if field else [None]:
                tries += 1
                body = decent(fields, tries)
                if field:
                    body[field] = text
                form = "&".join(f"{percent(name)}={percent(value)}" for name, value in body.items()).encode()
                status, headers, answer = wire.ask(
                    "POST", action, form, source=senders.next(), **sender,
                    headers={"Content-Type": "application/x-www-form-urlencoded", "Origin": club.url})
                limited += status == 429
                page = answer.decode()
                assert status < 500, f"{action} {field} {text!r}: {status}"
                assert "<script>alert" not in page and "<img src=x" not in page, f"{action} {field}: {text!r} is markup"
                assert "x=1" not in (headers["Set-Cookie"] or ""), f"a header was injected by {action} {field}"
                place = urllib.parse.urlsplit(headers["Location"] or "/")
                assert not place.netloc or headers["Location"].startswith(club.url + "/"), f"{action} leads to {place}"
                if is_read(status, page):
                    read.add((kind(action), field))
                else:
                    unread[kind(action), field] = status
                learn(page)
        if wire.ask("GET", "/api/v1/me", cookie=cookie, source=senders.next())[0] != 200:
            cookie = new_member(club, wire, f"138{30_000_000 + tries}", senders)
    club.prove()
    never = {form: status for form, status in unread.items() if form not in read}
    assert not never, f"nobody ever read {never}"
    assert all(any(form.startswith(start) for form in known) for start in VISITORS), f"no form of visitors among {sorted(known)}"
    fields = sum(known.values())
    return tries, (f"{len(known)} forms with {fields} fields, each read; {limited} turned away by limits; the books prove")


# Forms that ask for a code are there only where something can carry it.
forms_of_pages.arguments = ["--messages", "print"]

ATTACKS = [forms_of_pages]
