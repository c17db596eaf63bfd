"""Getting in: guessing, replaying, forging, finding out who is a member."""

import json
import statistics
import time

from wire import code


def consent(club, wire):
    _, _, body = wire.ask("GET", "/api/v1/desk/rules", token=club.tokens["clerk"])
    return json.loads(body)["consent"]


def join(club, wire, phone="13911112222", source="127.0.0.9"):
    """A new member's number and cookie, from an address of its own."""
    status, headers, body = wire.ask(
        "POST", "/api/v1/members", {"name": "试攻击", "phone": phone, "consent": consent(club, wire)}, source=source)
    assert status == 201, f"nobody can join: {status} {body[:200]}"
    return json.loads(body)["number"], headers["Set-Cookie"].split(";")[0]


def sign_in_code(club, wire, number):
    status, _, body = wire.ask("POST", f"/api/v1/members/{number}/sign-in-code", {}, token=club.tokens["clerk"])
    assert status == 201, body[:200]
    return json.loads(body)["code"]


def guessing_codes(club, wire):
    """guessing a sign-in code"""
    number, _ = join(club, wire)
    right = sign_in_code(club, wire, number)
    statuses = []
    for guess in range(40):
        status, headers, _ = wire.ask("POST", "/api/v1/session", {"number": number, "code": f"{guess:08}"})
        statuses.append(status)
    assert set(statuses) <= {403, 429}, f"statuses {sorted(set(statuses))}"
    allowed = statuses.count(403)
    assert allowed <= 10 and headers["Retry-After"], f"{allowed} guesses were judged"
    status, _, _ = wire.ask("POST", "/api/v1/session", {"number": number, "code": right}, source="127.0.0.7")
    assert status == 200, "the member is shut out by somebody else's guesses"
    return len(statuses), f"{allowed} judged, then 429; 2^40 codes, ten minutes each"


def guessing_tokens(club, wire):
    """guessing a staff token"""
    statuses = [wire.ask("POST", "/api/v1/desk/session", {"token": f"hk_{guess:043}"})[0] for guess in range(60)]
    assert statuses.count(401) <= 30 and set(statuses) <= {401, 429}, f"{statuses}"
    bearer = [wire.ask("GET", "/api/v1/desk/today", token=f"hk_{guess:043}")[0] for guess in range(200)]
    assert set(bearer) == {401}, f"{set(bearer)}"
    return 260, f"{statuses.count(401)} judged at the desk, then 429; as bearer 401 each, 2^256 tokens"


def replaying(club, wire):
    """replaying what was good once"""
    number, cookie = join(club, wire)
    assert wire.ask("GET", "/api/v1/me", cookie=cookie)[0] == 200
    assert wire.ask("DELETE", "/api/v1/session", cookie=cookie)[0] == 204
    assert wire.ask("GET", "/api/v1/me", cookie=cookie)[0] == 401, "a session survives its end"
    right = sign_in_code(club, wire, number)
    assert wire.ask("POST", "/api/v1/session", {"number": number, "code": right})[0] == 200
    status, _, _ = wire.ask("POST", "/api/v1/session", {"number": number, "code": right})
    assert status == 403, "a code is good twice"
    first = sign_in_code(club, wire, number)
    sign_in_code(club, wire, number)
    assert wire.ask("POST", "/api/v1/session", {"number": number, "code": first})[0] == 403, "an older code is good"
    for forged in ["huikan=", "huikan=a; huikan=b", "huikan=" + "A" * 43, "huikan=../../x", "huikan=" + "A" * 5000]:
        assert wire.ask("GET", "/api/v1/me", cookie=forged)[0] in (401, 400), forged[:40]
    body = {"action": "award", "points": 5, "source": "manual", "reason": "重放"}
    key = {"Idempotency-Key": "replayed-0123456789"}
    path = f"/api/v1/members/{number}/points"
    answers = {wire.ask("POST", path, body, token=club.tokens["clerk"], headers=key)[2] for _ in range(20)}
    _, _, statement = wire.ask("GET", path, token=club.tokens["clerk"])
    waiting = json.loads(wire.ask("GET", "/api/v1/points/requests", token=club.tokens["clerk"])[2])["requests"]
    posted = len(json.loads(statement)["lines"]) + len([one for one in waiting if one["member"] == number])
    assert len(answers) == 1 and posted == 1, f"{len(answers)} answers, {posted} postings"
    return 32, "ended sessions, used and older codes open nothing; one posting for 20 of one key"


