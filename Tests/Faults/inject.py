"""Lets calls of the system fail under the real server, with strace, and looks what becomes of it."""

import argparse
import time

from member import House, Ledger

# What is injected, what the server says when it stops, whether it stops at all.
FAULTS = [
    ("fdatasync:error=EIO:when={}", [2, 5, 9], "sync failed: Input/output error", True),
    ("pwrite64:error=ENOSPC:when={}", [3, 8], "write failed: No space left on device", True),
    ("pwrite64:error=EIO:when={}", [4, 9], "write failed: Input/output error", True),
    ("pwrite64:signal=SIGKILL:when={}", [2, 5, 11], "", True),
    ("fallocate:error=ENOSPC:when={}+", [1], "is full: commands are refused", False),
]


def attempt(huikan, fault, message, stops):
    house = House(huikan)
    assert house.start(), house.messages()
    ledger = Ledger(house)
    ledger.join()
    house.stop()
    # Only the calls of the store are traced: nothing else writes at an offset or syncs data.
    port = house.start(["strace", "-f", "-qq", "-o", "/dev/null",
                        "-e", "trace=" + fault.split(":")[0], "-e", "inject=" + fault])
    if port:
        for thread in ledger.load(time.monotonic() + (20 if stops else 1)):
            thread.join()
    if stops:
        house.process.wait(timeout=60)
        assert house.process.returncode != 0, f"{fault}: the server ended as if all were well"
        assert message in house.messages(), f"{fault}: {house.messages()}"
    else:
        assert ledger.refused > 0 and ledger.balance() == len(ledger.acknowledged)
        assert message in house.messages(), f"{fault}: {house.messages()}"
        house.kill()
    before = ledger.check()
    assert house.start(), house.messages()
    ledger.resend()
    assert ledger.balance() == len(ledger.acknowledged), f"{fault}: the balance is not the sum"
    house.stop()
    after = ledger.check()
    print(f"{fault:36} {before:5} postings before, {after:5} after the restart: each once", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--huikan", required=True)
    options = parser.parse_args()
    for fault, places, message, stops in FAULTS:
        for place in places:
            attempt(options.huikan, fault.format(place), message, stops)


main()
