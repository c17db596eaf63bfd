"""Attacks a started server and prints a table of what came of it.

    .venv/bin/python Tests/Attack/attack.py [--huikan PATH] [--only PART] [--no-api]

Every row is a kind of attack: how often it was tried, what it came to, and whether the club withstood it. The last one
plays schemathesis (api.py). Exit 0: withstood. Exit 1: something was found.
"""

import argparse
import pathlib
import subprocess
import sys
import time
import traceback

import access
import bodies
import finding
import forms
import guessing
import injection
import lines
from club import Club, executable
from wire import Wire

HERE = pathlib.Path(__file__).resolve().parent
ATTACKS = guessing.ATTACKS + access.ATTACKS + finding.ATTACKS + injection.ATTACKS + forms.ATTACKS + bodies.ATTACKS + lines.ATTACKS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--huikan")
    parser.add_argument("--only", default="", help="only attacks whose name holds this")
    parser.add_argument("--no-api", action="store_true", help="without schemathesis")
    options = parser.parse_args()
    binary = executable(options.huikan)
    chosen = [attack for attack in ATTACKS if options.only in attack.__name__]
    found = 0
    print(f"{'attack':52}{'tries':>7}{'seconds':>9}  {'':10}what came of it")
    for attack in chosen:
        # Each on a club of its own, so that no limit that one has used up protects from the next.
        with Club(binary, arguments=getattr(attack, "arguments", [])) as club:
            wire = Wire(club)
            start = time.monotonic()
            try:
                tries, words = attack(club, wire)
                is_well, _ = wire.is_well()
                verdict = "withstood" if is_well and club.is_alive else "FOUND"
                words = words if is_well else f"the server no longer answers: {club.text_of_log()[-300:]}"
            except AssertionError as error:
                tries, verdict, words = "", "FOUND", str(error) or traceback.format_exc(limit=1)
            seconds = time.monotonic() - start
        found += verdict == "FOUND"
        name = (attack.__doc__ or attack.__name__).strip().rstrip(".")
        print(f"{name:52}{tries:>7}{seconds:>9.1f}  {verdict:10}{words}", flush=True)
    if not options.only and not options.no_api:
        run = subprocess.run([sys.executable, str(HERE / "api.py"), "--huikan", str(binary)])
        found += run.returncode != 0
    print("withstood" if found == 0 else f"{found} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
