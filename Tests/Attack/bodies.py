"""Bodies too large, too deep, without an end."""

import time

PATH = "/api/v1/members/477127567449/points"


def oversized(club, wire):
    """oversized and nested bodies"""
    token = club.tokens["manager"]
    before = club.resident()
    bodies = {
        "ten megabytes": b'{"reason":"' + b"x" * 10_000_000 + b'"}',
        "nested 30,000 deep": b'{"reason":' * 1 + b"[" * 30_000 + b"]" * 30_000 + b"}",
        "objects 8,000 deep": b'{"a":' * 8_000 + b"1" + b"}" * 8_000,
        "10,000 fields": b"{" + b",".join(b'"f%d":0' % number for number in range(5_000)) + b"}",
        "one field 8,000 times": b"{" + b",".join(b'"reason":"x"' for _ in range(4_000)) + b"}",
        "a number of 60,000 digits": b'{"points":' + b"9" * 60_000 + b"}",
        "1e999999999": b'{"points":1e999999999}',
        "no UTF-8": b'{"reason":"\xff\xfe\xc0\xaf"}',
        "half a surrogate": b'{"reason":"\\ud800"}',
        "60,000 escapes": b'{"reason":"' + b"\\u0041" * 10_000 + b'"}',
        "unfinished": b'{"reason":"', "nothing but blanks": b" " * 60_000, "no object": b'["a"]', "a word": b"true",
    }
    slowest = 0.0
    for name, body in bodies.items():
        for _ in range(3):
            start = time.monotonic()
            try:
                status, _, answer = wire.ask("POST", PATH, body, token=token, headers={"Content-Type": "application/json"})
            except OSError:
                status, answer = 413, b"the server has closed"
            slowest = max(slowest, time.monotonic() - start)
            assert 400 <= status < 500, f"{name}: {status} {answer[:200]}"
            assert len(answer) < 6_000, f"{name}: an answer of {len(answer)} bytes"
    head = (f"POST {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
            "Idempotency-Key: attack-chunks-0001\r\nTransfer-Encoding: chunked\r\n\r\n").encode()
    answer = wire.raw(head + (b"1000\r\n" + b"x" * 4096 + b"\r\n") * 500)
    assert b" 413 " in answer[:20] or answer == b"", answer[:100]
    growth = club.resident() - before
    assert growth < 60, f"the server has grown by {growth:.0f} MB"
    return len(bodies) * 3 + 1, f"4xx each, the slowest after {slowest * 1000:.0f} ms, memory +{growth:.0f} MB"


ATTACKS = [oversized]
