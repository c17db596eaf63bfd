"""Every field, column, parameter and part of a path that the API's description has, filled with hostile texts."""

import csv
import io
import json
import re

from people import Senders, award, consent, join_at_desk, sign_in
from texts import TEXTS, percent
from wire import code

# Where nothing is known that could stand in a path's place.
PLACES = {"entry": "P7-1", "request": "Q1-1", "id": "R1-1", "slug": "x", "voucher": "V1-1"}
STAFF = ["manager", "clerk", "kiosk", "auditor", "editor"]
COLUMNS = {"member": None, "action": "award", "source": "article", "points": "300", "amount": "", "event": "", "reference": "",
           "date": "", "reason": "试攻击"}


class Cast:
    """Whoever the description says may send a request: a colleague, a member, a visitor, each from address after address."""

    def __init__(self, club, wire):
        self.club, self.wire, self.senders = club, wire, Senders()
        self.version = consent(club, wire)
        self.number = join_at_desk(club, wire, "13911114444")
        self.cookie = None

    def roles(self, operation, of=("staff", "member", "visitor")):
        """One of each kind that may ask."""
        allowed = operation["x-roles"]
        staff = [role for role in STAFF if role in allowed][:1]
        return [role for kind in of for role in (staff if kind == "staff" else [kind] if kind in allowed else [])]

    def ask(self, role, method, path, body=None, headers=None):
        sender = {"source": self.senders.next()}
        if role == "member":
            # What was asked may have ended the session, or the membership.
            if not self.cookie or self.wire.ask("GET", "/api/v1/me", cookie=self.cookie, **sender)[0] != 200:
                self.cookie = sign_in(self.club, self.wire, self.number, self.senders.next())
            sender["cookie"] = self.cookie
        elif role != "visitor":
            sender["token"] = self.club.tokens[role]
        return self.wire.ask(method, path, body, headers=headers, **sender)


class Reached:
    """How deep the texts have come: taken, named as what is wrong, or turned away before anybody read them."""

    def __init__(self):
        self.read, self.never = set(), {}
        self.tries = self.accepted = self.refused = 0

    def judge(self, answer, field, where, is_named):
        status, headers, body = answer
        self.tries += 1
        assert status < 500, f"{where}: {status} {body[:200]}"
        assert "x=1" not in (headers["Set-Cookie"] or ""), f"a header was injected by {where}"
        assert headers["Content-Type"] in (None, "application/json", "application/problem+json"), f"{where}: {headers['Content-Type']}"
        self.accepted += status < 300
        # What refuses a code is a 403 as well, and has read it.
        self.refused += status in (401, 403) and code(body) not in ("wrong-code", "wrong-sign-in-code")
        if status < 300 or is_named(body):
            self.read.add(field)
        else:
            self.never[field] = f"{status} {code(body)}"

    def prove(self):
        unread = {field: last for field, last in self.never.items() if field not in self.read}
        assert not unread, f"{len(unread)} fields that nobody ever read: {unread}"


def errors(body):
    try:
        return json.loads(body).get("errors", [])
    except ValueError:
        return []


def decent(schema):
    """A value that fits: the schema's own example, else the smallest that its type has."""
    for part in [schema, *schema.get("anyOf", [])]:
        if part.get("examples"):
            return part["examples"][0]
        if part.get("enum"):
            return part["enum"][0]
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        return {name: decent(schema["properties"][name]) for name in schema.get("required", [])}
    return {"array": lambda: [decent(schema["items"])], "integer": lambda: schema.get("minimum", 1), "boolean": lambda: True}.get(
        kind, lambda: "试" * max(1, schema.get("minLength", 1)))()


def fields_of(body):
    """The fields of a body, those of its rows and lists as well: ("lines", 0, "reason")."""
    for name, schema in body.get("schema", {}).get("properties", {}).items():
        yield (name,)
        if schema.get("type") == "array":
            yield (name, 0)
            yield from ((name, 0, inner) for inner in schema["items"].get("properties", {}))


def filled(body, field, text):
    """The same body with a text in the place of that field."""
    copy = json.loads(json.dumps(body))
    place = copy
    for step in field[:-1]:
        place = place[step] if isinstance(place, list) else place.setdefault(step, [None])
    place[field[-1]] = text
    return copy


