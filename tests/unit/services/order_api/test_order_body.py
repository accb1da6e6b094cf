"""Bad input gets its documented problem+json, and nothing is stored."""

import json
from http import HTTPStatus
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from order_api.order_body import explain
from tests.support.services.contract import read_schema
from tests.support.services.fake_order_store import FakeOrderStore, cafe_client
from tests.support.services.gateway import BODY, Client, Reply, assert_problem

NOT_RULES = {"$schema", "title", "description", "properties", "items"}
ITEM = {"item_id": "drink", "quantity": 1}


def line(**changes: Any) -> dict[str, Any]:
    return {"items": [ITEM | changes]}


def rules(schema: dict[str, Any], field: str = "") -> list[tuple[str, str]]:
    """Each rule of the schema with the field that it is about."""
    own = [(field, name) for name in schema if name not in NOT_RULES]
    nested = [rules(inner, name) for name, inner in schema.get("properties", {}).items()]
    return own + sum(nested, rules(schema["items"], field) if "items" in schema else [])


def assert_refused(reply: Reply, store: FakeOrderStore, pointer: str) -> None:
    assert_problem(reply, HTTPStatus.BAD_REQUEST)
    assert reply.document["errors"][0]["pointer"] == pointer
    assert not store.orders
    assert store.calls == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("order=drink", "is not JSON"),
        ("{'items': []}", "is not JSON"),
        ("\ufeff{}", "is not JSON"),
        ("[" * 10_000, "is not JSON"),
        ('{"items":[{"item_id":"drink","quantity":1' + "0" * 5000 + "}]}", "is not JSON"),
        ('{"items":[{"item_id":"drink","quantity":0x1}]}', "is not JSON"),
        ('{"items":[{"item_id":"drink","quantity":01}]}', "is not JSON"),
        ('{"items":[{"item_id":"drink","quantity":1},]}', "is not JSON"),
        ('{"items":[{"item_id":"drink","quantity":1}]/* free */}', "is not JSON"),
        ('{"items":[],"items":[{"item_id":"drink","quantity":1}]}', "has an object with the same field twice"),
        ('{"items":[{"item_id":"drink","quantity":NaN}]}', "has a number that JSON doesn't know"),
        ('{"items":[{"item_id":"drink","quantity":-Infinity}]}', "has a number that JSON doesn't know"),
        ('{"items":[{"item_id":"drink","quantity":1,"quantity":2}]}', "has an object with the same field twice"),
        ('{"items":[{"item_id":"drink","quantity":1}],"note":"\\ud83d"}', "has text that is not valid Unicode"),
        ('{"items":[{"item_id":"drink","quantity":1}],"note":"\ufffd"}', "is not text in UTF-8"),
    ],
)
def test_a_body_that_is_not_strict_json_is_refused(
    client: Client, store: FakeOrderStore, text: str, reason: str
) -> None:
    reply = client.place(text)

    assert_refused(reply, store, "#")
    assert reply.document["errors"][0]["detail"] == reason


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ([], "#"),
        (None, "#"),
        ("drink", "#"),
        (5, "#"),
        ({}, "#"),
        ({"note": "no items"}, "#"),
        (BODY | {"total": 0}, "#"),
        ({"items": {}}, "#/items"),
        ({"items": []}, "#/items"),
        ({"items": [{"item_id": f"drink-{number}", "quantity": 1} for number in range(21)]}, "#/items"),
        ({"items": ["drink"]}, "#/items/0"),
        ({"items": [{"item_id": "drink"}]}, "#/items/0"),
        ({"items": [ITEM, {"quantity": 1}]}, "#/items/1"),
        (line(unit_price=1), "#/items/0"),
        (line(item_id=5), "#/items/0/item_id"),
        (line(item_id=""), "#/items/0/item_id"),
        (line(item_id="x" * 65), "#/items/0/item_id"),
        (line(quantity=0), "#/items/0/quantity"),
        (line(quantity=-1), "#/items/0/quantity"),
        (line(quantity=21), "#/items/0/quantity"),
        (line(quantity=1.0), "#/items/0/quantity"),
        (line(quantity=1.5), "#/items/0/quantity"),
        (line(quantity=1e300), "#/items/0/quantity"),
        (line(quantity=10**400), "#/items/0/quantity"),
        (line(quantity=True), "#/items/0/quantity"),
        (line(quantity="1"), "#/items/0/quantity"),
        (line(quantity=None), "#/items/0/quantity"),
        ({"items": [ITEM, {"item_id": "drink", "quantity": 2}]}, "#/items/1/item_id"),
        (BODY | {"note": ""}, "#/note"),
        (BODY | {"note": "   "}, "#/note"),
        (BODY | {"note": "x" * 201}, "#/note"),
        (BODY | {"note": None}, "#/note"),
        (BODY | {"note": 5}, "#/note"),
        (BODY | {"note": "two\nlines"}, "#/note"),
        (BODY | {"note": "bell\u0007"}, "#/note"),
        (BODY | {"note": "zero\u0000"}, "#/note"),
        (BODY | {"note": "delete\u007f"}, "#/note"),
        (BODY | {"note": "next line\u0085"}, "#/note"),
        (BODY | {"note": "line\n"}, "#/note"),
        (BODY | {"note": "lost \ufffd"}, "#/note"),
        (BODY | {"note": "line\u2028separator"}, "#/note"),
        (BODY | {"note": "paragraph\u2029separator"}, "#/note"),
        (BODY | {"note": "backspaces\b\b\boat"}, "#/note"),
        (BODY | {"note": "right to left \u202etxt.exe"}, "#/note"),
        (BODY | {"note": "isolate \u2067txt"}, "#/note"),
        (BODY | {"note": "no character \uffff"}, "#/note"),
        (BODY | {"note": "\u200b\u2060"}, "#/note"),
        (BODY | {"note": "\ufeff"}, "#/note"),
        (BODY | {"note": "\u00a0\u3000"}, "#/note"),
        (BODY | {"note": "\u3164\u2800"}, "#/note"),
    ],
)
def test_a_body_that_is_not_an_order_is_refused_where_it_is_wrong(
    client: Client, store: FakeOrderStore, document: object, pointer: str
) -> None:
    assert_refused(client.place(json.dumps(document)), store, pointer)