def forging(club, wire):
    """forging a member's request"""
    number, cookie = join(club, wire)
    document = json.loads(wire.ask("GET", "/api/v1/openapi.json")[2])
    writes = [("POST", "/join"), ("POST", "/sign-out"), ("POST", "/events/x/register"), ("POST", "/registrations/R1-1/cancel")]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method != "get" and "member" in operation["x-roles"]:
                writes.append((method.upper(), path.replace("{number}", number).replace("{slug}", "x").replace("{id}", "R1-1")))
    tries = 0
    for method, path in writes:
        for headers in [
            {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site", "Origin": club.url},
            {"Sec-Fetch-Site": "same-site", "Origin": club.url}, {"Origin": club.url + ".evil.example"}, {"Origin": None},
            {"Origin": None, "Referer": club.url + "/"}, {"Origin": "https://evil.example", "Host": "evil.example"},
        ]:
            kind = "application/json" if path.startswith("/api/") else "application/x-www-form-urlencoded"
            status, _, body = wire.ask(method, path, b"", cookie=cookie, headers={"Content-Type": kind, **headers})
            tries += 1
            # Joining and signing in are for those who are not signed in: 409 says so before anybody looks further.
            assert status in (403, 409), f"{method} {path} with {headers}: {status} {body[:120]}"
    assert wire.ask("GET", "/api/v1/me", cookie=cookie)[0] == 200, "the session was ended from elsewhere"
    return tries, f"{len(writes)} writes, each refused from elsewhere; the cookie is SameSite"


def enumerating(club, wire):
    """finding out who is a member"""
    number, cookie = join(club, wire)
    unknown = "516621805708" if number != "516621805708" else "477127567449"
    listed = json.loads(wire.ask("GET", f"/api/v1/members/{number}", token=club.tokens["clerk"])[2])
    assert listed["number"] == number
    numbers = [line["number"] for line in json.loads(
        wire.ask("GET", "/api/v1/members?find=13911112222", token=club.tokens["clerk"])[2])["members"]]
    assert numbers == [number]
    existing, missing = "477127567449", "999999999999"
    answers = {}
    for kind, who in [("another member", existing), ("nobody", missing)]:
        answers[kind] = wire.ask("GET", f"/api/v1/members/{who}/points", cookie=cookie)[::2]
    assert answers["another member"][1].replace(b"477127567449", b"") == answers["nobody"][1].replace(b"999999999999", b""), answers
    times = {"known": [], "unknown": []}
    said = {"known": set(), "unknown": set()}
    for turn in range(120):
        for kind, who in [("known", number), ("unknown", unknown)]:
            start = time.perf_counter()
            # Each pair from another address, so that no limit is met.
            status, _, body = wire.ask(
                "POST", "/api/v1/session", {"number": who, "code": "AAAA0000"}, source=f"127.0.{1 + turn // 9}.{10 + turn % 9}")
            times[kind].append((time.perf_counter() - start) * 1000)
            said[kind].add((status, code(body)))
    assert said["known"] == said["unknown"], f"{said}"
    medians = {kind: statistics.median(values) for kind, values in times.items()}
    difference = abs(medians["known"] - medians["unknown"])
    spread = statistics.median(abs(value - medians["known"]) for value in times["known"])
    assert difference <= max(0.2, 2 * spread), f"medians {medians}, spread {spread:.3f} ms"
    return 244, f"same answers; medians {medians['known']:.2f} and {medians['unknown']:.2f} ms"


def wrong_roles(club, wire):
    """doing what the role may not"""
    document = json.loads(wire.ask("GET", "/api/v1/openapi.json")[2])
    number, cookie = join(club, wire)
    senders = {"visitor": {}, "member": {"cookie": cookie}}
    senders.update({role: {"token": token} for role, token in club.tokens.items()})
    tries = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for role, sender in senders.items():
                if role in operation["x-roles"]:
                    continue
                filled = path.replace("{number}", number).replace("{slug}", "x")
                for name in ["entry", "request", "id"]:
                    filled = filled.replace("{" + name + "}", "P1-1")
                status, _, body = wire.ask(method.upper(), filled, {} if method == "post" else None, **sender)
                tries += 1
                allowed = (401, 403, 409) if "visitor" in operation["x-roles"] else (401, 403)
                assert status in allowed, f"{method} {path} by {role}: {status} {body[:120]}"
    return tries, f"{len(document['paths'])} paths by {len(senders)} senders, refused wherever the document says so"


ATTACKS = [guessing_codes, guessing_tokens, replaying, forging, enumerating, wrong_roles]
