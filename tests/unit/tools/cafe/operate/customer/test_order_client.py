"""The command's client of the API."""

import json

import pytest
from requests.adapters import HTTPAdapter

from cafe.errors import CafeError
from cafe.operate.customer.order_client import CafeApi, OrderLine, PlacedOrder
from tests.support.tools.fake_cafe import order
from tests.support.tools.http_server import Answer, Server

PROBLEM = '{"title": "Unprocessable", "detail": "There is no petrol on the menu."}'


@pytest.fixture
def api(server: Server) -> CafeApi:
    return CafeApi(server.url, "token")


def test_an_order_that_met_throttling_is_sent_again_with_its_key(server: Server, api: CafeApi) -> None:
    server.answer(
        "POST",
        "/orders",
        Answer(429, headers={"Retry-After": "0"}),
        Answer(503, headers={"Retry-After": "0"}),
        Answer(202, order("RECEIVED")),
    )

    placed = api.place((OrderLine("espresso", 1),))

    assert placed.order_id == "o1"
    assert len(server.requests) == 3
    assert len({request.headers["Idempotency-Key"] for request in server.requests}) == 1


def test_an_order_carries_its_lines_and_the_word_to_the_bar(server: Server, api: CafeApi) -> None:
    server.answer("POST", "/orders", Answer(202, order("RECEIVED")))

    api.place((OrderLine("espresso", 2),), "no sugar")

    sent = json.loads(server.requests[0].body)
    assert sent == {"items": [{"item_id": "espresso", "quantity": 2}], "note": "no sugar"}


def test_a_refusal_is_reported_in_the_problems_own_words(server: Server, api: CafeApi) -> None:
    server.answer("POST", "/orders", Answer(422, PROBLEM))

    with pytest.raises(CafeError, match="There is no petrol on the menu"):
        api.place((OrderLine("petrol", 1),))


@pytest.mark.parametrize("body", ["<h1>Not here</h1>", '{"message": "Not here"}'])
def test_a_refusal_without_a_problem_is_reported_as_it_came(server: Server, api: CafeApi, body: str) -> None:
    server.answer("GET", "/orders/o1", Answer(404, body))

    with pytest.raises(CafeError, match=r"answered 404.*Not here"):
        api.read("o1")


def test_an_order_is_awaited_until_it_is_decided(server: Server, api: CafeApi) -> None:
    rejected = order("REJECTED", rejection_reason="SOLD_OUT")
    server.answer("GET", "/orders/o1", Answer(200, order("RECEIVED")), Answer(200, rejected))

    decided = api.wait_until_decided("o1")

    assert decided == PlacedOrder("o1", "REJECTED", 300, "EUR", "SOLD_OUT")


def test_an_order_that_is_never_decided_says_where_to_look(server: Server, api: CafeApi) -> None:
    server.answer("GET", "/orders/o1", Answer(200, order("RECEIVED")))

    with pytest.raises(CafeError, match="cafe logs"):
        api.wait_until_decided("o1", seconds=0.05)


def test_a_cafe_that_can_not_be_reached_says_how_to_see_whether_it_is_up() -> None:
    nobody_listens = CafeApi("http://127.0.0.1:1", "token")
    nobody_listens.session.mount("http://", HTTPAdapter())

    with pytest.raises(CafeError, match="cafe status"):
        nobody_listens.read("o1")
