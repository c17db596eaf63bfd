"""Lets calls of the system fail under the real server, with strace, and looks what becomes of it."""

import argparse
import dataclasses
import random
import re
import signal
import subprocess
import time

from member import House, Ledger


@dataclasses.dataclass
class Fault:
    """One way in which a call fails: what strace is told, and what the server is to make of it."""

    injection: str
    places: list  # At which calls in the short test, counted from the start of the server.
    message: str = ""
    stops: bool = True
    killed: bool = False


# The store alone writes at an offset (annex and records in turn), syncs data and reserves space,
# all from one thread, so the count is exact.
FAULTS = [
    Fault("fdatasync:error=EIO:when={}", [2, 9], "sync failed: Input/output error"),
    Fault("pwrite64:error=ENOSPC:when={}", [3], "write failed: No space left on device"),
    Fault("pwrite64:error=EIO:when={}", [8], "write failed: Input/output error"),
    Fault("pwrite64:signal=SIGKILL:when={}", [1, 6], killed=True),
    Fault("fdatasync:signal=SIGKILL:when={}", [4], killed=True),
]
# A full disk: from the first call on (the annex finds no space), the second (the records find none),
# and one moment only.
FULL = [Fault("fallocate:error=ENOSPC:when=" + when, [], "is full: commands are refused", stops=False)
        for when in ("1+", "2+", "1")]
FURTHEST = 60


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--rounds", type=int, default=4,
                        help="more than 4: so many failing calls at places by chance (%(default)s)")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    for fault in FAULTS:
        for place in places(fault, options):
            with House(options.huikan) as house:
                fail(house, fault, fault.injection.format(place))
    for fault in FULL:
        with House(options.huikan) as house:
            fill(house, fault)


def places(fault, options):
    """The calls that are to fail: few and known ones, or many by chance."""
    if options.rounds <= 4:
        return fault.places
    chance = random.Random(f"{options.seed} {fault.injection}")
    return sorted(chance.sample(range(1, FURTHEST), -(-options.rounds // len(FAULTS))))


def opened(house, injection):
    """A member of the house, whose server now runs under strace."""
    house.begin()
    ledger = Ledger(house)
    ledger.join()
    house.stop()
    # A start notes the tier of who has joined; with nothing left to note it writes nothing, and the count begins with the load.
    house.begin()
    house.stop()
    # Without --seccomp-bpf, with which strace 6.1 injects errors but no signals.
    house.begin(["strace", "-f", "-qq", "-o", "/dev/null",
                 "-e", "trace=" + injection.split(":")[0], "-e", "inject=" + injection])
    return ledger


def fail(house, fault, injection):
    """A fault that ends the server: at once, with one clear line, and nothing acknowledged is lost."""
    ledger = opened(house, injection)
    for thread in ledger.load(time.monotonic() + 20):
        thread.join()
    try:
        code = house.process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        raise AssertionError(f"{injection}: the server went on: {house.messages()}") from None
    if fault.killed:
        assert code == -signal.SIGKILL, f"{injection}: ended with {code}, not killed"
    else:
        assert code > 0, f"{injection}: ended with {code}, as if all were well"
        assert fault.message in house.messages(), f"{injection}: {house.messages()}"
    finish(house, ledger, injection)


def fill(house, fault):
    """A full disk: commands are refused, reading goes on, and what was refused may be sent again."""
    ledger = opened(house, fault.injection)
    for thread in ledger.load(time.monotonic() + 1):
        thread.join()
    assert house.process.poll() is None, f"{fault.injection}: {house.messages()}"
    assert ledger.refused, f"{fault.injection}: nobody was refused"
    assert not ledger.unknown, f"{fault.injection}: neither booked nor refused: {ledger.unknown}"
    assert re.search(fault.message, house.messages()), f"{fault.injection}: {house.messages()}"
    ledger.check_balance()
    house.kill()
    finish(house, ledger, fault.injection)


def finish(house, ledger, injection):
    """The same store without the fault: everything is there once, and all that was asked for comes."""
    before = ledger.check()
    unknown, refused = len(ledger.unknown), len(ledger.refused)
    house.begin()
    ledger.resend()
    ledger.check_balance()
    house.stop()
    after = ledger.check()
    assert after == ledger.count, f"{injection}: {ledger.count} were asked for, {after} are there"
    print(f"  {injection:36} {before:4} there, {unknown} without an answer, {refused} refused; "
          f"after the restart {after:4}, each once", flush=True)


main()
