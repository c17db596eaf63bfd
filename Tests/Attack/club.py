"""A demonstration club on a port of its own, in a folder that goes with it."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# At the end: a module of this folder goes before one of the same name there.
sys.path.append(str(ROOT / "Tests" / "Browser"))
from ports import lasting_port  # noqa: E402


class Club:
    """`with Club(executable) as club:` starts the server; `club.url` and `club.tokens` lead to it."""

    def __init__(self, executable, port=0, arguments=(), base=None):
        self.executable = str(pathlib.Path(executable).resolve())
        self.port = port
        self.arguments = list(arguments)
        self.base = base
        self.folder = None
        self.process = None
        self.tokens = {}

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="huikan-attack-")
        store = f"{self.folder}/Store"
        run = lambda *words: subprocess.run(words, cwd=ROOT, check=True)
        run(self.executable, "demo", "--store", store, "--quiet")
        self.tokens = json.loads(pathlib.Path(f"{store}/demonstration.json").read_text())
        # The demonstration has no tokens of these roles, and they are to be tried as well.
        for role in ["editor", "kiosk"]:
            added = subprocess.run(
                [self.executable, "staff", "add", f"试{role}", "--role", role, "--store", store, "--json", "--quiet"],
                cwd=ROOT, check=True, capture_output=True, text=True)
            self.tokens[role] = json.loads(added.stdout)["token"]
        # A port that was free may be taken before the server has it: then another one.
        ports = [self.port] if self.port else (lasting_port() for _ in range(5))
        for self.port in ports:
            self.log = open(f"{self.folder}/log", "w+")
            self.process = subprocess.Popen(
                [self.executable, "serve", "--store", store, "--output", f"{self.folder}/Site", "--port",
                 str(self.port), "--base-url", self.base or self.url, "--json", *self.arguments],
                cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log)
            # It says its address when it listens there, and nothing when it has ended.
            if self.process.stdout.readline():
                break
            self.process.wait(timeout=20)
            if not is_taken(self.text_of_log()):
                break
        if not self.is_alive:
            raise SystemExit(f"the server ended:\n{self.text_of_log()}")
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

    def prove(self):
        """Fails where the books no longer prove."""
        run = subprocess.run(
            [self.executable, "ledger", "verify", "--store", f"{self.folder}/Store"], capture_output=True, text=True)
        assert run.returncode == 0, f"the books no longer prove: {run.stdout}{run.stderr}"

    def resident(self):
        """The server's memory in MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def text_of_log(self):
        self.log.flush()
        return pathlib.Path(self.log.name).read_text()


def is_taken(log):
    """Whether a server says that somebody else has its port."""
    return re.search(r"is taken|address already in use", log, re.IGNORECASE) is not None


def executable(argument=None):
    """The executable to attack: the one named, else HUIKAN, else the release or the debug build."""
    named = argument or os.environ.get("HUIKAN")
    candidates = [named] if named else [ROOT / ".build/release/huikan", ROOT / ".build/debug/huikan"]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    raise SystemExit("no executable: run `make build`, or say --huikan PATH")
