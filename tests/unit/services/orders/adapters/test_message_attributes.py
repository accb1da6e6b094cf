"""A correlation id is believed only if it can do no harm, and is never lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.adapters.message_attributes import (
    HEADER,
    is_correlation_id,
    read_attribute,
    size_of_attribute,
    write_attribute,
)
from orders.domain.lifecycle import Transition, apply
from orders.domain.order import Status
from tests.support.services.examples import CORRELATION_ID, LATER, order
from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.gateway import Client, Headers
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


def test_an_answer_names_the_gateway_s_id_of_a_request_that_brings_none(client: Client) -> None:
    assert client.place().headers[HEADER] == CORRELATION_ID


def test_an_answer_and_the_order_keep_the_client_s_own_id(client: Client, store: FakeOrderStore) -> None:
    reply = client.place(headers=own(OWN))

    assert reply.headers[HEADER] == OWN
    assert [kept.correlation_id for kept in store.orders.values()] == [OWN]


@pytest.mark.parametrize("given_id", UNSAFE)
def test_an_id_that_could_do_harm_is_replaced_by_the_gateway_s(
    client: Client, store: FakeOrderStore, log: Log, given_id: str
) -> None:
    reply = client.place(headers=own(given_id))

    assert reply.headers[HEADER] == CORRELATION_ID
    assert [kept.correlation_id for kept in store.orders.values()] == [CORRELATION_ID]
    assert {line["correlation_id"] for line in log.lines()} == {CORRELATION_ID}


def test_two_ids_are_none(client: Client) -> None:
    assert client.place(headers=own(OWN, OWN)).headers[HEADER] == CORRELATION_ID


def test_a_problem_has_the_correlation_id_in_its_header_and_the_gateway_s_id_in_its_body(client: Client) -> None:
    reply = client.place(body="{", headers=own(OWN))

    assert (reply.headers[HEADER], reply.document["request_id"]) == (OWN, CORRELATION_ID)


def test_an_answer_that_a_cache_may_keep_has_none(client: Client) -> None:
    assert HEADER not in client.menu(own(OWN)).headers


def test_a_replay_does_not_change_the_order_s_id(client: Client, store: FakeOrderStore) -> None:
    client.place(headers=own(OWN))

    client.place(headers=own("another-request"))

    assert [kept.correlation_id for kept in store.orders.values()] == [OWN]


def test_a_decision_belongs_to_the_request_that_placed_the_order_and_a_cancellation_to_its_own() -> None:
    confirmed = apply(order(), Transition(Status.CONFIRMED, LATER))
    cancelled = apply(order(), Transition(Status.CANCELLED, LATER, correlation_id=OWN))

    assert (confirmed.correlation_id, cancelled.correlation_id) == (CORRELATION_ID, OWN)


@given(st.text())
def test_what_is_accepted_is_plain_text_without_anything_to_interpret(text: str) -> None:
    assert not is_correlation_id(text) or text.replace("-", "").replace("_", "").isalnum() or set(text) <= {"-", "_"}


def test_what_a_message_carries_is_read_back() -> None:
    written = write_attribute(OWN)["correlation_id"]
    received = {"messageAttributes": {"correlation_id": {"stringValue": written["StringValue"]}}}

    assert read_attribute(received) == OWN
    assert size_of_attribute(OWN) == len("correlation_id" + "String" + OWN)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"messageAttributes": None},
        {"messageAttributes": {}},
        {"messageAttributes": {"correlation_id": {"binaryValue": "eA=="}}},
        {"messageAttributes": {"correlation_id": {"stringValue": "two\nlines of log"}}},
    ],
    ids=["no attributes", "null", "none", "binary", "unsafe"],
)
def test_a_message_without_a_safe_one_has_none(record: dict[str, object]) -> None:
    assert read_attribute(record) is None


def test_an_order_older_than_correlation_ids_sends_none() -> None:
    assert (write_attribute(None), size_of_attribute(None)) == ({}, 0)
