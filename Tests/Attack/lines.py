"""What comes over the line: slow clients, smuggled requests, ways out of the site's folder."""

import pathlib
import socket
import statistics
import time

PRIVATE = [b"root:x:0", b"hk_", b"-----BEGIN", b"\"prev\":"]


def slow_clients(club, wire):
    """slow clients"""
    connections = []
    head = b"POST /api/v1/members HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nContent-Type: application/json\r\n"
    for number in range(400):
        connection = socket.create_connection(("127.0.0.1", club.port), 10)
        connection.sendall(head[: 20 + number % 60] if number % 2 else head + b"\r\n{")
        connections.append(connection)
    times = []
    for turn in range(60):
        is_well, milliseconds = wire.is_well()
        assert is_well
        times.append(milliseconds)
        for connection in connections[turn::60]:
            try:
                connection.sendall(b"x")
            except OSError:
                pass
    size, askers = asking(club)
    asked = time.monotonic()
    # Silent ones are closed after thirty seconds; a byte every second does not keep a head longer, nor a body over a minute.
    ends = {b"": 45, head[:-2] + b"X-Slow: ": 45, head + b"\r\n": 75}
    open_ones = {socket.create_connection(("127.0.0.1", club.port), 60): start for start in ends for _ in range(5)}
    stayed = dict.fromkeys(ends, 0.0)
    count = len(connections) + len(open_ones)
    for connection, start in open_ones.items():
        connection.sendall(start)
        connection.setblocking(False)
    began = time.monotonic()
    while open_ones and time.monotonic() - began < 90:
        time.sleep(1)
        for connection, start in list(open_ones.items()):
            if is_closed(connection, b"x" if start else b""):
                stayed[start] = max(stayed[start], time.monotonic() - began)
                connection.close()
                del open_ones[connection]
    for connection in [*connections, *open_ones]:
        connection.close()
    assert not open_ones, f"{len(open_ones)} slow clients stay for longer than 90 s: {set(open_ones.values())}"
    assert all(stayed[start] < end for start, end in ends.items()), f"{stayed}"
    silent, dripping_head, dripping_body = stayed.values()
    # Whoever fetches nothing is closed after two minutes: what stood in the system's buffers is all that there is.
    time.sleep(max(0, 135 - (time.monotonic() - asked)))
    for connection in askers:
        got = fetched(connection)
        assert 0 < got < TIMES * size, f"{got} bytes of {TIMES * size} were still there for a client that fetched nothing for 135 s"
    return count + len(askers), (
        f"others answered in {statistics.median(times):.1f} ms (slowest {max(times):.0f}); closed after {silent:.0f} s where nothing comes, "
        f"{dripping_head:.0f} s with a head byte by byte, {dripping_body:.0f} s with a body byte by byte, within 135 s where nothing is fetched")


# How often the largest file is asked for on one connection: more than the buffers of a system hold.
TIMES = 60


