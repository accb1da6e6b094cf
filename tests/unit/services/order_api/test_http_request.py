"""Parts of a request are used only if they are valid."""

import base64
import json
from http import HTTPStatus
from typing import Any

import pytest

from order_api.http_request import CORRELATION_HEADER
from tests.support.services.contract import ROUTES_OF_AN_ORDER, ROUTES_WITH_A_SCOPE
from tests.support.services.examples import CORRELATION_ID, order
from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.gateway import BODY, Client, Headers, Reply, assert_problem
from tests.support.services.log_capture import Log

OWN = "0af7651916cd43dd8448eb211c80319c"
UNSAFE = [
    "",
    "seven77",
    "x" * 65,
    "two\nlines-of-log",
    'quote"},{"level',
    "../../../etc/passwd",
    "${jndi:ldap://x}",
    "\u202etxet-desrever",
    "${IFS}id",
    "with space in it",
    "café-café-café",
    OWN + "\n",
]


def own(*values: str) -> Headers:
    return {"x-correlation-id": list(values)}


def assert_refused(reply: Reply, store: FakeOrderStore, pointer: str) -> None:
    assert_problem(reply, HTTPStatus.BAD_REQUEST)
    assert reply.document["errors"][0]["pointer"] == pointer
    assert store.calls == 0


def test_an_answer_names_the_gateway_s_id_of_a_request_that_brings_none(client: Client) -> None:
    assert client.place().headers[CORRELATION_HEADER] == CORRELATION_ID


def test_an_answer_and_the_order_keep_the_client_s_own_id(client: Client, store: FakeOrderStore) -> None:
    reply = client.place(headers=own(OWN))

    assert reply.headers[CORRELATION_HEADER] == OWN
    assert [kept.correlation_id for kept in store.orders.values()] == [OWN]


@pytest.mark.parametrize("given", [[unsafe] for unsafe in UNSAFE] + [[OWN, OWN]])
def test_a_malformed_or_repeated_correlation_id_is_replaced_by_the_gateway_s(
    client: Client, store: FakeOrderStore, log: Log, given: list[str]
) -> None:
    reply = client.place(headers=own(*given))

    assert reply.headers[CORRELATION_HEADER] == CORRELATION_ID
    assert [kept.correlation_id for kept in store.orders.values()] == [CORRELATION_ID]
    assert {line["correlation_id"] for line in log.lines()} == {CORRELATION_ID}


@pytest.mark.parametrize(
    "context",
    [
        {},
        {"authorizer": None},
        {"authorizer": {}},
        {"authorizer": {"claims": {}}},
        {"authorizer": {"claims": {"sub": "", "token_use": "access"}}},
        {"authorizer": {"claims": {"sub": "customer-1"}}},
        {"authorizer": {"claims": {"sub": "customer-1", "token_use": "refresh"}}},
        {"authorizer": {"claims": {"sub": "customer-1", "token_use": "id"}}},
    ],
)
@pytest.mark.parametrize("route", ROUTES_WITH_A_SCOPE)
def test_without_a_verified_identity_nothing_is_done(
    client: Client, store: FakeOrderStore, route: str, context: dict[str, Any]
) -> None:
    parameters = {"order_id": "a" * 26}

    reply = client.send(route, pathParameters=parameters, requestContext={"requestId": "request-1", **context})

    assert_problem(reply, HTTPStatus.UNAUTHORIZED)
    assert store.calls == 0


@pytest.mark.parametrize("route", ROUTES_OF_AN_ORDER)
@pytest.mark.parametrize("order_id", ["", "short", "A" * 26, "a" * 27, "../menu", "a" * 25 + "\n"])
def test_a_malformed_id_is_not_looked_up(client: Client, store: FakeOrderStore, route: str, order_id: str) -> None:
    assert_problem(client.send(route, pathParameters={"order_id": order_id}), HTTPStatus.NOT_FOUND)
    assert store.calls == 0


