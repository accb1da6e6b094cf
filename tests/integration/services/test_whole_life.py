"""An order from the request to the notification: the functions, joined as the platform joins them."""

import pytest

from tests.support.services.gateway import BODY, PARTY, Client
from tests.support.services.joined_functions import JoinedFunctions


def test_an_order_is_confirmed_and_announced_once(api: Client, platform: JoinedFunctions) -> None:
    placed = api.place().document

    platform.run()

    shown = api.read(placed["order_id"])
    assert (shown.document["status"], shown.headers["ETag"]) == ("CONFIRMED", '"2"')
    (event,) = platform.notifications()
    assert (event["order_id"], event["status"], event["previous_status"]) == (
        placed["order_id"],
        "CONFIRMED",
        "RECEIVED",
    )


def test_an_order_of_51_drinks_is_rejected_and_announced_with_its_reason(
    api: Client, platform: JoinedFunctions
) -> None:
    placed = api.place(PARTY).document

    platform.run()

    assert api.read(placed["order_id"]).document["rejection_reason"] == "more than the bar can make"
    assert [event["status"] for event in platform.notifications()] == ["REJECTED"]


def test_an_order_cancelled_before_its_decision_stays_cancelled(api: Client, platform: JoinedFunctions) -> None:
    placed = api.place().document
    api.cancel(placed["order_id"])

    platform.run()

    assert api.read(placed["order_id"]).document["status"] == "CANCELLED"
    assert [event["status"] for event in platform.notifications()] == ["CANCELLED"]


def test_retries_of_a_customer_make_one_order_and_one_notification(api: Client, platform: JoinedFunctions) -> None:
    for _ in range(5):
        api.place(BODY)
    platform.run()
    api.place(BODY)
    platform.run()

    assert len(platform.notifications()) == 1
    assert len(api.list().document["orders"]) == 1


def test_a_stream_that_is_read_again_repeats_notifications_and_changes_nothing(
    api: Client, platform: JoinedFunctions
) -> None:
    """An outage within the 24 hours that AWS keeps a stream; the stream of the local AWS is empty after a restart."""
    order_id = api.place().document["order_id"]
    platform.run()

    platform.read_stream_again()
    platform.run()

    assert api.read(order_id).headers["ETag"] == '"2"'
    assert [event["event_id"] for event in platform.notifications()] == [f"{order_id}#2"] * 2


def test_orders_wait_in_the_stream_while_the_relay_is_down(api: Client, platform: JoinedFunctions) -> None:
    order_ids = {api.place(key=f"order-{number}").document["order_id"] for number in range(3)}
    with pytest.MonkeyPatch.context() as outage:
        outage.setattr(platform.relay, "relay", _fail)
        with pytest.raises(ConnectionError):
            platform.turn_stream()

    platform.read_stream_again()
    platform.run()

    assert {(event["order_id"], event["status"]) for event in platform.notifications()} == {
        (order_id, "CONFIRMED") for order_id in order_ids
    }


def _fail(*_: object) -> None:
    raise ConnectionError
