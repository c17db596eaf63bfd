"""Kills the server under load, starts it again, and looks whether everything acknowledged is there.

`kill -9` never loses what the system's cache holds, so this says nothing of syncs (the simulated
disks of Tests/Simulation do); it shows that an answer never runs ahead of the write, that what
a crash left is understood at the next start, and that a key sent again books nothing twice.
"""

import argparse
import random
import time

from member import House, Ledger


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"Killing the server {options.rounds} times under load (--seed {options.seed}) …", flush=True)
    with House(options.huikan) as house:
        rounds(house, options.rounds, random.Random(options.seed))


def rounds(house, number, chance):
    ledger = Ledger(house)
    house.begin()
    ledger.join()
    interrupted = unanswered = torn = 0
    for _ in range(number):
        threads = ledger.load(time.monotonic() + 30, clients=32)
        time.sleep(chance.uniform(0.05, 1.2))
        house.kill()
        for thread in threads:
            thread.join()
        unanswered += len(ledger.unknown)
        torn += house.torn()
        ledger.check()
        if chance.random() < 0.5:
            interrupted += 1
            house.kill_while_starting(chance.uniform(0, 0.1))
            ledger.check()
        house.begin()
        ledger.resend()
    ledger.check_balance()
    house.stop()
    count = ledger.check()
    assert count == len(ledger.acknowledged), "something is there that nobody was told of"
    assert count >= number * 10, f"only {count} postings: that was no load"
    print(f"{count:,} postings, each there once; {unanswered} answers were lost to the kills and asked "
          f"for again; {torn} torn last lines, {interrupted} starts killed too", flush=True)


main()
