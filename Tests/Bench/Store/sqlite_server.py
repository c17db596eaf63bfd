"""A small club on SQLite: one transaction a request, synchronous = FULL. A WSGI application.

It does what a posting needs and no more: token, JSON, key (the same again gives the first answer),
the member's balance, the journal row. One thread runs it, because SQLite has one writer anyway: no
time goes into waiting for locks. The write-ahead log makes a commit cost one sync, not three.
"""

import json
import os
import sqlite3

SCHEMA = """
CREATE TABLE members (number TEXT PRIMARY KEY, balance INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE postings (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, member TEXT NOT NULL, points INTEGER NOT NULL,
  source TEXT NOT NULL, reason TEXT NOT NULL, balance INTEGER NOT NULL,
  posted TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
"""
TOKEN = "Bearer bench"


def connect(path):
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def app(environ, start_response):
    """POST /api/v1/members/{number}/points, as Huikan has it."""
    if environ.get("HTTP_AUTHORIZATION") != TOKEN:
        status, answer = "401 Unauthorized", {}
    else:
        posting = json.loads(environ["wsgi.input"].read())
        status, answer = post(
            environ["PATH_INFO"].split("/")[4], environ["HTTP_IDEMPOTENCY_KEY"], posting)
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps(answer).encode()]


def post(member, key, posting):
    points, reason = posting["points"], posting["reason"]
    if type(points) is not int or not 1 <= points <= 1_000_000 or not 1 <= len(reason) <= 200:
        return "422 Unprocessable Content", {}
    database.execute("BEGIN IMMEDIATE")
    known = database.execute(
        "SELECT id, member, points, balance FROM postings WHERE key = ?", (key,)).fetchone()
    if known:
        database.execute("COMMIT")
        return "201 Created", dict(zip(("id", "member", "points", "balance"), known))
    updated = database.execute(
        "UPDATE members SET balance = balance + ? WHERE number = ? RETURNING balance",
        (points, member)).fetchone()
    if not updated:
        database.execute("ROLLBACK")
        return "404 Not Found", {}
    entry = database.execute(
        "INSERT INTO postings (key, member, points, source, reason, balance) VALUES (?, ?, ?, ?, ?, ?)",
        (key, member, points, posting["source"], reason, updated[0])).lastrowid
    database.execute("COMMIT")
    return "201 Created", {"id": entry, "member": member, "points": points, "balance": updated[0]}


if "SQLITE_DATABASE" in os.environ:
    database = connect(os.environ["SQLITE_DATABASE"])
