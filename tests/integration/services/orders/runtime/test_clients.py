"""No call of AWS can take longer than the function that makes it, whatever AWS does."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config

from orders.adapters.table import OrderTable
from orders.domain.errors import StoreUnavailableError
from orders.runtime import clients
from orders.runtime.clients import (
    ATTEMPTS,
    LONGEST_CALL_SECONDS,
    LONGEST_WAITS_SECONDS,
    MOST_SECONDS_A_SERVICE_ADDS,
    Clients,
)
from tests.support.services.examples import order
from tests.support.services.mocked_aws import REGION, TABLE, Aws
from tests.support.tools.http_server import Answer, Server, serving


class SilentServer:
    """Takes every connection and never says a word."""

    def __init__(self) -> None:
        self.connections: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        for connection in [*self.connections, self._listener]:
            connection.close()

    def _accept(self) -> None:
        try:
            while True:
                self.connections.append(self._listener.accept()[0])
        except OSError:
            return


THROTTLED = '{"__type": "com.amazonaws.dynamodb#ThrottlingException"}'
"""What an AWS says that is too busy; its header asks for a whole minute."""


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


@pytest.fixture
def silent_aws(credentials: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[SilentServer]:
    server = SilentServer()
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
    yield server
    server.stop()


@pytest.fixture
def throttling_aws(credentials: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as server:
        server.answer("POST", "/", Answer(400, THROTTLED, {"x-amz-retry-after": "60000"}))
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        yield server


@pytest.fixture(params=["dynamodb", "sqs", "sns"])
def config(aws: Aws, request: pytest.FixtureRequest) -> Any:
    return getattr(Clients("eu-west-3"), request.param)().meta.config


def test_every_client_has_its_timeouts_attempts_and_region_written_down(config: Any) -> None:
    assert (config.connect_timeout, config.read_timeout) == (0.5, 2)
    assert (config.retries["mode"], config.retries["total_max_attempts"]) == ("standard", ATTEMPTS)
    assert config.region_name == "eu-west-3"


def test_all_attempts_and_the_waits_between_them_are_a_call_s_deadline(config: Any) -> None:
    attempts = config.retries["total_max_attempts"] * (config.connect_timeout + config.read_timeout)

    assert attempts + LONGEST_WAITS_SECONDS == LONGEST_CALL_SECONDS == 11


def test_no_wait_is_longer_than_what_was_added_up_even_when_the_service_asks_for_it(
    throttling_aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("botocore.endpoint.time.sleep", waits.append)
    table = OrderTable(Clients(REGION).dynamodb(), TABLE)

    with pytest.raises(StoreUnavailableError, match="ThrottlingException"):
        table.find(order().key)

    assert len(throttling_aws.requests) == ATTEMPTS
    assert MOST_SECONDS_A_SERVICE_ADDS <= sum(waits) <= LONGEST_WAITS_SECONDS


def test_a_table_that_never_answers_is_unavailable_after_the_last_attempt(
    silent_aws: SilentServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "CONFIG", clients.CONFIG.merge(Config(read_timeout=0.05)))
    table = OrderTable(Clients(REGION).dynamodb(), TABLE)

    with pytest.raises(StoreUnavailableError, match="ReadTimeout"):
        table.find(order().key)

    assert len(silent_aws.connections) == ATTEMPTS