def asking(club):
    """The size of the site's largest file, and connections that ask for it again and again and read nothing."""
    site = pathlib.Path(club.folder, "Site")
    largest = max((file for file in site.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
    request = f"GET /{largest.relative_to(site)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    connections = []
    for _ in range(5):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", club.port))
        connection.sendall(request * TIMES)
        connections.append(connection)
    return largest.stat().st_size, connections


def fetched(connection):
    """How many bytes come before the server closes, or falls silent."""
    connection.settimeout(10)
    count = 0
    try:
        while chunk := connection.recv(65536):
            count += len(chunk)
    except OSError:
        pass
    connection.close()
    return count


def is_closed(connection, drop):
    """Whether the server has closed; if not, it gets a drop more."""
    try:
        # An answer that comes before the close is no close.
        while (answer := connection.recv(65536)) != b"":
            assert not answer.startswith(b"HTTP/1.1 2"), f"half a request is answered: {answer[:100]}"
        return True
    except BlockingIOError:
        pass
    except OSError:
        return True
    try:
        connection.sendall(drop)
    except OSError:
        return True
    return False


def smuggling(club, wire):
    """smuggled requests"""
    token = club.tokens["clerk"]
    inner = "GET /api/v1/desk/today HTTP/1.1\r\nHost: x\r\n\r\n"
    length = len(inner)
    tries = [
        f"Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
        f"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{inner}",
        f"Content-Length: 0\r\nContent-Length: {length}\r\n\r\n{inner}",
        f"Content-Length: 0, {length}\r\n\r\n{inner}", f"Content-Length: +0\r\n\r\n{inner}", f"Content-Length: 0x0\r\n\r\n{inner}",
        f"Content-Length : {length}\r\n\r\n{inner}", f"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{inner}",
        f"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{inner}", f"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n{inner}",
        f"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{inner}", f"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n{inner}",
        f"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n{inner}",
        f"X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}", f"X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
        f"Content-Length: -1\r\n\r\n{inner}", f"Content-Length: 99999999999999999999\r\n\r\n{inner}",
    ]
    refused = 0
    for number, text in enumerate(tries):
        head = f"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nIdempotency-Key: smuggled-{number:012}\r\nContent-Type: application/json\r\n"
        answer = wire.raw((head + text).encode("latin-1"), patience=2)
        # Whatever is made of it, what was inside must not be answered with somebody's rights, and no 200 may come.
        assert b"HTTP/1.1 200" not in answer and b"HTTP/1.1 5" not in answer, f"{text[:60]!r}: {answer[:200]}"
        refused += answer.startswith(b"HTTP/1.1 400")
    pairs = [
        # Blanks before a value are no part of it (RFC 9110, 5.5) and are not kept: 5,000,000 cost the server no memory.
        ("Authorization:" + " " * 9000 + "Bearer " + token, b" 200 "),
        ("Authorization: Bearer x\r\nAuthorization: Bearer " + token, b" 401 "), ("Authorization: Bearer " + token + ", Bearer x", b" 401 "),
        ("X-Forwarded-For: 127.0.0.1, ::1\r\nAuthorization: Basic x", b" 401 "),
        ("\r\n".join(f"X-{number}: y" for number in range(150)), b" 400 "), ("X-Long: " + "y" * 20_000, b" 400 "),
    ]
    for headers, status in pairs:
        answer = wire.raw(f"GET /api/v1/desk/today HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n\r\n".encode(), patience=3)
        assert status in answer[:20] or answer == b"", f"{headers[:60]!r}: {answer[:100]}"
    return len(tries) + len(pairs), f"{refused} refused as ambiguous, no smuggled request answered"


def traversal(club, wire):
    """ways out of the site's folder"""
    paths = [
        "/../Store/secret.key", "/..%2fStore/secret.key", "/%2e%2e/Store/secret.key", "/%2e%2e%2fStore%2fsecret.key", "/..\\Store\\secret.key",
        "/%252e%252e/Store/secret.key", "/%c0%ae%c0%ae/Store/secret.key", "/issues/..%5c..%5cStore", "/./../Store/demonstration.json",
        "/assets/../../Store/journal/", "//etc/passwd", "/etc/passwd", "/%00", "/index.html%00.png", "/.huikan/cache", "/.huikan/", "/.git/config",
        "/Store/demonstration.json", "/..;/Store/", "/%ff", "/" + "../" * 40 + "etc/passwd", "file:///etc/passwd", "http://evil.example/../etc/passwd",
        "/desk/../../Store/annex", "/media/..%2f..%2fStore", "/~root", "/proc/self/environ", "/CON", "/" + "a/" * 2000,
    ]
    for path in paths:
        answer = wire.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"), patience=5)
        status = answer[9:12]
        assert status in (b"404", b"400", b"301", b"308"), f"{path[:60]}: {answer[:100]}"
        assert not any(secret in answer for secret in PRIVATE), f"{path[:60]} shows what is private"
    return len(paths), "404 or 400 each; nothing but the site's own files"


ATTACKS = [slow_clients, smuggling, traversal]
