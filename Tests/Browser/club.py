"""A demonstration club of its own, served on a free loopback port for as long as a test needs it."""

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.request


class Club:
    def __init__(self, process, address, store, site, start_ms):
        self.process = process
        self.address = address
        self.store = store
        self.site = site
        self.start_ms = start_ms

    @property
    def port(self):
        return int(self.address.rsplit(":", 1)[1])

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return answer.read().decode()

    def token(self, role):
        with open(os.path.join(self.store, "demonstration.json")) as file:
            return json.load(file)[role]


@contextlib.contextmanager
def serving(huikan, content="Content", port=0, arguments=(), shm=False, place=None,
            environment=None):
    """Yields a running club; stops it with SIGTERM and fails if it does not stop cleanly."""
    place = "/dev/shm" if shm else place
    with tempfile.TemporaryDirectory(prefix="huikan-", dir=place) as folder:
        store, site = os.path.join(folder, "Store"), os.path.join(folder, "Site")
        common = ["--content", content, "--store", store]
        if os.path.exists(os.path.join(content, "club.yml")):
            subprocess.run([huikan, "demo", *common, "--quiet"], check=True)
        log = open(os.path.join(folder, "log"), "w+")
        start = time.monotonic()
        process = subprocess.Popen(
            [huikan, "serve", *common, "--output", site, "--port", str(port), "--json",
             "--base-url", "http://127.0.0.1", *arguments],
            stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **(environment or {})})
        try:
            line = process.stdout.readline()
            if not line:
                log.seek(0)
                raise RuntimeError("the server did not start:\n" + log.read())
            start_ms = (time.monotonic() - start) * 1000
            club = Club(process, json.loads(line)["address"], store, site, start_ms)
            yield club
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        if process.returncode != 0:
            log.seek(0)
            raise RuntimeError(f"the server ended with {process.returncode}:\n" + log.read())


def eventually(condition, seconds=5.0):
    """The first true value of the condition; an assertion error when the time is up."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)
