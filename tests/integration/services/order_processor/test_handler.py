"""The deployed processor on DynamoDB: one decision an order, two calls a message."""

import json
from types import ModuleType
from typing import Any

import pytest

from order_processor.processor import CALLS_FOR_ONE_MESSAGE, TIME_FOR_ONE_MESSAGE
from orders.adapters.message_format import write_key
from orders.adapters.table import OrderTable
from orders.domain.order import Order, Status
from orders.runtime.clients import LONGEST_CALL_SECONDS
from tests.support.services.examples import order
from tests.support.services.mocked_aws import Calls, Context, Start


@pytest.fixture
def processor(start: Start) -> ModuleType:
    return start("queue")


def deliver(processor: ModuleType, *bodies: str, context: Context | None = None) -> list[str]:
    """Bodies of the messages that were reported as failed."""
    records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
    answer: dict[str, Any] = processor.handle({"Records": records}, context or Context())
    return [bodies[int(failure["itemIdentifier"])] for failure in answer["batchItemFailures"]]


def kept(table: OrderTable, one: Order) -> Order:
    found = table.find(one.key)
    assert found is not None
    return found


def test_a_decision_takes_two_calls_of_which_one_writes(processor: ModuleType, table: OrderTable, calls: Calls) -> None:
    table.add(order())
    calls.made.clear()

    deliver(processor, write_key(order().key))

    assert calls.names == ["GetItem", "UpdateItem"]
    assert len(calls.names) == CALLS_FOR_ONE_MESSAGE


def test_the_time_for_a_message_is_that_of_its_calls_at_their_longest() -> None:
    assert TIME_FOR_ONE_MESSAGE == CALLS_FOR_ONE_MESSAGE * LONGEST_CALL_SECONDS * 1000


@pytest.mark.parametrize("poison", ["{", '{"customer_id":"nobody","order_id":"none"}', json.dumps({"order_id": 1})])
def test_only_the_poison_message_of_a_batch_is_reported(processor: ModuleType, table: OrderTable, poison: str) -> None:
    placed = [order(f"key-{number}") for number in range(9)]
    for one in placed:
        table.add(one)

    assert deliver(processor, poison, *(write_key(one.key) for one in placed)) == [poison]
    assert {kept(table, one).status for one in placed} == {Status.CONFIRMED}


@pytest.mark.parametrize("missing", [21_900, 1])
def test_messages_fail_when_too_little_time_is_left(processor: ModuleType, table: OrderTable, missing: int) -> None:
    table.add(order())
    body = write_key(order().key)

    assert deliver(processor, body, context=Context(remaining_milliseconds=TIME_FOR_ONE_MESSAGE - missing)) == [body]
    assert kept(table, order()).status is Status.RECEIVED
