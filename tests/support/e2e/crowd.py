"""Many requests at one moment, each from a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier

import requests

from tests.support.e2e.waiting import wait_for

SECONDS_TO_GATHER = 30
SECONDS_TO_BE_ANSWERED = 60


def all_at_once(calls: list[Callable[[], requests.Response]]) -> list[requests.Response]:
    """The answers, in the order of the calls; all are sent once every thread is ready.

    Where 50 processes share two cores a call of the table may outlast its timeouts. Then the café answers 503, "try
    the same request again", and the crowd does as any client is told to.
    """
    ready = Barrier(len(calls), timeout=SECONDS_TO_GATHER)

    def send(call: Callable[[], requests.Response]) -> requests.Response:
        ready.wait()
        (answer,) = wait_for(lambda: _unless_busy(call()), SECONDS_TO_BE_ANSWERED, "an answer other than 503")
        return answer

    with ThreadPoolExecutor(max_workers=len(calls)) as crowd:
        return list(crowd.map(send, calls))


def _unless_busy(answer: requests.Response) -> list[requests.Response]:
    return [] if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE else [answer]
