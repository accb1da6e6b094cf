"""An order's whole life on the running platform."""

from typing import Any

import pytest

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.e2e.guest import Guest
from tests.support.e2e.operating import notifications_of


def test_an_order_of_51_drinks_is_rejected_with_the_reason(guest: Guest) -> None:
    order_id = guest.place(20, 20, 11).json()["order_id"]

    order = guest.wait_for_decision(order_id)

    assert order["status"] == "REJECTED"
    assert "more than the bar can make" in order["rejection_reason"]


@pytest.mark.local
def test_a_decision_is_notified_once(guest: Guest, aws: LocalAws, platform: Platform) -> None:
    order_id = guest.place_one()
    guest.wait_for_decision(order_id)

    # The stream keeps a customer's changes in order: a repeat would come before the later order's notification.
    notifications_of(aws, platform, guest.place_one())
    notifications = notifications_of(aws, platform, order_id)

    assert [(n.status, n.event_id) for n in notifications] == [("CONFIRMED", f"{order_id}#2")]


def test_a_decided_order_can_not_be_cancelled(guest: Guest) -> None:
    order_id = guest.place_one()
    guest.wait_for_decision(order_id)

    answer = guest.send("POST", f"/orders/{order_id}/cancel")

    assert answer.status_code == 409
    assert guest.read(order_id)["status"] == "CONFIRMED"


def test_a_granted_cancellation_stays(guest: Guest) -> None:
    order_id, cancelled = _cancel_before_the_decision(guest)

    again = guest.send("POST", f"/orders/{order_id}/cancel")

    assert cancelled["status"] == "CANCELLED"
    assert again.status_code == 200
    assert guest.read(order_id)["status"] == "CANCELLED"


def test_the_history_is_newest_first_and_pages_to_its_end(guest: Guest) -> None:
    placed = [guest.place_one() for _ in range(5)]

    first = guest.send("GET", "/orders?limit=3").json()
    second = guest.send("GET", f"/orders?limit=3&cursor={first['next_cursor']}").json()

    listed = [order["order_id"] for order in first["orders"] + second["orders"]]
    assert listed == placed[::-1]
    assert second["next_cursor"] is None


def _cancel_before_the_decision(guest: Guest) -> tuple[str, dict[str, Any]]:
    """The processor is quick, so a cancellation may come too late; then another order is tried."""
    for _ in range(50):
        order_id = guest.place_one()
        answer = guest.send("POST", f"/orders/{order_id}/cancel")
        if answer.status_code == 200:
            return order_id, answer.json()
        assert answer.status_code == 409, answer.text
    raise AssertionError("50 cancellations in a row came too late")
