"""Tries docs/deploy for real: its nginx and Caddy files in front of a server, its backup, its units.

    python3 Tests/Deploy/deploy.py [--huikan PATH]

Ports, folders and certificates are put in the place of those in the files, and nothing else: what is tried is what
stands in docs/deploy. Needs nginx and caddy (Debian's); systemd-analyze is used where it is there. Exit 0: all is as promised.
"""

import argparse
import http.client
import json
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Attack"))
from club import Club, executable, is_taken  # noqa: E402
from ports import lasting_port  # noqa: E402

DEPLOY = ROOT / "docs/deploy"
NAME = "club.example"
failures = []


def check(what, is_so, seen=""):
    print(f"  {'ok  ' if is_so else 'FAIL'}  {what}" + (f": {seen}" if not is_so else ""), flush=True)
    if not is_so:
        failures.append(what)


def certificate(folder):
    key, chain = f"{folder}/privkey.pem", f"{folder}/fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-keyout", key, "-out", chain, "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"],
        check=True, capture_output=True)
    return key, chain


class Loopback(http.client.HTTPSConnection):
    """A connection to the proxy on loopback, from an address of its own, for the name of the club."""

    def __init__(self, port, chain, source, name=NAME):
        context = ssl.create_default_context(cafile=chain)
        super().__init__(name, port, context=context, timeout=20)
        self.source = source

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), 20, source_address=(self.source, 0))
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


