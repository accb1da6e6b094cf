"""The API with a store in memory, called as API Gateway calls it."""

import pytest

from orders.runtime.logger import logger
from tests.support.services.fake_order_store import FakeOrderStore, cafe_client
from tests.support.services.gateway import Client
from tests.support.services.log_capture import Log


@pytest.fixture
def store() -> FakeOrderStore:
    return FakeOrderStore()


@pytest.fixture
def client(store: FakeOrderStore) -> Client:
    return cafe_client(store)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    capture = Log()
    monkeypatch.setattr(logger.registered_handler, "stream", capture.stream)
    return capture
