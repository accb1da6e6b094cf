"""GET /api/menu: for everyone, kept for a minute."""

import pytest

from tests.support.services.fake_order_store import FakeOrderStore
from tests.support.services.gateway import Client


def test_anyone_gets_the_menu_without_a_call_of_the_store(client: Client, store: FakeOrderStore) -> None:
    reply = client.menu()

    assert (reply.status, store.calls) == (200, 0)
    assert reply.document["currency"] == "EUR"
    assert reply.document["items"][0] == {
        "item_id": "espresso",
        "name": "Espresso",
        "description": "A short, intense shot of our house blend.",
        "unit_price": 240,
        "available": True,
    }


def test_the_menu_may_be_kept_for_a_minute(client: Client) -> None:
    assert client.menu().headers["Cache-Control"] == "public, max-age=60"


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


def test_nobody_may_guess_the_type_of_an_answer(client: Client) -> None:
    assert client.menu().headers["X-Content-Type-Options"] == "nosniff"
