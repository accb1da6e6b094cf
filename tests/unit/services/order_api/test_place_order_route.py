"""POST /api/orders: an order once per key, at the menu's prices."""

import base64
import json
from dataclasses import replace
from http import HTTPStatus

import pytest

from orders.domain.lifecycle import Transition
from orders.domain.menu import Menu
from orders.domain.order import Status
from tests.support.services.examples import CUSTOMER, LATER, MENU, SOMEONE_ELSE, order
from tests.support.services.fake_order_store import FakeOrderStore, cafe_client
from tests.support.services.gateway import BODY, Client, assert_problem


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
            {"item_id": "latte", "name": "Latte", "quantity": 2, "unit_price": 380},
            {"item_id": "espresso", "name": "Espresso", "quantity": 1, "unit_price": 240},
        ],
        "total": 1000,
        "currency": "EUR",
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
        {"items": [{"item_id": "latte", "quantity": 3}, *BODY["items"][1:]]},
        {"items": [{"item_id": "cold-brew", "quantity": 1}]},
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


def test_two_customers_may_use_the_same_key(client: Client, store: FakeOrderStore) -> None:
    client.place()

    other = client.of(SOMEONE_ELSE).place()

    assert "Idempotency-Replayed" not in other.headers
    assert len(store.orders) == 2


def test_items_that_can_not_be_ordered_are_named_and_nothing_is_stored(client: Client, store: FakeOrderStore) -> None:
    items = [{"item_id": name, "quantity": 1} for name in ("latte", "unicorn", "cold-brew")]

    reply = client.place({"items": items})

    assert_problem(reply, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert reply.document["errors"] == [
        {"pointer": "#/items/1/item_id", "detail": "is not on the menu"},
        {"pointer": "#/items/2/item_id", "detail": "is sold out"},
    ]
    assert not store.orders


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_json_is_json_however_it_is_declared(client: Client, content_type: str) -> None:
    assert client.place(headers={"Content-Type": [content_type]}).status == 202


def test_a_body_in_base_64_is_decoded(client: Client) -> None:
    body = base64.b64encode(json.dumps(BODY | {"note": "Grüße"}, ensure_ascii=False).encode()).decode()

    assert client.place(body, isBase64Encoded=True).document["note"] == "Grüße"


@pytest.mark.parametrize("note", ["x" * 200, "☕" * 200, "👩‍🍳", " no sugar ", "<b>\"'&</b>"])
def test_any_visible_line_of_text_is_a_note(client: Client, note: str) -> None:
    assert client.place(BODY | {"note": note}).document["note"] == note


@pytest.mark.parametrize("name", ["Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY"])
def test_the_name_of_a_header_has_no_case(client: Client, name: str) -> None:
    headers = {"Content-Type": ["application/json"], name: ["a-key"]}

    assert client.place(multiValueHeaders=headers).document["order_id"] == order().key.order_id


@pytest.mark.parametrize("key", ["!", "~" * 64, "2f1b9c5e-0000-4000-8000-000000000000"])
def test_a_key_is_1_to_64_visible_characters(client: Client, key: str) -> None:
    assert client.place(key=key).status == 202


def test_each_accepted_order_took_one_call_of_the_store(client: Client, store: FakeOrderStore) -> None:
    client.place()
    client.place()
    client.place({"items": [{"item_id": "cold-brew", "quantity": 1}]}, "another")

    assert store.calls == 3
    assert {key.customer_id for key in store.orders} == {CUSTOMER}
