"""Kills the server under load, starts it again, and looks whether everything acknowledged is there."""

import argparse
import random
import time

from member import House, Ledger


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--huikan", required=True)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"Killing the server {options.rounds} times under load (--seed {options.seed}) …", flush=True)
    chance = random.Random(options.seed)
    house = House(options.huikan)
    ledger = Ledger(house)
    for number in range(options.rounds):
        assert house.start(), house.messages()
        if number == 0:
            ledger.join()
        ledger.resend()
        threads = ledger.load(time.monotonic() + 30)
        time.sleep(chance.uniform(0.05, 1.2))
        house.kill()
        for thread in threads:
            thread.join()
        ledger.check()
    assert house.start(), house.messages()
    ledger.resend()
    assert ledger.balance() == len(ledger.acknowledged), "the balance is not the sum"
    house.stop()
    count = ledger.check()
    print(f"{count} postings, {len(ledger.acknowledged)} acknowledged: each is there once.")


main()
