"""Ours, as it is delivered: how it starts with its members, takes a posting and is read."""

import contextlib
import os
import re
import sys

import install
import load
from processes import request

sys.path.insert(0, os.path.join(install.ROOT, "Tests", "Browser"))
from club import serving  # noqa: E402


class Huikan:
    """Rules, tokens, idempotency keys, a hash chain; the journal and its annex are synced."""

    name = "Huikan"

    def __init__(self, executable, environment=None):
        self.executable, self.environment = os.path.abspath(executable), environment
        if not os.access(self.executable, os.X_OK):
            sys.exit(f"{executable} is not there; run: make build")

    @contextlib.contextmanager
    def running(self, folder):
        with serving(self.executable, os.path.join(install.ROOT, "Content"), place=folder,
                     environment=self.environment, by_hand=True) as club:
            self.address, self.store, self.token = club.address, club.store, club.token("manager")
            self.members = [self.join(number) for number in range(load.MEMBERS)]
            yield

    def join(self, number):
        with open(os.path.join(install.ROOT, "Content", "club.yml"), encoding="utf-8") as file:
            consent = re.search(r"version:\s*\"?([^\s\"]+)", file.read()).group(1)
        answer = request(
            self.address + "/api/v1/members",
            {"name": "测一测", "email": f"bench{number}@example.com", "channel": "desk",
             "consent": consent},
            {"Authorization": "Bearer " + self.token, "Idempotency-Key": f"bench-new-member-{number}"})
        return answer["number"].replace(" ", "")

    def post(self, clients, seconds):
        return load.wrk(
            self.address, "../postings.lua", clients, seconds, [self.token, *self.members])

    def read(self, clients, seconds, statement):
        tail = f"/points?limit={load.LINES}" if statement else ""
        return load.wrk(
            self.address, "reads.lua", clients, seconds,
            ["Bearer " + self.token, *(f"/api/v1/members/{member}{tail}" for member in self.members)])

    def count(self):
        """Every posting awards one point."""
        return sum(request(f"{self.address}/api/v1/members/{member}", None,
                           {"Authorization": "Bearer " + self.token})["balance"]
                   for member in self.members)

    def groups(self):
        """How many records the journal has, and in how many groups they were synced: `*` after the
        checksum marks a group's first record."""
        records = groups = 0
        folder = os.path.join(self.store, "journal")
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                for line in file:
                    records += 1
                    groups += line[8:9] == b"*"
        return records, groups
