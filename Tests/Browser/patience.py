"""What a page is expected to show, with the patience that two slow, loaded processors need."""

from playwright.sync_api import expect

expect.set_options(timeout=30_000)

__all__ = ["expect"]
