"""Waiting for a thing, with a deadline, instead of for a time."""

import time
from collections.abc import Callable

POLL_SECONDS = 0.05


def wait_for[Thing](look: Callable[[], Thing], seconds: float, what: str, poll_seconds: float = POLL_SECONDS) -> Thing:
    """What `look` answers once it is true. Fails when that takes longer than `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(poll_seconds)
    return found
