"""Ports for the servers of tests."""

import contextlib
import random
import socket


def lasting_port():
    """A free port that a server can leave and take again: below those that the system gives to whoever asks for any."""
    with open("/proc/sys/net/ipv4/ip_local_port_range") as file:
        lowest = int(file.read().split()[0])
    while True:
        port = random.randrange(lowest - 12_000, lowest)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