@pytest.mark.parametrize(
    "values",
    [[], [""], ["x" * 65], ["two words"], ["tab\t"], ["é"], ["\x7f"], ["a", "b"], ["a", "a"], ["a\n"]],
)
def test_a_missing_malformed_or_repeated_key_is_refused(
    client: Client, store: FakeOrderStore, values: list[str]
) -> None:
    assert_refused(client.place(headers={"Idempotency-Key": values}), store, "header:Idempotency-Key")


@pytest.mark.parametrize("key", ["!", "~" * 64, "2f1b9c5e-0000-4000-8000-000000000000"])
def test_a_key_is_1_to_64_visible_characters(client: Client, key: str) -> None:
    assert client.place(key=key).status == 202


@pytest.mark.parametrize("name", ["Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY"])
def test_names_of_headers_are_case_insensitive(client: Client, name: str) -> None:
    headers = {"Content-Type": ["application/json"], name: ["a-key"]}

    assert client.place(multiValueHeaders=headers).document["order_id"] == order().key.order_id


def test_no_headers_at_all_is_refused(client: Client, store: FakeOrderStore) -> None:
    assert_refused(client.place(multiValueHeaders=None), store, "header:Idempotency-Key")


@pytest.mark.parametrize(
    "values",
    [
        ["text/plain"],
        ["application/x-www-form-urlencoded"],
        ["application/json5"],
        [""],
        ["application/json", "text/plain"],
        [],
    ],
)
def test_another_type_of_content_is_refused_with_what_to_send(
    client: Client, store: FakeOrderStore, values: list[str]
) -> None:
    reply = client.place(headers={"Content-Type": values})

    assert_refused(reply, store, "header:Content-Type")
    assert "application/json" in reply.document["detail"]


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_json_may_be_declared_in_any_case_and_with_a_charset(client: Client, content_type: str) -> None:
    assert client.place(headers={"Content-Type": [content_type]}).status == 202


def test_a_body_in_base_64_is_decoded(client: Client) -> None:
    body = base64.b64encode(json.dumps(BODY | {"note": "Grüße"}, ensure_ascii=False).encode()).decode()

    assert client.place(body, isBase64Encoded=True).document["note"] == "Grüße"


@pytest.mark.parametrize("body", ["%%%", base64.b64encode(b"\xff\xfe{}").decode()])
def test_a_body_that_is_not_text_is_refused(client: Client, store: FakeOrderStore, body: str) -> None:
    assert_refused(client.place(body, isBase64Encoded=True), store, "#")


def test_a_missing_body_is_refused(client: Client, store: FakeOrderStore) -> None:
    headers = {"Content-Type": ["application/json"], "Idempotency-Key": ["a-key"]}

    assert_refused(client.send("POST /api/orders", multiValueHeaders=headers), store, "#")


@pytest.mark.parametrize("encoded", [False, True])
def test_a_body_larger_than_any_order_is_refused_unread(client: Client, store: FakeOrderStore, encoded: bool) -> None:
    reply = client.place(" " * 17_000, isBase64Encoded=encoded)

    assert_problem(reply, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    assert store.calls == 0


@pytest.mark.parametrize(
    "values", [["0"], ["51"], ["-1"], ["x"], [""], ["\u0663"], [" 5"], ["+5"], ["5.0"], ["05"], ["5\n"], ["5", "5"]]
)
def test_any_other_limit_is_refused(client: Client, store: FakeOrderStore, values: list[str]) -> None:
    assert_refused(client.list(limit=values), store, "query:limit")


@pytest.mark.parametrize("limit", ["1", "9", "10", "49", "50"])
def test_a_limit_from_1_to_50_is_taken(client: Client, limit: str) -> None:
    assert client.list(limit=[limit]).status == 200


@pytest.mark.parametrize("values", [[""], ["x"], ["a", "b"]])
def test_any_other_cursor_is_refused(client: Client, store: FakeOrderStore, values: list[str]) -> None:
    assert_refused(client.list(cursor=values), store, "query:cursor")


def test_unknown_parameters_are_ignored(client: Client) -> None:
    assert client.list(utm_source=["mail"]).status == 200
