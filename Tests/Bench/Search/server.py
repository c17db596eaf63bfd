"""A server for the bench: files, compressed as a production server compresses them, and counted."""

import contextlib
import gzip
import http.server
import os
import threading
import urllib.parse

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
         ".txt": "text/plain; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
         ".xml": "application/xml"}


class Counting(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site):
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        self.lock = threading.Lock()
        self.sent = []
        self.packed = {}

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def take(self):
        """What has been sent since the last time: paths and bytes."""
        with self.lock:
            sent, self.sent = self.sent, []
        return sent


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = urllib.parse.unquote(self.path.split("?")[0])
        file = os.path.join(self.server.site, path.strip("/"))
        if path.endswith("/"):
            file = os.path.join(file, "index.html")
        suffix = os.path.splitext(file)[1]
        try:
            body = self.body(file, suffix)
        except OSError:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        if suffix in TYPES:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        with self.server.lock:
            self.server.sent.append((path, len(body)))

    def body(self, file, suffix):
        if file not in self.server.packed:
            with open(file, "rb") as opened:
                data = opened.read()
            self.server.packed[file] = gzip.compress(data, 6) if suffix in TYPES else data
        return self.server.packed[file]

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(site):
    server = Counting(site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
