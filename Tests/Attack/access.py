"""Getting in: replaying, forging, doing what a role may not."""

import json

from people import join, sign_in_code


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


ATTACKS = [replaying, forging, wrong_roles]
