"""A client's mistake gets the documented problem, and nothing is stored.

Each rule of a body has its examples in the unit tests of the request; here is one of each kind, through the gateway.
"""

import json
from typing import Any

import pytest

from tests.support.e2e.guest import Guest
from tests.support.e2e.problem import assert_problem
from tests.support.e2e.routes import NEVER_PLACED, ROUTES


def bodies(drink: str) -> dict[str, tuple[int, str]]:
    """The status that each body gets."""
    line = {"item_id": drink, "quantity": 1}
    return {
        "not JSON": (400, "{"),
        "empty body": (400, ""),
        "no items": (400, "{}"),
        "unknown field in a line": (400, json.dumps({"items": [line | {"unit_price": 1}]})),
        "quantity 21": (400, json.dumps({"items": [line | {"quantity": 21}]})),
        "note with control characters": (400, json.dumps({"items": [line], "note": "milk\u0000\u001b[31m"})),
        "unknown item": (422, json.dumps({"items": [line | {"item_id": "petrol"}]})),
    }


KEYS: dict[str, str | None] = {
    "no key": None,
    "empty key": "",
    "overlong key": "k" * 65,
    "key with a space": "a b",
    "key with a tab": "tab\there",
    "key beyond ASCII": "café",
}
QUERIES = ("limit=0", "limit=51", "limit=x", "limit=5.0", "limit=-1", "limit=", "cursor=abc", "cursor=")
PATHS = sorted({route.path() for route in ROUTES})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
DOCUMENTED = {(route.method, route.path()) for route in ROUTES}


@pytest.mark.parametrize("kind", bodies("any"))
def test_a_bad_body_gets_its_problem_and_stores_nothing(guest: Guest, kind: str) -> None:
    status, body = bodies(guest.drinks[0])[kind]
    headers = {"Idempotency-Key": "bad-body", "Content-Type": "application/json"}

    answer = guest.send("POST", "/orders", data=body.encode(), headers=headers)

    assert_problem(answer, status)
    assert guest.history() == []


@pytest.mark.parametrize("kind", KEYS)
def test_a_bad_key_gets_its_problem_and_stores_nothing(guest: Guest, kind: str) -> None:
    key = KEYS[kind]
    headers: dict[str, Any] = {} if key is None else {"Idempotency-Key": key.encode()}

    answer = guest.send("POST", "/orders", json=guest.body(), headers=headers)

    assert_problem(answer, 400)
    assert guest.history() == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_a_wrong_content_type_gets_its_problem_and_stores_nothing(guest: Guest, content_type: str) -> None:
    headers = {"Idempotency-Key": "wrong-type", "Content-Type": content_type}

    answer = guest.send("POST", "/orders", data=json.dumps(guest.body()), headers=headers)

    assert_problem(answer, 400)
    assert guest.history() == []


@pytest.mark.parametrize("query", QUERIES)
def test_a_bad_query_gets_its_problem(guest: Guest, query: str) -> None:
    assert_problem(guest.send("GET", f"/orders?{query}"), 400)


@pytest.mark.parametrize("path", ["/teapot", "/orders/x/y/z", "/"])
def test_an_unknown_path_gets_404(guest: Guest, path: str) -> None:
    assert_problem(guest.send("GET", path), 404)


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_method_gets_404(guest: Guest, path: str) -> None:
    for method in METHODS:
        if (method, path) not in DOCUMENTED:
            assert_problem(guest.send(method, path), 404)


@pytest.mark.parametrize("order_id", ["x", NEVER_PLACED, "%00", "a" * 500])
def test_a_missing_order_gets_404(guest: Guest, order_id: str) -> None:
    assert_problem(guest.send("GET", f"/orders/{order_id}"), 404)
