"""Servers as processes: folders for their data, starting and stopping, requests by hand."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import install


@contextlib.contextmanager
def fresh(place, name):
    """A folder for a server's data, removed afterwards."""
    folder = tempfile.mkdtemp(prefix=name + "-", dir=place)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def started(command, address, environment=None):
    """Runs a server and waits for its first answer, whatever that says."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=install.HERE, stdout=log, stderr=log,
                                   env={**os.environ, **(environment or {})})
        try:
            end = time.monotonic() + 20
            while not answers(address):
                if process.poll() is not None or time.monotonic() > end:
                    log.seek(0)
                    sys.exit(f"{command[0]} does not answer:\n{log.read().decode(errors='replace')}")
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def answers(address):
    try:
        urllib.request.urlopen(address, timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def request(address, body=None, headers=None, method=None):
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(
            urllib.request.Request(address, data=data, method=method, headers={
                "Content-Type": "application/json", **(headers or {})}), timeout=10) as answer:
        return json.load(answer)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def quietly(command):
    """Runs a command from a folder that everybody may read; what it prints. A failure ends the bench."""
    done = subprocess.run(command, cwd="/", text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\nfailed:\n{done.stderr}")
    return done.stdout
