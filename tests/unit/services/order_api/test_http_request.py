"""Parts of a request are used only if they are valid."""

import pytest

from order_api.http_request import CORRELATION_HEADER
from tests.support.services.examples import CORRELATION_ID
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
    assert client.place().headers[CORRELATION_HEADER] == CORRELATION_ID


def test_an_answer_and_the_order_keep_the_client_s_own_id(client: Client, store: FakeOrderStore) -> None:
    reply = client.place(headers=own(OWN))

    assert reply.headers[CORRELATION_HEADER] == OWN
    assert [kept.correlation_id for kept in store.orders.values()] == [OWN]


@pytest.mark.parametrize("given_id", UNSAFE)
def test_an_id_that_could_do_harm_is_replaced_by_the_gateway_s(
    client: Client, store: FakeOrderStore, log: Log, given_id: str
) -> None:
    reply = client.place(headers=own(given_id))

    assert reply.headers[CORRELATION_HEADER] == CORRELATION_ID
    assert [kept.correlation_id for kept in store.orders.values()] == [CORRELATION_ID]
    assert {line["correlation_id"] for line in log.lines()} == {CORRELATION_ID}


def test_two_ids_are_none(client: Client) -> None:
    assert client.place(headers=own(OWN, OWN)).headers[CORRELATION_HEADER] == CORRELATION_ID


def test_a_problem_has_the_correlation_id_in_its_header_and_the_gateway_s_id_in_its_body(client: Client) -> None:
    reply = client.place(body="{", headers=own(OWN))

    assert (reply.headers[CORRELATION_HEADER], reply.document["request_id"]) == (OWN, CORRELATION_ID)


def test_an_answer_that_a_cache_may_keep_has_none(client: Client) -> None:
    assert CORRELATION_HEADER not in client.menu(own(OWN)).headers


def test_a_replay_does_not_change_the_order_s_id(client: Client, store: FakeOrderStore) -> None:
    client.place(headers=own(OWN))

    client.place(headers=own("another-request"))

    assert [kept.correlation_id for kept in store.orders.values()] == [OWN]
