"""One idempotency key of one customer creates one order."""

import uuid
from functools import partial

import pytest
import requests

from cafe.aws import LocalAws
from cafe.platform import Platform
from tests.support.e2e.crowd import all_at_once
from tests.support.e2e.guest import TIMEOUT_SECONDS, Guest
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.switches import processor_off

AT_A_TIME = 50


@pytest.fixture(scope="module", autouse=True)
def awake(platform: Platform) -> None:
    """Enough of the API's function is running already: requests meet at the table, not at the start of a process."""
    all_at_once([lambda: requests.get(f"{platform.api_url}/menu", timeout=TIMEOUT_SECONDS)] * AT_A_TIME)


@pytest.mark.local
def test_50_concurrent_requests_with_one_key_get_50_equal_answers(guest: Guest, aws: LocalAws) -> None:
    key = str(uuid.uuid4())

    with processor_off(aws):
        answers = all_at_once([lambda: guest.place(key=key)] * AT_A_TIME)
        orders = guest.history()

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) <= 1
    assert [order["order_id"] for order in orders] == [answers[0].json()["order_id"]]
    assert guest.wait_for_decision(answers[0].json()["order_id"])["status"] == "CONFIRMED"


@pytest.mark.local
def test_50_requests_with_one_key_while_the_order_is_decided_create_one_order(guest: Guest) -> None:
    key = str(uuid.uuid4())

    answers = all_at_once([lambda: guest.place(key=key)] * AT_A_TIME)

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["order_id"] for answer in answers}) == 1
    assert {answer.json()["status"] for answer in answers} <= {"RECEIVED", "CONFIRMED"}
    assert len({answer.json()["created_at"] for answer in answers}) == 1
    decided = guest.wait_for_decision(answers[0].json()["order_id"])
    assert [step["status"] for step in decided["history"]] == ["RECEIVED", "CONFIRMED"]
    assert len(guest.history()) == 1


def test_50_concurrent_different_orders_with_one_key_are_one_order_and_refusals(guest: Guest) -> None:
    key = str(uuid.uuid4())
    quantities = [1 + number % 2 for number in range(AT_A_TIME)]

    answers = all_at_once([partial(guest.place, quantity, key=key) for quantity in quantities])

    accepted = [quantity for quantity, answer in zip(quantities, answers, strict=True) if answer.status_code == 202]
    refused = [answer for answer in answers if answer.status_code != 202]
    assert len(set(accepted)) == 1
    assert len(accepted) == len(refused) == AT_A_TIME / 2
    for answer in refused:
        assert_problem(answer, 422)
    assert [order["items"][0]["quantity"] for order in guest.history()] == [accepted[0]]


def test_two_customers_with_one_key_have_an_order_each(guest: Guest, other_guest: Guest) -> None:
    key = str(uuid.uuid4())

    answers = all_at_once([partial(one.place, key=key) for one in (guest, other_guest) * 10])

    ids = [answer.json()["order_id"] for answer in answers]
    assert set(ids[0::2]) != set(ids[1::2])
    assert [order["order_id"] for order in guest.history()] == [ids[0]]
    assert [order["order_id"] for order in other_guest.history()] == [ids[1]]


@pytest.mark.local
def test_a_key_used_again_after_a_cancellation_returns_the_cancelled_order(guest: Guest, aws: LocalAws) -> None:
    key = str(uuid.uuid4())
    with processor_off(aws):
        order_id = guest.place(key=key).json()["order_id"]
        cancelled = guest.send("POST", f"/orders/{order_id}/cancel")

    again = guest.place(key=key)

    assert again.status_code == 202
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == cancelled.json()
    assert [order["status"] for order in guest.history()] == ["CANCELLED"]


@pytest.mark.parametrize("key", ["!", "~" * 64, "".join(map(chr, range(0x21, 0x61))), 'a,b;c="d"'])
def test_a_key_at_its_limits_is_accepted(guest: Guest, key: str) -> None:
    first, again = guest.place(key=key), guest.place(key=key)

    assert (first.status_code, again.status_code) == (202, 202)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(guest.history()) == 1


def test_keys_that_differ_in_one_letter_or_its_case_create_different_orders(guest: Guest) -> None:
    keys = ["k" * 64, "k" * 63 + "K", "k" * 63]

    ids = {guest.place(key=key).json()["order_id"] for key in keys}

    assert len(ids) == len(guest.history()) == 3
