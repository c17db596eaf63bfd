"""A club whose server may die at any moment, and clients that remember what they were told."""

import hashlib
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
import time

CLIENTS = 8
# What the rule `watch` of the demonstration club gives.
WORTH = 60


class House:
    """A demonstration club in a folder of its own."""

    def __init__(self, huikan):
        self.huikan = huikan
        self.folder = tempfile.TemporaryDirectory(prefix="huikan-")
        self.store = os.path.join(self.folder.name, "Store")
        self.log = os.path.join(self.folder.name, "log")
        self.common = ["--content", "Content", "--store", self.store]
        subprocess.run([huikan, "demo", *self.common, "--quiet"], check=True)
        with open(os.path.join(self.store, "demonstration.json"), encoding="utf-8") as file:
            self.token = json.load(file)["manager"]
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Leaves neither server nor folder behind, also where an assertion has failed."""
        if self.process and self.process.poll() is None:
            self.kill()
        self.folder.cleanup()

    def launch(self, wrapper=()):
        """Starts the server and waits for nothing."""
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [*wrapper, self.huikan, "serve", *self.common, "--port", "0", "--json",
                 "--output", os.path.join(self.folder.name, "Site"), "--base-url", "http://127.0.0.1"],
                stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True)

    def begin(self, wrapper=()):
        """Starts the server and waits until it listens."""
        self.launch(wrapper)
        line = self.process.stdout.readline()
        assert line, "the server did not start:\n" + self.messages()
        self.port = int(json.loads(line)["address"].rsplit(":", 1)[1])

    def kill_while_starting(self, seconds):
        """Starts the server and kills it before it has done much."""
        self.launch()
        time.sleep(seconds)
        self.kill()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """A clean stop, as SIGTERM asks for."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=60) == 0, self.messages()

    def messages(self):
        with open(self.log, encoding="utf-8") as file:
            return file.read()

    def lines(self):
        """All lines of the journal, in order, each with its end."""
        folder = os.path.join(self.store, "journal")
        lines = []
        for name in sorted(os.listdir(folder)):
            if re.fullmatch(r"\d+\.jsonl", name):
                with open(os.path.join(folder, name), "rb") as file:
                    lines += file.readlines()
        return lines

    def torn(self):
        """Whether the last line is unfinished: a kill may come between two pages of one write."""
        return not self.lines()[-1].endswith(b"\n")

    def records(self):
        """All records of the journal, read as anybody could read them; each follows the one before."""
        lines = self.lines()
        if self.torn():
            lines.pop()
        records, previous = [], None
        for line in lines:
            text = line[9:].rstrip(b"\n")
            record = json.loads(text)
            assert previous in (None, record["prev"]), f"record {record['seq']} does not follow"
            previous = hashlib.sha256(text).hexdigest()
            records.append(record)
        return records


class Ledger:
    """What clients have asked for, and what they were told became of it."""

    def __init__(self, house):
        self.house = house
        self.lock = threading.Lock()
        self.acknowledged = {}
        self.unknown = []
        self.refused = []
        self.count = 0

    def join(self):
        with open("Content/club.yml", encoding="utf-8") as file:
            consent = re.search(r"version:\s*\"?([^\s\"]+)", file.read()).group(1)
        status, answer = self.send(self.connect(), "/api/v1/members", "fault-test-member-1", {
            "name": "测一测", "email": "fault@example.com", "channel": "desk", "consent": consent})
        assert status == 201, answer
        self.member = answer["number"].replace(" ", "")

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)

    def send(self, connection, path, key, body):
        connection.request("POST", path, json.dumps(body).encode(), {
            "Authorization": "Bearer " + self.house.token, "Content-Type": "application/json",
            "Idempotency-Key": key})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    def post(self, connection, reference):
        """One posting; whatever goes wrong leaves it unknown, only 507 says that it was not booked."""
        try:
            status, answer = self.send(
                connection, f"/api/v1/members/{self.member}/points", "fault-test-" + reference,
                {"action": "award", "source": "watch", "reference": reference,
                 "reason": "故障试验"})
        except (OSError, http.client.HTTPException, ValueError):
            status = 0
        with self.lock:
            if status == 201:
                self.acknowledged[reference] = answer["id"]
            elif status == 507:
                self.refused.append(reference)
            else:
                self.unknown.append(reference)
        return status

    def load(self, until, clients=CLIENTS):
        """Posts from several clients until the time is up or the server is gone or refuses."""
        def client():
            connection = self.connect()
            while time.monotonic() < until:
                with self.lock:
                    self.count += 1
                    reference = f"f{self.count:08d}"
                if self.post(connection, reference) != 201:
                    return
        threads = [threading.Thread(target=client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        return threads

    def resend(self):
        """Asks again, under the same keys, for all that was refused or whose answer was lost, and
        for some that was answered: the answer must be the one it was."""
        again, self.unknown, self.refused = self.unknown + self.refused, [], []
        known = list(self.acknowledged.items())[-CLIENTS:]
        connection = self.connect()
        for reference in again:
            assert self.post(connection, reference) == 201, f"{reference} was not booked when sent again"
        for reference, entry in known:
            assert self.post(connection, reference) == 201, f"{reference} was forgotten"
            assert self.acknowledged[reference] == entry, f"{reference} became another entry"

    def check_balance(self):
        """The server's own sum, in the middle of everything, is that of what it has acknowledged."""
        connection = self.connect()
        connection.request("GET", f"/api/v1/members/{self.member}", headers={
            "Authorization": "Bearer " + self.house.token})
        answer = connection.getresponse()
        body = json.loads(answer.read())
        assert answer.status == 200, body
        assert body["balance"] == WORTH * len(self.acknowledged), (
            f"a balance of {body['balance']} after {len(self.acknowledged)} postings of {WORTH}")

    def check(self):
        """Every acknowledged posting is in the journal once, where it was said to be."""
        places = {}
        for record in self.house.records():
            for index, fact in enumerate(record["facts"]):
                if fact.get("reference", "").startswith("f0"):
                    places.setdefault(fact["reference"], []).append(f"P{record['seq']}-{index + 1}")
        twice = {reference: found for reference, found in places.items() if len(found) > 1}
        assert not twice, f"posted twice: {twice}"
        for reference, entry in self.acknowledged.items():
            assert places.get(reference) == [entry], (
                f"{reference} was acknowledged as {entry}, the journal has {places.get(reference)}")
        strangers = set(places) - set(self.acknowledged) - set(self.unknown)
        assert not strangers, f"posted without having been acknowledged: {strangers}"
        return len(places)
