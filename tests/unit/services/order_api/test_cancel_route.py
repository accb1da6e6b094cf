"""POST /api/orders/{order_id}/cancel: while the order waits."""

from http import HTTPStatus

import pytest

from orders.domain.lifecycle import Transition
from orders.domain.order import Status
from tests.support.services.examples import LATER, SOMEONE_ELSE, order
from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.gateway import Client, assert_problem


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


def test_another_customer_s_order_can_not_be_cancelled(client: Client, store: FakeOrderStore) -> None:
    order_id = client.place().document["order_id"]

    reply = client.of(SOMEONE_ELSE).cancel(order_id)

    assert_problem(reply, HTTPStatus.NOT_FOUND)
    assert store.orders[order().key].status is Status.RECEIVED


def test_an_order_nobody_placed_can_not_be_cancelled(client: Client) -> None:
    assert_problem(client.cancel("a" * 26), HTTPStatus.NOT_FOUND)
