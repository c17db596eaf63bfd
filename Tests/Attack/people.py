"""The people of a club as an attacker meets them: numbers, new members with their cookies, codes that were sent."""

import json
import re
import time

# The two affine steps of a member's number (Sources/Club/Membership/MemberNumber.swift), and Damm's quasigroup.
MODULUS = 10**11
STEPS = [(61_803_398_879, 14_142_135_623), (27_182_818_289, 17_320_508_075)]
DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"]


def number(ordinal):
    """The valid number of the member with that ordinal, whether the club has so many or not."""
    (multiplier, addend), (second, added) = STEPS
    first = (ordinal * multiplier + addend) % MODULUS
    body = f"{((first % 10**5 * 10**6 + first // 10**5) * second + added) % MODULUS:011}"
    interim = 0
    for digit in body:
        interim = int(DAMM[interim][int(digit)])
    return f"{body}{interim}"


class Senders:
    """Each request from another address of this machine, so that the limits turn nobody away."""

    def __init__(self):
        self.count = 0

    def next(self):
        self.count += 1
        return f"127.1.{self.count // 250}.{1 + self.count % 250}"


def consent(club, wire):
    _, _, body = wire.ask("GET", "/api/v1/desk/rules", token=club.tokens["clerk"])
    return json.loads(body)["consent"]


def join(club, wire, phone="13911112222", source="127.0.0.9"):
    """A new member's number and cookie, from an address of its own."""
    status, headers, body = wire.ask(
        "POST", "/api/v1/members", {"name": "试攻击", "phone": phone, "consent": consent(club, wire)}, source=source)
    assert status == 201, f"nobody can join: {status} {body[:200]}"
    return json.loads(body)["number"], headers["Set-Cookie"].split(";")[0]


def join_at_desk(club, wire, phone, email=None):
    """A new member's number; the desk needs no code to the phone."""
    status, _, body = wire.ask(
        "POST", "/api/v1/members", {"name": "试攻击", "phone": phone, "email": email, "consent": consent(club, wire)},
        token=club.tokens["manager"])
    assert status == 201, f"nobody can join at the desk: {status} {body[:200]}"
    return json.loads(body)["number"]


def sign_in_code(club, wire, number):
    status, _, body = wire.ask("POST", f"/api/v1/members/{number}/sign-in-code", {}, token=club.tokens["clerk"])
    assert status == 201, body[:200]
    return json.loads(body)["code"]


def sign_in(club, wire, number, source="127.0.0.1"):
    """The cookie of a member who gets a code at the desk and signs in with it."""
    status, headers, body = wire.ask(
        "POST", "/api/v1/session", {"number": number, "code": sign_in_code(club, wire, number)}, source=source)
    assert status == 200, f"nobody can sign in: {status} {body[:200]}"
    return headers["Set-Cookie"].split(";")[0]


def award(club, wire, number, points=300):
    """Points by a rule that asks for nothing, so that there is something to spend."""
    order = {"action": "award", "points": points, "source": "article", "reason": "来稿刊用"}
    return wire.ask("POST", f"/api/v1/members/{number}/points", order, token=club.tokens["manager"])


def sent_digits(club, recipient, count=1, patience=10):
    """The six digits of the so many-th message that `--messages print` shows as sent there; nothing where it never comes."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = re.findall(rf"message to \+?\d*{recipient}: .*?验证码(\d{{6}})", club.text_of_log())
        if len(found) >= count:
            return found[count - 1]
        time.sleep(0.05)
    return None