def test_a_quantity_beyond_every_float_is_refused(client: Client, store: FakeOrderStore) -> None:
    assert_refused(client.place('{"items":[{"item_id":"drink","quantity":1e999}]}'), store, "#/items/0/quantity")


def test_every_fault_is_named_at_once(client: Client) -> None:
    reply = client.place({"items": [{"item_id": "drink", "quantity": 0}], "note": "x" * 201, "tip": 5})

    assert reply.document["errors"] == [
        {"pointer": "#/items/0/quantity", "detail": "must be 1 or more"},
        {"pointer": "#/note", "detail": "must have 200 or fewer characters"},
        {"pointer": "#", "detail": "must not have other fields than the documented ones"},
    ]


@pytest.mark.parametrize(("field", "rule"), rules(read_schema("place_order")))
def test_every_rule_of_the_schema_is_explained_in_words(field: str, rule: str) -> None:
    assert "documented rule" not in explain(field, rule, 1)


@pytest.mark.parametrize(
    ("field", "rule", "words"),
    [
        ("another_field", "format", "must match the documented rule: format"),
        ("another_field", "pattern", "must match the documented rule: pattern"),
    ],
)
def test_a_rule_without_an_explanation_is_named(field: str, rule: str, words: str) -> None:
    assert explain(field, rule, "date-time") == words


def test_no_more_than_twenty_faults_are_named(client: Client) -> None:
    assert len(client.place({"items": [{}] * 200}).document["errors"]) == 20


@pytest.mark.parametrize("note", ["x" * 200, "☕" * 200, "👩‍🍳", " no sugar ", "<b>\"'&</b>"])
def test_any_visible_line_of_text_is_a_note(client: Client, note: str) -> None:
    assert client.place(BODY | {"note": note}).document["note"] == note


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["items", "note", "item_id", "quantity"]), inner),
)


@given(json_values)
def test_whatever_is_sent_is_answered_and_stored_only_if_accepted(document: object) -> None:
    store = FakeOrderStore()

    reply = cafe_client(store).place(json.dumps(document))

    assert reply.status in {202, 400, 422}
    assert (reply.status == 202) == bool(store.orders)
