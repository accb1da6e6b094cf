"""What the local AWS does not do as AWS does; docs/faults.md names it, and where it is covered instead."""

from collections.abc import Iterator

import pytest

from cafe.waiting import wait_until
from tests.support.faults.customer import InsistentCustomer
from tests.support.faults.performance import SECONDS_TO_SETTLE
from tests.support.faults.promises import Story
from tests.support.faults.schedule import Drinks, PlannedOrder
from tests.support.faults.stage import Stage


@pytest.fixture
def held_stream(faulty_stage: Stage) -> Iterator[Stage]:
    """Changes of the table wait in its stream."""
    faulty_stage.hold(faulty_stage.stream_mapping)
    yield faulty_stage
    faulty_stage.release(faulty_stage.stream_mapping)


def test_a_stream_is_empty_after_a_restart(held_stream: Stage, customer: InsistentCustomer) -> None:
    """AWS keeps a stream for 24 hours: if this fails, schedules may restart while changes wait in the stream."""
    before, after = _story(1), _story(2)
    customer.insist(before)
    held_stream.restart(lambda: None)
    customer.insist(after)
    held_stream.release(held_stream.stream_mapping)

    _wait_for_confirmation(held_stream, customer, after)
    assert _status(held_stream, customer, before) == "RECEIVED", (
        "the stream came first to the order that was placed first"
    )

    held_stream.send_messages(customer.customer_id, [before.order_id])
    _wait_for_confirmation(held_stream, customer, before)


def _story(number: int) -> Story:
    return Story(PlannedOrder(number, Drinks.FEW, cancels=False, repeats=False, impatient=False))


def _wait_for_confirmation(stage: Stage, customer: InsistentCustomer, story: Story) -> None:
    wait_until(
        lambda: _status(stage, customer, story) == "CONFIRMED",
        seconds=SECONDS_TO_SETTLE,
        problem=f"order {story.plan.number} is not CONFIRMED after {SECONDS_TO_SETTLE} s",
    )


def _status(stage: Stage, customer: InsistentCustomer, story: Story) -> str:
    orders = {order.order_id: order for order in stage.orders_of(customer.customer_id)}
    return orders[story.order_id].status
