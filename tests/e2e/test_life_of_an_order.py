"""An order's whole life on the running platform."""

import time
import uuid
from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.operate.customer.inbox import Notification, read_inbox
from cafe.platform import Platform
from tests.e2e.conftest import POLL_SECONDS, SECONDS_TO_DECIDE, Guest


def test_a_placed_order_is_accepted_at_once_with_its_address(guest: Guest) -> None:
    answer = guest.place(("flat-white", 2), note="Oat milk, please")

    order = answer.json()
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/api/orders/{order['order_id']}"
    assert order["status"] == "RECEIVED"
    assert order["note"] == "Oat milk, please"
    assert order["total"] == order["items"][0]["unit_price"] * 2


def test_an_order_becomes_confirmed(guest: Guest) -> None:
    order_id = guest.place(("flat-white", 1)).json()["order_id"]

    order = guest.wait_for_decision(order_id)

    assert order["status"] == "CONFIRMED"
    assert [step["status"] for step in order["history"]] == ["RECEIVED", "CONFIRMED"]


def test_an_order_of_51_drinks_is_rejected_with_the_reason(guest: Guest) -> None:
    order_id = guest.place(("flat-white", 20), ("espresso", 20), ("cappuccino", 11)).json()["order_id"]

    order = guest.wait_for_decision(order_id)

    assert order["status"] == "REJECTED"
    assert "more than the bar can make" in order["rejection_reason"]


@pytest.mark.local
def test_a_decision_is_notified_once(guest: Guest, aws: LocalAws, platform: Platform) -> None:
    order_id = guest.place(("espresso", 1)).json()["order_id"]
    guest.wait_for_decision(order_id)

    # The stream keeps a customer's changes in order: whatever is told of a later order comes behind a repeat.
    later_id = guest.place(("espresso", 1)).json()["order_id"]
    assert _wait_for_notifications(aws, platform, later_id)
    notifications = _wait_for_notifications(aws, platform, order_id)

    assert [(n.status, n.event_id) for n in notifications] == [("CONFIRMED", f"{order_id}#2")]


def test_the_same_key_and_body_is_the_same_order(guest: Guest) -> None:
    key = str(uuid.uuid4())
    first = guest.place(("espresso", 1), key=key)

    again = guest.place(("espresso", 1), key=key)

    assert again.status_code == 202
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json()["order_id"] == first.json()["order_id"]
    assert len(guest.history()) == 1


def test_the_same_key_with_another_body_is_refused(guest: Guest) -> None:
    key = str(uuid.uuid4())
    guest.place(("espresso", 1), key=key)

    answer = guest.place(("espresso", 2), key=key)

    assert answer.status_code == 422
    assert len(guest.history()) == 1


def test_another_customers_order_does_not_exist(guest: Guest, other_guest: Guest) -> None:
    order_id = guest.place(("espresso", 1)).json()["order_id"]

    read = other_guest.send("GET", f"/orders/{order_id}")
    cancelled = other_guest.send("POST", f"/orders/{order_id}/cancel")

    assert (read.status_code, cancelled.status_code) == (404, 404)
    assert other_guest.history() == []


def test_a_decided_order_can_not_be_cancelled(guest: Guest) -> None:
    order_id = guest.place(("espresso", 1)).json()["order_id"]
    guest.wait_for_decision(order_id)

    answer = guest.send("POST", f"/orders/{order_id}/cancel")

    assert answer.status_code == 409
    assert guest.read(order_id)["status"] == "CONFIRMED"


def test_a_cancellation_that_was_granted_stays(guest: Guest) -> None:
    order_id, cancelled = _cancel_before_the_decision(guest)

    again = guest.send("POST", f"/orders/{order_id}/cancel")

    assert cancelled["status"] == "CANCELLED"
    assert again.status_code == 200
    assert guest.read(order_id)["status"] == "CANCELLED"


def test_the_history_is_newest_first_and_pages_to_its_end(guest: Guest) -> None:
    placed = [guest.place(("espresso", 1)).json()["order_id"] for _ in range(5)]

    first = guest.send("GET", "/orders?limit=3").json()
    second = guest.send("GET", f"/orders?limit=3&cursor={first['next_cursor']}").json()

    listed = [order["order_id"] for order in first["orders"] + second["orders"]]
    assert listed == placed[::-1]
    assert second["next_cursor"] is None


def test_an_unchanged_order_is_not_sent_again(guest: Guest) -> None:
    order_id = guest.place(("espresso", 1)).json()["order_id"]
    guest.wait_for_decision(order_id)
    etag = guest.send("GET", f"/orders/{order_id}").headers["ETag"]

    answer = guest.send("GET", f"/orders/{order_id}", headers={"If-None-Match": etag})

    assert answer.status_code == 304
    assert answer.content == b""


def _wait_for_notifications(aws: LocalAws, platform: Platform, order_id: str) -> list[Notification]:
    deadline = time.monotonic() + SECONDS_TO_DECIDE
    while time.monotonic() < deadline:
        if found := [n for n in read_inbox(aws, platform.inbox_url) if n.order_id == order_id]:
            return found
        time.sleep(POLL_SECONDS)
    return []


def _cancel_before_the_decision(guest: Guest) -> tuple[str, dict[str, Any]]:
    """The processor is quick, so a cancellation may come too late; then another order is tried."""
    for _ in range(50):
        order_id: str = guest.place(("espresso", 1)).json()["order_id"]
        answer = guest.send("POST", f"/orders/{order_id}/cancel")
        if answer.status_code == 200:
            return order_id, answer.json()
        assert answer.status_code == 409, answer.text
    raise AssertionError("50 cancellations in a row came too late")
