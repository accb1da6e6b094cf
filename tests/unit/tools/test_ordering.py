"""The command's client of the API."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cafe.errors import CafeError
from cafe.ordering import CafeApi, Line

ORDER = b'{"order_id": "o1", "status": "RECEIVED", "total": 300, "currency": "EUR"}'
PROBLEM = b'{"title": "Unprocessable", "detail": "There is no petrol on the menu."}'


class Cafe(ThreadingHTTPServer):
    """A café that gives the answers it was told to give, in order, and remembers the keys it saw."""

    def __init__(self, answers: list[tuple[int, bytes, dict[str, str]]]) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.answers = answers
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api"


class _Counter(BaseHTTPRequestHandler):
    server: Cafe

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.keys.append(self.headers["Idempotency-Key"])
        status, body, headers = self.server.answers.pop(0)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Stay quiet."""


@pytest.fixture
def cafe() -> Iterator[Cafe]:
    server = Cafe([])
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_order_that_met_throttling_is_sent_again_with_its_key(cafe: Cafe) -> None:
    cafe.answers = [(429, b"{}", {"Retry-After": "0"}), (503, b"{}", {}), (202, ORDER, {})]

    order = CafeApi(cafe.url, "token").place((Line("espresso", 1),))

    assert order.order_id == "o1"
    assert len(cafe.keys) == 3
    assert len(set(cafe.keys)) == 1


def test_a_refusal_is_told_in_the_problems_own_words(cafe: Cafe) -> None:
    cafe.answers = [(422, PROBLEM, {})]

    with pytest.raises(CafeError, match="There is no petrol on the menu"):
        CafeApi(cafe.url, "token").place((Line("petrol", 1),))
