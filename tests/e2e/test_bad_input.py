"""Whatever a client sends wrong gets the documented problem, and nothing is stored."""

import json
from typing import Any

import pytest

from tests.e2e.conftest import Guest

LINE = {"item_id": "espresso", "quantity": 1}
GOOD = {"items": [LINE]}

BODIES: dict[str, tuple[int, str]] = {
    "not JSON": (400, "{"),
    "empty body": (400, ""),
    "an array": (400, "[]"),
    "null": (400, "null"),
    "a string": (400, '"espresso"'),
    "no items": (400, "{}"),
    "empty items": (400, json.dumps({"items": []})),
    "items not a list": (400, json.dumps({"items": LINE})),
    "unknown field": (400, json.dumps(GOOD | {"price": 1})),
    "unknown field in a line": (400, json.dumps({"items": [LINE | {"unit_price": 1}]})),
    "no item_id": (400, json.dumps({"items": [{"quantity": 1}]})),
    "no quantity": (400, json.dumps({"items": [{"item_id": "espresso"}]})),
    "item_id a number": (400, json.dumps({"items": [{"item_id": 7, "quantity": 1}]})),
    "quantity a float": (400, '{"items": [{"item_id": "espresso", "quantity": 1.5}]}'),
    "quantity a whole float": (400, '{"items": [{"item_id": "espresso", "quantity": 1.0}]}'),
    "quantity a boolean": (400, json.dumps({"items": [{"item_id": "espresso", "quantity": True}]})),
    "quantity a string": (400, json.dumps({"items": [{"item_id": "espresso", "quantity": "1"}]})),
    "quantity 0": (400, json.dumps({"items": [{"item_id": "espresso", "quantity": 0}]})),
    "quantity negative": (400, json.dumps({"items": [{"item_id": "espresso", "quantity": -1}]})),
    "quantity 21": (400, json.dumps({"items": [{"item_id": "espresso", "quantity": 21}]})),
    "quantity huge": (400, '{"items": [{"item_id": "espresso", "quantity": 1' + "0" * 400 + "}]}"),
    "quantity NaN": (400, '{"items": [{"item_id": "espresso", "quantity": NaN}]}'),
    "21 lines": (400, json.dumps({"items": [{"item_id": f"item-{n}", "quantity": 1} for n in range(21)]})),
    "the same item twice": (400, json.dumps({"items": [LINE, {"item_id": "espresso", "quantity": 2}]})),
    "empty note": (400, json.dumps(GOOD | {"note": ""})),
    "overlong note": (400, json.dumps(GOOD | {"note": "x" * 201})),
    "note a number": (400, json.dumps(GOOD | {"note": 1})),
    "note with control characters": (400, json.dumps(GOOD | {"note": "milk\u0000\u001b[31m"})),
    "deeply nested": (400, "[" * 5000 + "]" * 5000),
    "unknown item": (422, json.dumps({"items": [{"item_id": "petrol", "quantity": 1}]})),
    "sold-out item": (422, json.dumps({"items": [{"item_id": "cold-brew", "quantity": 1}]})),
}

KEYS: dict[str, str | None] = {
    "no key": None,
    "empty key": "",
    "overlong key": "k" * 65,
    "key with a space": "a b",
    "key beyond ASCII": "café",
}

QUERIES = {
    "limit 0": "limit=0",
    "limit 51": "limit=51",
    "limit x": "limit=x",
    "limit 5.0": "limit=5.0",
    "limit negative": "limit=-1",
    "limit empty": "limit=",
    "bad cursor": "cursor=abc",
    "empty cursor": "cursor=",
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_bad_body_gets_its_problem_and_stores_nothing(guest: Guest, kind: str) -> None:
    status, body = BODIES[kind]
    headers = {"Idempotency-Key": "bad-body", "Content-Type": "application/json"}

    answer = guest.send("POST", "/orders", data=body.encode(), headers=headers)

    assert_problem(answer, status)
    assert guest.history() == []


@pytest.mark.parametrize("kind", KEYS)
def test_a_bad_key_gets_its_problem_and_stores_nothing(guest: Guest, kind: str) -> None:
    key = KEYS[kind]
    headers: dict[str, Any] = {} if key is None else {"Idempotency-Key": key.encode()}

    answer = guest.send("POST", "/orders", json=GOOD, headers=headers)

    assert_problem(answer, 400)
    assert guest.history() == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_a_wrong_content_type_gets_its_problem_and_stores_nothing(guest: Guest, content_type: str) -> None:
    headers = {"Idempotency-Key": "wrong-type", "Content-Type": content_type}

    answer = guest.send("POST", "/orders", data=json.dumps(GOOD), headers=headers)

    assert_problem(answer, 400)
    assert guest.history() == []


@pytest.mark.parametrize("kind", QUERIES)
def test_a_bad_query_gets_its_problem(guest: Guest, kind: str) -> None:
    answer = guest.send("GET", f"/orders?{QUERIES[kind]}")

    assert_problem(answer, 400)


def test_the_cursor_of_another_customer_is_refused(guest: Guest, other_guest: Guest) -> None:
    for _ in range(2):
        guest.place(("espresso", 1))
    cursor = guest.send("GET", "/orders?limit=1").json()["next_cursor"]

    answer = other_guest.send("GET", f"/orders?cursor={cursor}")

    assert_problem(answer, 400)


@pytest.mark.parametrize("path", ["/teapot", "/orders/x/y/z", "/"])
def test_an_unknown_path_gets_404(guest: Guest, path: str) -> None:
    assert_problem(guest.send("GET", path), 404)


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/orders"), ("PUT", "/menu"), ("PATCH", "/orders/x")])
def test_an_unknown_method_gets_404(guest: Guest, method: str, path: str) -> None:
    assert_problem(guest.send(method, path), 404)


@pytest.mark.parametrize("order_id", ["x", "a" * 26, "%00", "a" * 500])
def test_an_order_that_is_not_there_gets_404(guest: Guest, order_id: str) -> None:
    assert_problem(guest.send("GET", f"/orders/{order_id}"), 404)


def assert_problem(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem.keys() >= {"type", "title", "status", "detail", "request_id"}
    assert all(problem[field] for field in ("title", "detail", "request_id"))
    leaks = ("Traceback", "arn:aws", "cafe-orders-", "botocore", 'File "')
    assert not any(leak in answer.text for leak in leaks), answer.text
