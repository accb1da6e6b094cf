"""The files of the contract and the code say the same."""

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

import order_api
from order_api.operations import OPERATIONS
from orders.domain.order import Status
from tests.support.services.gateway import BODY, Client

CONTRACT = Path(order_api.__file__).with_name("contract")
SCHEMAS = sorted((CONTRACT / "schemas").glob("*.json"))
FIELDS_OF_A_ROUTE = {"operation", "scope", "request_model", "required_headers", "query_parameters"}


def routes() -> dict[str, dict[str, Any]]:
    document: dict[str, dict[str, Any]] = json.loads((CONTRACT / "routes.json").read_text())
    return document


def assert_matches(document: Any, name: str) -> None:
    """`document` keeps to the schema of that name."""

    def sibling(uri: str) -> Any:
        return json.loads((CONTRACT / "schemas" / uri.rpartition("/")[2]).read_text())

    fastjsonschema.compile(sibling(f"{name}.json"), handlers={"": sibling})(document)


def test_every_route_of_the_contract_is_answered_by_the_operation_it_names() -> None:
    assert {route: operation.__name__ for route, operation in OPERATIONS.items()} == {
        route: described["operation"] for route, described in routes().items()
    }


@pytest.mark.parametrize("route", routes())
def test_every_route_says_all_there_is_to_say(route: str) -> None:
    assert routes()[route].keys() == FIELDS_OF_A_ROUTE


@pytest.mark.parametrize("route", routes())
def test_every_request_model_has_its_schema(route: str) -> None:
    model = routes()[route]["request_model"]

    assert model is None or (CONTRACT / "schemas" / f"{model}.json").exists()


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.stem)
def test_every_schema_is_of_the_gateway_s_dialect(file: Path) -> None:
    schema = json.loads(file.read_text())

    assert schema["$schema"] == "http://json-schema.org/draft-04/schema#"


def test_every_answer_keeps_to_its_schema(client: Client) -> None:
    placed = client.place(BODY | {"note": "extra hot"})

    assert_matches(client.menu().document, "menu")
    assert_matches(placed.document, "order")
    assert_matches(client.list().document, "order_page")
    assert_matches(client.place("{}", "another").document, "problem")
    assert_matches(client.cancel(placed.document["order_id"]).document, "order")


def test_the_schema_knows_every_status() -> None:
    schema = json.loads((CONTRACT / "schemas" / "order.json").read_text())

    assert schema["properties"]["status"]["enum"] == list(Status)