def operations_of(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield method.upper(), path, operation


def placed(path, places):
    return re.sub(r"\{(\w+)\}", lambda name: places.get(name[1], "x"), path)


def places_of(cast):
    """What stands in paths: things that there are, so that nothing is refused for its address."""
    club, wire, number = cast.club, cast.wire, cast.number
    manager = {"token": club.tokens["manager"]}
    posted = json.loads(award(club, wire, number)[2])
    event = next(
        event for event in json.loads(wire.ask("GET", "/api/v1/events")[2])["events"]
        if wire.ask("POST", f"/api/v1/events/{event['slug']}/registrations", {"member": number}, **manager)[0] == 201)
    voucher = json.loads(wire.ask("POST", "/api/v1/rewards/canteen-meal/vouchers", {"member": number}, **manager)[2])
    # More than the demonstration lets one colleague post alone.
    order = {"action": "award", "points": 900, "source": "manual", "reason": "补记"}
    wire.ask("POST", f"/api/v1/members/{number}/points", order, token=club.tokens["clerk"])
    waiting = json.loads(wire.ask("GET", "/api/v1/points/requests", **manager)[2])["requests"]
    found = {"number": number, "entry": posted["id"], "slug": event["slug"], "voucher": voucher["voucher"], "request": waiting[0]["request"]}
    return {**PLACES, **found}


def injecting_fields(club, wire):
    """injection in every field of the API"""
    cast, reached = Cast(club, wire), Reached()
    places = places_of(cast)
    document = json.loads(wire.ask("GET", "/api/v1/openapi.json")[2])
    for method, path, operation in operations_of(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        example = next(iter(body.get("examples", {}).values()), {"value": decent(body.get("schema", {"type": "object"}))})["value"]
        there = {**places, "slug": "canteen-meal"} if "/rewards/" in path else places
        for field in fields_of(body):
            pointer = "/" + "/".join(map(str, field))
            for role in cast.roles(operation):
                for text in TEXTS:
                    sent = {**example}
                    # All the rest is in order, so that the text is what it is judged by.
                    if path.endswith("/members"):
                        sent.update(consent=cast.version, phone=f"137{10_000_000 + reached.tries}", email=None)
                    answer = cast.ask(role, method, placed(path, there), filled(sent, field, text))
                    reached.judge(
                        answer, (method, path, pointer, role), f"{method} {path} {pointer} {text!r} by {role}",
                        lambda body: any(error["pointer"].startswith(pointer) for error in errors(body)))
    reached.prove()
    club.prove()
    return reached.tries, (f"{len(reached.read)} fields by sender, each read; {reached.accepted} texts accepted as text, "
                           f"{reached.refused} read and then refused by 401 or 403; the books prove")


def injecting_files(club, wire):
    """injection in every column of a file"""
    cast, reached = Cast(club, wire), Reached()
    path, names = "/api/v1/points/import", list(COLUMNS)

    def sheet(rows):
        out = io.StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
        return out.getvalue().encode("utf-8", "surrogatepass")

    for place, name in enumerate(names):
        for role in ["clerk", "manager"]:
            for text in TEXTS:
                decent_row = {**COLUMNS, "member": cast.number, "reference": f"X-{reached.tries}"}
                row = list({**decent_row, name: text}.values())
                titles = [*names[:place], text, *names[place + 1:]]
                for field, rows in [(name, [names, row]), (f"title of {name}", [titles, list(decent_row.values())])]:
                    answer = cast.ask(role, "POST", path, sheet(rows), headers={"Content-Type": "text/csv"})
                    reached.judge(
                        answer, (field, role), f"{field} {text!r} by {role}",
                        lambda body: any("column" in error for error in errors(body)))
    # A file that is no file of rows after all.
    for text in TEXTS:
        for raw in [text, f"\"{text}", f"{text},{text}\n{text}\n\n,,,", f"{','.join(names)}\n{text},{text}\r{text}\""]:
            answer = cast.ask("clerk", "POST", path, raw.encode("utf-8", "surrogatepass"), headers={"Content-Type": "text/csv"})
            reached.judge(answer, "file", f"a file {raw!r}", lambda body: bool(errors(body)))
    reached.prove()
    club.prove()
    return reached.tries, f"{len(names)} columns and their titles; {reached.accepted} rows accepted; the books prove"


def injecting_parameters(club, wire):
    """injection in every parameter and path of the API"""
    cast, reached = Cast(club, wire), Reached()
    places = places_of(cast)
    document = json.loads(wire.ask("GET", "/api/v1/openapi.json")[2])
    for method, path, operation in operations_of(document):
        for parameter in operation.get("parameters", []):
            name, place = parameter.get("name"), parameter.get("in")
            if place not in ("query", "path"):
                continue
            for role in cast.roles(operation):
                for text in TEXTS:
                    value = percent(text)
                    full = placed(path, {**places, name: value}) if place == "path" else f"{placed(path, places)}?{name}={value}"
                    body = {} if method in ("POST", "PUT", "PATCH") else None
                    answer = cast.ask(role, method, full, body)
                    reached.judge(
                        answer, (method, path, name, role), f"{method} {full} by {role}",
                        lambda body: code(body) not in ("sign-in-needed", "not-permitted", "cross-origin", "already-member"))
    reached.prove()
    club.prove()
    return reached.tries, f"{len(reached.read)} parameters by sender, each read; {reached.refused} turned away; the books prove"


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


injecting_fields.arguments = ["--messages", "print"]
injecting_parameters.arguments = ["--messages", "print"]

ATTACKS = [injecting_fields, injecting_files, injecting_parameters, pages_escape]
