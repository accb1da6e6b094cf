"""Responses have the headers that clients and caches need."""

import pytest

from order_api.http_request import CORRELATION_HEADER
from tests.support.services.examples import CORRELATION_ID
from tests.support.services.gateway import Client, Headers

OWN_ID = "0af7651916cd43dd8448eb211c80319c"
OWN: Headers = {"x-correlation-id": [OWN_ID]}


def test_a_problem_has_the_correlation_id_in_its_header_and_the_gateway_s_id_in_its_body(client: Client) -> None:
    reply = client.place(body="{", headers=OWN)

    assert (reply.headers[CORRELATION_HEADER], reply.document["request_id"]) == (
        *OWN["x-correlation-id"],
        CORRELATION_ID,
    )


def test_an_answer_that_a_cache_may_keep_has_none(client: Client) -> None:
    assert CORRELATION_HEADER not in client.menu(OWN).headers


def test_a_browser_does_not_guess_the_type_of_a_response(client: Client) -> None:
    assert client.menu().headers["X-Content-Type-Options"] == "nosniff"


def test_lists_are_not_cached(client: Client) -> None:
    assert client.list().headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other",W/{}', "*"])
def test_a_client_that_has_the_menu_gets_304_without_a_body(client: Client, form: str) -> None:
    entity_tag = client.menu().headers["ETag"]

    again = client.menu({"if-none-match": [form.format(entity_tag)]})

    assert (again.status, again.text) == (304, "")
    assert again.headers["ETag"] == entity_tag
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_a_tag_in_a_second_header_counts_too(client: Client) -> None:
    entity_tag = client.menu().headers["ETag"]

    assert client.menu({"If-None-Match": ['"other"', entity_tag]}).status == 304


@pytest.mark.parametrize("header", ['"other"', "", "nonsense", '"*"', '"'])
def test_a_client_that_has_something_else_gets_the_menu(client: Client, header: str) -> None:
    assert client.menu({"If-None-Match": [header]}).status == 200
