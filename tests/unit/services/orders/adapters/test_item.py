"""An order and its item in the table are the same thing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.adapters.item import read_order, write_order
from orders.domain.decision import TOO_MANY_DRINKS
from orders.domain.errors import UnreadableError
from orders.domain.lifecycle import Transition
from orders.domain.order import Order, Status
from tests.support.services.examples import LATER, apply, order, order_in, order_of

ONE_WRITE_UNIT = 1024
OPTIONAL = {"note", "rejection_reason", "correlation_id"}
LONGEST_NOTE = "n" * 200
LONGEST_CORRELATION_ID = "c" * 64

orders = st.builds(
    lambda quantities, note: replace(order_of(*quantities), note=note),
    st.lists(st.integers(1, 20), min_size=1, max_size=10),
    st.none() | st.text(min_size=1, max_size=200),
)


@given(orders)
def test_what_is_written_is_read_back(written: Order) -> None:
    assert read_order(write_order(written)) == written


@pytest.mark.parametrize("status", Status)
def test_an_order_of_any_status_is_read_back(status: Status) -> None:
    assert read_order(write_order(order_in(status))) == order_in(status)


def test_what_has_no_value_is_left_out() -> None:
    assert OPTIONAL.isdisjoint(write_order(replace(order(), note=None, correlation_id=None)))


def test_the_largest_order_in_ascii_is_one_write_unit_even_when_rejected() -> None:
    largest = replace(order_of(*[20] * 10), note=LONGEST_NOTE, correlation_id=LONGEST_CORRELATION_ID)

    rejected = apply(largest, Transition(Status.REJECTED, LATER, TOO_MANY_DRINKS))

    assert size_of_item(write_order(rejected)) <= ONE_WRITE_UNIT


@pytest.mark.parametrize("name", write_order(replace(order(), note=None, correlation_id=None)))
def test_an_item_without_one_of_its_attributes_is_unreadable(name: str) -> None:
    item = {key: value for key, value in write_order(order()).items() if key != name}

    with pytest.raises(UnreadableError):
        read_order(item)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", {"S": "LOST"}),
        ("total", {"N": "-1"}),
        ("total", {"N": "1.5"}),
        ("items", {"L": [{"L": []}]}),
        ("history", {"S": "long"}),
        ("created_at", {"S": "yesterday"}),
        ("version", {"NULL": True}),
        ("expires_at", {"N": "9" * 30}),
    ],
)
def test_an_item_with_an_attribute_that_makes_no_sense_is_unreadable(name: str, value: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError):
        read_order({**write_order(order()), name: value})


def size_of_item(item: dict[str, Any]) -> int:
    """As in "DynamoDB item sizes and formats"."""
    return sum(len(name.encode()) + size_of_value(value) for name, value in item.items())


def size_of_value(value: dict[str, Any]) -> int:
    match value:
        case {"S": str(text)}:
            return len(text.encode())
        case {"N": str(number)}:
            return len(number) // 2 + 2
        case {"L": list(entries)}:
            return 3 + sum(1 + size_of_value(entry) for entry in entries)
        case _:
            raise AssertionError(f"no attribute of an order: {value}")
