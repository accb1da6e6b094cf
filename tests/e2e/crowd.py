"""Many requests at one moment, each from a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import requests

SECONDS_TO_GATHER = 30


def all_at_once(calls: list[Callable[[], requests.Response]]) -> list[requests.Response]:
    """The answers, in the order of the calls; all are sent once every thread is ready."""
    ready = Barrier(len(calls), timeout=SECONDS_TO_GATHER)

    def send(call: Callable[[], requests.Response]) -> requests.Response:
        ready.wait()
        return call()

    with ThreadPoolExecutor(max_workers=len(calls)) as crowd:
        return list(crowd.map(send, calls))
