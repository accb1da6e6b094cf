"""GET /api/orders and GET /api/orders/{order_id}: one's own orders, and nobody else's."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from orders.domain.lifecycle import Transition
from orders.domain.order import Status
from tests.support.services.examples import LATER, MORNING, SOMEONE_ELSE, order
from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.gateway import Client, assert_problem


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


def test_a_page_has_twenty_orders_if_nothing_is_said(client: Client, store: FakeOrderStore) -> None:
    for number in range(21):
        store.add(order(f"key-{number}"))

    assert len(client.list().document["orders"]) == 20


def test_a_full_last_page_has_no_cursor(client: Client, five_orders: list[str]) -> None:
    assert client.list(limit=["5"]).document["next_cursor"] is None


def test_someone_else_sees_none_of_them(client: Client, five_orders: list[str]) -> None:
    assert client.of(SOMEONE_ELSE).list().document == {"orders": [], "next_cursor": None}


@pytest.mark.parametrize(
    "values", [["0"], ["51"], ["-1"], ["x"], [""], ["\u0663"], [" 5"], ["+5"], ["5.0"], ["05"], ["5\n"], ["5", "5"]]
)
def test_a_limit_that_is_not_one_whole_number_from_1_to_50_is_refused(client: Client, values: list[str]) -> None:
    reply = client.list(limit=values)

    assert_problem(reply, HTTPStatus.BAD_REQUEST)
    assert reply.document["errors"][0]["pointer"] == "query:limit"


@pytest.mark.parametrize("limit", ["1", "9", "10", "49", "50"])
def test_a_limit_from_1_to_50_is_taken(client: Client, limit: str) -> None:
    assert client.list(limit=[limit]).status == 200


@pytest.mark.parametrize("values", [[""], ["x"], ["a", "b"]])
def test_a_cursor_that_is_none_is_refused(client: Client, values: list[str]) -> None:
    reply = client.list(cursor=values)

    assert_problem(reply, HTTPStatus.BAD_REQUEST)
    assert reply.document["errors"][0]["pointer"] == "query:cursor"


def test_a_cursor_of_someone_else_is_refused(client: Client, five_orders: list[str]) -> None:
    cursor = client.list(limit=["2"]).document["next_cursor"]

    reply = client.of(SOMEONE_ELSE).list(cursor=[cursor])

    assert_problem(reply, HTTPStatus.BAD_REQUEST)


def test_parameters_nobody_knows_are_ignored(client: Client) -> None:
    assert client.list(utm_source=["mail"]).status == 200


def test_lists_are_kept_by_nobody(client: Client) -> None:
    assert client.list().headers["Cache-Control"] == "no-store"


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


def test_another_customer_s_order_does_not_exist(client: Client) -> None:
    order_id = client.place().document["order_id"]

    assert_problem(client.of(SOMEONE_ELSE).read(order_id), HTTPStatus.NOT_FOUND)


def test_an_order_nobody_placed_does_not_exist(client: Client) -> None:
    assert_problem(client.read("a" * 26), HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("order_id", ["", "short", "A" * 26, "a" * 27, "../menu", "a" * 25 + "\n"])
def test_what_is_no_order_id_is_not_even_looked_up(client: Client, store: FakeOrderStore, order_id: str) -> None:
    assert_problem(client.read(order_id), HTTPStatus.NOT_FOUND)
    assert store.calls == 0
