"""Finding out who is a member, from what is answered and from how long it takes."""

import json
import statistics
import time

from people import Senders, consent, join, join_at_desk, number
from wire import code

# Valid numbers that nobody has: the club is far smaller.
NOBODY = [number(ordinal) for ordinal in (999_999, 5_000_000, 123_456_789, 99_999_999_999)]


class Comparison:
    """What is answered for those who are there and for those who are not, and after how many milliseconds."""

    def __init__(self):
        self.times = {"known": [], "unknown": []}
        self.said = {"known": set(), "unknown": set()}

    def pair(self, turn, known, unknown, ask):
        """Asks for both from another address each time, now the one first and now the other: ask(who, source)."""
        both = [("known", known), ("unknown", unknown)]
        for kind, who in both if turn % 2 else both[::-1]:
            start = time.perf_counter()
            answer = ask(who, f"127.{2 + turn // 20_000}.{1 + turn // 250 % 250}.{1 + turn % 250}")
            self.times[kind].append((time.perf_counter() - start) * 1000)
            self.said[kind].add(answer)

    def judge(self, name):
        """Fails where they can be told apart; else what the two medians are."""
        assert self.said["known"] == self.said["unknown"], f"{name}: {self.said}"
        known, unknown = (statistics.median(self.times[kind]) for kind in ("known", "unknown"))
        spread = statistics.median(abs(value - known) for value in self.times["known"])
        words = f"{name} {known:.2f} and {unknown:.2f} ms"
        assert abs(known - unknown) <= max(0.2, 2 * spread), f"{words}, spread {spread:.3f} ms"
        return words


def enumerating(club, wire):
    """finding out who is a member"""
    own, cookie = join(club, wire)
    known = [own, *(number(ordinal) for ordinal in range(4))]
    clerk = {who: wire.ask("GET", f"/api/v1/members/{who}", token=club.tokens["clerk"])[::2] for who in known + NOBODY}
    assert all(clerk[who][0] == 200 for who in known), "those who are to be known are not"
    for who in NOBODY:
        status, body = clerk[who]
        assert (status, code(body)) == (404, "unknown-member"), f"{who} is to be a valid number that nobody has: {status}"

    tries = 0
    for path in ["", "/points", "/vouchers"]:
        for kind, sender in [("a member", {"cookie": cookie}), ("a visitor", {})]:
            answers = set()
            for who in known[1:] + NOBODY:
                status, headers, body = wire.ask("GET", f"/api/v1/members/{who}{path}", **sender)
                answers.add((status, headers["ETag"], body.replace(who.encode(), b"")))
                tries += 1
            assert len(answers) == 1 and status in (401, 403, 404), f"{kind} at {path}: {answers}"
    transfers = set()
    for who in known[1:] + NOBODY:
        status, _, body = wire.ask(
            "POST", f"/api/v1/members/{own}/transfers", {"to": who, "points": 1, "reason": "试"}, cookie=cookie)
        transfers.add((status, code(body), body.replace(who.encode(), b"")))
    assert len(transfers) == 1, f"transfers tell: {transfers}"

    signing = Comparison()
    for turn in range(240):
        signing.pair(turn, known[turn % len(known)], NOBODY[turn % len(NOBODY)], lambda who, source: _first(
            wire.ask("POST", "/api/v1/session", {"number": who, "code": "AAAA0000"}, source=source)))
    assert signing.said["known"] == {(403, "wrong-sign-in-code")}, f"{signing.said}"
    tries += len(clerk) + len(transfers) + 2 * 240
    return tries, f"same answers; medians of {signing.judge('signing in')}"


def _first(answer):
    status, _, body = answer
    return status, code(body)


