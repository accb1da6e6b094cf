"""Many requests at one moment, each from a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier

import requests

from cafe.waiting import wait_until
from tests.support.e2e.guest import Guest

SECONDS_TO_GATHER = 30
SECONDS_TO_BE_ANSWERED = 60


def all_at_once(calls: list[Callable[[], requests.Response]]) -> list[requests.Response]:
    """The answers, in the order of the calls; all are sent once every thread is ready.

    Where 50 processes share two cores a call of the table may outlast its timeouts. Then the API answers 503, and the
    same request is sent again.
    """
    ready = Barrier(len(calls), timeout=SECONDS_TO_GATHER)

    def send(call: Callable[[], requests.Response]) -> requests.Response:
        ready.wait()
        return wait_until(
            call,
            until=lambda answer: answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE,
            seconds=SECONDS_TO_BE_ANSWERED,
            problem=f"the answer is still 503 after {SECONDS_TO_BE_ANSWERED} s",
        )

    with ThreadPoolExecutor(max_workers=len(calls)) as crowd:
        return list(crowd.map(send, calls))


def place_many(guest: Guest, number: int) -> list[str]:
    """The ids of so many new orders, placed eight at a time."""
    with ThreadPoolExecutor(max_workers=8) as crowd:
        return list(crowd.map(lambda _: guest.place_one(), range(number)))
