"""What the running table says an order's two writes consume."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.platform import Platform
from orders.adapters.table import OrderTable
from orders.domain.decision import decide
from orders.domain.menu import read_menu
from orders.domain.order import OrderKey
from orders.domain.order_request import OrderRequest, RequestedItem
from orders.domain.use_cases import NewOrder, place
from tests.support.menu import Drink

pytestmark = pytest.mark.local


@pytest.fixture
def consumed(platform: Platform) -> tuple[OrderTable, list[dict[str, Any]]]:
    """A table that says what each call consumed."""
    client: Any = LocalAws(platform.endpoint_url).dynamodb
    said: list[dict[str, Any]] = []
    client.meta.events.register(
        "provide-client-params.dynamodb.*", lambda params, **_: params | {"ReturnConsumedCapacity": "INDEXES"}
    )
    client.meta.events.register("after-call.dynamodb.*", lambda parsed, **_: said.append(parsed["ConsumedCapacity"]))
    return OrderTable(client, platform.table), said


def test_an_order_takes_a_unit_and_its_index_entry_when_placed_and_a_unit_when_decided(
    consumed: tuple[OrderTable, list[dict[str, Any]]], drinks: tuple[Drink, ...]
) -> None:
    """The local AWS also charges the index when the order is decided; DynamoDB doesn't, as none of its keys changes."""
    table, said = consumed
    wanted = OrderRequest((RequestedItem(drinks[0].item_id, 2), RequestedItem(drinks[1].item_id, 1)), "extra hot")
    now = datetime.now(UTC)
    key = OrderKey(f"guest-{secrets.token_hex(8)}", "a" * 26)

    order = place(table, read_menu(), NewOrder(key, wanted, now, timedelta(days=1))).order
    table.change(key, decide(order, now))

    placed, decided = said
    assert placed["Table"]["CapacityUnits"] == 1
    assert placed["LocalSecondaryIndexes"]["by_created_at"]["CapacityUnits"] == 1
    assert decided["Table"]["CapacityUnits"] == 1
