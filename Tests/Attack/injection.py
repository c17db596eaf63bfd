"""Every field, parameter and part of a path that the API's description has, filled with hostile texts."""

import json
import re

from access import consent, join
from texts import TEXTS, percent

# One decent value for each place in a path, so that the text beside it is what is judged.
PLACES = {"entry": "P7-1", "request": "Q1-1", "id": "R1-1", "slug": "x", "voucher": "aaaa-bbbb-cccc"}

def fields_of(document):
    """Method, path, field and a decent body, for each field of each body."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            example = next(iter(body.get("examples", {}).values()), {"value": {}})["value"]
            for field in body.get("schema", {}).get("properties", {}):
                yield method.upper(), path, field, example


def parameters_of(document):
    """Method, path and parameter, for each that stands in a path or behind it."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter.get("in") in ("query", "path"):
                    yield method.upper(), path, parameter["name"], parameter["in"]


def placed(path, number, places={}):
    known = {**PLACES, "number": number, **places}
    return re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], "x"), path)


def judge(answer, where):
    status, headers, body = answer
    assert status < 500, f"{where}: {status} {body[:200]}"
    assert "x=1" not in (headers["Set-Cookie"] or ""), f"a header was injected by {where}"
    return status < 300


def injecting(club, wire):
    """injection in every field of the API"""
    number, _ = join(club, wire)
    document = json.loads(wire.ask("GET", "/api/v1/openapi.json")[2])
    tries = accepted = 0
    version = consent(club, wire)
    fields = list(fields_of(document))
    for method, path, field, example in fields:
        for text in TEXTS:
            # All the rest is in order, so that the text is what it is judged by.
            body = {**example}
            if path.endswith("/members"):
                body.update(consent=version, phone=f"137{10_000_000 + tries}", email=None)
            if path.endswith("/points"):
                body = {"action": "award", "source": "watch", "reason": "试攻击"}
            body[field] = text
            answer = wire.ask(method, placed(path, number), body, token=club.tokens["manager"])
            tries += 1
            accepted += judge(answer, f"{method} {path} {field} {text!r}")
            assert answer[1]["Content-Type"] in (None, "application/json", "application/problem+json"), answer[1]["Content-Type"]
    parameters = list(parameters_of(document))
    for method, path, name, place in parameters:
        for text in TEXTS:
            value = percent(text)
            full = placed(path, number, {name: value}) if place == "path" else f"{placed(path, number)}?{name}={value}"
            body = {} if method in ("POST", "PUT", "PATCH") else None
            token = club.tokens["auditor" if method == "GET" else "manager"]
            judge(wire.ask(method, full, body, token=token), f"{method} {full}")
            tries += 1
    club.prove()
    return tries, (f"{len(fields)} fields, {accepted} texts accepted as text; "
                   f"{len(parameters)} parameters; the books prove")


def pages_escape(club, wire):
    """script in a page"""
    version = consent(club, wire)
    tries = 0
    for text in TEXTS:
        encoded = percent(text)
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
