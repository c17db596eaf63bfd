"""Requests to a club: decent ones, and bytes that no decent client sends."""

import http.client
import json
import socket
import time


class Wire:
    def __init__(self, club):
        self.club = club
        self.count = 0

    def key(self):
        self.count += 1
        return f"attack-{id(self)}-{self.count:08}"

    def ask(self, method, path, body=None, token=None, cookie=None, headers=None, source="127.0.0.1"):
        """Status, headers and body; own-page headers go along with a cookie unless others are given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.club.port, timeout=30, source_address=(source, 0))
        sent = {}
        data = body
        if isinstance(body, (dict, list)):
            data = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        if method == "POST":
            sent["Idempotency-Key"] = self.key()
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if cookie:
            sent["Cookie"] = cookie
            sent["Origin"] = self.club.url
        sent.update(headers or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        try:
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def raw(self, data, patience=10):
        """Sends bytes and gives everything that comes back until the server closes or falls silent."""
        with socket.create_connection(("127.0.0.1", self.club.port), patience) as connection:
            connection.settimeout(patience)
            try:
                connection.sendall(data)
            except OSError:
                pass
            answer = b""
            try:
                while chunk := connection.recv(65536):
                    answer += chunk
            except OSError:
                pass
            return answer

    def is_well(self):
        start = time.monotonic()
        status, _, _ = self.ask("GET", "/api/v1/health")
        return status == 200, (time.monotonic() - start) * 1000


def code(body):
    """The problem's code; the status line's place is taken by nothing where it is no problem."""
    try:
        return json.loads(body)["type"].removeprefix("/problems/")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
