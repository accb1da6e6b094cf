"""Messages carry what they must, and nothing about people."""

import json
from dataclasses import replace

import pytest

from orders.adapters.message_format import (
    read_key,
    write_e_mail,
    write_e_mail_subject,
    write_event,
    write_key,
    write_notification,
)
from orders.domain.errors import UnreadableError
from orders.domain.events import StatusChange
from orders.domain.lifecycle import Transition
from orders.domain.order import Status
from tests.support.services.examples import CURRENCY, CUSTOMER, FINAL, LATER, apply, order, order_in


def test_a_key_is_read_back() -> None:
    assert read_key(write_key(order().key)) == order().key


def test_the_queue_s_message_holds_the_key_and_nothing_else() -> None:
    assert json.loads(write_key(order().key)) == {"customer_id": CUSTOMER, "order_id": order().key.order_id}


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "null", "[]", '"text"', "{}", '{"customer_id":"a"}', '{"customer_id":"a","order_id":5}',
        '{"customer_id":"a","order_id":"b","more":1}', "[" * 100_000,
    ],
)  # fmt: skip
def test_any_other_message_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableError):
        read_key(body)


def test_an_event_says_what_changed() -> None:
    event = json.loads(write_event(StatusChange(order_in(Status.CONFIRMED), Status.RECEIVED)))

    assert event == {
        "event_id": f"{order().key.order_id}#2",
        "order_id": order().key.order_id,
        "customer_id": CUSTOMER,
        "status": "CONFIRMED",
        "previous_status": "RECEIVED",
        "total": 2 * 100 + 200,
        "currency": CURRENCY,
        "at": "2026-03-01T08:15:02.250Z",
    }


def test_a_notification_has_the_event_for_programs_and_a_text_for_e_mail() -> None:
    change = StatusChange(order_in(Status.CANCELLED), Status.RECEIVED)

    assert json.loads(write_notification(change)) == {
        "default": write_event(change),
        "email": write_e_mail(change.order),
    }


def test_the_e_mail_lists_the_drinks_and_the_total() -> None:
    confirmed = replace(order_in(Status.CONFIRMED), key=replace(order().key, order_id="abcdef234567"))

    assert write_e_mail_subject(confirmed) == "Order ABCDEF: confirmed"
    assert write_e_mail(confirmed) == (
        "Order ABCDEF is confirmed. The bar is making it now.\n\n  2 x Beverage 1\n  1 x Beverage 2\n  Total 4.00 CHF\n"
    )


def test_the_e_mail_of_a_rejection_has_the_reason() -> None:
    rejected = apply(order(), Transition(Status.REJECTED, LATER, "more than the bar can make"))

    assert "could not be taken: it is more than the bar can make." in write_e_mail(rejected)


@pytest.mark.parametrize("status", FINAL)
def test_the_e_mail_has_neither_the_customer_nor_the_note(status: Status) -> None:
    text = write_e_mail(order_in(status)) + write_e_mail_subject(order_in(status))

    assert CUSTOMER not in text
    assert "extra hot" not in text
