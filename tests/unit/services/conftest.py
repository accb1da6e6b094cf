"""The API with a store in memory, called as API Gateway calls it."""

import pytest

from tests.support.services.fake_order_store import FakeOrderStore, cafe_client
from tests.support.services.gateway import Client
from tests.support.services.log_capture import log

__all__ = ["log"]


@pytest.fixture
def store() -> FakeOrderStore:
    return FakeOrderStore()


@pytest.fixture
def client(store: FakeOrderStore) -> Client:
    return cafe_client(store)
