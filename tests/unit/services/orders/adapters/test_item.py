"""An order and its item in the table are the same thing."""

from dataclasses import replace
from datetime import UTC
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.adapters.item import read_order, write_order
from orders.domain import timestamps, use_cases
from orders.domain.decision import TOO_MANY_DRINKS
from orders.domain.errors import UnreadableError
from orders.domain.lifecycle import Transition
from orders.domain.money import Money
from orders.domain.order import HistoryEntry, Order, OrderLine, Status
from orders.domain.order_request import OrderRequest, RequestedItem
from orders.domain.use_cases import NewOrder
from tests.support.services.contract import read_schema
from tests.support.services.examples import CURRENCY, DRINKS, LATER, MENU, MORNING, RETENTION, apply, order
from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.item_size import item_bytes

ONE_WRITE_UNIT = 1024
LONGEST_CORRELATION_ID = "c" * 64
OPTIONAL = {name for name, kind in get_type_hints(Order).items() if NoneType in get_args(kind)}


def with_every_field[Kind](kind: type[Kind], **chosen: st.SearchStrategy[Any]) -> st.SearchStrategy[Kind]:
    """Any object of the dataclass; values of fields that are not chosen follow from their types."""
    return st.builds(kind, **dict.fromkeys(get_type_hints(kind), ...) | chosen)


MONEY = st.builds(Money, st.integers(0, 10**9), st.just(CURRENCY))
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(timestamps.to_milliseconds)
ORDERS = with_every_field(
    Order,
    lines=st.lists(with_every_field(OrderLine, unit_price=MONEY)).map(tuple),
    total=MONEY,
    history=st.lists(with_every_field(HistoryEntry, at=MOMENTS)).map(tuple),
    created_at=MOMENTS,
    updated_at=MOMENTS,
    expires_at=MOMENTS.map(lambda moment: moment.replace(microsecond=0)),
)


def largest_request() -> OrderRequest:
    """Each drink of the menu as often as the schema allows, and each other field at its longest."""
    schema = read_schema("place_order")["properties"]
    most = schema["items"]["items"]["properties"]["quantity"]["maximum"]
    others = {name: "x" * schema[name]["maxLength"] for name in get_type_hints(OrderRequest) if name != "items"}
    return OrderRequest(tuple(RequestedItem(drink.item_id, most) for drink in DRINKS), **others)


@given(ORDERS)
def test_what_is_written_is_read_back(written: Order) -> None:
    assert read_order(write_order(written)) == written


def test_what_has_no_value_is_left_out() -> None:
    nothing: dict[str, Any] = dict.fromkeys(OPTIONAL)

    assert OPTIONAL.isdisjoint(write_order(replace(order(), **nothing)))


def test_the_largest_order_in_ascii_is_one_write_unit_even_when_rejected() -> None:
    new = NewOrder(order().key, largest_request(), MORNING, RETENTION, LONGEST_CORRELATION_ID)
    placed = use_cases.place(FakeOrderStore(), MENU, new)

    rejected = apply(placed.order, Transition(Status.REJECTED, LATER, TOO_MANY_DRINKS))

    assert [name for name in OPTIONAL if getattr(rejected, name) is None] == []
    assert item_bytes(write_order(rejected)) <= ONE_WRITE_UNIT


@pytest.mark.parametrize("name", sorted(write_order(order()).keys() - OPTIONAL))
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
