"""The contract and the code agree."""

from dataclasses import fields

import pytest

from order_api.operations import OPERATIONS
from orders.domain.order import Status
from orders.domain.order_request import OrderRequest, RequestedItem
from tests.support.services.contract import CONTRACT, ROUTES, assert_matches, read_schema
from tests.support.services.gateway import BODY, Client

SCHEMAS = [file.stem for file in sorted((CONTRACT / "schemas").glob("*.json"))]


def test_every_route_of_the_contract_is_answered_by_the_operation_it_names() -> None:
    named = {route: described["operation"] for route, described in ROUTES.items()}

    assert {route: operation.__name__ for route, operation in OPERATIONS.items()} == named


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_of_the_gateway_s_dialect(name: str) -> None:
    assert read_schema(name)["$schema"] == "http://json-schema.org/draft-04/schema#"


def test_every_answer_keeps_to_its_schema(client: Client) -> None:
    placed = client.place(BODY | {"note": "extra hot"})

    assert_matches(client.menu().document, "menu")
    assert_matches(placed.document, "order")
    assert_matches(client.list().document, "order_page")
    assert_matches(client.place("{}", "another").document, "problem")
    assert_matches(client.cancel(placed.document["order_id"]).document, "order")


def test_a_request_has_the_fields_of_its_schema() -> None:
    properties = read_schema("place_order")["properties"]

    assert {field.name for field in fields(OrderRequest)} == properties.keys()
    assert {field.name for field in fields(RequestedItem)} == properties["items"]["items"]["properties"].keys()


def test_the_schema_has_every_status() -> None:
    assert read_schema("order")["properties"]["status"]["enum"] == list(Status)
