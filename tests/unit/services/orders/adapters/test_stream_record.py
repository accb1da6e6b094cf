"""Only new orders and changes of status are published."""

from typing import Any

import pytest

from orders.adapters.item import write_order
from orders.adapters.stream_record import read_record
from orders.domain.order import Status
from tests.support.services.examples import order, order_in
from tests.support.services.stream_records import insert, modify


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
def test_other_records_are_not_published(record: dict[str, Any]) -> None:
    assert read_record(record) is None
