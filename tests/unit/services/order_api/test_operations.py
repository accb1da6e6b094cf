"""The operations of the API: the menu, and a customer's own orders."""

import json
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from orders.domain.lifecycle import Transition
from orders.domain.menu import Menu
from orders.domain.order import Status
from tests.support.services.contract import ROUTES_OF_AN_ORDER
from tests.support.services.examples import (
    DRINK,
    LATER,
    MENU,
    MORNING,
    OTHER_DRINK,
    SOLD_OUT,
    SOMEONE_ELSE,
    order,
)
from tests.support.services.fake_order_store import FakeOrderStore, cafe_client
from tests.support.services.gateway import BODY, Client, assert_problem


def test_anyone_gets_the_menu_without_a_call_of_the_store(client: Client, store: FakeOrderStore) -> None:
    reply = client.menu()

    assert (reply.status, store.calls) == (200, 0)
    assert reply.document["currency"] == MENU.currency
    assert reply.document["items"][0] == {
        "item_id": DRINK.item_id,
        "name": DRINK.name,
        "description": DRINK.description,
        "unit_price": DRINK.unit_price.minor_units,
        "available": True,
    }


def sold_out() -> Menu:
    return replace(MENU, items=tuple(replace(item, available=False) for item in MENU.items))


def test_an_order_is_accepted_with_its_address(client: Client) -> None:
    reply = client.place(BODY | {"note": "extra hot"})

    assert reply.status == 202
    assert reply.headers["Location"] == f"/api/orders/{order().key.order_id}"
    assert "Idempotency-Replayed" not in reply.headers
    assert reply.document == {
        "order_id": order().key.order_id,
        "status": "RECEIVED",
        "items": [
            {"item_id": DRINK.item_id, "name": DRINK.name, "quantity": 2, "unit_price": 100},
            {"item_id": OTHER_DRINK.item_id, "name": OTHER_DRINK.name, "quantity": 1, "unit_price": 200},
        ],
        "total": 400,
        "currency": MENU.currency,
        "note": "extra hot",
        "created_at": "2026-03-01T08:15:00.250Z",
        "updated_at": "2026-03-01T08:15:00.250Z",
        "history": [{"status": "RECEIVED", "at": "2026-03-01T08:15:00.250Z"}],
    }


def test_the_order_is_stored_for_the_token_s_subject_and_for_as_long_as_set(
    client: Client, store: FakeOrderStore
) -> None:
    client.place(BODY | {"note": "extra hot"})

    assert store.orders == {order().key: order()}


def test_an_order_without_a_note_shows_that_there_is_none(client: Client) -> None:
    assert client.place().document["note"] is None


def test_the_same_request_again_gets_the_same_order_and_says_so(client: Client, store: FakeOrderStore) -> None:
    first = client.place()

    again = client.place()

    assert (again.status, again.document) == (202, first.document)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert len(store.orders) == 1


def test_the_same_request_written_differently_is_a_replay(client: Client) -> None:
    client.place()

    again = client.place(json.dumps(BODY, indent=4))

    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_replay_shows_the_order_as_it_is_now(client: Client, store: FakeOrderStore) -> None:
    client.place()
    store.change(order().key, Transition(Status.CONFIRMED, LATER))

    assert client.place().document["status"] == "CONFIRMED"