def ask(port, chain, method, path, headers=None, body=None, source="127.0.0.1", name=NAME):
    connection = Loopback(port, chain, source, name)
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    headers = dict(headers or {})
    if isinstance(body, dict):
        headers["Content-Type"] = "application/json"
    try:
        connection.request(method, path, data, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


class Proxy:
    """nginx or Caddy with its file of docs/deploy, its ports and paths replaced."""

    def __init__(self, kind, club, folder):
        self.kind, self.club, self.folder = kind, club, folder
        self.key, self.chain = certificate(folder)

    def __enter__(self):
        for _ in range(4):
            if self.starts():
                return self
            if not is_taken(self.text_of_log()):
                break
        raise SystemExit(f"{self.kind} does not answer:\n{self.text_of_log()}")

    def text_of_log(self):
        return pathlib.Path(self.log.name).read_text()

    def starts(self):
        """Whether it answers, on ports that were free a moment ago."""
        self.port, self.plain = lasting_port(), lasting_port()
        command = self.nginx() if self.kind == "nginx" else self.caddy()
        self.log = open(f"{self.folder}/{self.kind}.out", "w+")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, env={"HOME": self.folder, "PATH": "/usr/bin:/usr/sbin:/bin"})
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            try:
                ask(self.port, self.chain, "GET", "/api/v1/health")
                return True
            except OSError:
                time.sleep(0.1)
        return False

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self.log.close()

    def nginx(self):
        text = (DEPLOY / "nginx.conf").read_text()
        text = re.sub(r"\n *listen \[::\].*", "", text)
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.port}").replace("listen 80;", f"listen 127.0.0.1:{self.plain};")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.club.port}")
        text = text.replace(f"/etc/letsencrypt/live/{NAME}", self.folder).replace("/var/log/nginx", self.folder)
        site = f"{self.folder}/huikan.conf"
        pathlib.Path(site).write_text(text)
        temporary = "".join(
            f"{word}_temp_path {self.folder}/{word}; " for word in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        main = f"{self.folder}/nginx.conf"
        pathlib.Path(main).write_text(
            f"daemon off; master_process off; pid {self.folder}/nginx.pid; error_log stderr;\n"
            f"events {{}}\nhttp {{ {temporary} include /etc/nginx/mime.types; include {site}; }}\n")
        subprocess.run(["nginx", "-t", "-q", "-c", main, "-e", "stderr"], check=True)
        return ["nginx", "-c", main, "-e", "stderr"]

    def caddy(self):
        text = (DEPLOY / "Caddyfile").read_text()
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.club.port}")
        text = text.replace(
            f"{NAME} {{", f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n\n{NAME}:{self.port} {{\n"
            f"\tbind 127.0.0.1\n\ttls {self.chain} {self.key}", 1)
        path = f"{self.folder}/Caddyfile"
        pathlib.Path(path).write_text(text)
        return ["caddy", "run", "--config", path, "--adapter", "caddyfile"]


def join(proxy, number, source="127.0.0.1", forged=None):
    headers = {
        "Origin": f"https://{NAME}", "Sec-Fetch-Site": "same-origin", "Idempotency-Key": f"deploy-{proxy.kind}-{number:06}-x"}
    if forged:
        headers["X-Forwarded-For"] = forged
    phone = f"139{10000000 + number + (5000 if proxy.kind == 'caddy' else 0)}"
    return ask(
        proxy.port, proxy.chain, "POST", "/api/v1/members", headers,
        {"name": "试部署", "phone": phone, "consent": consent(proxy.club)}, source)


def consent(club):
    connection = http.client.HTTPConnection("127.0.0.1", club.port)
    connection.request("GET", "/api/v1/desk/rules", headers={"Authorization": f"Bearer {club.tokens['clerk']}"})
    return json.loads(connection.getresponse().read())["consent"]


def try_proxy(proxy):
    port, chain = proxy.port, proxy.chain
    status, headers, body = ask(port, chain, "GET", "/")
    check("the home page comes over TLS", status == 200 and b"<html" in body, status)
    check("with HSTS", "max-age" in (headers["Strict-Transport-Security"] or ""), headers)
    check("and the content security policy", "script-src 'self'" in (headers["Content-Security-Policy"] or ""), headers)
    if proxy.kind == "nginx":
        connection = http.client.HTTPConnection("127.0.0.1", proxy.plain)
        connection.request("GET", "/join/", headers={"Host": NAME})
        answer = connection.getresponse()
        check("plain HTTP is sent on", (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/join/"), answer.status)
        try:
            ask(port, chain, "GET", "/", name="other.example")
            check("another name is refused", False, "it was answered")
        except ssl.SSLError:
            check("another name is refused", True)
    status, headers, body = join(proxy, 1)
    cookie = headers["Set-Cookie"] or ""
    check("joining works through it", status == 201, body[:200])
    check("the cookie is __Host- and Secure", cookie.startswith("__Host-huikan=") and "; Secure" in cookie, cookie)
    me, _, body = ask(port, chain, "GET", "/api/v1/me", {"Cookie": cookie.split(";")[0]})
    check("and signs in", me == 200, body[:200])
    status, _, body = ask(
        port, chain, "DELETE", "/api/v1/session", {"Cookie": cookie.split(";")[0], "Origin": "https://evil.example"})
    check("a page of another site may not use it", status == 403, body[:200])
    status, _, _ = ask(port, chain, "POST", "/api/v1/members", {"Idempotency-Key": "deploy-large-body-0001"}, b"x" * 900_000)
    check("a body too large is refused", status == 413, status)
    # Limits count the client's own address, whatever it writes into X-Forwarded-For.
    statuses = [join(proxy, 100 + number, "127.0.0.2", forged=f"203.0.113.{number}")[0] for number in range(22)]
    check("forged addresses do not help against the limit", statuses.count(201) == 20 and statuses[-1] == 429, statuses)
    status, _, body = join(proxy, 200, "127.0.0.3")
    check("another client is counted apart", status == 201, body[:200])


def try_backup(club, binary, folder):
    unit = (DEPLOY / "huikan-backup.service").read_text()
    backups = f"{folder}/backups"
    pathlib.Path(backups).mkdir()
    command = re.search(r"^ExecStart=(.*)$", unit, re.M).group(1)
    command = command.replace("%%", "%").replace("/opt/huikan/current/huikan", str(pathlib.Path(binary).resolve()))
    command = command.replace("/var/backups/huikan", backups).replace("/var/lib/huikan/Store", f"{club.folder}/Store")
    run = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True)
    made = list(pathlib.Path(backups).glob("club-*.tar"))
    check("the unit's command makes a backup beside the server", run.returncode == 0 and len(made) == 1, run.stderr)
    restored = f"{folder}/Restored"
    run = subprocess.run([binary, "ledger", "restore", str(made[0]), "--store", restored, "--quiet"], capture_output=True, text=True)
    check("it is restored", run.returncode == 0, run.stderr)
    run = subprocess.run([binary, "ledger", "verify", "--store", restored], capture_output=True, text=True)
    check("and verified from the first record", run.returncode == 0, run.stdout + run.stderr)


def try_units():
    if not shutil.which("systemd-analyze"):
        print("  --    no systemd-analyze here: the units were not looked at")
        return
    with tempfile.TemporaryDirectory() as folder:
        for unit in ["huikan.service", "huikan-backup.service", "huikan-backup.timer"]:
            text = (DEPLOY / unit).read_text().replace("/opt/huikan/current/huikan", "/bin/true")
            pathlib.Path(f"{folder}/{unit}").write_text(text)
        run = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *[f"{folder}/{unit}" for unit in
             ["huikan.service", "huikan-backup.service", "huikan-backup.timer"]]], capture_output=True, text=True)
        lines = [line for line in run.stderr.splitlines() if "huikan" in line]
        check("systemd finds nothing wrong with the units", not lines, "\n".join(lines))
        run = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", f"{folder}/huikan.service"], capture_output=True, text=True)
        found = re.search(r"exposure level for huikan.service: ([0-9.]+)", run.stdout)
        check("and calls the service well protected (at most 2.0 of 10)", found and float(found.group(1)) <= 2.0,
              found.group(0) if found else run.stdout + run.stderr)


def try_refusals(binary):
    def refused(*arguments):
        run = subprocess.run([binary, "serve", "--store", "/nonexistent/Store", *arguments], capture_output=True, text=True, cwd=ROOT)
        return run.returncode == 64, run.stderr
    for arguments in [["--host", "0.0.0.0"], ["--host", "::"], ["--host", "0.0.0.0", "--plain-http-elsewhere"]]:
        is_refused, words = refused(*arguments)
        check(f"serve {' '.join(arguments)} is refused", is_refused, words)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--huikan")
    binary = str(pathlib.Path(executable(parser.parse_args().huikan)).resolve())
    print("units and addresses")
    try_units()
    try_refusals(binary)
    for kind in ["nginx", "caddy"]:
        if not shutil.which(kind) and not pathlib.Path(f"/usr/sbin/{kind}").exists():
            print(f"{kind} is not installed: .ci/setup --deploy installs it")
            failures.append(kind)
            continue
        print(kind)
        with Club(binary, base=f"https://{NAME}") as club, tempfile.TemporaryDirectory() as folder:
            with Proxy(kind, club, folder) as proxy:
                try_proxy(proxy)
            if kind == "nginx":
                print("backup")
                try_backup(club, binary, folder)
    print("all as promised" if not failures else f"{len(failures)} not as promised")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
