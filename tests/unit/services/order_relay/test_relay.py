"""The relay publishes what the stream says, or fails aloud."""

import json
from typing import Any

import pytest

from order_relay.failure_queue import PoisonRecord, write
from order_relay.relay import BatchNotRelayedError, relay
from orders.adapters.item import write_order
from orders.domain.events import OrderReceived, StatusChange
from orders.domain.order import Order, Status
from tests.support.services.examples import order, order_in
from tests.support.services.fake_destination import FakeDestination
from tests.support.services.stream_records import insert, modify

ENDS = [Status.CONFIRMED, Status.REJECTED, Status.CANCELLED]


@pytest.fixture
def queue() -> FakeDestination:
    return FakeDestination()


@pytest.fixture
def topic() -> FakeDestination:
    return FakeDestination()


@pytest.fixture
def failures() -> FakeDestination:
    return FakeDestination()


def received(new: Order) -> OrderReceived:
    return OrderReceived(new.key, new.correlation_id)


def test_a_new_order_is_queued(queue: FakeDestination, topic: FakeDestination, failures: FakeDestination) -> None:
    relay([insert(order())], queue, topic, failures)

    assert (queue.taken, topic.taken) == ([received(order())], [])


@pytest.mark.parametrize("end", ENDS)
def test_a_change_of_status_is_announced(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination, end: Status
) -> None:
    relay([modify(order(), order_in(end))], queue, topic, failures)

    assert (queue.taken, topic.taken) == ([], [StatusChange(order_in(end), Status.RECEIVED)])


@pytest.mark.parametrize(
    "record",
    [
        modify(order(), order()),
        modify(order_in(Status.CONFIRMED), order_in(Status.CONFIRMED)),
        modify(order_in(Status.CONFIRMED), order()),
        insert(order_in(Status.CONFIRMED)),
        {"eventName": "REMOVE", "dynamodb": {"OldImage": write_order(order())}},
    ],
    ids=["touched", "touched at its end", "back to received", "restored from a backup", "expired"],
)
def test_anything_else_is_nobody_s_business(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination, record: dict[str, Any]
) -> None:
    relay([record], queue, topic, failures)

    assert (queue.taken, topic.taken) == ([], [])


def test_everything_is_published_in_the_stream_s_order(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination
) -> None:
    keys = [f"key-{number}" for number in range(30)]

    relay([insert(order(key)) for key in keys], queue, topic, failures)

    assert queue.taken == [received(order(key)) for key in keys]


POISON = pytest.mark.parametrize(
    "poison",
    [
        {},
        {"eventName": "INSERT"},
        {"eventName": "INSERT", "dynamodb": {}},
        {"eventName": "INSERT", "dynamodb": {"NewImage": {}}},
        {"eventName": "MODIFY", "dynamodb": {"NewImage": write_order(order())}},
        {"eventName": "INSERT", "dynamodb": {"NewImage": None}},
    ],
)


@POISON
def test_a_poison_record_is_put_aside_with_its_reason_and_the_others_are_published(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination, poison: dict[str, Any]
) -> None:
    relay([poison, insert(order())], queue, topic, failures)

    assert queue.taken == [received(order())]
    (put_aside,) = failures.taken
    assert isinstance(put_aside, PoisonRecord)
    assert put_aside.record == poison
    assert "not an order" in put_aside.reason or "no images" in put_aside.reason


@POISON
def test_a_poison_record_that_can_not_be_put_aside_fails_the_batch(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination, poison: dict[str, Any]
) -> None:
    failures.full = True

    with pytest.raises(BatchNotRelayedError, match="full"):
        relay([poison, insert(order())], queue, topic, failures)

    assert queue.taken == [received(order())]


def test_what_is_put_aside_says_which_item_and_why() -> None:
    keys = {"customer_id": {"S": "c"}, "order_id": {"S": "o"}}
    record = {"eventSourceARN": "arn:stream", "dynamodb": {"Keys": keys, "SequenceNumber": "7"}}

    written = json.loads(write(PoisonRecord(record, "not an order: KeyError 'total'")))

    assert (written["keys"], written["reason"]) == (keys, "not an order: KeyError 'total'")
    assert written["DDBStreamBatchInfo"] == {
        "startSequenceNumber": "7",
        "endSequenceNumber": "7",
        "batchSize": 1,
        "streamArn": "arn:stream",
    }


def test_a_full_queue_fails_the_batch_after_the_events_were_published(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination
) -> None:
    queue.full = True

    with pytest.raises(BatchNotRelayedError, match="full"):
        relay([insert(order("another")), modify(order(), order_in(Status.CONFIRMED))], queue, topic, failures)

    assert len(topic.taken) == 1


def test_a_full_topic_fails_the_batch(
    queue: FakeDestination, topic: FakeDestination, failures: FakeDestination
) -> None:
    topic.full = True

    with pytest.raises(BatchNotRelayedError, match="full"):
        relay([modify(order(), order_in(Status.CONFIRMED))], queue, topic, failures)