def test_a_replay_is_known_even_when_the_items_have_sold_out_since(client: Client, store: FakeOrderStore) -> None:
    first = client.place()

    again = cafe_client(store, sold_out()).place()

    assert (again.status, again.document) == (202, first.document)
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    "body",
    [
        BODY | {"note": "another"},
        {"items": BODY["items"][:1]},
        {"items": [{"item_id": DRINK.item_id, "quantity": 3}, *BODY["items"][1:]]},
        {"items": [{"item_id": SOLD_OUT.item_id, "quantity": 1}]},
    ],
)
def test_a_key_used_for_another_order_is_refused_and_the_first_order_stays(
    client: Client, store: FakeOrderStore, body: object
) -> None:
    client.place()
    before = dict(store.orders)

    reply = client.place(body)

    assert_problem(reply, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert reply.document["type"] == "/problems/idempotency-key-reused"
    assert store.orders == before


def test_items_that_can_not_be_ordered_are_named_and_nothing_is_stored(client: Client, store: FakeOrderStore) -> None:
    items = [{"item_id": name, "quantity": 1} for name in (DRINK.item_id, "unicorn", SOLD_OUT.item_id)]

    reply = client.place({"items": items})

    assert_problem(reply, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert reply.document["errors"] == [
        {"pointer": "#/items/1/item_id", "detail": "is not on the menu"},
        {"pointer": "#/items/2/item_id", "detail": "is sold out"},
    ]
    assert not store.orders


def test_a_replay_does_not_change_the_order_s_id(client: Client, store: FakeOrderStore) -> None:
    client.place(headers={"X-Correlation-Id": ["the-first-request"]})

    client.place(headers={"X-Correlation-Id": ["another-request"]})

    assert [kept.correlation_id for kept in store.orders.values()] == ["the-first-request"]


@pytest.fixture
def five_orders(store: FakeOrderStore) -> list[str]:
    """Ids of five orders, newest first; the first two were placed in the same millisecond."""
    placed = [
        replace(order(f"key-{number}"), created_at=MORNING + timedelta(seconds=max(number, 1))) for number in range(5)
    ]
    for one in placed:
        store.add(one)
    newest_first = sorted(placed, key=lambda one: (one.created_at, one.key.order_id), reverse=True)
    return [one.key.order_id for one in newest_first]


def ids(page: dict[str, list[dict[str, str]]]) -> list[str]:
    return [shown["order_id"] for shown in page["orders"]]


def test_a_customer_sees_all_orders_newest_first(client: Client, five_orders: list[str]) -> None:
    page = client.list().document

    assert (ids(page), page["next_cursor"]) == (five_orders, None)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_the_pages_together_are_all_orders_once(client: Client, five_orders: list[str], limit: int) -> None:
    seen: list[str] = []
    query: dict[str, list[str]] = {"limit": [str(limit)]}
    while query:
        page = client.list(**query).document
        seen += ids(page)
        query = query | {"cursor": [page["next_cursor"]]} if page["next_cursor"] else {}

    assert seen == five_orders


def test_a_page_has_twenty_orders_by_default(client: Client, store: FakeOrderStore) -> None:
    for number in range(21):
        store.add(order(f"key-{number}"))

    assert len(client.list().document["orders"]) == 20


def test_a_full_last_page_has_no_cursor(client: Client, five_orders: list[str]) -> None:
    assert client.list(limit=["5"]).document["next_cursor"] is None


def test_another_customer_sees_none_of_them(client: Client, five_orders: list[str]) -> None:
    assert client.of(SOMEONE_ELSE).list().document == {"orders": [], "next_cursor": None}


def test_a_customer_reads_an_order_with_its_version_as_the_tag(client: Client) -> None:
    placed = client.place()

    reply = client.read(placed.document["order_id"])

    assert (reply.status, reply.document) == (200, placed.document)
    assert (reply.headers["ETag"], reply.headers["Cache-Control"]) == ('"1"', "no-store")


def test_an_order_that_did_not_change_is_not_sent_again(client: Client) -> None:
    order_id = client.place().document["order_id"]

    reply = client.read(order_id, {"If-None-Match": ['"1"']})

    assert (reply.status, reply.text, reply.headers["ETag"]) == (304, "", '"1"')


def test_an_order_that_changed_is_sent_with_a_new_tag(client: Client, store: FakeOrderStore) -> None:
    order_id = client.place().document["order_id"]
    store.change(order().key, Transition(Status.REJECTED, LATER, "more than the bar can make"))

    reply = client.read(order_id, {"If-None-Match": ['"1"']})

    assert (reply.status, reply.headers["ETag"]) == (200, '"2"')
    assert reply.document["rejection_reason"] == "more than the bar can make"
    assert [entry["status"] for entry in reply.document["history"]] == ["RECEIVED", "REJECTED"]


def test_a_received_order_is_cancelled(client: Client) -> None:
    order_id = client.place().document["order_id"]

    reply = client.cancel(order_id)

    assert (reply.status, reply.document["status"]) == (200, "CANCELLED")
    assert [entry["status"] for entry in reply.document["history"]] == ["RECEIVED", "CANCELLED"]


def test_cancelling_again_gets_the_same_answer(client: Client) -> None:
    order_id = client.place().document["order_id"]
    first = client.cancel(order_id)

    again = client.cancel(order_id)

    assert (again.status, again.document) == (200, first.document)


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.REJECTED])
def test_a_decided_order_can_no_longer_be_cancelled(client: Client, store: FakeOrderStore, status: Status) -> None:
    order_id = client.place().document["order_id"]
    store.change(order().key, Transition(status, LATER))

    reply = client.cancel(order_id)

    assert_problem(reply, HTTPStatus.CONFLICT)
    assert reply.document["type"] == "/problems/order-already-decided"
    assert store.orders[order().key].status is status


@pytest.mark.parametrize("route", ROUTES_OF_AN_ORDER)
def test_another_customer_s_order_is_not_found_and_stays(client: Client, store: FakeOrderStore, route: str) -> None:
    order_id = client.place().document["order_id"]
    before = dict(store.orders)

    assert_problem(client.of(SOMEONE_ELSE).send(route, pathParameters={"order_id": order_id}), HTTPStatus.NOT_FOUND)
    assert store.orders == before


@pytest.mark.parametrize("route", ROUTES_OF_AN_ORDER)
def test_an_unknown_order_is_not_found(client: Client, route: str) -> None:
    assert_problem(client.send(route, pathParameters={"order_id": "a" * 26}), HTTPStatus.NOT_FOUND)
