"""Every event gets a response without internals, and a log line with the reason."""

import json
from http import HTTPStatus
from typing import Never

import pytest

from orders.domain.order import Order
from orders.runtime.logger import logger
from tests.support.services.examples import CUSTOMER
from tests.support.services.fake_order_store import FakeOrderStore, cafe_client
from tests.support.services.gateway import BODY, Client, assert_problem
from tests.support.services.log_capture import Log

SECRET = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"


class BrokenStore(FakeOrderStore):
    """Fails with an unexpected error."""

    def add(self, order: Order) -> Never:  # noqa: ARG002  # the port's signature
        raise RuntimeError(SECRET)


@pytest.mark.parametrize("route", ["GET /api/unknown", "DELETE /api/orders", "None None"])
def test_what_is_not_in_the_contract_is_not_found(client: Client, route: str) -> None:
    assert_problem(client.send(route), HTTPStatus.NOT_FOUND)


def test_an_empty_event_gets_a_response() -> None:
    reply = cafe_client(FakeOrderStore()).handle({})

    assert (reply["statusCode"], json.loads(reply["body"])["request_id"]) == (404, "unknown")


def test_a_store_that_does_not_answer_is_a_503(client: Client, store: FakeOrderStore, log: Log) -> None:
    store.available = False

    reply = client.place()

    assert_problem(reply, HTTPStatus.SERVICE_UNAVAILABLE)
    assert reply.headers["Retry-After"] == "1"
    (line,) = log.lines()
    assert (line["level"], line["request_id"]) == ("ERROR", "request-1")
    assert "StoreUnavailableError" in line["exception"]


def test_an_unexpected_error_reveals_nothing_and_is_logged_once(log: Log) -> None:
    reply = cafe_client(BrokenStore()).place()

    assert_problem(reply, HTTPStatus.INTERNAL_SERVER_ERROR)
    assert SECRET not in reply.text
    (line,) = log.lines()
    assert SECRET in line["exception"]
    assert line["request_id"] == "request-1"


def test_an_accepted_order_is_logged_by_its_id_without_its_note_or_its_customer(client: Client, log: Log) -> None:
    reply = client.place(BODY | {"note": "for my aunt"})

    (line,) = log.lines()
    assert (line["order_id"], line["request_id"]) == (reply.document["order_id"], "request-1")
    assert "aunt" not in json.dumps(line)
    assert CUSTOMER not in json.dumps(line)


def test_a_refusal_is_logged_with_its_status(client: Client, log: Log) -> None:
    client.cancel("a" * 26)

    (line,) = log.lines()
    assert (line["level"], line["status"], line["reason"]) == ("INFO", 404, "OrderNotFoundError")


def test_log_fields_of_a_request_end_with_it(client: Client, log: Log) -> None:
    client.cancel("a" * 26)

    logger.info("later")

    assert "request_id" not in log.lines()[-1]
