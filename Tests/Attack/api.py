"""Plays schemathesis against a started server, as everybody whom the API knows.

    .venv/bin/python Tests/Attack/api.py [--huikan PATH] [--examples 25] [--seed 1] [--only clerk]

Every operation of /api/v1/openapi.json gets requests that fit the document and requests that break it; what the document
does not promise is a failure. Exit 0: nothing found. Exit 1: the findings are printed.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

from club import Club, executable

HERE = pathlib.Path(__file__).resolve().parent
# What ends a member's session: asked by a member of its own, or the others would be visitors after the first of these.
LAST = ["/api/v1/session", "/api/v1/me/leaving", "/api/v1/me/sessions/{session}"]


def schemathesis():
    beside = pathlib.Path(sys.executable).with_name("schemathesis")
    if not beside.exists():
        raise SystemExit("schemathesis is missing: .ci/setup --attack installs it into .venv/")
    return str(beside)


def member_cookie(club):
    """Joins, as a visitor would, and gives the cookie that the answer sets."""
    request = urllib.request.Request(
        f"{club.url}/api/v1/members", method="POST",
        data=json.dumps({"name": "探路人", "phone": "13900001234", "consent": consent(club)}).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": "attack-joins-the-club-1"})
    with urllib.request.urlopen(request) as answer:
        return answer.headers["Set-Cookie"].split(";")[0]


def consent(club):
    request = urllib.request.Request(
        f"{club.url}/api/v1/desk/rules", headers={"Authorization": f"Bearer {club.tokens['clerk']}"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["consent"]


def attack(club, name, options):
    """Whether nothing was found as that sender."""
    config, chosen = HERE / "schemathesis.toml", []
    if name == "visitor":
        headers = []
    elif name in ("member", "leaver"):
        headers = [f"Origin: {club.url}"]
        # As the document's scheme and not as a header, so that a request that is to lack the cookie lacks it.
        config = pathlib.Path(club.folder, "schemathesis.toml")
        value = member_cookie(club).partition("=")[2]
        config.write_text(f'{(HERE / "schemathesis.toml").read_text()}\n[auth.openapi.member]\napi_key = "{value}"\n')
        chosen = [word for path in LAST for word in ("--exclude-path" if name == "member" else "--include-path", path)]
    else:
        headers = [f"Authorization: Bearer {club.tokens[name]}"]
    command = [
        schemathesis(), "--config-file", str(config), "run", f"{club.url}/api/v1/openapi.json",
        "--url", club.url, "--checks", "all", "--seed", str(options.seed), "-n", str(options.examples), "--no-color", *chosen]
    for header in headers:
        command += ["-H", header]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "exceptions", "PYTHONPATH": str(HERE)})
    lines = [line.strip() for line in run.stdout.splitlines()]
    cases = next((line for line in lines if " generated, " in line), "no cases")
    print(f"{name:10}{'nothing found' if run.returncode == 0 else 'FOUND'}  {cases}", flush=True)
    if run.returncode != 0:
        print(run.stdout + run.stderr)
    if not club.is_alive:
        print(f"the server ended:\n{club.text_of_log()}")
        return False
    if name == "member" and not is_member(club, value):
        print("the member's session ended on the way: what came after it was asked by a visitor")
        return False
    return run.returncode == 0


def is_member(club, session):
    request = urllib.request.Request(f"{club.url}/api/v1/me", headers={"Cookie": f"huikan={session}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--huikan")
    parser.add_argument("--examples", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only senders whose name holds this: clerk, visitor, …")
    options = parser.parse_args()
    failures = []
    # Each on a club of its own: what one has used up or sent away would keep the next from going deep.
    for name in ["clerk", "manager", "auditor", "editor", "kiosk", "visitor", "member", "leaver"]:
        if options.only not in name:
            continue
        with Club(executable(options.huikan)) as club:
            if not attack(club, name, options):
                failures.append(name)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
