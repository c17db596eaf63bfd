"""A demonstration club on a port of its own, in a folder that goes with it."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Club:
    """`with Club(executable) as club:` starts the server; `club.url` and `club.tokens` lead to it."""

    def __init__(self, executable, port=0, arguments=(), base=None):
        self.executable = str(pathlib.Path(executable).resolve())
        self.port = port or free_port()
        self.arguments = list(arguments)
        self.url = f"http://127.0.0.1:{self.port}"
        self.base = base or self.url
        self.folder = None
        self.process = None
        self.tokens = {}

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="huikan-attack-")
        store = f"{self.folder}/Store"
        run = lambda *words: subprocess.run(words, cwd=ROOT, check=True)
        run(self.executable, "demo", "--store", store, "--quiet")
        self.log = open(f"{self.folder}/log", "w+")
        self.process = subprocess.Popen(
            [self.executable, "serve", "--store", store, "--output", f"{self.folder}/Site", "--port",
             str(self.port), "--base-url", self.base, "--quiet", *self.arguments],
            cwd=ROOT, stdout=self.log, stderr=self.log)
        wait_for(f"{self.url}/api/v1/health", self)
        self.tokens = json.loads(pathlib.Path(f"{store}/demonstration.json").read_text())
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def is_alive(self):
        return self.process.poll() is None

    def resident(self):
        """The server's memory in MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def text_of_log(self):
        self.log.flush()
        return pathlib.Path(self.log.name).read_text()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, club, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not club.is_alive:
            raise SystemExit(f"the server ended:\n{club.text_of_log()}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not answer within {seconds} seconds")


def executable(argument=None):
    """The executable to attack: the one named, else HUIKAN, else the release or the debug build."""
    named = argument or os.environ.get("HUIKAN")
    candidates = [named] if named else [ROOT / ".build/release/huikan", ROOT / ".build/debug/huikan"]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise SystemExit("no executable: run `make build`, or say --huikan PATH")
