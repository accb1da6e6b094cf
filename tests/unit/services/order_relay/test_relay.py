"""The relay publishes the records of the stream, or raises."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from order_relay.failure_queue import PoisonRecord
from order_relay.relay import BatchNotRelayedError, relay
from orders.adapters.item import write_order
from orders.domain.events import OrderReceived, StatusChange
from orders.domain.order import Order, Status
from tests.support.services.examples import FINAL, order, order_in
from tests.support.services.fake_destination import FakeDestination
from tests.support.services.stream_records import insert, modify


@dataclass
class Relay:
    """The relay and its three destinations."""

    queue: FakeDestination = field(default_factory=FakeDestination)
    topic: FakeDestination = field(default_factory=FakeDestination)
    failures: FakeDestination = field(default_factory=FakeDestination)

    def run(self, *records: dict[str, Any]) -> None:
        relay(records, self.queue, self.topic, self.failures)


@pytest.fixture
def relaying() -> Relay:
    return Relay()


def received(new: Order) -> OrderReceived:
    return OrderReceived(new.key, new.correlation_id)


def test_a_new_order_is_queued(relaying: Relay) -> None:
    relaying.run(insert(order()))

    assert (relaying.queue.taken, relaying.topic.taken) == ([received(order())], [])


@pytest.mark.parametrize("end", FINAL)
def test_a_change_of_status_is_announced(relaying: Relay, end: Status) -> None:
    relaying.run(modify(order(), order_in(end)))

    assert (relaying.queue.taken, relaying.topic.taken) == ([], [StatusChange(order_in(end), Status.RECEIVED)])


def test_everything_is_published_in_the_stream_s_order(relaying: Relay) -> None:
    keys = [f"key-{number}" for number in range(30)]

    relaying.run(*(insert(order(key)) for key in keys))

    assert relaying.queue.taken == [received(order(key)) for key in keys]


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
    relaying: Relay, poison: dict[str, Any]
) -> None:
    relaying.run(poison, insert(order()))

    assert relaying.queue.taken == [received(order())]
    (put_aside,) = relaying.failures.taken
    assert isinstance(put_aside, PoisonRecord)
    assert put_aside.record == poison
    assert "not an order" in put_aside.reason or "no images" in put_aside.reason


@POISON
def test_a_poison_record_that_can_not_be_put_aside_fails_the_batch(relaying: Relay, poison: dict[str, Any]) -> None:
    relaying.failures.full = True

    with pytest.raises(BatchNotRelayedError, match="full"):
        relaying.run(poison, insert(order()))

    assert relaying.queue.taken == [received(order())]


def test_a_full_queue_fails_the_batch_after_the_events_were_published(relaying: Relay) -> None:
    relaying.queue.full = True

    with pytest.raises(BatchNotRelayedError, match="full"):
        relaying.run(insert(order("another")), modify(order(), order_in(Status.CONFIRMED)))

    assert len(relaying.topic.taken) == 1


def test_a_full_topic_fails_the_batch(relaying: Relay) -> None:
    relaying.topic.full = True

    with pytest.raises(BatchNotRelayedError, match="full"):
        relaying.run(modify(order(), order_in(Status.CONFIRMED)))
