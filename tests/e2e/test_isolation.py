"""For a customer, another customer's order does not exist: it is answered as one that was never placed."""

import base64
import uuid
from typing import Any

import pytest
import requests

from tests.support.e2e.guest import Guest
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.routes import NEVER_PLACED, OF_AN_ORDER, WITH_A_TOKEN, Route

OWN_TO_EACH_ANSWER = {"date", "x-correlation-id", "x-amzn-requestid", "x-amz-request-id", "x-amz-id-2"}


def shown_by(answer: requests.Response) -> tuple[int, dict[str, Any], dict[str, str]]:
    """All by which a client could distinguish two answers."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    document = answer.json() | {"request_id": "the request's own"}
    return answer.status_code, document, {n: v for n, v in headers.items() if n not in OWN_TO_EACH_ANSWER}


@pytest.mark.parametrize("route", OF_AN_ORDER, ids=str)
def test_another_customers_order_is_answered_as_one_that_was_never_placed(
    guest: Guest, other_guest: Guest, route: Route
) -> None:
    order_id = guest.place_one()

    foreign = other_guest.send(route.method, route.path(order_id), **route.request(other_guest))
    missing = other_guest.send(route.method, route.path(), **route.request(other_guest))

    assert foreign.status_code == 404
    assert shown_by(foreign) == shown_by(missing)
    assert guest.wait_for_decision(order_id)["status"] == "CONFIRMED"


@pytest.mark.parametrize("route", [route for route in WITH_A_TOKEN if route.method == "GET"], ids=str)
def test_no_answer_to_a_customer_has_anothers_order(guest: Guest, other_guest: Guest, route: Route) -> None:
    order_id = guest.place_one()

    answer = other_guest.send(route.method, route.path(order_id), **route.request(other_guest))

    assert order_id not in answer.text
    assert other_guest.history() == []


def test_a_known_entity_tag_shows_nothing_of_another_customers_order(guest: Guest, other_guest: Guest) -> None:
    order_id = guest.place_one()
    guest.wait_for_decision(order_id)

    answers = [
        other_guest.send("GET", f"/orders/{order_id}", headers={"If-None-Match": tag}) for tag in ('"1"', '"2"', "*")
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_key_that_another_customer_used_is_free(guest: Guest, other_guest: Guest) -> None:
    key = str(uuid.uuid4())
    guest.place(key=key)

    used_by_another = other_guest.place(2, key=key)
    never_used = other_guest.place(2)

    assert (used_by_another.status_code, never_used.status_code) == (202, 202)
    assert used_by_another.headers.keys() == never_used.headers.keys()
    assert used_by_another.json().keys() == never_used.json().keys()


def test_another_customers_cursor_is_refused_as_any_that_was_altered(guest: Guest, other_guest: Guest) -> None:
    for _ in range(2):
        guest.place()
    cursor = guest.send("GET", "/orders?limit=1").json()["next_cursor"]

    foreign = other_guest.send("GET", f"/orders?cursor={cursor}")
    altered = other_guest.send("GET", f"/orders?cursor={_rewritten(cursor, 1, NEVER_PLACED)}")

    assert_problem(foreign, 400)
    assert shown_by(foreign) == shown_by(altered)


def _rewritten(cursor: str, place: int, value: str) -> str:
    written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    fields = written.strip('[]"').split('","')
    fields[place] = value
    return base64.urlsafe_b64encode(f'["{'","'.join(fields)}"]'.encode()).decode().rstrip("=")
