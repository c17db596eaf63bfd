"""A demonstration club of its own, served on a free loopback port for as long as a test needs it."""

import contextlib
import datetime
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request


class Club:
    def __init__(self, huikan, process, address, store, site, start_ms):
        self.huikan = huikan
        self.process = process
        self.address = address
        self.store = store
        self.site = site
        self.start_ms = start_ms

    @property
    def port(self):
        return int(self.address.rsplit(":", 1)[1])

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            return answer.read().decode()

    def token(self, role):
        with open(os.path.join(self.store, "demonstration.json")) as file:
            return json.load(file)[role]

    def colleague(self, name, role, *regions):
        """The token of a new colleague, bound to regions or for the whole club."""
        bound = [word for region in regions for word in ("--region", region)]
        added = subprocess.run(
            [self.huikan, "staff", "add", name, "--role", role, "--store", self.store, "--json", *bound],
            check=True, capture_output=True, text=True)
        return json.loads(added.stdout)["token"]


COMING = "听一晚上的雨"
FULL = "在檐下坐一坐"


@contextlib.contextmanager
def demonstration():
    """Yields a copy of the demonstration's content in which an event is yet to come, whatever day it is.

    The demonstration fills the smallest coming event beyond its seats: that is another one, on the same evening.
    """
    with tempfile.TemporaryDirectory(prefix="huikan-content-") as folder:
        content = shutil.copytree("Content", os.path.join(folder, "Content"))
        day = datetime.date.today() + datetime.timedelta(days=30)
        for name, title, capacity in (("rain", COMING, 60), ("eaves", FULL, 2)):
            with open(os.path.join(content, "events", f"{day}-{name}.md"), "w", encoding="utf-8") as file:
                file.write(
                    f"---\ntitle: {title}\nstart: {day} 19:00\nend: 21:00\nplace: 云塘里会所\ncity: 临津\n"
                    f"department: customer-relations\npurpose: brand\ncapacity: {capacity}\npoints: 60\n"
                    f"summary: 带一把伞来。\n---\n\n雨停了就散。\n")
        yield content


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
            club = Club(huikan, process, json.loads(line)["address"], store, site, start_ms)
            yield club
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        if process.returncode != 0:
            log.seek(0)
            raise RuntimeError(f"the server ended with {process.returncode}:\n" + log.read())


def eventually(condition, seconds=60.0):
    """The first true value of the condition; an assertion error when the time is up."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.05)
