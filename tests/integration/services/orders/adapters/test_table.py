"""The table adapter on DynamoDB's semantics: one call each, every rule in a condition."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from botocore.stub import Stubber

from orders.adapters.table import OrderTable
from orders.domain.errors import StoreUnavailableError, UnreadableError
from orders.domain.lifecycle import Transition
from orders.domain.order import Order, Status
from orders.domain.store import Changed
from orders.runtime.clients import Clients
from tests.support.services.examples import CUSTOMER, FINAL, LATER, MORNING, SOMEONE_ELSE, apply, order, order_in
from tests.support.services.mocked_aws import REGION, TABLE, Aws, Calls


def numbered(count: int) -> list[Order]:
    """Orders a second apart, oldest first."""
    return [replace(order(f"key-{number}"), created_at=MORNING + timedelta(seconds=number)) for number in range(count)]


def test_an_order_is_kept_as_it_is(table: OrderTable) -> None:
    assert table.add(order()) is None

    assert table.find(order().key) == order()


def test_a_taken_key_answers_the_order_that_has_it_and_keeps_it(table: OrderTable) -> None:
    table.add(order())

    earlier = table.add(replace(order(), note="another"))

    assert earlier == order() == table.find(order().key)


def test_an_order_is_only_found_with_its_own_customer(table: OrderTable) -> None:
    table.add(order())

    assert table.find(replace(order().key, customer_id=SOMEONE_ELSE)) is None


@pytest.mark.parametrize("end", FINAL)
def test_a_transition_changes_the_item_as_the_state_machine_changes_the_order(table: OrderTable, end: Status) -> None:
    table.add(order())
    transition = Transition(end, LATER, "a reason" if end is Status.REJECTED else None)

    changed = table.change(order().key, transition)

    assert changed == Changed(apply(order(), transition), applied=True)
    assert table.find(order().key) == apply(order(), transition)


@pytest.mark.parametrize("end", FINAL)
@pytest.mark.parametrize("following", FINAL)
def test_an_order_at_its_end_is_not_changed_and_answered_as_it_is(
    table: OrderTable, end: Status, following: Status
) -> None:
    table.add(order_in(end))

    changed = table.change(order().key, Transition(following, LATER + timedelta(seconds=1)))

    assert changed == Changed(order_in(end), applied=False)
    assert table.find(order().key) == order_in(end)


def test_an_unknown_order_is_neither_changed_nor_created(table: OrderTable) -> None:
    assert table.change(order().key, Transition(Status.CANCELLED, LATER)) is None
    assert table.find(order().key) is None


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 50])
def test_pages_go_through_all_orders_newest_first(table: OrderTable, limit: int) -> None:
    for one in numbered(7):
        table.add(one)
    page = table.page(CUSTOMER, limit, None)
    seen = list(page.orders)
    while page.next_position:
        page = table.page(CUSTOMER, limit, page.next_position)
        seen += page.orders

    assert seen == numbered(7)[::-1]


def test_a_page_holds_no_order_of_another_customer(table: OrderTable) -> None:
    table.add(order(customer_id=SOMEONE_ELSE))

    assert table.page(CUSTOMER, 10, None).orders == ()


def test_a_page_is_read_from_the_index_consistently_and_whole(table: OrderTable, calls: Calls) -> None:
    table.page(CUSTOMER, 20, None)

    ((name, arguments),) = calls.made
    assert name == "Query"
    assert (arguments["IndexName"], arguments["Select"], arguments["ConsistentRead"], arguments["Limit"]) == (
        "by_created_at",
        "ALL_ATTRIBUTES",
        True,
        21,
    )


def test_an_order_is_read_consistently(table: OrderTable, calls: Calls) -> None:
    table.find(order().key)

    assert calls.made[0][1]["ConsistentRead"] is True


def test_the_item_says_when_the_table_may_forget_it(table: OrderTable, aws: Aws) -> None:
    table.add(order())

    (item,) = aws.dynamodb.scan(TableName=TABLE)["Items"]

    assert int(item["expires_at"]["N"]) == int((MORNING + timedelta(days=90)).timestamp())


def test_an_item_that_is_no_order_is_not_read_as_one(table: OrderTable, aws: Aws) -> None:
    key = order().key
    aws.dynamodb.put_item(
        TableName=TABLE, Item={"customer_id": {"S": key.customer_id}, "order_id": {"S": key.order_id}}
    )

    with pytest.raises(UnreadableError):
        table.find(key)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ThrottlingException", 400),
        ("ProvisionedThroughputExceededException", 400),
        ("RequestLimitExceeded", 400),
        ("InternalServerError", 500),
        ("ServiceUnavailable", 503),
    ],
)
def test_a_busy_or_failing_table_is_unavailable(aws: Aws, code: str, status: int) -> None:
    with failing_table("get_item", code, status) as table, pytest.raises(StoreUnavailableError, match=code):
        table.find(order().key)


@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException", "ValidationException"])
def test_a_wrong_call_of_the_table_is_not_unavailability(aws: Aws, code: str) -> None:
    with failing_table("get_item", code, 400) as table, pytest.raises(ClientError, match=code):
        table.find(order().key)


def test_a_table_that_does_not_answer_is_unavailable(aws: Aws) -> None:
    client = Clients(REGION).dynamodb()

    def time_out(**_: Any) -> None:
        raise ConnectTimeoutError(endpoint_url="https://dynamodb")

    client.meta.events.register("before-call.*.*", time_out)

    with pytest.raises(StoreUnavailableError, match="ConnectTimeoutError"):
        OrderTable(client, TABLE).add(order())


@contextmanager
def failing_table(method: str, code: str, status: int) -> Iterator[OrderTable]:
    """A table whose client gets an error."""
    client = Clients(REGION).dynamodb()
    with Stubber(client) as stubber:
        stubber.add_client_error(method, code, http_status_code=status)
        yield OrderTable(client, TABLE)
