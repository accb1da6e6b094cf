"""Publishing again what the relay publishes."""

import pytest

from cafe.operate.recovery.rate_limiter import RateLimiter
from cafe.operate.recovery.republisher import NullPublisher, Publisher
from orders.domain.errors import PublishError
from orders.domain.events import OrderReceived, StatusChange
from orders.domain.order import Status
from tests.support.services.examples import order, order_in
from tests.support.services.fake_destination import FakeDestination

NEW = [OrderReceived(order(f"key-{number}").key, f"request-{number}") for number in range(25)]
CHANGE = StatusChange(order_in(Status.CONFIRMED), Status.RECEIVED)


@pytest.fixture
def queue() -> FakeDestination:
    return FakeDestination()


@pytest.fixture
def topic() -> FakeDestination:
    return FakeDestination()


def test_new_orders_are_queued_and_changes_announced(queue: FakeDestination, topic: FakeDestination) -> None:
    publisher = Publisher(queue, topic, print, RateLimiter(None))

    publisher.publish([CHANGE, *NEW])

    assert (queue.taken, topic.taken) == (NEW, [CHANGE])
    assert publisher.count == 26


def test_nothing_is_published_twice_in_one_run(queue: FakeDestination, topic: FakeDestination) -> None:
    publisher = Publisher(queue, topic, print, RateLimiter(None))
    publisher.publish([CHANGE, NEW[0]])

    publisher.publish([CHANGE, NEW[0], NEW[1]])

    assert (queue.taken, topic.taken) == (NEW[:2], [CHANGE])


def test_what_was_refused_does_not_count(queue: FakeDestination, topic: FakeDestination) -> None:
    publisher = Publisher(queue, topic, print, RateLimiter(None))
    topic.full = True

    with pytest.raises(PublishError):
        publisher.publish([NEW[0], CHANGE])

    assert publisher.count == 1


def test_it_says_how_far_it_is_after_each_batch(queue: FakeDestination, topic: FakeDestination) -> None:
    said: list[str] = []

    Publisher(queue, topic, said.append, RateLimiter(None)).publish([*NEW[:11], CHANGE])

    assert said == ["queued 10, announced 0", "queued 11, announced 0", "queued 11, announced 1"]


def test_a_dry_run_counts_what_would_be_published() -> None:
    publisher = Publisher(NullPublisher(), NullPublisher(), print, RateLimiter(None))

    publisher.publish([CHANGE, *NEW])

    assert publisher.count == 26