def enumerating_phones(club, wire):
    """finding out whose phone is a member's"""
    turns, senders = 60, Senders()
    members = [f"139{40_000_000 + turn}" for turn in range(turns)]
    strangers = [f"139{50_000_000 + turn}" for turn in range(turns)]
    for phone in members:
        join_at_desk(club, wire, phone)
    names = {}

    def ask(path):
        def asking(phone, source):
            status, headers, body = wire.ask("POST", path, {"phone": phone}, source=source)
            answer = json.loads(body)
            names[phone] = answer.get("code", "A" * 43)
            return status, tuple(answer), len(names[phone]), headers["Content-Length"], headers["Content-Type"]
        return asking

    def confirm(phone, source):
        return _first(wire.ask(
            "POST", "/api/v1/sign-in-codes/session", {"phone": phone, "code": names[phone], "digits": "000000"}, source=source))

    asking, confirming, joining = Comparison(), Comparison(), Comparison()
    for turn in range(turns):
        asking.pair(turn, members[turn], strangers[turn], ask("/api/v1/sign-in-codes"))
    assert {answer[0] for answer in asking.said["known"]} == {202}, f"{asking.said}"
    for turn in range(turns):
        confirming.pair(turn, members[turn], strangers[turn], confirm)
    assert confirming.said["known"] == {(403, "wrong-code")}, f"{confirming.said}"
    for turn in range(turns):
        joining.pair(turn, members[turn], strangers[turn], ask("/api/v1/joining-codes"))
    # What one phone may be sent is used up as fast, whoever has it.
    limits = {kind: [wire.ask("POST", "/api/v1/sign-in-codes", {"phone": phone}, source=senders.next())[0] for _ in range(8)]
              for kind, phone in [("known", members[0]), ("unknown", strangers[0])]}
    assert limits["known"] == limits["unknown"] and 429 in limits["known"], f"{limits}"
    # The letters themselves went to members alone: else the same answers would prove little.
    log = club.text_of_log()
    assert members[1] in log and log.count("登录验证码") <= turns + 8, "codes to sign in went to strangers"
    words = [asking.judge("asking"), confirming.judge("digits"), joining.judge("joining")]
    return 6 * turns + 16, f"same answers and limits; medians: {'; '.join(words)}"


enumerating_phones.arguments = ["--messages", "print"]

def enumerating_by_joining(club, wire):
    """finding out whose phone is a member's by joining"""
    turns, senders, terms = 60, Senders(), consent(club, wire)
    contacts = {"known": [], "unknown": []}
    for turn in range(turns):
        # One in three of the members has joined on the site, where nobody has confirmed the contact.
        for kind, digit in [("known", 6), ("unknown", 7)]:
            contacts[kind].append((f"139{digit}00{turn:05}", f"{kind}{turn:03}@example.com".replace("un", "no")))
        phone, email = contacts["known"][-1]
        if turn % 3:
            join_at_desk(club, wire, phone, email)
        else:
            status, *_ = wire.ask("POST", "/api/v1/members", {"name": "试攻击", "phone": phone, "email": email, "consent": terms},
                                  source=senders.next())
            assert status == 201, f"nobody can join: {status}"

    def joining(field):
        def ask(who, source):
            status, headers, body = wire.ask(
                "POST", "/api/v1/members", {"name": "试攻击", field: who[field == "email"], "consent": terms}, source=source)
            answer = json.loads(body)
            kept = {key: value for key, value in answer.items() if key not in ("number", "card", "joined")}
            return status, tuple(answer), json.dumps(kept), len(body), tuple(sorted(headers.keys()))
        return ask

    comparisons = {field: Comparison() for field in ("phone", "email")}
    for field, comparison in comparisons.items():
        for turn in range(turns):
            comparison.pair(turn, contacts["known"][turn], contacts["unknown"][turn], joining(field))
        assert {answer[0] for answer in comparison.said["known"]} == {201}, f"{field}: {comparison.said}"
    # What the newcomers see of themselves, and what the desk is told of who was there before.
    cookie = {}
    for kind in contacts:
        _, cookie[kind] = join(club, wire, contacts[kind][1][0], senders.next())
    own = {kind: {key: value for key, value in json.loads(wire.ask("GET", "/api/v1/me", cookie=cookie[kind])[2]).items()
                  if key not in ("number", "card", "qr", "joined", "tierSteps", "tier")} for kind in cookie}
    assert own["known"] == own["unknown"] and own["known"]["unconfirmed"] == ["phone"], f"{own}"
    status, _, body = wire.ask(
        "POST", "/api/v1/members", {"name": "试攻击", "phone": contacts["known"][1][0], "consent": terms},
        token=club.tokens["manager"])
    assert (status, code(body)) == (409, "duplicate-contact"), f"the desk is not told: {status} {body[:200]}"
    words = "; ".join(comparison.judge(field) for field, comparison in comparisons.items())
    return 5 * turns + 5, f"same answers; medians: {words}"


ATTACKS = [enumerating, enumerating_phones, enumerating_by_joining]
