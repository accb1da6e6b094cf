"""The deployed API on DynamoDB: what it answers, and that each request is one call."""

from collections.abc import Callable

import pytest

from orders.runtime.settings_loader import InvalidSettingsError
from tests.support.services import examples
from tests.support.services.examples import SOMEONE_ELSE
from tests.support.services.gateway import BODY, Client, Reply
from tests.support.services.mocked_aws import TABLE, Aws, Calls, Start

SOLD_OUT = {"items": [{"item_id": examples.SOLD_OUT.item_id, "quantity": 1}]}


def order_id(reply: Reply) -> str:
    identifier: str = reply.document["order_id"]
    return identifier


def test_an_order_is_placed_read_listed_and_cancelled(api: Client) -> None:
    placed = api.place(BODY | {"note": "extra hot"})

    assert placed.status == 202
    assert api.read(order_id(placed)).document == placed.document
    assert api.list().document == {"orders": [placed.document], "next_cursor": None}
    assert api.cancel(order_id(placed)).document["status"] == "CANCELLED"
    assert api.cancel(order_id(placed)).status == 200


@pytest.mark.parametrize("ask", [Client.read, Client.cancel])
def test_another_customer_s_order_costs_the_same_calls_as_one_that_is_not_there(
    api: Client, calls: Calls, ask: Callable[[Client, str], Reply]
) -> None:
    placed = order_id(api.place())
    other = api.of(SOMEONE_ELSE)
    calls.made.clear()

    foreign, calls_for_foreign = ask(other, placed), calls.names.copy()
    missing, calls_for_missing = ask(other, "a" * 26), calls.names[len(calls_for_foreign) :]

    assert (foreign.status, foreign.document, foreign.headers) == (missing.status, missing.document, missing.headers)
    assert calls_for_foreign == calls_for_missing
    assert len(calls_for_foreign) == 1


REQUESTS: dict[str, tuple[Callable[[Client, str], Reply], int, str]] = {
    "place": (lambda api, _: api.place(key="new"), 202, "PutItem"),
    "replay": (lambda api, _: api.place(), 202, "PutItem"),
    "key of another order": (lambda api, _: api.place(BODY | {"note": "other"}), 422, "PutItem"),
    "sold out": (lambda api, _: api.place(SOLD_OUT, "new"), 422, "GetItem"),
    "sold out, key of another order": (lambda api, _: api.place(SOLD_OUT), 422, "GetItem"),
    "list": (lambda api, _: api.list(), 200, "Query"),
    "read": (lambda api, placed: api.read(placed), 200, "GetItem"),
    "read, unchanged": (lambda api, placed: api.read(placed, {"If-None-Match": ['"1"']}), 304, "GetItem"),
    "read, not there": (lambda api, _: api.read("a" * 26), 404, "GetItem"),
    "cancel": (lambda api, placed: api.cancel(placed), 200, "UpdateItem"),
    "cancel, not there": (lambda api, _: api.cancel("a" * 26), 404, "UpdateItem"),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_each_request_is_one_call_of_aws(api: Client, calls: Calls, name: str) -> None:
    send, status, call = REQUESTS[name]
    placed = order_id(api.place())
    calls.made.clear()

    reply = send(api, placed)

    assert (reply.status, calls.names) == (status, [call])


@pytest.mark.parametrize(
    "send",
    [
        lambda api: api.menu(),
        lambda api: api.place("{}"),
        lambda api: api.place(key=""),
        lambda api: api.list(limit=["x"]),
        lambda api: api.list(cursor=["x"]),
        lambda api: api.read("x"),
        lambda api: api.send("GET /api/unknown"),
    ],
)
def test_the_menu_and_malformed_requests_take_no_call(
    api: Client, calls: Calls, send: Callable[[Client], Reply]
) -> None:
    send(api)

    assert calls.names == []


@pytest.mark.parametrize("name", ["TABLE_NAME", "AWS_REGION"])
def test_without_a_setting_the_function_does_not_start(
    start: Start, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    start("api")
    monkeypatch.delenv(name)

    with pytest.raises(InvalidSettingsError, match=name):
        start("api")


def test_a_missing_table_is_a_500_without_details(api: Client, aws: Aws) -> None:
    aws.dynamodb.delete_table(TableName=TABLE)

    reply = api.place()

    assert (reply.status, TABLE in reply.text) == (500, False)
