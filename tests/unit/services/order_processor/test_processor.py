"""A batch of the queue: every message is decided or reported, each on its own."""

import json
from typing import Any

import pytest

from order_processor.processor import TIME_FOR_ONE_MESSAGE, process_batch
from orders.adapters.message_format import write_key
from orders.domain.order import Order, OrderKey, Status
from tests.support.services.examples import order
from tests.support.services.fake_order_store import FakeOrderStore


class FragileStore(FakeOrderStore):
    """Fails for one order with an unexpected error."""

    def find(self, key: OrderKey) -> Order | None:
        if key == order("fragile").key:
            raise RuntimeError("broken")
        return super().find(key)


def plenty_of_time() -> int:
    return TIME_FOR_ONE_MESSAGE


def message(message_id: str, body: str) -> dict[str, Any]:
    return {"messageId": message_id, "body": body}


def statuses(store: FakeOrderStore) -> set[Status]:
    return {kept.status for kept in store.orders.values()}


@pytest.fixture
def ninety_nine(store: FakeOrderStore) -> list[dict[str, Any]]:
    """Messages of as many stored orders."""
    keys = [order(f"key-{number}").key for number in range(99)]
    for number in range(99):
        store.add(order(f"key-{number}"))
    return [message(str(number), write_key(key)) for number, key in enumerate(keys)]


@pytest.mark.parametrize("poison", ["{", "[]", json.dumps({"customer_id": "nobody", "order_id": "a" * 26})])
def test_a_poison_message_among_99_good_ones_is_the_only_one_reported(
    store: FakeOrderStore, ninety_nine: list[dict[str, Any]], poison: str
) -> None:
    failed = process_batch([*ninety_nine[:50], message("poison", poison), *ninety_nine[50:]], store, plenty_of_time)

    assert failed == ["poison"]
    assert statuses(store) == {Status.CONFIRMED}


def test_an_unexpected_error_fails_only_its_own_message() -> None:
    store = FragileStore()
    store.add(order())

    records = [message("1", write_key(order("fragile").key)), message("2", write_key(order().key))]

    assert process_batch(records, store, plenty_of_time) == ["1"]
    assert statuses(store) == {Status.CONFIRMED}


def test_every_message_fails_while_the_store_is_unavailable(
    store: FakeOrderStore, ninety_nine: list[dict[str, Any]]
) -> None:
    store.available = False

    assert len(process_batch(ninety_nine, store, plenty_of_time)) == 99


def test_messages_fail_when_too_little_time_is_left(store: FakeOrderStore, ninety_nine: list[dict[str, Any]]) -> None:
    remaining = iter([TIME_FOR_ONE_MESSAGE] * 3 + [TIME_FOR_ONE_MESSAGE - 1] * 96)

    failed = process_batch(ninety_nine, store, lambda: next(remaining))

    assert failed == [str(number) for number in range(3, 99)]
